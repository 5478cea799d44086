"""ODA and GNI of DAC members and other reporters, with the percentages they publish (OECD, DAC1)."""

from pathlib import Path

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns.base import text
from sscmon.contracts import maybe, table
from sscmon.readers import csv_to_parquet
from sscmon.rules import pattern
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text

measure_code = text(
    "measure_code",
    "Measure of the DAC statistics",
    "Medida de la estadística del CAD",
    "Medida da estatística do CAD",
    checks=[
        pattern(
            "oda_net_usd_million|oda_net_usd_million_constant_2022|oda_grant_equivalent_usd_million|gni_usd_million|"
            "oda_net_pct_gni_published|oda_grant_equivalent_pct_gni_published"
        )
    ],
)
CONTRACTS = (
    table(
        "staged.dac_oda_value",
        Text(
            "ODA, GNI and published percentages",
            "AOD, INB y porcentajes publicados",
            "AOD, RNB e porcentagens publicadas",
        ),
        grain="one measure of one reporter in one year",
        key=["donor_code", "year", "measure_code"],
        columns=[
            a.donor_code,
            maybe(a.donor_ref),
            a.donor_name,
            w.year,
            measure_code,
            a.measure_value,
            *p.PROVENANCE,
        ],
        amount="measure_value",
    ),
)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The CSV of the snapshot to a Parquet file of text."""
    columns = ["donor_code", "donor_ref", "donor_name", "year", "measure", "value"]
    csv_to_parquet(snapshot.path("dac_oda.csv"), folder / "value.parquet", columns)


SOURCE = Source(
    id="dac_oda",
    title=Text(
        "Official development assistance of DAC members and other reporters",
        "Asistencia oficial para el desarrollo de miembros del CAD y otros declarantes",
        "Assistência oficial ao desenvolvimento de membros do CAD e outros declarantes",
    ),
    publisher="OECD, Development Assistance Committee",
    licence="CC BY 4.0",
    citation="OECD, DAC1: Flows by provider (ODA, OOF, private), compiled by sscmon",
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 6 20 4,12 *",
    late_after_days=250,
    folder=Path(__file__).parent,
    is_bundled=True,
)
