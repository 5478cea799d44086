"""A first mapping of somebody's list, drawn from the list itself, for a person to correct and to sign."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from openpyxl.utils import get_column_letter

from sscmon import codes
from sscmon.submissions.form import PARTY, Form
from sscmon.submissions.mapping_guess import HEADS, MOST_WORDS, TABLES, Seen, guess, is_known, names_several, nearest
from sscmon.submissions.match import key
from sscmon.submissions.typed import collapsed
from sscmon.workbooks import cell_text

TOTALS = ("total", "subtotal", "sub-total", "suma", "soma", "totales", "totais", "gran total", "total geral")
LISTED = {"status": "status", "provider_id": "country", "partner_id": "country"}
READ = {"approval_date": "date", "start_date": "date", "end_date": "date", "period_start_year": "year",
        "amount_in_unit": "number", "currency_code": "currency"}  # fmt: skip
FIRST_LINES = """\
# A draft: read every line, correct it, then say reviewed: true.
# Columns are called by their letters{how}. Words of this file are explained in docs/mapping.md.
mapping: 1
title: {title}
reviewed: false
"""


@dataclass
class Sheet:
    """A sheet taken apart: where its rows begin, which rows are what, and what its columns hold."""

    name: str
    columns: list[Seen]
    heads: list[list[str]]
    has_header: bool
    data_rows: int
    sections: list[str]
    section_column: str
    totals: list[str]
    total_column: str


def draft(title: str, sheets: Iterable[tuple[str, list[list[Any]]]], form: Form) -> str:
    """A mapping as YAML, with what was seen in each column as remarks.

    Args:
        title: of the mapping, as the name of the file.
        sheets: name and rows of each.
    """
    taken = [(name, inspect(name, rows)) for name, rows in sheets]
    found = [sheet for _, sheet in taken if sheet]
    empty = [name for name, sheet in taken if not sheet]
    how = ", or by their headers where a block says header: true" if any(sheet.has_header for sheet in found) else ""
    lines = [FIRST_LINES.format(how=how, title=_word(title)).rstrip()]
    if empty:
        lines += ["", "leave:", *(f"  {_word(name)}: it has no rows of a list" for name in empty)]
    guesses = [guess(sheet.columns, form) for sheet in found]
    lines += ["", *_lists(found, guesses), "", "blocks:"]
    for sheet, guessed in zip(found, guesses, strict=True):
        lines += _block(sheet, guessed, form)
    return "\n".join(lines) + "\n"


def inspect(name: str, rows: list[list[Any]]) -> Sheet | None:
    """Take a sheet apart; None where no rows look like those of a list."""
    texts = [[cell_text(cell) for cell in row] for row in rows]
    shapes = Counter(_shape(row) for row in texts if sum(map(bool, row)) > 1)
    if not shapes or shapes.most_common(1)[0][1] < 2:
        return None
    width = max(map(len, texts))
    heads = _heads(texts)
    has_header = len(heads) == 1
    first = texts.index(heads[0]) if heads else -1
    columns = [
        Seen(get_column_letter(i + 1), next((head[i] for head in heads if i < len(head) and head[i]), ""))
        for i in range(width)
    ]
    titles: dict[int, list[str]] = {}
    totals: dict[int, list[str]] = {}
    data_rows = 0
    for number, row in enumerate(texts):
        filled = [i for i, text in enumerate(row) if text]
        is_total = [i for i in filled if collapsed(row[i]).rstrip(":") in TOTALS]
        if not filled or row in heads or (has_header and number < first):
            continue
        if is_total:
            totals.setdefault(is_total[0], []).append(row[is_total[0]])
        elif len(filled) == 1:
            titles.setdefault(filled[0], []).append(row[filled[0]])
        else:
            data_rows += 1
            for seen, cell in zip(columns, rows[number], strict=False):
                seen.add(cell)
    if has_header and not _doubled(heads[0]):
        for seen in columns:
            seen.name = seen.header or seen.name
    else:
        has_header = False
    if not data_rows:
        return None
    title_place = next((place for place in sorted(titles) if len(set(titles[place])) > 1), None)
    total_place = max(totals, key=lambda place: len(totals[place]), default=None)
    return Sheet(
        name,
        [seen for seen in columns if seen.filled],
        heads,
        has_header,
        data_rows,
        [] if title_place is None else titles[title_place],
        "" if title_place is None else columns[title_place].name,
        [] if total_place is None else sorted(set(totals[total_place])),
        "" if total_place is None else columns[total_place].name,
    )


def _shape(row: list[str]) -> tuple[bool, ...]:
    return tuple(map(bool, row))


def _doubled(head: list[str]) -> bool:
    words = [collapsed(text) for text in head if text]
    return len(words) > len(set(words))


def _heads(texts: list[list[str]]) -> list[list[str]]:
    """Rows that look like headers: short words only, of which some are known as headers of such lists."""
    known = {word for words in HEADS.values() for word in words.split("|")}
    found: list[list[str]] = []
    for row in texts:
        words = [key(text) for text in row if text]
        if sum(word in known for word in words) > 1 and all(word and not word[0].isdigit() for word in words):
            if row not in found:
                found.append(row)
    return found


def _lists(sheets: list[Sheet], guesses: list[dict[str, Seen]]) -> Iterator[str]:
    wanted: dict[str, Counter] = {}
    for sheet, guessed in zip(sheets, guesses, strict=True):
        for column, codelist in LISTED.items():
            if column in guessed:
                wanted.setdefault(codelist, Counter()).update(guessed[column].words)
        if "partner_id" not in guessed and sheet.sections:
            wanted.setdefault("country", Counter()).update(dict.fromkeys(sheet.sections, 1))
    if not wanted:
        return
    yield "lists:"
    for codelist, words in wanted.items():
        yield f"  {codelist}:"
        yield f"    codelist: {codelist}  # its codes and labels in three languages need no line"
        unknown = [word for word in words if not is_known(word, codelist)]
        folded = {collapsed(word): word for word in unknown}
        lines = [_translation(word, codelist) for word in list(folded.values())[:MOST_WORDS]]
        if lines:
            yield "    words:"
        yield from lines


def _translation(word: str, codelist: str) -> str:
    """A line of a list; commented out where no code is near."""
    if code := nearest(word, codelist):
        [label] = [one.label.en for one in codes.all_codes(codelist) if one.code == code]
        return f"      {_word(word)}: {code}  # {label}?"
    return f"      # {_word(word)}: which code?"


def _block(sheet: Sheet, guessed: dict[str, Seen], form: Form) -> Iterator[str]:
    yield f"  - sheet: {_word(sheet.name)}  # {sheet.data_rows} rows with more than one cell"
    if sheet.has_header:
        yield "    header: true"
    yield "    rows:"
    if not sheet.has_header and sheet.heads:
        at = next(i for i, text in enumerate(sheet.heads[0]) if text)
        heads = sorted({head[at] for head in sheet.heads if at < len(head) and head[at]})
        yield "      - leave: header"
        yield f"        if: {{{get_column_letter(at + 1)}: [{', '.join(map(_word, heads))}]}}"
    if sheet.totals:
        yield "      - leave: total"
        yield f"        if: {{{_word(sheet.total_column)}: [{', '.join(map(_word, sheet.totals))}]}}"
    is_by_country = sheet.sections and "partner_id" not in guessed
    if sheet.sections:
        others = [f"{_word(seen.name)}: empty" for seen in sheet.columns if seen.name != sheet.section_column]
        shown = ", ".join(sheet.sections[:4]) + (" ..." if len(sheet.sections) > 4 else "")
        place = _word(sheet.section_column)
        yield f"      - carry: {{section: {place}}}  # {len(sheet.sections)} titles: {_remark(shown)}"
        yield f"        if: {{{', '.join([f'{place}: filled', *others])}}}"
    needed = guessed.get("activity_reference") or guessed.get("activity_title") or sheet.columns[0]
    yield "      - take: true"
    yield f"        if: {{{_word(needed.name)}: filled}}"
    yield "    records:"
    several = ", several: true" if names_several(sheet.sections) else ""
    partner = f"{{carried: section, list: country{several}}}" if is_by_country else ""
    for table in TABLES if "amount_in_unit" in guessed else TABLES[:1]:
        yield from _record(table, guessed, form, partner)
    unused = [seen for seen in sheet.columns if seen not in guessed.values()]
    if unused:
        yield "    unused:  # not brought over: say why, or give them a place above"
        yield from (f"      {_word(seen.name)}: why?  # {_seen(seen)}" for seen in unused)


def _record(table: str, guessed: dict[str, Seen], form: Form, partner: str) -> Iterator[str]:
    sheet = form.by_table[table]
    yield f"      - sheet: {table}"
    if table == "flow":
        yield f"        if: {{{_word(guessed['amount_in_unit'].name)}: filled}}"
    yield "        columns:"
    for one in sheet.fields:
        origin = guessed.get("activity_reference") if one.name == "flow_reference" else guessed.get(one.name)
        if origin:
            extras = {"list": LISTED.get(one.name), "read": READ.get(one.name)}
            if one.codelist == PARTY and names_several(origin.words):
                extras["several"] = "true"
            given = "".join(f", {word}: {value}" for word, value in extras.items() if value)
            yield f"          {one.name}: {{from: {_word(origin.name)}{given}}}  # {_seen(origin)}"
        elif one.name == "partner_id" and partner:
            yield f"          partner_id: {partner}"
        elif one.name in sheet.key:
            yield f"          {one.name}: {{numbered: row-}}  # the list has no number of its own"
        elif one.is_required:
            yield f"          # {one.name}: {{constant: ...}}  # required: {_remark(one.header.en)}"


def _seen(seen: Seen) -> str:
    common = ", ".join(f"{_remark(word[:40])} ({count})" for word, count in seen.words.most_common(3))
    head = f"{_remark(seen.header)!r}: " if seen.header and seen.header != seen.name else ""
    return f"{head}{common}"


def _remark(text: str) -> str:
    """Text that stays on its line of remarks."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _word(text: str) -> str:
    """A text as a YAML scalar, quoted where it must be."""
    is_plain = text and text == text.strip() and text.isprintable() and text[0].isalnum()
    if is_plain and not set(text) & set(":#,[]{}&*!|>'\"%@`"):
        return text
    return yaml.dump(text, default_style='"', allow_unicode=True, width=10**9).strip()
