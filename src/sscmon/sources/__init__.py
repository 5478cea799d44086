"""Sources: one folder each. A folder with `source.py` is discovered; nothing else has to be registered."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sscmon.contracts import Contract
from sscmon.errors import ModelBroken
from sscmon.fetching.expect import Expect
from sscmon.fetching.request import Requests
from sscmon.snapshots import Snapshot
from sscmon.text import Text

Parse = Callable[[Snapshot, Path], None]
Excerpt = Callable[[Path, str], str | None]


@dataclass(frozen=True)
class Source:
    """One publisher's dataset.

    Attributes:
        id: short name, equal to the folder's.
        title, publisher, licence, citation, url: for the reader of a release.
        calendar: cron line (UTC) of the publisher's releases.
        late_after_days: days without a new build after which the source counts as late.
        contracts: one contract a staged table, `staged.<id>_<table>`, in the order they are staged.
        folder: the source's own folder, `Path(__file__).parent`.
        parse: writes `<table>.parquet` of text (or typed) columns for every staged table into a folder.
        excerpt: what stands in a file at the address of a row, for files that are not lines of text.
        is_bundled: its snapshot is part of the project, so that none is a fault; another source has no rows until it
            is fetched.
        requests: what to ask the publisher for; without it, the source is not fetched.
        files: patterns of the names of a snapshot's files to what each must be, for files that a person downloaded.
        quarantine_limit_share: above this share of refused rows the source is taken as broken.
        mapped: `table.column` of a staged table to the mapping (a CSV of its folder) that must know each of its values;
            a row with a value it does not know is kept, and `sscmon status` lists the value.
    """

    id: str
    title: Text
    publisher: str
    licence: str
    citation: str
    contracts: tuple[Contract, ...]
    parse: Parse
    calendar: str
    late_after_days: int
    folder: Path
    url: str = ""
    excerpt: Excerpt | None = None
    is_bundled: bool = False
    requests: Requests | None = None
    files: Mapping[str, Expect] = field(default_factory=dict)
    quarantine_limit_share: float = 0.05
    mapped: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def tables(self) -> dict[str, Contract]:
        """Contracts by their short table name, without schema and source."""
        prefix = f"staged.{self.id}_"
        return {contract.name.removeprefix(prefix): contract for contract in self.contracts}

    def staged_sql(self, table: str) -> str:
        """How parsed columns become staged ones; without `staged_<table>.sql` they already are."""
        path = self._staged_file(table)
        return path.read_text(encoding="utf-8") if path.is_file() else f"select * from parsed.{table}"

    def has_own_sql(self, table: str) -> bool:
        """Whether the staged table is made by `staged_<table>.sql`, whose rows come in no known order."""
        return self._staged_file(table).is_file()

    def _staged_file(self, table: str) -> Path:
        return self.folder / f"staged_{table}.sql"

    def contributions(self) -> dict[str, Path]:
        """Core and reference tables this source contributes to: `core_<table>.sql`, `reference_<table>.sql`."""
        found = {}
        for layer in ("core", "reference"):
            for path in sorted(self.folder.glob(f"{layer}_*.sql")):
                found[f"{layer}.{path.stem.removeprefix(layer + '_')}"] = path
        return found


def discover() -> dict[str, Source]:
    """All sources by id, sorted.

    Raises:
        ModelBroken: a folder's source has another id than the folder, or a table of another source.
    """
    found = {}
    for entry in pkgutil.iter_modules(__path__):
        if not (Path(entry.module_finder.path) / entry.name / "source.py").is_file():
            continue
        module = importlib.import_module(f"{__name__}.{entry.name}.source")
        source: Source = module.SOURCE
        strangers = [c.name for c in source.contracts if not c.name.startswith(f"staged.{entry.name}_")]
        if source.id != entry.name or strangers:
            raise ModelBroken(
                f"the source {source.id!r} does not match its folder {entry.name!r}: {strangers}",
                where=str(source.folder),
                todo="use the folder's name as the source's id and as prefix of its staged tables",
            )
        found[source.id] = source
    return dict(sorted(found.items()))
