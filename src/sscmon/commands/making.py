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
    """Write docs/reference from the contracts and the sources."""
    from sscmon.reference_pages import write_docs

    echo(map(str, write_docs(project())))


@click.command()
@click.option("--name", help="Year and number, as 2026.1; the next free one without it.")
@click.option("--accept-drift", metavar="REASON", help="Why rows may differ without a known cause; it is recorded.")
def release(name: str | None, accept_drift: str | None) -> None:
    """Write the open release from the published warehouse.

    It is compared with the release before; a row that differs without a known cause stops it.
    """
    from sscmon.publish.release import release as write

    click.echo(write(project(), name, accept_drift))


@click.command()
@click.argument("name", metavar="RELEASE")
@click.option(
    "--to", "target", required=True, help="folder:PATH, s3://BUCKET/PREFIX, zenodo, zenodo:ADDRESS, ckan:ADDRESS."
)
def publish(name: str, target: str) -> None:
    """Publish a release that was written, by its name or folder.

    Every file is checked before it leaves and after it arrived; what is there already is not sent again, so that an
    interrupted run goes on where it stopped. Readers get the new release as the latest once it is whole.

    Keys come from the environment only: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_ENDPOINT_URL;
    SSCMON_ZENODO_TOKEN; SSCMON_CKAN_TOKEN and SSCMON_CKAN_ORGANISATION.

    \b
    sscmon publish 2026.1 --to folder:/srv/www/sscmon
    sscmon publish 2026.1 --to s3://open-data/sscmon
    """
    from pathlib import Path

    from sscmon.publish.targets import publish as send
    from sscmon.terminal import Progress

    folder = Path(name) if "/" in name else project().root / "release" / name
    progress = Progress(sys.stderr)
    try:
        done = send(folder, target, progress.tell)
    finally:
        progress.close()
    click.echo(
        f"{done.release} is published at {target}: {done.sent} files sent, {done.there} were there. "
        f"The latest release is {done.latest}."
    )


COMMANDS = (build, docs, publish, release)
