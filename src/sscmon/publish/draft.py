"""A release while it is being written, and what a part of it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

import duckdb

from sscmon.contracts import Contract, all_contracts
from sscmon.paths import Paths
from sscmon.publish import house
from sscmon.snapshots import newest
from sscmon.sources import discover
from sscmon.text import Text

DATABASE = "sscmon.duckdb"
TITLE = "sscmon: South-South cooperation, figures with their evidence"
DESCRIPTION = Text(
    "What southern countries and peoples give each other: money, goods, services, training and knowledge by provider, "
    "partner, modality and year, set against national income, with the document behind each figure.",
    "Lo que países y pueblos del Sur se dan unos a otros: dinero, bienes, servicios, formación y saberes por oferente, "
    "socio, modalidad y año, frente al ingreso nacional, con el documento detrás de cada cifra.",
    "O que países e povos do Sul dão uns aos outros: dinheiro, bens, serviços, formação e saberes por prestador, "
    "parceiro, modalidade e ano, frente à renda nacional, com o documento por trás de cada número.",
)
KEYWORDS = Text("South-South cooperation", "cooperación Sur-Sur", "cooperação Sul-Sul")
DATA_LICENCE = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
KEPT_IN_HOUSE = {"core.assessment", "core.assessment_score", "core.rating", *house.TABLES}


@dataclass(frozen=True)
class Draft:
    """What every part is given.

    Attributes:
        folder: where the release is written; files of parts before this one are there.
        name: year and number, as 2026.1.
        created: time of the newest snapshot (UTC, ISO 8601): the release's date, the same for the same data.
        files: what the files written so far are, by a pattern of their path.
        previous: folder of the release before, which this one is compared with; None for the first.
        accepted_drift: why rows may change without a known cause; None where none may.
    """

    paths: Paths
    folder: Path
    name: str
    created: str
    files: dict[str, Text] = field(default_factory=dict)
    previous: Path | None = None
    accepted_drift: str | None = None

    @cached_property
    def contracts(self) -> dict[str, Contract]:
        """Contracts of the released tables by name."""
        return public_contracts()

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Read the released database: a part that reads nothing else cannot publish what stays in the house."""
        with duckdb.connect(str(self.folder / DATABASE), read_only=True) as connection:
            yield connection

    def described(self, name: str) -> Text:
        """What a file is, by its path in the release."""
        return next(text for pattern, text in self.files.items() if PurePosixPath(name).match(pattern))

    def write_text(self, name: str, text: str) -> None:
        """Write a text file of the release, in UTF-8 with a newline at its end."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Part:
    """One kind of files of a release.

    Attributes:
        write: writes them into the draft's folder; the same warehouse must give the same bytes.
        files: what they are, by a pattern of their path as `Path.glob` understands it.
    """

    write: Callable[[Draft], None]
    files: dict[str, Text]


def newest_time(paths: Paths) -> str:
    """Time of the newest snapshot of all sources (UTC, ISO 8601)."""
    found = [snapshot for source in discover() if (snapshot := newest(paths, source))]
    return max(snapshot.manifest["retrieved_at"] for snapshot in found)


def public_contracts() -> dict[str, Contract]:
    """Contracts of the tables a release describes: reference, core, all observations, the catalogue, and meta.

    Single ratings are left out: with them a reader could undo the smallest group that indicators publish.
    """
    return {
        name: contract
        for name, contract in sorted(all_contracts().items())
        if name.startswith(("reference.", "core.", "indicator.", "meta.")) and name not in KEPT_IN_HOUSE
    }
