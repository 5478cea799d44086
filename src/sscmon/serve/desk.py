"""What the page does with a file: the functions of the command line, and their results as a page shows them."""

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sscmon.paths import Paths
from sscmon.serve.texts import TEXTS
from sscmon.submissions.annotate import annotate
from sscmon.submissions.check import Checked, check
from sscmon.submissions.form import AUDIENCES as WHO
from sscmon.submissions.form import FORM, labels
from sscmon.submissions.intake import Terms, submit
from sscmon.submissions.template import write_template

AUDIENCES = tuple(WHO)
ENDINGS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "json": "application/json",
}
SHOWN = 200


def template(language: str, audience: str, ending: str) -> bytes:
    """A template as bytes."""
    with TemporaryDirectory(prefix="sscmon-") as folder:
        path = Path(folder) / f"template.{ending}"
        write_template(path, language, audience)
        return path.read_bytes()


def checked(path: Path, language: str) -> Checked:
    """A filled form checked; its report is in the language of the page."""
    return check(path, language)


def marked(found: Checked, target: Path) -> None:
    """The visitor's own workbook with the cells marked."""
    if not target.exists():
        annotate(found, target)


def shown(found: Checked, language: str) -> dict[str, Any]:
    """A report as its page shows it: one sentence, rows by sheet, the first remarks."""
    rows = {table: count for table, count in found.counts().items() if count["read"]}
    total = {name: sum(count[name] for count in rows.values()) for name in ("read", "accepted", "refused")}
    summary = "nothing_read" if not total["read"] else "some_refused" if total["refused"] else "all_well"
    return {
        "tone": {"nothing_read": "bad", "some_refused": "look", "all_well": ""}[summary],
        "summary": TEXTS[summary].in_(language).format(**total),
        "sheets": [{"name": FORM.by_table[table].title.in_(language), **count} for table, count in rows.items()],
        "findings": found.findings[:SHOWN],
        "more": max(0, len(found.findings) - SHOWN),
        "can_submit": total["accepted"] > 0,
    }


def told(found: Checked) -> dict[str, Any]:
    """A report for programs."""
    return {
        "language": found.language,
        "form_version": found.version,
        "rows": found.counts(),
        "findings": [finding.as_dict() for finding in found.findings],
    }


def confidentiality(language: str) -> dict[str, str]:
    """What may be shown of a file: codes and labels."""
    return {code: label.in_(language) for code, label in labels("confidentiality").items()}


def sent(
    paths: Paths, file: Path, name: str, language: str, terms: Terms, submitter: str, token: str
) -> dict[str, Any]:
    """Submit a file, read in the language it was checked in; the receipt as plain values.

    Raises:
        NotAdmitted: who submits is not registered, or the secret is another.
        SscmonError: the terms cannot be meant, or the file could not be recorded.
    """
    receipt = submit(paths, file, submitter, terms, token=token, name=name, language=language)
    told = {name: getattr(receipt, name) for name in ("accepted", "refused", "names_submitter")}
    return {**asdict(receipt), **told}
