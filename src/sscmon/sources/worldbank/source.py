"""World Development Indicators: income, prices, exchange rates and population, from the API or from downloads."""

import csv
from collections.abc import Generator, Iterator
from itertools import chain
from pathlib import Path

from sscmon import archives
from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns.base import text
from sscmon.contracts import maybe, table
from sscmon.errors import SourceChanged
from sscmon.fetching import paging
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.readers import rows_to_parquet
from sscmon.rules import pattern
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.sources.worldbank.reading import api_rows, wide_rows
from sscmon.text import Text
from sscmon.workbooks import sheet_rows

FOLDER = Path(__file__).parent
HOST = "https://api.worldbank.org"
COLUMNS = ("area_code", "series_code", "year", "series_value", "vintage")
PREAMBLE_LINES = 4
ROWS_A_PAGE = 5000

area_code = text(
    "area_code",
    "Country or aggregate (World Bank code)",
    "País o agregado (código del Banco Mundial)",
    "País ou agregado (código do Banco Mundial)",
    checks=[pattern(r"[A-Z0-9]{3}")],
)
series_code = text(
    "series_code",
    "Indicator (World Bank code)",
    "Indicador (código del Banco Mundial)",
    "Indicador (código do Banco Mundial)",
    checks=[pattern(r"[A-Z0-9]+(\.[A-Z0-9]+)+")],
)
CONTRACTS = (
    table(
        "staged.worldbank_value",
        Text("Values of indicators", "Valores de indicadores", "Valores de indicadores"),
        grain="one value of one indicator for one country or aggregate and year",
        key=["area_code", "series_code", "year"],
        columns=[area_code, series_code, w.year, a.series_value, maybe(p.vintage), *p.PROVENANCE],
    ),
)


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """Every series of `series.csv`, all countries and years, page by page."""
    with (FOLDER / "series.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["series_code"] for row in csv.DictReader(file)]
    for code in codes:
        yield Request(
            f"{code}.json",
            f"{HOST}/v2/en/country/all/indicator/{code}",
            Expect(FileKind.JSON),
            params={"format": "json", "per_page": ROWS_A_PAGE, "page": 1},
            page=paging.world_bank,
        )


def parse(snapshot: Snapshot, folder: Path) -> None:
    """Answers of the API, downloaded CSV (also zipped) and xls to one table of values; an empty cell is no row."""
    names = [item["name"] for item in snapshot.manifest["files"]]
    rows = chain.from_iterable(_rows(snapshot.path(name), folder / "unpacked") for name in names)
    if not rows_to_parquet(rows, folder / "value.parquet", COLUMNS):
        raise SourceChanged("the files hold no value", where=snapshot.id, todo="fetch them again")


def _rows(path: Path, unpacked: Path) -> Iterator[tuple]:
    match path.suffix.lower():
        case ".json":
            yield from api_rows(path)
        case ".xls" | ".xlsx":
            yield from wide_rows(sheet_rows(path, "Data"), path.name)
        case ".zip":
            members = [m.filename for m in archives.members(path) if Path(m.filename).name.startswith("API_")]
            for member in archives.extract(path, unpacked / path.stem, members):
                yield from _csv_rows(member, f"{path.name}/{member.name}")
        case _:
            yield from _csv_rows(path, path.name)


def _csv_rows(path: Path, name: str) -> Iterator[tuple]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        yield from wide_rows(((reader.line_num, cells) for cells in reader), name)


SOURCE = Source(
    id="worldbank",
    title=Text(
        "World Development Indicators: income, prices, exchange rates, population",
        "Indicadores del desarrollo mundial: ingreso, precios, tipos de cambio, población",
        "Indicadores do desenvolvimento mundial: renda, preços, câmbio, população",
    ),
    publisher="World Bank",
    licence="CC BY 4.0",
    citation="World Bank, World Development Indicators; vintage in staged.worldbank_value",
    url="https://data.worldbank.org/",
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 6 5 1,4,7,10 *",
    late_after_days=200,
    folder=FOLDER,
    requests=requests,
    files={
        "API_*.csv": Expect(FileKind.CSV, columns=("Country Code", "Indicator Code"), skip_lines=PREAMBLE_LINES),
        "API_*.zip": Expect(FileKind.ZIP, members=("API_*.csv",)),
        "API_*.xls": Expect(FileKind.XLS),
        "*.json": Expect(FileKind.JSON),
    },
)
