"""The rows of the record that stand: of submissions not withdrawn, the newest row of each key.

From here on nobody is named who did not agree to it. A state answers for what it reports. Any other submitter is called
by the number of its first submission, which keeps its rows together and tells nothing of who it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sscmon.contracts import Contract
from sscmon.snapshots import Snapshot
from sscmon.submissions import ledger
from sscmon.submissions.ledger import Receipt

TABLE = "staged.submission_"
PREFIX = "submission:"
SAME = "same_activity_id"


@dataclass(frozen=True)
class Row:
    """One row that was taken: text by column, and the submission it came with."""

    table: str
    address: str
    values: Mapping[str, str]
    receipt: Receipt

    def value(self, name: str) -> str:
        """A cell's text; empty where there is none."""
        return self.values.get(name) or ""


def own_key(contract: Contract) -> tuple[str, ...]:
    """The columns that tell the rows of one submitter apart."""
    return tuple(name for name in contract.metadata["key"] if name != "submitter_id")


def parents(contract: Contract) -> dict[str, str]:
    """Columns that point to another row of the same submitter, to the table they point to."""
    targets = contract.metadata["foreign_keys"].items()
    return {name: target.split(".")[1].removeprefix("submission_") for name, target in targets if TABLE in target}


def standing(snapshot: Snapshot, tables: Mapping[str, Contract]) -> dict[str, dict[tuple, Row]]:
    """Table to key (submitter first) to row; a later submission of the same key takes the place of an earlier one.

    Args:
        tables: contracts by short name, as `Source.tables`.
    """
    found: dict[str, dict[tuple, Row]] = {name: {} for name in tables}
    keys = {name: own_key(contract) for name, contract in tables.items()}
    receipts = ledger.receipts_of(snapshot)
    names = public_names(receipts)
    for receipt in receipts:
        if receipt.withdrawn_at:
            continue
        shown = replace(receipt, submitter_id=names[receipt.submitter_id], submitter_name="")
        for line in ledger.lines(snapshot, receipt.submission_id, ledger.ACCEPTED):
            row = Row(line["table"], line["address"], _renamed(line["values"], names), shown)
            if row.table in keys:
                key = (shown.submitter_id, *(row.value(name) for name in keys[row.table]))
                found[row.table][key] = row
    return found


def public_names(receipts: Iterable[Receipt]) -> dict[str, str]:
    """Each submitter to the name it is published under: its identifier, or the number of its first submission.

    Args:
        receipts: oldest first; the newest says whether the submitter agrees to be named.
    """
    first: dict[str, str] = {}
    newest: dict[str, Receipt] = {}
    for receipt in receipts:
        first.setdefault(receipt.submitter_id, receipt.submission_id)
        newest[receipt.submitter_id] = receipt
    return {name: name if receipt.names_submitter else first[name] for name, receipt in newest.items()}


def _renamed(values: Mapping[str, str], names: Mapping[str, str]) -> Mapping[str, str]:
    """A row that calls the activity of another submitter the same calls it by the public name too."""
    named = values.get(SAME, "")
    submitter, _, reference = named.removeprefix(PREFIX).partition(":")
    if not named.startswith(PREFIX) or submitter not in names:
        return values
    return {**values, SAME: f"{PREFIX}{names[submitter]}:{reference}"}


def written(row: Row, columns: list[str]) -> tuple:
    """A row as a reader gives it to staging: its columns, its address in the stored file, no shape error."""
    cells = {
        **row.values,
        "submission_id": row.receipt.submission_id,
        "submitter_id": row.receipt.submitter_id,
        "submitter_side": row.receipt.side,
    }
    return (*(cells.get(name) or None for name in columns), address(row), None)


def address(row: Row) -> str:
    """Where the row stands in the stored file."""
    return f"{row.receipt.stored_as}!{row.address}"
