"""The local page."""

import click

from sscmon.commands.common import project

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8811, show_default=True)
@click.option("--name", "names", multiple=True, help="Another name or address that browsers will use for this machine.")
@click.option("--megabytes", type=click.IntRange(1, 200), default=25, show_default=True, help="Largest file taken.")
def serve(host: str, port: int, names: tuple[str, ...], megabytes: int) -> None:
    """Open the page for people without a shell.

    Template, check at the cells, marked workbook, submission, receipt; in three languages. Reached from this machine
    only, unless another --host is named: then put it behind a server that speaks HTTPS. Ctrl+C ends it and removes
    every file it was given.
    """
    import uvicorn

    from sscmon.serve.app import create_app

    hosts = frozenset(f"[{name}]:{port}" if ":" in name else f"{name}:{port}" for name in (*LOOPBACK, host, *names))
    app = create_app(project(), hosts | frozenset(names), largest_bytes=megabytes << 20)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"The page is at http://{shown}:{port} - Ctrl+C ends it.")
    if host not in LOOPBACK:
        click.echo("It can be reached from other machines: what they send travels unencrypted.", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)


COMMANDS = (serve,)
