"""Commands for people who report: the empty form, and a filled one checked."""

from pathlib import Path

import click

from sscmon.commands.common import FAILED, as_json, echo, echo_json, lang
from sscmon.text import LANGUAGES

NAMES = {"en": "form.xlsx", "es": "plantilla.xlsx", "pt": "modelo.xlsx"}
AUDIENCES = ("provider", "recipient", "movement", "assessor")


@click.command()
@lang
@click.option(
    "--for", "audience", type=click.Choice(AUDIENCES), default=None, help="Only the sheets this side fills in."
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write (.xlsx, .zip, .json)."
)
def template(lang: str, audience: str | None, output: Path | None) -> None:
    """Write the empty form of a submission.

    The name's ending says what is written: a workbook (.xlsx), CSV files (.zip) or JSON (.json). Headers, lists and
    instructions are in the language asked for. A file that is already there is not overwritten.

    \b
    sscmon template --lang es --for movement -o plantilla.xlsx
    """
    from sscmon.errors import FileRefused
    from sscmon.submissions.template import write_template

    output = output or Path(NAMES[lang])
    if output.exists():
        raise FileRefused("the file is already there", where=str(output), todo="choose another name, or move it away")
    click.echo(write_template(output, lang, audience or ""))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--lang", type=click.Choice(LANGUAGES), envvar="SSCMON_LANG", help="Language; that of the file without it."
)
@click.option("--annotate", "annotated", type=click.Path(dir_okay=False, path_type=Path), help="Workbook to write.")
@as_json
def validate(file: Path, lang: str | None, annotated: Path | None, as_json: bool) -> None:
    """Check a filled form before it is submitted.

    Reads xlsx, xls, ods, csv, a zip of csv files or json, and tells every problem at its sheet and cell, with what
    would be valid. Nothing is sent and nothing is kept. --annotate writes the workbook back with the cells coloured
    and commented.

    Exit code: 0 where every row can be submitted, 1 where something is refused.

    \b
    sscmon validate plantilla.xlsx --annotate revisada.xlsx
    """
    from sscmon.errors import FileRefused
    from sscmon.submissions import report
    from sscmon.submissions.annotate import annotate
    from sscmon.submissions.check import check
    from sscmon.terminal import columns

    if annotated and annotated.resolve() == file.resolve():
        raise FileRefused("the annotated workbook would overwrite the file itself", where=str(file),
                          todo="give --annotate another name")  # fmt: skip
    checked = check(file, lang)
    if as_json:
        echo_json(report.as_json(checked))
    else:
        echo(report.lines(checked, columns()))
    if annotated:
        annotate(checked, annotated)
        click.echo(str(annotated), err=as_json)
    if checked.levels()["error"]:
        click.get_current_context().exit(FAILED)


COMMANDS = (template, validate)
