"""Contracts as descriptions: Frictionless table schemas, and the pages of docs/reference in three languages."""

from sscmon import codelists
from sscmon.columns.base import TYPES, Column
from sscmon.contracts import Contract, all_contracts
from sscmon.indicators import files as indicator_files
from sscmon.paths import Paths
from sscmon.rules import quoted
from sscmon.text import Text

LARGEST_CATEGORIES = 100
HEADINGS = {
    "tables": Text("Tables", "Tablas", "Tabelas"),
    "indicators": Text("Indicators", "Indicadores", "Indicadores"),
    "one_row": Text("One row", "Una fila", "Uma linha"),
    "key": Text("Key", "Clave", "Chave"),
    "column": Text("column", "columna", "coluna"),
    "type": Text("type", "tipo", "tipo"),
    "unit": Text("unit", "unidad", "unidade"),
    "rule": Text("rules", "reglas", "regras"),
    "meaning": Text("meaning", "significado", "significado"),
    "required": Text("required", "obligatoria", "obrigatória"),
    "code_list": Text("code list", "lista", "lista"),
    "exists_in": Text("exists in", "existe en", "existe em"),
    "definition": Text("Definition", "Definición", "Definição"),
    "formula": Text("Formula", "Fórmula", "Fórmula"),
    "missing": Text("Missing data", "Datos faltantes", "Dados ausentes"),
    "caveat": Text("Caveat", "Advertencia", "Ressalva"),
    "method": Text("Source of the method", "Fuente del método", "Fonte do método"),
    "note": Text(
        "Written by `sscmon docs` from the contracts; do not edit.",
        "Escrito por `sscmon docs` a partir de los contratos; no editar.",
        "Escrito por `sscmon docs` a partir dos contratos; não editar.",
    ),
}


def frictionless_schema(contract: Contract, language: str = "en") -> dict:
    """The Frictionless Table Schema (version 2) of a contract; units are kept in the extra property `unit`.

    Args:
        contract: any contract.
        language: language of titles and category labels.
    """
    schema = {
        "fields": [_field(name, column, language) for name, column in contract.columns.items()],
        "primaryKey": list(contract.metadata["key"]),
    }
    foreign = [_foreign_key(column, target) for column, target in contract.metadata["foreign_keys"].items()]
    return {**schema, "foreignKeys": foreign} if foreign else schema


def resource_name(table: str) -> str:
    """The name of a table in a data package: `core.flow_year` is `core-flow-year`."""
    return table.replace(".", "-").replace("_", "-")


def _foreign_key(column: str, target: str) -> dict:
    table, _, referenced = target.rpartition(".")
    return {"fields": [column], "reference": {"resource": resource_name(table), "fields": [referenced]}}


def _field(name: str, column: Column, language: str) -> dict:
    kind, codes = column.metadata["type"], column.metadata["codelist"]
    field = {
        "name": name,
        "type": TYPES[kind].frictionless,
        "title": column.metadata["text"].in_(language),
        "description": column.description,
    }
    if column.metadata["unit"]:
        field["unit"] = column.metadata["unit"]
    if constraints := _constraints(column):
        field["constraints"] = constraints
    if codes and len(codelists.codes(codes)) <= LARGEST_CATEGORIES:
        field["categories"] = [
            {"value": row["code"], "label": row[f"label_{language}"]} for row in codelists.rows(codes)
        ]
    return field


def _constraints(column: Column) -> dict:
    found: dict = {} if column.nullable else {"required": True}
    for check in column.checks:
        statistics = check.statistics
        if check.name == "pattern":
            found["pattern"] = statistics["pattern"]
        elif check.name == "isin":
            found["enum"] = list(statistics["allowed_values"])
        elif check.name == "in_range":
            found |= {"minimum": statistics["min_value"], "maximum": statistics["max_value"]}
        elif check.name == "greater_than_or_equal_to":
            found["minimum"] = statistics["min_value"]
        elif check.name == "codelist":
            found["enum"] = sorted(codelists.codes(statistics["codelist"]))
    return found


def tables_page(language: str) -> str:
    """All tables of the warehouse that are not staged or in quarantine, as Markdown."""
    blocks = [titled(HEADINGS["tables"], language)]
    blocks += [table_block(contract, language) for _, contract in sorted(all_contracts().items())]
    return "\n".join(blocks)


def indicators_page(paths: Paths, language: str) -> str:
    """The catalogue of indicators, as Markdown."""
    blocks = [titled(HEADINGS["indicators"], language)]
    for file in indicator_files(paths):
        header = file.header
        name = f"`{file.path.stem}`" + (f" (`{header['alias']}`)" if "alias" in header else "")
        lines = [
            f"## {header['title'][language]}\n",
            f"{name} · {header['unit']} · {header['grain']}\n",
            f"* **{_heading('definition', language)}**: {header['definition'][language].strip()}",
            f"* **{_heading('formula', language)}**: {header['formula']}",
            f"* **{_heading('missing', language)}**: {header['missing'][language].strip()}",
        ]
        if "caveat" in header:
            lines.append(f"* **{_heading('caveat', language)}**: {header['caveat'][language].strip()}")
        lines.append(f"* **{_heading('method', language)}**: {header['method_source']}\n")
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def _heading(name: str, language: str) -> str:
    return HEADINGS[name].in_(language)


def titled(text: Text, language: str) -> str:
    """The first lines of a generated page."""
    return f"# {text.in_(language)}\n\n{_heading('note', language)}\n"


def table_block(contract: Contract, language: str) -> str:
    """One table as Markdown: what a row is, its key, every column with type, unit, rules and meaning."""
    level = "###" if contract.name.startswith("staged.") else "##"
    head = [
        f"{level} `{contract.name}`\n",
        f"{contract.metadata['label'].in_(language)}. {_heading('one_row', language)}: {contract.metadata['grain']}. "
        f"{_heading('key', language)}: {', '.join(f'`{name}`' for name in contract.metadata['key'])}.\n",
        "| " + " | ".join(_heading(name, language) for name in ("column", "type", "unit", "rule", "meaning")) + " |",
        "| --- | --- | --- | --- | --- |",
    ]
    rows = [_column_row(contract, name, column, language) for name, column in contract.columns.items()]
    return "\n".join([*head, *rows, ""])


def _column_row(contract: Contract, name: str, column: Column, language: str) -> str:
    found = [] if column.nullable else [_heading("required", language)]
    for check in column.checks:
        statistics = check.statistics
        if check.name == "codelist":
            found.append(f"{_heading('code_list', language)} {statistics['codelist']}")
        elif check.name == "isin":
            found.append(", ".join(quoted(value) for value in statistics["allowed_values"]))
        elif check.name == "pattern":
            found.append(f"`{statistics['pattern']}`")
        elif check.name == "in_range":
            found.append(f"{statistics['min_value']} .. {statistics['max_value']}")
    if target := contract.metadata["foreign_keys"].get(name):
        found.append(f"{_heading('exists_in', language)} `{target}`")
    cells = [
        f"`{name}`",
        TYPES[column.metadata["type"]].duckdb,
        column.metadata["unit"],
        "; ".join(found),
        column.metadata["text"].in_(language),
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
