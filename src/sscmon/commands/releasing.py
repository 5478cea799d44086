"""Commands that compare releases and make them again."""

import sys
from pathlib import Path

import click

from sscmon.commands.common import FAILED, as_json, echo, echo_json, lang, project

RELEASE = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("old", type=RELEASE)
@click.argument("new", type=RELEASE)
@lang
@as_json
def diff(old: Path, new: Path, lang: str, as_json: bool) -> None:
    """Say what changed between two releases, and why.

    By cause, by table and in the headline numbers. OLD and NEW are folders; nothing else is read. The exit code is 1
    where a row has changed and nothing that came in explains it.

    \b
    sscmon diff release/2026.1 release/2026.2
    """
    from sscmon.publish.difference import compare
    from sscmon.publish.difference_text import terminal_lines
    from sscmon.terminal import columns

    found = compare(old, new)
    if as_json:
        echo_json(found)
    else:
        echo(terminal_lines(found, lang, columns()))
    if found["unexplained"]["rows"]:
        click.get_current_context().exit(FAILED)


@click.command()
@click.argument("release", type=RELEASE)
@lang
@as_json
def rebuild(release: Path, lang: str, as_json: bool) -> None:
    """Make a release again and compare every byte.

    Builds in a folder of its own from the SQL and the snapshots that RELEASE carries; those it does not carry are taken
    from the project and must have the hashes of its record. The exit code is 1 where a file differs.
    """
    from sscmon.publish.rebuild import rebuild as make_again
    from sscmon.publish.rebuild_text import lines
    from sscmon.terminal import Progress, columns

    progress = Progress(sys.stderr)
    try:
        found = make_again(project(), release, progress)
    finally:
        progress.close()
    if as_json:
        echo_json(vars(found))
    else:
        echo(lines(found, lang, columns()))
    if not found.is_same:
        click.get_current_context().exit(FAILED)


COMMANDS = (diff, rebuild)
