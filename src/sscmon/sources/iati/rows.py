"""One piece of an IATI file to rows: parsed, brought up to 2.03, written out by libxslt, read back as Arrow columns."""

import json
import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.json
from lxml import etree

from sscmon.readers import ADDRESS, SHAPE_ERROR
from sscmon.sources.iati.cutting import Piece, activities
from sscmon.sources.iati.layout import LAYOUT
from sscmon.sources.iati.prologue import Root
from sscmon.sources.iati.stylesheet import TABLE_END, columns, row_stylesheet

UPGRADE = Path(__file__).parent / "upgrade_1x.xsl"
SHOWN_BYTES = 2_000
_own = threading.local()


@cache
def schema(table: str) -> pa.Schema:
    """Columns of a parsed table, all text."""
    names = ["activity_key", *(["transaction_key"] if LAYOUT[table].in_transactions else []), *LAYOUT[table].columns]
    return pa.schema([(name, pa.string()) for name in (*names, ADDRESS, SHAPE_ERROR)])


def rows_of(pieces: list[Piece], root: Root, name: str) -> list[tuple[str, pa.Table]]:
    """The rows of some pieces, by parsed table; activities that cannot be read give one row with a `shape_error`.

    Args:
        pieces: what to read.
        root: the root element of their file.
        name: the file's name, for the addresses of rows.
    """
    texts: dict[str, list[bytes]] = {table: [] for table in LAYOUT}
    refused = []
    for piece in pieces:
        for part in _written(piece, root, name):
            if isinstance(part, pa.Table):
                refused.append(("activity", part))
                continue
            for table, text in zip(LAYOUT, part, strict=False):
                texts[table].append(text)
    joined = {table: b"".join(parts) for table, parts in texts.items()}
    rows = [(table, _addressed(table, _columns(table, text), name)) for table, text in joined.items() if text]
    return rows + refused


def _written(piece: Piece, root: Root, name: str) -> Iterator[list[bytes] | pa.Table]:
    """The text of all tables of a piece; or, activity by activity, that or the row of a refused one."""
    if piece.refused:
        yield _refused(piece, piece.xml, 0, name, piece.refused, piece.line)
        return
    try:
        document = parse_piece(piece.xml, root)
        if piece.skip is not None or len(document.findall("iati-activity")) == piece.count:
            yield _transformed(document, piece, piece.first, root)
            return
    except etree.XMLSyntaxError as error:
        if piece.count <= 1 or piece.skip is not None:
            yield _refused(piece, piece.xml, 0, name, _sentence(error), piece.line + error.lineno - 1)
            return
    yield from _one_by_one(piece, root, name)


def _one_by_one(piece: Piece, root: Root, name: str) -> Iterator[list[bytes] | pa.Table]:
    """Each activity of a piece apart, so that a broken one takes no other with it."""
    for place, (start, xml) in enumerate(activities(piece.xml)):
        try:
            yield _transformed(parse_piece(xml, root), piece, piece.first + place, root)
        except etree.XMLSyntaxError as error:
            line = piece.line + piece.xml.count(b"\n", 0, start) + error.lineno - 1
            yield _refused(piece, xml, place, name, _sentence(error), line)


def _sentence(error: etree.XMLSyntaxError) -> str:
    return re.sub(r", line \d+, column \d+.*", "", str(error.msg))


def _refused(piece: Piece, xml: bytes, place: int, name: str, why: str, line: int) -> pa.Table:
    key = f"{name}#iati-activity[{piece.first + place + 1}]"
    address = key if piece.is_head and piece.skip is None else f"{key}#line {piece.line}, part after {piece.skip}"
    shown = xml.lstrip()[:SHOWN_BYTES].decode("utf-8", "replace")
    row = {field: None for field in schema("activity").names}
    row |= {ADDRESS: address, SHAPE_ERROR: json.dumps([why, f"line {line}", shown], ensure_ascii=False)}
    return one_row(row, schema("activity"))


def one_row(row: dict[str, str | None], columns: pa.Schema) -> pa.Table:
    """A row as a table. Arrow would import pandas to convert a Python object, which takes longer than a small file."""
    return pa.json.read_json(
        pa.BufferReader(json.dumps(row).encode()), parse_options=pa.json.ParseOptions(explicit_schema=columns)
    )


@lru_cache(maxsize=64)
def _texts(*values: str) -> list[pa.StringScalar]:
    """Texts as Arrow has them, without pandas; see `one_row`."""
    row = {str(place): value for place, value in enumerate(values)}
    return [column[0] for column in one_row(row, pa.schema([(name, pa.string()) for name in row])).columns]


def _tools() -> threading.local:
    """Parsers and stylesheets of this thread; libxml2's are not for several at a time."""
    if not hasattr(_own, "to_rows"):
        nothing = etree.XSLTAccessControl.DENY_ALL
        _own.to_rows = etree.XSLT(row_stylesheet(), access_control=nothing)
        _own.to_203 = etree.XSLT(etree.parse(UPGRADE), access_control=nothing)
        _own.parsers = {}
    return _own


def parse_piece(xml: bytes, root: Root) -> etree._Element:
    """Whole activities below their root element, without comments, entities or document type."""
    parsers = _tools().parsers
    if root.encoding not in parsers:
        parsers[root.encoding] = etree.XMLParser(
            encoding=root.encoding,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_blank_text=True,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
    return etree.fromstring(root.tag + xml + b"</iati-activities>", parsers[root.encoding])


def _transformed(document: etree._Element, piece: Piece, first: int, root: Root) -> list[bytes]:
    """The rows of a document as text, a part a table in the order of the layout."""
    tools = _tools()
    parameters = {f"skip-{element}": str(count) for element, count in (piece.skip or {}).items()}
    if root.may_be_1x:
        document = tools.to_203(document)
    head = "1" if piece.is_head else "0"
    return bytes(tools.to_rows(document, first=str(first), head=head, **parameters)).split(TABLE_END.encode())


def _columns(table: str, text: bytes) -> pa.Table:
    names = columns(LAYOUT[table])
    return pyarrow.csv.read_csv(
        pa.BufferReader(text),
        read_options=pyarrow.csv.ReadOptions(column_names=names, use_threads=False, block_size=len(text) + 1),
        parse_options=pyarrow.csv.ParseOptions(delimiter="\t", quote_char=False),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={name: pa.string() for name in names}, check_utf8=False, strings_can_be_null=False
        ),
    )


def _addressed(table: str, read: pa.Table, name: str) -> pa.Table:
    """The rows with their keys: `file#iati-activity[n]` and below it the place of the element."""

    def joined(*parts) -> pa.ChunkedArray:
        return pc.binary_join_element_wise(*parts, NOTHING)

    activity = joined(*_texts(f"{name}#iati-activity["), read["number"], BRACKET)
    arrays = {"activity_key": activity, ADDRESS: joined(activity, read["place"])}
    if LAYOUT[table].in_transactions:
        own = read["transaction_place"]
        arrays["transaction_key"] = pc.if_else(pc.equal(own, NOTHING), NULL, joined(activity, own))
    arrays[SHAPE_ERROR] = pa.nulls(read.num_rows, pa.string())
    for column in LAYOUT[table].columns:
        is_flag = column.startswith(("is_", "has_"))
        arrays[column] = _flag(read[column]) if is_flag else read[column]
    wanted = schema(table)
    return pa.Table.from_arrays([arrays[field] for field in wanted.names], schema=wanted)


def _flag(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """IATI's 1 and 0 as true and false; anything else stays as it is."""
    return pc.if_else(pc.equal(values, ONE), TRUE, pc.if_else(pc.equal(values, ZERO), FALSE, values))


NOTHING, BRACKET, ONE, ZERO, TRUE, FALSE = _texts("", "]", "1", "0", "true", "false")
NULL = pa.nulls(1, pa.string())[0]
