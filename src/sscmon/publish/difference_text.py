"""The difference between two releases in words and numbers, in three languages, for a terminal or as Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import click

from sscmon.terminal import shown, table, wrapped
from sscmon.text import Text

TITLE = Text("From {old} to {new}", "De {old} a {new}", "De {old} a {new}")
FIRST = Text(
    "This is the first release; there is none to compare it with.",
    "Esta es la primera publicación; no hay otra con que compararla.",
    "Esta é a primeira publicação; não há outra com que compará-la.",
)
ACCEPTED = Text(
    "Changes without a known cause were accepted for this reason",
    "Se aceptaron cambios sin causa conocida por esta razón",
    "Aceitaram-se mudanças sem causa conhecida por esta razão",
)
NOTHING = Text("No row differs.", "Ninguna fila difiere.", "Nenhuma linha difere.")
INPUTS = Text("What came in", "Qué entró", "O que entrou")
CODE = Text("code {old} → {new}", "código {old} → {new}", "código {old} → {new}")
SNAPSHOT = Text(
    "source {source_id}: {old} → {new}", "fuente {source_id}: {old} → {new}", "fonte {source_id}: {old} → {new}"
)
NONE = Text("none", "ninguna", "nenhuma")
REDEFINED = Text(
    "computed in another way: {names}", "se calculan de otro modo: {names}", "calculam-se de outro modo: {names}"
)
REMAPPED = Text(
    "mapped in another way: {names}", "con otra correspondencia: {names}", "com outra correspondência: {names}"
)
BY_CAUSE = Text("Rows by cause", "Filas por causa", "Linhas por causa")
BY_TABLE = Text("By table", "Por tabla", "Por tabela")
HEADLINES = Text("Headline numbers", "Cifras principales", "Números principais")
WITHOUT = Text("Unexplained: {count} rows", "Sin explicación: {count} filas", "Sem explicação: {count} linhas")
CAUSE_HEADS = Text("cause|rows|what it means", "causa|filas|qué significa", "causa|linhas|o que significa")
TABLE_HEADS = Text(
    "table|added|removed|changed|causes",
    "tabla|agregadas|retiradas|cambiadas|causas",
    "tabela|acrescentadas|retiradas|alteradas|causas",
)
HEADLINE_HEADS = Text(
    "number|of|year|before|after|unit|causes",
    "cifra|de|año|antes|después|unidad|causas",
    "número|de|ano|antes|depois|unidade|causas",
)
CAUSES = {
    "new_data": Text("new data", "datos nuevos", "dados novos"),
    "revision": Text("revision", "revisión", "revisão"),
    "withdrawn": Text("withdrawn", "retirado", "retirado"),
    "mapping": Text("mapping", "correspondencia", "correspondência"),
    "method": Text("method", "método", "método"),
    "rate": Text("rate", "tasa", "taxa"),
    "unexplained": Text("UNEXPLAINED", "SIN EXPLICACIÓN", "SEM EXPLICAÇÃO"),
}
MEANINGS = {
    "new_data": Text(
        "a source has figures that it had not",
        "una fuente trae cifras que no traía",
        "uma fonte traz números que não trazia",
    ),
    "revision": Text("a source states another value", "una fuente declara otro valor", "uma fonte declara outro valor"),
    "withdrawn": Text(
        "a source no longer has the figure", "una fuente ya no trae la cifra", "uma fonte já não traz o número"
    ),
    "mapping": Text(
        "codes of a source, or how they are read, are understood in another way",
        "los códigos de una fuente, o su lectura, se entienden de otro modo",
        "os códigos de uma fonte, ou a sua leitura, entendem-se de outro modo",
    ),
    "method": Text("the computation is another", "el cálculo es otro", "o cálculo é outro"),
    "rate": Text(
        "exchange rates, deflators or parities of another edition",
        "tipos de cambio, deflactores o paridades de otra edición",
        "taxas de câmbio, deflatores ou paridades de outra edição",
    ),
    "unexplained": Text(
        "nothing that came in stands behind it", "nada de lo que entró lo causa", "nada do que entrou o causa"
    ),
}


@dataclass(frozen=True)
class Section:
    """A heading, lines of text, and a table."""

    title: str
    lines: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    rows: list[tuple] = field(default_factory=list)


def sections(difference: dict, language: str) -> Iterator[Section]:
    """The parts of the account that have something to tell."""
    if inputs := list(_inputs(difference["inputs"], language)):
        yield Section(INPUTS.in_(language), inputs)
    if not difference["tables"]:
        yield Section(BY_CAUSE.in_(language), [NOTHING.in_(language)])
        return
    rows = [(CAUSES[c].in_(language), n, MEANINGS[c].in_(language)) for c, n in difference["causes"].items()]
    yield Section(BY_CAUSE.in_(language), heads=_heads(CAUSE_HEADS, language), rows=rows)
    if difference["headlines"]:
        rows = [_headline(number, language) for number in difference["headlines"]]
        yield Section(HEADLINES.in_(language), heads=_heads(HEADLINE_HEADS, language), rows=rows)
    rows = [
        (t["table"], t["added"], t["removed"], t["changed"], _causes(t["causes"], language))
        for t in difference["tables"]
    ]
    yield Section(BY_TABLE.in_(language), heads=_heads(TABLE_HEADS, language), rows=rows)
    for part in difference["unexplained"]["tables"]:
        title = f"{part['table']}. {WITHOUT.in_(language).format(count=shown(part['rows']))}"
        names = list(part["sample"][0])
        yield Section(title, heads=names, rows=[tuple(row.values()) for row in part["sample"]])


def terminal_lines(difference: dict, language: str, limit: int | None) -> Iterator[str]:
    """The account for a terminal or a pipe."""
    yield click.style(TITLE.in_(language).format(**difference), bold=True)
    for section in sections(difference, language):
        yield ""
        yield click.style(section.title, bold=True)
        for line in section.lines:
            yield from wrapped(line, limit, first="  ", indent="    ")
        if section.rows:
            yield from table(section.heads, section.rows, limit=limit, indent="  ", whole=section.heads[:1])


def markdown(difference: dict | None, accepted_drift: str | None, language: str) -> str:
    """The account as Markdown; without a difference, that there is nothing to compare with.

    Args:
        accepted_drift: why rows without a cause were accepted.
    """
    if difference is None:
        return FIRST.in_(language)
    lines = [f"# {TITLE.in_(language).format(**difference)}"]
    if accepted_drift:
        lines += ["", f"{ACCEPTED.in_(language)}: {accepted_drift}"]
    for section in sections(difference, language):
        lines += ["", f"## {section.title}", "", *(f"* {line}" for line in section.lines)]
        if section.rows:
            lines += [_row(section.heads), _row(["---"] * len(section.heads))]
            lines += [
                _row([shown(cell, head) for cell, head in zip(row, section.heads, strict=True)]) for row in section.rows
            ]
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _heads(text: Text, language: str) -> list[str]:
    return text.in_(language).split("|")


def _inputs(inputs: dict, language: str) -> Iterator[str]:
    old, new = inputs["code"]
    if old != new:
        yield CODE.in_(language).format(old=old, new=new)
    for snapshot in inputs["snapshots"]:
        yield SNAPSHOT.in_(language).format(**{name: value or NONE.in_(language) for name, value in snapshot.items()})
    for text, name in ((REDEFINED, "redefined"), (REMAPPED, "remapped")):
        if inputs[name]:
            yield text.in_(language).format(names=", ".join(inputs[name]))


def _causes(found: dict[str, Any] | list[str], language: str) -> str:
    return ", ".join(CAUSES[cause].in_(language) for cause in found)


def _headline(number: dict, language: str) -> tuple:
    party = number["partner_id" if number["provider_id"] == "_T" else "provider_id"]
    return (
        number["title"].get(language, number["indicator_id"]),
        number["party"].get(language, party),
        str(number["year"]),
        number["old_value"],
        number["new_value"],
        number["unit"],
        _causes(number["causes"], language),
    )
