"""Pages on the sources, in three languages: an index, and for each what it is, its terms, its traps and its columns."""

import csv
from collections.abc import Iterator

from sscmon.dictionary import table_block, titled
from sscmon.paths import Paths
from sscmon.snapshots import Snapshot, newest
from sscmon.sources import Source, discover
from sscmon.text import Text

SOURCES = Text("Sources", "Fuentes", "Fontes")
HEADS = Text("source|title|publisher|licence", "fuente|título|editor|licencia", "fonte|título|editor|licença")
TERMS = {
    "publisher": Text("Publisher", "Editor", "Editor"),
    "licence": Text("Licence", "Licencia", "Licença"),
    "citation": Text("Citation", "Cita", "Citação"),
    "url": Text("Address", "Dirección", "Endereço"),
    "calendar": Text("Calendar (cron, UTC)", "Calendario (cron, UTC)", "Calendário (cron, UTC)"),
    "late": Text("Late after", "Atrasada después de", "Atrasada depois de"),
}
DAYS = Text("{count} days", "{count} días", "{count} dias")
NOTES = Text("What it is, and its traps", "Qué es, y sus trampas", "O que é, e as suas armadilhas")
IN_ENGLISH = Text(
    "This section is in English.", "El texto de esta sección está en inglés.", "O texto desta seção está em inglês."
)
SNAPSHOT = Text("Last snapshot", "Última copia", "Última cópia")
FETCHED = Text(
    "Fetched, not part of the repository. Its last snapshot, rows and quarantine: `sscmon status {source_id}`.",
    "Se obtiene y no forma parte del repositorio. Su última copia, filas y cuarentena: `sscmon status {source_id}`.",
    "É obtida e não faz parte do repositório. Sua última cópia, linhas e quarentena: `sscmon status {source_id}`.",
)
BUNDLED = Text(
    "`{snapshot_id}`, part of the repository. What was staged and what is in quarantine: `sscmon status {source_id}`.",
    "`{snapshot_id}`, parte del repositorio. Lo preparado y lo que está en cuarentena: `sscmon status {source_id}`.",
    "`{snapshot_id}`, parte do repositório. O preparado e o que está em quarentena: `sscmon status {source_id}`.",
)
FILE_HEADS = Text("file|rows|bytes", "archivo|filas|bytes", "arquivo|linhas|bytes")
TABLES = Text("Staged tables", "Tablas preparadas", "Tabelas preparadas")


def sources_page(language: str) -> str:
    """The index of all sources, as Markdown."""
    suffix = "" if language == "en" else f".{language}"
    rows = [
        (f"[{source.id}](sources/{source.id}{suffix}.md)", source.title.in_(language), source.publisher, source.licence)
        for source in discover().values()
    ]
    return "\n".join([titled(SOURCES, language), *_table(HEADS.in_(language).split("|"), rows), ""])


def source_page(paths: Paths, source: Source, language: str) -> str:
    """All that is known of one source, as Markdown: terms, notes of its folder, snapshot, columns with units."""
    blocks = [titled(source.title, language), f"`{source.id}`\n", *_terms(source, language), ""]
    in_english = [f"{IN_ENGLISH.in_(language)}\n"] if language != "en" else []
    blocks += [f"## {NOTES.in_(language)}\n", *in_english, *_notes(source), ""]
    blocks += [f"## {SNAPSHOT.in_(language)}\n", *_snapshot(paths, source, language), ""]
    blocks += [f"## {TABLES.in_(language)}\n", *(table_block(contract, language) for contract in source.contracts)]
    return "\n".join(blocks)


def _terms(source: Source, language: str) -> Iterator[str]:
    told = {
        "publisher": source.publisher,
        "licence": source.licence,
        "citation": source.citation,
        "url": source.url and f"<{source.url}>",
        "calendar": f"`{source.calendar}`",
        "late": DAYS.in_(language).format(count=source.late_after_days),
    }
    return (f"* **{TERMS[name].in_(language)}**: {value}" for name, value in told.items() if value)


def _notes(source: Source) -> Iterator[str]:
    """The README of the source's folder without its title, headings one level down."""
    path = source.folder / "README.md"
    text = path.read_text(encoding="utf-8").partition("\n")[2].strip() if path.is_file() else ""
    return (f"#{line}" if line.startswith("#") else line for line in text.splitlines())


def _snapshot(paths: Paths, source: Source, language: str) -> Iterator[str]:
    snapshot = newest(paths, source.id) if source.is_bundled else None
    if snapshot is None:
        yield FETCHED.in_(language).format(source_id=source.id)
        return
    yield BUNDLED.in_(language).format(source_id=source.id, snapshot_id=snapshot.id)
    yield ""
    rows = [(item["name"], _rows(snapshot, item["name"]), f"{item['bytes']:,}") for item in snapshot.manifest["files"]]
    yield from _table(FILE_HEADS.in_(language).split("|"), rows)


def _rows(snapshot: Snapshot, name: str) -> str:
    """Records of a CSV file below its header; empty for other files."""
    if not name.endswith(".csv"):
        return ""
    with snapshot.path(name).open(encoding="utf-8", newline="") as file:
        return f"{sum(1 for _ in csv.reader(file)) - 1:,}"


def _table(heads: list[str], rows: list[tuple]) -> Iterator[str]:
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
