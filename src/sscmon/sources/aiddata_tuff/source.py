"""AidData's records of Saudi Arabia's finance, 2010-2013, gathered from open reports (TUFF)."""

from collections.abc import Generator
from pathlib import Path

from sscmon import archives
from sscmon.aiddata import project_contract
from sscmon.errors import SourceChanged
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.readers import csv_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text

HOST = "https://raw.githubusercontent.com/AidData-WM/public_datasets/master"
ARCHIVE = "SaudiArabia_TUFFDonorDataset_Level1_v1.0.csv.zip"
MEMBER = "SaudiArabia_TUFFDonorDataset_Level1_v1.0.csv"
DATASET = Expect(FileKind.ZIP, members=(MEMBER,), max_bytes=64 << 20)
ENCODING = "mac_roman"
COLUMNS = (
    "project_id,donor,title,year,year_uncertain,description,crs_sector_code,crs_sector_name,sector_comment,"
    "status,status_code,flow,all_recipients,sources,sources_count,funding_agency,implementing_agency,"
    "donor_agency,donor_agency_count,recipient_agencies,recipient_agencies_count,verified,verified_code,"
    "flow_class,flow_class_code,intent,intent_code,active,active_code,factiva_sources,amount,currency,"
    "deflators_used,exchange_rates_used,usd_defl,usd_current,start_actual,start_planned,end_actual,end_planned,"
    "recipient_count,recipient_condensed,recipient_cow_code,recipient_oecd_code,recipient_oecd_name,"
    "recipient_iso3,recipient_iso2,recipient_un_code,recipient_imf_code,debt_uncertian,line_of_credit,"
    "is_cofinanced,is_ground_truthing,loan_type,interest_rate,maturity,grace_period,grant_element,updated_at,"
    "location_details,contacts,is_official_finance,SFD Official Loan,source_triangulation,field_completeness,"
    "Total Health of Record Score (triangulation + completeness)"
).split(",")


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The archive of the whole dataset."""
    yield Request(ARCHIVE, f"{HOST}/donor/{ARCHIVE}", DATASET)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The CSV of the archive, which is in the encoding and with the line ends of old Macs."""
    [path] = archives.extract(snapshot.path(ARCHIVE), folder / "unpacked", [MEMBER])
    text = path.read_bytes().decode(ENCODING)
    if not text.startswith(COLUMNS[0]):
        raise SourceChanged(
            f"the table begins with {text[:40]!r}", where=f"{ARCHIVE}/{MEMBER}", todo="look at what is published now"
        )
    path.write_text(text.replace("\r\n", "\n").replace("\r", "\n"), encoding="utf-8", newline="")
    csv_to_parquet(path, folder / "project.parquet", COLUMNS)


SOURCE = Source(
    id="aiddata_tuff",
    title=Text(
        "Saudi Arabia's official finance, 2010-2013 (AidData)",
        "Financiamiento oficial de Arabia Saudita, 2010-2013 (AidData)",
        "Financiamento oficial da Arábia Saudita, 2010-2013 (AidData)",
    ),
    publisher="AidData at William & Mary",
    licence="ODC-BY 1.0",
    citation="AidData (2015), Saudi Arabia TUFF donor dataset, level 1, version 1.0",
    url="https://github.com/AidData-WM/public_datasets",
    mapped={"project.flow_type_text": "flow_type", "project.flow_class_text": "flow_class"},
    contracts=(project_contract("aiddata_tuff", Text("Saudi projects", "Proyectos sauditas", "Projetos sauditas")),),
    parse=parse,
    calendar="0 6 15 11 *",
    late_after_days=4000,
    folder=Path(__file__).parent,
    requests=requests,
    files={ARCHIVE: DATASET},
)
