"""An explanation in words, in three languages, for a terminal or a pipe."""

from collections.abc import Iterator

import click
import duckdb

from sscmon.explain import DIMENSIONS
from sscmon.terminal import pairs, printable, shown, table, wrapped
from sscmon.text import Text

LISTED = 10
STEP = "  "
ASIDE = ("note", "quote_locator")
OPTIONS = {
    "partner_id": "partner",
    "inclusion_set": "set",
    "valuation_method": "method",
    "price_basis": "prices",
}
ROWS = Text(
    "Computed from {count} rows of {table}",
    "Calculado con {count} filas de {table}",
    "Calculado com {count} linhas de {table}",
)
ONE_ROW = Text(
    "Computed from one row of {table}", "Calculado con una fila de {table}", "Calculado com uma linha de {table}"
)
NUMBERS = Text(
    "Computed from {count} numbers of {table}",
    "Calculado con {count} números de {table}",
    "Calculado com {count} números de {table}",
)
ONE_NUMBER = Text(
    "Computed from one number of {table}", "Calculado con un número de {table}", "Calculado com um número de {table}"
)
LEFT_OUT = Text(
    "Left out of the sum: {count}",
    "Quedan fuera de la suma: {count}",
    "Ficam fora da soma: {count}",
)
MORE = Text("… {count} more: --json", "… {count} más: --json", "… mais {count}: --json")
FORMULA = Text("formula", "fórmula", "fórmula")
CAVEAT = Text("caveat", "advertencia", "ressalva")
MISSING = Text("why empty", "por qué está vacío", "por que está vazio")
EMPTY = Text("no value", "sin valor", "sem valor")
LOW = Text("low", "bajo", "baixo")
HIGH = Text("high", "alto", "alto")
STATUS = Text("status", "estado", "situação")
COVERAGE = Text("coverage", "cobertura", "cobertura")
IN_YEAR = Text("in {year}", "en {year}", "em {year}")
PREFERRED = Text("preferred", "preferida", "preferida")
NOTE = Text("note", "nota", "nota")
QUOTE = Text("quote", "cita", "citação")
DOCUMENT = Text("document", "documento", "documento")
ABOVE = Text("see above", "véase arriba", "ver acima")
OPEN = Text("open", "abierto", "aberto")
FILES = Text("Files read", "Archivos leídos", "Arquivos lidos")
RETRIEVED = Text("retrieved", "obtenido", "obtido")
ELSEWHERE = Text(
    "not here; compare what you fetch with the hash",
    "no está aquí; compare lo que obtenga con la huella",
    "não está aqui; compare o que obtiver com o hash",
)
ALTERED = Text(
    "WARNING: the file on disk is not the one of the manifest",
    "ATENCIÓN: el archivo en disco no es el del manifiesto",
    "ATENÇÃO: o arquivo em disco não é o do manifesto",
)


class Words:
    """Labels of codes and names of parties in one language, from the warehouse; and which documents were cited."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, language: str):
        self.language = language
        self.cited: set[str] = set()
        label = f"label_{language}"
        self._codes = {
            (name, code): text
            for name, code, text in connection.execute(f"select codelist, code, {label} from reference.code").fetchall()
        }
        self._parties = dict(connection.execute(f"select party_id, name_{language} from reference.party").fetchall())

    def label(self, codelist: str, code: str) -> str:
        return self._codes.get((codelist, code), code)

    def party(self, code: str) -> str:
        name = self._parties.get(code)
        return f"{name} ({code})" if name and code != name else code


def choices(observations: list[dict], limit: int | None) -> Iterator[str]:
    """Numbers that may be meant, by what tells them apart."""
    names = list(dict.fromkeys([*_apart(observations), "value", "unit", "observation_id"]))
    return table(names, [[row[name] for name in names] for row in observations], limit=limit, whole=names)


def advice(observations: list[dict]) -> str:
    """How to choose one of them."""
    options = ", ".join(f"--{OPTIONS.get(name, name)}" for name in _apart(observations))
    return f"\n{len(observations)} numbers match; choose one by {options} or by its observation_id."


def _apart(observations: list[dict]) -> list[str]:
    return [name for name in DIMENSIONS if len({row[name] for row in observations}) > 1]


def lines(explanation: dict, words: Words, limit: int | None) -> Iterator[str]:
    """The whole explanation."""
    yield from _number(explanation, words, limit, "")
    if explanation["files"]:
        yield ""
        yield click.style(FILES.in_(words.language), bold=True)
        for file in explanation["files"]:
            yield from _file(file, words.language, limit)


def _number(part: dict, words: Words, limit: int | None, indent: str) -> Iterator[str]:
    observation, entry, language = part["observation"], part["catalogue"], words.language
    yield indent + click.style(observation["observation_id"], bold=True) + STEP + entry[f"title_{language}"]
    inner = indent + STEP
    yield from wrapped(_place(observation, words), limit, indent=inner)
    yield from wrapped(_value(observation, words), limit, indent=inner)
    told = [(FORMULA, entry["formula"]), (CAVEAT, entry[f"caveat_{language}"])]
    if observation["value"] is None:
        told.append((MISSING, entry[f"missing_{language}"]))
    for label, text in told:
        if text:
            yield from wrapped(f"{label.in_(language)}: {text}", limit, first=inner, indent=inner + STEP)
    yield from _inputs(part["inputs"], words, limit, inner, observation["year"])


def _place(observation: dict, words: Words) -> str:
    """Of whom, when, and the dimensions that are neither a total nor empty."""
    parts = []
    if observation["provider_id"] != "_T":
        parts.append(words.party(observation["provider_id"]))
    if observation["partner_id"] != "_T":
        parts.append(f"→ {words.party(observation['partner_id'])}")
    parts.append(str(observation["year"]))
    for name in ("modality", "kind", "inclusion_set", "denominator", "valuation_method"):
        if observation[name] not in ("_T", "_Z"):
            parts.append(f"{observation[name]}: {words.label(name, observation[name])}")
    parts += [observation[name] for name in ("price_basis", "item") if observation[name] not in ("_T", "_Z")]
    return " · ".join(parts)


def _value(observation: dict, words: Words) -> str:
    language, value = words.language, observation["value"]
    figure = EMPTY.in_(language) if value is None else f"= {shown(value)}"
    parts = [f"{figure} {words.label('quantity_unit', observation['unit'])}"]
    for label, name in ((LOW, "value_low"), (HIGH, "value_high")):
        if value is not None and observation[name] != value:
            parts.append(f"{label.in_(language)} {shown(observation[name]) or OPEN.in_(language)}")
    status = observation["obs_status"]
    parts.append(f"{STATUS.in_(language)} {status}: {words.label('obs_status', status)}")
    if observation["coverage_share"] is not None:
        parts.append(f"{COVERAGE.in_(language)} {observation['coverage_share']:.0%}")
    return " · ".join(parts)


def _inputs(inputs: list[dict], words: Words, limit: int | None, indent: str, year: int) -> Iterator[str]:
    for part in inputs:
        if not indent.startswith(STEP * 3):
            yield ""
        if "indicator" in part:
            yield from _observations(part, words, limit, indent)
        else:
            yield from _table(part, words, limit, indent, year)


def _head(one: Text, many: Text, count: int, table: str, language: str) -> str:
    return (one if count == 1 else many).in_(language).format(count=shown(count), table=table)


def _observations(part: dict, words: Words, limit: int | None, indent: str) -> Iterator[str]:
    found, language = part["observations"], words.language
    yield indent + click.style(_head(ONE_NUMBER, NUMBERS, len(found), part["indicator"], language), fg="cyan")
    for number in found[:LISTED]:
        if "inputs" in number:
            yield from _number(number, words, limit, indent + STEP)
        else:
            observation = number["observation"]
            line = f"{words.party(observation['provider_id'])} {_value(observation, words)}"
            yield from wrapped(line, limit, first=indent + STEP, indent=indent + STEP * 2)
    if len(found) > LISTED:
        yield indent + STEP + MORE.in_(language).format(count=len(found) - LISTED)


def _table(part: dict, words: Words, limit: int | None, indent: str, year: int) -> Iterator[str]:
    language = words.language
    yield indent + click.style(_head(ONE_ROW, ROWS, len(part["rows"]), part["table"], language), fg="cyan")
    for row in part["rows"]:
        yield from _row(row, words, limit, indent + STEP, year)
    if part["left_out"]:
        yield indent + click.style(LEFT_OUT.in_(language).format(count=len(part["left_out"])), fg="cyan")
        for row in part["left_out"][:LISTED]:
            yield from _left_out(row, words, limit, indent + STEP)
        if len(part["left_out"]) > LISTED:
            yield indent + STEP + MORE.in_(language).format(count=len(part["left_out"]) - LISTED)


def _row(row: dict, words: Words, limit: int | None, indent: str, year: int) -> Iterator[str]:
    language = words.language
    told = pairs((name, value) for name, value in row["values"].items() if name not in ASIDE)
    yield from wrapped(told, limit, first=indent + "• ", indent=indent + STEP)
    inner = indent + STEP
    if row.get("by_year"):
        text = f"{IN_YEAR.in_(language).format(year=year)}: {pairs(row['by_year'].items())}"
        yield from wrapped(text, limit, first=inner, indent=inner + STEP)
    for label, name in ((QUOTE, "quote_locator"), (NOTE, "note")):
        if row["values"].get(name):
            text = f"{label.in_(language)}: {printable(row['values'][name])}"
            yield from wrapped(text, limit, first=inner, indent=inner + STEP)
    yield from _source(row, words, limit, inner)
    yield from _inputs(row["inputs"], words, limit, inner, year)


def _citation(document: dict, words: Words) -> str:
    """Title, publisher, date and address; only the identifier where they were told before."""
    identifier = document["document_id"]
    if identifier in words.cited:
        return f"{identifier}: {ABOVE.in_(words.language)}"
    words.cited.add(identifier)
    parts = [document[name] for name in ("document_title", "publisher", "published_text", "url")]
    return f"{identifier}: {'. '.join(printable(part) for part in parts if part)}"


def _source(row: dict, words: Words, limit: int | None, indent: str) -> Iterator[str]:
    if row["document"]:
        text = f"{DOCUMENT.in_(words.language)} {_citation(row['document'], words)}"
        yield from wrapped(text, limit, first=indent, indent=indent + STEP)
    if row["origin"]:
        yield f"{indent}{row['origin']['snapshot_id']}/{row['origin']['address']}"
        for line in (row["origin"]["text"] or "").splitlines():
            yield f"{indent}| {printable(line)}"


def _left_out(row: dict, words: Words, limit: int | None, indent: str) -> Iterator[str]:
    values = row["values"]
    wanted = ("flow_id", "quantity_id", "partner_id", "period_start_year", "period_end_year", "modality", "kind")
    figures = ("flow_stage", "value_op", "amount_original", "currency_code", "quantity_value", "quantity_unit")
    shown_values = [shown(values[name], name) for name in (*wanted, *figures) if values.get(name) is not None]
    reason = words.label("selection_reason", row["reason"])
    preferred = f" ({PREFERRED.in_(words.language)}: {row['preferred_id']})" if row["preferred_id"] else ""
    text = f"{' '.join(shown_values)}: {reason}{preferred}"
    yield from wrapped(text, limit, first=indent + "• ", indent=indent + STEP)
    yield from _source(row, words, limit, indent + STEP)


def _file(file: dict, language: str, limit: int | None) -> Iterator[str]:
    yield f"{STEP}{file['snapshot_id']}/{file['file_name']}"
    inner = STEP * 2
    yield from wrapped(
        f"{RETRIEVED.in_(language)} {file['retrieved_at'][:10]} · {file['licence']} · {file['citation']}",
        limit,
        indent=inner,
    )
    yield f"{inner}sha256 {file['sha256']}"
    if file["is_unaltered"] is None:
        text = " ".join(part for part in (ELSEWHERE.in_(language), file["url"]) if part)
        yield from wrapped(text, limit, first=inner, indent=inner)
    elif not file["is_unaltered"]:
        yield inner + click.style(ALTERED.in_(language), fg="red")
