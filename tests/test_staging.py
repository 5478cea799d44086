"""Staging: every row read is staged or quarantined, whatever the bytes, and a refused row says what is wrong."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscmon import columns, snapshots
from sscmon.columns import provenance as p
from sscmon.contracts import maybe, table
from sscmon.contracts.meta import quarantine
from sscmon.errors import SourceChanged
from sscmon.messages import RULES, describe
from sscmon.parsed import forget_parsed
from sscmon.paths import Paths
from sscmon.readers import csv_to_parquet
from sscmon.rules import COLUMN_RULES, TABLE_RULES, Check, codelist, ordered, pattern
from sscmon.sources import Source
from sscmon.staging import Account, stage, stage_nothing
from sscmon.text import LANGUAGES, Text
from sscmon.validation import sql_type

LABEL = Text("Demo", "Demostración", "Demonstração")
HEADER = ["grant_id", "fund_id", "kind", "amount", "rate", "first_year", "last_year", "day", "is_final"]
FUND = table(
    "staged.demo_fund",
    LABEL,
    grain="one fund",
    key=["fund_id"],
    columns=[columns.text("fund_id", "en", "es", "pt"), *p.PROVENANCE],
)
GRANT = table(
    "staged.demo_grant",
    LABEL,
    grain="one grant",
    key=["grant_id"],
    columns=[
        columns.text("grant_id", "en", "es", "pt", checks=[pattern(r"G\d+")]),
        maybe(columns.text("fund_id", "en", "es", "pt")),
        columns.text("kind", "en", "es", "pt", checks=[codelist("kind")]),
        maybe(columns.exact("amount_original", "en", "es", "pt", unit="USD")),
        maybe(columns.number("rate_pct", "en", "es", "pt", unit="percent", checks=[Check.in_range(0, 100)])),
        maybe(columns.integer("first_year", "en", "es", "pt")),
        maybe(columns.integer("last_year", "en", "es", "pt")),
        maybe(columns.date("day", "en", "es", "pt")),
        maybe(columns.flag("is_final", "en", "es", "pt")),
        *p.PROVENANCE,
    ],
    checks=[ordered("first_year", "last_year")],
    foreign_keys={"fund_id": "staged.demo_fund.fund_id"},
    amount="amount_original",
)
STAGED_GRANT = """
select grant_id, fund_id, kind, amount as amount_original, rate as rate_pct, first_year, last_year, day, is_final,
    source_row_key, shape_error
from parsed.grant
"""


def parse(snapshot, folder):
    csv_to_parquet(snapshot.path("fund.csv"), folder / "fund.parquet", ["fund_id"])
    csv_to_parquet(snapshot.path("grant.csv"), folder / "grant.parquet", HEADER)


class Demo:
    """A source of two tables in a folder of its own."""

    def __init__(self, root: Path):
        self.paths = Paths(root / "project")
        self.given = root / "given"
        self.given.mkdir(parents=True)
        code = root / "code"
        code.mkdir()
        (code / "staged_grant.sql").write_text(STAGED_GRANT, encoding="utf-8")
        self.source = Source("demo", LABEL, "Tests", "CC0", "A test", (FUND, GRANT), parse, "0 0 1 * *", 30, code)
        self.stored = 0

    def stage(self, grants: bytes, funds: bytes = b"fund_id\nF1\nF2\n") -> Account:
        """Stage both tables of a snapshot of these two files; returns the account of the grants."""
        for name, content in (("fund.csv", funds), ("grant.csv", grants)):
            (self.given / name).write_bytes(content)
        self.stored += 1
        snapshot = snapshots.store(
            self.paths,
            "demo",
            {path.name: path for path in self.given.iterdir()},
            retrieved_at=f"2026-01-01T00:00:00.{self.stored:06}Z",
            licence="CC0",
            citation="A test",
        )
        stage(self.paths, self.source, "fund", snapshot)
        return stage(self.paths, self.source, "grant", snapshot)

    def rows(self, name: str) -> list[dict]:
        with duckdb.connect() as connection:
            file = str(self.paths.parquet(name)).replace("'", "''")
            return connection.sql(f"select * from read_parquet('{file}')").to_arrow_table().to_pylist()

    def refused(self) -> dict[str, list[dict]]:
        """Reasons by address of the quarantined grants."""
        return {row["source_row_key"]: json.loads(row["reasons"]) for row in self.rows("quarantine.demo_grant")}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return Demo(tmp_path_factory.mktemp("demo"))


def grants(*rows: str) -> bytes:
    return "\n".join([",".join(HEADER), *rows, ""]).encode()


GOOD = "G1,F1,SVC_SURG,10.5,2.5,2001,2002,2002-02-28,true"


def test_a_good_row_is_staged_in_its_types(demo):
    account = demo.stage(grants(GOOD, "G2,,SVC_SURG,,,,,,"))
    assert account == Account(2, 2, 0, Decimal("10.5"), Decimal("10.5"), Decimal(0))
    assert account.adds_up
    first, second = demo.rows("staged.demo_grant")
    assert first["amount_original"] == Decimal("10.5") and first["rate_pct"] == 2.5 and first["is_final"] is True
    assert (first["source_id"], first["source_row_key"]) == ("demo", "grant.csv:2")
    assert first["snapshot_id"].startswith("demo/2026-01-01_")
    assert {second[name] for name in GRANT.columns if name not in ("grant_id", "kind", *map(str, PROVENANCE))} == {None}


PROVENANCE = ("source_id", "source_row_key", "snapshot_id")


def test_the_files_have_the_types_of_the_contracts(demo):
    demo.stage(grants(GOOD, "bad"))
    for contract in (GRANT, quarantine("demo_grant")):
        with duckdb.connect() as connection:
            file = demo.paths.parquet(contract.name)
            found = connection.execute(f"describe select * from read_parquet('{file}')").fetchall()
        assert {row[0]: row[1] for row in found} == {n: sql_type(c) for n, c in contract.columns.items()}


REFUSED = {
    "text in a number": ("G1,F1,SVC_SURG,ten,,,,,", [("amount_original", "type", "ten")]),
    "thousands separator": ('G1,F1,SVC_SURG,"1,234",,,,,', [("amount_original", "type", "1,234")]),
    "eleven decimals": ("G1,F1,SVC_SURG,0.12345678901,,,,,", [("amount_original", "type", "0.12345678901")]),
    "decimals in a whole number": ("G1,F1,SVC_SURG,,,2001.5,,,", [("first_year", "type", "2001.5")]),
    "no such day": ("G1,F1,SVC_SURG,,,,,2024-02-30,", [("day", "type", "2024-02-30")]),
    "a flag in words": ("G1,F1,SVC_SURG,,,,,,yes", [("is_final", "type", "yes")]),
    "out of range": ("G1,F1,SVC_SURG,,100.01,,,,", [("rate_pct", "in_range", "100.01")]),
    "infinite": ("G1,F1,SVC_SURG,,1e999,,,,", [("rate_pct", "finite", "1e999"), ("rate_pct", "in_range", "1e999")]),
    "unknown code": ("G1,F1,SVC_SURGE,,,,,,", [("kind", "codelist", "SVC_SURGE")]),
    "missing value": ("G1,F1,,,,,,,", [("kind", "not_null", "")]),
    "another form": ("H1,F1,SVC_SURG,,,,,,", [("grant_id", "pattern", "H1")]),
    "unknown parent": ("G1,F9,SVC_SURG,,,,,,", [("fund_id", "references", "F9")]),
    "order": ("G1,F1,SVC_SURG,,,2002,2001,,", [("", "ordered", None)]),
    "too few cells": ("G1,F1,SVC_SURG", [("", "shape", "3")]),
    "too many cells": (GOOD + ",more", [("", "shape", "10")]),
    "several": ("G1,F1,X,ten,,,,,", [("amount_original", "type", "ten"), ("kind", "codelist", "X")]),
}


@pytest.mark.parametrize(("row", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_row_is_refused_with_its_address_rule_and_value(demo, row, expected):
    account = demo.stage(grants("G7,F1,SVC_SURG,1,,,,,", row, "G8,F2,SVC_SURG,2,,,,,"))
    assert (account.rows_read, account.rows_staged, account.rows_quarantined) == (3, 2, 1)
    assert account.adds_up
    [(address, reasons)] = demo.refused().items()
    assert address == "grant.csv:3"
    assert sorted((r["column"], r["rule"], r["value"]) for r in reasons) == sorted(expected)
    [whole] = demo.rows("quarantine.demo_grant")
    assert whole["reason_count"] == len(expected)
    kept = json.loads(whole["row_text"])
    cells = next(csv.reader([row]))
    assert kept == cells if isinstance(kept, list) else list(kept.values()) == cells


def test_every_row_of_a_doubled_key_is_refused(demo):
    account = demo.stage(grants(GOOD, "G2,F1,SVC_SURG,4,,,,,", GOOD))
    assert (account.rows_staged, account.rows_quarantined) == (1, 2)
    assert (account.amount_read, account.amount_staged, account.amount_quarantined) == (25, 4, 21)
    refused = demo.refused()
    assert set(refused) == {"grant.csv:2", "grant.csv:4"}
    assert {(r["rule"], r["valid"]) for reasons in refused.values() for r in reasons} == {("unique", "grant_id")}


def test_a_parent_that_was_refused_refuses_its_children(demo):
    demo.stage(grants(GOOD), funds=b"fund_id\nF1\nF1\nF2\n")
    assert [reason["rule"] for reason in demo.refused()["grant.csv:2"]] == ["references"]


def test_a_row_of_several_lines_has_the_address_of_its_first(demo):
    demo.stage(grants('G2,"F1",SVC_SURG,1,,,,,', '"H\n\n1",F1,SVC_SURG,,,,,,', "G3,F1,SVC_SURG,x,,,,,"))
    assert {address: reasons[0]["value"] for address, reasons in demo.refused().items()} == {
        "grant.csv:3": "H\n\n1",
        "grant.csv:6": "x",
    }


def test_a_long_value_is_shown_in_part_and_kept_whole(demo):
    demo.stage(grants(GOOD, f"G2,F1,{'é' * 5000},,,,,,"))
    [row] = demo.rows("quarantine.demo_grant")
    assert json.loads(row["reasons"])[0]["value"] == "é" * 200
    assert json.loads(row["row_text"])["kind"] == "é" * 5000


def test_a_staged_table_without_a_column_is_told(demo, monkeypatch):
    monkeypatch.setattr(Source, "staged_sql", lambda self, table: f"select * exclude (fund_id) from parsed.{table}")
    with pytest.raises(SourceChanged, match="the parsed table fund lacks fund_id"):
        demo.stage(grants(GOOD))


def test_a_snapshot_is_parsed_once_for_all_its_tables(demo, monkeypatch):
    parsed = []

    def counting(snapshot, folder):
        parsed.append(snapshot.id)
        parse(snapshot, folder)

    monkeypatch.setattr(demo, "source", replace(demo.source, parse=counting))
    demo.stage(grants(GOOD))
    demo.stage(grants(GOOD, "G2,,SVC_SURG,,,,,,"))
    assert len(parsed) == len(set(parsed)) == 2
    forget_parsed(demo.paths)
    demo.stage(grants(GOOD))
    assert len(parsed) == 3


def test_a_reader_that_fails_leaves_nothing_that_passes_for_parsed(demo, monkeypatch):
    def failing(snapshot, folder):
        parse(snapshot, folder)
        raise SourceChanged("it stops half way")

    whole = demo.source
    monkeypatch.setattr(demo, "source", replace(whole, parse=failing))
    with pytest.raises(SourceChanged):
        demo.stage(grants(GOOD))
    assert [path for path in demo.paths.build.glob(".parsed/*") if path.is_dir()] == []


def test_rows_keep_the_order_in_which_they_were_read_unless_a_query_made_them(demo):
    demo.stage(grants("G3,,SVC_SURG,1,,,,,", "G1,F1,SVC_SURG,2,,,,,"), funds=b"fund_id\nF2\nF1\n")
    assert [row["fund_id"] for row in demo.rows("staged.demo_fund")] == ["F2", "F1"]
    assert [row["grant_id"] for row in demo.rows("staged.demo_grant")] == ["G1", "G3"], (
        "a query has no order of its own"
    )


def test_nothing_lies_beside_the_tables_afterwards(demo):
    demo.stage(grants(GOOD))
    assert list(demo.paths.build.glob(".spill-*")) == []


def test_rows_that_the_sql_drops_do_not_add_up(demo, monkeypatch):
    dropping = STAGED_GRANT + " where grant_id <> 'G2'"
    monkeypatch.setattr(
        Source, "staged_sql", lambda self, table: dropping if table == "grant" else "select * from parsed.fund"
    )
    account = demo.stage(grants(GOOD, "G2,F1,SVC_SURG,4,,,,,"))
    assert (account.rows_read, account.rows_staged, account.rows_quarantined) == (2, 1, 0)
    assert not account.adds_up


@pytest.mark.parametrize("lost", [{"rows_staged": 1}, {"amount_staged": Decimal("9.9999999999")}])
def test_an_account_that_loses_anything_does_not_add_up(lost):
    whole = {"rows_read": 3, "rows_staged": 2, "rows_quarantined": 1}
    amounts = {"amount_read": Decimal(12), "amount_staged": Decimal(10), "amount_quarantined": Decimal(2)}
    assert Account(**whole, **amounts).adds_up
    assert not Account(**{**whole, **amounts, **lost}).adds_up


def test_a_source_without_snapshot_has_tables_without_rows(demo):
    account = stage_nothing(demo.paths, demo.source, "grant")
    assert account.adds_up and account.rows_read == 0
    assert demo.rows("staged.demo_grant") == demo.rows("quarantine.demo_grant") == []


def test_a_folder_with_a_quote_and_spaces_in_its_name(tmp_path):
    demo = Demo(tmp_path / "the monitor's  données")
    assert demo.stage(grants(GOOD)).rows_staged == 1
    assert len(demo.rows("staged.demo_grant")) == 1


# The law, on random files.

AMOUNTS = {
    "": None,
    "10": Decimal(10),
    "-0.5": Decimal("-0.5"),
    " 7 ": Decimal(7),
    "1e3": Decimal(1000),
    "0.0000000001": Decimal("0.0000000001"),
    "999999999999999999.9999999999": Decimal("999999999999999999.9999999999"),
    "1e30": None,
    "1,234": None,
    "nan": None,
    "ten": None,
    "0.00000000001": None,
}
CELL = {
    "grant_id": st.integers(0, 40).map(lambda number: f"G{number}") | st.sampled_from(["", "X", "G1\n2", 'G"1"']),
    "fund_id": st.sampled_from(["F1", "F2", "F9", ""]),
    "kind": st.sampled_from(["SVC_SURG"] * 4 + ["", "svc", "ñ" * 300]),
    "amount": st.sampled_from(sorted(AMOUNTS)),
    "rate": st.sampled_from(["", "1.5", "101", "inf", "1e999"]),
    "first_year": st.sampled_from(["", "2001", "2003", "20O1", "99999999999999999999"]),
    "last_year": st.sampled_from(["", "2002", "0"]),
    "day": st.sampled_from(["", "2024-02-29", "2024-02-30"]),
    "is_final": st.sampled_from(["", "true", "N"]),
}
ROW = st.tuples(*(CELL[name] for name in HEADER)).map(list)
RAGGED = st.lists(st.sampled_from(["G1", "", "a,b", "10"]), max_size=12)


@settings(max_examples=40)
@given(st.lists(ROW | ROW | ROW | RAGGED, min_size=1, max_size=25))
def test_what_is_read_is_staged_or_quarantined(demo, rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER, *rows])
    rows = [cells for cells in rows if cells]
    if not rows:
        return
    account = demo.stage(text.getvalue().encode())
    assert account.adds_up
    assert account.rows_read == len(rows)
    whole = [cells for cells in rows if len(cells) == len(HEADER)]
    amounts = [AMOUNTS.get(cells[3]) for cells in whole]
    assert Fraction(account.amount_read) == sum(Fraction(amount) for amount in amounts if amount is not None)
    assert account.rows_quarantined >= len(rows) - len(whole)
    staged, refused = demo.rows("staged.demo_grant"), demo.rows("quarantine.demo_grant")
    addresses = [row["source_row_key"] for row in (*staged, *refused)]
    assert len(set(addresses)) == len(addresses) == len(rows)
    assert all(json.loads(row["reasons"]) for row in refused)
    assert all(row["kind"] == "SVC_SURG" and row["fund_id"] in ("F1", "F2", None) for row in staged)
    assert len({row["grant_id"] for row in staged}) == len(staged)


@settings(max_examples=30)
@given(st.binary(max_size=40), st.integers(0, 200))
def test_whatever_the_bytes_nothing_is_lost(demo, noise, place):
    good = grants(GOOD, "G2,F1,SVC_SURG,4,,,,,", 'G3,"F2",SVC_SURG,5,,,,,')
    place = len(",".join(HEADER)) + 1 + place % (len(good) - len(",".join(HEADER)))
    content = good[:place] + noise + good[place:]
    try:
        account = demo.stage(content)
    except SourceChanged as error:
        assert error.where.startswith("grant.csv")
        return
    assert account.adds_up
    records = [cells for cells in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) if cells]
    assert account.rows_read == len(records) - 1


# Reasons in words.


def reason(rule, value=None, valid="", column="c"):
    return {"column": column, "rule": rule, "value": value, "valid": valid}


SENTENCES = {
    "codelist": (
        reason("codelist", "svc_surge", "kind"),
        "c: 'svc_surge' is not in the code list kind; did you mean 'SVC_SURG'?",
        "c: 'svc_surge' no está en la lista de códigos kind; ¿quiso decir 'SVC_SURG'?",
        "c: 'svc_surge' não está na lista de códigos kind; quis dizer 'SVC_SURG'?",
    ),
    "isin": (
        reason("isin", "Counts", "count, percent"),
        "c: 'Counts' is not one of count, percent; did you mean 'count'?",
        "c: 'Counts' no es uno de count, percent; ¿quiso decir 'count'?",
        "c: 'Counts' não é um de count, percent; quis dizer 'count'?",
    ),
    "no near code": (
        reason("codelist", "?", "kind"),
        "c: '?' is not in the code list kind",
        "c: '?' no está en la lista de códigos kind",
        "c: '?' não está na lista de códigos kind",
    ),
    "type": (
        reason("type", "ten", "a whole number"),
        "c: 'ten' is not a whole number",
        "c: 'ten' no es un número entero",
        "c: 'ten' não é um número inteiro",
    ),
    "shape": (
        reason("shape", "3", column=""),
        "the row has 3 cells, not as many as the header",
        "la fila tiene 3 celdas, no tantas como el encabezado",
        "a linha tem 3 células, não tantas quantas o cabeçalho",
    ),
    "unique": (
        reason("unique", None, "a, b", column=""),
        "the key (a, b) occurs more than once",
        "la clave (a, b) aparece más de una vez",
        "a chave (a, b) aparece mais de uma vez",
    ),
    "braces": (
        reason("references", "{value}", "core.flow.flow_id"),
        "c: '{value}' does not exist in core.flow.flow_id",
        "c: '{value}' no existe en core.flow.flow_id",
        "c: '{value}' não existe em core.flow.flow_id",
    ),
}


@pytest.mark.parametrize(("told", "en", "es", "pt"), SENTENCES.values(), ids=SENTENCES.keys())
def test_a_reason_in_words(told, en, es, pt):
    assert [describe(told, language) for language in LANGUAGES] == [en, es, pt]


def test_every_rule_has_words_in_three_languages():
    of_keys, of_intake = {"type", "not_null", "unique", "references", "shape"}, {"own_side", "speaks_for"}
    assert set(RULES) == set(COLUMN_RULES) | set(TABLE_RULES) | of_keys | of_intake
    for text in RULES.values():
        assert all(text) and len(set(text)) == 3


@pytest.mark.parametrize(("row", "expected"), REFUSED.values(), ids=REFUSED.keys())
def test_every_stored_reason_can_be_told(demo, row, expected):
    demo.stage(grants("G7,F1,SVC_SURG,1,,,,,", row))
    for told in demo.refused()["grant.csv:3"]:
        sentences = {describe(told, language) for language in LANGUAGES}
        assert len(sentences) == 3
        assert not any("{" in sentence or "None" in sentence for sentence in sentences)
