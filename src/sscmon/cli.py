"""The command line: `sscmon COMMAND`. Every command imports what it needs when it runs, so that help is instant."""

import os
import signal
import sys
import traceback

import click

from sscmon import __version__
from sscmon.commands import discover
from sscmon.commands.common import BUSY, FAILED, complain
from sscmon.errors import BuildLocked, SscmonError

HELP = """Open statistical system for South-South cooperation.

The project folder is SSCMON_ROOT, else the nearest folder above this one that holds sql/core, else the checkout
sscmon was installed from.

Exit codes: 0 all well, warnings allowed; 1 something failed; 2 wrong use, or a question that needs narrowing;
3 another build is running."""


class Commands(click.Group):
    """Commands whose errors say what happened, where, and what to do; never a traceback unless SSCMON_DEBUG is set."""

    def invoke(self, context: click.Context):
        try:
            return super().invoke(context)
        except SscmonError as error:
            complain(error.what, error.where, error.todo)
            context.exit(BUSY if isinstance(error, BuildLocked) else FAILED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("SSCMON_DEBUG"):
                traceback.print_exc()
            else:
                told = " ".join(str(error).split())[:200]
                complain(
                    f"something unexpected: {type(error).__name__}: {told}",
                    "",
                    "rerun with SSCMON_DEBUG=1 for the whole story, and report it",
                )
            context.exit(FAILED)


@click.group(cls=Commands, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    if os.environ.get("NO_COLOR"):
        context.color = False


for _command in discover():
    cli.add_command(_command)


def main() -> None:
    """Entry point. Ends silently where the reader of a pipe goes away, as other programs do."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    cli(prog_name="sscmon")


if __name__ == "__main__":
    main()
