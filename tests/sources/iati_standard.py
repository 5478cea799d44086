"""The official IATI 2.03 schemas, code lists and ruleset where they are at hand, and a judge of files by them.

They are not the project's to carry, and are looked for in `../shared/data/iati`.
"""

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from iati_rules import NOW
from lxml import etree

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "iati"


@cache
def folder() -> Path | None:
    """Where the standard is; None where it is not at hand."""
    return SHARED if SHARED.is_dir() else None


@cache
def schema(name: str) -> etree.XMLSchema:
    """`activities` or `organisations`."""
    return etree.XMLSchema(etree.parse(next(folder().glob(f"schemas*/iati-{name}-schema.xsd"))))


@cache
def ruleset() -> dict:
    """Empty where it is not at hand."""
    found = list(folder().glob("rulesets/standard.json")) if folder() else []
    return json.loads(found[0].read_text(encoding="utf-8")) if found else {}


@cache
def codes(name: str) -> frozenset[str]:
    """Codes of one official list; empty where it is not at hand."""
    found = list(folder().glob(f"codelists*/{name}.csv"))
    lines = found[0].read_text(encoding="utf-8-sig").splitlines() if found else [""]
    return frozenset(line.split(",")[0].strip('"') for line in lines[1:])


def coded() -> list[tuple[str, str]]:
    """Where a code must come from which list, for the parts of an activity that we write (vocabulary 1 or none)."""
    return [
        ("//reporting-org/@type | //participating-org/@type | //provider-org/@type | //receiver-org/@type",
         "OrganisationType"),
        ("//participating-org/@role", "OrganisationRole"),
        ("//other-identifier/@type", "OtherIdentifierType"),
        ("//activity-status/@code", "ActivityStatus"),
        ("//activity-date/@type", "ActivityDateType"),
        ("//recipient-country/@code", "Country"),
        ("//recipient-region[not(@vocabulary) or @vocabulary='1']/@code", "Region"),
        ("//recipient-region/@vocabulary", "RegionVocabulary"),
        ("//location-id/@vocabulary | //administrative/@vocabulary", "GeographicVocabulary"),
        ("//sector/@vocabulary", "SectorVocabulary"),
        ("//sector[not(@vocabulary) or @vocabulary='1']/@code", "Sector"),
        ("//sector[@vocabulary='2']/@code", "SectorCategory"),
        ("//tag/@vocabulary", "TagVocabulary"),
        ("//collaboration-type/@code", "CollaborationType"),
        ("//default-tied-status/@code | //tied-status/@code", "TiedStatus"),
        ("//transaction-type/@code", "TransactionType"),
        ("//value/@currency | //@default-currency", "Currency"),
        ("//flow-type/@code", "FlowType"),
        ("//finance-type/@code", "FinanceType"),
        ("//aid-type/@code", "AidType"),
        ("//document-link/category/@code", "DocumentCategory"),
        ("//document-link/language/@code | //@xml:lang", "Language"),
        ("//related-activity/@type", "RelatedActivityType"),
        ("//condition/@type", "ConditionType"),
        ("//result/@type", "ResultType"),
        ("//indicator/@measure", "IndicatorMeasure"),
        ("//indicator/reference/@vocabulary", "IndicatorVocabulary"),
    ]  # fmt: skip


def broken_rules(tree: etree._ElementTree, rules: dict) -> list[str]:
    """What a file breaks of a ruleset in the Standard's own JSON form, errors and warnings: identifiers and cases.

    Whether an organisation's identifier begins with a register's code is not judged: the tests' do not.
    """
    return [
        f"{case.get('ruleInfo', {}).get('id', '')} {kind} {case}"
        for context, given in rules.items()
        for element in tree.xpath(context)
        for kind, case in _cases(given)
        if not _holds(element, kind, case)
    ]


def _cases(given: dict) -> list[tuple[str, dict]]:
    return [(kind, case) for kind, body in given.items() for case in body["cases"]]


def _holds(element, kind: str, case: dict) -> bool:
    if kind == "loop":
        return all(
            _holds(element, inner, _replaced(one, value))
            for value in set(map(str, element.xpath(case["foreach"])))
            for inner, one in _cases(case["do"])
        )
    if "idCondition" in case and "ORG-ID-PREFIX" in case.get("prefix", ()):
        return True
    if case.get("condition") and not element.xpath(case["condition"]):
        return True
    values = [str(_text(value)) for path in case.get("paths", ()) for value in _nodes(element, path)]
    return RULES[kind](element, case, values)


def _replaced(case: dict, value: str) -> dict:
    return json.loads(json.dumps(case).replace("$1", value))


def _nodes(element, path: str) -> list:
    found = element.xpath(path)
    return found if isinstance(found, list) else [found]


def _text(node) -> str:
    return "".join(node.itertext()) if isinstance(node, etree._Element) else node


def _dates(element, path: str) -> list[str]:
    return [NOW] if path == "NOW" else [str(value)[:10] for value in _nodes(element, path)]


def _one_or_all(element, case: dict, values) -> bool:
    if element.xpath(case["one"]):
        return True
    wanted = {
        "lang": "not(.//narrative[not(@xml:lang)])",
        "sector": "not(transaction[not(sector)]) and transaction",
        "currency": "not(.//value[not(@currency)])",
    }[case["all"]]
    return bool(element.xpath(wanted))


def _start(element, case: dict, values) -> bool:
    separator = case.get("separator", "")
    prefixes = [str(value) for path in case["prefix"] for value in element.xpath(path)]
    return all(any(value.startswith(prefix + separator) for prefix in prefixes) for value in values)


RULES = {
    "unique": lambda element, case, values: len(values) == len(set(values)),
    "startswith": _start,
    "atleast_one": lambda element, case, values: any(_nodes(element, path) for path in case["paths"]),
    "one_or_all": _one_or_all,
    "date_now": lambda element, case, values: all(day <= NOW for day in _dates(element, case["date"])),
    "date_order": lambda element, case, values: all(
        less <= more for less in _dates(element, case["less"]) for more in _dates(element, case["more"])
    ),
    "regex_matches": lambda element, case, values: all(re.search(case["regex"], value) for value in values),
    "no_spaces": lambda element, case, values: all(value == value.strip() for value in values),
    "strict_sum": lambda element, case, values: not values or sum(map(Decimal, values)) == case["sum"],
    "if_then": lambda element, case, values: not element.xpath(case["if"]) or bool(element.xpath(case["then"])),
    "range": lambda element, case, values: all(case["min"] <= float(value) <= case["max"] for value in values),
    "no_more_than_one": lambda element, case, values: len(values) <= 1,
    "time_limit": lambda element, case, values: True,
    "between_dates": lambda element, case, values: True,
}
