"""Fetching, against the replay server: every publisher's shape, and what happens on bad days. No test waits."""

import json
import logging
import os
import resource
import traceback
import tracemalloc
from dataclasses import replace
from datetime import date
from email.utils import formatdate
from pathlib import Path

import pytest
from replay import faults, wanted
from replay.deflate64 import unpacked
from replay.publishers import CRS_TEXT, ENDPOINTS, IATI_KEY, parquet_file, zip_file
from replay.server import ReplayServer, Reply

from sscmon import __version__, archives
from sscmon.errors import BuildLocked, ModelBroken, NotFound, SourceChanged, SourceUnavailable
from sscmon.fetching.checked import last_checked
from sscmon.fetching.expect import Expect, FileKind, without_stamp
from sscmon.fetching.fetch import fetch_source, fetch_sources
from sscmon.fetching.given import take_files
from sscmon.fetching.http import Http
from sscmon.fetching.request import Request, Secret
from sscmon.paths import Paths
from sscmon.snapshots import newest, snapshots
from sscmon.sources import Source
from sscmon.text import Text

ECB = "www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
IMF = "codeforiati.org/imf-exchangerates/imf_exchangerates.csv"
BIG = 200 << 20


class Time:
    """A clock that only moves when someone sleeps, or by `step` at each look."""

    def __init__(self, step: float = 0.0):
        self.now, self.step, self.slept = 1_000.0, step, []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds

    def clock(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "SSCMON_USER_AGENT", "SSCMON_IATI_KEY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server():
    with ReplayServer(dict(ENDPOINTS)) as running:
        yield running


@pytest.fixture
def paths(tmp_path):
    return Paths(tmp_path)


@pytest.fixture
def time():
    return Time()


def http(time: Time, **more) -> Http:
    return Http(sleep=time.sleep, clock=time.clock, now=lambda: 0.0, jitter=lambda: 1.0, **more)


def source(requests, source_id: str = "sample", files: dict | None = None) -> Source:
    return Source(
        id=source_id,
        title=Text("Sample", "Muestra", "Amostra"),
        publisher="sample",
        licence="CC0-1.0",
        citation="sample",
        contracts=(),
        parse=lambda snapshot, folder: None,
        calendar="0 0 * * *",
        late_after_days=1,
        folder=Path(),
        requests=requests,
        files=files or {},
    )


def fetch(paths: Paths, time: Time, requests, **more):
    return fetch_source(paths, source(requests), http=http(time), **more)


def ecb(server: ReplayServer, **more):
    return wanted.one(server, "ecb.zip", ECB, wanted.ECB, pace_s=0.0, **more)


def imf(server: ReplayServer, **more):
    return wanted.one(server, "imf.csv", IMF, wanted.IMF, pace_s=0.0, **more)


def names(outcome) -> list[str]:
    return [item["name"] for item in outcome.snapshot.manifest["files"]]


def states(outcome) -> list[str]:
    return [exchange.state for exchange in outcome.exchanges]


# ---- each publisher


def test_tossd_gives_a_file_a_year_and_leaves_out_what_is_not_published(server, paths, time):
    outcome = fetch(paths, time, wanted.tossd(server))
    assert outcome.state == "new"
    assert states(outcome) == ["downloaded", "downloaded", "missing"]
    assert names(outcome) == ["2031.parquet", "2032.parquet"]
    item = outcome.snapshot.manifest["files"][0]
    assert item["url"] == server.url("tossd.online/tossddata_2031.parquet")
    assert item["etag"].strip('"') and item["last_modified"] == "Tue, 01 Apr 2031 06:00:00 GMT"
    outcome.snapshot.verify()


def test_world_bank_pages(server, paths, time):
    outcome = fetch(paths, time, wanted.world_bank(server))
    assert names(outcome) == ["SS.SAMPLE-0002.json", "SS.SAMPLE-0003.json", "SS.SAMPLE.json"]
    rows = [json.loads(outcome.snapshot.path(name).read_text())[1] for name in names(outcome)]
    assert sorted(row["date"] for page in rows for row in page) == ["2031", "2032", "2033", "2034", "2035"]
    assert time.slept == [1.0, 1.0]  # one request a second


def test_world_bank_error_of_one_element(server, paths, time):
    with pytest.raises(SourceUnavailable, match="refuses XX.NONE.json: The provided parameter value is not valid"):
        fetch(paths, time, wanted.world_bank(server, series="XX.NONE"))


def test_world_bank_answers_xml_once_despite_json(server, paths, time):
    server.misbehave("worldbank", faults.other_body(b'<?xml version="1.0"?><wb:data/>'))
    assert fetch(paths, time, wanted.world_bank(server, size=50)).state == "new"
    assert len(server.log) == 2


def test_world_bank_answers_only_xml(server, paths, time):
    server.misbehave("worldbank", faults.other_body(b'<?xml version="1.0"?><wb:data/>'), times=9)
    with pytest.raises(SourceChanged, match=r"SS.SAMPLE.json is not json: it starts with '<\?xml"):
        fetch(paths, time, wanted.world_bank(server))
    assert len(server.log) == 5 and time.slept == [1.0, 2.0, 4.0, 8.0]


def test_fts_follows_the_next_link(server, paths, time):
    outcome = fetch(paths, time, wanted.fts(server))
    assert names(outcome) == ["flow-0002.json", "flow-0003.json", "flow.json"]
    assert [asked.query.get("page") for asked in server.log] == [None, "2", "3"]


def test_fts_next_link_to_another_host_is_not_followed(server, paths, time):
    content = {"status": "ok", "data": {}, "meta": {"nextLink": "https://elsewhere.invalid/v1"}}
    server.misbehave("hpc", faults.other_body(json.dumps(content).encode()))
    with pytest.raises(SourceChanged, match="lies on another host"):
        fetch(paths, time, wanted.fts(server))


def test_fts_refuses_a_parameter_and_says_why(server, paths, time):
    address, params = "api.hpc.tools/v1/public/fts/flow", {"locationISO3": "CUB"}
    with pytest.raises(SourceChanged, match="HTTP 400: .*locationISO3 is not allowed"):
        fetch(paths, time, wanted.one(server, "f.json", address, wanted.JSON, params=params))
    assert len(server.log) == 1


@pytest.mark.parametrize(("by_cursor", "pages"), [(True, 4), (False, 3)])
def test_datastore_pages_with_the_key_in_the_header(server, paths, time, monkeypatch, by_cursor, pages):
    monkeypatch.setenv("SSCMON_IATI_KEY", IATI_KEY)
    outcome = fetch(paths, time, wanted.iati_datastore(server, by_cursor))
    assert len(names(outcome)) == pages
    found = [json.loads(outcome.snapshot.path(name).read_text())["response"]["docs"] for name in names(outcome)]
    assert len({document["iati_identifier"] for page in found for document in page}) == 7


def test_registry_pages_until_one_is_empty(server, paths, time):
    outcome = fetch(paths, time, wanted.registry(server))
    assert [asked.query["start"] for asked in server.log] == ["0", "2", "4", "5"]
    assert len(names(outcome)) == 4


def test_iati_index_then_files(server, paths, time):
    outcome = fetch(paths, time, wanted.iati_bulk(server))
    assert len(names(outcome)) == 3 and names(outcome)[-1] == "datasets.json"


def test_iati_corpus_is_checked_to_the_last_member(server, paths, time):
    address = "bulk-data.iatistandard.org/iati-data.zip"
    corpus = Expect(FileKind.ZIP, members=("iati-data/*.xml",), limits=archives.Limits(members=2))
    assert fetch(paths, time, wanted.one(server, "corpus.zip", address, corpus)).state == "new"
    tight = replace(corpus, limits=archives.Limits(members=1))
    with pytest.raises(SourceChanged, match="has 2 members where 1 are allowed"):
        fetch(paths, time, wanted.one(server, "corpus2.zip", address, tight))


def test_oecd_version_is_discovered_and_not_kept(server, paths, time):
    outcome = fetch(paths, time, wanted.oecd(server, "DSD_DAC2@DF_DAC2A", "BRA.CUB..."))
    assert names(outcome) == ["dac2a.csv"]
    assert server.log[1].path.endswith("/OECD.DCD.FSD,DSD_DAC2@DF_DAC2A,1.6/BRA.CUB...")
    assert outcome.snapshot.path("dac2a.csv").read_bytes().startswith(b"\xef\xbb\xbfDATAFLOW,DONOR: Donor")
    assert time.slept == [3.0]  # 20 requests a minute


def test_oecd_moved_version(server, paths, time):
    with pytest.raises(SourceChanged, match="HTTP 404: Could not find Dataflow and/or DSD"):
        fetch(paths, time, wanted.oecd(server, "DSD_DAC2@DF_DAC2A", "BRA.CUB...", version="1.5"))
    assert len(server.log) == 1


def test_oecd_no_results_is_no_fault_of_the_publisher(server, paths, time):
    with pytest.raises(SourceUnavailable, match="offers nothing of what was asked for"):
        fetch(paths, time, wanted.oecd(server, "DSD_DAC2@DF_DAC2A", "XXX.CUB..."))


def test_oecd_crs_fails_on_public_and_works_on_dcd_public(server, paths, time):
    key = "." * 10
    with pytest.raises(SourceUnavailable, match="answers HTTP 500: Internal Server Error"):
        fetch(paths, time, wanted.oecd(server, "DSD_CRS@DF_CRS", key))
    assert names(fetch(paths, time, wanted.oecd(server, "DSD_CRS@DF_CRS", key, service="dcd-public"))) == ["crs.csv"]


def test_oecd_changed_number_of_dimensions(server, paths, time):
    with pytest.raises(SourceChanged, match="Could not find Dataflow"):
        fetch(paths, time, wanted.oecd(server, "DSD_DAC1@DF_DAC1", "BRA.CUB"))


def test_oecd_bulk_archive_is_found_and_unpacked(server, paths, time, tmp_path):
    outcome = fetch(paths, time, wanted.oecd_bulk(server))
    assert names(outcome) == ["crs_2031.zip"]  # not the ../../ name of the Content-Disposition
    (text,) = archives.extract(outcome.snapshot.path("crs_2031.zip"), tmp_path / "out")
    assert text.name == "CRS 2031 data.txt" and text.read_bytes() == unpacked(*CRS_TEXT)


@pytest.mark.parametrize(
    ("address", "expect"),
    [
        ("docs.aiddata.org/ad4/datasets/AidDatasSample_Version_3_0.zip", wanted.AIDDATA),
        ("unstats.un.org/unsd/amaapi/api/file/24", wanted.WORKBOOK),
        (ECB, wanted.ECB),
        (IMF, wanted.IMF),
    ],
)
def test_single_files(server, paths, time, address, expect):
    outcome = fetch(paths, time, wanted.one(server, f"file.{expect.kind}", address, expect))
    assert outcome.state == "new" and outcome.exchanges[0].bytes == outcome.snapshot.manifest["files"][0]["bytes"]


# ---- what has not changed


def test_an_unchanged_file_is_asked_for_with_its_etag_and_makes_no_snapshot(server, paths, time):
    first = fetch(paths, time, ecb(server))
    second = fetch(paths, time, ecb(server))
    assert (second.state, states(second)) == ("unchanged", ["not_modified"])
    assert server.log[1].headers["If-None-Match"] == first.snapshot.manifest["files"][0]["etag"]
    assert len(snapshots(paths, "sample")) == 1
    assert last_checked(paths, "sample") > first.snapshot.manifest["retrieved_at"]


def test_without_an_etag_the_date_is_asked_by(server, paths, time):
    server.misbehave("ecb", faults.other_etag(""), times=2)
    fetch(paths, time, ecb(server))
    assert states(fetch(paths, time, ecb(server))) == ["not_modified"]
    assert server.log[1].headers["If-Modified-Since"] == "Tue, 01 Apr 2031 06:00:00 GMT"


def test_not_modified_without_having_asked_is_a_fault(server, paths, time):
    server.misbehave("ecb", faults.status(304))
    with pytest.raises(SourceChanged, match="answers HTTP 304"):
        fetch(paths, time, ecb(server))


def test_a_new_etag_on_the_same_content_is_learnt(server, paths, time):
    fetch(paths, time, ecb(server))
    server.misbehave("ecb", faults.other_etag('"other"'), times=2)
    again = fetch(paths, time, ecb(server))
    assert (again.state, states(again)) == ("unchanged", ["downloaded"])
    assert states(fetch(paths, time, ecb(server))) == ["not_modified"]
    assert server.log[2].headers["If-None-Match"] == '"other"'


def test_changed_content_makes_a_snapshot_beside_the_old_one(server, paths, time):
    old = fetch(paths, time, ecb(server)).snapshot
    server.misbehave("ecb", faults.other_body(zip_file({"eurofxref-hist.csv": b"Date,USD\n2031-04-02,1.6\n"})))
    new = fetch(paths, time, ecb(server))
    assert new.state == "new" and newest(paths, "sample").id == new.snapshot.id != old.id
    old.verify()


def test_content_that_comes_back_is_the_newest_again(server, paths, time):
    first = fetch(paths, time, ecb(server)).snapshot
    server.misbehave("ecb", faults.other_body(zip_file({"eurofxref-hist.csv": b"Date,USD\n2031-04-02,1.6\n"})))
    fetch(paths, time, ecb(server))
    assert fetch(paths, time, ecb(server)).state == "new"
    assert newest(paths, "sample").content_sha256 == first.content_sha256
    newest(paths, "sample").verify()


def test_a_zip_packed_anew_is_not_new(server, paths, time):
    fetch(paths, time, ecb(server))
    stored = zip_file({"eurofxref-hist.csv": b"Date,USD,BRL,\n2031-04-01,1.5,6.25,\n2031-03-31,1.4,N/A,\n"})
    server.misbehave("ecb", faults.other_body(stored[:10] + b"\1\2" + stored[12:]))
    assert fetch(paths, time, ecb(server)).state == "unchanged"


def test_a_generated_stamp_alone_is_not_new(server, paths, time):
    requests = wanted.one(server, "a.xml", "bulk-data.iatistandard.org/sample/sample-a.xml", wanted.STAMPED)
    fetch(paths, time, requests)
    body = Path(newest(paths, "sample").folder / "a.xml").read_bytes()
    server.misbehave("sample-a", faults.other_body(body.replace(b"2031-04-01T06", b"2031-04-02T06")))
    assert (states(outcome := fetch(paths, time, requests)), outcome.state) == (["downloaded"], "unchanged")
    server.misbehave("sample-a", faults.other_body(body.replace(b"XX-SAMPLE", b"XX-OTHER")))
    assert fetch(paths, time, requests).state == "new"


def test_a_damaged_copy_is_not_trusted(server, paths, time):
    snapshot = fetch(paths, time, ecb(server)).snapshot
    snapshot.path("ecb.zip").write_bytes(b"damaged")
    assert states(fetch(paths, time, ecb(server))) == ["downloaded"]
    newest(paths, "sample").verify()


# ---- trying again


def test_retry_after_in_seconds_is_obeyed(server, paths, time):
    server.misbehave("ecb", faults.status(429, Retry_After="37"))
    assert fetch(paths, time, ecb(server)).state == "new"
    assert time.slept == [37.0]


def test_retry_after_as_a_date_is_obeyed(server, paths, time):
    server.misbehave("ecb", faults.status(503, Retry_After=formatdate(90, usegmt=True)))
    fetch(paths, time, ecb(server))
    assert time.slept == [90.0]


def test_a_retry_after_of_hours_ends_the_attempt(server, paths, time):
    server.misbehave("ecb", faults.status(429, Retry_After="7200"))
    with pytest.raises(SourceUnavailable, match="asks to wait 120 minutes"):
        fetch(paths, time, ecb(server))
    assert time.slept == []


@pytest.mark.parametrize("value", ["soon", "", "²", "-5"])
def test_an_unreadable_retry_after_is_ignored(server, paths, time, value):
    server.misbehave("ecb", faults.status(503, Retry_After=value.encode().decode("latin-1")))
    fetch(paths, time, ecb(server))
    assert time.slept == [1.0]


def test_waits_double_and_the_end_is_told(server, paths, time):
    server.misbehave("ecb", faults.status(502, b"<html>Bad <b>gateway</b></html>"), times=9)
    with pytest.raises(SourceUnavailable, match="answers HTTP 502: Bad gateway") as error:
        fetch(paths, time, ecb(server))
    assert time.slept == [1.0, 2.0, 4.0, 8.0] and len(server.log) == 5
    assert error.value.where == server.url(ECB) and "stays in use" in error.value.todo


def test_waits_are_jittered(server, paths, time):
    server.misbehave("ecb", faults.status(500))
    session = Http(sleep=time.sleep, clock=time.clock, jitter=lambda: 0.5)
    fetch_source(paths, source(ecb(server)), http=session)
    assert time.slept == [0.75]


def test_a_server_that_hangs(server, paths, time):
    server.misbehave("ecb", faults.hang(0.15))
    session = http(time, read_s=0.05)
    assert fetch_source(paths, source(ecb(server)), http=session).state == "new"
    assert time.slept == [1.0]


def test_a_server_that_is_not_there(paths, time):
    with ReplayServer({}) as gone:
        pass
    with pytest.raises(SourceUnavailable, match=r"ecb.zip cannot be reached \(Connection refused\)"):
        fetch(paths, time, ecb(gone))


def test_a_slow_drip_is_stuck(server, paths):
    time = Time(step=1.0)  # a second for every look at the clock, and one byte at a time
    server.misbehave("ecb", lambda reply: replace(faults.drip(0.0005)(reply), etag="", last_modified=""), times=5)
    session = http(time, attempts=2, patience_s=5.0)
    with pytest.raises(SourceUnavailable, match=r"is stuck after \d+ bytes"):
        fetch_source(paths, source(ecb(server)), http=session)


def test_pacing_is_per_host(server, paths, time):
    other = server.root.replace("127.0.0.1", "localhost")

    def requests(context):
        for number in range(2):
            yield Request(f"a{number}.csv", server.url(IMF), wanted.IMF, pace_s=5.0)
            yield Request(f"b{number}.csv", f"{other}/{IMF}", wanted.IMF, pace_s=2.0)

    fetch(paths, time, requests)
    assert time.slept == [5.0]  # the other host was free again by then


# ---- going on where it broke off


def test_a_cut_body_is_resumed(server, paths, time):
    server.misbehave("ecb", faults.cut(100))
    server.misbehave("ecb", faults.cut(20))
    outcome = fetch(paths, time, ecb(server))
    etag = outcome.snapshot.manifest["files"][0]["etag"]
    asked = [(a.headers.get("Range"), a.headers.get("If-Range")) for a in server.log]
    assert asked == [(None, None), ("bytes=100-", etag), ("bytes=120-", etag)]
    assert time.slept == [1.0, 1.0]  # each attempt brought something: the wait does not grow
    assert outcome.state == "new"


def test_a_file_that_changed_meanwhile_is_begun_anew(server, paths, time):
    new = zip_file({"eurofxref-hist.csv": b"Date,USD\n2031-04-02,1.6\n"})
    server.misbehave("ecb", faults.cut(100))
    server.misbehave("ecb", faults.other_body(new))
    outcome = fetch(paths, time, ecb(server))
    assert outcome.snapshot.path("ecb.zip").read_bytes() == new


def test_the_rest_of_another_file_is_not_appended(server, paths, time):
    whole = fetch(paths, time, ecb(server)).snapshot.path("ecb.zip").read_bytes()
    strange = Reply(b"strange rest", 206, {"Content-Range": "bytes 100-111/112", "ETag": '"strange"'})
    server.misbehave("ecb", lambda reply: replace(faults.cut(100)(reply), etag='"one"'))
    server.misbehave("ecb", lambda reply: strange)
    server.misbehave("ecb", faults.other_etag('"two"'))
    assert fetch(paths, time, ecb(server)).snapshot.path("ecb.zip").read_bytes() == whole
    assert "Range" not in server.log[-1].headers


def test_a_wrong_place_in_the_file_is_not_appended(server, paths, time):
    def shifted(reply: Reply) -> Reply:
        return Reply(reply.body[90:], 206, {"Content-Range": f"bytes 90-{len(reply.body) - 1}/{len(reply.body)}"})

    server.misbehave("ecb", faults.cut(100))
    server.misbehave("ecb", shifted)
    fetch(paths, time, ecb(server)).snapshot.verify()
    assert "Range" not in server.log[-1].headers


def test_without_validators_a_cut_body_is_begun_anew(server, paths, time):
    server.misbehave("ecb", lambda reply: replace(faults.cut(100)(reply), etag="", last_modified=""))
    assert fetch(paths, time, ecb(server)).state == "new"
    assert "Range" not in server.log[1].headers


def test_a_packed_body_that_is_cut_is_begun_anew(server, paths, time):
    body = ("Date,Rate,Currency,Country code\n" + "2031-12-31,24,CUP,CU\n" * 500).encode()
    server.misbehave("codeforiati", lambda reply: replace(faults.cut(60)(reply), body=body, is_packed=True))
    server.misbehave("codeforiati", lambda reply: replace(reply, body=body, is_packed=True))
    outcome = fetch(paths, time, imf(server))
    assert outcome.snapshot.path("imf.csv").read_bytes() == body
    assert server.log[0].headers["Accept-Encoding"] == "gzip, deflate" and "Range" not in server.log[1].headers


def test_another_address_is_neither_resumed_nor_taken_as_known(server, paths, time):
    fetch(paths, time, ecb(server))
    server.misbehave("ecb", faults.other_body(zip_file({"eurofxref-hist.csv": b"Date,USD\n2031-04-02,1.6\n"})))
    server.misbehave("aiddata", faults.cut(100))
    server.misbehave("aiddata", faults.status(400))
    other = wanted.one(server, "ecb.zip", "docs.aiddata.org/ad4/datasets/a.zip", wanted.AIDDATA, pace_s=0.0)
    with pytest.raises(SourceChanged, match="HTTP 400"):
        fetch(paths, time, other)
    assert "If-None-Match" not in server.log[1].headers
    fetch(paths, time, ecb(server))
    assert "Range" in server.log[2].headers and "Range" not in server.log[3].headers


def test_the_next_run_goes_on_with_what_the_failed_one_brought(server, paths, time):
    requests = wanted.tossd(server)
    server.misbehave("2032", faults.cut(300))
    server.misbehave("2032", faults.status(500), times=5)
    with pytest.raises(SourceUnavailable, match="2032.parquet answers HTTP 500"):
        fetch(paths, time, requests)
    assert newest(paths, "sample") is None
    before = len(server.log)
    outcome = fetch(paths, time, requests)
    assert names(outcome) == ["2031.parquet", "2032.parquet"]
    assert "If-None-Match" in server.log[before].headers  # whole already: only asked whether it is still so
    assert server.log[before + 1].headers["Range"] == "bytes=300-"
    assert not (paths.raw / "sample" / ".fetch").exists()


def test_a_body_cut_without_a_length_is_told_by_its_end(server, paths, time):
    server.misbehave("hpc", lambda reply: replace(reply, body=iter([reply.body[:-9]]), is_packed=False), times=9)
    with pytest.raises(SourceChanged, match="flow.json is cut"):
        fetch(paths, time, wanted.fts(server))


# ---- what is not what it should be


def test_a_web_page_with_status_200_is_named(server, paths, time):
    old = fetch(paths, time, ecb(server)).snapshot
    server.misbehave("ecb", faults.web_page, times=9)
    with pytest.raises(SourceChanged, match="is a web page with the title 'Site maintenance', not zip"):
        fetch(paths, time, ecb(server))
    assert newest(paths, "sample").id == old.id
    old.verify()


def test_a_long_web_page_is_left_at_its_beginning(server, paths, time):
    read = []
    server.misbehave("ecb", lambda reply: Reply(read.append(1) or faults.PAGE * 700 for _ in range(1_000)))
    assert fetch(paths, time, ecb(server)).state == "new"
    assert len(read) < 400


def test_a_passing_web_page_is_outwaited(server, paths, time):
    server.misbehave("ecb", faults.web_page)
    assert fetch(paths, time, ecb(server)).state == "new"


def test_a_changed_column_is_named(server, paths, time):
    server.misbehave("codeforiati", faults.other_body(b"Date,Value,Currency,Country code\n2031-12-31,24,CUP,CU\n"))
    with pytest.raises(SourceChanged, match="no column Rate; it has Date, Value, Currency, Country code"):
        fetch(paths, time, imf(server))
    assert len(server.log) == 1  # asking again would bring the same


def test_a_changed_parquet_column_is_named(server, paths, time):
    server.misbehave("2031", faults.other_body(parquet_file({"provider": ["0"], "usd_disbursement": [1.0]})))
    with pytest.raises(SourceChanged, match="2031.parquet has no column provider_code; it has provider, usd"):
        fetch(paths, time, wanted.tossd(server))


def test_a_file_without_rows_is_told(server, paths, time):
    server.misbehave("codeforiati", faults.other_body(b"Date,Rate,Currency,Country code\n\n"))
    with pytest.raises(SourceChanged, match="has 0 rows where at least 1 are expected"):
        fetch(paths, time, imf(server))


def test_a_damaged_zip_is_told(server, paths, time):
    server.misbehave("ecb", faults.damaged(60))
    with pytest.raises(SourceChanged, match="is damaged"):
        fetch(paths, time, ecb(server))


def test_a_member_that_is_gone_is_named(server, paths, time):
    server.misbehave("ecb", faults.other_body(zip_file({"rates.csv": b"Date\n"})))
    with pytest.raises(SourceChanged, match="has no member eurofxref-hist.csv; it has rates.csv"):
        fetch(paths, time, ecb(server))


def test_a_year_that_is_withdrawn_is_told(server, paths, time):
    fetch(paths, time, wanted.tossd(server))
    server.misbehave("2031", faults.status(404))
    with pytest.raises(SourceChanged, match="2031.parquet was published before and is not found any more"):
        fetch(paths, time, wanted.tossd(server))
    assert len(names_of_newest(paths)) == 2


def names_of_newest(paths: Paths) -> list[str]:
    return [item["name"] for item in newest(paths, "sample").manifest["files"]]


def test_an_index_of_another_shape_is_told(server, paths, time):
    server.misbehave("datasets-minimal", faults.other_body(b'{"data": []}'))
    with pytest.raises(SourceChanged, match=r"a shape that is not known \(KeyError: 'datasets'\)"):
        fetch(paths, time, wanted.iati_bulk(server))


@pytest.mark.parametrize(
    ("kind", "body", "fault"),
    [
        (FileKind.CSV, b'{"error": 1}', "is not csv"),
        (FileKind.CSV, b"a,b\0\n", "is not csv"),
        (FileKind.JSON, b"a,b\n", "is not json"),
        (FileKind.XML, b"{}", "is not xml"),
        (FileKind.PARQUET, b"PK\x03\x04", "is not parquet"),
        (FileKind.PARQUET, b"PAR1" * 3, "is not readable as parquet"),
        (FileKind.XLSX, zip_file({"a.csv": b"1"}), "has no member .*Content_Types"),
        (FileKind.ZIP, b"PK\x03\x04 and no more", "cannot be read as a zip"),
        (FileKind.XML, b"<a><b></b></", "is cut"),
        (FileKind.XML, b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"></html>', "is a web page, not xml"),
        (FileKind.JSON, b"", "is empty"),
    ],
)
def test_kinds_are_told_by_their_bytes(tmp_path, kind, body, fault):
    (tmp_path / "file").write_bytes(body)
    with pytest.raises(SourceChanged, match=fault):
        Expect(kind).check(tmp_path / "file", "file")


def test_a_header_below_other_lines_and_a_labelled_one(tmp_path):
    (tmp_path / "file").write_bytes(b"\xef\xbb\xbfSource,x\n\nDONOR: Donor|Year\nBRA: Brazil|2031\n")
    Expect(FileKind.CSV, columns=("DONOR", "Year"), min_rows=1, delimiter="|", skip_lines=2).check(
        tmp_path / "file", "f"
    )
    with pytest.raises(SourceChanged, match="no column DONOR, Year; it has Source,x"):
        Expect(FileKind.CSV, columns=("DONOR", "Year"), delimiter="|").check(tmp_path / "file", "f")


def test_a_stamp_beyond_the_beginning_counts(tmp_path):
    digest = without_stamp(rb"stamp=\d+")
    (tmp_path / "a").write_bytes(b"stamp=1" + bytes(1 << 16) + b"stamp=1")
    (tmp_path / "b").write_bytes(b"stamp=2" + bytes(1 << 16) + b"stamp=1")
    (tmp_path / "c").write_bytes(b"stamp=1" + bytes(1 << 16) + b"stamp=2")
    assert digest(tmp_path / "a") == digest(tmp_path / "b") != digest(tmp_path / "c")


# ---- limits


def test_a_file_that_is_announced_as_too_large_is_not_read(server, paths, time):
    small = replace(wanted.ECB, max_bytes=100)
    with pytest.raises(SourceChanged, match=r"has \d+ bytes where 100 are allowed"):
        fetch(paths, time, wanted.one(server, "ecb.zip", ECB, small))
    assert len(server.log) == 1


def test_a_body_that_grows_too_large_is_left(server, paths, time):
    server.misbehave("endless", lambda reply: Reply(iter([b"a,b\n" * 20_000] * 50)))
    with pytest.raises(SourceChanged, match="is larger than the 100,000 bytes"):
        fetch(paths, time, wanted.one(server, "e.csv", "endless", Expect(FileKind.CSV, max_bytes=100_000)))


def test_a_small_body_that_unpacks_large_is_left(server, paths, time):
    server.misbehave("codeforiati", lambda reply: replace(reply, body=b"a" * 5_000_000, is_packed=True))
    with pytest.raises(SourceChanged, match="is larger than the 1,000,000 bytes"):
        fetch(paths, time, wanted.one(server, "i.csv", IMF, Expect(FileKind.CSV, max_bytes=1_000_000)))


def test_a_full_disk_is_told_before(server, paths, time, monkeypatch):
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr("sscmon.fetching.http.shutil.disk_usage", lambda folder: usage)
    with pytest.raises(SourceUnavailable, match="and the disk has 10"):
        fetch(paths, time, ecb(server))


def test_pages_that_repeat_end_the_run(server, paths, time):
    requests = wanted.one(server, "a.csv", IMF, wanted.IMF, pace_s=0.0, page=lambda request, answer: request)
    with pytest.raises(SourceChanged, match=r"repeat or do not end \(after 1\)"):
        fetch(paths, time, requests)


def test_pages_without_end_are_stopped(server, paths, time):
    def further(request, answer):
        return replace(request, params={"page": int(request.params.get("page", 0)) + 1})

    requests = wanted.one(server, "a.csv", IMF, wanted.IMF, pace_s=0.0, page=further, max_pages=4)
    with pytest.raises(SourceChanged, match=r"repeat or do not end \(after 4\)"):
        fetch(paths, time, requests)


def test_memory_stays_flat_for_a_large_body(paths, time):
    line = b"62|2031|1234.5\n" * 4_096
    pieces = BIG // len(line)
    total = len(b"donor|year|amount\n") + pieces * len(line)

    def large(asked):
        return Reply((b"donor|year|amount\n" if not n else line for n in range(pieces + 1)), length=total)

    expect = Expect(FileKind.CSV, columns=("donor",), min_rows=1_000, delimiter="|")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with ReplayServer({"^large$": large}) as server:
        tracemalloc.start()
        try:
            outcome = fetch(paths, time, wanted.one(server, "large.csv", "large", expect))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert outcome.exchanges[0].bytes == total > 200_000_000
    assert peak < 4 << 20 and grown_kib < 64 << 10


# ---- safety


def test_https_is_asked_for(paths, time):
    def requests(context):
        yield Request("a.csv", "http://publisher.invalid/a.csv", wanted.CSV)

    with pytest.raises(SourceChanged, match="without https"):
        fetch(paths, time, requests)


def test_http_where_the_source_says_so_goes_through_the_proxy_of_the_environment(server, paths, time, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", server.root)

    def requests(context):
        yield Request("a.csv", f"http://{IMF}", wanted.IMF, allows_http=True)

    assert fetch(paths, time, requests).state == "new"
    assert server.log[0].path == IMF


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server, paths, time, code):
    server.misbehave("^moved$", faults.redirect(f"/{ECB}", code))
    assert fetch(paths, time, wanted.one(server, "ecb.zip", "moved", wanted.ECB)).state == "new"
    assert newest(paths, "sample").manifest["files"][0]["url"] == server.url("moved")


def test_a_redirect_loop_ends(server, paths, time):
    server.misbehave("ecb", faults.redirect(f"/{ECB}"), times=99)
    with pytest.raises(SourceChanged, match="redirected more than 5 times"):
        fetch(paths, time, ecb(server))
    assert len(server.log) == 6


def test_the_body_of_a_redirect_is_not_read(server, paths, time):
    read = []
    body = (read.append(1) or b"x" * 65_536 for _ in range(1_600))
    server.misbehave("ecb", lambda reply: replace(faults.redirect(f"/{ECB}")(reply), body=body, length=1_600 * 65_536))
    assert fetch(paths, time, ecb(server)).state == "new"
    assert len(read) < 400


@pytest.mark.parametrize(
    ("location", "fault"),
    [
        ("http://publisher.invalid/a", "without https"),
        ("ftp://publisher.invalid/a", "not followed"),
        ("file:///etc/passwd", "not followed"),
        ("https://user:word@publisher.invalid/a", "not followed"),
        ("https://publisher.invalid/" + "a" * 3_000, "in a way that is not followed"),
    ],
)
def test_redirects_that_are_not_followed(server, paths, time, location, fault):
    server.misbehave("ecb", faults.redirect(location))
    with pytest.raises(SourceChanged, match=fault):
        fetch(paths, time, ecb(server))
    assert len(server.log) == 1


def test_a_publisher_cannot_lead_into_this_network(server, paths, time, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", server.root)
    server.misbehave("publisher.invalid", faults.redirect("http://169.254.169.254/latest"))

    def requests(context):
        yield Request("a.csv", "http://publisher.invalid/a.csv", wanted.CSV, allows_http=True)

    with pytest.raises(SourceChanged, match="inside this network"):
        fetch(paths, time, requests)


def test_the_user_agent_is_honest_and_configurable(server, paths, time, monkeypatch):
    fetch(paths, time, ecb(server))
    assert f"sscmon/{__version__}" in server.log[0].headers["User-Agent"]
    monkeypatch.setenv("SSCMON_USER_AGENT", "ministry-of-statistics (statistics@ministry.invalid)")
    fetch(paths, time, ecb(server))
    assert server.log[1].headers["User-Agent"] == "ministry-of-statistics (statistics@ministry.invalid)"
    monkeypatch.setenv("SSCMON_USER_AGENT", "two\nlines")
    with pytest.raises(ModelBroken, match="SSCMON_USER_AGENT"):
        Http()


def test_a_missing_key_is_told_before_anything_is_asked(server, paths, time):
    with pytest.raises(SourceUnavailable, match="SSCMON_IATI_KEY holds none") as error:
        fetch(paths, time, wanted.iati_datastore(server))
    assert "a free key" in error.value.todo and not server.log


def test_a_key_never_leaves_through_messages_logs_or_files(server, paths, time, monkeypatch, caplog):
    secret = "wrong-key-98765"
    monkeypatch.setenv("SSCMON_IATI_KEY", secret)
    caplog.set_level(logging.DEBUG)
    with pytest.raises(SourceUnavailable, match=r"invalid subscription key \*\*\*") as error:
        fetch(paths, time, wanted.iati_datastore(server))
    assert server.log[0].headers["Ocp-Apim-Subscription-Key"] == secret
    shown = "".join(traceback.format_exception(error.value)) + caplog.text + repr(Secret("SSCMON_IATI_KEY"))
    assert "activity.json" in shown and secret not in shown
    monkeypatch.setenv("SSCMON_IATI_KEY", IATI_KEY)
    fetch(paths, time, wanted.iati_datastore(server))
    written = [path.read_bytes() for path in paths.raw.rglob("*") if path.is_file()]
    assert written and not any(IATI_KEY.encode() in body for body in written)


@pytest.mark.parametrize("value", ["with\nnewline", "ключ"])
def test_a_key_that_cannot_be_sent_is_not_shown(server, paths, time, monkeypatch, value):
    monkeypatch.setenv("SSCMON_IATI_KEY", value)
    with pytest.raises(SourceUnavailable, match="no valid one") as error:
        fetch(paths, time, wanted.iati_datastore(server))
    assert value not in "".join(traceback.format_exception(error.value))


def test_a_key_does_not_follow_a_redirect_to_another_host(server, paths, time, monkeypatch):
    monkeypatch.setenv("SSCMON_IATI_KEY", IATI_KEY)
    elsewhere = server.root.replace("127.0.0.1", "localhost")
    server.misbehave("datastore", faults.redirect(f"{elsewhere}/{IMF}"))
    address = "api.iatistandard.org/datastore/activity/select"
    fetch(
        paths, time, wanted.one(server, "a.csv", address, wanted.IMF, headers={"Ocp-Apim-Subscription-Key": wanted.KEY})
    )
    assert [("Ocp-Apim-Subscription-Key" in asked.headers) for asked in server.log] == [True, False]


@pytest.mark.parametrize("name", ["../a.csv", "a/b.csv", ".hidden", ""])
def test_names_of_files_stay_in_the_folder(server, paths, time, name):
    with pytest.raises(ModelBroken, match="no plain file name"):
        fetch(paths, time, wanted.one(server, name, IMF, wanted.IMF))


def test_a_message_of_the_publisher_is_shown_safely(server, paths, time):
    server.misbehave("ecb", faults.status(400, b"bad\x1b[31m\r\n<script>x</script> request \xff" + b"y" * 5_000))
    with pytest.raises(SourceChanged) as error:
        fetch(paths, time, ecb(server))
    assert error.value.what.isprintable() and "bad[31m x request" in error.value.what and len(error.value.what) < 400


# ---- a run over several sources


def test_one_failure_does_not_stop_the_others(server, paths, time):
    known = {
        "bad": source(wanted.one(server, "a.csv", "nowhere", wanted.CSV), "bad"),
        "good": source(ecb(server), "good"),
        "bundled": source(None, "bundled"),
    }
    report = fetch_sources(paths, http=http(time), known=known)
    assert [(o.source_id, o.state) for o in report.outcomes] == [("bad", "failed"), ("good", "new")]
    assert report.state == "partly_failed" and isinstance(report.failed[0].error, SourceChanged)
    assert fetch_sources(paths, ("good",), http=http(time), known=known).state == "ok"
    assert fetch_sources(paths, ("bad",), http=http(time), known=known).state == "failed"


def test_a_broken_manifest_of_one_source_does_not_stop_the_others(server, paths, time):
    known = {"bad": source(imf(server), "bad"), "good": source(ecb(server), "good")}
    snapshot = fetch_source(paths, known["bad"], http=http(time)).snapshot
    (snapshot.folder / "manifest.json").write_text("{", encoding="utf-8")
    report = fetch_sources(paths, http=http(time), known=known)
    assert [outcome.state for outcome in report.outcomes] == ["failed", "new"]


@pytest.mark.parametrize("source_id", ["bundled", "unknown"])
def test_a_source_that_cannot_be_fetched_is_named(server, paths, time, source_id):
    known = {"good": source(ecb(server), "good"), "bundled": source(None, "bundled")}
    with pytest.raises(NotFound, match=f"no source '{source_id}' to be fetched"):
        fetch_sources(paths, (source_id,), http=http(time), known=known)


def test_a_dry_run_asks_only_what_it_needs_to_plan(server, paths, time):
    outcome = fetch(paths, time, wanted.oecd(server, "DSD_DAC2@DF_DAC2A", "BRA.CUB..."), dry_run=True)
    assert outcome.state == "planned" and states(outcome) == ["downloaded", "planned"]
    assert "DSD_DAC2@DF_DAC2A,1.6" in outcome.exchanges[1].address
    assert len(server.log) == 1 and not paths.raw.exists()


def test_since_asks_for_less_and_takes_over_the_rest(server, paths, time):
    fetch(paths, time, wanted.tossd(server))
    body = parquet_file({"provider_code": ["62"], "usd_disbursement": [9.0]})
    server.misbehave("2032", faults.other_body(body))
    before = len(server.log)
    outcome = fetch(paths, time, wanted.tossd(server), since=date(2032, 1, 1))
    assert [asked.path[-12:] for asked in server.log[before:]] == ["2032.parquet", "2033.parquet"]
    assert names(outcome) == ["2031.parquet", "2032.parquet"] and outcome.state == "new"
    assert outcome.snapshot.path("2032.parquet").read_bytes() == body
    assert outcome.snapshot.manifest["files"][0]["etag"]
    outcome.snapshot.verify()


def test_pages_of_a_shorter_answer_are_not_taken_over(server, paths, time):
    fetch(paths, time, wanted.fts(server))
    body = b'{"status": "ok", "data": {"flows": []}, "meta": {"count": 0}}'
    server.misbehave("hpc", faults.other_body(body))
    assert names(fetch(paths, time, wanted.fts(server), since=date(2031, 1, 1))) == ["flow.json"]


def test_two_processes_do_not_fetch_the_same_source(server, paths, time):
    def requests(context):
        yield Request("a.csv", server.url(IMF), wanted.IMF)
        with pytest.raises(BuildLocked, match="being fetched by another process"):
            fetch(paths, time, imf(server))

    assert fetch(paths, time, requests).state == "new"


def test_progress_has_rate_and_time_left(server, paths, time):
    told = []
    fetch(paths, time, ecb(server), progress=told.append)
    assert told[-1].source_id == "sample" and told[-1].name == "ecb.zip"
    assert told[-1].done_bytes == told[-1].total_bytes == newest(paths, "sample").manifest["files"][0]["bytes"]
    assert told[-1].rate_bytes_per_s >= 0 and told[-1].left_s in (0.0, None)


def test_a_form_is_posted(server, paths, time):
    server.misbehave("ecb", faults.status(500))
    fetch(paths, time, ecb(server, form={"list": "providers"}))
    assert [(asked.method, asked.body) for asked in server.log] == [("POST", b"list=providers")] * 2


def test_a_new_snapshot_appears_whole_or_not_at_all(server, paths, time, monkeypatch):
    monkeypatch.setattr("sscmon.snapshots.os.replace", lambda *_: (_ for _ in ()).throw(OSError("power cut")))
    with pytest.raises(OSError, match="power cut"):
        fetch(paths, time, ecb(server))
    assert snapshots(paths, "sample") == []
    monkeypatch.undo()
    assert states(fetch(paths, time, ecb(server))) == ["not_modified"]  # what was brought is not asked for again
    assert newest(paths, "sample") is not None


# ---- files that a person downloaded


FILES = {"ecb.zip": wanted.ECB}
YEARS = {"20??.parquet": wanted.TOSSD}


def test_a_downloaded_file_becomes_the_same_snapshot(server, paths, time, tmp_path):
    fetched = fetch(paths, time, ecb(server)).snapshot
    given = tmp_path / "eurofxref-hist (1).zip"
    given.write_bytes(fetched.path("ecb.zip").read_bytes())
    taken = take_files(Paths(tmp_path / "other"), source(None, files=FILES), given)
    assert taken.content_sha256 == fetched.content_sha256 and taken.steady_sha256 == fetched.steady_sha256
    assert take_files(paths, source(None, files=FILES), given).id == fetched.id
    given.write_bytes(b"the person's file may change")
    taken.verify()


def test_a_folder_is_all_and_a_file_takes_its_place(paths, tmp_path):
    folder = tmp_path / "given"
    folder.mkdir()
    for year in (2031, 2032):
        (folder / f"{year}.parquet").write_bytes(
            parquet_file({"provider_code": ["1"], "usd_disbursement": [1.0 * year]})
        )
    (folder / ".DS_Store").write_bytes(b"x")
    taken = take_files(paths, source(None, files=YEARS), folder)
    assert [item["name"] for item in taken.manifest["files"]] == ["2031.parquet", "2032.parquet"]
    new = tmp_path / "2032.parquet"
    new.write_bytes(parquet_file({"provider_code": ["1"], "usd_disbursement": [5.0]}))
    taken = take_files(paths, source(None, files=YEARS), new)
    assert [item["name"] for item in taken.manifest["files"]] == ["2031.parquet", "2032.parquet"]
    assert taken.path("2032.parquet").read_bytes() == new.read_bytes()
    assert len(snapshots(paths, "sample")) == 2


@pytest.mark.parametrize(
    ("name", "body", "error", "fault"),
    [
        ("2031.parquet", b"<html></html>", SourceChanged, "is a web page, not parquet"),
        ("report.parquet", b"PAR1", SourceChanged, "is not the name of a file"),
        ("none", None, NotFound, "there is no file to take"),
    ],
)
def test_a_wrong_file_is_refused(paths, tmp_path, name, body, error, fault):
    if body is not None:
        (tmp_path / name).write_bytes(body)
    with pytest.raises(error, match=fault):
        take_files(paths, source(None, files=YEARS), tmp_path / name)
    assert snapshots(paths, "sample") == []


def test_a_source_that_declares_no_files_takes_those_it_had(paths, tmp_path):
    with pytest.raises(NotFound, match="there is no file to take"):
        take_files(paths, source(None), tmp_path)
    (tmp_path / "one.csv").write_text("a", encoding="utf-8")
    first = take_files(paths, source(None), tmp_path)
    (tmp_path / "notes.txt").write_text("b", encoding="utf-8")
    (tmp_path / "one.csv").write_text("c", encoding="utf-8")
    second = take_files(paths, source(None), tmp_path)
    assert second != first and [item["name"] for item in second.manifest["files"]] == ["one.csv"]
    (tmp_path / "one.csv").unlink()
    with pytest.raises(NotFound, match="lacks one.csv"):
        take_files(paths, source(None), tmp_path)


def test_a_real_file_of_the_central_bank_passes_where_it_is_at_hand(tmp_path, paths):
    real = Path(__file__).parents[1] / "../shared/data/fx/eurofxref-hist.zip"
    if not real.is_file():
        pytest.skip("the publishers' files are not at hand (../shared/data)")
    assert take_files(paths, source(None, files=FILES), real).manifest["files"][0]["bytes"] == os.stat(real).st_size
