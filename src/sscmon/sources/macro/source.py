"""Denominators by country and year: GNI, GDP, PPP, exchange rate, deflator, population."""

from pathlib import Path

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.columns.base import integer, renamed
from sscmon.contracts import table
from sscmon.readers import csv_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text

FILES = {
    "series": (
        "macro_series.csv",
        ["series", "unit", "source", "vintage", "first_year", "last_year", "observations", "licence"],
    ),
    "value": ("macro.csv", ["iso3", "year", "series", "value"]),
}
observation_total = integer(
    "observation_total", "Values in the series", "Valores de la serie", "Valores da série", unit="rows"
)
CONTRACTS = (
    table(
        "staged.macro_series",
        Text("Macroeconomic series", "Series macroeconómicas", "Séries macroeconômicas"),
        grain="one series",
        key=["series"],
        columns=[
            a.series,
            a.series_unit,
            p.publisher,
            p.vintage,
            renamed(w.year, "first_year"),
            renamed(w.year, "last_year"),
            observation_total,
            p.licence,
            *p.PROVENANCE,
        ],
    ),
    table(
        "staged.macro_value",
        Text("Values of the series", "Valores de las series", "Valores das séries"),
        grain="one value of one series for one country and year",
        key=["iso3", "year", "series"],
        columns=[o.iso3, w.year, a.series, a.series_value, *p.PROVENANCE],
        foreign_keys={"series": "staged.macro_series.series"},
    ),
)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """Both CSV files of the snapshot to Parquet files of text."""
    for table_name, (file, columns) in FILES.items():
        csv_to_parquet(snapshot.path(file), folder / f"{table_name}.parquet", columns)


SOURCE = Source(
    id="macro",
    title=Text(
        "National income, prices, exchange rates and population",
        "Ingreso nacional, precios, tipos de cambio y población",
        "Renda nacional, preços, taxas de câmbio e população",
    ),
    publisher="World Bank; International Monetary Fund",
    licence="CC BY 4.0 (World Bank); IMF terms for the series gdp_usd_weo",
    citation="World Bank, World Development Indicators; IMF, World Economic Outlook; vintages in staged.macro_series",
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 6 5 1,4,7,10 *",
    late_after_days=200,
    folder=Path(__file__).parent,
    is_bundled=True,
)
