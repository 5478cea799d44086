"""AidData's four datasets: samples, the publishers' files, and that nothing that must not be summed can be."""

import csv
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
from replay.publishers import ENDPOINTS
from replay.server import ReplayServer, Reply
from source_sample import STAMP, bundled_project, compare, compare_refused, fetched, shared, stage_files
from workbook_files import workbook_of

from sscmon import engine, snapshots
from sscmon.build import build
from sscmon.errors import SourceChanged
from sscmon.sources import discover
from sscmon.sources.aiddata_china_official import source as official
from sscmon.sources.aiddata_gcdf import source as gcdf
from sscmon.sources.aiddata_taiwan import source as taiwan
from sscmon.sources.aiddata_tuff import source as tuff

MODULES = {"aiddata_gcdf": gcdf, "aiddata_china_official": official, "aiddata_tuff": tuff, "aiddata_taiwan": taiwan}
ROWS = {"aiddata_gcdf": (11, 6), "aiddata_china_official": (9, 5), "aiddata_tuff": (8, 4), "aiddata_taiwan": (6, 3)}


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return path


def sample(source_id: str, folder: Path, lines: int | None = None) -> dict[str, Path]:
    """The file of a source in the publisher's format, made of its sample or of the first lines of it."""
    given = (discover()[source_id].folder / "sample.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    text = folder / "sample.csv"
    text.write_text("".join(given[:lines]), encoding="utf-8")
    if source_id == "aiddata_taiwan":
        return {taiwan.FILE: workbook_of(text, folder / taiwan.FILE)}
    if source_id == "aiddata_tuff":
        old_mac = text.read_text(encoding="utf-8").rstrip("\n").replace("\n", "\r").encode(tuff.ENCODING)
        return {tuff.ARCHIVE: zipped(folder / tuff.ARCHIVE, {tuff.MEMBER: old_mac})}
    if source_id == "aiddata_gcdf":
        name = "AidDatasGlobalChineseDevelopmentFinanceDataset_v3.0.xlsx"
        body = workbook_of(text, folder / name, gcdf.SHEET, cover=True).read_bytes()
        members = {f"Dataset/{name}": body, f"__MACOSX/Dataset/._{name}": b"x", "Dataset/Definitions.pdf": b"%PDF"}
        return {gcdf.ARCHIVE: zipped(folder / gcdf.ARCHIVE, members)}
    body = workbook_of(text, folder / "x.xlsx", "ChineseOfficialFinance1.0").read_bytes()
    return {official.ARCHIVE: zipped(folder / official.ARCHIVE, {official.MEMBER: body})}


@pytest.mark.parametrize("source_id", MODULES)
def test_the_sample_becomes_what_it_must(source_id, tmp_path):
    staged = stage_files(tmp_path, source_id, sample(source_id, tmp_path))
    compare(staged, "project")
    compare_refused(staged, "project")
    account = staged.accounts["project"]
    assert (account.rows_read, account.rows_staged) == ROWS[source_id] and account.adds_up


@pytest.mark.parametrize("source_id", MODULES)
def test_the_file_is_fetched_whole(source_id, tmp_path, monkeypatch):
    [(name, path)] = sample(source_id, tmp_path).items()
    endpoint = {name: lambda asked: Reply(path.read_bytes(), is_file=True)}
    with ReplayServer({**endpoint, **ENDPOINTS}) as server:
        monkeypatch.setattr(MODULES[source_id], "HOST", server.url("host"))
        outcome = fetched(tmp_path / "project", source_id)
    assert [item["name"] for item in outcome.snapshot.manifest["files"]] == [name]
    assert outcome.snapshot.path(name).read_bytes() == path.read_bytes()


def test_what_has_changed_is_named(tmp_path):
    text = (discover()["aiddata_gcdf"].folder / "sample.csv").read_text(encoding="utf-8")
    (tmp_path / "x.csv").write_text(text.replace("Flow Class", "Flow Group"), encoding="utf-8")
    body = workbook_of(tmp_path / "x.csv", tmp_path / "x.xlsx", gcdf.SHEET).read_bytes()
    for members, words in (
        ({"a.xlsx": body}, "Flow Class"),
        ({"a.xlsx": body, "b.xlsx": body}, "2 workbooks"),
        ({"a.xlsx": workbook_of(tmp_path / "x.csv", tmp_path / "y.xlsx", "Other").read_bytes()}, "no sheet GCDF_3.0"),
        ({"a.xlsx": b"not a workbook"}, "cannot be read"),
    ):
        path = zipped(tmp_path / "z.zip", members)
        with pytest.raises(SourceChanged, match=words):
            stage_files(tmp_path / words.replace(" ", ""), "aiddata_gcdf", {gcdf.ARCHIVE: path})


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """A project with the good rows of all four samples, built as a whole."""
    folder = tmp_path_factory.mktemp("aiddata")
    paths = bundled_project(folder / "project")
    for source_id, (_, good) in ROWS.items():
        (folder / source_id).mkdir()
        files = sample(source_id, folder / source_id, lines=good + 1)
        snapshots.store(paths, source_id, files, **STAMP)
    report = build(paths)
    assert not report.errors, {key: str(error) for key, error in report.errors.items()}
    return paths


def query(paths, sql: str, *tables: str) -> list[tuple]:
    with engine.connect(paths, tables) as connection:
        return connection.execute(sql).fetchall()


def test_every_contribution_keeps_the_contracts_of_a_whole_build(paths):
    rows = query(
        paths,
        "select source_id, count(*) from core.activity where source_id like 'aiddata%' group by 1 order by 1",
        "core.activity",
    )
    assert rows == [(source_id, ROWS[source_id][1]) for source_id in sorted(ROWS)]
    sums = query(
        paths,
        "select source_id, ssc_eligibility, flow_stage, sum(amount_original) from core.flow "
        "where source_id like 'aiddata%' group by all order by all",
        "core.flow",
    )
    assert sums == [
        ("aiddata_china_official", "EXCLUDED", "COMMITMENT", Decimal(1_000_000_000)),
        ("aiddata_china_official", "EXCLUDED", "PLEDGE", Decimal(7)),
        ("aiddata_china_official", "SSC", "COMMITMENT", Decimal("25000000.25")),
        ("aiddata_gcdf", "CONTEXT", "COMMITMENT", Decimal(7_000_000)),
        ("aiddata_gcdf", "EXCLUDED", "COMMITMENT", Decimal(900_000_000)),
        ("aiddata_gcdf", "EXCLUDED", "PLEDGE", Decimal(5_000_000)),
        ("aiddata_gcdf", "SSC", "COMMITMENT", Decimal("21000000.5")),
        ("aiddata_taiwan", "CONTEXT", "COMMITMENT", Decimal("1000000.5")),
        ("aiddata_taiwan", "SSC", "COMMITMENT", Decimal(5_200_000)),
        ("aiddata_tuff", "EXCLUDED", "COMMITMENT", Decimal(1_000)),
        ("aiddata_tuff", "SSC", "COMMITMENT", Decimal(21_400_000)),
    ]


def test_no_row_enters_a_sum(paths):
    [(candidates, judged)] = query(
        paths,
        "select count(*) filter (where is_candidate), count(*) from core.flow_inclusion where flow_id like 'aiddata%'",
        "core.flow_inclusion",
    )
    assert candidates == 0 and judged > 0


def test_terms_reach_the_model(paths):
    rows = query(
        paths,
        "select terms_id, flow_id, partner_id, maturity_years, grace_years, interest_rate_low_pct, note "
        "from core.loan_terms where source_id like 'aiddata%' order by 1",
        "core.loan_terms",
    )
    assert rows == [
        ("aiddata_china_official:9002", "aiddata_china_official:9002", "HTI", 20.0, 5.0, 2.0, None),
        ("aiddata_gcdf:90002", "aiddata_gcdf:90002", "HTI", 20.0, 5.0, 2.0, None),
        ("aiddata_gcdf:90005", "aiddata_gcdf:90005", "HTI", 7.5, None, None,
         "grace of 24.0 years, longer than the loan, left out"),
        ("aiddata_taiwan:line-2", "aiddata_taiwan:line-2", "BLZ", 15.0, 2.0, 3.5, None),
        ("aiddata_taiwan:line-3", "aiddata_taiwan:line-3", "G_ASI", None, None, None, "LIBOR plus 2.06 percent"),
        ("aiddata_tuff:8003", "aiddata_tuff:8003", "YEM", 30.0, 5.0, 1.757, None),
    ]  # fmt: skip


def test_a_loan_is_valued_by_its_own_terms_alone(paths):
    """20 years, grace 5, 2 percent; the other loan, of 7.5 years, takes what it does not say from terms on record."""
    found = dict(
        query(
            paths,
            "select flow_id, max(terms_ids) from core.loan_value where flow_id like 'aiddata_gcdf%' group by 1",
            "core.loan_value",
        )
    )
    assert found["aiddata_gcdf:90002"] == "aiddata_gcdf:90002"
    assert found["aiddata_gcdf:90005"] == "aiddata_gcdf:90005"
    [(terms,)] = query(
        paths,
        "select distinct terms_central from core.grant_element where terms_id = 'aiddata_gcdf:90002'",
        "core.grant_element",
    )
    assert terms.startswith("2% a year, 20 years") and "1 a year, first principal after 6 years" in terms
    [(terms,)] = query(
        paths,
        "select distinct terms_central from core.grant_element where terms_id = 'aiddata_gcdf:90005'",
        "core.grant_element",
    )
    assert "7.5 years" in terms and "2 a year" in terms


# ---- the publishers' files


def cells(body: bytes) -> list[dict]:
    rows = python_calamine.load_workbook(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_chinese_official_finance_in_full(tmp_path):
    path = shared("aiddata/chinaglobal/GlobalChineseOfficialFinanceDataset_v1.0.zip")
    staged = stage_files(tmp_path, "aiddata_china_official", {official.ARCHIVE: path})
    account = staged.accounts["project"]
    assert (account.rows_read, account.rows_quarantined) == (5_466, 0) and account.adds_up
    with zipfile.ZipFile(path) as archive:
        rows = cells(archive.read(official.MEMBER))
    table = "staged.aiddata_china_official_project"
    amounts = [Decimal(repr(row["amount"])) for row in rows if isinstance(row["amount"], float)]
    assert staged.query(f"select sum(amount_original), count(amount_original) from {table}") == [
        (sum(amounts), len(amounts))
    ]
    [(recommended,)] = staged.query(f"select sum(amount_usd_nominal) from {table} where is_recommended")
    assert recommended == pytest.approx(Decimal("283968456459.0912"), abs=Decimal("0.2"))
    assert staged.query(f"select count(*), min(partner_name) from {table} where currency_code = 'NAD'") == [
        (23, "Namibia")
    ]
    [spot] = staged.query(
        "select partner_iso3_text, year, amount_original, currency_code, amount_usd_deflated, maturity_years, "
        f"grace_years, interest_rate_pct, grant_element_pct, actual_start_date, planned_end_date from {table} "
        "where record_id = '3'"
    )
    assert [str(value) for value in spot] == [
        "MRT", "2008", "2000000000.0000", "CNY", "396886330.8000", "20.0", "5.0", "2.0", "54.08",
        "2009-09-25", "2012-09-01",
    ]  # fmt: skip
    partners = staged.contributed("core.participation", columns="party_id", where="participation_role = 'RECIPIENT'")
    assert len(partners) == 5_466 and not [row for row in partners if row[0].startswith("UNMAPPED")]


def test_saudi_arabia_in_full(tmp_path):
    path = shared("aiddata/donor/SaudiArabia_TUFFDonorDataset_Level1_v1.0.csv.zip")
    staged = stage_files(tmp_path, "aiddata_tuff", {tuff.ARCHIVE: path})
    account = staged.accounts["project"]
    assert (account.rows_read, account.rows_staged) == (228, 228) and account.adds_up
    table = "staged.aiddata_tuff_project"
    assert staged.query(f"select sum(amount_usd_nominal), count(amount_usd_nominal) from {table}") == [
        (Decimal(36_650_553_439), 136)
    ]
    assert staged.query(f"select count(*) from {table} where partner_iso3_text like '%;%'") == [(0,)]
    [(title,)] = staged.query(f"select activity_title from {table} where record_id = '32949'")
    assert "duplicate" in title
    excluded = staged.query(f"select count(*) from {table} where not is_recommended")
    assert excluded[0][0] >= 1
    assert not [r for r in staged.contributed("core.participation", columns="party_id") if r[0].startswith("UNMAPPED")]


def test_taiwan_in_full(tmp_path):
    path = shared("aiddata/donor/TaiwanICDF_lending_and_investment_projects_for_AidData.xlsx")
    staged = stage_files(tmp_path, "aiddata_taiwan", {taiwan.FILE: path})
    account = staged.accounts["project"]
    assert (account.rows_read, account.rows_staged, account.rows_quarantined) == (68, 65, 3) and account.adds_up
    assert account.amount_read == sum(Decimal(repr(row["commitment_amount"])) for row in cells(path.read_bytes()))
    [spot] = staged.query(
        "select amount_original, maturity_years, grace_years, interest_rate_pct, grant_element_pct, commitment_date "
        "from staged.aiddata_taiwan_project where record_id = 'line-5'"
    )
    assert [str(value) for value in spot] == ["7500000.0000", "16.5", "6.0", "4.5", "34.6", "1996-07-12"]
    assert not [r for r in staged.contributed("core.participation", columns="party_id") if r[0].startswith("UNMAPPED")]


def test_the_columns_of_gcdf_are_those_of_the_publisher():
    names = json.loads(shared("aiddata/gcdf3/aidData_schema.json").read_text(encoding="utf-8"))
    assert set(gcdf.COLUMNS) <= names.keys() and len(names) == 126
    header = (discover()["aiddata_gcdf"].folder / "sample.csv").read_text(encoding="utf-8").splitlines()[0]
    assert next(csv.reader([header])) == list(names)
