"""What people type into cells, wherever they type it: words, numbers with their marks, days in figures and in words.

Three languages at once. Nothing is decided here that can be read in two ways: both readings are given, or the doubt is
told. A form asks its language (`values`), a mapping refuses (`mapping_values`).
"""

import datetime as dt
import re

from sscmon.codes import folded

SIGNS = {"us$": "USD", "u$s": "USD", "r$": "BRL", "€": "EUR"}
GROUPS = {".": re.compile(r"\d{1,3}(\.\d{3})+"), ",": re.compile(r"\d{1,3}(,\d{3})+")}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january enero janeiro jan ene", "february febrero fevereiro feb fev", "march marzo marco mar",
            "april abril apr abr", "may mayo maio mai", "june junio junho jun", "july julio julho jul",
            "august agosto aug ago", "september septiembre setiembre setembro sep set sept",
            "october octubre outubro oct out", "november noviembre novembro nov",
            "december diciembre dezembro dec dic dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
TIME = re.compile(r"[t ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?z?$")
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
GAP = r"[\s,.\-/]+"
DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|o)?{GAP}(?:de\s+)?([a-z]+){GAP}(?:de\s+|del\s+)?(\d{{4}}|\d{{2}})")
MONTH_FIRST = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})")


def collapsed(text: str) -> str:
    """The text without accents, case and needless blanks, as words are compared."""
    return " ".join(folded(text).split())


def with_point(text: str, decimal: str) -> tuple[str | None, bool]:
    """A number with a decimal point and no separators, and whether it could be read in another way too.

    Args:
        text: digits with points and commas, a sign before and an exponent after them or not.
        decimal: what a single mark before three digits is taken for.

    Returns:
        None for the number where its marks make none.
    """
    sign, body = (text[0], text[1:]) if text[0] in "+-" else ("", text)
    body, exponent = (body[: (at := body.lower().index("e"))], body[at:]) if "e" in body.lower() else (body, "")
    sign = "-" if sign == "-" else ""
    points, commas = body.count("."), body.count(",")
    if points and commas:
        last = max(body, key=lambda mark: body.rindex(mark) if mark in ".," else -1)
        other = "," if last == "." else "."
        whole, _, part = body.rpartition(last)
        if last in whole or not GROUPS[other].fullmatch(whole):
            return None, False
        return f"{sign}{whole.replace(other, '')}.{part}{exponent}", False
    if not points and not commas:
        return f"{sign}{body}{exponent}", False
    mark = "." if points else ","
    if points + commas > 1:
        return (f"{sign}{body.replace(mark, '')}{exponent}", False) if GROUPS[mark].fullmatch(body) else (None, False)
    is_group = GROUPS[mark].fullmatch(body) is not None and not body.startswith("0")
    if is_group and mark != decimal:
        return f"{sign}{body.replace(mark, '')}{exponent}", True
    return f"{sign}{body.replace(mark, '.')}{exponent}", is_group


def days(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The day that a text says: read with the day before the month, and with the month first.

    Both are the same where it can be read in one way only; None where there is no such day. A time after it is left.
    """
    text = TIME.sub("", collapsed(text))
    if match := YEAR_FIRST.fullmatch(text):
        return (day_of(*match.groups()),) * 2
    if match := DAY_FIRST.fullmatch(text):
        return (day_of(match[3], MONTHS.get(match[2]), match[1]),) * 2
    if match := MONTH_FIRST.fullmatch(text):
        return (day_of(match[3], MONTHS.get(match[1]), match[2]),) * 2
    if match := YEAR_LAST.fullmatch(text):
        first, second, year = match.groups()
        return day_of(year, second, first), day_of(year, first, second)
    return None, None


def day_of(year: str, month: str | int | None, day: str | int) -> dt.date | None:
    """A day, if there is one; a year of two digits is one from 1970 to 2069."""
    if month is None:
        return None
    if len(year) == 2:
        year = f"{20 if int(year) < 70 else 19}{year}"
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
