"""TOSSD: total official support for sustainable development, all activities, one Parquet file a year."""

from collections.abc import Generator
from pathlib import Path

import duckdb

from sscmon.errors import SourceChanged
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.rules import quoted
from sscmon.scratch import copy, scratch
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.sources.tossd.contracts import AMOUNTS, CONTRACTS, PUBLISHED
from sscmon.text import Text

HOST = "https://tossd.online"
FIRST_YEAR = 2019
ROW_GROUP = 50_000
EXPECT = Expect(FileKind.PARQUET, columns=tuple(PUBLISHED), min_rows=1)


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """One file a year, asked for by its last ETag; a year that is not published yet is no fault."""
    for year in context.years(FIRST_YEAR):
        address = f"{HOST}/tossddata_{year}.parquet"
        yield Request(f"tossddata_{year}.parquet", address, EXPECT, is_optional=True, pace_s=2.0)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The yearly files to one Parquet file: empty texts null, codes of modalities in their usual case.

    Raises:
        SourceChanged: a file lacks a column.
    """
    with scratch(folder) as connection:
        files = [snapshot.path(item["name"]) for item in snapshot.manifest["files"]]
        query = " union all ".join(_part(connection, file) for file in files)
        copy(connection, query, folder / "activity.parquet", files, row_group=ROW_GROUP)


def _part(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    file = quoted(str(path))
    found = {row[0] for row in connection.execute(f"describe from read_parquet({file})").fetchall()}
    if missing := [name for name in PUBLISHED if name not in found]:
        raise SourceChanged(
            f"the file has no column {', '.join(missing)}",
            where=path.name,
            todo="look at what the publisher sends now, then teach the source",
        )
    columns = ", ".join(f"{_column(name, own)} as {own}" for name, own in PUBLISHED.items())
    return (
        f"select {columns}, {quoted(path.name)} || ':' || cast(file_row_number + 1 as varchar) as source_row_key, "
        f"cast(null as varchar) as shape_error from read_parquet({file}, file_row_number = true)"
    )


def _column(name: str, own: str) -> str:
    if own in AMOUNTS:
        return f'"{name}"'
    written = f"nullif(trim(cast(\"{name}\" as varchar)), '')"
    return f"upper(left({written}, 1)) || lower(substr({written}, 2))" if own == "modality_tossd" else written


SOURCE = Source(
    id="tossd",
    title=Text(
        "Total official support for sustainable development (TOSSD)",
        "Apoyo oficial total para el desarrollo sostenible (TOSSD)",
        "Apoio oficial total ao desenvolvimento sustentável (TOSSD)",
    ),
    publisher="International Forum on TOSSD",
    licence="terms of use of tossd.online; reuse with acknowledgement",
    citation="International Forum on TOSSD, TOSSD data by activity",
    url=HOST,
    mapped={"activity.modality_tossd": "modalities"},
    contracts=CONTRACTS,
    parse=parse,
    requests=requests,
    files={"*.parquet": EXPECT},
    calendar="0 7 15 3,4,5,12 *",
    late_after_days=250,
    folder=Path(__file__).parent,
)
