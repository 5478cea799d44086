"""Contract to findings, by SQL (`ours`) or by pandera on pandas (`pandera`). Prints how many rows are faulty."""

import sys

import duckdb

from bench.gen.checked import contract
from sscmon.validation import findings


def by_sql(path: str) -> int:
    """Rows that break the contract; each is listed with its reasons."""
    with duckdb.connect() as connection:
        count, found = findings(connection, contract(), f"read_parquet('{path}')", limit=10**9)
        assert count == len(found) and all(row["reasons"] for row in found)
        return count


def by_pandera(path: str) -> int:
    """The same by pandera."""
    from sscmon.frames import frame_findings

    with duckdb.connect() as connection:
        frame = connection.execute(f"from read_parquet('{path}')").fetch_arrow_table().to_pandas()
    frame = frame.astype({"year": "Int64", **{name: "str" for name in frame if frame[name].dtype == object}})
    return len({row for row, _, _ in frame_findings(contract(), frame)})


if __name__ == "__main__":
    print({"ours": by_sql, "pandera": by_pandera}[sys.argv[1]](sys.argv[2]))
