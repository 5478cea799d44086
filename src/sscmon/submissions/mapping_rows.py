"""A mapping applied: every row of the file is taken, carried down, left, empty, refused or unread; none is lost."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from sscmon import codes
from sscmon.errors import MappingBroken
from sscmon.submissions import mapping_values as values
from sscmon.submissions.form import FORM, PARTY, Form
from sscmon.submissions.mapping import TODO, Block, Condition, Mapping, Record, Test, Value, Words
from sscmon.submissions.parties import joint
from sscmon.submissions.typed import collapsed
from sscmon.workbooks import cell_text

FIRST_ROWS = 50


class Outcome(StrEnum):
    """What became of one row of the file."""

    TAKEN = "taken"
    CARRIED = "carried"
    LEFT = "left"
    EMPTY = "empty"
    REFUSED = "refused"
    UNREAD = "unread"


class Line(NamedTuple):
    """One row of the file in the account; `cells` are its texts."""

    sheet: str
    row: int
    outcome: Outcome
    reason: str
    cells: list[str]


@dataclass
class Mapped:
    """What a mapping makes of a file: rows of the form by sheet, and the account of every row of the file.

    Rows of the form are by key; each knows the rows of the file it comes from. `unnamed` are columns by sheet that hold
    something in rows that were taken, and that no block of the sheet names.
    """

    rows: dict[str, dict[tuple, dict[str, str]]] = field(default_factory=dict)
    origins: dict[tuple[str, tuple], list[str]] = field(default_factory=dict)
    account: list[Line] = field(default_factory=list)
    unnamed: dict[str, list[str]] = field(default_factory=dict)

    @property
    def counts(self) -> Counter:
        """Rows of the file by outcome; they add up to the rows read."""
        return Counter(line.outcome for line in self.account)


class Refused(ValueError):
    """A row that cannot be brought over, with its reason."""


def apply(mapping: Mapping, sheets: Iterable[tuple[str, list[list[Any]]]], form: Form = FORM) -> Mapped:
    """Bring the sheets of a file into the form.

    Args:
        sheets: name and rows of each, the first row being row 1 of the sheet.

    Raises:
        MappingBroken: a sheet or a column that the mapping names is not in the file or the form, or two blocks read the
            same row.
        NotFound: a translation list names a code list that does not exist.
    """
    found = dict(sheets)
    _check_sheets(mapping, found)
    check_form(mapping, form)
    keys = {sheet.table: sheet.key for sheet in form.sheets}
    lists = {name: _translations(name, words) for name, words in mapping.lists.items()}
    result = Mapped({name: {} for name in keys})
    for name, rows in found.items():
        lines: dict[int, Line] = {}
        for block in mapping.blocks:
            if block.sheet == name:
                for line in _read_block(block, rows, _Taker(mapping, block, lists, keys, result)):
                    if line.row in lines:
                        raise MappingBroken("two blocks read the same row", where=f"{name}, row {line.row}", todo=TODO)
                    lines[line.row] = line
        left = mapping.leave.get(name)
        for number, cells in enumerate(rows, start=1):
            outcome, reason = (Outcome.LEFT, left) if left else (Outcome.UNREAD, "no block reads this row")
            if not any(map(cell_text, cells)):
                outcome, reason = Outcome.EMPTY, ""
            plain = Line(name, number, outcome, reason, list(map(cell_text, cells)))
            result.account.append(lines.get(number, plain))
    return result


def check_form(mapping: Mapping, form: Form) -> None:
    """See that the form has every sheet and column that a mapping fills.

    Raises:
        MappingBroken: it has not.
    """
    for record in (record for block in mapping.blocks for record in block.records):
        if record.sheet not in form.by_table:
            raise MappingBroken(
                f"the form has no sheet {record.sheet}; it has {', '.join(form.by_table)}", where="records", todo=TODO
            )
        known = form.by_table[record.sheet].by_name
        if unknown := sorted(record.columns.keys() - known.keys()):
            raise MappingBroken(
                f"the sheet {record.sheet} of the form has no column {', '.join(unknown)}; it has {', '.join(known)}",
                where="records",
                todo=TODO,
            )
        if single := [
            name for name, value in record.columns.items() if value.several and known[name].codelist != PARTY
        ]:
            raise MappingBroken(
                f"{', '.join(single)} of the sheet {record.sheet} takes one code: several is for parties",
                where="records",
                todo=TODO,
            )


def _check_sheets(mapping: Mapping, found: dict[str, list]) -> None:
    named = {block.sheet for block in mapping.blocks} | mapping.leave.keys()
    if missing := sorted(named - found.keys()):
        raise MappingBroken(
            f"the file has no sheet {', '.join(missing)}; it has {', '.join(found)}",
            todo="name the sheets as the file does, or use the mapping on the file it was written for",
        )


def _translations(name: str, given: Words) -> dict[str, str]:
    """Words as they are compared, and their codes; what the mapping says itself comes before the code list."""
    result = {}
    if given.codelist:
        for code in codes.all_codes(given.codelist):
            for word in (*code.label, code.code):
                result[collapsed(word)] = code.code
    own = {collapsed(word): code for word, code in given.words.items()}
    if len(own) < len(given.words):
        raise MappingBroken("two words of a list differ only in accents or case", where=f"lists.{name}", todo=TODO)
    return {**result, **own}


class _Taker:
    """Turns rows of one block into rows of the form."""

    def __init__(self, mapping: Mapping, block: Block, lists: dict[str, dict[str, str]], keys, result: Mapped):
        self.mapping, self.block, self.lists, self.keys, self.result = mapping, block, lists, keys, result

    def take(self, cells: "Cells", carried: dict[str, Any], number: int) -> str:
        """Add the rows of the form that this row gives, either all of them or none; returns what was not taken over.

        Raises:
            Refused: a value cannot be read, or it contradicts a row with the same key.
        """
        new = []
        for record in self.block.records:
            if fits(record.if_, cells):
                row = {name: self._value(name, value, cells, carried, number) for name, value in record.columns.items()}
                new.append((record, self._key(record.sheet, row), row))
        if not new:
            raise Refused("the row gives nothing for the form")
        kept = [note for record, key, row in new for note in self._conflicts(record, key, row)]
        for record, key, row in new:
            known = self.result.rows[record.sheet].setdefault(key, {})
            known.update({column: text for column, text in row.items() if not known.get(column)})
            self.result.origins.setdefault((record.sheet, key), []).append(f"{self.block.sheet}, row {number}")
        return "; ".join(kept)

    def _value(self, column: str, value: Value, cells: "Cells", carried: dict[str, Any], number: int) -> str:
        if value.constant is not None:
            return value.constant
        if value.numbered is not None:
            return f"{value.numbered}{number}"
        cell = cells[value.from_] if value.from_ else carried.get(value.carried, "")
        if not cell_text(cell):
            return value.otherwise or ""
        try:
            text = self._read(value, cell) or value.otherwise
            if not text:
                raise ValueError(f"it names no {value.read}")
            return self._translated(value, text)
        except ValueError as error:
            place = f"column {value.from_}" if value.from_ else f"carried {value.carried}"
            raise Refused(f"{column}: {cell_text(cell)[:100]!r} ({place}): {error}") from None

    def _read(self, value: Value, cell: Any) -> str:
        match value.read:
            case "number":
                return f"{values.number(cell, self.mapping.file.decimal, value.times):f}"
            case "currency":
                return values.currency(cell)
            case "date":
                return values.day(cell, value.order).isoformat()
            case "year":
                return str(values.year(cell))
        return cell_text(cell)

    def _translated(self, value: Value, text: str) -> str:
        if not value.list_:
            return text
        codes_of, otherwise = self.lists[value.list_], self.mapping.lists[value.list_].otherwise
        if code := codes_of.get(collapsed(text), "" if value.several else otherwise):
            return code
        if not value.several:
            raise ValueError(f"the list {value.list_} has no code for it")
        try:
            return joint(text, lambda name: codes_of.get(collapsed(name)))
        except ValueError as error:
            if otherwise:
                return otherwise
            raise ValueError(f"in the list {value.list_}, {error}") from None

    def _key(self, sheet: str, row: dict[str, str]) -> tuple[str, ...]:
        key = tuple(row.get(column, "") for column in self.keys[sheet])
        if not all(key):
            empty = [column for column, text in zip(self.keys[sheet], key, strict=True) if not text]
            raise Refused(f"{sheet}: {', '.join(empty)} is empty")
        return key

    def _conflicts(self, record: Record, key: tuple[str, ...], row: dict[str, str]) -> Iterator[str]:
        """What a row with the same key says otherwise and may; blanks and case make no difference."""
        known = self.result.rows[record.sheet].get(key, {})
        for column, text in row.items():
            before = known.get(column)
            if not text or not before or collapsed(before) == collapsed(text):
                continue
            first = self.result.origins[record.sheet, key][0]
            told = f"{column}: {text[:100]!r}, where {first} says {before[:100]!r} of the same {record.sheet}"
            if record.columns[column].conflict == "refuse":
                raise Refused(told)
            yield told


class Cells:
    """Cells of one row by the names of their columns."""

    def __init__(self, places: dict[str, int], row: list[Any]):
        self.places, self.row = places, row

    def __getitem__(self, column: str) -> Any:
        place = self.places[column]
        return self.row[place] if place < len(self.row) else ""


def fits(condition: Condition, cells: Cells) -> bool:
    """Whether a row is as the condition says."""
    return all(_holds(test, cells[column]) for column, test in condition.items())


def _holds(test: Test, cell: Any) -> bool:
    text = cell_text(cell)
    word = collapsed(text)
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    kinds = {"filled": bool(text), "empty": not text, "number": is_number, "text": bool(text) and not is_number}
    return (
        (test.is_ is None or kinds[test.is_])
        and (test.one_of is None or word in map(collapsed, test.one_of))
        and (test.none_of is None or word not in map(collapsed, test.none_of))
        and (test.begins is None or any(word.startswith(collapsed(begin)) for begin in test.begins))
    )


def _read_block(block: Block, rows: list[list[Any]], taker: _Taker) -> Iterator[Line]:
    width = max(map(len, rows), default=0)
    letters = {get_column_letter(number + 1): number for number in range(width)}
    first, last = _extent(block, rows, letters)
    if block.starts_after:
        yield _line(block, first - 1, rows, Outcome.LEFT, "the row after which the list begins")
    places, titles = letters, list(letters)
    if block.header:
        header, places = _find_header(block, rows, first, last)
        for number in range(first, header):
            yield _line(block, number, rows, Outcome.LEFT, "before the header")
        yield _line(block, header, rows, Outcome.LEFT, "header")
        first = header + 1
        titles = [cell_text(cell) or letter for letter, cell in zip(letters, _padded(rows[header], width), strict=True)]
    _check_columns(block, places)
    carried: dict[str, Any] = {}
    above: list[Any] = []
    filled: set[int] = set()
    for number in range(first, last):
        cells = Cells(places, rows[number])
        if not any(map(cell_text, rows[number])):
            yield _line(block, number, rows, Outcome.EMPTY, "")
            continue
        rule = next((rule for rule in block.rows if fits(rule.if_, cells)), None)
        if rule is None:
            yield _line(block, number, rows, Outcome.UNREAD, "no rule of the mapping says what this row is")
        elif rule.carry:
            carried |= {name: cells[column] for name, column in rule.carry.items()}
            yield _line(block, number, rows, Outcome.CARRIED, ", ".join(rule.carry))
        elif rule.leave:
            yield _line(block, number, rows, Outcome.LEFT, rule.leave)
        else:
            above = _filled(block, cells, above)
            filled |= {place for place, cell in enumerate(rows[number]) if cell_text(cell)}
            yield _taken(block, number, rows, taker, Cells(places, above), carried)
    unnamed = filled - {places[column] for column in block.columns()}
    taker.result.unnamed.setdefault(block.sheet, []).extend(titles[place] for place in sorted(unnamed))


def _padded(row: list[Any], width: int) -> list[Any]:
    return row + [""] * (width - len(row))


def _taken(block: Block, number: int, rows, taker: _Taker, cells: Cells, carried: dict[str, Any]) -> Line:
    try:
        return _line(block, number, rows, Outcome.TAKEN, taker.take(cells, carried, number + 1))
    except Refused as error:
        return _line(block, number, rows, Outcome.REFUSED, str(error))


def _filled(block: Block, cells: Cells, above: list[Any]) -> list[Any]:
    """The row with what it leaves out because it is as above."""
    row = list(cells.row)
    for column in block.fill_down:
        if cell_text(cells[column]):
            break
        place = cells.places[column]
        row = _padded(row, place + 1)
        row[place] = above[place] if place < len(above) else ""
    return row


def _line(block: Block, number: int, rows: list[list[Any]], outcome: Outcome, reason: str) -> Line:
    return Line(block.sheet, number + 1, outcome, reason, list(map(cell_text, rows[number])))


def _extent(block: Block, rows: list[list[Any]], letters: dict[str, int]) -> tuple[int, int]:
    """First row and the one after the last, from 0."""
    first, last = 0, len(rows)
    for name, condition in (("starts_after", block.starts_after), ("ends_before", block.ends_before)):
        if not condition:
            continue
        _check_letters(block, name, condition, letters)
        at = next((n for n in range(first, len(rows)) if fits(condition, Cells(letters, rows[n]))), None)
        if at is None:
            raise MappingBroken(f"no row is as {name} says", where=f"sheet {block.sheet}", todo=TODO)
        first, last = (at + 1, last) if name == "starts_after" else (first, at)
    return first, last


def _check_letters(block: Block, name: str, condition: Condition, letters: dict[str, int]) -> None:
    if unknown := sorted(condition.keys() - letters.keys()):
        raise MappingBroken(
            f"{name} names columns by letter; the sheet has no {', '.join(unknown)}",
            where=f"sheet {block.sheet}",
            todo=TODO,
        )


def _find_header(block: Block, rows: list[list[Any]], first: int, last: int) -> tuple[int, dict[str, int]]:
    """The first row that has the name of every column of the block, and where each stands."""
    wanted = {collapsed(name): name for name in block.columns()}
    best: set[str] = set()
    for number in range(first, min(last, first + FIRST_ROWS)):
        words = [collapsed(cell_text(cell)) for cell in rows[number]]
        if wanted.keys() <= set(words):
            if doubled := [name for word, name in wanted.items() if words.count(word) > 1]:
                raise MappingBroken(
                    f"columns stand twice: {', '.join(doubled)}",
                    where=f"sheet {block.sheet}, row {number + 1}",
                    todo=TODO,
                )
            return number, {name: words.index(word) for word, name in wanted.items()}
        best = max(best, wanted.keys() & set(words), key=len)
    missing = sorted(name for word, name in wanted.items() if word not in best)
    raise MappingBroken(
        f"no row among the first {FIRST_ROWS} has the columns {', '.join(missing)}",
        where=f"sheet {block.sheet}",
        todo="name the columns as the header does, or leave out header and name them by letter",
    )


def _check_columns(block: Block, places: dict[str, int]) -> None:
    if unknown := sorted(block.columns() - places.keys()):
        raise MappingBroken(
            f"the sheet has no column {', '.join(unknown)}; it has {', '.join(places)}",
            where=f"sheet {block.sheet}",
            todo="name columns by their letters, or say header: true to name them by their words",
        )
