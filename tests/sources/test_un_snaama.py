"""UN national accounts: two workbooks, M49 numbers, former states; the denominators they give."""

import pytest
from replay.publishers import ENDPOINTS, xlsx_file
from replay.server import ReplayServer, Reply
from source_sample import compare, compare_refused, fetched, stage_files
from workbook_files import workbook_of

from sscmon import codelists
from sscmon.errors import SourceChanged
from sscmon.sources.un_snaama import source as un_snaama

FOLDER = un_snaama.SOURCE.folder


@pytest.fixture
def files(tmp_path):
    return {
        "gni_usd.xlsx": workbook_of(
            FOLDER / "sample_gni.csv", tmp_path / "gni.xlsx", "Download-GNIcurrent-USD-countri"
        ),
        "gdp_usd.xlsx": workbook_of(
            FOLDER / "sample_gdp.csv", tmp_path / "gdp.xlsx", "Download-GDPcurrent-USD-countri"
        ),
    }


def test_the_sample_becomes_what_it_must(tmp_path, files):
    staged = stage_files(tmp_path, "un_snaama", files)
    compare(staged, "value")
    compare_refused(staged, "value")
    account = staged.accounts["value"]
    assert (account.rows_read, account.rows_staged, account.rows_quarantined) == (17, 13, 4) and account.adds_up


def test_countries_that_the_world_bank_lacks_have_a_denominator(tmp_path, files):
    staged = stage_files(tmp_path, "un_snaama", files)
    given = staged.contributed("reference.macro", columns="iso3, year, series, series_value, vintage")
    assert ("CUB", 2031, "gni_unsd_usd", 64000.0, "2032-07-09") in given
    assert ("PRK", 2031, "gni_unsd_usd", 300.0, "2032-07-09") in given
    assert ("AFG", 2031, "gdp_unsd_usd", 2000.0, "2032-07-09") in given
    assert len(given) == 10 and not [row for row in given if row[0].startswith("M49")]


def test_the_denominators_name_these_series():
    series = {row["code"]: row["macro_series"] for row in codelists.rows("denominator")}
    assert series["GNI_UNSD_USD"] == "gni_unsd_usd" and series["GDP_UNSD_USD"] == "gdp_unsd_usd"


def test_both_workbooks_are_asked_for(tmp_path, monkeypatch):
    with ReplayServer(dict(ENDPOINTS)) as server:
        monkeypatch.setattr(un_snaama, "HOST", server.url("unstats.un.org"))
        outcome = fetched(tmp_path, "un_snaama")
        assert [asked.path.rsplit("/", 1)[1] for asked in server.asked_for("amaapi")] == ["24", "2"]
    staged = stage_files(tmp_path / "x", "un_snaama", {n: outcome.snapshot.path(n) for n in un_snaama.FILES})
    assert staged.query(
        "select m49_code, year, series_value from staged.un_snaama_value where aggregate_name <> ''"
    ) == [
        ("192", 1970, 1.0),
        ("192", 1971, 2.0),
    ]


@pytest.mark.parametrize(
    "rows",
    [[["Sample"], [""], ["Name", "1970"]], [["Sample"], [""], ["CountryID", "Country", "Currency"]]],
    ids=["no columns", "no years"],
)
def test_another_workbook_is_named(tmp_path, rows):
    (tmp_path / "x.xlsx").write_bytes(xlsx_file([*rows, ["192", "Cuba", "1"]]))
    with pytest.raises(SourceChanged, match="CountryID|years"):
        stage_files(tmp_path, "un_snaama", {"gni_usd.xlsx": tmp_path / "x.xlsx"})


def test_a_page_instead_of_a_workbook_is_refused(tmp_path, monkeypatch):
    page = Reply(b"<!doctype html><html><title>Maintenance</title></html>", headers={"Content-Type": "text/html"})
    with ReplayServer({"amaapi": lambda asked: page}) as server:
        monkeypatch.setattr(un_snaama, "HOST", server.root)
        with pytest.raises(SourceChanged, match="Maintenance"):
            fetched(tmp_path, "un_snaama")
