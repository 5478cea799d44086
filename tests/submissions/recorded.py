"""Submissions for tests, put on record row by row: a made-up ministry of Cuba, a state that receives, a movement."""

from pathlib import Path

from sscmon.paths import Paths
from sscmon.snapshots import sha256_of, utc_now
from sscmon.submissions import ledger
from sscmon.submissions.ledger import Receipt

ACTIVITY = {"activity_title": "Sample activity", "provider_id": "CUB", "partner_id": "HTI", "modality": "BIL"}
FLOW = {
    "provider_id": "CUB",
    "partner_id": "HTI",
    "period_start_year": "2031",
    "flow_stage": "DISBURSEMENT",
    "modality": "BIL",
    "kind": "FIN_GRANT",
    "amount_in_unit": "1",
    "currency_code": "USD",
}
QUANTITY = {
    "provider_id": "CUB",
    "partner_id": "HTI",
    "period_start_year": "2031",
    "kind": "HR_MED",
    "quantity_value": "1",
    "quantity_unit": "person",
    "value_type": "FLOW",
}
USUAL = {"activity": ACTIVITY, "flow": FLOW, "quantity": QUANTITY}


def row(table: str, **values) -> dict:
    """One row that was taken, as the record keeps it."""
    filled = {**USUAL.get(table, {}), **values}
    return {"table": table, "address": f"{table}!A{len(filled)}", "values": filled}


def record(paths: Paths, submitter: str, side: str, rows: list[dict], *, refused=(), **terms) -> Receipt:
    """Put a submission on record as intake does once it knows who submits and which rows are good."""
    file = Path(paths.root) / f"{submitter}.csv"
    file.write_text("sample\n", encoding="utf-8")
    told = {
        "submitter_id": submitter,
        "submitter_name": submitter.title(),
        "side": side,
        "received_at": utc_now(),
        "file_name": file.name,
        "sha256": sha256_of(file),
        "bytes": 7,
        "language": "es",
        "confidentiality": "PUBLIC",
        "embargo_until": "",
        "has_consent": True,
        **terms,
    }
    with ledger.locked(paths):
        return ledger.add(
            paths, file, lambda number: Receipt(number, stored_as=f"{number}.csv", **told), rows, list(refused)
        )
