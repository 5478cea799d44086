"""The status in words, in three languages, for a terminal or a pipe."""

from collections.abc import Iterator

import click

from sscmon.status import MAPPED, offending
from sscmon.terminal import shown, table, wrapped
from sscmon.text import Text

LISTED = 20
NEVER = Text(
    "Nothing is built yet. Build it: sscmon build",
    "Todavía no se construyó nada. Constrúyalo: sscmon build",
    "Nada foi construído ainda. Construa: sscmon build",
)
WAREHOUSE = Text(
    "Warehouse built {built_at}: {tables} tables, {rows} rows.",
    "Almacén construido {built_at}: {tables} tablas, {rows} filas.",
    "Armazém construído {built_at}: {tables} tabelas, {rows} linhas.",
)
OUTDATED = Text(
    "{count} steps are not built from what lies there now (first: {first}): sscmon build",
    "{count} pasos no están construidos con lo que hay ahora (primero: {first}): sscmon build",
    "{count} passos não estão construídos com o que há agora (primeiro: {first}): sscmon build",
)
TABLE_OUTDATED = Text(
    "It is not built from what lies there now: sscmon build",
    "No está construida con lo que hay ahora: sscmon build",
    "Não está construída com o que há agora: sscmon build",
)
SOURCES = Text("Sources", "Fuentes", "Fontes")
FAILED = Text("Failed", "Falló", "Falhou")
WARNINGS = Text("Warnings", "Advertencias", "Avisos")
QUARANTINE = Text("Quarantine: {count} rows", "Cuarentena: {count} filas", "Quarentena: {count} linhas")
UNMAPPED = Text("Codes without a mapping", "Códigos sin correspondencia", "Códigos sem correspondência")
CHECKS = Text("Checks", "Verificaciones", "Verificações")
NUMBERS = Text("Numbers", "Números", "Números")
NONE = Text("none", "ninguna", "nenhuma")
ALL_WELL = Text(
    "Nothing failed, nothing is in quarantine.",
    "Nada falló y nada está en cuarentena.",
    "Nada falhou e nada está em quarentena.",
)
MORE = Text(
    "… {count} more: sscmon status TABLE",
    "… {count} más: sscmon status TABLA",
    "… mais {count}: sscmon status TABELA",
)
WHERE = Text("where", "dónde", "onde")
TODO = Text("what to do", "qué hacer", "o que fazer")
SOURCE_HEADS = Text(
    "source|state|snapshot|days|built|rows|refused",
    "fuente|estado|copia|días|construida|filas|rechazadas",
    "fonte|situação|cópia|dias|construída|linhas|recusadas",
)
STATES = {
    "fresh": Text("fresh", "al día", "em dia"),
    "late": Text("late", "atrasada", "atrasada"),
    "to build": Text("to build", "por construir", "a construir"),
    "not fetched": Text("not fetched", "sin obtener", "não obtida"),
    "broken": Text("broken", "rota", "quebrada"),
}
CODE_HEADS = Text(
    "table|column|code|unknown in|rows",
    "tabla|columna|código|desconocido en|filas",
    "tabela|coluna|código|desconhecido em|linhas",
)
CHECK_HEADS = Text(
    "check|result|finding",
    "verificación|resultado|hallazgo",
    "verificação|resultado|achado",
)
RESULTS = {
    "passed": Text("passed", "pasó", "passou"),
    "warning": Text("warning", "advertencia", "aviso"),
    "failed": Text("failed", "falló", "falhou"),
}


def project_lines(status: dict, language: str, limit: int | None) -> Iterator[str]:
    """The state of the whole project."""
    if status["is_built"]:
        numbers = {name: shown(value) for name, value in status["warehouse"].items()}
        yield WAREHOUSE.in_(language).format(**{**numbers, "built_at": _minute(status["warehouse"]["built_at"])})
    else:
        yield NEVER.in_(language)
    outdated = status["out_of_date"]
    if status["is_built"] and outdated:
        yield from wrapped(OUTDATED.in_(language).format(count=len(outdated), first=outdated[0]), limit)
    yield from _head(SOURCES.in_(language))
    sources = [_source_row(source, language) for source in status["sources"]]
    yield from table(SOURCE_HEADS.in_(language).split("|"), sources, limit=limit, indent="  ")
    blocking = [check for check in status["checks"] if check["is_blocking"]]
    broken = [{"step": s["source_id"], **s["problem"]} for s in status["sources"] if s["problem"]]
    told = {error["what"] for error in broken}
    errors = broken + [error for error in status["errors"] if error["what"] not in told]
    if errors or blocking:
        yield from _head(FAILED.in_(language), "red")
        for error in errors:
            yield from _error(error, language, limit)
        yield from _findings(blocking, language, limit)
    warnings = [check for check in status["checks"] if not check["is_blocking"] and not _is_listed(check)]
    if warnings:
        yield from _head(WARNINGS.in_(language), "yellow")
        yield from _findings(warnings, language, limit)
    if status["quarantine"]:
        yield from _head(QUARANTINE.in_(language).format(count=shown(len(status["quarantine"]))), "yellow")
        yield from _refused(status["quarantine"], language, limit)
    if status["unmapped_codes"]:
        yield from _head(UNMAPPED.in_(language), "yellow")
        rows = [list(code.values()) for code in status["unmapped_codes"]]
        yield from table(CODE_HEADS.in_(language).split("|"), rows[:LISTED], limit=limit, indent="  ")
        if len(rows) > LISTED:
            yield "  " + MORE.in_(language).format(count=shown(len(rows) - LISTED))
    if status["is_built"] and not (errors or status["checks"] or status["quarantine"]):
        yield ""
        yield ALL_WELL.in_(language)


def _is_listed(check: dict) -> bool:
    """Whether what it found is told below, under quarantine or codes without a mapping."""
    return check["check"] == "no_quarantine" or check["check"].endswith(MAPPED)


def table_lines(status: dict, language: str, limit: int | None) -> Iterator[str]:
    """The state of one table."""
    yield click.style(status["table"], bold=True)
    yield from wrapped(status["description"], limit, indent="  ")
    if not status["is_built"] and not status["error"]:
        yield f"  {NEVER.in_(language)}"
        return
    if status["error"]:
        yield from _head(FAILED.in_(language), "red")
        yield from _error({"step": status["table"], **status["error"]}, language, limit)
    elif not status["is_current"]:
        yield from wrapped(TABLE_OUTDATED.in_(language), limit, indent="  ")
    yield from _head(f"{NUMBERS.in_(language)} ({_minute(status['built_at'])})")
    width = max(map(len, status["numbers"]), default=0)
    for name, value in status["numbers"].items():
        yield f"  {name:<{width}}  {shown(value)}"
    if status["checks"]:
        yield from _head(CHECKS.in_(language))
        rows = [(c["check"], RESULTS[_result(c)].in_(language), c["sentence"]) for c in status["checks"]]
        yield from table(CHECK_HEADS.in_(language).split("|"), rows, limit=limit, indent="  ")
        for check in status["checks"]:
            if not check["passed"] and check["check"] != "no_quarantine":
                yield f"  {check['check']}:"
                for line in offending(check, language, LISTED):
                    yield from wrapped(line, limit, first="    ", indent="      ")
    if refused := status["numbers"].get("quarantined_rows"):
        yield from _head(QUARANTINE.in_(language).format(count=shown(refused)), "yellow")
        yield from _refused(status["quarantine"], language, limit)


def _result(check: dict) -> str:
    return "passed" if check["passed"] else "failed" if check["is_blocking"] else "warning"


def _head(text: str, colour: str | None = None) -> Iterator[str]:
    yield ""
    yield click.style(text, bold=True, fg=colour)


def _source_row(source: dict, language: str) -> tuple:
    return (
        source["source_id"],
        STATES[source["state"]].in_(language),
        source["snapshot_id"].rpartition("/")[2] if source["snapshot_id"] else "",
        "" if source["age_days"] is None else f"{source['age_days']}/{source['late_after_days']}",
        (source["built_at"] or "")[:10],
        source["row_count"],
        source["quarantined_count"],
    )


def _minute(moment: str | None) -> str:
    return moment[:16].replace("T", " ") if moment else ""


def _error(error: dict, language: str, limit: int | None) -> Iterator[str]:
    yield from wrapped(f"{error['step']}: {error['what']}", limit, first="  ", indent="    ")
    for label, text in ((WHERE, error["where"]), (TODO, error["todo"])):
        if text:
            yield from wrapped(f"{label.in_(language)}: {text}", limit, indent="    ")


def _findings(checks: list[dict], language: str, limit: int | None) -> Iterator[str]:
    for check in checks:
        yield from wrapped(f"{check['table']} {check['check']}: {check['sentence']}", limit, first="  ", indent="    ")
        for line in offending(check, language):
            yield from wrapped(line, limit, first="    ", indent="      ")


def _refused(rows: list[dict], language: str, limit: int | None) -> Iterator[str]:
    for row in rows[:LISTED]:
        sentence = "; ".join(reason["sentence"] for reason in row["reasons"])
        yield from wrapped(f"{row['address']}: {sentence}", limit, first="  ", indent="    ")
    if len(rows) > LISTED:
        yield "  " + MORE.in_(language).format(count=shown(len(rows) - LISTED))
