"""A filled form checked: every row read is either accepted or refused with reasons, by the contract's own rules."""

import gc
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from sscmon.readers import ADDRESS, SHAPE_ERROR
from sscmon.submissions.findings import Finding, Nearest, address, columns_of, note, said_of, short
from sscmon.submissions.form import FORM, Form, Sheet
from sscmon.submissions.match import Found, find
from sscmon.submissions.read import Book, read
from sscmon.submissions.rows import own_parties, rows_of
from sscmon.submissions.safety import check_problems
from sscmon.submissions.tell import tell_file, tell_sheet, version
from sscmon.text import Text
from sscmon.validation import any_broken, as_read, key_rules, reading_rules, reasons_sql, typed_sql

BATCH = 8192  # rows; DuckDB reads small batches of Arrow faster than a large one


@dataclass
class Checked:
    """What a file holds.

    Attributes:
        language: of the report: asked for, else that of the file's headers.
        version: version of the form the file says it is; 0 where it says none.
        rows: per table, every row read: the form's columns as canonical text, `source_row_key` (file:sheet!cell),
            `shape_error` (the cells as JSON where they could not be put into columns), `is_accepted`.
        reasons: per table, position of a refused row to the rules it breaks.
        findings: everything to tell, in the order of the file.
        book: the file as it was read.
        nearest: what the values that are not in their lists may mean.
    """

    path: Path
    language: str
    version: int
    rows: dict[str, pa.Table]
    reasons: dict[str, dict[int, list[dict]]]
    findings: list[Finding]
    book: Book
    found: list[Found] = field(default_factory=list)
    nearest: Nearest = field(init=False)

    def __post_init__(self):
        self.nearest = Nearest(self.language)

    @property
    def tables(self) -> dict[str, pa.Table]:
        """The accepted rows of each table that has any."""
        kept = {name: rows.filter(rows["is_accepted"]).drop(["is_accepted"]) for name, rows in self.rows.items()}
        return {name: rows for name, rows in kept.items() if rows.num_rows}

    @property
    def refused(self) -> dict[str, list[dict]]:
        """The refused rows: address, text of the cells, and the reasons."""
        return {
            name: [
                {"address": row[ADDRESS], "reasons": self.reasons[name][at], "row": row}
                for at, row in zip(sorted(places), self.rows[name].take(sorted(places)).to_pylist(), strict=True)
            ]
            for name, places in self.reasons.items()
            if places
        }

    def counts(self) -> dict[str, dict[str, int]]:
        """Rows read, accepted and refused of each table that was found, also of one without rows."""
        return {
            name: {
                "read": rows.num_rows,
                "accepted": rows.num_rows - len(self.reasons[name]),
                "refused": len(self.reasons[name]),
            }
            for name, rows in self.rows.items()
        }

    def levels(self) -> Counter:
        """How many findings there are of each level."""
        return Counter(finding.level for finding in self.findings)


class Places:
    """Where the rows of one table come from: a position to the sheet it was found in and its index there."""

    def __init__(self, found: list[Found]):
        self.found = found

    def at(self, position: int) -> tuple[Found, int]:
        for one in self.found:
            if position < len(one.rows):
                return one, one.rows[position]
            position -= len(one.rows)
        raise IndexError(position)


def check(
    path: Path, language: str | None = None, form: Form = FORM, known: Mapping[str, Set[str]] | None = None
) -> Checked:
    """Read a file and judge every row.

    Args:
        language: en, es or pt; without it, the language of the file's headers.
        known: references of earlier submissions by table; with it, a row that points to nothing known is refused,
            without it the missing reference is a warning.

    Raises:
        FileRefused: the file cannot be read, or is not safe to read.
    """
    with collector_at_rest():
        return _checked(path, language, form, known)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Without garbage collection, which would walk millions of cells again and again while they are read.

    What was made meanwhile counts as old afterwards, as if it had been walked.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


def _checked(path: Path, language: str | None, form: Form, known: Mapping[str, Set[str]] | None) -> Checked:
    book = read(path, language or "en")
    found, left = find(book.grids, form)
    seen = sum((one.languages for one in found), Counter())
    language = language or (seen.most_common(1)[0][0] if seen else "en")
    told = tell_file(book, found, left, language)
    checked = Checked(path, language, version(book.grids), {}, {}, told, book, found)
    parties = own_parties(found)
    with duckdb.connect(config={"threads": 2}) as connection:  # setting rules up for more costs more than applying them
        connection.execute("set enable_progress_bar = false")
        connection.execute("set disabled_optimizers = 'filter_pushdown'")  # it reads a value anew for each of its rules
        for sheet in form.sheets:
            mine = [one for one in found if one.sheet.table == sheet.table]
            if mine:
                _check_sheet(checked, connection, sheet, mine, parties, known)
    if not checked.rows or not any(rows.num_rows for rows in checked.rows.values()):
        checked.findings.append(note("error", "no_rows", language))
    order = {grid.name: number for number, grid in enumerate(book.grids)}
    checked.findings.sort(key=lambda finding: (order.get(finding.sheet, -1), finding.row))
    return checked


def _check_sheet(
    checked: Checked,
    connection: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    mine: list[Found],
    parties: dict[str, str],
    known: Mapping[str, Set[str]] | None,
) -> None:
    parts = []
    for number, one in enumerate(mine):
        checked.findings.extend(tell_sheet(one, checked.language, is_second=number > 0))
        part, told = rows_of(checked.book, one, parties, checked.language)
        checked.findings.extend(told)
        check_problems(len(checked.findings), checked.path, checked.language)
        parts.append(part)
    rows = pa.concat_tables(parts)
    rows = _aligned(checked, sheet, rows)
    places = Places(mine)
    reasons = _judge(checked, connection, sheet, rows)
    _point(checked, sheet, rows, places, reasons, known)
    for at, broken in reasons.items():
        for reason in broken:
            checked.findings.append(_finding(checked, sheet, *places.at(at), reason))
    is_accepted = [True] * rows.num_rows
    for at in reasons:
        is_accepted[at] = False
    checked.rows[sheet.table] = rows.append_column("is_accepted", pa.array(is_accepted, pa.bool_()))
    checked.reasons[sheet.table] = reasons
    if sheet.table == "exchange_leg":
        _tell_twins(checked, sheet, rows, places)
    if rows.num_rows and rows["document_title"].null_count == rows.num_rows:
        checked.findings.append(
            note("advice", "no_document", checked.language, table=sheet.table, sheet=mine[0].grid.name)
        )


def _aligned(checked: Checked, sheet: Sheet, rows: pa.Table) -> pa.Table:
    """References written in another case or spacing than the row they point to take its writing."""
    for wanted in sheet.fields:
        parent = checked.rows.get(wanted.points_to)
        if parent is None or not wanted.points_to:
            continue
        own = set(parent[wanted.name].to_pylist()) - {None}
        folded_own = {_folded(text): text for text in own}
        column = rows[wanted.name].combine_chunks()
        change = {
            text: folded_own[_folded(text)]
            for text in set(pc.unique(column).to_pylist()) - own - {None}
            if _folded(text) in folded_own
        }
        if change:
            texts = [change.get(text, text) for text in column.to_pylist()]
            rows = rows.set_column(rows.column_names.index(wanted.name), wanted.name, pa.array(texts, pa.string()))
    return rows


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _judge(
    checked: Checked, connection: duckdb.DuckDBPyConnection, sheet: Sheet, rows: pa.Table
) -> dict[int, list[dict]]:
    """Rows that break the contract: position to the rules broken, by the same predicates as staging."""
    if not rows.num_rows:
        return {}
    columns = dict(sheet.contract.columns)
    numbered = rows.append_column("position", pa.array(list(range(rows.num_rows)), pa.int64()))
    connection.register("given", pa.Table.from_batches(numbered.to_batches(max_chunksize=BATCH)))
    given = ", ".join(f'"{name}" as {as_read(name)}' for name in columns)
    typed = typed_sql(columns, dict.fromkeys(columns, "VARCHAR"))
    connection.execute(
        f"create or replace temp view typed as select *, {typed} "
        f"from (select position, {SHAPE_ERROR}, {given} from given)"
    )
    found = [*reading_rules(sheet.contract, columns), *key_rules(connection, sheet.contract, "typed")]
    reasons = reasons_sql(found, value=as_read("{column}"))
    shape = (
        f"case when {SHAPE_ERROR} is not null then [{{'column': '', 'rule': 'shape', "
        f"'value': cast(json_array_length({SHAPE_ERROR}) as varchar), 'valid': ''}}] else {reasons} end"
    )
    connection.execute(
        f"create or replace temp table broken as select * from typed "
        f"where {SHAPE_ERROR} is not null or {any_broken(found)}"
    )
    connection.execute(f"select position, to_json({shape}) from broken order by position")
    reasons: dict[int, list[dict]] = {}
    count = len(checked.findings)
    while some := connection.fetchmany(BATCH):
        reasons |= {position: json.loads(broken) for position, broken in some}
        count += sum(len(reasons[position]) for position, _ in some)
        check_problems(count, checked.path, checked.language)
    connection.unregister("given")
    return reasons


def _point(
    checked: Checked,
    sheet: Sheet,
    rows: pa.Table,
    places: Places,
    reasons: dict[int, list[dict]],
    known: Mapping[str, Set[str]] | None,
) -> None:
    """Rows that point to a row that is neither here nor known: refused if `known` is told, else warned of."""
    for wanted in sheet.fields:
        if not wanted.points_to:
            continue
        parent = checked.rows.get(wanted.points_to)
        here = set() if parent is None else set(parent.filter(parent["is_accepted"])[wanted.name].to_pylist())
        written = set() if parent is None else set(parent[wanted.name].to_pylist())
        values = rows[wanted.name].combine_chunks()
        lost = set(pc.unique(values).to_pylist()) - here - set((known or {}).get(wanted.points_to, ())) - {None}
        if not lost:
            continue
        parent_sheet = FORM.by_table[wanted.points_to]
        target = f"{parent_sheet.contract.name}.{wanted.name}"
        for at, text in enumerate(values.to_pylist()):
            if text not in lost:
                continue
            if known is not None:
                reason = {"column": wanted.name, "rule": "references", "value": text, "valid": target}
                reasons.setdefault(at, []).append(reason)
                continue
            rule = "refused_there" if text in written else "elsewhere"
            checked.findings.append(
                _note_at(checked, sheet, *places.at(at), rule, wanted.name, text, parent_sheet.title)
            )


def _note_at(checked, sheet: Sheet, one: Found, index: int, rule: str, column: str, value: str, valid: Text) -> Finding:
    return note(
        "warning", rule, checked.language, table=sheet.table, sheet=one.grid.name, row=one.grid.numbers[index],
        position=one.columns.get(column), column=column, value=value, valid=valid.in_(checked.language),
    )  # fmt: skip


def _finding(checked: Checked, sheet: Sheet, one: Found, index: int, reason: dict) -> Finding:
    """A broken rule of the contract at the person's own cell."""
    columns = columns_of(reason, sheet)
    position = next((one.columns[name] for name in columns if name in one.columns), None)
    number = one.grid.numbers[index]
    return Finding(
        "error",
        reason["rule"],
        sheet.table,
        one.grid.name,
        address(number, position),
        number,
        columns[0] if columns else "",
        short(reason["value"] or ""),
        said_of(reason, sheet, checked.language, checked.nearest),
    )


def _tell_twins(checked: Checked, sheet: Sheet, rows: pa.Table, places: Places) -> None:
    names = rows["exchange_reference"].to_pylist()
    times = Counter(names)
    for at, name in enumerate(names):
        if name is not None and times[name] == 1:
            checked.findings.append(
                _note_at(checked, sheet, *places.at(at), "twin", "exchange_reference", name, sheet.title)
            )
