"""Exchange rates of the International Monetary Fund: yearly averages of every currency, per US dollar."""

from collections.abc import Generator
from pathlib import Path

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns.base import date, text
from sscmon.contracts import table
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.readers import csv_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text

HOST = "https://codeforiati.org"
FILE = "imf_exchangerates_A_ENDA_USD.csv"
COLUMNS = ["Date", "Rate", "Currency", "Frequency", "Source", "Country code", "Country"]
RATES = Expect(FileKind.CSV, columns=tuple(COLUMNS), min_rows=1, max_bytes=64 << 20)

period_end_date = date(
    "period_end_date",
    "Last day of the period the rate is the average of",
    "Último día del periodo cuyo promedio es el tipo de cambio",
    "Último dia do período cuja média é a taxa",
)
frequency_code = text(
    "frequency_code",
    "Period of the average: A year, Q quarter, M month",
    "Periodo del promedio: A año, Q trimestre, M mes",
    "Período da média: A ano, Q trimestre, M mês",
)
area_code = text(
    "imf_area_code",
    "Country or area (ISO alpha-2, or a code of the IMF)",
    "País o zona (ISO alfa-2, o código del FMI)",
    "País ou área (ISO alfa-2, ou código do FMI)",
)
CONTRACTS = (
    table(
        "staged.imf_fx_rate",
        Text(
            "Exchange rates, period averages",
            "Tipos de cambio, promedios del periodo",
            "Taxas de câmbio, médias do período",
        ),
        grain="one currency of one country in one period",
        key=["imf_area_code", "currency_code", "frequency_code", "period_end_date"],
        columns=[
            area_code,
            a.currency_code,
            frequency_code,
            period_end_date,
            w.year,
            a.lcu_per_usd,
            p.publisher,
            *p.PROVENANCE,
        ],
    ),
)


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The file of yearly averages, as Code for IATI takes it from the IMF each night."""
    yield Request(FILE, f"{HOST}/imf-exchangerates/{FILE}", RATES)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The CSV of the snapshot to a Parquet file of text."""
    csv_to_parquet(snapshot.path(FILE), folder / "rate.parquet", COLUMNS)


SOURCE = Source(
    id="imf_fx",
    title=Text(
        "Exchange rates of the IMF, yearly averages",
        "Tipos de cambio del FMI, promedios anuales",
        "Taxas de câmbio do FMI, médias anuais",
    ),
    publisher="International Monetary Fund; files by Code for IATI",
    licence="IMF terms of use: free with the source named",
    citation="International Monetary Fund, Exchange Rates (domestic currency per US dollar, period average)",
    url="https://codeforiati.org/imf-exchangerates/",
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 6 10 2,8 *",
    late_after_days=250,
    folder=Path(__file__).parent,
    requests=requests,
    files={FILE: RATES},
)
