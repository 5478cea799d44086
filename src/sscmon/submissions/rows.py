"""The rows of one sheet in the columns of the form, as canonical text."""

import json
from itertools import zip_longest

import pyarrow as pa
import pyarrow.compute as pc

from sscmon.readers import ADDRESS, SHAPE_ERROR
from sscmon.submissions.findings import Finding, note
from sscmon.submissions.form import Field
from sscmon.submissions.match import Found
from sscmon.submissions.read import Book, Grid
from sscmon.submissions.typed import collapsed
from sscmon.submissions.values import cleaned, decimal_mark, own_party, reader
from sscmon.workbooks import cell_text

OWN_READERS = ("org_reference", "published_text")
ODD = r"^[=@+\-]|\p{C}|\p{Zl}|\p{Zp}|[\x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]"
AT_ONCE, SAMPLE = 1024, 1024
NUMBERS = ("integer", "number", "exact", "money")


def own_parties(found: list[Found]) -> dict[str, str]:
    """Organisations that the file itself names, by folded reference, name and acronym."""
    names: dict[str, str] = {}
    for one in found:
        if one.sheet.table == "organisation" and "org_reference" in one.columns:
            for index in one.rows:
                row = one.grid.rows[index]
                reference = own_party(_at(row, one.columns["org_reference"]))
                for column in ("org_reference", "org_name", "acronym"):
                    if reference and (text := _at(row, one.columns.get(column))):
                        names.setdefault(collapsed(text), reference)
    return names


def _at(row: list, position: int | None) -> str:
    return cleaned(row[position])[0] if position is not None and position < len(row) else ""


def rows_of(book: Book, one: Found, parties: dict[str, str], language: str) -> tuple[pa.Table, list[Finding]]:
    """The rows of one sheet in the form's columns, as canonical text with addresses, and what to tell of its cells."""
    grid = one.grid
    told: list[Finding] = []
    picked = grid.rows[one.rows.start :]
    numbers = grid.numbers[one.rows.start :]
    if grid.no_value and one.header is not None:
        _put_back(grid, one)
    shapes: list[str | None] = [None] * len(picked)
    if one.header is None:
        shapes = [_as_json(row) for row in picked]
    elif book.kind in ("csv", "zip"):
        header_width = len(grid.rows[one.header])
        for index, row in enumerate(picked):
            if len(row) > header_width and any(cell.strip() for cell in row[header_width:]):
                shapes[index] = _as_json(row)
    columns = _columns(picked)
    arrays = []
    for wanted in one.sheet.fields:
        position = one.columns.get(wanted.name)
        if position is None or position >= len(columns):
            arrays.append(pa.nulls(len(picked), pa.string()))
            continue
        texts, notes = _column(columns[position], wanted, language, book.inspection.is_1904, parties)
        arrays.append(texts)
        for index, (rule, valid) in notes:
            told.append(
                note(
                    "warning", rule, language, table=one.sheet.table, sheet=grid.name, row=numbers[index],
                    position=position, column=wanted.name, value=cleaned(columns[position][index])[0], valid=valid,
                )
            )  # fmt: skip
    prefix = f"{book.path.name}:{cleaned(grid.name)[0]}!A"
    addresses = pc.binary_join_element_wise(prefix, pc.cast(pa.array(numbers, pa.int64()), pa.string()), "")
    names = [*(wanted.name for wanted in one.sheet.fields), ADDRESS, SHAPE_ERROR]
    return pa.table([*arrays, addresses, pa.array(shapes, pa.string())], names=names), told


def _columns(rows: list[list]) -> list[list]:
    """The cells of rows by column, blanks where a row is shorter; some rows at a time, which memory likes better."""
    columns: list[list] = [[] for _ in range(max(map(len, rows), default=0))]
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        blanks = [""] * len(some)
        for column, cells in zip_longest(columns, zip_longest(*some, fillvalue=""), fillvalue=blanks):
            column.extend(cells)
    return columns


def _column(
    values: list, wanted: Field, language: str, is_1904: bool, parties: dict[str, str]
) -> tuple[pa.Array, list[tuple[int, tuple[str, str]]]]:
    """Canonical texts of one column, and the notes with their positions; every distinct cell is read once."""
    if values[0] == "" and values.count("") == len(values):
        return pa.nulls(len(values), pa.string()), []
    try:
        texts = pa.array(values, pa.string())
    except (pa.ArrowTypeError, UnicodeEncodeError):
        types = set(map(type, values))
        if types == {float} and wanted.kind in NUMBERS:
            return pc.cast(pa.array(values, pa.float64()), pa.string()), []
        distinct, places = _distinct(values, has_flags=bool in types)
    else:
        is_free = wanted.kind == "text" and not wanted.codelist and wanted.name not in OWN_READERS
        sample = values[:SAMPLE]
        if is_free and len(set(sample)) * 2 > len(sample) and (plain := _plain_texts(texts)) is not None:
            return plain, []
        cells = texts.dictionary_encode()
        if is_free and (plain := _plain_texts(cells.dictionary)) is not None:
            return plain.take(cells.indices), []
        distinct, places = cells.dictionary.to_pylist(), cells.indices
    decimal = decimal_mark(distinct) if wanted.kind in NUMBERS else ""
    read_one = reader(wanted, language, decimal=decimal, is_1904=is_1904, parties=parties)
    read = [read_one(value) if value != "" else (None, None) for value in distinct]
    texts = pa.array([text for text, _ in read], pa.string()).take(places)
    notes = {place: said for place, (_, said) in enumerate(read) if said}
    if not notes:
        return texts, []
    return texts, [(index, notes[place]) for index, place in enumerate(places.to_pylist()) if place in notes]


def _distinct(values: list, *, has_flags: bool) -> tuple[list, pa.Array]:
    """The cells that differ, and which of them stands at each place; true and false as text, apart from 1 and 0."""
    if has_flags:
        values = [cell_text(value) if isinstance(value, bool) else value for value in values]
    places = {value: place for place, value in enumerate(dict.fromkeys(values))}
    return list(places), pa.array(map(places.__getitem__, values), pa.int32(), size=len(values))


def _plain_texts(cells: pa.Array) -> pa.Array | None:
    """Texts without blanks around; None where one has odd characters or the look of a formula."""
    texts = pc.utf8_trim_whitespace(cells)
    if pc.any(pc.match_substring_regex(texts, ODD)).as_py():
        return None
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _put_back(grid: Grid, one: Found) -> None:
    """Cells that a reader of workbooks leaves empty although they hold an error or a formula: never taken as empty."""
    places = {number: index for index, number in enumerate(grid.numbers)}
    for row, column, content in grid.no_value:
        index = places.get(row)
        if index is not None and index in one.rows and column - 1 < len(grid.rows[index]):
            if grid.rows[index][column - 1] == "":
                grid.rows[index][column - 1] = content or "="


def _as_json(row: list) -> str:
    return json.dumps([cleaned(cell)[0] for cell in row], ensure_ascii=False)
