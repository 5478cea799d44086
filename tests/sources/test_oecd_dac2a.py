"""DAC2A: the sample, the three headings of SDMX-CSV, the real answer for Nepal, fetching."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from sources.support import opened, refused, same_as_expected, shared, source, stage

from sscmon.errors import SourceChanged

NEPAL = "oecd/dac2a_sdmx/dac2a_NPL_2015-2024_20260603T161528Z.csv"
SAMPLE = Path(source("oecd_dac2a").folder) / "sample.csv"


def test_sample_becomes_what_is_expected(tmp_path):
    paths, accounts = stage(tmp_path, "oecd_dac2a", SAMPLE)
    assert accounts["value"].rows_read == 15 and accounts["value"].rows_quarantined == 4
    with opened(paths, "oecd_dac2a", "core.flow") as connection:
        same_as_expected(connection, "oecd_dac2a", "core.flow", "value")


def headed(rows: list[list[str]], form: str) -> list[list[str]]:
    """The sample's rows under another heading of SDMX-CSV: codes alone, or code and label beside each other."""
    head, *body = rows
    if form == "codes":
        return [[cell.split(":")[0] for cell in head], *([cell.split(": ")[0] for cell in row] for row in body)]
    names = ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    for cell in head[1:]:
        names += [cell.split(": ")[0], cell.split(": ")[1] if ":" in cell else cell.title()]
    cells = []
    for row in body:
        start = ["DATAFLOW", row[0], "I"]
        for cell in row[1:]:
            code, _, label = cell.partition(": ")
            start += [code, label]
        cells.append(start)
    return [names, *cells]


@pytest.mark.parametrize("form", ["codes", "beside"])
def test_the_other_headings_give_the_same_rows(tmp_path, form):
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    other = tmp_path / "given" / "sample.csv"
    other.parent.mkdir()
    with other.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(headed(rows, form))
    paths, accounts = stage(tmp_path / "project", "oecd_dac2a", other)
    assert accounts["value"].rows_staged == 11
    with opened(paths, "oecd_dac2a", "core.flow") as connection:
        same_as_expected(connection, "oecd_dac2a", "core.flow", "value")
        label = "select max(provider_name) from staged.oecd_dac2a_value where provider_code = 'DNK'"
        assert connection.execute(label).fetchone() == ("Denmark" if form == "beside" else None,)


def test_a_missing_column_is_named(tmp_path):
    other = tmp_path / "dac2a.csv"
    text = SAMPLE.read_text(encoding="utf-8").replace("UNIT_MULT: Unit multiplier", "POWER")
    other.write_text(text, encoding="utf-8")
    with pytest.raises(SourceChanged, match="no column UNIT_MULT"):
        stage(tmp_path / "project", "oecd_dac2a", other)


def test_nepal(tmp_path):
    paths, accounts = stage(tmp_path, "oecd_dac2a", shared(NEPAL))
    assert (accounts["value"].rows_read, accounts["value"].rows_quarantined) == (15_564, 0)
    with opened(paths, "oecd_dac2a", "core.flow", "reference.party") as connection:
        assert not refused(connection, "oecd_dac2a_value")
        one = lambda query: connection.execute(query).fetchone()[0]  # noqa: E731
        assert one("select sum(observed_value) from staged.oecd_dac2a_value") == Decimal("711114.970426")
        assert one("select count(*) from staged.oecd_dac2a_value where observed_value is null") == 1_698
        # the bank is there twice with the same amount; only its own code is not a total
        twice = "select provider_id, ssc_eligibility, sum(amount_original) from core.flow where provider_id in "
        twice += "('5ASDB0', 'ORG_ASDB') and period_start_year = 2020 and kind = 'FIN_LOAN' and "
        twice += "flow_stage = 'DISBURSEMENT' group by all order by 1"
        found = connection.execute(twice).fetchall()
        assert [row[:2] for row in found] == [("5ASDB0", "EXCLUDED"), ("ORG_ASDB", "CONTEXT")]
        assert found[0][2] == found[1][2] > 400_000_000
        # a country that is no DAC member, in units
        thailand = "select sum(amount_original) from core.flow where provider_id = 'THA' and kind = '_T' and "
        assert one(thailand + "period_start_year = 2020 and ssc_eligibility = 'UNDETERMINED'") == 180_487
        assert one("select count(*) from core.flow where ssc_eligibility = 'SSC'") == 0


def test_what_is_no_total_adds_up_to_the_published_totals(tmp_path):
    """The members of each total add up to it, in every measure and year; so no total is left among them."""
    paths, _ = stage(tmp_path, "oecd_dac2a", shared(NEPAL))
    members = {
        "ALLM": "area.area_type = 'organisation'",
        "DAC": "area.area_type = 'country' and country.is_dac_member = 'true'",
        "9PRIV0": "area.area_type = 'private'",
    }
    with opened(paths, "oecd_dac2a") as connection:
        for total, condition in members.items():
            cells, worst = connection.execute(
                f"""
                with cell as (
                    select measure_code, year,
                        sum(observed_value) filter (value.provider_code = '{total}') as published,
                        sum(observed_value) filter ({condition}) as added
                    from staged.oecd_dac2a_value as value
                    join house.dac_area_sdmx as area on area.code = value.provider_code
                    left join house.country as country on country.iso3 = area.party_id
                    where price_basis_code = 'V' and measure_code in ('201', '204', '206', '240')
                    group by all
                )
                select count(*), max(abs(published - added)) from cell where published is not null
                """
            ).fetchone()
            assert cells >= 20 and worst < 0.26, total
