"""Published classifications, to compare ours with: UN M49 in two languages, DAC list of recipients, IATI code lists."""

import csv
import re
from collections.abc import Generator, Iterator
from itertools import chain
from pathlib import Path

from sscmon.columns import drift as d
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.contracts import maybe, table
from sscmon.errors import SourceChanged
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.readers import rows_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text

HOST = "https://codelists.codeforiati.org"
COLUMNS = (
    "published_list",
    "published_code",
    "published_name",
    "iso3",
    "iso2",
    "region_m49",
    "subregion_m49",
    "year",
    "code_status",
)
M49 = {
    "published_code": "M49 Code",
    "published_name": "Country or Area",
    "iso3": "ISO-alpha3 Code",
    "iso2": "ISO-alpha2 Code",
    "region_m49": "Region Code",
    "subregion_m49": "Sub-region Code",
}
RECIPIENTS = {"published_code": "iso3", "published_name": "name", "iso3": "iso3", "year": "year"}
IATI = {"published_code": "code", "published_name": "name", "code_status": "status"}
LAYOUTS = (
    (re.compile(r"UNSD-(en|es)\.csv"), "m49_{}", M49),
    (re.compile(r"oda_eligibility\.csv"), "dac_recipient", RECIPIENTS),
    (re.compile(r"iati_(\w+)\.csv"), "iati_{}", IATI),
)

CONTRACTS = (
    table(
        "staged.classifications_code",
        Text("Codes as others publish them", "Códigos según los publican otros", "Códigos como outros os publicam"),
        grain="one code of one published list, in one year where the list is yearly",
        key=["source_row_key"],
        columns=[
            d.published_list,
            d.published_code,
            d.published_name,
            maybe(o.iso3),
            maybe(o.iso2),
            maybe(o.region_m49),
            maybe(o.subregion_m49),
            maybe(w.year),
            maybe(d.code_status),
            *p.PROVENANCE,
        ],
    ),
)


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The code lists of IATI that ours follow. M49 and the list of recipients have no address for machines."""
    with (Path(__file__).parent / "list.csv").open(encoding="utf-8", newline="") as file:
        names = [row["published_list"].removeprefix("iati_") for row in csv.DictReader(file)]
    for name in names:
        yield Request(
            f"iati_{name}.csv",
            f"{HOST}/api/csv/en/{name}.csv",
            Expect(FileKind.CSV, columns=("code", "name", "status"), min_rows=1),
        )


def parse(snapshot: Snapshot, folder: Path) -> None:
    """Every list of the snapshot to one table of codes; what a file is, its name says."""
    names = [item["name"] for item in snapshot.manifest["files"]]
    rows = chain.from_iterable(_rows(snapshot.path(name)) for name in names)
    if not rows_to_parquet(rows, folder / "code.parquet", COLUMNS):
        raise SourceChanged("the lists hold no code", where=snapshot.id, todo="fetch them again")


def _rows(path: Path) -> Iterator[tuple]:
    match, name, columns = next(
        (m, name, cols) for pattern, name, cols in LAYOUTS if (m := pattern.fullmatch(path.name))
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restkey="", restval=None)
        missing = [column for column in columns.values() if column not in (reader.fieldnames or ())]
        if missing:
            raise SourceChanged(
                f"the list has no column {', '.join(missing)}", where=path.name, todo="teach the source its new columns"
            )
        for row in reader:
            address = f"{path.name}:{reader.line_num}"
            given = {column: row[published] for column, published in columns.items()}
            listed = name.format(*match.groups())
            yield (listed, *(given.get(column, "") for column in COLUMNS[1:]), address, None)


SOURCE = Source(
    id="classifications",
    title=Text(
        "Published classifications, to compare ours with",
        "Clasificaciones publicadas, para comparar las nuestras",
        "Classificações publicadas, para comparar as nossas",
    ),
    publisher="UN Statistics Division; OECD; IATI",
    licence="UN, OECD and IATI terms of use: free with the source named",
    citation="UN Statistics Division, M49; OECD, DAC List of ODA Recipients; IATI code lists",
    url="https://unstats.un.org/unsd/methodology/m49/",
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 4 1 * *",
    late_after_days=100,
    folder=Path(__file__).parent,
    requests=requests,
    files={
        "UNSD-e[ns].csv": Expect(FileKind.CSV, columns=tuple(M49.values()), min_rows=1),
        "oda_eligibility.csv": Expect(FileKind.CSV, columns=tuple(dict.fromkeys(RECIPIENTS.values())), min_rows=1),
        "iati_*.csv": Expect(FileKind.CSV, columns=tuple(IATI.values()), min_rows=1),
    },
)
