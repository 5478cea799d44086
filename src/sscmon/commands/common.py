"""What every command shares: options, exit codes, and how results and errors are told."""

import json

import click

from sscmon.text import LANGUAGES

FAILED, MISUSED, BUSY = 1, 2, 3

lang = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="en", envvar="SSCMON_LANG", show_envvar=True, help="Language."
)
as_json = click.option("--json", "as_json", is_flag=True, help="For machines.")


def project():
    """The folders of the project the command is run in."""
    from sscmon.paths import Paths

    return Paths.find()


def complain(what: str, where: str, todo: str) -> None:
    """Tell an error on standard error: what happened, where, what to do."""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {what}", err=True)
    for label, text in (("where", where), ("what to do", todo)):
        lines = text.splitlines()
        for line in [f"  {label}: {text}"] if len(lines) == 1 else [f"  {label}:", *(f"    {line}" for line in lines)]:
            if lines:
                click.echo(line, err=True)


def echo(lines) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line)


def echo_json(value) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, indent=1, ensure_ascii=False, default=_jsonable))


def _jsonable(value):
    from sscmon.query import jsonable

    return jsonable(value)
