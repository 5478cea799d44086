"""Which activities of different submitters are one: those that name each other as the same, directly or by others."""

from collections.abc import Iterable

from sscmon.submissions.standing import PREFIX, SAME, Row


def activity_id(row: Row) -> str:
    """The identifier of an activity as its submitter names it; the macro `submitted` in SQL."""
    return f"{PREFIX}{row.receipt.submitter_id}:{row.value('activity_reference')}"


def roots(activities: Iterable[Row]) -> list[tuple[str, str]]:
    """Each activity with the one that stands for all that are the same: the provider's, else the first by name."""
    rows = {activity_id(row): row for row in activities}
    leader = {name: name for name in rows}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for name, row in sorted(rows.items()):
        same = row.value(SAME)
        if same in rows:
            one, other = sorted((find(name), find(same)), key=lambda found: _rank(rows[found], found))
            leader[other] = one
    return [(name, find(name)) for name in sorted(rows)]


def _rank(row: Row, name: str) -> tuple[bool, str]:
    return (row.receipt.side != "PROVIDER", name)
