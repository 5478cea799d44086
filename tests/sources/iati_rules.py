"""Rules of the IATI Standard for what we write, restated: an XPath that every activity must fulfil, by what it demands.

They run everywhere; the official ruleset runs beside them where it is at hand (`iati_standard.py`).
"""

NOW = "2031-01-02"


def _before(less: str, more: str) -> str:
    """A day is not after another; days compare as numbers without hyphens."""
    return f"not({less} and {more}) or number(translate({less}, '-', '')) <= number(translate({more}, '-', ''))"


def _hundred(paths: str) -> str:
    return f"round(sum({paths}) * 10000) = 1000000"


RULES = {
    "an identifier that is not the reporter's": "iati-identifier != reporting-org/@ref",
    "an identifier that begins with the reporter's": "starts-with(iati-identifier, concat(reporting-org/@ref, '-'))",
    "identifiers without / & | ?": "not((iati-identifier | .//@ref[parent::reporting-org or parent::participating-org"
    " or parent::provider-org or parent::receiver-org])[contains(., '/') or contains(., '&') or contains(., '|')"
    " or contains(., '?')])",
    "references without spaces around": "not((iati-identifier | .//@ref)[. != normalize-space(.)])",
    "a planned or an actual start": "activity-date[@type='1' or @type='2']",
    "planned days in order": _before("activity-date[@type='1']/@iso-date", "activity-date[@type='3']/@iso-date"),
    "actual days in order": _before("activity-date[@type='2']/@iso-date", "activity-date[@type='4']/@iso-date"),
    "no actual day to come": f"not(activity-date[@type='2' or @type='4'][number(translate(@iso-date, '-', '')) > "
    f"{NOW.replace('-', '')}])",
    "no transaction to come": f"not(transaction/transaction-date[number(translate(@iso-date, '-', '')) > "
    f"{NOW.replace('-', '')}])",
    "sectors on the activity or on every transaction": "boolean(sector) != boolean(transaction/sector)"
    " and (sector or not(transaction[not(sector)]))",
    "sectors with percentages where several": "not(sector[@vocabulary=preceding-sibling::sector/@vocabulary]"
    "[not(@percentage)])",
    "sectors of a vocabulary that sum to 100": " and ".join(
        f"(count(sector[@vocabulary='{code}']) < 2 or {_hundred(f'''sector[@vocabulary='{code}']/@percentage''')})"
        for code in ("1", "2", "3", "98", "99")
    ),
    "own sectors with a name": "not(sector[@vocabulary='98' or @vocabulary='99'][not(narrative)])",
    "places on the activity or on every transaction": "boolean(recipient-country | recipient-region) != "
    "boolean(transaction/recipient-country | transaction/recipient-region) and (recipient-country or recipient-region"
    " or not(transaction[not(recipient-country or recipient-region)]))",
    "places that sum to 100 where several": "count(recipient-country | recipient-region) < 2 or "
    f"{_hundred('recipient-country/@percentage | recipient-region/@percentage')}",
    "organisations with a reference or a name": "not((participating-org | .//owner-org | .//provider-org | "
    ".//receiver-org)[not(@ref) and not(narrative)])",
    "texts with a language": "@xml:lang",
    "values with a currency": "@default-currency or not(.//value[not(@currency)])",
    "titles and descriptions with words": "not((.//title | .//description)[not(narrative/text())])",
    "results with numbers and days in order": "not(.//period[number(translate(period-start/@iso-date, '-', '')) > "
    "number(translate(period-end/@iso-date, '-', ''))]) and not(.//actual[not(number(@value) = number(@value))])",
    "a reference on the result or on its indicator": "not(result[reference][indicator/reference])",
}


def broken(tree) -> list[str]:
    """What the activities of a file do not fulfil."""
    return [
        name
        for activity in tree.xpath("/iati-activities/iati-activity")
        for name, rule in RULES.items()
        if not activity.xpath(f"boolean({rule})")
    ]
