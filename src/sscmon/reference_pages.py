"""The pages of docs/reference, written from the contracts, the sources and the indicators."""

from pathlib import Path

from sscmon.dictionary import indicators_page, tables_page
from sscmon.engine import replaced
from sscmon.paths import Paths
from sscmon.source_pages import source_page, sources_page
from sscmon.sources import discover
from sscmon.text import LANGUAGES


def pages(paths: Paths) -> dict[str, str]:
    """Every page by its path below docs/reference."""
    found = {}
    for language in LANGUAGES:
        suffix = "" if language == "en" else f".{language}"
        found[f"tables{suffix}.md"] = tables_page(language)
        found[f"sources{suffix}.md"] = sources_page(language)
        found[f"indicators{suffix}.md"] = indicators_page(paths, language)
        for source in discover().values():
            found[f"sources/{source.id}{suffix}.md"] = source_page(paths, source, language)
    return found


def write_docs(paths: Paths) -> list[Path]:
    """Write docs/reference and remove pages of sources that are no more; returns the files."""
    folder = paths.root / "docs" / "reference"
    written = []
    for name, text in pages(paths).items():
        with replaced(folder / name) as aside:
            aside.write_text(text, encoding="utf-8")
        written.append(folder / name)
    for path in set(folder.glob("sources/*.md")) - set(written):
        path.unlink()
    return written
