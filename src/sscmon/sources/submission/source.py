"""Submissions: what ministries, movements and receiving communities report themselves, in the form of this project."""

import json
from pathlib import Path

from sscmon.readers import rows_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.sources.submission.attached import IDENTITY, WITHHELD
from sscmon.sources.submission.contracts import CONTRACTS
from sscmon.submissions import ledger
from sscmon.submissions.confidential import divide
from sscmon.submissions.identity import roots
from sscmon.submissions.standing import standing, written
from sscmon.text import Text

FORM = {contract.name.removeprefix("staged.submission_"): contract for contract in CONTRACTS}
NOT_WRITTEN = ("source_id", "source_row_key", "snapshot_id")


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The rows that stand and may leave the record, a Parquet file of text a table; see `submissions.confidential`."""
    divided = divide(standing(snapshot, FORM), FORM, ledger.as_of(snapshot))
    for table, contract in FORM.items():
        columns = [name for name in contract.columns if name not in NOT_WRITTEN]
        rows = (written(row, columns) for row in divided.rows[table])
        rows_to_parquet(rows, folder / f"{table}.parquet", columns)
    found = {"identity": roots(divided.rows["activity"]), "withheld": divided.withheld}
    for table, contract in (("identity", IDENTITY), ("withheld", WITHHELD)):
        columns = [name for name in contract.columns if name not in NOT_WRITTEN]
        rows = ((*row, f"{table}!{number}", None) for number, row in enumerate(found[table], start=1))
        rows_to_parquet(rows, folder / f"{table}.parquet", columns)


def excerpt(path: Path, address: str) -> str | None:
    """The filled cells of a public row as they were taken, as JSON; None for a row that is not public in itself."""
    taken = path.with_name(path.stem + ledger.ACCEPTED)
    place = address.partition("!")[2]
    with taken.open(encoding="utf-8") as file:
        found = next((row for row in map(json.loads, file) if row["address"] == place), None)
    is_public = found and found["values"].get("confidentiality", "PUBLIC") == "PUBLIC"
    return json.dumps(found["values"], ensure_ascii=False) if is_public else None


SOURCE = Source(
    id=ledger.SOURCE,
    title=Text("Submissions", "Envíos de informantes", "Envios de informantes"),
    publisher="each submitter; see the receipt",
    licence=ledger.LICENCE,
    citation=ledger.CITATION,
    contracts=(*CONTRACTS, IDENTITY, WITHHELD),
    parse=parse,
    excerpt=excerpt,
    calendar="30 4 * * *",
    late_after_days=400,
    folder=Path(__file__).parent,
)
