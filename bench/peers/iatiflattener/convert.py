"""iatiflattener on one file: split transactions and budgets as CSV, one file a country. Prints transactions written.

Its lists of codes and exchange rates come from the network; here it is given short ones, so that it needs none.
"""

import contextlib
import csv
import io
import sys
import tempfile
from pathlib import Path

import iatiflattener
from exchangerates import CurrencyConverter

COUNTRIES = ["BO", "HT", "CU", "NI", "SV", "MZ", "AO", "LA", "PY", "HN", "DM", "ST"]
CURRENCIES = ("EUR", "BRL", "MXN", "XDR")


class Offline(iatiflattener.FlattenIATIData):
    """The converter with lists that lie in this file."""

    def setup_codelists(self, refresh_rates):
        self.countries = COUNTRIES
        self.category_group = {}
        self.organisations = {"en": {"XX-GEN-1": "Invented bank"}}
        self.countries_currencies = {}
        self.reporting_organisation_groups = {}
        self.exchange_rates = CurrencyConverter(source=self.exchange_rates_filename)


def main() -> None:
    given = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(dir=given.parent) as name:
        folder = Path(name)
        publisher = folder / "registry" / "data" / "gen"
        publisher.mkdir(parents=True)
        (publisher / "gen.xml").symlink_to(given)
        rates = folder / "rates.csv"
        lines = ["Date,Rate,Currency", *(f"2010-01-01,1.5,{code}" for code in CURRENCIES)]
        rates.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            Offline(
                iatikitcache_dir=str(folder / "registry"),
                output=str(folder / "output"),
                langs=["en"],
                exchange_rates_filename=str(rates),
            )
        if "Exception" in told.getvalue():
            raise SystemExit(told.getvalue())
        found = set()
        for path in (folder / "output" / "csv").glob("transaction-*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                rows = csv.reader(file)
                header = next(rows)
                at = [index for index, title in enumerate(header) if "iati_identifier" in title.lower()]
                found.update(row[at[0]] for row in rows) if at else found.add(tuple(header))
        print(len(found))


if __name__ == "__main__":
    main()
