"""Commands that make something: the build, its reference pages and the release."""

import sys
from time import monotonic

import click

from sscmon.commands.common import FAILED, complain, echo, project


@click.command()
def build() -> None:
    """Build what has changed and publish the warehouse.

    A step that fails holds back what depends on it; everything else goes on, and the warehouse published before
    stays as it is.
    """
    from sscmon.build import build as run
    from sscmon.build_text import held_back_line, report_lines
    from sscmon.terminal import Progress, columns

    progress, start = Progress(sys.stderr), monotonic()
    try:
        report = run(project(), progress)
    finally:
        progress.close()
    echo(report_lines(report, monotonic() - start, columns()))
    for error in report.errors.values():
        complain(error.what, error.where, error.todo)
    if held := held_back_line(report):
        click.echo(held, err=True)
    if report.errors:
        click.get_current_context().exit(FAILED)


@click.command()
def docs() -> None:
    """Write docs/reference from the contracts."""
    from sscmon.dictionary import write_docs

    echo(map(str, write_docs(project())))


@click.command()
@click.option("--name", help="Year and number, as 2026.1; the next free one without it.")
def release(name: str | None) -> None:
    """Write the open release from the published warehouse."""
    from sscmon.publish.release import release as write

    click.echo(write(project(), name))


COMMANDS = (build, docs, release)
