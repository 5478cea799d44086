"""Contracts of what the warehouse says about itself, and of quarantine."""

from sscmon.columns import indicator as i
from sscmon.columns import provenance as p
from sscmon.columns import who as o
from sscmon.columns.base import text
from sscmon.contracts import maybe, table
from sscmon.text import Text

check_name = text("check_name", "Check", "Verificación", "Verificação")
check_result = text(
    "check_result",
    "Result: passed, warning or failed",
    "Resultado: passed, warning o failed",
    "Resultado: passed, warning ou failed",
)
column_unit = text("column_unit", "Unit of the column", "Unidad de la columna", "Unidade da coluna")

CONTRACTS = [
    table(
        "meta.source",
        Text("Sources", "Fuentes", "Fontes"),
        grain="one source",
        key=["source_id"],
        columns=[
            p.source_id,
            i.title_en,
            i.title_es,
            i.title_pt,
            p.publisher,
            p.licence,
            i.citation,
            maybe(p.url),
        ],
    ),
    table(
        "meta.vintage",
        Text("Snapshots read", "Copias leídas", "Cópias lidas"),
        grain="one file of one snapshot",
        key=["snapshot_id", "file_name"],
        columns=[
            p.source_id,
            p.snapshot_id,
            i.file_name,
            i.retrieved_text,
            i.sha256,
            i.byte_count,
            maybe(p.url),
        ],
    ),
    table(
        "meta.table",
        Text("Tables", "Tablas", "Tabelas"),
        grain="one table",
        key=["schema_name", "table_name"],
        columns=[i.schema_name, i.table_name, i.title_en, i.title_es, i.title_pt, i.grain, i.row_count],
    ),
    table(
        "meta.column",
        Text("Columns", "Columnas", "Colunas"),
        grain="one column of one table",
        key=["schema_name", "table_name", "column_name"],
        columns=[
            i.schema_name,
            i.table_name,
            i.column_name,
            i.column_type,
            maybe(column_unit),
            o.name_en,
            o.name_es,
            o.name_pt,
        ],
    ),
    table(
        "meta.check",
        Text("Checks of the build", "Verificaciones de la construcción", "Verificações da construção"),
        grain="one check of one table",
        key=["table_name", "check_name"],
        columns=[i.table_name, check_name, check_result, i.reasons],
    ),
]

QUARANTINE = [p.source_id, p.source_row_key, p.snapshot_id, i.reason_count, i.reasons, i.row_text]


def quarantine(name: str):
    """The contract of the quarantine of one staged table, `quarantine.<name>`."""
    return table(
        f"quarantine.{name}",
        Text(f"Rows of {name} that were refused", f"Filas de {name} rechazadas", f"Linhas de {name} recusadas"),
        grain="one refused source row",
        key=["source_row_key"],
        columns=QUARANTINE,
    )
