"""Commands of intake: submit a filled form, withdraw it, work through the inbox, list what is on record."""

from dataclasses import asdict
from pathlib import Path

import click

from sscmon.commands.common import FAILED, as_json, complain, echo, echo_json, lang, project

SHOWN = 20


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "submitter", required=True, help="Identifier of the submitter in the registry.")
@click.option("--consent", is_flag=True, help="The people the file tells about agree to its publication.")
@click.option(
    "--confidentiality",
    default="public",
    show_default=True,
    help="public, aggregate or embargo:YYYY-MM-DD, for all of it.",
)
@click.option("--lists", type=click.Path(file_okay=False, path_type=Path), help="Folder for receipt and lists of rows.")
@click.option("--withdraw", "withdrawn", metavar="SUBMISSION", help="Take a submission out of publication.")
@lang
@as_json
def submit(file, submitter, consent, confidentiality, lists, withdrawn, lang, as_json) -> None:
    """Submit a filled form, or withdraw one.

    Good rows are taken, bad ones refused with reasons; the file is kept as it came, and the receipt has its SHA-256.
    A later submission takes the place of earlier rows with the same keys. What was taken is published by the next
    build; without --consent nothing of it is.

    The secret of the submitter, where it has one, is read from SSCMON_SUBMITTER_TOKEN.

    \b
    sscmon submit plantilla.xlsx --as minsalud --consent
    sscmon submit --as minsalud --withdraw S000003
    """
    from sscmon.submissions import intake, ledger

    if (file is None) == (withdrawn is None):
        raise click.UsageError("name a file, or a submission to withdraw: sscmon submit FILE --as SUBMITTER")
    paths = project()
    if withdrawn:
        receipt = intake.withdraw(paths, withdrawn, submitter)
    else:
        terms = intake.Terms.of(confidentiality, consent)
        receipt = intake.submit(paths, file, submitter, terms)
    copied = ledger.copy_out(paths, receipt, lists) if lists else []
    refused = list(ledger.refused(paths, receipt)) if not withdrawn else []
    if as_json:
        echo_json(
            {**asdict(receipt), "accepted": receipt.accepted, "refused": receipt.refused, "refused_rows": refused}
        )
    else:
        echo(_told(receipt, refused, lang))
        echo(f"written: {path}" for path in copied)
    if not withdrawn and not receipt.accepted:
        click.get_current_context().exit(FAILED)


def _told(receipt, refused: list[dict], lang: str):
    from sscmon.messages import describe
    from sscmon.terminal import columns, table

    yield f"{receipt.submission_id}  {receipt.file_name}  {receipt.received_at}"
    yield f"sha256 {receipt.sha256}"
    if receipt.withdrawn_at:
        yield f"withdrawn {receipt.withdrawn_at}; the next build publishes without it, the record keeps it"
        return
    if receipt.rows:
        counts = [(name, count["accepted"], count["refused"]) for name, count in receipt.rows.items()]
        yield from table(("table", "accepted", "refused"), counts, limit=columns())
    for row in refused[:SHOWN]:
        yield f"refused {row['address']}: " + "; ".join(describe(reason, lang) for reason in row["reasons"])
    if len(refused) > SHOWN:
        yield f"… and {len(refused) - SHOWN:,} more; all of them: --lists FOLDER"
    if not receipt.has_consent:
        yield "without --consent nothing of it is published; submit it again with --consent when there is"
    elif not receipt.names_submitter:
        yield "what is published of it does not name the submitter"


@click.command()
@as_json
def submissions(as_json: bool) -> None:
    """List the submissions on record."""
    from sscmon.submissions import ledger
    from sscmon.terminal import columns, table

    found = ledger.receipts(project())
    if as_json:
        echo_json([asdict(one) for one in found])
        return
    rows = [
        (
            one.submission_id,
            one.received_at[:10],
            one.submitter_id,
            one.side,
            one.accepted,
            one.refused,
            "withdrawn" if one.withdrawn_at else "no consent" if not one.has_consent else one.confidentiality.lower(),
        )
        for one in found
    ]
    heads = ("submission", "received", "submitter", "side", "accepted", "refused", "terms")
    echo(table(heads, rows, limit=columns()) if rows else ["no submission is on record"])


@click.command()
@click.option("--quiet-s", default=10.0, show_default=True, help="Leave files that were written to since, in seconds.")
def inbox(quiet_s: float) -> None:
    """Take the files waiting in data/inbox.

    Embargoes whose day has come end too. It does once what the Dagster sensor does every minute, for machines where
    Dagster does not run.
    """
    from sscmon.submissions import inbox as found
    from sscmon.submissions.intake import lift_embargoes

    paths = project()
    outcomes = found.work(paths, quiet_s)
    for one in outcomes:
        if one.error:
            complain(f"{one.file.name}: {one.error.what}", one.error.where, one.error.todo)
        else:
            echo([f"{one.receipt.submission_id}  {one.file.name}: {one.receipt.accepted} rows taken, "
                  f"{one.receipt.refused} refused"])  # fmt: skip
    if lift_embargoes(paths):
        echo(["an embargo has ended; its rows enter with the next build"])
    if any(one.error for one in outcomes):
        click.get_current_context().exit(FAILED)


COMMANDS = (submit, submissions, inbox)
