"""Which sheet of the form a sheet of a file is, where its header stands, and which column is which."""

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

import yaml

from sscmon.codes import folded
from sscmon.submissions.form import Field, Form, Sheet
from sscmon.submissions.read import Grid
from sscmon.text import LANGUAGES, Text

HEADER_WITHIN, COLUMNS_WITHIN = 25, 1000
ALIKE = 0.8
LONGEST_HEADER = 200
RESERVED = {
    "instructions": Text("Instructions", "Instrucciones", "Instruções"),
    "examples": Text("Examples", "Ejemplos", "Exemplos"),
    "rubric": Text("Rubric", "Rúbrica", "Rubrica"),
    "lists": Text("Lists", "Listas", "Listas de códigos"),
    "findings": Text("Findings", "Hallazgos", "Achados"),
}


@dataclass
class Found:
    """A sheet of a file taken for one of the form.

    Attributes:
        header: index among the grid's rows; None where no header was found.
        columns: names of the form to positions in the rows.
        taken: position to the field it was taken for, where the header is not the form's own.
        unknown, doubled: positions that were not read.
        is_renamed: the sheet has another name than the form's.
    """

    grid: Grid
    sheet: Sheet
    header: int | None
    columns: dict[str, int]
    taken: dict[int, Field] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    doubled: list[int] = field(default_factory=list)
    is_renamed: bool = False
    languages: Counter = field(default_factory=Counter)

    @property
    def rows(self) -> range:
        """Positions of the rows that hold data."""
        return range(0 if self.header is None else self.header + 1, len(self.grid.rows))


def key(text: object) -> str:
    """What is compared of a header: words without case, accents, marks, and what stands in brackets."""
    return _key(str(text)[:LONGEST_HEADER])


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    plain = re.sub(r"[(\[{][^)\]}]*[)\]}]", " ", folded(text))
    return " ".join(re.findall(r"\w+", plain.replace("_", " ")))


def is_reserved(name: str) -> bool:
    """Sheets of the template that are for reading only."""
    return key(name) in {key(text) for texts in RESERVED.values() for text in texts}


@cache
def _aliases() -> dict[str, dict[str, list[str]]]:
    return yaml.safe_load((Path(__file__).parent / "aliases.yaml").read_text(encoding="utf-8"))


def find(grids: list[Grid], form: Form) -> tuple[list[Found], list[Grid]]:
    """The sheets of the form among those of a file, and the sheets that are of no use to it."""
    found, left = [], []
    for grid in grids:
        if is_reserved(grid.name):
            continue
        sheet, is_renamed = _by_name(grid.name, form)
        best = _headed(grid, sheet) if sheet else None
        if best is None or best.header is None:
            guess = _by_header(grid, form)
            best, is_renamed = (guess, True) if guess else (best, is_renamed)
        if best is None:
            left.append(grid)
        else:
            best.is_renamed = is_renamed
            found.append(best)
    return found, left


def _by_name(name: str, form: Form) -> tuple[Sheet | None, bool]:
    wanted = key(re.sub(r"\s*\(?\d+\)?$", "", name)) or key(name)
    names = _sheet_names(form)
    if wanted in names:
        table, is_own = names[wanted]
        return form.by_table[table], not is_own or wanted != key(name)
    close = _closest(wanted, names)
    return (form.by_table[names[close][0]], True) if close else (None, False)


@cache
def _sheet_names(form: Form) -> dict[str, tuple[str, bool]]:
    names = {key(alias): (table, False) for table, every in _aliases()["sheets"].items() for alias in every}
    for sheet in form.sheets:
        names |= {key(text): (sheet.table, True) for text in (*sheet.title, sheet.table)}
    return names


def _by_header(grid: Grid, form: Form) -> Found | None:
    tries = [_headed(grid, sheet) for sheet in form.sheets]
    best = max(tries, key=_score)
    needed = [field for field in best.sheet.fields if field.is_required]
    is_enough = best.header is not None and sum(field.name in best.columns for field in needed) * 2 >= len(needed)
    return best if is_enough and len(best.columns) >= 3 else None


def _score(found: Found) -> tuple[int, int]:
    needed = sum(field.is_required and field.name in found.columns for field in found.sheet.fields)
    return needed, len(found.columns)


def _headed(grid: Grid, sheet: Sheet) -> Found:
    """The header row is the one that has most of the form's headers; the columns are named by it."""
    own, other = _headers(sheet)
    best, best_count = None, 0
    for index, row in enumerate(grid.rows[:HEADER_WITHIN]):
        texts = [cell for cell in row[:COLUMNS_WITHIN] if isinstance(cell, str) and cell]
        known = {own.get(word) or other.get(word) for word in map(key, texts)} - {None}
        if len(known) > best_count:
            best, best_count = index, len(known)
    if best is None or best_count < min(2, len(sheet.fields)):
        best = _by_likeness(grid, own)
    if best is None:
        return Found(grid, sheet, None, {})
    return _named(grid, sheet, best)


def _by_likeness(grid: Grid, own: dict[str, str]) -> int | None:
    for index, row in enumerate(grid.rows[:HEADER_WITHIN]):
        words = [key(cell) for cell in row[:COLUMNS_WITHIN] if isinstance(cell, str) and cell]
        if sum(_closest(word, own) is not None for word in words[:60]) >= 3:
            return index
    return None


def _named(grid: Grid, sheet: Sheet, header: int) -> Found:
    own, other = _headers(sheet)
    found = Found(grid, sheet, header, {})
    words = {position: key(cell) for position, cell in enumerate(grid.rows[header]) if str(cell).strip()}
    open_positions = []
    for position, word in words.items():
        if (name := own.get(word)) is None:
            open_positions.append(position)
        elif name in found.columns:
            found.doubled.append(position)
        else:
            found.columns[name] = position
            found.languages.update(
                language for language in LANGUAGES if key(sheet.by_name[name].header.in_(language)) == word
            )
    for position in open_positions:
        name = other.get(words[position])
        if name is None or name in found.columns:
            free = {text: column for text, column in own.items() if column not in found.columns}
            close = _closest(words[position], free) if position < COLUMNS_WITHIN else None
            name = free[close] if close else None
        if name is None:
            found.unknown.append(position)
        else:
            found.columns[name] = position
            found.taken[position] = sheet.by_name[name]
    return found


@cache
def _headers_of(names: tuple[tuple[str, Text], ...]) -> tuple[dict[str, str], dict[str, str]]:
    own: dict[str, str] = {}
    for name, header in names:
        own |= {key(text): name for text in (*header, name)}
    aliases = _aliases()["columns"]
    other = {key(alias): name for name, _ in names for alias in aliases.get(name, ())}
    return own, {word: name for word, name in other.items() if word not in own}


def _headers(sheet: Sheet) -> tuple[dict[str, str], dict[str, str]]:
    """The form's own headers in all languages, and the other names, as keys to column names."""
    return _headers_of(tuple((field.name, field.header) for field in sheet.fields))


def _closest(word: str, known) -> str | None:
    """The known word most like this one, if any is alike enough."""
    if len(word) < 4:
        return None
    matcher = SequenceMatcher(b=word, autojunk=False)
    best, best_ratio = None, ALIKE
    for text in known:
        matcher.set_seq1(text)
        if matcher.real_quick_ratio() >= best_ratio and matcher.quick_ratio() >= best_ratio:
            if (ratio := matcher.ratio()) >= best_ratio:
                best, best_ratio = text, ratio
    return best
