"""The command line: what it says, how it ends, and how it looks in a terminal, in a pipe and in a file."""

import csv
import datetime as dt
import io
import json
import os
import pty
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from sscmon import codes, snapshots
from sscmon.build import locked
from sscmon.cli import cli
from sscmon.errors import SourceUnavailable
from sscmon.fetching import fetch
from sscmon.terminal import columns, printable, shown, table, text_width

ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
COMMANDS = sorted(cli.commands)
HEAVY = ("duckdb", "pandas", "pandera", "pyarrow", "yaml", "requests", "sscmon.engine", "sscmon.sources")


@pytest.fixture
def run(built, monkeypatch):
    monkeypatch.setenv("SSCMON_ROOT", str(built.paths.root))
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments, **more: CliRunner().invoke(cli, arguments, **more)


@pytest.fixture
def run_copy(built_copy, monkeypatch):
    monkeypatch.setenv("SSCMON_ROOT", str(built_copy.root))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *arguments, **more: CliRunner().invoke(cli, arguments, **more)


def process(paths, *arguments, **more) -> subprocess.Popen:
    """The real program in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "SSCMON_ROOT": str(paths.root), **more.pop("env", {})}
    command = [sys.executable, "-m", "sscmon.cli", *arguments]
    return subprocess.Popen(command, env=environment, **{"stdout": -1, "stderr": -1, **more})


def on_a_terminal(paths, *arguments, **env) -> str:
    """What the program writes to a terminal."""
    master, slave = pty.openpty()
    with process(paths, *arguments, stdout=slave, stderr=slave, env=env) as running:
        os.close(slave)
        output = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:
                break
            if not piece:
                break
            output += piece
        running.wait()
    os.close(master)
    return output.decode()


# Help.


def test_help_imports_nothing_heavy():
    program = (
        "import sys; from sscmon.cli import cli\n"
        "try: cli(['--help'])\n"
        "except SystemExit: print([name for name in sys.argv[1:] if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program, *HEAVY], capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"
    assert "Exit codes: 0" in result.stdout


@pytest.mark.parametrize("arguments", [[], *([command] for command in COMMANDS)], ids=str)
def test_help_fits_and_no_summary_is_cut(run, arguments):
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "..." not in result.stdout.partition("Commands:")[2]


def test_wrong_use_ends_with_2(run):
    assert run("no-such-command").exit_code == 2
    assert run("query").exit_code == 2
    assert run("query", "select 1", "--format", "parquet").exit_code == 2


def test_the_page_shows_every_command_and_no_other():
    page = (Path(__file__).resolve().parents[1] / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert set(re.findall(r"sscmon ([a-z]+)\b", page)) - {"was"} == set(COMMANDS)


# Build.


def test_a_second_build_says_that_nothing_changed(run_copy):
    result = run_copy("build")
    assert result.exit_code == 0
    assert result.stdout.startswith("Nothing has changed since the last build")
    assert re.search(r"Warehouse: \d+ tables, \d{3},\d{3} rows\.", result.stdout)


def test_a_build_during_another_ends_with_3(run_copy, built_copy):
    with locked(built_copy):
        result = run_copy("build")
    assert result.exit_code == 3
    assert "another build" in result.stderr and f"where: {built_copy.build}" in result.stderr
    assert "what to do: wait for it to end" in result.stderr


def test_progress_is_for_terminals_only(built_copy):
    with process(built_copy, "build", text=True) as piped:
        out, err = piped.communicate()
    assert (piped.returncode, err) == (0, "") and "\x1b" not in out and "\r" not in out
    shown_there = on_a_terminal(built_copy, "build")
    steps = re.findall(r"\r\x1b\[2K\[ *(\d+)/(\d+)\] (\S+)", shown_there)
    assert [int(number) for number, _, _ in steps] == list(range(1, len(steps) + 1))
    assert steps[-1][1:] == (str(len(steps)), "warehouse.sscmon")
    assert "\r\x1b[2KNothing has changed" in shown_there


def test_an_altered_snapshot_fails_the_build_and_the_status(run_copy, built_copy):
    (file,) = built_copy.raw.glob("evidence/*/flows.csv")
    file.write_bytes(file.read_bytes().replace(b"1.6,BRL", b"9.6,BRL"))
    result = run_copy("build")
    assert result.exit_code == 1
    assert "error: the file flows.csv of the snapshot evidence/" in result.stderr
    assert f"where: {file}" in result.stderr and "what to do: " in result.stderr
    assert "Held back" in result.stderr and "staged.evidence_" in result.stderr
    assert "Warehouse:" not in result.stdout and "Traceback" not in result.output
    status = run_copy("status", "--json")
    assert status.exit_code == 1
    told = json.loads(status.stdout)
    states = {source["source_id"]: source["state"] for source in told["sources"]}
    assert (states["evidence"], states["macro"], told["is_sound"]) == ("broken", "fresh", False)
    text = run_copy("status")
    assert text.exit_code == 1 and " ".join(text.stdout.split()).count("differs from the manifest") == 1


# Quarantine: a bad row is told by address and in words.


@pytest.fixture
def with_bad_rows(built_copy, run_copy, tmp_path):
    """Two rows of flows.csv spoiled, taken as a snapshot and built; the lines they stand in."""
    last = snapshots.latest(built_copy, "evidence")
    folder = tmp_path / "given"
    folder.mkdir()
    for item in last.manifest["files"]:
        (folder / item["name"]).write_bytes(last.path(item["name"]).read_bytes())
    lines = (folder / "flows.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(i for i, line in enumerate(lines) if line.startswith("FLW-0111,"))
    second = next(i for i, line in enumerate(lines) if line.startswith("FLW-0112,"))
    lines[first] = lines[first].replace(",BRL,", ",BRLL,").replace("2010,2010", "2010,MMX")
    lines[second] = lines[second].replace(",195,", ",one hundred,")
    (folder / "flows.csv").write_text("".join(lines), encoding="utf-8")
    (folder / "notes.txt").write_text("not of the source", encoding="utf-8")
    taken = run_copy("fetch", "evidence", "--from", str(folder))
    assert taken.exit_code == 0
    return folder, taken.stdout.strip(), first + 1, second + 1


def test_bad_rows_go_from_a_folder_to_the_status(run_copy, built_copy, with_bad_rows):
    folder, snapshot_id, first, second = with_bad_rows
    assert snapshots.latest(built_copy, "evidence").id == snapshot_id
    assert not (built_copy.raw / snapshot_id / "notes.txt").exists()
    again = run_copy("fetch", "evidence", "--from", str(folder))
    assert again.stdout.strip() == snapshot_id and "nothing was copied" in again.stderr

    before = json.loads(run_copy("status", "--json").stdout)
    assert next(s for s in before["sources"] if s["source_id"] == "evidence")["state"] == "to build"

    result = run_copy("build")
    assert result.exit_code == 0, result.output
    assert "In quarantine: 2 rows (staged.evidence_flow 2); why: sscmon status" in " ".join(result.stdout.split())

    text = " ".join(run_copy("status").stdout.split())
    assert f"{snapshot_id}/flows.csv:{first}: " in text and f"{snapshot_id}/flows.csv:{second}: " in text
    assert "period_end_year: 'MMX' is not a whole number" in text
    assert "currency_code: 'BRLL' is not in the code list currency; did you mean 'BRL'?" in text
    assert "Códigos sin correspondencia" in run_copy("status", "--lang", "es").stdout
    assert "não está na lista de códigos" in " ".join(run_copy("status", "--lang", "pt").stdout.split())

    told = json.loads(run_copy("status", "--json").stdout)
    assert told["is_sound"] and len(told["quarantine"]) == 2
    assert told["unmapped_codes"] == [
        {
            "table": "staged.evidence_flow",
            "column": "currency_code",
            "code": "BRLL",
            "unknown_in": "currency",
            "row_count": 1,
        }
    ]

    one = run_copy("status", "staged.evidence_flow")
    assert one.exit_code == 0 and f"flows.csv:{second}" in one.stdout
    numbers = json.loads(run_copy("status", "evidence_flow", "--json").stdout)["numbers"]
    assert (numbers["rows_read"] - numbers["rows"], numbers["quarantined_rows"]) == (2, 2)


def test_a_snapshot_needs_every_file_and_a_known_source(run_copy, tmp_path):
    (tmp_path / "flows.csv").write_text("x", encoding="utf-8")
    lacking = run_copy("fetch", "evidence", "--from", str(tmp_path))
    assert (
        lacking.exit_code == 1 and "claims.csv" in lacking.stderr and "flows.csv" not in lacking.stderr.splitlines()[0]
    )
    unknown = run_copy("fetch", "evidense", "--from", str(tmp_path))
    assert unknown.exit_code == 1 and "evidence" in unknown.stderr.partition("what to do")[2]


# Status.


def test_status_before_the_first_build_says_what_to_do(project, monkeypatch):
    monkeypatch.setenv("SSCMON_ROOT", str(project.root))
    result = CliRunner().invoke(cli, ["status"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Nothing is built yet. Build it: sscmon build"
    assert "Todavía no se construyó nada" in CliRunner().invoke(cli, ["status", "core.flow", "--lang", "es"]).stdout


def test_status_of_the_bundled_data(run, built):
    result = run("status")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    for source in ("dac_oda", "evidence", "macro"):
        assert re.search(rf"^ +{source} +fresh +\d{{4}}-\d\d-\d\d_", result.stdout, re.MULTILINE)
    told = json.loads(run("status", "--json").stdout)
    assert told["out_of_date"] == [] and told["errors"] == []
    assert told["warehouse"]["rows"] == built.report.results["warehouse.sscmon"].numbers["rows"]


def test_a_source_is_late_when_its_newest_files_are_too_old(run_copy, built_copy):
    (path,) = built_copy.raw.glob("macro/*/manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    old = dt.datetime.now(dt.UTC) - dt.timedelta(days=201)
    path.write_text(json.dumps({**manifest, "retrieved_at": old.isoformat()}), encoding="utf-8")
    told = json.loads(run_copy("status", "--json").stdout)
    states = {source["source_id"]: (source["state"], source["age_days"]) for source in told["sources"]}
    assert states["macro"] == ("late", 201) and states["evidence"][0] == "fresh"


def test_status_of_a_table_that_is_not_there(run):
    result = run("status", "core.flwo")
    assert result.exit_code == 1 and "core.flow" in result.stderr


# Fetch and docs.


def test_fetch_tells_each_source_and_fails_where_one_does(run, monkeypatch):
    outcomes = (
        fetch.Outcome("macro", "new", snapshots.Snapshot("macro", Path("2030-01-01_abc"))),
        fetch.Outcome("other", "failed", None, SourceUnavailable("no answer", where="there", todo="try later")),
    )
    asked = []

    def answered(paths, ids, since, dry_run, progress):
        asked.append((ids, since, dry_run))
        return fetch.FetchReport(outcomes[: len(asked)])

    monkeypatch.setattr(fetch, "fetch_sources", answered)
    well = run("fetch", "macro", "--since", "2024-05-01")
    assert well.exit_code == 0 and re.search(r"^macro +new +macro/2030-01-01_abc", well.stdout, re.MULTILINE)
    badly = run("fetch", "--dry-run")
    assert badly.exit_code == 1 and "error: no answer\n  where: there\n  what to do: try later\n" in badly.stderr
    assert asked == [(("macro",), dt.date(2024, 5, 1), False), ((), None, True)]


def test_given_files_are_of_one_source(run, tmp_path):
    assert run("fetch", "--from", str(tmp_path)).exit_code == 2
    unknown = run("fetch", "no_such", "--from", str(tmp_path))
    assert unknown.exit_code == 1 and "macro" in unknown.stderr.partition("what to do")[2]


def test_docs_writes_the_pages_below_the_project(run_copy, built_copy):
    result = run_copy("docs")
    assert result.exit_code == 0
    assert str(built_copy.root / "docs" / "reference" / "tables.pt.md") in result.stdout.splitlines()


# Query.


def test_csv_is_rfc_4180(run):
    sql = (
        "select 'a \"b\", c' as \"x,y\", 'two\nlines' as z, null as n, 1.50::decimal(9,2) as d, true as t, [1, 2] as l"
    )
    result = run("query", sql, "--format", "csv")
    assert result.stdout_bytes == b'"x,y",z,n,d,t,l\r\n"a ""b"", c","two\nlines",,1.50,true,"[1, 2]"\r\n'
    assert list(csv.reader(io.StringIO(result.stdout, newline="")))[1][0] == 'a "b", c'


def test_json_keeps_types(run):
    sql = "select 1 as i, 2.5::decimal(9,2) as d, null as n, 'ñ' as s, 'nan'::double as f, date '2020-02-01' as day"
    result = run("query", sql + " union all select 2, 3, 1, 'b', 1.5, null order by i", "--format", "json")
    assert json.loads(result.stdout) == [
        {"i": 1, "d": 2.5, "n": None, "s": "ñ", "f": None, "day": "2020-02-01"},
        {"i": 2, "d": 3, "n": 1, "s": "b", "f": 1.5, "day": None},
    ]
    assert json.loads(run("query", "select 1 as i where false", "--format", "json").stdout) == []


def test_files_take_their_format_from_their_ending(run, tmp_path):
    sql = "select provider_id, year, amount_usd_nominal from view.figure_choice where year = 2010 order by all"
    expected = json.loads(run("query", f"select count(*) as n from ({sql})", "--format", "json").stdout)[0]["n"]
    for ending in ("parquet", "csv", "json"):
        assert run("query", sql, "-o", str(tmp_path / f"a.{ending}")).stdout == ""
    assert pq.read_table(tmp_path / "a.parquet").num_rows == expected > 10
    assert len(json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))) == expected
    assert (tmp_path / "a.csv").read_bytes().count(b"\r\n") == expected + 1
    assert run("query", sql, "-o", str(tmp_path)).exit_code == 1


def test_sql_from_standard_input(run):
    assert run("query", "-", "--format", "csv", input="select 40 + 2 as x").stdout_bytes == b"x\r\n42\r\n"


def test_a_table_is_cut_to_its_first_rows_and_says_so(run):
    lines = run("query", "select range + 1000 as n, 2000 + range as year from range(250)").stdout.splitlines()
    assert lines[:3] == ["    n  year", "─────  ────", "1,000  2000"]
    assert len(lines) == 2 + 100 + 2
    assert lines[-1] == "… 150 more rows; all of them: --format csv, json or parquet"


@pytest.mark.parametrize("width", [80, 200])
def test_tables_fit_the_terminal(width, monkeypatch, run):
    monkeypatch.setenv("COLUMNS", str(width))
    for sql in ("from core.flow limit 3", "from meta.column limit 30", "describe core.flow", "from reference.party"):
        lines = run("query", sql).stdout.splitlines()
        assert [line for line in lines if text_width(line) > width] == [], sql


@pytest.mark.parametrize(
    "sql",
    [
        "create table core.x as select 1",
        "delete from core.flow",
        "copy core.flow to 'x.csv'",
        "attach 'x.duckdb'",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "export database 'x'",
        "select * from read_text('pyproject.toml')",
        "select * from read_csv('/etc/passwd')",
        "select * from glob('*')",
        "select 1; drop table core.flow; select 2",
        "select 1; set threads = 1; select 2",
        "",
    ],
)
def test_a_query_can_only_read_the_warehouse(run, built, sql):
    before = built.paths.warehouse.read_bytes()
    result = run("query", sql)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ") and "what to do: " in result.stderr
    assert "Traceback" not in result.output and result.stdout == ""
    assert built.paths.warehouse.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("from core.flw", 'Did you mean "flow"?'),
        ("selec 1", "^"),
        ("select flow_idd from core.flow", '"flow_id"'),
    ],
)
def test_a_mistake_in_sql_is_shown_where_it_is(run, sql, said):
    result = run("query", sql)
    assert result.exit_code == 1 and said in result.stderr and f"LINE 1: {sql}" in result.stderr


# Codes.


def test_codes_are_found_in_any_language_without_accents(run):
    for words in (["medicines"], ["MEDICAMENTOS", "vacunas"], ["vacinas"], ["gds_med"]):
        result = run("codes", *words, "--json")
        assert result.exit_code == 0
        assert ("kind", "GDS_MED") in {(code["codelist"], code["code"]) for code in json.loads(result.stdout)}
    assert "petróleo" in run("codes", "petroleo", "--lang", "es").stdout
    assert codes.folded("Petróleo Ação") == "petroleo acao"


def test_the_code_itself_comes_first(run):
    assert json.loads(run("codes", "bra", "--json").stdout)[0]["code"] == "BRA"


def test_where_no_code_matches_the_nearest_are_shown(run):
    result = run("codes", "brasill", "--list", "country")
    assert result.exit_code == 1 and "BRA" in result.stdout and "nearest" in result.stderr
    nothing = run("codes", "qqqqzzzz")
    assert nothing.exit_code == 1 and nothing.stdout == ""


def test_lists_of_codes(run):
    listed = json.loads(run("codes", "--json").stdout)
    assert "country" in listed and "BIL" in listed["modality"] and "crosswalk" not in listed
    assert run("codes").stdout.splitlines()[0].split() == ["list", "codes", "first"]
    modality = run("codes", "--list", "modality", "--lang", "pt").stdout
    assert len(modality.splitlines()) == 2 + len(listed["modality"])
    unknown = run("codes", "--list", "crosswalk")
    assert unknown.exit_code == 1 and "sscmon codes" in unknown.stderr


# Errors nobody foresaw, pipes, colours.


def test_an_unexpected_error_is_one_line_and_a_hint(run, monkeypatch):
    def fail(*_):
        raise RuntimeError("no\nsuch luck")

    monkeypatch.setattr(codes, "search", fail)
    result = run("codes", "x")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "error: something unexpected: RuntimeError: no such luck"
    assert "SSCMON_DEBUG=1" in result.stderr and "Traceback" not in result.stderr
    monkeypatch.setenv("SSCMON_DEBUG", "1")
    assert "Traceback" in run("codes", "x").stderr


def test_a_reader_that_goes_away_ends_it_silently(built):
    with process(built.paths, "query", "from range(1000000)", "--format", "csv") as running:
        assert running.stdout.readline() == b"range\r\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        running.wait(timeout=60)


def test_colour_is_for_terminals_that_want_it(built):
    plain = on_a_terminal(built.paths, "status", NO_COLOR="1", TERM="xterm")
    assert ESCAPE.search(on_a_terminal(built.paths, "status", TERM="xterm"))
    assert not ESCAPE.search(plain) and "fresh" in plain
    with process(built.paths, "explain", "gross_flow", "BRA", "--year", "2010", text=True) as piped:
        out, err = piped.communicate()
    assert piped.returncode == 0 and err == "" and not ESCAPE.search(out)


def test_a_claim_is_explained_like_a_number(run):
    told = run("explain", "CLM-0012", "--lang", "es")
    assert told.exit_code == 0 and "7.85" in told.output and "core.flow:evidence:FLW-0018" in told.output
    assert run("claim", "CLM-0012", "--lang", "es").output == told.output
    checks = json.loads(run("explain", "CLM-0012", "--json").output)["checks"]
    assert {check["verdict"] for check in checks} == {"CONTRADICTED"}
    assert "name the provider too" in run("explain", "gross_flow").output


def test_output_survives_a_poor_encoding(built):
    with process(built.paths, "codes", "petroleo", "--lang", "es", env={"PYTHONIOENCODING": "latin-1"}) as running:
        out, err = running.communicate()
    assert running.returncode == 0 and "petróleo".encode("latin-1") in out and b"????" in out and err == b""


# How values look.


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        (1234567, "n", "1,234,567"),
        (2010, "year", "2010"),
        (2010, "period_end_year", "2010"),
        (Decimal("1600000000.0000"), "a", "1,600,000,000"),
        (Decimal("1234.5600"), "a", "1,234.56"),
        (0.04248745678, "v", "0.0424875"),
        (909490510.7998, "v", "909,490,510.80"),
        (2140606261000.0, "v", "2,140,606,261,000"),
        (True, "t", "true"),
        (None, "t", ""),
        ("two\nlines\x1b[31m", "t", "two\\nlines\\x1b[31m"),
    ],
)
def test_values(value, name, expected):
    assert shown(value, name) == expected


def test_table_layout_by_hand():
    rows = [("Bolivia", 1000, None), ("Côte d'Ivoire, República de", 25, 0.5)]
    assert list(table(("name", "n", "share"), rows, limit=32)) == [
        "name                    n  share",
        "──────────────────  ─────  ─────",
        "Bolivia             1,000",
        "Côte d'Ivoire, Re…     25    0.5",
    ]
    assert list(table(("name", "n"), [("four words", 1000)], limit=11)) == [
        "name  four words",
        "n     1,000",
    ]
    assert list(table(("name", "n"), [("ab", 1)], limit=None)) == ["name  n", "────  ─", "ab    1"]


def test_wide_letters_take_two_columns():
    assert text_width("中国") == 4 and text_width("é") == 1 and text_width("é") == 1
    assert printable("ok ñ") == "ok ñ"


def test_a_width_is_known_only_where_there_is_one(monkeypatch):
    monkeypatch.setenv("COLUMNS", "123")
    assert columns() == 123
