"""Why a claim has its verdict, in words, in three languages."""

from collections.abc import Mapping

from sscmon import codelists
from sscmon.claims.verdict import Computed, Verdict
from sscmon.text import LANGUAGES, Text

OPERATORS = {
    "=": Text("claimed {v} {unit}", "se afirma {v} {unit}", "afirma-se {v} {unit}"),
    "~": Text("claimed about {v} {unit}", "se afirma cerca de {v} {unit}", "afirma-se cerca de {v} {unit}"),
    ">=": Text("claimed at least {v} {unit}", "se afirma al menos {v} {unit}", "afirma-se ao menos {v} {unit}"),
    ">": Text("claimed more than {v} {unit}", "se afirma más de {v} {unit}", "afirma-se mais de {v} {unit}"),
    "<=": Text("claimed at most {v} {unit}", "se afirma a lo sumo {v} {unit}", "afirma-se no máximo {v} {unit}"),
    "<": Text("claimed less than {v} {unit}", "se afirma menos de {v} {unit}", "afirma-se menos de {v} {unit}"),
}
COMPUTED = {
    "value": Text("computed {value}", "se calcula {value}", "calcula-se {value}"),
    "range": Text(
        "computed {value}, from {low} to {high}",
        "se calcula {value}, de {low} a {high}",
        "calcula-se {value}, de {low} a {high}",
    ),
    "bounds": Text("computed from {low} to {high}", "se calcula de {low} a {high}", "calcula-se de {low} a {high}"),
    "low": Text("computed at least {low}", "se calcula al menos {low}", "calcula-se ao menos {low}"),
    "high": Text("computed at most {high}", "se calcula a lo sumo {high}", "calcula-se no máximo {high}"),
}
INEQUALITIES = {
    Verdict.REPRODUCED: Text(
        "even the lowest reading bears it out",
        "hasta la lectura más baja la confirma",
        "até a leitura mais baixa a confirma",
    ),
    Verdict.WITHIN_RANGE: Text(
        "some readings bear it out and others do not",
        "unas lecturas la confirman y otras no",
        "umas leituras a confirmam e outras não",
    ),
    Verdict.CONTRADICTED: Text("no reading bears it out", "ninguna lectura la confirma", "nenhuma leitura a confirma"),
}
VERDICTS = {
    Verdict.REPRODUCED: Text(
        "the two agree to the rounding of the printed figures",
        "ambos concuerdan dentro del redondeo de las cifras impresas",
        "ambos concordam dentro do arredondamento dos números impressos",
    ),
    Verdict.WITHIN_RANGE: Text(
        "the claim lies within the range of the readings",
        "la afirmación cae dentro del rango de las lecturas",
        "a afirmação cai dentro da faixa das leituras",
    ),
    Verdict.CONTRADICTED: Text(
        "they differ by more than their rounding",
        "difieren más que su redondeo",
        "diferem mais que seu arredondamento",
    ),
}
NOT_COMPUTED = Text("It cannot be computed: {why}.", "No se puede calcular: {why}.", "Não se pode calcular: {why}.")
NO_TEST = Text(
    "nobody has written a test for it yet",
    "nadie ha escrito aún una prueba para ella",
    "ninguém escreveu ainda um teste para ela",
)
MISSING = Text(
    "a figure it needs is not on record",
    "una cifra que necesita no consta",
    "um número de que precisa não consta",
)
UNITS = Text(
    "its parts are in different units or price bases",
    "sus partes están en distintas unidades o bases de precios",
    "suas partes estão em unidades ou bases de preços diferentes",
)
RULE = Text("{rule}: {left} against {right}.", "{rule}: {left} frente a {right}.", "{rule}: {left} diante de {right}.")
METHOD = Text(
    "By {method} over {denominator}. ", "Por {method} sobre {denominator}. ", "Por {method} sobre {denominator}. "
)
INCOME = Text("Over {denominator}. ", "Sobre {denominator}. ", "Sobre {denominator}. ")


def reason(
    op: str, claimed: float, unit: str, computed: Computed, verdict: Verdict, assumption: Text, case: Text
) -> Text:
    """The reason of a verdict that was computed.

    Args:
        unit: code of the claim's unit.
        assumption: what the test takes for granted; may be empty.
        case: method and denominator of the reading, or empty.
    """
    shape = _shape(computed)
    numbers = {name: show(getattr(computed, name)) for name in ("value", "low", "high")}

    def sentence(language: str) -> str:
        label = label_of("claim_unit", unit, language)
        said = OPERATORS[op].in_(language).format(v=show(claimed), unit=label)
        found = COMPUTED[shape].in_(language).format(**numbers)
        judged = (VERDICTS if op in ("=", "~") else INEQUALITIES)[verdict].in_(language)
        return f"{case.in_(language)}{capital(said)}; {found}: {judged}.{_and(assumption.in_(language))}"

    return Text(*map(sentence, LANGUAGES))


def not_computed(why: Text) -> Text:
    """The reason why a claim could not be computed."""
    return Text(*(NOT_COMPUTED.in_(language).format(why=why.in_(language)) for language in LANGUAGES))


def contradicted(rule: str, left: str, right: str) -> Text:
    """The reason where a rule found a contradiction between two figures as printed."""

    def sentence(language: str) -> str:
        label = capital(label_of("contradiction_rule", rule, language))
        return RULE.in_(language).format(rule=label, left=left, right=right)

    return Text(*map(sentence, LANGUAGES))


def reading(method: str, denominator: str) -> Text:
    """Method and denominator of one reading; empty where there is no choice."""
    if denominator == "_Z":
        return Text("", "", "")
    template = INCOME if method == "_Z" else METHOD
    return Text(
        *(
            template.in_(language).format(
                method=label_of("valuation_method", method, language),
                denominator=label_of("denominator", denominator, language),
            )
            for language in LANGUAGES
        )
    )


def show(number: float | None) -> str:
    """A number to four significant digits, or in full from a thousand; from ten thousand in groups of three."""
    if number is None:
        return ""
    if abs(number) >= 1000:
        return f"{number:,.0f}".replace(",", " " if abs(number) >= 10_000 else "")
    return f"{number:.4g}"


def label_of(name: str, code: str, language: str) -> str:
    """The label of a code."""
    return _labels(name)[code][f"label_{language}"]


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def _labels(name: str) -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in codelists.rows(name)}


def _shape(computed: Computed) -> str:
    known = tuple(x is not None for x in (computed.value, computed.low, computed.high))
    if known[0]:
        return "range" if known[1] and known[2] else "value"
    return "bounds" if known[1] and known[2] else "low" if known[1] else "high"


def _and(assumption: str) -> str:
    return f" {capital(assumption)}." if assumption else ""
