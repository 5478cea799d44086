"""The rules of the house that no single test of behaviour would notice."""

import ast
import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from sscmon.contracts import all_contracts
from sscmon.messages import NEAR, RULES, TYPES
from sscmon.plan import plan
from sscmon.sources import discover
from sscmon.sqlfile import SqlFile

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "sscmon"
MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = discover()
HOUSE = all_contracts()
STAGED = {contract.name: contract for source in SOURCES.values() for contract in source.contracts}


def imported(path: Path) -> set[str]:
    """Names of the modules a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def importers(*modules: str) -> set[str]:
    wanted = tuple(f"{module}." for module in modules)
    return {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if any(f"{name}.".startswith(wanted) for name in imported(path))
    }


# Who may import whom.


def test_the_library_knows_neither_dagster_nor_the_pipelines():
    assert importers("dagster", "dagster_webserver", "pipelines") == set()


def test_only_who_holds_a_frame_waits_for_pandas():
    assert importers("pandas", "pandera") == {"frames.py"}
    assert importers("sscmon.frames") == set()


def test_addresses_are_opened_in_one_module_for_reading_and_two_for_publishing():
    found = importers("requests", "httpx", "urllib3", "urllib.request", "http.client", "aiohttp", "socket", "obstore")
    assert found == {"fetching/http.py", "publish/targets/web.py", "publish/targets/bucket.py"}


def test_sources_do_not_import_each_other():
    for source_id in SOURCES:
        for path in (PACKAGE / "sources" / source_id).rglob("*.py"):
            others = {
                name
                for name in imported(path)
                if re.match(r"sscmon\.sources\.\w", name) and name.split(".")[2] in SOURCES.keys() - {source_id}
            }
            assert not others, path


def test_contracts_and_columns_know_nothing_above_them():
    above = ("build", "engine", "plan", "publish", "snapshots", "sources", "staging", "steps", "validation")
    found = importers(*(f"sscmon.{name}" for name in above))
    assert not [
        name for name in found if name.startswith(("columns/", "contracts/", "codelists/")) or name == "rules.py"
    ]


def test_importing_the_library_reads_nothing_outside_and_opens_no_socket():
    """Every module is imported in a fresh process that notes each file, socket, process and change of the disk."""
    program = textwrap.dedent(
        """
        import importlib, json, pathlib, sys
        import click, duckdb, openpyxl, pandas, pandera.pandas, pyarrow, pyarrow.parquet, requests, sqlglot, yaml
        package, names = pathlib.Path(sys.argv[1]).resolve(), json.loads(sys.argv[2])
        seen = []
        changes = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.")
        def note(event, given):
            if event == "open" and isinstance(given[0], (str, bytes)):
                path = pathlib.Path(given[0].decode() if isinstance(given[0], bytes) else given[0]).absolute()
                own = path.is_relative_to(package) or "site-packages" in path.parts
                if not own and not path.is_relative_to(sys.base_prefix) and str(path) != "/dev/null":
                    seen.append(f"open {path}")
            elif event.startswith(("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.", *changes)):
                seen.append(f"{event} {given}"[:300])
        sys.dont_write_bytecode = True
        sys.addaudithook(note)
        for name in names:
            importlib.import_module(name)
        from sscmon import codelists
        seen += ["a code list was read"] * codelists.rows.cache_info().currsize
        print(json.dumps(seen))
        """
    )
    names = [
        ".".join(("sscmon", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for path in MODULES
        if path.name != "__main__.py"
    ]
    done = subprocess.run(
        [sys.executable, "-c", program, str(PACKAGE), json.dumps(names)],
        capture_output=True, text=True, cwd="/", env={"PYTHONPATH": str(PACKAGE.parent), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1]) == []


# SQL.

FILES = sorted((ROOT / "sql").rglob("*.sql")) + sorted((PACKAGE / "sources").rglob("*.sql"))


def tables_by_parser(query: str) -> set[str]:
    """Tables of other schemas that a query reads, by a real parser of SQL."""
    tree = sqlglot.parse_one(query, dialect="duckdb")
    return {f"{table.db}.{table.name}" for table in tree.find_all(exp.Table) if table.db}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_tables_of_an_sql_file_are_those_a_parser_finds(path):
    file = SqlFile(path)
    assert set(file.tables) == tables_by_parser(file.query)


def test_checks_read_only_what_is_built_before_them(built):
    """A check reads its table and what that table is made from; anything else may not be there yet."""
    steps = plan(built.paths)
    before: dict[str, set[str]] = {}
    for key, step in steps.items():
        before[key] = {key, *step.deps, *(name for dep in step.deps for name in before[dep])}
    for path in sorted((ROOT / "sql" / "check").glob("*.sql")):
        schema, table, _ = path.stem.split("__")
        read = {name for name in SqlFile(path).tables if not name.startswith(("house.", "mapping."))}
        assert read <= before[f"{schema}.{table}"], path.name


# One name, one meaning; three languages.

OWN_MEANING = {
    # what a figure or a rule is for: part of its key, so that `_Z` stands for none
    "kind_detail": {
        "core.quantity_selection",
        "core.valuation",
        "core.valuation_selection",
        "core.in_kind_cell",
        "core.framework_cell",
    },
}


def test_a_column_has_one_type_and_unit_everywhere():
    """In staged tables too; there a source may say in its own words what its column means."""
    for name in sorted({column for contract in (*HOUSE.values(), *STAGED.values()) for column in contract.columns}):
        found = {
            (contract.columns[name].metadata["type"], contract.columns[name].metadata["unit"])
            for contract in (*HOUSE.values(), *STAGED.values())
            if name in contract.columns
        }
        assert len(found) == 1, (name, found)


def test_a_column_has_one_meaning_in_the_tables_of_the_house():
    for name in sorted({column for contract in HOUSE.values() for column in contract.columns}):
        using = [contract for contract in HOUSE.values() if name in contract.columns]
        using = [contract for contract in using if contract.name not in OWN_MEANING.get(name, ())]
        texts = {contract.columns[name].metadata["text"] for contract in using}
        lists = {contract.columns[name].metadata["codelist"] for contract in using}
        assert len(texts) == len(lists) == 1, (name, texts, lists)


def test_exceptions_are_exceptions():
    for name, tables in OWN_MEANING.items():
        using = [contract.columns.get(name) for contract in HOUSE.values() if contract.name in tables]
        assert len({column.metadata["text"] for column in using if column}) == 1


def texts():
    for contract in (*HOUSE.values(), *STAGED.values()):
        yield contract.name, contract.metadata["label"]
        for name, column in contract.columns.items():
            yield f"{contract.name}.{name}", column.metadata["text"]
    for source in SOURCES.values():
        yield source.id, source.title
    for name, text in {**RULES, **{f"type {kind}": text for kind, text in TYPES.items()}, "near": NEAR}.items():
        yield f"message {name}", text


def test_every_text_is_there_in_three_languages():
    found = list(texts())
    assert len(found) > 500
    for where, text in found:
        assert all(version.strip() for version in text), (where, text)
        assert text.es != text.en and text.pt != text.en, (where, text)


def test_keys_are_known_and_amounts_are_exact():
    """A sum of floating numbers depends on its order, so that no account of it could be held."""
    for contract in (*HOUSE.values(), *STAGED.values()):
        metadata = contract.metadata
        assert metadata["key"] and set(metadata["key"]) <= set(contract.columns), contract.name
        assert any(not contract.columns[name].nullable for name in metadata["key"]), contract.name
        if metadata["amount"]:
            assert contract.columns[metadata["amount"]].metadata["type"] in ("exact", "money"), contract.name


def test_foreign_keys_lead_to_columns_that_exist():
    contracts = {**HOUSE, **STAGED}
    for contract in contracts.values():
        for column, target in contract.metadata["foreign_keys"].items():
            table, _, referenced = target.rpartition(".")
            assert column in contract.columns, (contract.name, column)
            assert referenced in contracts[table].columns, (contract.name, target)


def test_code_lists_named_by_columns_exist():
    from sscmon import codelists

    for contract in (*HOUSE.values(), *STAGED.values()):
        for column in contract.columns.values():
            if column.metadata["codelist"]:
                assert codelists.codes(column.metadata["codelist"]), (contract.name, column.name)
