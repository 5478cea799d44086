"""The return of SDG 17.3.1 from planted figures: rules, one channel, objections, nothing lost, safe files."""

import csv

import openpyxl
import pytest
from models import fixture
from models.fixture import ROOT
from pysdmx.io import read_sdmx

from sscmon import engine
from sscmon.contracts import all_contracts
from sscmon.paths import Paths
from sscmon.publish.draft import DATABASE, Draft
from sscmon.publish.sdg_return import write_sdg_return
from sscmon.publish.sdg_workbook import SHEETS
from sscmon.sdg import sdg_selection
from sscmon.sqlfile import SqlFile
from sscmon.text import LANGUAGES

FLOW = {"provider_id": "VEN", "partner_id": "HTI", "modality": "BIL", "kind": "FIN_GRANT", "flow_stage": "DISBURSEMENT",
        "value_op": "=", "currency_code": "USD", "price_base": "V", "is_total": "false", "ssc_eligibility": "SSC",
        "obs_status": "A", "confidence": "A"}  # fmt: skip
HOSTILE = '=HYPERLINK("http://example.org")'


def flow(flow_id: str, amount: str, **columns: str) -> dict:
    return {**FLOW, "flow_id": flow_id, "amount_original": amount, "source_id": "evidence", **columns}


# VEN 2012: the OECD has 10 for Haiti and 4 for Bolivia, to which Bolivia objects; UNCTAD has 12 for Haiti again.
# BRA 2012: no channel; 7 in grants, 3 in debt relief, 5 lent at unknown terms, 2 to a body. Amounts in million USD.
FLOWS = [
    flow("v1", "10000000", source_id="tossd"),
    flow("v2", "4000000", source_id="tossd", partner_id="BOL"),
    flow("v3", "12000000", source_id="unctad"),
    flow("b1", "7000000", provider_id="BRA"),
    flow("b2", "3000000", provider_id="BRA", kind="FIN_DEBT"),
    flow("b3", "5000000", provider_id="BRA", kind="FIN_LOAN"),
    flow("b4", "2000000", provider_id="BRA", partner_id="ORG_X"),
]
OTHER_SOURCE = {"is_candidate": "false", "selection_reason": "OTHER_SOURCE"}
GIVEN = {
    "core.flow": FLOWS,
    "core.flow_year": [
        {
            "flow_id": one["flow_id"],
            "year": "2012",
            "year_count": "1",
            "is_average": "false",
            "amount_usd_nominal": one["amount_original"],
        }
        for one in FLOWS
    ],
    "core.flow_inclusion": [
        {
            "flow_id": one["flow_id"],
            "inclusion_set": "TOSSD_LIKE",
            **(OTHER_SOURCE if one["source_id"] == "unctad" else {"is_candidate": "true"}),
        }
        for one in FLOWS
    ],
    "core.recipient_objection": [
        {
            "objection_id": "O1",
            "provider_id": "VEN",
            "partner_id": "BOL",
            "year": "2012",
            "objection_date": "2013-02-01",
        }
    ],
    "reference.party": [
        {"party_id": "VEN", "party_type": "country", "name_en": "Venezuela", "name_es": "Venezuela"},
        {"party_id": "BRA", "party_type": "country", "name_en": HOSTILE, "name_es": HOSTILE},
        {"party_id": "HTI", "party_type": "country", "name_en": "Haiti", "name_es": "Haití"},
        {"party_id": "BOL", "party_type": "country", "name_en": "Bolivia"},
        {"party_id": "ORG_X", "party_type": "organisation", "name_en": "a body"},
    ],
    "reference.country": [
        {"iso3": "HTI", "m49_code": "332", "is_dac_member": "false"},
        {"iso3": "BOL", "m49_code": "068", "is_dac_member": "false"},
    ],
    "core.framework_cell": [
        {"provider_id": "CUB", "year": "2012", "cell_partner_id": "HTI", "ssc_group": "C", "modality": "_T",
         "kind": "HR_MED", "kind_detail": "_Z", "value_type": "FLOW", "unit": "person", "value": "40", "n_obs": "1",
         "obs_status": "A"}
    ],
}  # fmt: skip
MODELS = ("sdg_inclusion", "sdg_selection", "sdg_cell", "sdg_exclusion")


def labels() -> list[dict]:
    """The labels of the real code lists, as `reference.code` has them."""
    with engine.connect(Paths(ROOT), ("house.sdg_exclusion",)) as connection:
        rows = connection.execute("select code, label_en, label_es, label_pt from house.sdg_exclusion").fetchall()
    names = ("code", "label_en", "label_es", "label_pt")
    return [{"codelist": "sdg_exclusion", **dict(zip(names, row, strict=True))} for row in rows]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files of the return over a small database that the models themselves made."""
    folder = tmp_path_factory.mktemp("return")
    write(folder)
    return folder / "sdg-17-3-1"


def write(folder) -> None:
    needed = {"reference.code": labels(), **GIVEN}
    for model in MODELS:
        tables = SqlFile(ROOT / "sql" / "core" / f"{model}.sql").tables if model != "sdg_selection" else []
        needed |= {table: [] for table in tables if table not in needed and not table.startswith("house.")}
    needed |= {"reference.party_scope": []}
    with engine.connect(Paths(ROOT), ("house.sdg_channel", "house.sdg_class", "house.obs_status")) as connection:
        for table, rows in needed.items():
            if table.split(".")[1] not in MODELS:
                fixture.create(connection, table, fixture.types_of(connection, table), rows)
        for model in MODELS:
            made = sdg_selection(connection) if model == "sdg_selection" else None
            query = "select * from made" if made is not None else SqlFile(ROOT / f"sql/core/{model}.sql").query
            connection.execute(f"create table core.{model} as {engine.shaped(all_contracts()[f'core.{model}'], query)}")
        connection.execute(f"attach '{folder / DATABASE}' as released")
        for schema, table in connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = current_database()"
        ).fetchall():
            connection.execute(f"create schema if not exists released.{schema}")
            connection.execute(f"create table released.{schema}.{table} as from {schema}.{table}")
        connection.execute("detach released")
    write_sdg_return(Draft(Paths(ROOT), folder, "2031.1", "2031-01-02T03:04:05+00:00"))


def read(path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_counted_once_through_one_channel(folder):
    rows = {(row["provider_id"], row["partner_id"]): row for row in read(folder / "return.csv")}
    counted = {key: (row["million_usd_nominal"], row["series_code"], row["sdg_channel"]) for key, row in rows.items()}
    assert counted == {
        ("VEN", "HTI"): ("10.0", "DC_OSSD_GRT", "OECD"),
        ("VEN", "_T"): ("10.0", "DC_OSSD_GRT", "OECD"),
        ("BRA", "HTI"): ("7.0", "DC_OSSD_GRT", "NONE"),
        ("BRA", "_T"): ("7.0", "DC_OSSD_GRT", "NONE"),
    }


def test_every_figure_left_out_stands_with_its_reason(folder):
    rows = {row["flow_id"]: row for row in read(folder / "left-out.csv")}
    assert {flow_id: row["sdg_exclusion"] for flow_id, row in rows.items()} == {
        "v2": "RECIPIENT_OBJECTS",
        "v3": "OTHER_CHANNEL",
        "b2": "DEBT_RELIEF",
        "b3": "TERMS_UNKNOWN",
        "b4": "NOT_A_COUNTRY",
    }
    assert rows["v2"]["objection_id"] == "O1" and rows["v2"]["objection_date"] == "2013-02-01"
    assert all(row[f"reason_{language}"] for row in rows.values() for language in LANGUAGES)
    assert sum(float(row["amount_usd_nominal"]) for row in rows.values()) == 26e6


def test_sdmx_names_the_receiving_country_and_the_provider(folder):
    rows = read(folder / "return-sdmx.csv")
    assert {(row["REF_AREA"], row["CUST_BREAKDOWN"], row["OBS_VALUE"], row["NATURE"]) for row in rows} == {
        ("332", "VEN", "10.0", "C"),
        ("332", "BRA", "7.0", "E"),
    }
    fixed = {name: rows[0][name] for name in ("FREQ", "SEX", "PRODUCT", "UNIT_MEASURE", "UNIT_MULT", "TIME_PERIOD")}
    assert fixed == {
        "FREQ": "A", "SEX": "_T", "PRODUCT": "_T", "UNIT_MEASURE": "USD", "UNIT_MULT": "6", "TIME_PERIOD": "2012"
    }  # fmt: skip


def test_a_reader_of_sdmx_takes_the_file(folder):
    (dataset,) = read_sdmx(folder / "return-sdmx.csv", validate=False).data
    assert str(dataset.structure) == "Dataflow=IAEG-SDGs:DF_SDG_GLC(1.24)"
    assert len(dataset.data) == len(read(folder / "return-sdmx.csv")) > 0
    assert {"REF_AREA", "SERIES", "TIME_PERIOD", "OBS_VALUE"} <= set(dataset.data.columns)


def test_no_cell_runs_as_a_formula(folder):
    assert any(row["provider_en"] == "'" + HOSTILE for row in read(folder / "return.csv"))
    book = openpyxl.load_workbook(folder / "sdg-17-3-1.es.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "'" + HOSTILE in {cell.value for cell in cells}
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_has_all_rows_in_its_language(folder, language):
    book = openpyxl.load_workbook(folder / f"sdg-17-3-1.{language}.xlsx")
    assert len(book.sheetnames) == 1 + len(SHEETS)
    for sheet, name in zip(SHEETS, ("return", "left-out", "southern-framework"), strict=True):
        page = book[sheet.title.in_(language)]
        assert [cell.value for cell in page[1]] == [heading.in_(language) for _, heading, _ in sheet.columns]
        assert page.max_row == 1 + len(read(folder / f"{name}.csv"))
        assert page.freeze_panes == "A2"


def test_group_c_stays_in_its_unit(folder):
    rows = read(folder / "southern-framework.csv")
    assert [(row["ssc_group"], row["unit"], row["value"]) for row in rows] == [("C", "person", "40.0")]


def test_same_tables_same_bytes(folder, tmp_path):
    write(tmp_path)
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "sdg-17-3-1" / path.name).read_bytes(), path.name
