"""AidData's Global Chinese Official Finance Dataset, version 1.0: projects of 2000-2014."""

from collections.abc import Generator
from pathlib import Path

from sscmon import archives
from sscmon.aiddata import project_contract
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text
from sscmon.workbooks import sheet_to_parquet

HOST = "https://raw.githubusercontent.com/AidData-WM/public_datasets/master"
ARCHIVE = "GlobalChineseOfficialFinanceDataset_v1.0.zip"
MEMBER = "GlobalChineseOfficialFinanceDataset_v1.0/GlobalChineseOfficialFinanceDataset_v1.0.xlsx"
DATASET = Expect(FileKind.ZIP, members=(MEMBER,), max_bytes=64 << 20)
COLUMNS = [
    "project_id",
    "recommended_for_research",
    "umbrella",
    "year",
    "donor",
    "funding_agency",
    "recipient_condensed",
    "title",
    "description",
    "status",
    "flow",
    "flow_class",
    "intent",
    "amount",
    "currency",
    "usd_defl_2014",
    "usd_current",
    "crs_sector_code",
    "start_actual",
    "start_planned",
    "end_actual",
    "end_planned",
    "year_uncertain",
    "recipient_iso3",
    "interest_rate",
    "maturity",
    "grace_period",
    "grant_element",
]


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The archive of the whole dataset."""
    yield Request(ARCHIVE, f"{HOST}/chinaglobal/{ARCHIVE}", DATASET)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The workbook of the archive; of its 54 columns those that are used."""
    [workbook] = archives.extract(snapshot.path(ARCHIVE), folder / "unpacked", [MEMBER])
    sheet_to_parquet(workbook, folder / "project.parquet", COLUMNS)


SOURCE = Source(
    id="aiddata_china_official",
    title=Text(
        "Chinese official finance, 2000-2014 (AidData GCOF 1.0)",
        "Financiamiento oficial chino, 2000-2014 (AidData GCOF 1.0)",
        "Financiamento oficial chinês, 2000-2014 (AidData GCOF 1.0)",
    ),
    publisher="AidData at William & Mary",
    licence="ODC-BY 1.0",
    citation="AidData (2017), Global Chinese Official Finance Dataset, version 1.0",
    url="https://www.aiddata.org/data/chinese-global-official-finance-dataset",
    mapped={"project.flow_type_text": "flow_type", "project.flow_class_text": "flow_class"},
    contracts=(
        project_contract(
            "aiddata_china_official",
            Text("Chinese projects (GCOF 1.0)", "Proyectos chinos (GCOF 1.0)", "Projetos chineses (GCOF 1.0)"),
        ),
    ),
    parse=parse,
    calendar="0 6 15 11 *",
    late_after_days=4000,
    folder=Path(__file__).parent,
    requests=requests,
    files={ARCHIVE: DATASET},
)
