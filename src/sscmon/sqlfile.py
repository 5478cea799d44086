"""SQL files: their header (definition, grain, unit ...) and the tables they read."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from sscmon.errors import ModelBroken

HEADER = re.compile(r"\A/\*\n(.*?)\n\*/\n", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*|'(?:[^']|'')*'", re.DOTALL)
TABLE = re.compile(r"\b(?:from|join)\s+([a-z_]+\.[a-z0-9_]+)")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
REQUIRED = ("definition", "grain", "unit")


@dataclass(frozen=True)
class SqlFile:
    """One SELECT and its YAML header."""

    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def header(self) -> dict:
        """The header as a dictionary.

        Raises:
            ModelBroken: the file does not open with one, or it lacks definition, grain or unit.
        """
        match = HEADER.match(self.text)
        header = yaml.load(match.group(1), Loader=LOADER) if match else None
        missing = [name for name in REQUIRED if not isinstance(header, dict) or name not in header]
        if missing:
            raise ModelBroken(
                f"the SQL file's header lacks {', '.join(missing)}",
                where=str(self.path),
                todo="open the file with /* definition: ..., grain: ..., unit: ... */ as YAML",
            )
        return header

    @cached_property
    def query(self) -> str:
        """The SELECT without the header and without a closing semicolon; it may end with a comment."""
        return HEADER.sub("", self.text).strip().rstrip(";") + "\n"

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Tables after FROM and JOIN, `schema.table`, sorted."""
        return tables_in(self.text)


def tables_in(text: str) -> tuple[str, ...]:
    """Tables after FROM and JOIN in SQL, `schema.table`, sorted."""
    return tuple(sorted(set(TABLE.findall(COMMENT.sub(" ", text)))))
