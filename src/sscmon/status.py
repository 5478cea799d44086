"""How the project stands: what is fresh, what failed, what is in quarantine and why, which codes have no mapping."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from difflib import get_close_matches

from sscmon import engine, messages, snapshots
from sscmon.build import fingerprint, read_state
from sscmon.errors import NotFound, SscmonError
from sscmon.paths import Paths
from sscmon.plan import WAREHOUSE, Step, plan
from sscmon.steps import check_snapshot

SAMPLE = 20
CODE_RULES = ("codelist", "references")
MAPPED = "_is_mapped"


def project_status(paths: Paths, language: str = "en", source_id: str = "") -> dict:
    """The state of every source, the errors, the checks that failed, the quarantine, the codes without a mapping.

    Works before the first build. `is_sound` is False where a source is broken, a step failed or a blocking check did.

    Args:
        source_id: look at the steps of this source only.
    """
    steps = plan(paths)
    if source_id:
        steps = {key: step for key, step in steps.items() if step.source and step.source.id == source_id}
    states = {key: read_state(paths, key) for key in steps}
    sources = [_source(paths, step, steps, states) for step in steps.values() if step.layer == "raw"]
    errors = [{"step": key, **state["error"]} for key, state in states.items() if "error" in state]
    failed = [check for step in steps.values() for check in _checks(step, states[step.key]) if not check["passed"]]
    refused = [
        row
        for step in steps.values()
        if states[step.key].get("numbers", {}).get("quarantined_rows")
        for row in quarantined(paths, step, language)
    ]
    broken = [source for source in sources if source["state"] == "broken"]
    return {
        "is_built": paths.warehouse.is_file(),
        "is_sound": not (errors or broken or any(check["is_blocking"] for check in failed)),
        "warehouse": {"built_at": _modified(paths.warehouse), **read_state(paths, WAREHOUSE).get("numbers", {})},
        "out_of_date": [step.key for step in steps.values() if not _is_current(paths, step, states[step.key])],
        "sources": sources,
        "errors": errors,
        "checks": failed,
        "quarantine": refused,
        "unmapped_codes": unmapped(refused, failed),
    }


def table_status(paths: Paths, name: str, language: str = "en") -> dict:
    """One table: what it holds, its numbers, its checks, the first refused rows.

    Raises:
        NotFound: no step builds it.
    """
    steps = plan(paths)
    wanted = name.replace("quarantine.", "staged.", 1)
    fitting = [key for key in steps if wanted in (key, key.split(".", 1)[1])]
    if len(fitting) != 1:
        close = fitting or get_close_matches(wanted, steps, n=3)
        raise NotFound(
            f"several tables are called {name!r}" if fitting else f"no step builds a table {name!r}",
            todo=f"did you mean {' or '.join(close)}?" if close else "list the tables: sscmon query 'from meta.table'",
        )
    key = fitting[0]
    step, state = steps[key], read_state(paths, key)
    checks = _checks(step, state)
    refused = quarantined(paths, step, language) if state.get("numbers", {}).get("quarantined_rows") else []
    return {
        "table": key,
        "description": step.description,
        "is_built": bool(state.get("fingerprint")),
        "is_current": _is_current(paths, step, state),
        "is_sound": "error" not in state and all(c["passed"] or not c["is_blocking"] for c in checks),
        "built_at": _modified(paths.state(key)) if state else None,
        "error": state.get("error"),
        "numbers": {k: v for k, v in state.get("numbers", {}).items() if k != "quarantine_sample"},
        "checks": checks,
        "quarantine": refused[:SAMPLE],
    }


def _source(paths: Paths, raw: Step, steps: dict[str, Step], states: dict[str, dict]) -> dict:
    source = raw.source
    snapshot, problem = None, None
    try:
        check_snapshot(paths, source)
        snapshot = snapshots.newest(paths, source.id)
    except SscmonError as error:
        problem = {"what": error.what, "where": error.where, "todo": error.todo}
    retrieved_at = snapshot.manifest["retrieved_at"] if snapshot else None
    age = (datetime.now(UTC) - _moment(retrieved_at)).days if retrieved_at else None
    staged = [step.key for step in steps.values() if step.source is source and step.layer == "staged"]
    own = [states[key].get("numbers", {}) for key in staged]
    built = states[raw.key].get("numbers", {}).get("snapshot_id") if states[raw.key].get("fingerprint") else None
    if problem:
        state = "broken"
    elif snapshot is None:
        state = "not fetched"
    elif built != snapshot.id:
        state = "to build"
    else:
        state = "late" if age > source.late_after_days else "fresh"
    return {
        "source_id": source.id,
        "title": source.title._asdict(),
        "state": state,
        "snapshot_id": snapshot.id if snapshot else None,
        "retrieved_at": retrieved_at,
        "age_days": age,
        "late_after_days": source.late_after_days,
        "built_at": _modified(paths.state(raw.key)) if built else None,
        "row_count": sum(numbers.get("rows", 0) for numbers in own),
        "quarantined_count": sum(numbers.get("quarantined_rows", 0) for numbers in own),
        "problem": problem,
    }


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _modified(path) -> str | None:
    if not path.is_file():
        return None
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _is_current(paths: Paths, step: Step, state: dict) -> bool:
    try:
        return bool(state) and state.get("fingerprint") == fingerprint(paths, step)
    except SscmonError:
        return False


def _checks(step: Step, state: dict) -> list[dict]:
    """What each check of a step found in the last build that reached it."""
    if "error" in state:
        return []
    return [
        {"table": step.key, "check": check.name, "is_blocking": check.blocking, **state["checks"][check.name]}
        for check in step.checks
        if check.name in state.get("checks", {})
    ]


def quarantined(paths: Paths, step: Step, language: str) -> list[dict]:
    """The refused rows of a staged table, their reasons in words."""
    name = step.key.split(".", 1)[1]
    with engine.connect(paths, (f"quarantine.{name}",)) as connection:
        rows = connection.execute(
            f'select snapshot_id, source_row_key, reasons, row_text from quarantine."{name}" order by all'
        ).fetchall()
    return [
        {
            "table": step.key,
            "address": f"{snapshot}/{address}",
            "reasons": _in_words(json.loads(reasons), language),
            "row": json.loads(text),
        }
        for snapshot, address, reasons, text in rows
    ]


def _in_words(reasons: list[dict], language: str) -> list[dict]:
    return [{**reason, "sentence": messages.describe(reason, language)} for reason in reasons]


def unmapped(refused: list[dict], failed: list[dict]) -> list[dict]:
    """Codes that no list, table or mapping knows, each once, the most frequent first."""
    counted: Counter = Counter()
    for table, reason in _reasons(refused, failed):
        if reason["rule"] in CODE_RULES:
            counted[table, reason["column"], reason["value"], reason["valid"]] += 1
    for check in failed:
        if check["check"].endswith(MAPPED):
            for found in check["sample"]:
                place = (check["table"], found["column"], found["code"], found["unknown_in"])
                counted[place] += found["row_count"]
    return [
        {"table": table, "column": column, "code": code, "unknown_in": valid, "row_count": count}
        for (table, column, code, valid), count in counted.most_common()
    ]


def _reasons(refused: list[dict], failed: list[dict]) -> Iterator[tuple[str, dict]]:
    for row in refused:
        yield from ((row["table"], reason) for reason in row["reasons"])
    for check in failed:
        for row in check["sample"]:
            if check["check"] == "contract":
                yield from ((check["table"], reason) for reason in row["reasons"])


def offending(check: dict, language: str, limit: int = 3) -> Iterable[str]:
    """The first rows a check found, one line each."""
    for row in check["sample"][:limit]:
        reasons = row.get("reasons")
        if not isinstance(reasons, list):
            yield " · ".join(f"{name} {value}" for name, value in row.items())
            continue
        address = row.get("source_row_key") or ", ".join(str(v) for v in list(row.values())[:3])
        yield f"{address}: {'; '.join(messages.describe(reason, language) for reason in reasons)}"
