"""What a broken rule means, in words, in three languages."""

from collections.abc import Iterable
from difflib import get_close_matches

from sscmon import codelists
from sscmon.rules import known_parties
from sscmon.text import Text

TYPES = {
    "integer": Text("a whole number", "un número entero", "um número inteiro"),
    "number": Text("a number", "un número", "um número"),
    "exact": Text(
        "a number of at most 18 digits and 10 decimals",
        "un número de a lo más 18 dígitos y 10 decimales",
        "um número de no máximo 18 dígitos e 10 decimais",
    ),
    "money": Text("a number", "un número", "um número"),
    "flag": Text("true or false", "true o false", "true ou false"),
    "date": Text("a date (YYYY-MM-DD)", "una fecha (AAAA-MM-DD)", "uma data (AAAA-MM-DD)"),
}
RULES = {
    "not_null": Text("a value is required", "se requiere un valor", "é necessário um valor"),
    "type": Text("{value!r} is not {valid}", "{value!r} no es {valid}", "{value!r} não é {valid}"),
    "codelist": Text(
        "{value!r} is not in the code list {valid}{near}",
        "{value!r} no está en la lista de códigos {valid}{near}",
        "{value!r} não está na lista de códigos {valid}{near}",
    ),
    "isin": Text(
        "{value!r} is not one of {valid}{near}",
        "{value!r} no es uno de {valid}{near}",
        "{value!r} não é um de {valid}{near}",
    ),
    "pattern": Text(
        "{value!r} does not have the form {valid}",
        "{value!r} no tiene la forma {valid}",
        "{value!r} não tem a forma {valid}",
    ),
    "in_range": Text("{value} is outside {valid}", "{value} está fuera de {valid}", "{value} está fora de {valid}"),
    "greater_than": Text("{value} is not above {valid}", "{value} no supera {valid}", "{value} não supera {valid}"),
    "greater_than_or_equal_to": Text(
        "{value} is below {valid}", "{value} es menor que {valid}", "{value} é menor que {valid}"
    ),
    "less_than": Text(
        "{value} is not below {valid}", "{value} no es menor que {valid}", "{value} não é menor que {valid}"
    ),
    "less_than_or_equal_to": Text(
        "{value} is above {valid}", "{value} es mayor que {valid}", "{value} é maior que {valid}"
    ),
    "str_length": Text(
        "{value!r} has the wrong length ({valid})",
        "{value!r} tiene un largo no válido ({valid})",
        "{value!r} tem um comprimento inválido ({valid})",
    ),
    "finite": Text(
        "{value} is not a finite number", "{value} no es un número finito", "{value} não é um número finito"
    ),
    "ordered": Text(
        "the order {valid} does not hold", "no se cumple el orden {valid}", "não se cumpre a ordem {valid}"
    ),
    "known_or_missing": Text(
        "value and status disagree about what is missing",
        "el valor y el estado no concuerdan sobre lo que falta",
        "o valor e a situação discordam sobre o que falta",
    ),
    "party": Text(
        "{value!r} is no country, group or organisation of the lists{near}",
        "{value!r} no es un país, grupo u organización de las listas{near}",
        "{value!r} não é um país, grupo ou organização das listas{near}",
    ),
    "known_when": Text("{valid} is required here", "aquí se requiere {valid}", "aqui é necessário {valid}"),
    "unique": Text(
        "the key ({valid}) occurs more than once",
        "la clave ({valid}) aparece más de una vez",
        "a chave ({valid}) aparece mais de uma vez",
    ),
    "references": Text(
        "{value!r} does not exist in {valid}",
        "{value!r} no existe en {valid}",
        "{value!r} não existe em {valid}",
    ),
    "speaks_for": Text(
        "the submitter does not speak for {value!r}, only for {valid}",
        "quien envía no habla por {value!r}, solo por {valid}",
        "quem envia não fala por {value!r}, só por {valid}",
    ),
    "own_side": Text(
        "only the side {valid} can state this row",
        "solo el lado {valid} puede declarar esta fila",
        "só o lado {valid} pode declarar esta linha",
    ),
    "shape": Text(
        "the row has {value} cells, not as many as the header",
        "la fila tiene {value} celdas, no tantas como el encabezado",
        "a linha tem {value} células, não tantas quantas o cabeçalho",
    ),
}
NEAR = Text("; did you mean {code!r}?", "; ¿quiso decir {code!r}?", "; quis dizer {code!r}?")


def _known(rule: str, valid: str) -> Iterable[str]:
    """What a rule allows, where that is a list."""
    if rule == "codelist":
        return codelists.codes(valid)
    if rule == "party":
        return known_parties()
    return valid.split(", ") if rule == "isin" else ()


def describe(reason: dict, language: str = "en") -> str:
    """One reason of a quarantine as a sentence.

    Args:
        reason: {column, rule, value, valid} as stored in a quarantine table.
        language: en, es or pt.
    """
    value, valid = reason["value"], reason["valid"]
    near = ""
    if known := _known(reason["rule"], valid):
        by_upper_case = {code.upper(): code for code in sorted(known)}
        close = get_close_matches(str(value).upper(), by_upper_case, n=1, cutoff=0.5)
        near = NEAR.in_(language).format(code=by_upper_case[close[0]]) if close else ""
    said = sentence(reason["rule"], value, valid, language, near=near)
    return f"{reason['column']}: {said}" if reason["column"] else said


def sentence(rule: str, value: str | None, valid: str, language: str, *, near: str = "") -> str:
    """What is wrong with a value, without the column's name; `near` is what may have been meant."""
    if rule == "type":
        valid = next(text.in_(language) for text in TYPES.values() if text.en == valid)
    return RULES[rule].in_(language).format(value=value, valid=valid, near=near)
