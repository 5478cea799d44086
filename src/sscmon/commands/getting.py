"""Commands that bring publishers' files in."""

import sys
from pathlib import Path

import click

from sscmon.commands.common import FAILED, complain, echo, project


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Ask only for what is dated from this day on.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked for.")
@click.option("--from", "given", type=click.Path(exists=True, path_type=Path), help="Files you downloaded yourself.")
def fetch(sources: tuple[str, ...], since, dry_run: bool, given: Path | None) -> None:
    """Fetch what is new from the publishers.

    Without SOURCES, all that can be fetched. One that fails keeps its last snapshot; the others go on.

    With --from, files you have on disk become the snapshot, checked as fetched ones are; its identifier is printed.
    Files that have not changed make no new snapshot.
    """
    from sscmon import snapshots
    from sscmon.fetching.fetch import fetch_sources
    from sscmon.fetching.given import take_files
    from sscmon.telling import how_far
    from sscmon.terminal import Progress, columns, table

    if given:
        if len(sources) != 1:
            raise click.UsageError("name the one source the files are of: sscmon fetch SOURCE --from FILE_OR_FOLDER")
        paths, source = project(), _source(sources[0])
        before = snapshots.newest(paths, source.id)
        taken = take_files(paths, source, given)
        click.echo(taken.id)
        if taken == before:
            click.echo("The files are those of the newest snapshot; nothing was copied.", err=True)
        return
    progress = Progress(sys.stderr)
    try:
        report = fetch_sources(
            project(),
            sources,
            since.date() if since else None,
            dry_run,
            lambda part: progress.tell(
                f"{part.source_id} {part.name} "
                + how_far(part.done_bytes, part.total_bytes, part.rate_bytes_per_s, part.left_s)
            ),
        )
    finally:
        progress.close()
    rows = [(o.source_id, o.state, o.snapshot.id if o.snapshot else "", len(o.exchanges)) for o in report.outcomes]
    echo(table(("source", "state", "snapshot", "requests"), rows, limit=columns()))
    if dry_run:
        echo(f"  {e.state} {e.name} {e.address}" for outcome in report.outcomes for e in outcome.exchanges)
    for outcome in report.failed:
        complain(outcome.error.what, outcome.error.where, outcome.error.todo)
    if report.failed:
        click.get_current_context().exit(FAILED)


def _source(source_id: str):
    from sscmon.errors import NotFound
    from sscmon.sources import discover

    known = discover()
    if source_id not in known:
        raise NotFound(f"there is no source {source_id!r}", todo=f"name one of: {', '.join(known)}")
    return known[source_id]


COMMANDS = (fetch,)
