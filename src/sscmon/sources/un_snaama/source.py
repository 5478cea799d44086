"""National Accounts Main Aggregates of the UN Statistics Division: GNI and GDP in current dollars."""

import json
import re
from collections.abc import Generator, Iterator
from itertools import chain
from pathlib import Path

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.columns.base import text
from sscmon.contracts import table
from sscmon.errors import SourceChanged
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.readers import rows_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text
from sscmon.workbooks import find_header, sheet_rows

HOST = "https://unstats.un.org"
FILES = {"gni_usd.xlsx": (24, "Gross National Income (GNI)"), "gdp_usd.xlsx": (2, "")}
COLUMNS = ("m49_code", "area_name", "aggregate_name", "year", "series_value")
WORKBOOK = Expect(FileKind.XLSX, max_bytes=64 << 20)
YEAR = re.compile(r"\d{4}")

area_name = text(
    "area_name",
    "Country or area, name as published",
    "País o zona, nombre publicado",
    "País ou área, nome publicado",
)
aggregate_name = text(
    "aggregate_name",
    "Aggregate of the national accounts, as published",
    "Agregado de las cuentas nacionales, como se publicó",
    "Agregado das contas nacionais, como publicado",
)
CONTRACTS = (
    table(
        "staged.un_snaama_value",
        Text("National accounts in dollars", "Cuentas nacionales en dólares", "Contas nacionais em dólares"),
        grain="one aggregate of one country or area in one year",
        key=["m49_code", "aggregate_name", "year"],
        columns=[o.m49_code, area_name, aggregate_name, w.year, a.series_value, *p.PROVENANCE],
    ),
)


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The two workbooks in US dollars at current prices, all countries and years."""
    for name, (number, _) in FILES.items():
        yield Request(name, f"{HOST}/unsd/amaapi/api/file/{number}", WORKBOOK)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The workbooks of the snapshot to one table of values; an empty cell is no row."""
    names = [item["name"] for item in snapshot.manifest["files"]]
    rows = chain.from_iterable(_rows(snapshot.path(name)) for name in names)
    if not rows_to_parquet(rows, folder / "value.parquet", COLUMNS):
        raise SourceChanged("the workbooks hold no value", where=snapshot.id, todo="fetch them again")


def _rows(path: Path) -> Iterator[tuple]:
    """One row a country (and aggregate) with a column a year, below two lines of title, to one row a value."""
    lines = sheet_rows(path)
    header = find_header(lines, ["CountryID", "Country"], path.name)
    years = {index: cell for index, cell in enumerate(header) if YEAR.fullmatch(cell)}
    if not years:
        raise SourceChanged("the header has no years", where=path.name, todo="look at what the publisher sends now")
    area, name = header.index("CountryID"), header.index("Country")
    aggregate = header.index("IndicatorName") if "IndicatorName" in header else None
    for number, cells in lines:
        if not any(cells):
            continue
        address = f"{path.name}:{number}"
        filled = {index: year for index, year in years.items() if index < len(cells) and cells[index]}
        if not cells[area] or not filled:
            yield None, None, None, None, None, address, json.dumps(cells, ensure_ascii=False)
        for index, year in filled.items() if cells[area] else ():
            what = cells[aggregate] if aggregate is not None else FILES[path.name][1]
            yield cells[area].zfill(3), cells[name], what, year, cells[index], address, None


SOURCE = Source(
    id="un_snaama",
    title=Text(
        "National Accounts Main Aggregates: GNI and GDP of every country",
        "Principales agregados de cuentas nacionales: INB y PIB de todos los países",
        "Principais agregados das contas nacionais: RNB e PIB de todos os países",
    ),
    publisher="United Nations Statistics Division",
    licence="UN terms of use: free with attribution",
    citation="United Nations Statistics Division, National Accounts Main Aggregates Database",
    url="https://unstats.un.org/unsd/snaama/",
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 6 15 1,7 *",
    late_after_days=400,
    folder=Path(__file__).parent,
    requests=requests,
    files=dict.fromkeys(FILES, WORKBOOK),
)
