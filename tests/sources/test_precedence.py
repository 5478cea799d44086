"""One source for each provider and year: sources are added in turn, and the headline is watched."""

import shutil
from decimal import Decimal

import pytest
from conftest import Built
from sources.support import built_up_to, shared, source
from sources.tossd_rows import write_rows

from sscmon import codelists, engine
from sscmon.fetching.given import take_files
from sscmon.paths import Paths
from sscmon.sources import discover

DISBURSED = "disbursement_thousand_usd_nominal"
SETS = ("STRICT_SSC", "TOSSD_LIKE", "UNCTAD_A", "UNCTAD_AB", "SOLIDARITY_WIDE")


def query(paths: Paths, sql: str, *tables: str) -> list[tuple]:
    with engine.connect(paths, tables) as connection:
        return connection.execute(sql).fetchall()


def headline(paths: Paths) -> dict[tuple, Decimal]:
    """Sums over all partners, modalities and kinds by inclusion set, provider and year."""
    rows = query(
        paths,
        "select inclusion_set, provider_id, year, amount from core.flow_cell where measure = 'usd_nominal' "
        "and cell_partner_id = '_T' and cell_modality = '_T' and cell_kind = '_T'",
        "core.flow_cell",
    )
    return {row[:3]: row[3] for row in rows}


def test_every_source_of_the_list_exists_once_for_each_measure_and_provider():
    rows = codelists.rows("source_precedence")
    assert {row["source_id"] for row in rows} <= set(discover())
    places = [(row["measure"], row["provider_id"], row["rank"]) for row in rows]
    assert len(places) == len(set(places))
    named = [(row["measure"], row["provider_id"], row["source_id"], row["first_year"]) for row in rows]
    assert len(named) == len(set(named))
    assert all(row[f"reason_{language}"] for row in rows for language in ("en", "es", "pt"))


@pytest.fixture(scope="module")
def tossd_file(tmp_path_factory, built):
    """Activities of Brazil in a year that evidence covers and in one that it does not, a proxy, an aggregate; Türkiye
    in a year that CRS covers."""
    covered = min(year for _, provider, year in headline(built.paths) if provider == "BRA" and year >= 2010)
    brazil = {"provider_code": "431", "year": "2031"}
    rows = [
        {**brazil, "year": str(covered), "tossd_id": "A1", DISBURSED: 5_000_000.0},
        {**brazil, "tossd_id": "A2", DISBURSED: 100.0},
        {**brazil, "tossd_id": "A3", DISBURSED: 23.5},
        {**brazil, "tossd_id": "A4", DISBURSED: 23.5, "partner_code": "347"},
        {**brazil, "tossd_id": "A5", DISBURSED: 7.0, "partner_code": "298"},
        {**brazil, "tossd_id": "A6", DISBURSED: 9.0, "source_name": "CRS data used as proxy"},
        {**brazil, "tossd_id": "A7", DISBURSED: 900.0, "provider_code": "0"},
        {**brazil, "tossd_id": "A8", DISBURSED: 5.0, "provider_code": "55", "modality_tossd": "D02"},
    ]
    return write_rows(tmp_path_factory.mktemp("tossd") / "tossddata_2031.parquet", rows)


def added(paths: Paths, source_id: str, given, before: dict[tuple, Decimal]) -> dict[tuple, Decimal]:
    """What the headline has more than before, after one more source; what it had must stay."""
    take_files(paths, source(source_id), given)
    built_up_to(paths, "core.flow_cell")
    after = headline(paths)
    assert {key: after[key] for key in before} == before, source_id
    return {key: amount for key, amount in after.items() if key not in before}


def test_headline_never_adds_two_sources(built: Built, tossd_file, tmp_path):
    """Evidence keeps every provider and year that it has; TOSSD gives others, every activity of it, before CRS."""
    paths = Paths(tmp_path / "project")
    shutil.copytree(built.paths.root, paths.root)
    before = headline(paths)
    for source_id, given in (
        ("oecd_dac2a", shared("oecd/dac2a_sdmx/dac2a_NPL_2015-2024_20260603T161528Z.csv")),
        ("oecd_dac1", source("oecd_dac1").folder / "sample.csv"),
    ):
        assert not added(paths, source_id, given, before)
    assert added(paths, "oecd_crs", source("oecd_crs").folder / "sample.txt", before) == {
        (name, "TUR", 2031): Decimal("123456.7890") for name in SETS if name != "UNCTAD_A"
    }
    assert added(paths, "tossd", tossd_file, before) == {
        **{(name, "BRA", 2031): Decimal(154_000) for name in SETS},
        **{(name, "TUR", 2031): Decimal(5_000) for name in SETS if name != "UNCTAD_A"},
    }
    found = dict(
        query(
            paths,
            "select source_row_key, selection_reason from core.flow join core.flow_inclusion using (flow_id) "
            "where inclusion_set = 'STRICT_SSC' "
            "and (source_id = 'tossd' or source_id = 'oecd_crs' and provider_id = 'TUR')",
            "core.flow",
            "core.flow_inclusion",
        )
    )
    assert found.pop("tossddata_2031.parquet:1") == "OTHER_SOURCE"
    assert found.pop("sample.txt:3") == "OTHER_SOURCE"
    assert sorted(map(str, found.values())) == ["CONTEXT", "CONTEXT", "None", "None", "None", "None", "None"]
