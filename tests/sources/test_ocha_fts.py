"""OCHA FTS: pages of the API and tables of HDX, each flow once, and the total that the API itself states."""

import csv
import json
from decimal import Decimal

import pytest
from replay.server import ReplayServer, Reply
from source_sample import STAMP, bundled_project, compare, compare_refused, fetched, shared, stage_files

from sscmon import engine, snapshots
from sscmon.build import build
from sscmon.errors import SourceChanged
from sscmon.sources.ocha_fts import source as fts

FOLDER = fts.SOURCE.folder
FILES = {
    "flow-2031.json": FOLDER / "sample.json",
    "flow-2031-0002.json": FOLDER / "sample_page_2.json",
    "location.json": FOLDER / "sample_location.json",
}
PAGES = [f"ocha_fts/input/custom-search-locationid-1-year-2020{part}.json" for part in ("", "-page-2", "-page-3")]


def test_the_sample_becomes_what_it_must(tmp_path):
    staged = stage_files(tmp_path, "ocha_fts", {**FILES, "fts_hti.csv": FOLDER / "sample.csv"})
    compare(staged, "flow")
    compare_refused(staged, "flow")
    account = staged.accounts["flow"]
    assert (account.rows_read, account.rows_staged, account.rows_quarantined) == (17, 12, 5) and account.adds_up
    assert staged.query("select iso3 from staged.ocha_fts_location order by 1") == [("ARE",), ("HTI",), ("KWT",)]
    given = staged.contributed(
        "core.flow",
        columns="flow_id, provider_id, partner_id, flow_stage, ssc_eligibility, amount_original, currency_code",
    )
    assert given == [
        ("ocha_fts:1", "ARE", "HTI", "DISBURSEMENT", "SSC", Decimal(2_240_530), "AED"),
        ("ocha_fts:2", "KWT", "HTI", "COMMITMENT", "SSC", Decimal(5_000), "USD"),
        ("ocha_fts:21", "QAT", "HTI", "COMMITMENT", "UNDETERMINED", Decimal(500_000), "EUR"),
        ("ocha_fts:22", "QAT", "WLD", "DISBURSEMENT", "UNDETERMINED", Decimal(15), "USD"),
        ("ocha_fts:3", "KWT", "HTI", "DISBURSEMENT", "SSC", Decimal(2_000), "USD"),
        ("ocha_fts:4", "KWT", "HTI", "DISBURSEMENT", "EXCLUDED", Decimal(700), "USD"),
        ("ocha_fts:7", "ARE", "HTI", "PLEDGE", "SSC", Decimal(10), "USD"),
        ("ocha_fts:9", "ARE", "WLD", "DISBURSEMENT", "SSC", Decimal(300), "USD"),
    ]


def test_pages_are_followed_and_places_asked_for(tmp_path, monkeypatch):
    first, second, places = (path.read_text() for path in FILES.values())

    def flows(asked):
        if asked.query.get("page") == "2":
            return Reply(second.encode(), headers={"Content-Type": "application/json"})
        here = f"http://{asked.headers['Host']}/v1/public/fts/flow?year={asked.query['year']}&page=2"
        content = json.loads(first)
        content["meta"]["nextLink"] = here
        return Reply(json.dumps(content).encode(), headers={"Content-Type": "application/json"})

    with ReplayServer({"fts/flow$": flows, "location$": lambda asked: Reply(places.encode())}) as server:
        monkeypatch.setattr(fts, "HOST", server.root)
        monkeypatch.setattr(fts, "FIRST_YEAR", 2026)
        outcome = fetched(tmp_path, "ocha_fts")
        years = {asked.query["year"] for asked in server.asked_for("fts/flow")}
    names = [item["name"] for item in outcome.snapshot.manifest["files"]]
    assert "location.json" in names and {f"flow-{min(years)}.json", f"flow-{min(years)}-0002.json"} <= set(names)
    assert len(names) == 1 + 2 * len(years)


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("flow.json", '{"status":"error","message":"locationISO3 is not allowed"}', "status is ok"),
        ("flow.json", '{"status":"ok","data":{"report1":{}}}', "neither flows nor places"),
        ("fts_x.csv", "date,amountUSD\n2031-01-01,5\n", "no column id"),
        ("location.json", '{"status":"ok","data":[]}', "no file has a flow"),
    ],
)
def test_another_file_is_named(tmp_path, name, body, words):
    (tmp_path / name).write_text(body)
    with pytest.raises(SourceChanged, match=words):
        stage_files(tmp_path, "ocha_fts", {name: tmp_path / name})


def test_the_sample_in_a_whole_build(tmp_path):
    """Without its bad rows; what is paid and new enters the sums of its providers, once."""
    paths = bundled_project(tmp_path / "project")
    page = json.loads(FILES["flow-2031-0002.json"].read_text())
    page["data"]["flows"] = page["data"]["flows"][:3]
    (tmp_path / "page.json").write_text(json.dumps(page))
    snapshots.store(paths, "ocha_fts", {**FILES, "flow-2031-0002.json": tmp_path / "page.json"}, **STAMP)
    report = build(paths)
    assert not report.errors, {key: str(error) for key, error in report.errors.items()}
    with engine.connect(paths, ("core.flow_inclusion",)) as connection:
        found = connection.execute(
            "select flow_id from core.flow_inclusion where is_candidate and inclusion_set = 'SOLIDARITY_WIDE' "
            "and flow_id like 'ocha%' order by 1"
        ).fetchall()
    assert found == [("ocha_fts:1",), ("ocha_fts:3",), ("ocha_fts:9",)]


# ---- the publisher's files


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    files = {f"flow-2020-{number}.json": shared(name) for number, name in enumerate(PAGES, start=1)}
    files["location.json"] = shared("ocha_fts/input/1-public-location.json")
    return stage_files(tmp_path_factory.mktemp("real"), "ocha_fts", files)


def test_three_linked_pages_in_full(real):
    flows = [flow for name in PAGES for flow in json.loads(shared(name).read_text())["data"]["flows"]]
    account = real.accounts["flow"]
    assert (account.rows_read, account.rows_staged) == (len(flows), 484) and account.adds_up
    assert account.amount_staged == sum(flow["amountUSD"] for flow in flows)


def test_the_rule_of_boundaries_gives_the_total_that_the_api_states(real):
    stated = json.loads(shared(PAGES[0]).read_text())["data"]["incoming"]
    [(count, total)] = real.query(
        "select count(*), "
        "sum(amount_usd_nominal) filter (where on_boundary_text = 'single' and status_text <> 'pledge') "
        "from staged.ocha_fts_flow where boundary_text = 'incoming'"
    )
    assert (count, total) == (stated["flowCount"], stated["fundingTotal"]) == (328, 725_591_299)


def test_the_south_in_the_published_pages(real):
    given = real.contributed(
        "core.flow", columns="provider_id, ssc_eligibility, count(*), "
        "sum(amount_original) filter (where currency_code = 'USD')",
        where="true group by all",
    )  # fmt: skip
    assert given == [
        ("ARE", "SSC", 2, None),
        ("KAZ", "EXCLUDED", 1, Decimal(50_000)),
        ("KWT", "SSC", 3, None),
        ("QAT", "SSC", 1, Decimal(854_462)),
        ("SAU", "SSC", 2, Decimal(10_000_000)),
    ]
    spot = real.contributed(
        "core.flow", where="flow_id = 'ocha_fts:210824'",
        columns="provider_id, partner_id, period_start_year, flow_stage, modality, amount_original, currency_code",
    )  # fmt: skip
    assert spot == [("ARE", "AFG", 2020, "DISBURSEMENT", "BIL", Decimal(2_203_800), "AED")]


def test_the_published_table_of_hdx(tmp_path):
    path = shared("ocha_fts/fts_incoming_funding_afg.csv")
    staged = stage_files(tmp_path, "ocha_fts", {path.name: path})
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    account = staged.accounts["flow"]
    assert (account.rows_read, account.rows_staged) == (len(rows), 328)
    assert account.amount_staged == sum(Decimal(row["amountUSD"]) for row in rows)
    found = {row[0] for row in staged.contributed("core.flow", columns="distinct provider_id")}
    assert found == {"ARE", "KAZ", "KWT", "QAT", "SAU"}
    assert staged.contributed("core.flow", where="ssc_eligibility = 'SSC'") == []
