"""Commands that ask the warehouse and the code lists."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from sscmon.commands.common import FAILED, MISUSED, as_json, echo, echo_json, lang, project


@click.command()
@click.argument("table", metavar="SOURCE|TABLE", required=False)
@lang
@as_json
def status(table: str | None, lang: str, as_json: bool) -> None:
    """What is fresh, what failed, what is in quarantine and why.

    With SOURCE (evidence, tossd, ...) of that source only. With TABLE (core.flow, staged.macro_value, ...) its numbers,
    its checks and its first refused rows.
    """
    from sscmon import status as found
    from sscmon import status_text
    from sscmon.sources import discover
    from sscmon.terminal import columns

    paths, source = project(), table or ""
    if not table or table in discover():
        table, told = None, found.project_status(paths, lang, source)
    else:
        told = found.table_status(paths, table, lang)
    if as_json:
        echo_json(told)
    else:
        echo((status_text.table_lines if table else status_text.project_lines)(told, lang, columns()))
    if not told["is_sound"]:
        click.get_current_context().exit(FAILED)


@click.command()
@click.argument("target", metavar="INDICATOR|OBSERVATION_ID|CLAIM_ID")
@click.argument("provider", required=False)
@click.option("--year", type=int)
@click.option("--partner", "partner_id", help="Code of the partner; all partners is _T.")
@click.option("--modality")
@click.option("--kind", help="Kind of contribution.")
@click.option("--set", "inclusion_set", help="Inclusion set: STRICT_SSC, SOLIDARITY_WIDE, ...")
@click.option("--denominator")
@click.option("--method", "valuation_method", help="Valuation method: VM_CASH, ...")
@click.option("--prices", "price_basis", help="Price basis: nominal or constant_2022.")
@click.option("--unit", help="Unit of a physical quantity.")
@click.option("--item")
@click.option(
    "--release",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Explain a number of this release, from its folder alone.",
)
@lang
@as_json
def explain(target: str, provider: str | None, folder: Path | None, lang: str, as_json: bool, **dimensions) -> None:
    """Go from a number back to files and documents.

    Shows the figures a published number was computed from, each with the line of the publisher's file as it stands
    and the document it cites, and the figures left out with the reason.

    Name the number by its identifier, or by indicator and provider. What is not named takes the headline value:
    all partners, all modalities, all kinds, SOLIDARITY_WIDE, current prices, the first denominator there is.
    Of a claim, the document, the verdict and the working of every test.

    \b
    sscmon explain cooperation_to_gni BRA --year 2010
    sscmon explain CLM-0012
    sscmon explain cooperation_to_gni BRA --year 2010 --release release/2026.1
    """
    from sscmon import explain as found
    from sscmon import explain_text
    from sscmon.claims.explain import explain as explain_claim
    from sscmon.paths import ReleasePaths
    from sscmon.publish.released import read_record
    from sscmon.query import warehouse
    from sscmon.terminal import columns

    if folder:
        read_record(folder)
    paths = ReleasePaths(folder) if folder else project()
    chosen = {name: value for name, value in dimensions.items() if value is not None}
    with warehouse(paths) as connection:
        if provider is None and "." not in target:
            if not connection.execute("select 1 from core.claim where claim_id = $1", [target]).fetchone():
                raise click.UsageError(f"name the provider too: sscmon explain {target} BRA")
            claimed = explain_claim(connection, target)
            echo_json(asdict(claimed)) if as_json else echo(claimed.lines(lang))
            return
        observations = found.find(connection, target, provider, chosen)
        if len(observations) > 1:
            if as_json:
                echo_json(observations)
            else:
                echo(explain_text.choices(observations, columns()))
            click.echo(explain_text.advice(observations), err=True)
            click.get_current_context().exit(MISUSED)
        explanation = found.Explainer(paths, connection).explain(observations[0])
        if as_json:
            echo_json(explanation)
        else:
            echo(explain_text.lines(explanation, explain_text.Words(connection, lang), columns()))


@click.command()
@click.argument("sql")
@click.option("--format", "style", type=click.Choice(("table", "csv", "json", "parquet")), help="Default: table.")
@click.option("-o", "target", type=click.Path(path_type=Path), help="File to write; its ending tells the format.")
def query(sql: str, style: str | None, target: Path | None) -> None:
    """Ask the warehouse in SQL, read only.

    Files, extensions and settings are out of reach. SQL "-" is read from standard input. Formats: a table cut to the
    terminal and to its first 100 rows; CSV (RFC 4180); JSON, one object a line in a list; Parquet.

    \b
    sscmon query "from view.aid_to_gni limit 5"
    sscmon query "from core.flow" --format csv > flow.csv
    """
    from sscmon import query as asked

    if sql == "-":
        sql = sys.stdin.read()
    ending = target.suffix.lstrip(".") if target else ""
    style = style or (ending if ending in asked.FORMATS else "table")
    if style == "parquet" and target is None:
        raise click.UsageError("Parquet goes to a file: -o FILE")
    with asked.answer(project(), sql) as connection:
        if target:
            asked.write_file(connection, style, target)
        else:
            asked.WRITERS[style](connection, sys.stdout)


@click.command()
@click.argument("words", nargs=-1)
@click.option("--list", "name", default="", help="Search or show this list only.")
@lang
@as_json
def codes(words: tuple[str, ...], name: str, lang: str, as_json: bool) -> None:
    """Search the code lists in three languages.

    Accents and case do not matter; where nothing matches, the nearest codes are shown and the exit code is 1.
    Without WORDS, show one list, or which lists there are.
    """
    from sscmon import codes as lists
    from sscmon.terminal import columns, table

    if not words and not name:
        every = {one: [code.code for code in lists.all_codes(one)] for one in lists.lists()}
        if as_json:
            echo_json(every)
        else:
            counted = [(one, len(listed), ", ".join(listed[:5])) for one, listed in every.items()]
            echo(table(("list", "codes", "first"), counted, limit=columns()))
        return
    found, is_match = lists.search(words, name) if words else (lists.all_codes(name), True)
    if as_json:
        echo_json([{**vars(code), "label": code.label._asdict(), "is_match": is_match} for code in found])
    elif found:
        rows = [(code.codelist, code.code, code.label.in_(lang), code.parent, code.valid) for code in found]
        heads = ("list", "code", "label", "broader", "valid")
        kept = [i for i in range(len(heads)) if i < 3 or any(row[i] for row in rows)]
        if not is_match:
            click.echo(f"No code matches {' '.join(words)!r}; the nearest:", err=True)
        echo(table([heads[i] for i in kept], [[row[i] for i in kept] for row in rows], limit=columns(), whole=["code"]))
    else:
        click.echo(f"No code is near {' '.join(words)!r}.", err=True)
    if not is_match:
        click.get_current_context().exit(FAILED)


COMMANDS = (status, explain, query, codes)
