"""iati2json and flatterer on one file: XML to JSON, JSON to CSV, a file a table. Prints transactions written."""

import json
import sys
import tempfile
from pathlib import Path

import flatterer
import iati2json

ROOT = "/iati-activities/iati-activity"
REPEATED = (
    "title/narrative description description/narrative reporting-org/narrative participating-org "
    "participating-org/narrative other-identifier activity-date contact-info recipient-country recipient-region sector "
    "sector/narrative tag policy-marker default-aid-type budget budget/value transaction "
    "transaction/description/narrative transaction/provider-org/narrative transaction/receiver-org/narrative "
    "transaction/sector transaction/aid-type document-link document-link/title/narrative document-link/category result "
    "result/title/narrative result/indicator result/indicator/title/narrative result/indicator/baseline "
    "result/indicator/period result/indicator/period/target result/indicator/period/actual"
).split()
ARRAYS = [ROOT, *(f"{ROOT}/{path}" for path in REPEATED)]


def main() -> None:
    given = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(dir=given.parent) as name:
        folder = Path(name)
        iati2json.convert(str(given), str(folder / "all.json"), arrays=ARRAYS)
        flatterer.flatten(
            str(folder / "all.json"), str(folder / "csv"), path=["iati-activities", "iati-activity"], force=True
        )
        fields = json.loads((folder / "csv" / "datapackage.json").read_text(encoding="utf-8"))
        path = next(item["path"] for item in fields["resources"] if item["path"].endswith("/transaction.csv"))
        with (folder / "csv" / path).open("rb") as file:
            print(sum(1 for _ in file) - 1)


if __name__ == "__main__":
    main()
