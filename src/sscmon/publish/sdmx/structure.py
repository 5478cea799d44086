"""What the indicators are in the terms of SDMX: concepts, code lists, dimensions, measures and attributes.

Follows the SDMX information model (SDMX Technical Specifications, section 2, 2021). Artefacts carry the number of
the release as their version, so that one version never changes.
"""

import re
from dataclasses import dataclass

from sscmon.contracts.indicator import OBSERVATION
from sscmon.errors import ModelBroken
from sscmon.publish.labels import Code
from sscmon.text import Text

AGENCY = "SSCMON"
CONCEPTS, STRUCTURE, DATAFLOW = "CS_INDICATORS", "DSD_INDICATORS", "DF_INDICATORS"
TITLE = Text(
    "Indicators of South-South cooperation",
    "Indicadores de cooperación Sur-Sur",
    "Indicadores de cooperação Sul-Sul",
)


@dataclass(frozen=True)
class Component:
    """One column of the observations as a component of the data structure.

    Attributes:
        role: dimension, time, measure, bound (a further measure; SDMX 2.1 knows one only and has it as an attribute)
            or attribute.
        codelist: the code list of its values, empty where they are free.
        text_type: the SDMX type of free values.
        is_required: every observation has one.
    """

    column: str
    id: str
    role: str
    codelist: str = ""
    text_type: str = ""
    is_required: bool = True

    @property
    def name(self) -> Text:
        """Its name, from the contract of the observations."""
        return OBSERVATION.columns[self.column].metadata["text"]


COMPONENTS = (
    Component("indicator_id", "INDICATOR", "dimension", "CL_INDICATOR"),
    Component("provider_id", "PROVIDER", "dimension", "CL_PARTY"),
    Component("partner_id", "PARTNER", "dimension", "CL_PARTY"),
    Component("modality", "MODALITY", "dimension", "CL_MODALITY"),
    Component("kind", "KIND", "dimension", "CL_KIND"),
    Component("sector", "SECTOR", "dimension", "CL_SECTOR"),
    Component("inclusion_set", "INCLUSION_SET", "dimension", "CL_INCLUSION_SET"),
    Component("valuation_method", "VALUATION_METHOD", "dimension", "CL_VALUATION_METHOD"),
    Component("denominator", "DENOMINATOR", "dimension", "CL_DENOMINATOR"),
    Component("price_basis", "PRICE_BASE", "dimension", "CL_PRICE_BASE"),
    Component("unit", "UNIT_MEASURE", "dimension", "CL_UNIT"),
    Component("item", "ITEM", "dimension", text_type="String"),
    Component("year", "TIME_PERIOD", "time", text_type="ObservationalTimePeriod"),
    Component("value", "OBS_VALUE", "measure", text_type="Double", is_required=False),
    Component("value_low", "OBS_LOW", "bound", text_type="Double", is_required=False),
    Component("value_high", "OBS_HIGH", "bound", text_type="Double", is_required=False),
    Component("obs_status", "OBS_STATUS", "attribute", "CL_OBS_STATUS"),
    Component("n_obs", "N_OBS", "attribute", text_type="Long"),
    Component("coverage_share", "COVERAGE", "attribute", text_type="Double", is_required=False),
    Component("method_version", "METHOD_VERSION", "attribute", text_type="Long"),
    Component("observation_id", "OBSERVATION_ID", "attribute", text_type="String"),
)


def identifier(code: str) -> str:
    """A code as SDMX allows it: `person/year` is `person_PER_year`, `CHL+MEX` is `CHL_AND_MEX`."""
    return re.sub(r"[^A-Za-z0-9_@$-]+", "_", code.replace("/", "_PER_").replace("+", "_AND_"))


def codelists(codes: dict[str, dict[str, Code]]) -> dict[str, dict[str, Code]]:
    """The code lists by identifier; codes under the identifiers that SDMX allows.

    Args:
        codes: for each coded column its codes, as `labels.codes` gives them.

    Raises:
        ModelBroken: two codes have the same identifier.
    """
    found = {}
    for component in COMPONENTS:
        if component.codelist:
            listed = codes[component.column].values()
            found[component.codelist] = {identifier(code.code): code for code in listed}
            if len(found[component.codelist]) < len(listed):
                raise ModelBroken(
                    f"two codes of the column {component.column} have one identifier in SDMX",
                    todo="choose codes that differ in letters, digits, - and _",
                )
    return found
