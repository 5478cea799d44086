"""What a column of somebody's list may be: by its header in any of three languages, and by what stands in it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from sscmon import codes
from sscmon.submissions import mapping_values as values
from sscmon.submissions.form import Field, Form
from sscmon.submissions.match import key
from sscmon.submissions.parties import joint
from sscmon.submissions.typed import collapsed
from sscmon.workbooks import cell_text

HEADS = {
    "activity_reference": "code|project id|project code|id|codigo|codigo del proyecto|codigo do projeto|acao|projeto",
    "activity_title": "title|project title|name|titulo|titulo projeto|nombre|nombre del proyecto|nome|proyecto|project",
    "activity_description": "description|long description|summary|objective|objetivo|resumen|resumo|descricao",
    "provider_id": "provider|donor|funder|oferente|donante|cooperante|prestador|doador|pais oferente",
    "partner_id": "partner|recipient|recipient country|country|beneficiary|pais|pais socio|parceiro|destino",
    "status": "status|project status|estado|situacion|situacao|situacao projeto|estado del proyecto",
    "sector_code": "sector|sector code|setor|setor de atividade|area|rubro|crs sector code",
    "approval_date": "approval date|commitment date|signature|fecha de aprobacion|fecha de firma|data de assinatura",
    "start_date": "start|start date|begin|inicio|fecha de inicio|data de inicio|start actual",
    "end_date": "end|end date|completion|fin|termino|fecha de fin|data de fim|conclusao|end actual",
    "flow_reference": "transaction id|numero de desembolso",
    "period_start_year": "year|ano|anio|ejercicio|exercicio|commitment year|ano projeto",
    "amount_in_unit": "amount|value|budget|monto|valor|importe|presupuesto|orcamento|costo|custo|commitment amount",
    "currency_code": "currency|moneda|moeda|divisa|commitment amount currency",
}
CODED = re.compile(r"[^\W\d].*\d|\d.*[^\W\d]")
IN_EVERY_ROW = ("activity_reference", "activity_title")
TABLES = ("activity", "flow")
LIKELY = 1.5
ALMOST, CLEARLY = 0.85, 0.05
SAMPLE = 5000
MOST_WORDS = 150


@dataclass
class Seen:
    """A column of a sheet: its name in the mapping, its header, and what stands in it."""

    name: str
    header: str
    filled: int = 0
    numbers: int = 0
    years: int = 0
    days: int = 0
    letters: int = 0
    words: Counter = field(default_factory=Counter)

    def add(self, cell: Any) -> None:
        text = cell_text(cell)
        if not text:
            return
        self.filled += 1
        self.letters += len(text)
        self.numbers += isinstance(cell, int | float) or text.replace(".", "").replace(",", "").isdigit()
        self.years += _is(values.year, cell)
        self.days += not isinstance(cell, int | float) and _is(lambda given: values.day(given, "dmy"), cell)
        if len(self.words) < SAMPLE:
            self.words[text] += 1

    @property
    def is_short(self) -> bool:
        """A list of a few words said again and again."""
        return len(self.words) <= MOST_WORDS and self.letters < 60 * self.filled


def _is(read, cell: Any) -> bool:
    try:
        read(cell)
        return True
    except ValueError:
        return False


@cache
def known_words(codelist: str) -> dict[str, str]:
    """Labels in three languages and codes of a list, as words are compared."""
    every = [(word, code.code) for code in codes.all_codes(codelist) for word in (*code.label, code.code)]
    return {collapsed(word): code for word, code in every if word}


def names_several(words: Iterable[str]) -> bool:
    """Whether one of the words is a list of countries."""
    return any("+" in _countries(word) for word in words)


def _countries(word: str) -> str:
    """Codes of the countries that a word names, with `+` between them; empty where a part is none."""
    try:
        return joint(word, lambda name: known_words("country").get(collapsed(name)))
    except ValueError:
        return ""


def is_known(word: str, codelist: str) -> bool:
    """Whether a word needs no line in a translation list."""
    return collapsed(word) in known_words(codelist) or (codelist == "country" and bool(_countries(word)))


def nearest(word: str, codelist: str) -> str:
    """The code whose label is spelt almost like a word and clearly more so than any other's; empty without one."""
    scored: dict[str, float] = {}
    matcher = SequenceMatcher(b=collapsed(word))
    for label, code in known_words(codelist).items():
        matcher.set_seq1(label)
        if matcher.real_quick_ratio() >= ALMOST - CLEARLY:
            scored[code] = max(scored.get(code, 0), matcher.ratio())
    best = sorted(scored, key=lambda code: -scored[code])[:2]
    if not best or scored[best[0]] < ALMOST or (len(best) > 1 and scored[best[0]] - scored[best[1]] < CLEARLY):
        return ""
    return best[0]


def share_known(seen: Seen, codelist: str) -> float:
    """How much of what stands in a column is in a code list, from 0 to 1."""
    hits = sum(count for word, count in seen.words.items() if is_known(word, codelist))
    return hits / max(1, sum(seen.words.values()))


def guess(columns: Iterable[Seen], form: Form) -> dict[str, Seen]:
    """The likeliest column of the file for each column of the form; each is used once."""
    fields = {name: one for table in TABLES for name, one in form.by_table[table].by_name.items() if name in HEADS}
    columns = list(columns)
    most = max((seen.filled for seen in columns), default=0)
    scored = sorted(
        ((_score(seen, one), name, number) for number, seen in enumerate(columns) for name, one in fields.items()),
        key=lambda found: (-found[0], found[2]),
    )
    result: dict[str, Seen] = {}
    used: set[int] = set()
    for score, name, number in scored:
        is_whole = name not in IN_EVERY_ROW or columns[number].filled >= 0.8 * most
        if score >= LIKELY and is_whole and name not in result and number not in used:
            result[name] = columns[number]
            used.add(number)
    return result


def _score(seen: Seen, one: Field) -> float:
    if not seen.filled:
        return 0
    return _head_score(seen.header, one) + _cell_score(seen, one)


def _head_score(header: str, one: Field) -> float:
    word = key(header)
    if not word:
        return 0
    heads = [*HEADS[one.name].split("|"), *map(key, one.header)]
    if word in heads:
        return 2
    likeness = max(SequenceMatcher(None, word, head).ratio() for head in heads)
    return 1.5 if likeness >= 0.85 else 0


def _cell_score(seen: Seen, one: Field) -> float:
    """From -2 (cannot be) to 2 (looks like it)."""
    texts = seen.filled - seen.numbers
    distinct = len(seen.words) / seen.filled
    mean = seen.letters / seen.filled
    match one.name:
        case "activity_reference":
            coded = sum(len(word) <= 40 and bool(CODED.search(word)) for word in seen.words) / len(seen.words)
            return 1.5 * coded - 1.5 * (distinct < 0.5) - 2 * (seen.years > seen.filled / 2)
        case "activity_title":
            return -2 if texts < seen.filled / 2 else 1.2 * (15 < mean < 200) + 0.8 * (distinct > 0.5) - (mean > 250)
        case "activity_description":
            return -2 if texts < seen.filled / 2 else (1.5 if mean >= 120 else 0)
        case "provider_id" | "partner_id":
            known = share_known(seen, "country")
            return 2 * known - (known < 0.2) * 2 + (0.3 if one.name == "partner_id" and len(seen.words) > 1 else 0)
        case "status":
            return 0.5 if seen.is_short and texts else -2
        case "sector_code":
            return 0 if seen.is_short else -2
        case "currency_code":
            return 2 * share_known(seen, "currency") if texts else -2
        case "period_start_year":
            return 2 if seen.years > 0.8 * seen.filled else -2
        case "amount_in_unit":
            return 1 if seen.numbers > 0.5 * seen.filled and seen.years < 0.5 * seen.filled else -2
    if one.kind == "date":
        return 1 if seen.days > 0.5 * seen.filled else -2
    return 0
