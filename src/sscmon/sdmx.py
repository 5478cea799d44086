"""SDMX-CSV of any edition (codes, codes and labels, version 1 and 2) to a Parquet file of text."""

import csv
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from sscmon.errors import SourceChanged
from sscmon.readers import ADDRESS, SHAPE_ERROR, csv_to_parquet
from sscmon.rules import quoted
from sscmon.scratch import scratch

VALUE = "OBS_VALUE"


def sdmx_to_parquet(
    files: Iterable[Path],
    target: Path,
    columns: Mapping[str, str],
    labels: Mapping[str, str],
    optional: Iterable[str] = (),
) -> None:
    """Read SDMX-CSV files of one dataflow into one Parquet file of text.

    The three ways in which such a file is headed are `DONOR`, `DONOR: Donor` (values `NPL: Nepal`) and `DONOR,Donor`
    (code and label beside each other). The result has codes and labels under the names given (labels null where the
    file has codes only), `source_row_key` and `shape_error`. `OBS_VALUE` has its exponent written out (`-2.6E-05` is
    -0.000026), and `NaN` is null.

    Args:
        files: in the order of their rows in the result.
        columns: SDMX identifier to the name of its code in the result.
        labels: SDMX identifier to the name of its label.
        optional: SDMX identifiers that a file may lack; they are then null.

    Raises:
        SourceChanged: a column is missing, or the file is not readable as CSV with rows.
    """
    with tempfile.TemporaryDirectory(prefix=".sdmx-", dir=target.parent) as folder:
        parts = []
        for number, path in enumerate(files):
            raw = Path(folder) / f"{number}.parquet"
            header = read_header(path)
            csv_to_parquet(path, raw, header)
            picked = _picked(path, header, columns, labels, set(optional))
            given = ", ".join([*(f"c{index}" for index in range(len(header))), ADDRESS, SHAPE_ERROR])
            parts.append(
                f"select {picked}, {ADDRESS}, {SHAPE_ERROR} from read_parquet({quoted(str(raw))}) as given({given})"
            )
        with scratch(Path(folder)) as connection:
            connection.execute(f"copy ({' union all '.join(parts)}) to {quoted(str(target))} (format parquet)")


def read_header(path: Path, delimiter: str = ",") -> list[str]:
    """The first row of a CSV file in UTF-8; empty where it cannot be read as such."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            return next(csv.reader(file, delimiter=delimiter), [])
        except (UnicodeDecodeError, csv.Error):
            return []


def _picked(
    path: Path, header: list[str], columns: Mapping[str, str], labels: Mapping[str, str], optional: set[str]
) -> str:
    """The expressions that pick codes and labels from one file, whose columns are c0, c1 ... (names differ by case)."""
    found = {name.split(":")[0].strip(): index for index, name in reversed(list(enumerate(header)))}
    missing = [name for name in columns if name not in found and name not in optional]
    if missing:
        raise SourceChanged(
            f"the file has no column {', '.join(missing)}; it has {', '.join(header)}",
            where=f"{path.name}, line 1",
            todo="look at what the publisher sends now, then teach the source",
        )
    expressions = []
    for name, own in columns.items():
        code, label = "null::varchar", "null::varchar"
        if name in found:
            code, place = f"c{found[name]}", found[name]
            if ":" in header[place]:
                label = f"nullif(substr({code}, strpos({code}, ': ') + 2), '')"
                code = f"split_part({code}, ': ', 1)"
            elif name in labels and place + 1 < len(header) and not header[place + 1].isupper():
                label = f"c{place + 1}"
        expressions.append(f"{_plain(code) if name == VALUE else code} as {_identifier(own)}")
        if name in labels:
            expressions.append(f"{label} as {_identifier(labels[name])}")
    return ", ".join(expressions)


def _plain(value: str) -> str:
    """A number as written, without exponent; what does not fit into 18 decimals stays as it is."""
    whole = f"cast(try_cast({value} as decimal(38, 18)) as varchar)"
    written = f"case when {value} ilike '%e%' then coalesce({whole}, {value}) else {value} end"
    return f"nullif({written}, 'NaN')"


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
