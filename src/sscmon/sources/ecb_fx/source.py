"""Reference exchange rates of the European Central Bank: every working day from 1999, per euro."""

import csv
import json
from collections.abc import Generator, Iterator
from pathlib import Path

from sscmon import archives
from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns.base import number
from sscmon.contracts import table
from sscmon.errors import SourceChanged
from sscmon.fetching.expect import Expect, FileKind, of_members
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.readers import rows_to_parquet
from sscmon.rules import Check
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text

HOST = "https://www.ecb.europa.eu"
ARCHIVE, MEMBER = "eurofxref-hist.zip", "eurofxref-hist.csv"
HISTORY = Expect(FileKind.ZIP, members=(MEMBER,), digest=of_members, max_bytes=64 << 20)
COLUMNS = ("rate_date", "currency_code", "lcu_per_eur")
NO_RATE = ("N/A", "")

lcu_per_eur = number(
    "lcu_per_eur",
    "Exchange rate of the day",
    "Tipo de cambio del día",
    "Taxa de câmbio do dia",
    unit="currency_code per EUR",
    checks=[Check.gt(0)],
)
CONTRACTS = (
    table(
        "staged.ecb_fx_rate",
        Text(
            "Euro reference rates by day",
            "Tipos de cambio de referencia del euro por día",
            "Taxas de referência do euro por dia",
        ),
        grain="one currency on one working day",
        key=["currency_code", "rate_date"],
        columns=[a.rate_date, a.currency_code, lcu_per_eur, *p.PROVENANCE],
    ),
)


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The whole history, one archive."""
    yield Request(ARCHIVE, f"{HOST}/stats/eurofxref/{ARCHIVE}", HISTORY)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The table of the archive, a column a currency, to one row a rate; N/A is a day without a rate and no row."""
    [path] = archives.extract(snapshot.path(ARCHIVE), folder / "unpacked", [MEMBER])
    if not rows_to_parquet(_rows(path), folder / "rate.parquet", COLUMNS):
        raise SourceChanged("the history holds no rate", where=ARCHIVE, todo="fetch it again")


def _rows(path: Path) -> Iterator[tuple]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = [cell.strip() for cell in next(reader, [])]
        if header[:2] != ["Date", "USD"]:
            raise SourceChanged(
                f"the table begins with {', '.join(header[:5]) or 'nothing'}, not with Date, USD",
                where=f"{ARCHIVE}/{MEMBER}",
                todo="look at what the publisher sends now, then teach the source",
            )
        for cells in reader:
            address = f"{MEMBER}:{reader.line_num}"
            if len(cells) != len(header):
                yield None, None, None, address, json.dumps(cells)
                continue
            for currency, cell in zip(header[1:], cells[1:], strict=True):
                if currency and cell.strip() not in NO_RATE:
                    yield cells[0], currency, cell, address, None


SOURCE = Source(
    id="ecb_fx",
    title=Text(
        "Euro foreign exchange reference rates",
        "Tipos de cambio de referencia del euro",
        "Taxas de câmbio de referência do euro",
    ),
    publisher="European Central Bank",
    licence="ECB terms: free with the source named",
    citation="European Central Bank, Euro foreign exchange reference rates",
    url="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 6 5 1,4,7,10 *",
    late_after_days=120,
    folder=Path(__file__).parent,
    requests=requests,
    files={ARCHIVE: HISTORY},
)
