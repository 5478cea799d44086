"""A form checked. Prints rows read and refused, the gate."""

import sys
from pathlib import Path

from sscmon.submissions.check import check

if __name__ == "__main__":
    counts = check(Path(sys.argv[1])).counts()["flow"]
    print(counts["read"], counts["refused"])
