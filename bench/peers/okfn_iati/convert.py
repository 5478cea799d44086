"""okfn-iati on one file: XML to a folder of CSV files. Prints transactions written."""

import csv
import sys
import tempfile
from pathlib import Path

from okfn_iati.multi_csv_converter import IatiMultiCsvConverter


def main() -> None:
    given = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(dir=given.parent) as folder:
        if not IatiMultiCsvConverter().xml_to_csv_folder(given, folder):
            raise SystemExit("it says it failed")
        with (Path(folder) / "transactions.csv").open(encoding="utf-8", newline="") as file:
            print(sum(1 for _ in csv.reader(file)) - 1)


if __name__ == "__main__":
    main()
