"""Bringing an agency's own list into the form."""

from pathlib import Path

import click

from sscmon.commands.common import FAILED, as_json, echo, echo_json

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("map")
@click.argument("file", type=FILE)
@click.option("--using", "mapping_file", type=FILE, help="A reviewed mapping; without it a draft of one is written.")
@click.option(
    "-o",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draft (.yaml) or filled form (.xlsx, .zip, .json).",
)
@click.option(
    "--account",
    "account_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Every row of the file and what became of it (.csv).",
)
@as_json
def map_file(
    file: Path, mapping_file: Path | None, target: Path | None, account_file: Path | None, as_json: bool
) -> None:
    """Bring an agency's own list into the form.

    First draw a mapping from the list; a person corrects it and says reviewed: true; then bring the list over. Every
    row is taken, handed down as a title, left with a reason, empty, refused with a reason, or unread, and all are
    counted. Exit code 1 where rows are refused or unread.

    \b
    sscmon map lista.xlsx -o mapping.yaml
    sscmon map lista.xlsx --using mapping.yaml -o filled.xlsx --account rows.csv
    """
    if mapping_file is None:
        _draft(file, target)
        return
    from sscmon.errors import MappingBroken
    from sscmon.submissions import mapping_account as account
    from sscmon.submissions.filled import write_filled
    from sscmon.submissions.mapping import load
    from sscmon.submissions.mapping_files import sheets
    from sscmon.submissions.mapping_rows import apply
    from sscmon.terminal import columns

    mapping = load(mapping_file)
    if not mapping.reviewed:
        raise MappingBroken(
            "nobody has reviewed this mapping", where=str(mapping_file), todo="read it, then say reviewed: true"
        )
    found = apply(mapping, sheets(file, mapping.file))
    if target:
        write_filled({table: list(rows.values()) for table, rows in found.rows.items()}, target)
    if account_file:
        account.write(found, account_file)
    if as_json:
        echo_json(account.summary(found))
    else:
        echo(account.lines(found, columns()))
    if account.open_rows(found):
        click.get_current_context().exit(FAILED)


def _draft(file: Path, target: Path | None) -> None:
    from sscmon.submissions.form import FORM
    from sscmon.submissions.mapping_draft import draft
    from sscmon.submissions.mapping_files import sheets

    text = draft(file.stem, sheets(file), FORM)
    if target:
        target.write_text(text, encoding="utf-8")
        click.echo(f"A draft is in {target}. Read every line, correct it, then say reviewed: true.")
    else:
        click.echo(text, nl=False)


COMMANDS = (map_file,)
