"""The IATI source on files: parsed, or parsed and staged. Prints rows and sum of transactions, and a hash of all."""

import argparse
import hashlib
import json
import os
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sscmon import snapshots, staging
from sscmon.paths import Paths
from sscmon.sources.iati.organisations import list_organisations
from sscmon.sources.iati.reading import read_files
from sscmon.sources.iati.source import SOURCE


def parse(files: list[Path], folder: Path, workers: int) -> None:
    """Files to Parquet files of text in `folder`."""
    read_files(files, folder, workers=workers)
    list_organisations(folder)


def stage(files: list[Path], folder: Path, workers: int) -> None:
    """Files to staged and quarantine tables of a project in `folder`, as a build does it."""
    os.environ["SSCMON_WORKERS"] = str(workers)
    paths, at = Paths(folder), folder / "snapshot"
    at.mkdir()
    for file in files:
        (at / file.name).symlink_to(file)
    listed = [{"name": file.name, "url": "", "bytes": 0, "sha256": ""} for file in files]
    manifest = {"retrieved_at": "2025-01-01T00:00:00Z", "files": listed}
    (at / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for table in SOURCE.tables:
        assert staging.stage(paths, SOURCE, table, snapshots.Snapshot("iati", at)).adds_up


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["parse", "stage"])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("files", type=Path, nargs="+")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        {"parse": parse, "stage": stage}[given.step](given.files, folder, given.workers)
        build = Paths(folder).build
        at = folder if given.step == "parse" else build / ".parsed" / "iati"
        read = pq.ParquetFile(at / "transaction.parquet").read(columns=["stated_value"])["stated_value"]
        total = pc.sum(pc.cast(read, pa.decimal128(38, 2))).as_py()
        digest = hashlib.sha256()
        for file in sorted(at.glob("*.parquet") if given.step == "parse" else build.glob("[sq]*/*.parquet")):
            digest.update(file.read_bytes())
        print(f"{len(read)} {total} {digest.hexdigest()}")


if __name__ == "__main__":
    main()
