"""AidData's Global Chinese Development Finance Dataset, version 3.0: projects of 2000-2021, most of them with terms."""

from collections.abc import Generator
from pathlib import Path

from sscmon import archives
from sscmon.aiddata import project_contract
from sscmon.errors import SourceChanged
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text
from sscmon.workbooks import sheet_to_parquet

HOST = "https://docs.aiddata.org"
ARCHIVE = "AidDatas_Global_Chinese_Development_Finance_Dataset_Version_3_0.zip"
SHEET = "GCDF_3.0"
DATASET = Expect(FileKind.ZIP, members=("*.xlsx",), max_bytes=256 << 20)
COLUMNS = [
    "AidData Record ID",
    "Recommended For Aggregates",
    "Umbrella",
    "Financier Country",
    "Recipient",
    "Recipient ISO-3",
    "Commitment Year",
    "Title",
    "Description",
    "Status",
    "Intent",
    "Flow Type",
    "Flow Class",
    "Sector Code",
    "Funding Agencies",
    "Amount (Original Currency)",
    "Original Currency",
    "Amount Estimated",
    "Amount (Constant USD 2021)",
    "Amount (Nominal USD)",
    "Commitment Date (MM/DD/YYYY)",
    "Planned Implementation Start Date (MM/DD/YYYY)",
    "Actual Implementation Start Date (MM/DD/YYYY)",
    "Planned Completion Date (MM/DD/YYYY)",
    "Actual Completion Date (MM/DD/YYYY)",
    "Maturity",
    "Interest Rate",
    "Grace Period",
    "Grant Element (OECD Cash-Flow)",
]


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The archive of the whole dataset."""
    yield Request(ARCHIVE, f"{HOST}/ad4/datasets/{ARCHIVE}", DATASET)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The dataset's sheet of the workbook in the archive; of its 126 columns those that are used."""
    archive = snapshot.path(ARCHIVE)
    names = [
        m.filename for m in archives.members(archive) if m.filename.endswith(".xlsx") and "__MACOSX" not in m.filename
    ]
    if len(names) != 1:
        raise SourceChanged(
            f"the archive has {len(names)} workbooks, not one",
            where=ARCHIVE,
            todo="look at what the publisher sends now, then teach the source",
        )
    [workbook] = archives.extract(archive, folder / "unpacked", names)
    sheet_to_parquet(workbook, folder / "project.parquet", COLUMNS, sheet=SHEET)


SOURCE = Source(
    id="aiddata_gcdf",
    title=Text(
        "Chinese development finance, 2000-2021 (AidData GCDF 3.0)",
        "Financiamiento chino para el desarrollo, 2000-2021 (AidData GCDF 3.0)",
        "Financiamento chinês para o desenvolvimento, 2000-2021 (AidData GCDF 3.0)",
    ),
    publisher="AidData at William & Mary",
    licence="ODC-BY 1.0",
    citation="AidData (2023), Global Chinese Development Finance Dataset, version 3.0",
    url="https://www.aiddata.org/data/aiddatas-global-chinese-development-finance-dataset-version-3-0",
    mapped={"project.flow_type_text": "flow_type", "project.flow_class_text": "flow_class"},
    contracts=(
        project_contract(
            "aiddata_gcdf",
            Text("Chinese projects (GCDF 3.0)", "Proyectos chinos (GCDF 3.0)", "Projetos chineses (GCDF 3.0)"),
        ),
    ),
    parse=parse,
    calendar="0 6 15 11 *",
    late_after_days=800,
    folder=Path(__file__).parent,
    requests=requests,
    files={ARCHIVE: DATASET},
)
