"""Sample for tests and for docs/adding-a-source.md: well-digging teams that do not exist."""

from pathlib import Path

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.contracts import table
from sscmon.readers import csv_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text

CONTRACTS = (
    table(
        "staged.well_teams_wells",
        Text("Wells dug (sample)", "Pozos cavados (muestra)", "Poços cavados (amostra)"),
        grain="one team in one year",
        key=["fact_id"],
        columns=[a.fact_id, o.provider_id, o.partner_id, w.year, a.quantity_value, *p.PROVENANCE],
        amount="quantity_value",
    ),
)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The one CSV of the snapshot."""
    columns = ["fact_id", "provider_id", "partner_id", "year", "wells"]
    csv_to_parquet(snapshot.path("wells.csv"), folder / "wells.parquet", columns)


SOURCE = Source(
    id="well_teams",
    title=Text("Well teams (sample)", "Equipos de pozos (muestra)", "Equipes de poços (amostra)"),
    publisher="nobody",
    licence="CC BY 4.0",
    citation="sample, not data",
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 6 2 1 *",
    late_after_days=400,
    folder=Path(__file__).parent,
)
