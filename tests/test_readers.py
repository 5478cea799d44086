"""CSV files as publishers break them: each gives its rows, or an error that says where and what to do."""

import csv
import io
import json
import random

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from submissions.biff import write_xls

from sscmon.errors import SourceChanged
from sscmon.readers import csv_to_parquet
from sscmon.workbooks import sheet_rows

COLUMNS = ["code", "name", "value"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("readers")


def read(folder, content: bytes, **options) -> list[tuple]:
    """Rows of a file as the reader gives them: the columns, the address, the cells of a row of another length."""
    path, target = folder / "given.csv", folder / "read.parquet"
    path.write_bytes(content)
    count = csv_to_parquet(path, target, COLUMNS, **options)
    rows = [tuple(row.values()) for row in pq.read_table(target).to_pylist()]
    assert count == len(rows)
    return rows


def refused(folder, content: bytes) -> SourceChanged:
    with pytest.raises(SourceChanged) as caught:
        read(folder, content)
    assert caught.value.where.startswith("given.csv")
    assert caught.value.todo
    return caught.value


def test_rows_with_their_addresses(folder):
    assert read(folder, b"code,name,value\na,x,1\nb,,2\n") == [
        ("a", "x", "1", "given.csv:2", None),
        ("b", "", "2", "given.csv:3", None),
    ]


def test_columns_are_found_by_name_not_by_place(folder):
    assert read(folder, b"value,code,name\n1,a,x\n") == [("a", "x", "1", "given.csv:2", None)]


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_a_cell_of_several_lines_keeps_the_address_of_its_first(folder, newline):
    lines = [b"code,name,value", b'a,"one', b"two", b'three",1', b"b,x,2", b"", b"c,x,3"]
    rows = read(folder, newline.join(lines))
    assert [(row[0], row[3]) for row in rows] == [("a", "given.csv:2"), ("b", "given.csv:5"), ("c", "given.csv:7")]
    assert rows[0][1].split() == ["one", "two", "three"]


def test_a_byte_order_mark_is_no_part_of_the_first_name(folder):
    assert read(folder, b"\xef\xbb\xbfcode,name,value\na,\xc3\xb1,1\n") == [("a", "ñ", "1", "given.csv:2", None)]


def test_rows_of_another_length_are_kept_whole(folder):
    rows = read(folder, 'code,name,value\na,"x ""ñ"",",1,more\nb,2\nc,x,3\n'.encode())
    assert rows == [
        (None, None, None, "given.csv:2", '["a", "x \\"ñ\\",", "1", "more"]'),
        (None, None, None, "given.csv:3", '["b", "2"]'),
        ("c", "x", "3", "given.csv:4", None),
    ]


def test_another_delimiter(folder):
    assert read(folder, b"code;name;value\na;x,y;1\n", delimiter=";") == [("a", "x,y", "1", "given.csv:2", None)]


def test_more_rows_than_one_batch(folder, monkeypatch):
    monkeypatch.setattr("sscmon.readers.BATCH", 3)
    rows = read(folder, b"code,name,value\n" + b"".join(b"%d,x,1\n" % n for n in range(8)))
    assert [row[0] for row in rows] == [str(n) for n in range(8)]


BROKEN = {
    "empty": (b"", "the file is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "the file is empty"),
    "header only": (b"code,name,value\n", "a header and no rows"),
    "header and blank lines": (b"code,name,value\n\n\n", "a header and no rows"),
    "web page": (b"<!DOCTYPE html>\n<html><body>404</body></html>\n", "web page"),
    "indented web page": (b"  <html>\n", "web page"),
    "missing column": (b"code,name\na,x\n", "missing: value"),
    "new column": (b"code,name,value,extra\na,x,1,2\n", "not known: extra"),
    "renamed column": (b"code,title,value\na,x,1\n", "missing: name; not known: title"),
    "doubled column": (b"code,name,value,name\na,x,1,x\n", "twice: name"),
    "another case": (b"Code,name,value\na,x,1\n", "missing: code; not known: Code"),
    "another delimiter": (b"code;name;value\na;x;1\n", "missing: code, name, value"),
    "latin-1": ("code,name,value\na,ñ,1\n".encode("latin-1"), "stops being readable text"),
    "utf-16": ("code,name,value\na,x,1\n".encode("utf-16"), "stops being readable text"),
    "utf-16 without mark": ("code,name,value\na,x,1\n".encode("utf-16-le"), "NUL"),
    "nul bytes": (b"code,name,value\na,\x00\x00,1\n", "NUL"),
    "open quotation": (b'code,name,value\na,"x,1\nb,y,2\n', "unexpected end of data"),
    "text after quotation": (b'code,name,value\na,"x"y,1\n', "expected after"),
    "cell of 2 MB": (b"code,name,value\na," + b"x" * 2_000_000 + b",1\n", "field larger than field limit"),
    "zip": (b"PK\x03\x04\x14\x00\x00\x00\x08\x00", "NUL"),
}


@pytest.mark.parametrize(("content", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_told(folder, content, told):
    assert told in refused(folder, content).what


def test_the_line_before_the_fault_is_named(folder):
    lines = [b"code,name,value", *(b"a,x,1" for _ in range(2000)), "a,ñ,1".encode("latin-1")]
    error = refused(folder, b"\n".join(lines))
    assert "after line" in error.where
    named = int(error.where.rsplit(" ", 1)[1])
    assert 1 <= named <= 2001


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_every_cell_written_is_read_again(folder, rows, newline):
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=newline, quoting=csv.QUOTE_ALL)
    addresses = []
    for cells in (COLUMNS, *rows):
        addresses.append(len(text.getvalue().replace("\r\n", "\n").replace("\r", "\n").split("\n")))
        writer.writerow(cells)
    expected = [
        (*cells, f"given.csv:{line}") if len(cells) == 3 else (*cells, f"given.csv:{line}", "whole")
        for cells, line in zip(rows, addresses[1:], strict=True)
        if cells
    ]
    if not expected:
        assert "no rows" in refused(folder, text.getvalue().encode()).what
        return
    found = []
    for *cells, address, other in read(folder, text.getvalue().encode()):
        found.append((*json.loads(other), address, "whole") if other else (*cells, address))
    assert found == expected


@settings(max_examples=150)
@given(st.binary(max_size=60), st.integers(0, 40))
def test_any_bytes_are_rows_or_a_told_error(folder, noise, place):
    good = b"code,name,value\na,x,1\nb,y,2\nc,z,3\n"
    try:
        rows = read(folder, good[:place] + noise + good[place:])
    except SourceChanged as error:
        assert error.where and error.todo
    else:
        assert all(row[3].startswith("given.csv:") for row in rows)


def test_a_spoilt_workbook_gives_its_rows_or_says_what_to_do(folder):
    """Three bits are enough to make the reader panic, or claim more memory than there is, which ends its process."""
    path = write_xls(folder / "given.xls", "S", [["code", "name"], ["a", 1.5]])
    assert list(sheet_rows(path)) == [(1, ["code", "name"]), (2, ["a", "1.5"])]
    whole, told = path.read_bytes(), set()
    for seed in range(40):
        rng, spoilt = random.Random(seed), bytearray(whole)
        for _ in range(3):
            spoilt[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        path.write_bytes(spoilt)
        try:
            list(sheet_rows(path))
        except SourceChanged as error:
            assert error.where == "given.xls" and error.todo
            told.add(error.what)
    assert told
    path = write_xls(folder / "given.xls", "S", [["code", "name"]], far=(65535, 65535))
    with pytest.raises(SourceChanged, match="memory would not hold"):
        list(sheet_rows(path))
