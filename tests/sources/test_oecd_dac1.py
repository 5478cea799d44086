"""DAC1: the sample, the real file in the older codes, agreement with the bundled figures and published rates."""

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sources.support import ROOT, opened, refused, same_as_expected, shared, source, stage

from sscmon.errors import SourceChanged

REAL = "oecd/dac1_table1/table1_raw_2010_2023.parquet"
RATES = "oecd/dac1_table1/dac_2025-02-20.parquet"
SAMPLE = Path(source("oecd_dac1").folder) / "sample.csv"


def test_sample_becomes_what_is_expected(tmp_path):
    paths, accounts = stage(tmp_path, "oecd_dac1", SAMPLE)
    assert (accounts["value"].rows_read, accounts["value"].rows_quarantined) == (12, 4)
    with opened(paths, "oecd_dac1", "reference.oda", "reference.macro") as connection:
        same_as_expected(connection, "oecd_dac1", "reference.oda", "value")
        rates = "select series, series_value, series_unit from reference.macro order by 1"
        found = connection.execute(rates).fetchall()
        assert found == [("dac_deflator", 80.0, "index, 2022 = 100"), ("dac_lcu_per_usd", 30.0, "LCU per USD")]


def older(path: Path, **changed) -> Path:
    """One row in the older codes: Denmark's ODA, net, in 2031."""
    row = {
        "donor_code": 3,
        "donor_name": "Denmark",
        "aidtype_code": 1010,
        "aid_type": "ODA",
        "flows_code": 1140,
        "amounttype_code": "A",
        "sector_code": None,
        "year": 2031,
        "value": 3000.5,
        "base_period": None,
        "unit_multiplier": 6,
        **changed,
    }
    pq.write_table(pa.table({name: [value] for name, value in row.items()}), path)
    return path


def test_older_codes_become_those_of_sdmx(tmp_path):
    paths, _ = stage(tmp_path, "oecd_dac1", older(tmp_path / "dac1.parquet"))
    with opened(paths, "oecd_dac1") as connection:
        found = connection.execute(
            "select provider_code, unit_measure, price_basis_code, observed_value, source_row_key "
            "from staged.oecd_dac1_value"
        ).fetchall()
    assert [(*row[:3], float(row[3]), row[4]) for row in found] == [("DNK", "USD", "V", 3000.5, "dac1.parquet:1")]


def test_a_provider_without_mapping_is_refused_by_its_code(tmp_path):
    paths, accounts = stage(tmp_path, "oecd_dac1", older(tmp_path / "dac1.parquet", donor_code=77777))
    assert accounts["value"].rows_quarantined == 1
    with opened(paths, "oecd_dac1") as connection:
        assert refused(connection, "oecd_dac1_value") == [("dac1.parquet:1", "provider_code", "codelist")]


def test_both_kinds_of_files_together_are_refused(tmp_path):
    given = tmp_path / "given"
    given.mkdir()
    older(given / "dac1.parquet")
    (given / "dac1.csv").write_bytes(SAMPLE.read_bytes())
    with pytest.raises(SourceChanged, match="lies beside other files"):
        stage(tmp_path / "project", "oecd_dac1", given)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    return stage(tmp_path_factory.mktemp("dac1"), "oecd_dac1", shared(REAL))


def test_every_row_of_the_real_file(real):
    paths, accounts = real
    assert (accounts["value"].rows_read, accounts["value"].rows_staged) == (444_854, 444_854)
    assert float(accounts["value"].amount_staged) == pytest.approx(43_870_340_073.3, rel=1e-9)


def test_agrees_with_the_bundled_figures(real):
    """Every figure that the release bundles is in the table, with the same value, and there are no others."""
    paths, _ = real
    bundled = max((ROOT / "data" / "raw" / "dac_oda").glob("*/dac_oda.csv"))
    groups = {"20000": "DAC_MEMBERS"}
    with bundled.open(encoding="utf-8", newline="") as file:
        wanted = {
            (row["donor_ref"] or groups[row["donor_code"]], int(row["year"]), row["measure"]): float(row["value"])
            for row in csv.DictReader(file)
        }
    with opened(paths, "oecd_dac1", "reference.oda") as connection:
        rows = connection.execute("select provider_id, year, measure_code, measure_value from reference.oda").fetchall()
    found = {row[:3]: float(row[3]) for row in rows}
    assert found.keys() == wanted.keys() and len(found) == 3_333
    assert found == {key: pytest.approx(value, rel=1e-12) for key, value in wanted.items()}


def test_rates_and_deflators_are_those_that_oecd_publishes(real):
    paths, _ = real
    with opened(paths, "oecd_dac1", "reference.macro") as connection:
        compared = connection.execute(
            f"""
            select macro.series, count(*), max(abs(macro.series_value / case macro.series when 'dac_deflator'
                then published."pydeflate_DAC_DEFLATOR" else published."pydeflate_EXCHANGE" end - 1))
            from reference.macro as macro
            join read_parquet('{shared(RATES)}') as published
                on published.pydeflate_iso3 = macro.iso3 and published.pydeflate_year = macro.year
            group by 1 order by 1
            """
        ).fetchall()
    assert [(series, count) for series, count, _ in compared] == [("dac_deflator", 655), ("dac_lcu_per_usd", 625)]
    assert all(worst < 0.002 for _, _, worst in compared)
