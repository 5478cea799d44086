"""Hostile and broken IATI files: refused by name, while the rest of the snapshot is read in little memory."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sscmon.errors import SourceChanged
from sscmon.sources.iati.cutting import Cutter
from sscmon.sources.iati.reading import read_files

GOOD = '<iati-activity default-currency="USD"><iati-identifier>XX-{n}</iati-identifier>{more}</iati-activity>'
ROOT = '<iati-activities version="2.03">{body}</iati-activities>'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'


def good(n: int, more: str = "") -> str:
    return GOOD.format(n=n, more=more)


def read(tmp_path: Path, **files: str | bytes) -> tuple[dict[str, list], list[str], list[list]]:
    """Read files; gives errors by file, identifiers of the activities read, and the activities refused."""
    given = []
    for name, content in files.items():
        path = tmp_path / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        given.append(path)
    read_files(given, tmp_path)
    rows = pq.read_table(tmp_path / "file.parquet").to_pylist()
    errors = {row["file_name"]: json.loads(row["shape_error"]) for row in rows if row["shape_error"]}
    activities = pq.read_table(tmp_path / "activity.parquet").to_pylist()
    identifiers = [row["iati_identifier"] for row in activities if not row["shape_error"]]
    refused = [[row["source_row_key"], *json.loads(row["shape_error"])] for row in activities if row["shape_error"]]
    return errors, identifiers, refused


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (BOMB + ROOT.format(body=good(9, "<title><narrative>&i;</narrative></title>")), "document type"),
        (EXTERNAL + ROOT.format(body=good(9, "<title><narrative>&secret;</narrative></title>")), "document type"),
        (
            "<!-- x --><!DOCTYPE iati-activities SYSTEM 'http://192.0.2.1/x.dtd'>" + ROOT.format(body=""),
            "document type",
        ),
        ("<!DOCTYPE html><html><body>Not found</body></html>", "web page"),
        ("\n<HTML><head/></HTML>", "web page"),
        (b"PK\x03\x04 a workbook", "spreadsheet"),
        ('{"error": "no such dataset"}', "JSON"),
        ("", "empty"),
        ("This is not XML", "does not begin as XML"),
        ("<tag><level/></tag>", "root element is <tag>"),
        ('<iati-organisations version="2.03"/>', "organisation file"),
        ('<?xml version="1.0" encoding="martian"?>' + ROOT.format(body=""), "encoding 'martian'"),
    ],
)
def test_what_is_not_an_iati_file_is_refused_by_name_and_the_others_are_read(tmp_path, content, why):
    errors, identifiers, refused = read(tmp_path, a__xml=content, b__xml=ROOT.format(body=good(1)))
    assert list(errors) == ["a.xml"] and why in errors["a.xml"][0] and errors["a.xml"][1] == "a.xml"
    assert identifiers == ["XX-1"] and not refused


def test_a_snapshot_without_one_readable_file_is_an_error_with_advice(tmp_path):
    with pytest.raises(SourceChanged, match="not one of 1 files") as error:
        read(tmp_path, a__xml="<html/>")
    assert error.value.where == "a.xml" and "fetch it again" in error.value.todo


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("<iati-activity><title></iati-activity>", "mismatch"),
        ("<iati-activity><title><narrative>&nbsp;</narrative></title></iati-activity>", "nbsp"),
        ("<iati-activity>" + "<a>" * 400 + "</a>" * 400 + "</iati-activity>", "depth"),
        ("<iati-activity><!DOCTYPE x></iati-activity>", ""),
        ("<iati-activity><title><narrative>" + "x" * 200 + "<</narrative></title></iati-activity>", "invalid"),
        ("<iati-activity><iati-identifier>XX-8</iati-identifier>", ""),
    ],
)
def test_a_broken_activity_is_refused_alone_and_the_others_keep_their_numbers(tmp_path, broken, why):
    body = good(1) + broken + good(3) + good(4)
    errors, identifiers, refused = read(tmp_path, a__xml=ROOT.format(body=body))
    assert identifiers == ["XX-1", "XX-3", "XX-4"] and not errors
    assert [row[0] for row in refused] == ["a.xml#iati-activity[2]"] and why in refused[0][1].lower()


def test_bytes_that_are_not_of_the_encoding_refuse_their_activity(tmp_path):
    body = (good(1) + good(2, "<title><narrative>TEXT</narrative></title>") + good(3)).encode()
    errors, identifiers, refused = read(
        tmp_path, a__xml=ROOT.encode().replace(b"{body}", body.replace(b"TEXT", b"\xe1"))
    )
    assert identifiers == ["XX-1", "XX-3"] and refused[0][0].endswith("[2]") and not errors


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(tmp_path, encoding):
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{name}"?>' + ROOT.format(
        body=good(1, "<title><narrative>Educación e saúde</narrative></title>")
    )
    read(tmp_path, a__xml=text.encode(encoding))
    assert pq.read_table(tmp_path / "activity.parquet")["activity_title"].to_pylist() == ["Educación e saúde"]


def test_a_file_that_was_cut_off_keeps_its_whole_activities_and_says_so(tmp_path):
    text = ROOT.format(body=good(1) + good(2) + good(3))
    errors, identifiers, refused = read(tmp_path, a__xml=text[: text.index("XX-3") + 2])
    assert identifiers == ["XX-1", "XX-2"] and "cut off" in errors["a.xml"][0]
    assert [row[0] for row in refused] == ["a.xml#iati-activity[3]"]


def test_self_closed_and_root_only_files(tmp_path):
    body = good(1) + '<iati-activity default-currency="USD"/>' + good(3) + "<iati-activity/>"
    errors, identifiers, refused = read(
        tmp_path,
        a__xml=ROOT.format(body=body),
        b__xml='<iati-activities version="2.03" />',
        c__xml=ROOT.format(body=""),
    )
    assert identifiers == ["XX-1", "", "XX-3", ""] and not errors and not refused


def test_a_default_namespace_does_not_hide_the_elements(tmp_path):
    text = ROOT.format(body=good(1)).replace("<iati-activities", '<iati-activities xmlns="http://iati.example"')
    assert read(tmp_path, a__xml=text)[1] == ["XX-1"]


def archive(**members: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in members.items():
            target.writestr(f"iati-data/{name}.xml", text)
    return file.getvalue()


def test_an_archive_is_read_member_by_member(tmp_path):
    content = archive(one=ROOT.format(body=good(1)), two="<html/>", three=ROOT.format(body=good(3)))
    errors, identifiers, _ = read(tmp_path, all__zip=content)
    assert identifiers == ["XX-1", "XX-3"] and list(errors) == ["all.zip/iati-data/two.xml"]
    keys = pq.read_table(tmp_path / "activity.parquet")["activity_key"].to_pylist()
    assert keys[1] == "all.zip/iati-data/three.xml#iati-activity[1]"


def test_a_damaged_archive_and_one_that_unfolds_too_far_are_refused(tmp_path):
    bomb = archive(zeros=ROOT.format(body=" " * 30_000_000))
    errors, identifiers, _ = read(
        tmp_path, a__zip=archive(one=ROOT.format(body=good(1)))[:-40], b__zip=bomb, c__xml=ROOT.format(body=good(2))
    )
    assert identifiers == ["XX-2"] and set(errors) == {"a.zip", "b.zip"}


def test_the_bulk_index_gives_publisher_and_licence(tmp_path):
    index = {"datasets": [{"short_name": "pub-1", "reporting_org_short_name": "pub", "licence_id": "cc-by"}]}
    read(tmp_path, **{"pub-1__xml": ROOT.format(body=good(1)), "datasets-minimal__json": json.dumps(index)})
    (row,) = pq.read_table(tmp_path / "file.parquet").to_pylist()
    assert (row["publisher_name"], row["licence_id"], row["activity_count"]) == ("pub", "cc-by", "1")


def test_search_answers_are_read_and_lists_that_do_not_fit_are_refused(tmp_path):
    fits = {
        "iati_identifier": "XX-1",
        "default_currency": "USD",
        "transaction_value": [5.5, 7],
        "transaction_transaction_type_code": ["2", "3"],
        "transaction_transaction_date_iso_date": ["2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"],
        "participating_org_role": ["1", "4"],
        "participating_org_ref": ["XX-9"],
    }
    torn = {**fits, "iati_identifier": "XX-2", "transaction_transaction_type_code": ["2"]}
    answer = json.dumps({"response": {"numFound": 2, "docs": [fits, torn]}})
    errors, identifiers, refused = read(tmp_path, a__json=answer, b__json="{", c__json='{"other": 1}')
    assert identifiers == ["XX-1"] and "do not fit together" in refused[0][1] and set(errors) == {"b.json", "c.json"}
    rows = pq.read_table(tmp_path / "transaction.parquet").to_pylist()
    assert [(row["stated_value"], row["transaction_date"]) for row in rows] == [
        ("5.5", "2020-01-01"),
        ("7", "2020-02-01"),
    ]


TRANSACTION = (
    '<transaction ref="{n}"><transaction-type code="3"/><transaction-date iso-date="2020-01-01"/>'
    "<value>{n}</value><sector code='11220'/></transaction>"
)


def test_a_large_activity_is_read_in_parts_and_its_elements_keep_their_places(tmp_path):
    many = "".join(TRANSACTION.format(n=n) for n in range(1, 40_001))
    tail = "<title><narrative>Al final</narrative></title><?note x?>"
    body = good(1) + good(2, many + tail) + good(3)
    assert len(many) > 5_000_000
    errors, identifiers, refused = read(tmp_path, a__xml=ROOT.format(body=body))
    assert identifiers == ["XX-1", "XX-2", "XX-3"] and not errors and not refused
    rows = pq.read_table(tmp_path / "transaction.parquet").to_pylist()
    assert [row["stated_value"] for row in rows] == [str(n) for n in range(1, 40_001)]
    assert rows[-1]["source_row_key"] == "a.xml#iati-activity[2]/transaction[40000]"
    assert {row["currency_code"] for row in rows} == {"USD"}
    sectors = pq.read_table(tmp_path / "sector.parquet").to_pylist()
    assert sectors[-1]["transaction_key"] == "a.xml#iati-activity[2]/transaction[40000]" and len(sectors) == 40_000
    titles = pq.read_table(tmp_path / "activity.parquet")["activity_title"].to_pylist()
    assert titles == ["", "Al final", ""]


@pytest.mark.parametrize("end", ["", "</iati-activity>"])
def test_one_endless_element_refuses_its_activity_and_not_the_file(tmp_path, end):
    endless = "<iati-activity><title><narrative>" + "x" * 20_000_000 + end
    errors, identifiers, refused = read(tmp_path, a__xml=ROOT.format(body=good(1) + endless + good(3)))
    assert identifiers == ["XX-1", "XX-3"] and [row[0] for row in refused] == ["a.xml#iati-activity[2]"] and not errors


def test_an_endless_start_tag_is_refused():
    cutter = Cutter(io.BytesIO((ROOT.format(body="<iati-activity " + "a" * 9_000_000)).encode()), "a.xml")
    (piece,) = cutter.pieces()
    assert piece.refused and cutter.activity_count == 1


MEASURED = """
import re, sys, tempfile
from pathlib import Path
from sscmon.sources.iati.reading import read_files
with tempfile.TemporaryDirectory() as folder:
    read_files([Path(sys.argv[1])], Path(folder), workers=2)
print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read as Linux counts it")
def test_memory_does_not_grow_with_the_file(tmp_path):
    def peak_mib(copies: int) -> float:
        path = tmp_path / f"{copies}.xml"
        part = good(1, "".join(TRANSACTION.format(n=n) for n in range(500)))
        large = good(2, "".join(TRANSACTION.format(n=n) for n in range(20 * copies * 10)))
        path.write_text(ROOT.format(body=part * copies + large), encoding="utf-8")
        run = subprocess.run([sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True)
        return int(run.stdout) / 1024

    small, large = peak_mib(100), peak_mib(500)
    assert large / small < 1.3 and large < 400
