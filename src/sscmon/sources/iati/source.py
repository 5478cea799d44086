"""Activities published in the IATI Standard: files of publishers, the whole corpus in one archive, search answers."""

import os
from pathlib import Path

from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.sources.iati.contracts import CONTRACTS
from sscmon.sources.iati.excerpt import element_at
from sscmon.sources.iati.organisations import list_organisations
from sscmon.sources.iati.reading import read_files
from sscmon.text import Text

MOST_WORKERS = 4


def parse(snapshot: Snapshot, folder: Path) -> None:
    """Every IATI file of the snapshot to Parquet files of text; `SSCMON_WORKERS` sets how many threads parse."""
    files = [snapshot.path(item["name"]) for item in snapshot.manifest["files"]]
    workers = int(os.environ.get("SSCMON_WORKERS", 0)) or min(os.cpu_count() or 1, MOST_WORKERS)
    read_files(files, folder, workers=workers)
    list_organisations(folder)


SOURCE = Source(
    id="iati",
    title=Text(
        "Activities published in the IATI Standard",
        "Actividades publicadas en el Estándar IATI",
        "Atividades publicadas no Padrão IATI",
    ),
    publisher="International Aid Transparency Initiative and its publishers",
    licence="Set by each publisher; see staged.iati_file.licence_id",
    citation="IATI publishers' activity files, as served by the IATI Bulk Data Service or the publisher",
    url="https://bulk-data.iatistandard.org/",
    mapped={
        "activity.activity_status_code": "status",
        "transaction.transaction_type_code": "transaction_type",
        "participating_org.participation_role_code": "role",
        "participating_org.org_type_code": "actor_type",
    },
    contracts=CONTRACTS,
    parse=parse,
    excerpt=element_at,
    calendar="0 3 * * 0",
    late_after_days=60,
    folder=Path(__file__).parent,
    quarantine_limit_share=0.1,
)
