"""Where everything lies below one project folder."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    """Folders of one project. `root` holds `sql/` and `data/`."""

    root: Path

    @classmethod
    def find(cls) -> "Paths":
        """The project folder: `SSCMON_ROOT`, else the nearest parent of the working folder with `sql/core`,
        else the checkout this package was installed from."""
        if configured := os.environ.get("SSCMON_ROOT"):
            return cls(Path(configured).resolve())
        here = Path.cwd().resolve()
        for folder in (here, *here.parents):
            if (folder / "sql" / "core").is_dir():
                return cls(folder)
        return cls(Path(__file__).resolve().parents[2])

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    @property
    def submitters(self) -> Path:
        """The registry of submitters, kept by the operator."""
        return self.root / "data" / "submitters.csv"

    @property
    def inbox(self) -> Path:
        """Where submitters' files are put: one folder a submitter."""
        return self.root / "data" / "inbox"

    @property
    def sql(self) -> Path:
        return self.root / "sql"

    @property
    def build(self) -> Path:
        return self.root / "data" / "build"

    @property
    def warehouse(self) -> Path:
        return self.root / "data" / "warehouse" / "sscmon.duckdb"

    def parquet(self, table: str) -> Path:
        """File of one built table, `schema.table`."""
        schema, name = table.split(".", 1)
        return self.build / schema / f"{name}.parquet"

    def state(self, table: str) -> Path:
        """What is known of the last build of one table: fingerprint, counts, check results."""
        return self.parquet(table).with_suffix(".json")


class ReleasePaths(Paths):
    """The folder of a release, so far as it can stand for a project: SQL, carried snapshots and the database."""

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def warehouse(self) -> Path:
        return self.root / "sscmon.duckdb"
