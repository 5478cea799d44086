"""The report on a checked file: lines for a terminal, JSON for machines."""

from collections.abc import Iterator

from sscmon import terminal
from sscmon.submissions.check import Checked
from sscmon.submissions.findings import LEVELS
from sscmon.submissions.texts import HEADINGS, LEVEL_NAMES, VERDICTS

SHOWN_FINDINGS = 60


def as_json(checked: Checked) -> dict:
    """What was found, for machines; the rows themselves are not in it."""
    return {
        "file": checked.path.name,
        "kind": checked.book.kind,
        "form_version": checked.version or None,
        "language": checked.language,
        "is_accepted_whole": not checked.levels()["error"],
        "rows": checked.counts(),
        "levels": {level: checked.levels()[level] for level in LEVELS},
        "findings": [finding.as_dict() for finding in checked.findings],
    }


def lines(checked: Checked, limit: int | None) -> Iterator[str]:
    """What was found, for a person; `limit` is the width of the terminal."""
    language = checked.language
    titles = {one.sheet.table: one.sheet.title.in_(language) for one in checked.found}
    counts = [[titles[table], *counts.values()] for table, counts in checked.counts().items() if counts["read"]]
    if counts:
        names = [HEADINGS[name].in_(language) for name in ("sheet", "read", "accepted", "refused")]
        yield from terminal.table(names, counts, limit=limit)
        yield ""
    told = sorted(checked.findings, key=lambda finding: LEVELS.index(finding.level))
    for finding in told[:SHOWN_FINDINGS]:
        where = terminal.printable(finding.where)
        head = f"{LEVEL_NAMES[finding.level].in_(language)}  {where}{'  ' if where else ''}"
        yield from terminal.wrapped(terminal.printable(finding.message), limit, first=head, indent="    ")
    if len(told) > SHOWN_FINDINGS:
        yield VERDICTS["more"].in_(language).format(count=f"{len(told) - SHOWN_FINDINGS:,}")
    if told:
        yield ""
    yield verdict(checked)


def verdict(checked: Checked) -> str:
    """One sentence: may it be sent, and what stays out."""
    counts = checked.counts().values()
    refused, accepted = sum(count["refused"] for count in counts), sum(count["accepted"] for count in counts)
    has_errors = checked.levels()["error"]
    kind = "refused" if refused else "clean" if not has_errors else "broken" if accepted else "empty"
    return VERDICTS[kind].in_(checked.language).format(refused=f"{refused:,}", accepted=f"{accepted:,}")
