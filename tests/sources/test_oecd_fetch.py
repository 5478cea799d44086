"""Fetching the OECD sources: the newest version is found, years come one by one, what is not there is no fault."""

import re
from dataclasses import replace
from datetime import date

import pytest
from replay import faults
from replay.server import Asked, ReplayServer, Reply
from sources.support import source

from sscmon import oecd
from sscmon.errors import SourceChanged
from sscmon.fetching.fetch import fetch_source
from sscmon.fetching.http import Http
from sscmon.paths import Paths
from sscmon.snapshots import newest

VERSIONS = {"DSD_DAC1@DF_DAC1": "1.8", "DSD_DAC2@DF_DAC2A": "1.6", "DSD_CRS@DF_CRS": "1.6"}
DIMENSIONS = {"DSD_DAC1@DF_DAC1": 7, "DSD_DAC2@DF_DAC2A": 5}
SAMPLES = {"DSD_DAC1@DF_DAC1": "oecd_dac1", "DSD_DAC2@DF_DAC2A": "oecd_dac2a"}


def dataflow(asked: Asked) -> Reply:
    flow = re.search(r"OECD\.DCD\.FSD/([^/]+)/latest$", asked.path)[1]
    return Reply(
        f'<?xml version="1.0"?><m:Structure xmlns:m="m" xmlns:s="s"><s:Dataflow id="{flow}" '
        f'version="{VERSIONS[flow]}" isFinal="true"/></m:Structure>'.encode(),
        headers={"Content-Type": "application/vnd.sdmx.structure+xml"},
    )


def data(asked: Asked) -> Reply:
    """The sample's header and, for 2031, its rows; another year has none. A wrong key or version is refused."""
    flow, version, key = re.search(r"OECD\.DCD\.FSD,([^,]+),([^/]*)/([^/]*)$", asked.path).groups()
    if version != VERSIONS[flow] or key.count(".") != DIMENSIONS[flow] - 1:
        return Reply(b"Could not find Dataflow and/or DSD related with this data request", 404)
    if asked.query["startPeriod"] != asked.query["endPeriod"] or asked.query["format"] != "csvfilewithlabels":
        return Reply(b"Bad Request", 400)
    if asked.query["startPeriod"] != "2031":
        return Reply(b"NoRecordsFound", 404)
    body = (source(SAMPLES[flow]).folder / "sample.csv").read_bytes()
    return Reply(b"\xef\xbb\xbf" + body, headers={"Content-Type": "application/vnd.sdmx.data+csv"}, is_packed=True)


ENDPOINTS = {
    r"^sdmx\.oecd\.org/public/rest/dataflow/OECD\.DCD\.FSD/": dataflow,
    r"^sdmx\.oecd\.org/public/rest/data/": data,
}


@pytest.fixture
def server(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with ReplayServer(ENDPOINTS) as found:
        yield found


@pytest.fixture
def http() -> Http:
    return Http(sleep=lambda seconds: None, jitter=lambda: 0.5)


def redirected(source_id: str, server: ReplayServer, monkeypatch):
    """The source as it is, but its publisher answers on this machine, and today is in 2032."""
    monkeypatch.setattr(oecd, "HOST", server.url("sdmx.oecd.org"))
    found = source(source_id)

    def requests(context):
        yield from found.requests(replace(context, today=context.today.replace(year=2032)))

    return replace(found, requests=requests)


@pytest.mark.parametrize("source_id", ["oecd_dac1", "oecd_dac2a"])
def test_years_that_have_data_become_a_snapshot(tmp_path, server, http, monkeypatch, source_id):
    paths = Paths(tmp_path)
    outcome = fetch_source(paths, redirected(source_id, server, monkeypatch), http=http)
    assert outcome.state == "new", outcome.error
    (item,) = newest(paths, source_id).manifest["files"]
    name = source_id.removeprefix("oecd_")
    assert item["name"] == f"{name}_2031.csv" and "startPeriod=2031" in item["url"]
    years = [asked.query["startPeriod"] for asked in server.asked_for("/rest/data/")]
    assert years == [str(year) for year in range(2010, 2033)]
    assert fetch_source(paths, redirected(source_id, server, monkeypatch), http=http).state == "unchanged"


def test_since_asks_for_later_years_only(tmp_path, server, http, monkeypatch):
    fetch_source(Paths(tmp_path), redirected("oecd_dac2a", server, monkeypatch), since=date(2031, 5, 1), http=http)
    assert [asked.query["startPeriod"] for asked in server.asked_for("/rest/data/")] == ["2031", "2032"]


def test_a_dataflow_without_version_keeps_the_last_snapshot(tmp_path, server, http, monkeypatch):
    paths, found = Paths(tmp_path), redirected("oecd_dac2a", server, monkeypatch)
    first = fetch_source(paths, found, http=http).snapshot
    server.misbehave("dataflow", faults.other_body(b'<?xml version="1.0"?><m:Structure xmlns:m="m"></m:Structure>'))
    with pytest.raises(SourceChanged, match="names no version"):
        fetch_source(paths, found, http=http)
    assert newest(paths, "oecd_dac2a").id == first.id


def test_a_web_page_instead_of_data_is_refused(tmp_path, server, http, monkeypatch):
    server.misbehave("rest/data", faults.web_page, times=5)
    with pytest.raises(SourceChanged, match="web page"):
        fetch_source(Paths(tmp_path), redirected("oecd_dac2a", server, monkeypatch), http=http)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '<c:AnnotationText xml:lang="en">CRS-Parquet-v20310401|https://files.oecd.org/DSD_CRS/CRS.parquet'
            "</c:AnnotationText>",
            "https://files.oecd.org/DSD_CRS/CRS.parquet",
        ),
        (
            "CRS 2031 (dotStat format)|https://x.oecd.org/2031 CRS-Parquet | "
            "https://stats.oecd.org/wbos/fileview2.aspx?IDFile=0a1b-2c",
            "https://stats.oecd.org/wbos/fileview2.aspx?IDFile=0a1b-2c",
        ),
        (
            "&lt;a href=&quot;https://stats.oecd.org/wbos/fileview2.aspx?IDFile=0a1b&quot;&gt;CRS-Parquet&lt;/a&gt;",
            "https://stats.oecd.org/wbos/fileview2.aspx?IDFile=0a1b",
        ),
    ],
)
def test_bulk_file_is_found_in_the_description(text, expected):
    assert oecd.bulk_address(text, "CRS-Parquet") == expected


@pytest.mark.parametrize(
    "text", ["", "CRS-reduced-parquet|https://x.oecd.org/a", "CRS-Parquet|https://oecd.org.example/a"]
)
def test_no_bulk_file_or_one_on_another_host_is_refused(text):
    with pytest.raises(SourceChanged, match="CRS-Parquet"):
        oecd.bulk_address(text, "CRS-Parquet")
