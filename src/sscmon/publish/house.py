"""What stays in the house: tables and rows that no reader of a warehouse or a release may see.

Confidential rows of submissions never reach a table (`submissions.confidential`). Here are left out single ratings of
submitters, so that the smallest group that indicators publish cannot be undone, and the cells of withheld rows.
"""

from sscmon.withheld import TABLE

RATINGS = ("submission_assessment", "submission_score")
TABLES = frozenset(
    {TABLE, "staged.submission_withheld", "quarantine.submission_withheld"}
    | {f"{schema}.{name}" for schema in ("staged", "quarantine") for name in RATINGS}
)
ROWS = {
    "core.assessment": "source_id = 'submission'",
    "core.assessment_score": "source_id = 'submission'",
    "core.evidence": "source_id = 'submission'",
    "core.rating": "starts_with(assessment_id, 'submission:')",
}


def public_rows(table: str) -> str:
    """The condition on the rows of a table that are published."""
    return f"not ({ROWS[table]})" if table in ROWS else "true"
