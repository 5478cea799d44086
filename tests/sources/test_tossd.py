"""TOSSD: the sample, many rows whose sums are known, changed files, fetching by ETag."""

from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from replay.server import Asked, ReplayServer, Reply
from sources.support import opened, refused, same_as_expected, shared, source, stage
from sources.tossd_rows import write_many, write_rows

from sscmon.errors import SourceChanged
from sscmon.fetching.fetch import fetch_source
from sscmon.fetching.http import Http
from sscmon.paths import Paths
from sscmon.snapshots import newest
from sscmon.sources.tossd import source as tossd
from sscmon.sources.tossd.contracts import AMOUNTS, PUBLISHED


def test_sample_becomes_what_is_expected(tmp_path):
    paths, accounts = stage(tmp_path, "tossd", source("tossd").folder / "sample.parquet")
    assert (accounts["activity"].rows_read, accounts["activity"].rows_quarantined) == (22, 5)
    with opened(paths, "tossd", "core.activity", "core.flow") as connection:
        same_as_expected(connection, "tossd", "core.flow", "activity")
        loose = "select count(*) from core.flow where activity_id not in (select activity_id from core.activity)"
        assert connection.execute(loose).fetchone() == (0,)


def test_the_columns_are_those_published():
    found = [line.split(",") for line in shared("tossd/schema.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert [row[0] for row in found] == list(PUBLISHED)
    assert [PUBLISHED[row[0]] for row in found if row[2] == "double"] == list(AMOUNTS)


def test_every_published_code_has_a_place(tmp_path):
    """No code of the published lists is refused, and each is found in the staged table."""
    lists = {
        "provider_code": "provider.csv",
        "finance_type": "finance_instrument.csv",
        "financing_arrangement": "financing_arrangement.csv",
        "framework_of_collaboration": "framework_of_collaboration.csv",
        "modality_tossd": "modality.csv",
    }
    codes = {
        column: [line.split(",")[0] for line in shared(f"tossd/{name}").read_text(encoding="utf-8").splitlines()[1:]]
        for column, name in lists.items()
    }
    rows = [{column: code} for column, found in codes.items() for code in found]
    paths, accounts = stage(tmp_path, "tossd", write_rows(tmp_path / "tossddata_2031.parquet", rows))
    assert accounts["activity"].rows_quarantined == 0
    with opened(paths, "tossd") as connection:
        for column, wanted in codes.items():
            found = connection.execute(f"select distinct {column} from staged.tossd_activity").fetchall()
            assert {row[0] for row in found} >= set(wanted)


@pytest.mark.parametrize("years", [(2023,), (2023, 2024)])
def test_sums_of_many_rows(tmp_path, years):
    """Aggregates, placeholders and proxies never enter the South-South sum; every row and amount is accounted for."""
    given = tmp_path / "given"
    given.mkdir()
    sums = [write_many(given / f"tossddata_{year}.parquet", year, 3_000) for year in years]
    paths, accounts = stage(tmp_path / "project", "tossd", given)
    assert accounts["activity"].rows_staged == 3_000 * len(years)
    assert float(accounts["activity"].amount_staged) == pytest.approx(sum(one["all"] for one in sums))
    with opened(paths, "tossd", "core.flow") as connection:
        found = connection.execute(
            "select sum(amount_original) filter (ssc_eligibility = 'SSC'), sum(amount_original), "
            "count(*) filter (ssc_eligibility = 'SSC' and provider_id = 'TOSSD_AGGREGATE') "
            "from core.flow where flow_stage = 'DISBURSEMENT'"
        ).fetchone()
    assert float(found[0]) == pytest.approx(1_000 * sum(one["south_south"] for one in sums))
    assert float(found[1]) == pytest.approx(1_000 * sum(one["all"] for one in sums))
    assert found[2] == 0


def test_modalities_in_any_case_and_empty_texts(tmp_path):
    rows = [{"modality_tossd": "b02A"}, {"modality_tossd": " k012 "}, {"modality_tossd": "", "sdg_text": ""}]
    paths, _ = stage(tmp_path, "tossd", write_rows(tmp_path / "tossddata_2031.parquet", rows))
    with opened(paths, "tossd") as connection:
        found = connection.execute("select modality_tossd, sdg_text from staged.tossd_activity order by all").fetchall()
        assert not refused(connection, "tossd_activity")
    assert found == [("B02a", "4;4.2"), ("K012", "4;4.2"), (None, None)]


def test_a_missing_column_is_named_and_a_new_one_is_no_fault(tmp_path):
    path = write_rows(tmp_path / "tossddata_2031.parquet", [{}])
    table = pq.read_table(path)
    pq.write_table(table.append_column("NewColumn", [["x"]]), path)
    _, accounts = stage(tmp_path / "wider", "tossd", path)
    assert accounts["activity"].rows_staged == 1
    pq.write_table(table.drop_columns(["Sourcename"]), path)
    with pytest.raises(SourceChanged, match="no column Sourcename"):
        stage(tmp_path / "narrower", "tossd", path)


def test_fetching_by_etag(tmp_path, monkeypatch):
    """Years that are published become one snapshot; an unchanged file is not sent again, a replaced one is."""
    years = (2030, 2031)
    files = {year: write_rows(tmp_path / f"{year}.parquet", [{"year": str(year)}]).read_bytes() for year in years}

    def answer(asked: Asked) -> Reply | None:
        year = int(asked.path.removesuffix(".parquet").rsplit("_", 1)[1])
        return Reply(files[year], is_file=True) if year in files else None

    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    paths, http = Paths(tmp_path / "project"), Http(sleep=lambda seconds: None)
    with ReplayServer({r"^tossd\.online/tossddata_\d{4}\.parquet$": answer}) as server:
        monkeypatch.setattr(tossd, "HOST", server.url("tossd.online"))
        found = source("tossd")

        def requests(context):
            yield from tossd.requests(replace(context, today=context.today.replace(year=2032)))

        found = replace(found, requests=requests)
        first = fetch_source(paths, found, http=http)
        assert first.state == "new", first.error
        names = [item["name"] for item in newest(paths, "tossd").manifest["files"]]
        assert names == ["tossddata_2030.parquet", "tossddata_2031.parquet"]
        again = fetch_source(paths, found, http=http)
        assert again.state == "unchanged"
        assert {e.state for e in again.exchanges} == {"not_modified", "missing"}
        files[2031] = write_rows(tmp_path / "new.parquet", [{"year": "2031"}, {"year": "2031"}]).read_bytes()
        replaced = fetch_source(paths, found, http=http)
        assert replaced.state == "new"
        assert [e.name for e in replaced.exchanges if e.state == "downloaded"] == ["tossddata_2031.parquet"]
