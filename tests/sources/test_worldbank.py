"""World Bank: API pages, CSV with a preamble, zip and xls; the newest vintage reaches the reference."""

import csv
import json
import zipfile

import pytest
from replay import faults
from replay.publishers import ENDPOINTS
from replay.server import ReplayServer
from source_sample import compare, compare_refused, fetched, shared, stage_files

from sscmon.errors import SourceChanged, SourceUnavailable
from sscmon.fetching.given import take_files
from sscmon.paths import Paths
from sscmon.sources import discover
from sscmon.sources.worldbank import source as worldbank

FOLDER = worldbank.FOLDER
GNI = "worldbank/API_NY.GNP.ATLS.CD_DS2_en_csv_v2_29111.csv"


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER.parents[1] / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def server(monkeypatch):
    with ReplayServer(dict(ENDPOINTS)) as running:
        monkeypatch.setattr(worldbank, "HOST", running.url("api.worldbank.org"))
        yield running


def test_the_sample_becomes_what_it_must(tmp_path):
    files = {"API_sample.csv": FOLDER / "sample.csv", "sample.json": FOLDER / "sample.json"}
    staged = stage_files(tmp_path, "worldbank", files)
    compare(staged, "value")
    compare_refused(staged, "value")
    account = staged.accounts["value"]
    assert (account.rows_read, account.rows_staged, account.rows_quarantined) == (17, 11, 6) and account.adds_up


def test_every_series_is_asked_for_page_by_page(server, tmp_path, monkeypatch):
    monkeypatch.setattr(worldbank, "ROWS_A_PAGE", 2)
    series = len((FOLDER / "series.csv").read_text(encoding="utf-8").splitlines()) - 1
    outcome = fetched(tmp_path, "worldbank")
    asked = server.asked_for("indicator")
    assert len(asked) == 3 * series and {one.query["format"] for one in asked} == {"json"}
    names = [item["name"] for item in outcome.snapshot.manifest["files"]]
    assert len(names) == 3 * series and {"NY.GNP.MKTP.CD.json", "NY.GNP.MKTP.CD-0003.json"} <= set(names)
    staged = stage_files(tmp_path / "staged", "worldbank", {name: outcome.snapshot.path(name) for name in names})
    assert staged.accounts["value"].rows_staged == 5 * series
    assert staged.query("select distinct vintage from staged.worldbank_value") == [("2031-04-01",)]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b'[{"message":[{"id":"120","key":"Invalid value","value":"not valid"}]}]', SourceUnavailable),
        (b'<?xml version="1.0"?><wb:error xmlns:wb="http://www.worldbank.org"/>', SourceChanged),
    ],
    ids=["a list of one element", "XML though JSON was asked for"],
)
def test_errors_with_status_200_are_errors(server, tmp_path, body, error):
    server.misbehave("MKTP.CD", faults.other_body(body), times=9)
    with pytest.raises(error):
        fetched(tmp_path, "worldbank")


def test_a_downloaded_zip_and_its_csv_are_the_same(tmp_path):
    with zipfile.ZipFile(tmp_path / "API_sample.zip", "w") as archive:
        archive.write(FOLDER / "sample.csv", "API_sample.csv")
        archive.writestr("Metadata_Country_API_sample.csv", '"Country Code","Region"\n"CUB","x"\n')
    snapshot = take_files(Paths(tmp_path / "given"), discover()["worldbank"], tmp_path / "API_sample.zip")
    zipped = stage_files(tmp_path / "zip", "worldbank", {"API_sample.zip": snapshot.path("API_sample.zip")})
    plain = stage_files(tmp_path / "csv", "worldbank", {"API_sample.csv": FOLDER / "sample.csv"})
    query = "select area_code, year, series_value, vintage from staged.worldbank_value"
    assert zipped.query(query) == plain.query(query) and len(plain.query(query)) == 9


def test_another_file_is_not_taken(tmp_path):
    (tmp_path / "API_x.csv").write_text("a,b\n1,2\n\n\n\n")
    with pytest.raises(SourceChanged, match="Country Code"):
        take_files(Paths(tmp_path / "given"), discover()["worldbank"], tmp_path / "API_x.csv")
    with pytest.raises(SourceChanged, match="Country Code"):
        stage_files(tmp_path / "staged", "worldbank", {"API_x.csv": tmp_path / "API_x.csv"})
    (tmp_path / "empty.json").write_text('[{"page":1,"pages":1},[]]')
    with pytest.raises(SourceChanged, match="no value"):
        stage_files(tmp_path / "empty", "worldbank", {"empty.json": tmp_path / "empty.json"})


def test_the_published_csv_in_full(tmp_path):
    path = shared(GNI)
    staged = stage_files(tmp_path, "worldbank", {path.name: path})
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[4:]
    cells = [
        (row[1], year, cell)
        for row in rows[1:]
        for year, cell in zip(rows[0], row, strict=True)
        if year[:2] in ("19", "20")
    ]
    values = [cell for cell in cells if cell[2]]
    assert staged.accounts["value"].rows_read == staged.accounts["value"].rows_staged == len(values) > 10_000
    found = staged.query("select area_code, year, series_value from staged.worldbank_value")
    assert {(code, str(year)): value for code, year, value in found} == {(c, y): float(v) for c, y, v in values}
    assert staged.query("select distinct vintage from staged.worldbank_value") == [("2025-07-01",)]
    given = staged.contributed("reference.macro", columns="iso3, series, count(*)", where="true group by all")
    codes = {row[0] for row in given}
    assert {"BRA", "CHN", "CUB"} <= codes and not codes & {"WLD", "LAC", "CHI", "EUU"}
    assert {row[1] for row in given} == {"gni_atlas_usd"} and "PRK" not in codes
    known = {row["area_code"] for row in read("sources/worldbank/area.csv")} | {
        row["iso3"] for row in read("codelists/country.csv")
    }
    assert {row[1] for row in rows[1:]} <= known


def test_the_published_xls(tmp_path):
    path = shared("worldbank/xls/API_PA.NUS.PPP_DS2_en_excel_v2_44311.xls")
    staged = stage_files(tmp_path, "worldbank", {path.name: path})
    [(value, vintage, key)] = staged.query(
        "select series_value, vintage, source_row_key from staged.worldbank_value "
        "where area_code = 'ABW' and year = 1990"
    )
    assert (value, vintage, key) == (0.923455843201123, "2024-03-28", f"{path.name}:5")
    assert staged.accounts["value"].rows_quarantined == 0 and staged.accounts["value"].rows_read > 5_000


def test_the_published_page_of_the_api(tmp_path):
    path = shared("worldbank/api_v2_json/DT.ODA.ODAT.CD_NPL_20260603T161029Z.json")
    staged = stage_files(tmp_path, "worldbank", {path.name: path})
    values = [row["value"] for row in json.loads(path.read_text())[1] if row["value"] is not None]
    assert [
        row[0] for row in staged.query("select series_value from staged.worldbank_value order by year desc")
    ] == values
    assert staged.contributed("reference.macro") == [], "this series is not one of the house's"
