"""The commands of the command line, a module a subject. Each module lists its own in COMMANDS and is found by that."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import click


def discover() -> Iterator[click.Command]:
    """Every command there is."""
    for found in iter_modules(__path__):
        yield from getattr(import_module(f"{__name__}.{found.name}"), "COMMANDS", ())
