"""CRS of OECD: activities of official and private providers, from the bulk files (Parquet, or text in zip archives)."""

import codecs
import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import duckdb

from sscmon import archives, oecd
from sscmon.errors import SourceChanged
from sscmon.fetching.expect import Expect, FileKind, of_members
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.readers import ADDRESS, SHAPE_ERROR, csv_to_parquet
from sscmon.rules import quoted
from sscmon.scratch import copy, scratch
from sscmon.sdmx import read_header
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.sources.oecd_crs.contracts import (
    AMOUNTS,
    CODES,
    CONTRACTS,
    OPTIONAL_AMOUNTS,
    OPTIONAL_CODES,
    OPTIONAL_DATES,
    PUBLISHED,
    REQUIRED,
)
from sscmon.text import Text

FLOW = "DSD_CRS@DF_CRS"
BULK_FILE = "CRS-Parquet"
LARGEST = 8 << 30
PARQUET = Expect(FileKind.PARQUET, min_rows=1, max_bytes=LARGEST)
ZIP = Expect(FileKind.ZIP, max_bytes=LARGEST, digest=of_members)
ROW_GROUP = 50_000
DELIMITED = (".txt", ".csv")
FEW_DECIMALS = r"[+-]?\d*(\.\d{0,10})?"


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The bulk file of all years: its address stands in the description of the dataflow."""
    _, description = yield from oecd.ask_dataflow(FLOW)
    address = oecd.bulk_address(description, BULK_FILE)
    name, expect = ("crs.parquet", PARQUET) if address.endswith(".parquet") else ("crs.zip", ZIP)
    yield Request(name, address, expect, pace_s=oecd.PACE_S)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The files of the snapshot to one Parquet file, a row at a time: amounts as published, codes as text.

    Raises:
        SourceChanged: a file is of an unknown kind, lacks a column, or cannot be read.
    """
    aside = folder / "aside"
    aside.mkdir()
    with scratch(aside) as connection:
        given = [snapshot.path(item["name"]) for item in snapshot.manifest["files"]]
        tables = [table for path in given for table in _tables(path, aside)]
        query = " union all ".join(_part(connection, name, path) for name, path in tables)
        copy(connection, query, folder / "activity.parquet", [path for _, path in tables], row_group=ROW_GROUP)
    shutil.rmtree(aside)


def _tables(path: Path, aside: Path) -> Iterator[tuple[str, Path]]:
    """The files with rows that lie in one file of the snapshot, as Parquet, each with the name it is cited by."""
    if path.suffix == ".zip":
        for number, member in enumerate(archives.extract(path, aside / path.stem)):
            inside = aside / f"{path.stem}-{number}{member.suffix}"
            member.replace(inside)
            for _, found in _tables(inside, aside):
                yield f"{path.name}/{member.name}", found
    elif path.suffix == ".parquet":
        yield path.name, path
    elif path.suffix in DELIMITED:
        plain = _utf8(path, aside)
        with plain.open("rb") as file:
            head = file.readline()
        delimiter = "|" if head.count(b"|") > head.count(b",") else ","
        target = aside / f"{path.name}.parquet"
        csv_to_parquet(plain, target, read_header(plain, delimiter), delimiter=delimiter)
        yield path.name, target
    else:
        raise SourceChanged(
            f"{path.name} is no file of CRS that is known",
            where=path.name,
            todo="give the Parquet file, or the yearly text files or archives",
        )


def _utf8(path: Path, aside: Path) -> Path:
    """The text file in UTF-8: some editions are in UTF-16."""
    with path.open("rb") as file:
        start = file.read(2)
    if start not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return path
    target = aside / f"utf8-{path.name}"
    with path.open(encoding="utf-16", newline="") as source, target.open("w", encoding="utf-8", newline="") as plain:
        shutil.copyfileobj(source, plain, 1 << 20)
    return target


def _part(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> str:
    """The query that reads one Parquet file under the names of the staged table."""
    file = quoted(str(path))
    types = dict(row[:2] for row in connection.execute(f"describe from read_parquet({file})").fetchall())
    found = {re.sub(r"[^a-z0-9]", "", column.lower()): column for column in types}
    if missing := [published for published in REQUIRED.values() if published not in found]:
        raise SourceChanged(
            f"the file has no column {', '.join(missing)}; it has {', '.join(types)[:300]}",
            where=name,
            todo="look at what the publisher sends now, then teach the source",
        )
    columns = [
        f"{_expression(own, found[spelt], types[found[spelt]]) if spelt in found else 'cast(null as varchar)'} as {own}"
        for own, spelt in PUBLISHED.items()
    ]
    if ADDRESS in types:
        address = f"{quoted(name)} || ':' || string_split({ADDRESS}, ':')[-1]"
        return f"select {', '.join(columns)}, {address} as {ADDRESS}, {SHAPE_ERROR} from read_parquet({file})"
    address = f"{quoted(name)} || ':' || cast(file_row_number + 1 as varchar)"
    return (
        f"select {', '.join(columns)}, {address} as {ADDRESS}, cast(null as varchar) as {SHAPE_ERROR} "
        f"from read_parquet({file}, file_row_number = true)"
    )


def _expression(own: str, column: str, kind: str) -> str:
    """Amounts with more than ten decimals (a hundredth of a cent) are rounded to ten; codes that came as decimals lose
    the point; dates lose the time of day."""
    name = f'"{column}"'
    if own in AMOUNTS or own in OPTIONAL_AMOUNTS:
        if kind != "VARCHAR":
            return f"coalesce(try_cast({name} as decimal(18, 10)), try_cast({name} as decimal(38, 10)))"
        rounded = f"cast(try_cast(try_cast({name} as decimal(38, 18)) as decimal(38, 10)) as varchar)"
        return f"case when regexp_full_match({name}, '{FEW_DECIMALS}') then {name} else coalesce({rounded}, {name}) end"
    if (own in CODES or own in OPTIONAL_CODES) and kind in ("DOUBLE", "FLOAT"):
        return f"cast(cast({name} as bigint) as varchar)"
    written = f"nullif(trim(cast({name} as varchar)), '')"
    return f"left({written}, 10)" if own in OPTIONAL_DATES else written


SOURCE = Source(
    id="oecd_crs",
    title=Text(
        "Activities of providers (CRS)", "Actividades de los oferentes (CRS)", "Atividades dos prestadores (CRS)"
    ),
    publisher="OECD, Development Assistance Committee",
    licence="CC BY 4.0",
    citation="OECD, CRS: Creditor Reporting System (flows)",
    url="https://data-explorer.oecd.org/",
    mapped={"activity.aid_type": "aid_types"},
    contracts=CONTRACTS,
    parse=parse,
    requests=requests,
    files={
        "*.parquet": PARQUET,
        "*.zip": ZIP,
        "*.txt": Expect(FileKind.TEXT, max_bytes=LARGEST),
        "*.csv": Expect(FileKind.TEXT, max_bytes=LARGEST),
    },
    calendar="30 7 20 4,6,12 *",
    late_after_days=250,
    folder=Path(__file__).parent,
)
