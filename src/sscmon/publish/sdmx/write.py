"""The SDMX files of a release."""

from sscmon.publish import labels
from sscmon.publish.draft import Draft, Part
from sscmon.publish.sdmx.structure import AGENCY, COMPONENTS, DATAFLOW, codelists
from sscmon.publish.sdmx.xml import artefact_version, structures
from sscmon.rules import quoted
from sscmon.text import Text

FOLDER = "sdmx"
VERSIONS = ("2.1", "3.0")


def write_sdmx(draft: Draft) -> None:
    """`sdmx/structure-2.1.xml`, `sdmx/structure-3.0.xml`, and `sdmx/indicators.csv` with every observation."""
    (draft.folder / FOLDER).mkdir()
    with draft.connect() as connection:
        listed = codelists(labels.codes(connection))
        for version in VERSIONS:
            message = structures(listed, draft.name, draft.created, version)
            (draft.folder / FOLDER / f"structure-{version}.xml").write_bytes(message)
        flow = f"{AGENCY}:{DATAFLOW}({artefact_version(draft.name)})"
        cells = ", ".join(f'{_cell(one.column, listed.get(one.codelist, {}))} as "{one.id}"' for one in COMPONENTS)
        connection.execute(
            f"""copy (
                select 'dataflow' as "STRUCTURE", {quoted(flow)} as "STRUCTURE_ID", 'I' as "ACTION", {cells}
                from indicator.observation order by observation_id
            ) to {quoted(str(draft.folder / FOLDER / "indicators.csv"))} (format csv, header true)"""
        )


def _cell(column: str, codes: dict) -> str:
    """A column with its codes as SDMX allows them."""
    cases = "".join(
        f" when {quoted(code.code)} then {quoted(found)}" for found, code in codes.items() if found != code.code
    )
    return f'case "{column}"{cases} else "{column}" end' if cases else f'"{column}"'


PART = Part(
    write_sdmx,
    {
        "sdmx/indicators.csv": Text(
            "all indicators as SDMX-CSV 2.0",
            "todos los indicadores en SDMX-CSV 2.0",
            "todos os indicadores em SDMX-CSV 2.0",
        ),
        "sdmx/structure-*.xml": Text(
            "their data structure and code lists, in SDMX-ML 2.1 and 3.0",
            "su estructura de datos y listas de códigos, en SDMX-ML 2.1 y 3.0",
            "sua estrutura de dados e listas de códigos, em SDMX-ML 2.1 e 3.0",
        ),
    },
)
