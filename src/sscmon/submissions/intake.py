"""Intake: who submits, on which terms, which rows are taken; recorded whole, with a receipt."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sscmon.contracts import Contract
from sscmon.errors import NotFound, SscmonError
from sscmon.paths import Paths
from sscmon.readers import ADDRESS, SHAPE_ERROR
from sscmon.snapshots import newest, sha256_of, utc_now
from sscmon.sources.submission.contracts import CONTRACTS
from sscmon.submissions import authority, ledger
from sscmon.submissions.check import Checked, check
from sscmon.submissions.ledger import Receipt
from sscmon.submissions.registry import Submitter, admitted
from sscmon.submissions.standing import own_key, parents

TABLES = {contract.name.removeprefix("staged.submission_"): contract for contract in CONTRACTS}
KEYS = {table: own_key(contract) for table, contract in TABLES.items()}
STATES = ("accepted", "refused")
ENDING = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True)
class Terms:
    """On which terms a file is given.

    Attributes:
        has_consent: the people it tells about agree to its publication; without, nothing of it leaves the record.
        confidentiality: PUBLIC, AGGREGATE or EMBARGO for the whole file; a row may be stricter.
        embargo_until: day from which an embargoed file may be shown.
    """

    has_consent: bool
    confidentiality: str = "PUBLIC"
    embargo_until: str = ""

    @classmethod
    def of(cls, text: str, has_consent: bool) -> "Terms":
        """Terms as they are written: public, aggregate or embargo:YYYY-MM-DD.

        Raises:
            SscmonError: they are written in another way.
        """
        word, _, day = text.partition(":")
        try:
            known = word.upper() in ("PUBLIC", "AGGREGATE") and not day
            if known or (word.upper() == "EMBARGO" and date.fromisoformat(day)):
                return cls(has_consent, word.upper(), day)
        except ValueError:
            pass
        raise SscmonError(
            f"{text!r} does not say how confidential the file is",
            todo="write public, aggregate (only in sums) or embargo:YYYY-MM-DD (not before that day)",
        )


def submit(
    paths: Paths,
    file: Path,
    submitter_id: str,
    terms: Terms,
    *,
    token: str | None = None,
    name: str = "",
    language: str | None = None,
) -> Receipt:
    """Take a filled form: good rows are taken, bad ones refused with reasons, all of it recorded at once.

    The same file on the same terms from the same submitter is recorded once: its receipt is given again.

    Args:
        token: the submitter's secret; from the environment where none is given.
        name: the file's name as the submitter calls it, where `file` is a copy under another.

    Raises:
        NotAdmitted: who submits is not known.
        NotFound: there is no such file.
        SscmonError: the file cannot be read as a form, is too large, or could not be recorded; nothing was kept.
    """
    return take(paths, file, admitted(paths, submitter_id, token), terms, name=name, language=language)


def take(
    paths: Paths, file: Path, submitter: Submitter, terms: Terms, *, name: str = "", language: str | None = None
) -> Receipt:
    """The same for a submitter who is known already."""
    if not file.is_file():
        raise NotFound("there is no such file", where=str(file), todo="name the filled form")
    known = _keys_on_record(paths, submitter)
    checked = check(file, language, known=known)
    accepted, refused = _divided(submitter, file, checked, known)
    digest, ending = sha256_of(file), file.suffix.lower()
    with ledger.locked(paths):
        if again := _again(paths, submitter, digest, terms):
            return again
        told = {
            "submitter_id": submitter.id,
            "submitter_name": submitter.name,
            "side": submitter.side,
            "received_at": utc_now(),
            "file_name": (name or file.name)[-200:],
            "sha256": digest,
            "bytes": file.stat().st_size,
            "language": checked.language,
            "confidentiality": terms.confidentiality,
            "embargo_until": terms.embargo_until,
            "has_consent": terms.has_consent,
            "rows": _counted(accepted, refused),
            "is_named": submitter.is_named,
        }
        kept = ending if ENDING.fullmatch(ending) else ".bin"
        return ledger.add(
            paths, file, lambda number: Receipt(number, stored_as=number + kept, **told), accepted, refused
        )


def withdraw(paths: Paths, submission_id: str, submitter_id: str, *, token: str | None = None) -> Receipt:
    """Take a submission out of publication at the next build; it stays on record.

    Raises:
        NotAdmitted: who asks is not known.
        NotFound: the submitter has no such submission.
    """
    submitter = admitted(paths, submitter_id, token)
    with ledger.locked(paths):
        return ledger.withdraw(paths, submission_id, submitter.id)


def lift_embargoes(paths: Paths, today: str | None = None) -> bool:
    """Record that today has come if an embargo ends by it; says whether one did.

    Args:
        today: YYYY-MM-DD; the day by the clock (UTC) where none is given.
    """
    today = today or utc_now()[:10]
    if newest(paths, ledger.SOURCE) is None:
        return False
    with ledger.locked(paths):
        snapshot = newest(paths, ledger.SOURCE)
        since = ledger.as_of(snapshot)
        if not any(since < day <= today for day in _embargoes(snapshot)):
            return False
        ledger.speak_of(paths, today)
        return True


def _embargoes(snapshot) -> Iterable[str]:
    for receipt in ledger.receipts_of(snapshot):
        yield receipt.embargo_until
        for row in ledger.lines(snapshot, receipt.submission_id, ledger.ACCEPTED):
            yield row["values"].get("embargo_until_date") or ""


def _counted(accepted: list[dict], refused: list[dict]) -> dict[str, dict[str, int]]:
    counts = {
        state: Counter(row["table"] for row in rows) for state, rows in zip(STATES, (accepted, refused), strict=True)
    }
    return {
        table: {state: counts[state][table] for state in STATES}
        for table in TABLES
        if any(count[table] for count in counts.values())
    }


def _again(paths: Paths, submitter: Submitter, digest: str, terms: Terms) -> Receipt | None:
    """The receipt of the submitter's newest submission, where it is this one."""
    own = [one for one in ledger.receipts(paths) if one.submitter_id == submitter.id]
    if not own or own[-1].withdrawn_at or own[-1].sha256 != digest:
        return None
    before = (own[-1].has_consent, own[-1].confidentiality, own[-1].embargo_until, own[-1].names_submitter)
    now = (terms.has_consent, terms.confidentiality, terms.embargo_until, submitter.is_named)
    return own[-1] if before == now else None


def _divided(
    submitter: Submitter, file: Path, checked: Checked, known: dict[str, set[str]]
) -> tuple[list[dict], list[dict]]:
    """Rows taken and refused, as they are recorded: a row the submitter may not state is refused, and what hangs on
    a row that was not taken. The references of rows taken are added to those `known`."""
    taken, refused = [], []
    for table, rows in checked.refused.items():
        refused += [_line(file, table, row["row"], row["reasons"]) for row in rows]
    tables = checked.tables
    for table, contract in TABLES.items():
        for row in tables[table].to_pylist() if table in tables else ():
            reason = authority.reason(submitter, table, row) or _hangs_in_the_air(contract, row, known)
            if reason:
                refused.append(_line(file, table, row, [reason]))
                continue
            taken.append(_line(file, table, row))
            _note_key(known, table, row)
    return taken, refused


def _keys_on_record(paths: Paths, submitter: Submitter) -> dict[str, set[str]]:
    """References of the submitter's earlier rows, by table."""
    known: dict[str, set[str]] = {}
    snapshot = newest(paths, ledger.SOURCE)
    for receipt in ledger.receipts_of(snapshot) if snapshot else []:
        if receipt.submitter_id == submitter.id and not receipt.withdrawn_at:
            for line in ledger.lines(snapshot, receipt.submission_id, ledger.ACCEPTED):
                _note_key(known, line["table"], line["values"])
    return known


def _note_key(known: dict[str, set[str]], table: str, values: dict) -> None:
    if len(KEYS[table]) == 1:
        known.setdefault(table, set()).add(values[KEYS[table][0]])


def _hangs_in_the_air(contract: Contract, values: dict, known: dict[str, set[str]]) -> dict | None:
    for column, parent in parents(contract).items():
        named = values.get(column)
        if named and named not in known.get(parent, ()):
            return {"column": column, "rule": "references", "value": named, "valid": TABLES[parent].name}
    return None


def _line(file: Path, table: str, row: dict, reasons: list | None = None) -> dict:
    """A row as it is recorded: its address within the file, the cells that are filled in, why it was refused."""
    values = {name: text for name, text in row.items() if name not in (ADDRESS, SHAPE_ERROR) and text not in (None, "")}
    line = {"table": table, "address": row[ADDRESS].removeprefix(f"{file.name}:"), "values": values}
    if row[SHAPE_ERROR]:
        line["cells"] = row[SHAPE_ERROR]
    return line if reasons is None else {**line, "reasons": reasons}
