"""What of the released tables goes into IATI, worked out in SQL, and what is left out with the reason."""

from pathlib import Path

import duckdb

from sscmon.engine import add_table
from sscmon.paths import Paths
from sscmon.publish.iati.reporter import OWN_SOURCE, Reporter
from sscmon.rules import quoted
from sscmon.sqlfile import SqlFile
from sscmon.text import Text

FOLDER = Path(__file__).parent
STEPS = (
    "activity",
    "flow",
    "quantity",
    "participant",
    "place",
    "organisation",
    "level",
    "transaction",
    "recipient",
    "sector",
)
READ_BESIDE = ("core.activity_tag", "core.activity_location", "core.activity_condition", "reference.document")
REASONS = {
    "NO_ACTIVITY": Text(
        "the figure belongs to no activity, and IATI holds activities",
        "la cifra no pertenece a ninguna actividad, e IATI contiene actividades",
        "o número não pertence a nenhuma atividade, e a IATI contém atividades",
    ),
    "ACTIVITY_LEFT_OUT": Text("its activity is left out", "su actividad queda fuera", "sua atividade fica de fora"),
    "NOT_OWN": Text(
        "the reporter did not submit it as its own, or it is not of the provider asked for",
        "el informante no lo envió como propio, o no es del oferente pedido",
        "o informante não o enviou como próprio, ou não é do prestador pedido",
    ),
    "NO_STATUS": Text(
        "its status is not known or not one of IATI's",
        "su estado no se conoce o no es de IATI",
        "sua situação não se conhece ou não é da IATI",
    ),
    "NO_START": Text("no start is known", "no se conoce su inicio", "não se conhece seu início"),
    "NO_PARTY": Text("nobody who takes part is known", "no se conoce quién participa", "não se conhece quem participa"),
    "NO_COOPERATION": Text(
        "it is context or excluded from cooperation",
        "es contexto o está excluida de la cooperación",
        "é contexto ou está excluído da cooperação",
    ),
    "NO_TRANSACTION": Text(
        "its stage is no transaction of IATI",
        "su etapa no es una transacción de IATI",
        "sua etapa não é uma transação da IATI",
    ),
    "NO_SINGLE_YEAR": Text(
        "it is not of a single known year", "no es de un solo año conocido", "não é de um só ano conhecido"
    ),
    "NOT_EXACT": Text(
        "it is a limit or about a value, and IATI holds exact values",
        "es un límite o un valor aproximado, e IATI contiene valores exactos",
        "é um limite ou um valor aproximado, e a IATI contém valores exatos",
    ),
    "CONSTANT_PRICES": Text("it is at constant prices", "está a precios constantes", "está a preços constantes"),
    "NO_CURRENCY": Text("its currency has no code", "su moneda no tiene código", "sua moeda não tem código"),
    "TOTAL": Text("it is a total of other figures", "es un total de otras cifras", "é um total de outros números"),
    "ALTERNATIVE": Text(
        "another figure for the same is exported",
        "se exporta otra cifra de lo mismo",
        "exporta-se outro número do mesmo",
    ),
}
LEFT_OUT = """
select 'activity' as object, activity_id as object_id, activity_id, file_party_id as provider_id, reason
from export.activity where reason is not null
union all
select 'money', flow_id, activity_id, provider_id, reason from export.flow where reason is not null
union all
select 'quantity', quantity_id, activity_id, provider_id, reason from export.quantity where reason is not null
"""


def choose(
    connection: duckdb.DuckDBPyConnection, paths: Paths, database: Path, reporter: Reporter, provider_id: str | None
) -> None:
    """Create the tables `export.*` from a released database.

    Args:
        connection: an empty database of its own.
        provider_id: only activities of this provider.
    """
    connection.execute(f"attach {quoted(str(database))} as released (read_only)")
    connection.execute("create schema export")
    files = [SqlFile(FOLDER / f"{step}.sql") for step in STEPS]
    for table in sorted({*READ_BESIDE, *(table for file in files for table in file.tables)}):
        schema = table.split(".")[0]
        if schema == "house":
            add_table(connection, paths, table)
        elif schema != "export":
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(f"create view {table} as from released.{table}")
    for step, file in zip(STEPS, files, strict=True):
        connection.execute(f"create table export.{step} as {file.query}")
        if step == "activity":
            _keep_own(connection, reporter, provider_id)
    connection.execute(
        """create table export.numbered as
        select activity_id, row_number() over (order by file_party_id, activity_id) as number
        from export.activity where reason is null"""
    )


def _keep_own(connection: duckdb.DuckDBPyConnection, reporter: Reporter, provider_id: str | None) -> None:
    conditions = [] if reporter.is_secondary else [f"source_id <> {quoted(OWN_SOURCE)}"]
    if provider_id:
        conditions.append(f"file_party_id <> {quoted(provider_id)}")
    if conditions:
        connection.execute(f"update export.activity set reason = 'NOT_OWN' where {' or '.join(conditions)}")


def write_left_out(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """What is left out as CSV: object, its identifier, activity, provider, reason and the reason in three languages."""
    rows = ", ".join(f"({quoted(code)}, {', '.join(map(quoted, text))})" for code, text in REASONS.items())
    connection.execute(
        f"""copy (
            select left_out.*, said.reason_en, said.reason_es, said.reason_pt
            from ({LEFT_OUT}) as left_out
            left join (values {rows}) as said(reason, reason_en, reason_es, reason_pt) using (reason)
            order by object, object_id
        ) to {quoted(str(target))} (format csv, header true)"""
    )
