"""Commands that value a quantity and put a claim to the test."""

import click

from sscmon.commands.common import echo, lang, project


@click.command()
@click.argument("amount", type=float)
@click.argument("unit")
@click.option("--kind", required=True, help="What is given: a code of the list kind, as HR_MED.")
@click.option("--detail", default="_Z", help="Its detail: a code of the list kind_detail, as DOC.")
@click.option("--provider", required=True, help="Who gives, as CUB.")
@click.option("--partner", default="_T", help="Who receives.", show_default=True)
@click.option("--year", type=int, required=True)
@click.option("--flow", is_flag=True, help="Delivered in the year; without it, counted at a date.")
@click.option("--method", "methods", multiple=True, help="Only these methods.")
@click.option("--price", "prices", multiple=True, help="Your own: METHOD=LOW,CENTRAL,HIGH,CURRENCY for one unit.")
def value(amount, unit, kind, detail, provider, partner, year, flow, methods, prices) -> None:
    """What if: value a quantity by every method.

    With the prices on record, or your own.

    Example: sscmon value 100 person --kind HR_MED --detail DOC --provider CUB --partner BRA --year 2014
    """
    from sscmon.query import warehouse
    from sscmon.terminal import columns, table
    from sscmon.valuation.whatif import whatif

    with warehouse(project()) as connection:
        rows = whatif(
            connection, kind=kind, amount=amount, unit=unit, provider=provider, year=year, partner=partner,
            detail=detail, value_type="FLOW" if flow else "STOCK", methods=methods,
            prices=dict(map(_own_price, prices)),
        )  # fmt: skip
    echo(table(VALUED, [[row[name] for name in VALUED] for row in rows], limit=columns()))


VALUED = (
    "valuation_method",
    "rate_reading",
    "valued_quantity",
    "valued_unit",
    "unit_price_central",
    "currency_code",
    "value_low_usd",
    "value_central_usd",
    "value_high_usd",
    "obs_status",
)


def _own_price(text: str) -> tuple[str, tuple[float, float, float, str]]:
    try:
        method, given = text.split("=")
        low, central, high, currency = given.split(",")
        return method, (float(low), float(central), float(high), currency)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not METHOD=LOW,CENTRAL,HIGH,CURRENCY") from None


@click.command()
@click.argument("claim_id", required=False)
@lang
def claim(claim_id: str | None, lang: str) -> None:
    """Put a claim to the test.

    Its verdict with the working of every test; without CLAIM_ID, all claims.
    """
    from sscmon.claims.explain import explain as explain_claim
    from sscmon.query import warehouse
    from sscmon.terminal import columns, table

    listed = """
        select claim_id, claim_subject as subject, claim_measure as measure, value_op as op, claimed_value as claimed,
            claim_unit as unit, verdict
        from core.claim join core.claim_verdict using (claim_id) order by claim_id"""
    with warehouse(project()) as connection:
        if claim_id:
            echo(explain_claim(connection, claim_id).lines(lang))
            return
        found = connection.execute(listed)
        echo(table([column[0] for column in found.description], found.fetchall(), limit=columns()))


COMMANDS = (value, claim)
