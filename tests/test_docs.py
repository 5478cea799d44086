"""The documents say what the code does."""

import re
from pathlib import Path

import pytest
from frictionless import Schema

from sscmon.contracts import all_contracts
from sscmon.dictionary import frictionless_schema, indicators_page, sources_page, tables_page
from sscmon.paths import Paths
from sscmon.sources import discover
from sscmon.text import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "tables": tables_page,
    "sources": sources_page,
    "indicators": lambda language: indicators_page(Paths(ROOT), language),
}
CONTRACTS = [*all_contracts().values(), *(c for source in discover().values() for c in source.contracts)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_reference_pages_are_what_the_contracts_say(page, language):
    suffix = "" if language == "en" else f".{language}"
    committed = (ROOT / "docs" / "reference" / f"{page}{suffix}.md").read_text(encoding="utf-8")
    assert committed == PAGES[page](language), "run `sscmon docs` and commit the pages"


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
