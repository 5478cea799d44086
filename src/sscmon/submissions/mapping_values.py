"""Values as people type them in their own lists: numbers with words of scale and currency, days, years.

Three languages at once. What can be read in two ways is refused with both readings, never guessed.
"""

import datetime as dt
import re
from decimal import Decimal

from sscmon import codelists
from sscmon.submissions.typed import SIGNS, collapsed, days, with_point

SCALES = {
    **dict.fromkeys(("mil", "thousand", "k"), Decimal(10) ** 3),
    **dict.fromkeys(("million", "millions", "mn", "mln", "millon", "millones", "milhao", "milhoes", "mi"), 10**6),
    **dict.fromkeys(("mil millones", "mil milhoes", "billion", "billions", "bn", "bilhao", "bilhoes", "bi"), 10**9),
    **dict.fromkeys(("billon", "billones"), 10**12),
}
CURRENCIES = {
    **SIGNS,
    **dict.fromkeys(("usd$", "dolares", "dolar", "dollars", "dollar", "us dollars"), "USD"),
    **dict.fromkeys(("euro", "euros"), "EUR"),
    **dict.fromkeys(("real", "reais", "reales"), "BRL"),
    **dict.fromkeys(("s/", "s/.", "soles"), "PEN"),
}
DIGITS = re.compile(r"[+-]?\d[\d.,'\u00a0\u202f ]*")
LONGEST = 200


def number(value, decimal: str = "", times: Decimal | None = None) -> Decimal:
    """A number in a cell of numbers or in words: 1200000, `1.234,56`, `US$ 1,2 milhões`, `(350)` is refused.

    Args:
        decimal: the decimal mark of numbers typed as text, where the file has one.
        times: factor to multiply with; 1 without it.

    Raises:
        ValueError: no number, more than one, an unknown word of scale, or a mark that may be either.
    """
    if isinstance(value, bool):
        raise ValueError("true or false is no number")
    if isinstance(value, int | float):
        return _whole(Decimal(repr(value)) * (times or 1))
    text = str(value).strip()
    if len(text) > LONGEST:
        raise ValueError("too long for a number")
    found = DIGITS.findall(text)
    if len(found) != 1:
        raise ValueError("no number" if not found else "more than one number")
    before, _, after = text.partition(found[0])
    return _whole(Decimal(_plain_digits(found[0].strip(), decimal)) * _scale(before, after) * (times or 1))


def _whole(value: Decimal) -> Decimal:
    """The same number without needless digits: 1200000.0 is 1200000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _plain_digits(text: str, decimal: str) -> str:
    """Digits with a point or none."""
    text = re.sub(r"['\u00a0\u202f ]", "", text).rstrip(".,")
    plain, is_doubtful = with_point(text, decimal)
    if plain is None:
        raise ValueError("the marks between its digits do not make a number")
    if is_doubtful and not decimal:
        raise ValueError("the mark in it may be of thousands or decimals: say file: decimal in the mapping")
    _, point, part = plain.partition(".")
    if decimal and (text.count(decimal) > 1 or (point and text[-len(part) - 1] != decimal)):
        raise ValueError(f"its marks are not those of a file whose decimal mark is {decimal!r}")
    return plain


def _scale(before: str, after: str) -> Decimal:
    words = collapsed(after)
    for word in sorted(SCALES, key=len, reverse=True):
        if re.match(rf"{word}\b", words):
            words, scale = words[len(word) :].strip(), SCALES[word]
            break
    else:
        scale = 1
    for rest in (collapsed(before), re.sub(r"^(de|of)\s", "", words)):
        if rest and _currency(rest) is None:
            raise ValueError(f"{rest!r} beside the number is not understood")
    return Decimal(scale)


def currency(value) -> str:
    """The ISO 4217 code that a cell names by code, sign or word, beside a number or alone; empty where it names none.

    Raises:
        ValueError: what it names is not known, or is a sign that several currencies share.
    """
    words = collapsed(DIGITS.sub(" ", str(value)[:LONGEST]))
    for word in sorted((*SCALES, "de", "of"), key=len, reverse=True):
        words = re.sub(rf"(?<!\w){word}(?!\w)", " ", words)
    words = " ".join(words.split())
    found = _currency(words) if words else ""
    if found is None:
        raise ValueError(f"{words!r} is no currency that is known")
    return found


def _currency(words: str) -> str | None:
    if words in CURRENCIES:
        return CURRENCIES[words]
    return words.upper() if words.upper() in codelists.codes("currency") else None


def day(value, order: str | None = None) -> dt.date:
    """A day: a cell of a day, ISO 8601, `27 July, 2007`, `1º de março de 2009`, `12-Mar-12`, `31/12/2010`.

    Args:
        order: dmy or mdy, needed where day and month could be either.

    Raises:
        ValueError: no day, or one that can be read in two ways.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    day_first, month_first = days(str(value)[:LONGEST])
    if day_first and month_first and day_first != month_first and order is None:
        raise ValueError("day and month may be either way round: say order: dmy or mdy")
    found = month_first if order == "mdy" else day_first if order == "dmy" else day_first or month_first
    if found is None:
        raise ValueError("no day is found in it")
    return found


def year(value) -> int:
    """A year from 1900 to 2100: a number, a day's, or four digits alone.

    Raises:
        ValueError: it is none.
    """
    if isinstance(value, dt.date):
        return value.year
    found = int(value) if isinstance(value, int | float) and value == int(value) else None
    if isinstance(value, str) and re.fullmatch(r"\d{4}", value.strip()):
        found = int(value)
    if found is None or not 1900 <= found <= 2100:
        raise ValueError("it is no year")
    return found
