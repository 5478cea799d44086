"""What became of a build, in a few lines."""

from collections.abc import Iterator

from sscmon.build import Report
from sscmon.terminal import shown, wrapped

NAMED = 3


def report_lines(report: Report, seconds: float, limit: int | None) -> Iterator[str]:
    """Steps built, the warehouse, rows in quarantine, warnings; errors and what they hold back are told apart."""
    built = sum(result.changed for result in report.results.values())
    if built or report.errors:
        yield f"{built} steps built, {len(report.results) - built} unchanged, in {seconds:.1f} s."
    else:
        yield f"Nothing has changed since the last build ({len(report.results)} steps looked at)."
    published = report.results.get("warehouse.sscmon")
    if published:
        numbers = published.numbers
        yield f"Warehouse: {shown(numbers['tables'])} tables, {shown(numbers['rows'])} rows."
    refused = {key: count for key, r in report.results.items() if (count := r.numbers.get("quarantined_rows"))}
    if refused:
        listed = ", ".join(f"{key} {shown(count)}" for key, count in refused.items())
        yield from wrapped(f"In quarantine: {shown(sum(refused.values()))} rows ({listed}); why: sscmon status", limit)
    for key, result in report.results.items():
        for name, outcome in result.outcomes.items():
            if not outcome.passed and key not in report.errors and name != "no_quarantine":
                yield from wrapped(f"warning: {key} {name}: {outcome.sentence}", limit, indent="")


def held_back_line(report: Report) -> str:
    """Which steps were not built because something before them failed; empty where none."""
    held = report.held_back
    if not held:
        return ""
    more = ", …" if len(held) > NAMED else ""
    return f"Held back, because they depend on what failed: {len(held)} steps ({', '.join(held[:NAMED])}{more})."
