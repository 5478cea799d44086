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
    """
    from sscmon.fetching.fetch import fetch_sources
    from sscmon.fetching.given import take_files
    from sscmon.terminal import Progress, columns, shown, table

    if given:
        if len(sources) != 1:
            raise click.UsageError("name the one source the files are of: sscmon fetch SOURCE --from FILE_OR_FOLDER")
        click.echo(take_files(project(), _source(sources[0]), given).id)
        return
    progress = Progress(sys.stderr)
    try:
        report = fetch_sources(
            project(),
            sources,
            since.date() if since else None,
            dry_run,
            lambda part: progress.tell(f"{part.source_id} {part.name} {shown(part.done_bytes)} bytes"),
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


@click.command()
@click.argument("source_id", metavar="SOURCE")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def snapshot(source_id: str, folder: Path) -> None:
    """Take files on disk as a new snapshot.

    Prints its identifier. Of a source whose files are known by name, those are checked and taken; otherwise the files
    of FOLDER with the names of the newest snapshot, or all where there is none yet. Files that have not changed make
    no new snapshot.
    """
    from sscmon import snapshots
    from sscmon.fetching.given import store_files, take_files

    paths, source = project(), _source(source_id)
    before = snapshots.newest(paths, source_id)
    if source.files:
        taken = take_files(paths, source, folder)
    else:
        taken = store_files(paths, source, _given(folder, before), {})
    click.echo(taken.id)
    if before and taken.id == before.id:
        click.echo("The files are those of the newest snapshot; nothing was copied.", err=True)


def _source(source_id: str):
    from sscmon.errors import NotFound
    from sscmon.sources import discover

    known = discover()
    if source_id not in known:
        raise NotFound(f"there is no source {source_id!r}", todo=f"name one of: {', '.join(known)}")
    return known[source_id]


def _given(folder: Path, before) -> dict[str, Path]:
    """The files of a folder to take, by name: those of the snapshot before, or all where there is none."""
    from sscmon.errors import NotFound
    from sscmon.snapshots import MANIFEST

    listed = {path.name: path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")}
    listed.pop(MANIFEST, None)
    wanted = [item["name"] for item in before.manifest["files"]] if before else list(listed)
    missing = [name for name in wanted if name not in listed]
    if missing or not wanted:
        raise NotFound(
            f"the folder lacks {', '.join(missing)}" if missing else "the folder has no files",
            where=str(folder),
            todo=f"put there every file of the source: {', '.join(wanted)}" if wanted else "put the files there",
        )
    return {name: listed[name] for name in wanted}


COMMANDS = (fetch, snapshot)
