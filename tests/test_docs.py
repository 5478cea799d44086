"""The documents say what the code does."""

import re
from pathlib import Path

import pytest
from frictionless import Schema

from sscmon.columns.base import TYPES
from sscmon.contracts import all_contracts
from sscmon.dictionary import frictionless_schema
from sscmon.paths import Paths
from sscmon.reference_pages import pages
from sscmon.source_pages import source_page
from sscmon.sources import discover
from sscmon.text import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
CONTRACTS = [*all_contracts().values(), *(c for source in discover().values() for c in source.contracts)]


def test_reference_pages_are_what_the_contracts_say():
    folder = ROOT / "docs" / "reference"
    written = pages(Paths(ROOT))
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")} == written.keys()
    for name, text in written.items():
        assert (folder / name).read_text(encoding="utf-8") == text, f"{name}: run `sscmon docs` and commit the pages"


@pytest.mark.parametrize("source", discover().values(), ids=lambda source: source.id)
def test_every_source_page_has_terms_traps_and_every_column_with_its_unit(source):
    page = source_page(Paths(ROOT), source, "en")
    assert all(text in page for text in (source.publisher, source.licence, source.citation))
    assert re.search(r"\btraps?\b", page, re.IGNORECASE) and f"sscmon status {source.id}" in page
    for contract in source.contracts:
        assert contract.metadata["grain"] in page
        for name, column in contract.columns.items():
            assert f"| `{name}` | {TYPES[column.metadata['type']].duckdb} | {column.metadata['unit']} |" in page


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_every_contract_is_a_valid_frictionless_schema(contract):
    for language in LANGUAGES:
        descriptor = frictionless_schema(contract, language)
        assert len(Schema.from_descriptor(descriptor).fields) == len(contract.columns)
    units = {field["name"]: field.get("unit", "") for field in descriptor["fields"]}
    assert units == {name: column.metadata["unit"] for name, column in contract.columns.items()}


def test_links_between_documents_lead_somewhere():
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.relative_to(ROOT)} links to {target}"


def test_six_verbs():
    verbs = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    assert verbs == ["build", "test", "dev", "check", "bench", "release"]


def test_no_lock_names_an_index():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock and "--index" not in lock and "--hash=sha256:" in lock
