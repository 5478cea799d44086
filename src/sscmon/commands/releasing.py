"""Commands that compare releases and make them again."""

from pathlib import Path

import click

from sscmon.commands.common import FAILED, as_json, echo, echo_json, lang

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


COMMANDS = (diff,)
