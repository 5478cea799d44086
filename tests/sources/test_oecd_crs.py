"""CRS: the sample in every form (text, UTF-16, Deflate64, Parquet), the real rows of 2021, memory, fetching."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest
from replay.deflate64 import zip_of
from replay.server import ReplayServer, Reply
from sources.support import opened, same_as_expected, shared, source, stage

from sscmon import oecd
from sscmon.errors import SourceChanged
from sscmon.fetching.fetch import fetch_source
from sscmon.fetching.http import Http
from sscmon.paths import Paths
from sscmon.readers import csv_to_parquet
from sscmon.sdmx import read_header
from sscmon.snapshots import newest

SAMPLE = source("oecd_crs").folder / "sample.txt"
REAL = "oecd/crs/crs_2021_raw.feather"


def test_sample_becomes_what_is_expected(tmp_path):
    paths, accounts = stage(tmp_path, "oecd_crs", SAMPLE)
    assert (accounts["activity"].rows_read, accounts["activity"].rows_quarantined) == (12, 4)
    with opened(paths, "oecd_crs", "core.flow", "core.loan_terms", "reference.document") as connection:
        same_as_expected(connection, "oecd_crs", "core.flow", "activity")
        terms = "select flow_id, round(maturity_years), interest_rate_low_pct from core.loan_terms order by 1"
        assert connection.execute(terms).fetchall() == [
            ("oecd_crs:sample.txt:5:C", 20.0, 1.5),
            ("oecd_crs:sample.txt:6:C", None, None),
        ]


def flows(folder: Path, given: Path) -> list[tuple]:
    """What a file becomes, without where each row was read."""
    paths, _ = stage(folder, "oecd_crs", given)
    with opened(paths, "oecd_crs", "core.flow") as connection:
        return connection.execute(
            "select provider_id, partner_id, flow_stage, kind, ssc_eligibility, tied_status, amount_original "
            "from core.flow order by all"
        ).fetchall()


def utf16_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("CRS 2031 data.txt", SAMPLE.read_text(encoding="utf-8").encode("utf-16"))


def renamed_parquet(path: Path) -> None:
    """The good rows as the Parquet file has them: snake_case names, typed columns, decimals for codes."""
    raw = path.with_suffix(".raw")
    csv_to_parquet(SAMPLE, raw, read_header(SAMPLE, "|"), delimiter="|")
    table = pq.read_table(raw).slice(0, 8).drop_columns(["source_row_key", "shape_error"])
    raw.unlink()
    columns = {}
    for name in table.column_names:
        values = [value or None for value in table.column(name).to_pylist()]
        if name.startswith("USD_") or name in ("ChannelCode", "Finance_t"):
            values = [float(value) if value else None for value in values]
        columns["".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))] = values
    spelt = {"finance__t": "finance_t", "aid__t": "aid_t", "bi__multi": "bi_multi"}
    pq.write_table(pa.table({spelt.get(name, name): values for name, values in columns.items()}), path)


@pytest.mark.parametrize(
    ("name", "write"),
    [("crs_2031.zip", utf16_archive), ("crs.parquet", renamed_parquet)],
)
def test_every_form_gives_the_same_flows(tmp_path, name, write):
    given = tmp_path / name
    write(given)
    assert flows(tmp_path / "other", given) == flows(tmp_path / "text", SAMPLE)


def test_an_archive_in_deflate64(tmp_path):
    """The good row 400 times, then the last 200 of them again by one reference, which only Deflate64 can say."""
    head, row = SAMPLE.read_bytes().splitlines(keepends=True)[:2]
    body = head + row * 400
    assert 32_768 < 200 * len(row) <= 65_536
    path = tmp_path / "crs_2031.zip"
    path.write_bytes(zip_of("CRS 2031 data.txt", body, 200 * len(row), 200 * len(row)))
    paths, accounts = stage(tmp_path / "project", "oecd_crs", path)
    assert accounts["activity"].rows_staged == 600
    assert float(accounts["activity"].amount_staged) == pytest.approx(600 * 4.25)


def test_rows_are_cited_by_archive_member_and_line(tmp_path):
    utf16_archive(tmp_path / "crs_2031.zip")
    paths, _ = stage(tmp_path / "project", "oecd_crs", tmp_path / "crs_2031.zip")
    with opened(paths, "oecd_crs") as connection:
        first = "select min(source_row_key) from staged.oecd_crs_activity where provider_code = '55'"
        (key,) = connection.execute(first).fetchone()
    assert key.startswith("crs_2031.zip/") and key.endswith(":3")


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "crs.txt"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace("USD_Disbursement|", "Paid|", 1), encoding="utf-8")
    with pytest.raises(SourceChanged, match="no column usddisbursement"):
        stage(tmp_path / "project", "oecd_crs", path)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    folder = tmp_path_factory.mktemp("crs")
    pq.write_table(feather.read_table(shared(REAL)), folder / "crs_2021.parquet")
    return stage(folder / "project", "oecd_crs", folder / "crs_2021.parquet")


def test_rows_of_2021(real):
    """15,814 rows; the last one is empty and refused. Sums per provider are those of the file."""
    paths, accounts = real
    assert (accounts["activity"].rows_read, accounts["activity"].rows_quarantined) == (15_814, 1)
    with opened(paths, "oecd_crs", "core.flow", "core.loan_terms", "reference.document") as connection:
        found = dict(
            connection.execute(
                "select provider_id, sum(amount_original) from core.flow where flow_stage = 'DISBURSEMENT' group by 1"
            ).fetchall()
        )
        assert float(found["NOR"]) == pytest.approx(3_977_868_668, rel=1e-9)
        assert float(found["DAC_958"]) == pytest.approx(4_556_079_950, rel=1e-9)
        assert float(found["CYP"]) == pytest.approx(6_172_141, rel=1e-9)
        kinds = "select count(*) from core.flow where kind = '_X'"
        assert connection.execute(kinds).fetchone() == (0,)
        southern = "select distinct provider_id, ssc_eligibility from core.flow where ssc_eligibility <> 'CONTEXT'"
        assert connection.execute(southern).fetchall() == [("CYP", "UNDETERMINED")]
        assert connection.execute("select count(*) from core.loan_terms").fetchone() == (4,)
        tagged = "select count(*) from staged.oecd_crs_activity where sdg_text is not null"
        assert connection.execute(tagged).fetchone()[0] > 1_000


PARSE = """
import resource, sys
from pathlib import Path
from sscmon.snapshots import Snapshot
from sscmon.sources.oecd_crs.source import parse
folder = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
parse(Snapshot("oecd_crs", folder), folder)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_memory_does_not_grow_with_the_file(tmp_path, real):
    """Twenty times the rows take less than half as much memory again."""
    seed = next((real[0].raw / "oecd_crs").glob("*/crs_2021.parquet"))
    grown = {}
    for times in (2, 40):
        folder = tmp_path / str(times)
        folder.mkdir()
        copies = f"select given.* from read_parquet('{seed}') as given, range({times})"
        duckdb.sql(f"copy ({copies}) to '{folder / 'crs.parquet'}' (format parquet, row_group_size 50000)")
        item = {"name": "crs.parquet", "url": "", "bytes": 0, "sha256": ""}
        manifest = {"retrieved_at": "2031-01-01", "files": [item]}
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        done = subprocess.run([sys.executable, "-c", PARSE, str(folder)], capture_output=True, text=True, check=True)
        grown[times] = int(done.stdout)
        assert pq.ParquetFile(folder / "activity.parquet").metadata.num_rows == times * 15_814
    assert grown[40] < max(1.5 * grown[2], 400), grown


def test_the_bulk_file_is_found_and_fetched(tmp_path, monkeypatch):
    renamed_parquet(tmp_path / "crs.parquet")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    xml = (
        '<?xml version="1.0"?><m:Structure xmlns:m="m" xmlns:s="s" xmlns:c="c"><s:Dataflow id="DSD_CRS@DF_CRS" '
        'version="1.6"/><c:AnnotationText xml:lang="en">CRS-Parquet-v20310401|https://files.oecd.org/CRS.parquet'
        "</c:AnnotationText></m:Structure>"
    )
    endpoints = {
        r"^sdmx\.oecd\.org/public/rest/dataflow/": lambda asked: Reply(xml.encode()),
        r"^files\.oecd\.org/CRS\.parquet$": lambda asked: Reply((tmp_path / "crs.parquet").read_bytes(), is_file=True),
    }
    with ReplayServer(endpoints) as server:
        monkeypatch.setattr(oecd, "HOST", server.url("sdmx.oecd.org"))
        real_address = oecd.bulk_address

        def local_address(text: str, label: str) -> str:
            return real_address(text, label).replace("https:/", server.root)

        monkeypatch.setattr(oecd, "bulk_address", local_address)
        paths, http = Paths(tmp_path / "project"), Http(sleep=lambda seconds: None)
        outcome = fetch_source(paths, source("oecd_crs"), http=http)
        assert outcome.state == "new", outcome.error
        assert [item["name"] for item in newest(paths, "oecd_crs").manifest["files"]] == ["crs.parquet"]
        assert fetch_source(paths, source("oecd_crs"), http=http).state == "unchanged"
