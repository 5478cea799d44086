"""Search in the code lists: any language, any accent, any case; the nearest ones where nothing matches."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from sscmon import codelists
from sscmon.errors import NotFound
from sscmon.text import LANGUAGES, Text

NEAREST = 10
LIKENESS = 0.6


@dataclass(frozen=True)
class Code:
    """One code of one list, with its labels; `valid` is its period where it has one."""

    codelist: str
    code: str
    label: Text
    parent: str
    valid: str


def lists() -> list[str]:
    """Names of all lists; `country` (ISO 3166-1 alpha-3) is one of them."""
    return sorted((*codelists.names(), "country"))


def all_codes(name: str = "") -> list[Code]:
    """The codes of one list, or of all.

    Raises:
        NotFound: there is no list of that name.
    """
    if name and name not in lists():
        raise NotFound(f"there is no code list {name!r}", todo="list them: sscmon codes")
    return [_code(one, row) for one in ([name] if name else lists()) for row in codelists.rows(one)]


def _code(name: str, row: dict[str, str]) -> Code:
    if name == "country":
        label = Text(*(row[f"name_{language}"] for language in LANGUAGES))
        return Code(name, row["iso3"], label, row["region_name_en"], "")
    label = Text(*(row[f"label_{language}"] for language in LANGUAGES))
    first, last = row.get("valid_from"), row.get("valid_to")
    return Code(name, row["code"], label, row.get("parent_code") or "", f"{first}/{last}" if first or last else "")


def folded(text: str) -> str:
    """The text without accents and case."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def search(words: Iterable[str], name: str = "") -> tuple[list[Code], bool]:
    """Codes that have every word in their code or in one label, best first; and whether they really do.

    Where none does, the nearest ones by likeness of spelling, with False.
    """
    wanted = [folded(word) for text in words for word in text.split()]
    phrase = " ".join(wanted)
    every = all_codes(name)
    found = [(rank, code) for code in every if (rank := _rank(code, wanted, phrase)) is not None]
    if found:
        return [code for rank, code in sorted(found, key=lambda pair: pair[0])], True
    close = [(likeness, code) for code in every if (likeness := _likeness(code, phrase)) >= LIKENESS]
    close.sort(key=lambda pair: -pair[0])
    return [code for likeness, code in close[:NEAREST]], False


def _rank(code: Code, wanted: list[str], phrase: str) -> tuple | None:
    """Smaller is better: the code itself, a whole label, the start of one, a part of one; None for no match."""
    texts = [folded(code.code), *map(folded, code.label)]
    best = None
    for number, text in enumerate(texts):
        if all(word in text for word in wanted):
            quality = 0 if text == phrase else 1 if text.startswith(phrase) else 2
            rank = (quality, number, len(text))
            best = rank if best is None else min(best, rank)
    return best


def _likeness(code: Code, phrase: str) -> float:
    """How alike the phrase and the code, a label or a word of one are, from 0 to 1."""
    texts = {folded(code.code), *map(folded, code.label)}
    texts |= {word for text in texts for word in text.split()}
    matcher = SequenceMatcher(b=phrase)
    best = 0.0
    for text in texts:
        matcher.set_seq1(text)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
