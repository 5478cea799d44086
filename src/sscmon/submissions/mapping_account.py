"""The account of a mapped file: how many rows became what, and every row with its reason."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sscmon.submissions.mapping_rows import Line, Mapped, Outcome
from sscmon.terminal import table, wrapped

MEANING = {
    Outcome.TAKEN: "gave rows of the form",
    Outcome.CARRIED: "titles whose value the rows below take",
    Outcome.LEFT: "left, as the mapping says",
    Outcome.EMPTY: "empty",
    Outcome.REFUSED: "cannot be brought over as they are",
    Outcome.UNREAD: "nothing in the mapping says what they are",
}
SHOWN = 10
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def open_rows(found: Mapped) -> list[Line]:
    """Rows that somebody has to look at."""
    return [line for line in found.account if line.outcome in (Outcome.REFUSED, Outcome.UNREAD)]


def summary(found: Mapped) -> dict[str, Any]:
    """The account as plain values: counts, rows of the form, reasons with how often, and the open rows."""
    return {
        "rows_read": len(found.account),
        "rows": {outcome.value: found.counts[outcome] for outcome in Outcome},
        "form_rows": {sheet: len(rows) for sheet, rows in found.rows.items() if rows},
        "reasons": dict(_reasons(found)),
        "columns_not_named": {sheet: names for sheet, names in found.unnamed.items() if names},
        "open_rows": [
            {"sheet": line.sheet, "row": line.row, "outcome": line.outcome.value, "reason": line.reason}
            for line in open_rows(found)
        ],
    }


def _reasons(found: Mapped) -> Counter:
    return Counter(line.reason for line in found.account if line.outcome is Outcome.LEFT)


def lines(found: Mapped, limit: int | None) -> Iterator[str]:
    """The account for a terminal.

    Args:
        limit: columns of the terminal; None for no limit.
    """
    counts = [(outcome.value, found.counts[outcome], MEANING[outcome]) for outcome in Outcome]
    yield from table(
        ("rows", "number", "meaning"), [*counts, ("all", len(found.account), "rows of the file")], limit=limit
    )
    yield ""
    given = [(sheet, len(rows)) for sheet, rows in found.rows.items() if rows]
    yield from table(("sheet of the form", "rows"), given, limit=limit) if given else ["No row of the form came of it."]
    for sheet, names in found.unnamed.items():
        if names:
            yield ""
            first = f"{sheet}: columns that the mapping does not name: "
            yield from wrapped(", ".join(names), limit, first=first, indent="    ")
    told = _by_reason(found)
    if told:
        yield ""
        for reason, rows in told[:SHOWN]:
            others = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
            yield from wrapped(reason, limit, first=f"{rows[0].sheet}, row {rows[0].row}{others}: ", indent="    ")
        if len(told) > SHOWN:
            yield f"... and {len(told) - SHOWN} more reasons; --account FILE.csv writes every row."


def _by_reason(found: Mapped) -> list[tuple[str, list[Line]]]:
    """The rows somebody has to look at, by what is to be done, the most frequent first."""
    grouped: dict[str, list[Line]] = {}
    for line in open_rows(found):
        grouped.setdefault(line.reason, []).append(line)
    return sorted(grouped.items(), key=lambda pair: -len(pair[1]))


def write(found: Mapped, path: Path) -> None:
    """Every row of the file: sheet, row, what became of it, the reason, and its cells. A cell is never a formula."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("sheet", "row", "outcome", "reason", "cells"))
        for line in found.account:
            cells = map(_safe, line.cells)
            writer.writerow((_safe(line.sheet), line.row, line.outcome.value, _safe(line.reason), *cells))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
