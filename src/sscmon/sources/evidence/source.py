"""Figures on South-South cooperation compiled for this project from running text, each with its citation."""

from pathlib import Path

from sscmon.readers import csv_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.sources.evidence.contracts import CONTRACTS
from sscmon.sources.evidence.files import FILES
from sscmon.text import Text


def parse(snapshot: Snapshot, folder: Path) -> None:
    """Each CSV of the snapshot to a Parquet file of text."""
    for table, (file, columns) in FILES.items():
        csv_to_parquet(snapshot.path(file), folder / f"{table}.parquet", columns.split())


SOURCE = Source(
    id="evidence",
    title=Text(
        "Evidence base on cooperation among southern countries",
        "Base de evidencia sobre la cooperación entre países del Sur",
        "Base de evidências sobre a cooperação entre países do Sul",
    ),
    publisher="sscmon",
    licence="CC BY 4.0 (facts restated; texts of the cited documents stay with their publishers)",
    citation="sscmon evidence base; cite the original document named in document_id",
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 6 1 * *",
    late_after_days=400,
    folder=Path(__file__).parent,
    is_bundled=True,
)
