"""What is told about a file: one finding a problem, at its sheet and cell, in the person's language."""

from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cache

from sscmon.codes import folded
from sscmon.messages import NEAR, sentence
from sscmon.submissions.form import PARTY, Sheet, labels
from sscmon.submissions.safety import column_letters
from sscmon.submissions.texts import IN_LIST, NOTES
from sscmon.text import Text

LEVELS = ("error", "warning", "advice")
FEW, MOST_NEAR = 8, 2_000
SHOWN = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell.

    Attributes:
        level: error (the row is refused, or the file says nothing), warning (read, but look at it), advice.
        rule: short name of what was found.
        table: short name of the form's sheet; empty for the file.
        sheet, cell: where it is in the person's file; `row` is its number from 1, 0 for none.
        column: contract's name of the column; empty for a row.
        value: the cell as it was read.
        message: the sentence for the person.
    """

    level: str
    rule: str
    table: str
    sheet: str
    cell: str
    row: int
    column: str
    value: str
    message: str

    @property
    def where(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def as_dict(self) -> dict:
        return asdict(self)


def note(
    level: str, rule: str, language: str, *, table="", sheet="", row=0, position=None, column="", value="", valid=""
) -> Finding:
    """A finding of the reading itself; `position` is the cell's from 0."""
    shown = short(value)
    return Finding(
        level,
        rule,
        table,
        sheet,
        address(row, position),
        row,
        column,
        shown,
        NOTES[rule].in_(language).format(value=shown, valid=valid),
    )


def address(row: int, position: int | None) -> str:
    """A cell as spreadsheets name it; the row's first cell where no column is meant."""
    return f"{column_letters((position or 0) + 1)}{row}" if row else ""


def short(value: object) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


class Nearest:
    """The code that a value of a list may mean, looked for in no more values than a person would look through."""

    def __init__(self, language: str):
        self._language = language
        self._found: dict[tuple[str, str], str] = {}

    def to(self, value: str, codelist: str) -> str:
        """What to say of it: the code meant, as far as one can tell; else the codes, where they are few; or nothing."""
        if (codelist, value) not in self._found:
            if len(self._found) >= MOST_NEAR:
                return ""
            self._found[codelist, value] = self._sought(value, codelist)
        return self._found[codelist, value]

    def _sought(self, value: str, codelist: str) -> str:
        every, texts = _codes(codelist)
        wanted = folded(value)
        parts = sorted((text for text in texts if len(wanted) > 3 and wanted in text), key=len)
        close = parts[:1] or get_close_matches(wanted, texts, n=1, cutoff=0.6)
        if close:
            code = texts[close[0]]
            return NEAR.in_(self._language).format(code=shown_code(code, every[code].in_(self._language)))
        if codelist == PARTY or len(every) > FEW:
            return ""
        return ": " + " · ".join(shown_code(code, label.in_(self._language)) for code, label in every.items())


@cache
def _codes(codelist: str) -> tuple[dict[str, Text], dict[str, str]]:
    """The labels of a list by code, and its codes by folded code and label."""
    every = labels(codelist)
    return every, {folded(text): code for code, label in every.items() for text in (code, *label)}


def said_of(reason: dict, sheet: Sheet, language: str, nearest: Nearest) -> str:
    """What a broken rule of the contract means, with the form's own headers."""
    field = sheet.by_name.get(reason["column"])
    value, valid = short(reason["value"] or ""), reason["valid"]
    header = f"{field.header.in_(language)}: " if field else ""
    if field and field.codelist and reason["rule"] in ("codelist", "party", "isin", "type"):
        return header + IN_LIST.in_(language).format(value=value, near=nearest.to(value, field.codelist))
    if between := {"ordered": (" <= ", " ≤ "), "unique": (", ", ", "), "known_when": (", ", ", ")}.get(reason["rule"]):
        names = {name: f.header.in_(language) for name, f in sheet.by_name.items()}
        valid = between[1].join(names.get(name, name) for name in valid.split(between[0]))
    return header + sentence(reason["rule"], value, valid, language)


def shown_code(code: str, label: str) -> str:
    """A code as drop-down lists show it."""
    return f"{label} [{code}]"


def columns_of(reason: dict, sheet: Sheet) -> list[str]:
    """The columns a broken rule of a row is about, the first being the one to mark."""
    if reason["column"]:
        return [reason["column"]]
    names = [name for part in reason["valid"].split(" <= ") for name in part.split(", ")]
    return [name for name in names if name in sheet.by_name]
