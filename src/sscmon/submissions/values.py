"""Cells as people type them to canonical text: numbers, dates, yes and no, codes and their labels.

A reader returns the text and, where it had to choose, a note. What it cannot read it returns as it stands: the
contract refuses it, so that a value is never guessed away.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache

from sscmon import codelists
from sscmon.codes import folded
from sscmon.rules import OWN_PARTY
from sscmon.submissions.form import PARTY, Field, labels
from sscmon.submissions.parties import joint
from sscmon.submissions.typed import MONTHS, SIGNS, collapsed, day_of, days, with_point
from sscmon.workbooks import cell_text

Note = tuple[str, str] | None
Reader = Callable[[object], tuple[str | None, Note]]

YES = {"true", "yes", "y", "si", "s", "sim", "verdadero", "verdadeiro", "x", "1"}
NO = {"false", "no", "n", "nao", "falso", "0"}
CODE_IN_LABEL = re.compile(r"[^\[\]]*\[([^\[\]]+)\]\s*")
MONEY_AROUND = re.compile(r"^(?:[A-Za-z]{0,3}[$€£¥]|[A-Z]{3}\b)\s*|\s*(?:[$€£¥]|\b[A-Z]{3})$")
NUMBER = re.compile(r"[+-]?[\d.,]*\d[\d.,]*([eE][+-]?\d{1,3})?")
MONTH_IN_WORDS = re.compile(r"([a-z]{3,10})\.?(?: de| del)?,? (\d{4})")
YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
FORMULA = re.compile(r"[=@]|[+-](?=[A-Za-z(=@])")
LONGEST_NUMBER = 100
SERIALS = range(15_000, 80_000)


def cleaned(value: object) -> tuple[str, bool]:
    """A cell as text without blanks around, and whether characters that cannot be shown were taken out."""
    text = value if isinstance(value, str) else cell_text(value)
    if text.isprintable():
        return text.strip(), False
    kept, is_removed = [], False
    for character in text.replace("\r\n", "\n").replace("\r", "\n"):
        category = unicodedata.category(character)
        if character in "\n\t" or category[0] not in "CZ":
            kept.append(character)
        elif category[0] == "Z":
            kept.append(" ")
        elif category != "Cf":
            is_removed = True
    return "".join(kept).strip(), is_removed


def reader(
    field: Field, language: str, *, decimal: str = "", is_1904: bool = False, parties: dict[str, str] | None = None
) -> Reader:
    """How the cells of one column are read.

    Args:
        language: of the person, where a number or a day could be read in two ways.
        decimal: the decimal mark that the column uses beyond doubt.
        is_1904: serial numbers of days count from 1904.
        parties: own organisations by folded name.
    """
    if field.codelist == PARTY:
        return lambda value: _party(value, parties or {})
    if field.codelist:
        index = _index(field.codelist)
        return lambda value: _code(value, index)
    if field.name == "published_text":
        return lambda value: _date(value, language, is_1904, keeps_part=True)
    if field.kind == "date":
        return lambda value: _date(value, language, is_1904, keeps_part=False)
    if field.kind == "flag":
        return _flag
    if field.kind == "text":
        return _upper if field.name == "org_reference" else _text
    if field.name.endswith("year"):
        return lambda value: _year(value, language)
    mark = decimal or ("." if language == "en" else ",")
    return lambda value: _number(value, mark, is_known=bool(decimal), is_share=field.name.endswith("_share"))


def _text(value: object) -> tuple[str | None, Note]:
    text, is_removed = cleaned(value)
    if is_removed:
        return text or None, ("characters", "")
    if isinstance(value, str) and FORMULA.match(text):
        return text, ("formula", "")
    return text or None, None


def _upper(value: object) -> tuple[str | None, Note]:
    text = own_party(cleaned(value)[0])
    return text or None, None


def own_party(text: str) -> str:
    """The identifier of an own organisation: capitals, digits and `_`, after `ORG_`."""
    plain = re.sub(r"[^A-Z0-9]+", "_", folded(text).upper()).strip("_")
    return plain if not plain or plain.startswith("ORG_") else f"ORG_{plain}"


def _flag(value: object) -> tuple[str | None, Note]:
    text = cleaned(value)[0]
    word = folded(text)
    return ("true" if word in YES else "false" if word in NO else text or None), None


def _code(value: object, index: dict[str, str]) -> tuple[str | None, Note]:
    text = cleaned(value)[0]
    return (_known(text, index) or text or None), None


def _known(text: str, index: dict[str, str]) -> str | None:
    match = CODE_IN_LABEL.fullmatch(text)
    return (match and index.get(folded(match[1].strip()))) or index.get(collapsed(text))


def _party(value: object, own: dict[str, str]) -> tuple[str | None, Note]:
    text = cleaned(value)[0]

    def code_of(name: str) -> str | None:
        is_own = re.fullmatch(OWN_PARTY, name, re.ASCII)
        return _known(name, _index(PARTY)) or own.get(collapsed(name)) or (name if is_own else None)

    try:
        code = joint(text, code_of)
    except ValueError:
        return text or None, None
    is_as_written = "+" not in code or "+" in text
    return code, None if is_as_written else ("taken_as", code)


@cache
def _index(name: str) -> dict[str, str]:
    """Folded codes and labels of all languages to codes; a label that several codes share leads to none."""
    found: dict[str, set[str]] = {}
    every = labels(name)
    for code, label in every.items():
        for text in label:
            found.setdefault(collapsed(text), set()).add(code)
    index = {text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1}
    if name in ("country", PARTY):
        index |= {folded(row["iso2"]): row["iso3"] for row in codelists.rows("country")}
    if name == "currency":
        index |= SIGNS
    return index | {folded(code): code for code in every}


def _number(value: object, decimal: str, *, is_known: bool = False, is_share: bool = False) -> tuple[str | None, Note]:
    if not isinstance(value, str):
        return cell_text(value), None
    text = cleaned(value)[0]
    if len(text) > LONGEST_NUMBER:
        return text, None
    plain = re.sub(r"[\s'’_]", "", MONEY_AROUND.sub("", text))
    is_negative = plain.startswith("(") and plain.endswith(")")
    plain = plain[1:-1] if is_negative else plain
    is_percent = plain.endswith("%")
    plain = plain.removesuffix("%")
    if not NUMBER.fullmatch(plain):
        return text or None, None
    number, is_doubtful = with_point(plain, decimal)
    if number is None:
        return text, None
    if is_negative:
        number = f"-{number}"
    if is_percent and is_share:
        return _hundredth(number), None
    return number, ("taken_as", number) if is_doubtful and not is_known else None


def _hundredth(number: str) -> str:
    return f"{Decimal(number) / 100:f}"


def _year(value: object, language: str) -> tuple[str | None, Note]:
    if isinstance(value, dt.date):
        return str(value.year), None
    text = cleaned(value)[0]
    if re.fullmatch(r"\d{4}", text):
        return text, None
    day, _ = _date(value, language, False, keeps_part=False) if isinstance(value, str) else (None, None)
    if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return day[:4], ("taken_as", day[:4])
    return _number(value, "." if language == "en" else ",")


def _date(value: object, language: str, is_1904: bool, *, keeps_part: bool) -> tuple[str | None, Note]:
    if isinstance(value, dt.datetime | dt.date):
        return cell_text(value)[:10], None
    text = cleaned(value)[0]
    if not text:
        return None, None
    if re.fullmatch(r"\d{5}(\.0+)?", text) and int(float(text)) in SERIALS:
        start = dt.date(1904, 1, 1) if is_1904 else dt.date(1899, 12, 30)
        day = (start + dt.timedelta(days=int(float(text)))).isoformat()
        return day, ("taken_as", day)
    day_first, month_first = days(text)
    day = day_first or month_first
    if day is None:
        return _without_day(text, keeps_part)
    is_doubtful = language == "en" and month_first is not None and month_first != day
    return day.isoformat(), ("taken_as", day.isoformat()) if is_doubtful else None


def _without_day(text: str, keeps_part: bool) -> tuple[str, Note]:
    """Dates of which only month or year is known."""
    if re.fullmatch(r"\d{4}", text):
        whole = text if keeps_part else f"{text}-01-01"
        return whole, None if keeps_part else ("taken_as", whole)
    year = month = None
    if match := MONTH_IN_WORDS.fullmatch(collapsed(text)):
        month, year = MONTHS.get(match[1]), match[2]
    elif match := YEAR_MONTH.fullmatch(text):
        year, month = match.groups()
    elif match := MONTH_YEAR.fullmatch(text):
        month, year = match.groups()
    first = day_of(year, month, 1) if year else None
    if first is None:
        return text, None
    if keeps_part:
        return f"{first:%Y-%m}", None
    return first.isoformat(), ("taken_as", first.isoformat())


def decimal_mark(values: Iterable[object]) -> str:
    """The decimal mark that the texts of a column use beyond doubt; empty where none or both show."""
    seen = set()
    for value in values:
        if isinstance(value, str) and (body := re.sub(r"[^\d.,]", "", value)):
            points, commas = body.count("."), body.count(",")
            if points and commas:
                seen.add("." if body.rindex(".") > body.rindex(",") else ",")
            elif points + commas == 1:
                mark = "." if points else ","
                whole, _, part = body.partition(mark)
                if len(part) != 3 or len(whole) > 3 or whole in ("", "0"):
                    seen.add(mark)
            elif points > 1 or commas > 1:
                seen.add("," if points else ".")
    return next(iter(seen)) if len(seen) == 1 else ""
