"""Commands that write what the house knows in the form of another system."""

from pathlib import Path

import click

from sscmon.commands.common import project


@click.group()
def export() -> None:
    """Write public data in the form of another system."""


@export.command()
@click.option(
    "-o", "target", type=click.Path(path_type=Path), default=Path("iati"), help="New folder; iati without it."
)
@click.option("--provider", "provider_id", help="Only activities of this provider: CUB, BRA, ...")
@click.option(
    "--reporter", "ref", help="Your organisation's identifier in IATI, to publish what you submitted yourself."
)
@click.option("--name", help="Its name.")
@click.option("--type", "type_code", default="10", show_default=True, help="Its IATI organisation type.")
def iati(target: Path, provider_id: str | None, ref: str | None, name: str | None, type_code: str) -> None:
    """Every public activity in the IATI Standard 2.03.

    One activity file a provider, an organisation file, and left-out.csv: what IATI cannot hold, with the reason. With
    --reporter only the activities submitted to the house, as the reporter's own; else all, marked as told by another.
    """
    from sscmon.publish.iati.export import export_iati
    from sscmon.publish.iati.reporter import HOUSE, agency

    if ref and not name:
        raise click.UsageError("name the organisation too: --name")
    count = export_iati(project(), target, agency(ref, name, type_code) if ref else HOUSE, provider_id)
    click.echo(f"{count} activities in {target}")


COMMANDS = (export,)
