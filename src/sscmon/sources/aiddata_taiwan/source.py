"""Loans, investments and grants of TaiwanICDF, 1990-2011, as it gave them to AidData."""

from collections.abc import Generator
from pathlib import Path

from sscmon.aiddata import project_contract
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text
from sscmon.workbooks import sheet_to_parquet

HOST = "https://raw.githubusercontent.com/AidData-WM/public_datasets/master"
FILE = "TaiwanICDF_lending_and_investment_projects_for_AidData.xlsx"
WORKBOOK = Expect(FileKind.XLSX, max_bytes=64 << 20)
COLUMNS = [
    "year",
    "donor",
    "recipient",
    "commitment_amount",
    "commitment_amount_currency",
    "title",
    "long_description",
    "loan_term",
    "grace_period",
    "interest_rate",
    "second_interest_rate",
    "financing_agency",
    "commitment_date",
    "flow_type",
    "grant_element",
    "disbursement_amount",
]


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The workbook."""
    yield Request(FILE, f"{HOST}/donor/{FILE}", WORKBOOK)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The first sheet of the workbook; of its 43 columns those that are used."""
    sheet_to_parquet(snapshot.path(FILE), folder / "project.parquet", COLUMNS)


SOURCE = Source(
    id="aiddata_taiwan",
    title=Text(
        "TaiwanICDF loans, investments and grants, 1990-2011",
        "Préstamos, inversiones y donaciones de TaiwanICDF, 1990-2011",
        "Empréstimos, investimentos e doações da TaiwanICDF, 1990-2011",
    ),
    publisher="TaiwanICDF; AidData at William & Mary",
    licence="ODC-BY 1.0",
    citation="TaiwanICDF, lending and investment projects for AidData",
    url="https://github.com/AidData-WM/public_datasets",
    mapped={"project.flow_type_text": "flow_type", "project.flow_class_text": "flow_class"},
    contracts=(
        project_contract(
            "aiddata_taiwan",
            Text("Projects of TaiwanICDF", "Proyectos de TaiwanICDF", "Projetos da TaiwanICDF"),
        ),
    ),
    parse=parse,
    calendar="0 6 15 11 *",
    late_after_days=6000,
    folder=Path(__file__).parent,
    requests=requests,
    files={FILE: WORKBOOK},
)
