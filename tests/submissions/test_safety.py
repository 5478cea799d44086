"""Files meant to harm, and cells that would act in the workbook handed back."""

import csv
import json
import random
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from submissions import mutations
from submissions.biff import write_xls, write_xlsb
from submissions.books import ACTIVITY, BRIGADE, write

from sscmon.errors import FileRefused
from sscmon.submissions import read, safety
from sscmon.submissions.annotate import annotate
from sscmon.submissions.check import check
from sscmon.submissions.form import FORM

SETTINGS = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
EPOCHS = {False: CALENDAR_WINDOWS_1900, True: CALENDAR_MAC_1904}


@pytest.mark.parametrize(("change", "said"), [("bomb", "unpacks"), ("doctype", "DOCTYPE"), ("far", "XFD1048576")])
def test_hostile_workbooks_are_refused_whole(tmp_path, change, said):
    with pytest.raises(FileRefused, match=said):
        check(mutations._hostile(change, tmp_path / "x.xlsx"))


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.json"])
def test_other_files_are_refused_with_what_to_do(tmp_path, name):
    path = tmp_path / name
    for content in (b"", b"<html></html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, b"{broken", b"PK\x03\x04cut"):
        path.write_bytes(content)
        with pytest.raises(FileRefused) as found:
            check(path, "es")
        assert found.value.what and found.value.todo


def test_a_row_repeated_a_million_times_is_refused_in_little_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(read, "MOST_ROWS", 100)
    monkeypatch.setattr(mutations, "_ods_row", _repeated)
    with pytest.raises(FileRefused, match="100 filled rows"):
        check(mutations.write_ods(tmp_path / "x.ods", {"Actividades": [ACTIVITY, BRIGADE]}, random.Random(1)))


def _repeated(row, rng) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    return f'<table:table-row table:number-rows-repeated="500">{cell}</table:table-row>'


def test_blank_formatted_rows_far_below_are_no_rows(tmp_path):
    path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, BRIGADE]})
    blank = "".join(f'<row r="{number}"><c r="A{number}" s="0"/></row>' for number in range(900_000, 900_050))
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(tmp_path / "g.xlsx", "w") as made:
        for info in given.infolist():
            text = given.read(info).replace(b"</sheetData>", blank.encode() + b"</sheetData>")
            made.writestr(info.filename, text)
    assert check(tmp_path / "g.xlsx").counts()["activity"] == {"read": 1, "accepted": 1, "refused": 0}


def test_a_formula_without_value_and_an_error_are_never_taken_as_empty(tmp_path):
    def spoil(book):
        book["Actividades"]["G2"] = "=TODAY()"
        book["Actividades"]["H2"] = "#N/A"

    path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, BRIGADE]}, spoil)
    found = {(finding.rule, finding.cell) for finding in check(path).findings}
    assert {("no_value", "G2"), ("type", "G2"), ("no_value", "H2"), ("type", "H2")} <= found


def test_what_comes_back_is_coloured_commented_and_harmless(tmp_path):
    header = (*ACTIVITY, "Observación")
    rows = [header, (*BRIGADE[:2], "Cubba", *BRIGADE[3:], "=SUM(1,2)")]

    def spoil(book):
        sheet = book["Actividades"]
        sheet["J2"], sheet["K2"], sheet["L2"] = "=SUM(A1:A2)", "=cmd|'/c calc'!A0", '=WEBSERVICE("http://x/")'
        sheet["M2"].hyperlink = "file:///etc/passwd"
        sheet["A2"].comment = Comment("mine", "me")

    path = write(tmp_path / "f.xlsx", {"Actividades": rows}, spoil)
    book = openpyxl.load_workbook(annotate(check(path), tmp_path / "g.xlsx"))
    sheet = book["Actividades"]
    assert book.sheetnames[0] == "Hallazgos"
    assert sheet["C2"].fill.fgColor.rgb.endswith("FFC7CE")
    assert "¿quiso decir 'Cuba [CUB]'?" in sheet["C2"].comment.text
    assert sheet["A2"].comment.text == "mine"
    assert sheet["J2"].data_type == "f"
    assert sheet["K2"].data_type == sheet["L2"].data_type == "s"
    assert sheet["M2"].hyperlink is None
    again = openpyxl.load_workbook(annotate(check(tmp_path / "g.xlsx"), tmp_path / "h.xlsx"))
    assert again.sheetnames == book.sheetnames
    assert again["Actividades"]["C2"].comment.text == sheet["C2"].comment.text


def test_a_csv_comes_back_as_a_workbook_at_the_same_cells(tmp_path):
    path = tmp_path / "Actividades.csv"
    path.write_text(f"{';'.join(ACTIVITY)}\n\n{';'.join(BRIGADE).replace('Cuba [CUB]', '=1+1')}\n", encoding="utf-8")
    checked = check(path)
    cell = openpyxl.load_workbook(annotate(checked, tmp_path / "g.xlsx"))["Actividades"]["C3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert cell.comment


def test_of_a_large_file_only_headers_and_rows_with_findings_come_back(tmp_path, monkeypatch):
    monkeypatch.setattr("sscmon.submissions.annotate.MOST_CELLS_BACK", 40)
    rows = [(f"A-{number}", *BRIGADE[1:]) for number in range(9)]
    rows[6] = ("A-6", "Brigada", "Cubba", *BRIGADE[3:])
    path = write(tmp_path / "f.xlsx", {"Actividades": [["Informe"], ACTIVITY, *rows]})
    book = openpyxl.load_workbook(annotate(check(path), tmp_path / "g.xlsx"))
    sheet = book["Actividades"]
    assert {row[0].row for row in sheet.iter_rows() if row[0].value} == {1, 2, 9}
    assert (sheet["A9"].value, sheet["C9"].value) == ("A-6", "Cubba") and "Cuba [CUB]" in sheet["C9"].comment.text
    assert book["Hallazgos"]["A2"].value.startswith("El archivo es grande")
    again = check(tmp_path / "g.xlsx")
    assert again.counts()["activity"] == {"read": 1, "accepted": 0, "refused": 1}


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".xlsb", ".ods"])
@pytest.mark.parametrize(("is_1904", "serial_day"), [(False, "2011-04-02"), (True, "2015-04-03")])
def test_days_of_1900_and_1904_as_days_as_bare_numbers_and_as_text(tmp_path, ending, is_1904, serial_day):
    written = ("2015-04-03", "2016-05-01") if ending in (".xlsb", ".ods") else (date(2015, 4, 3), date(2016, 5, 1))
    days = (*BRIGADE[:6], *written)
    rows = [ACTIVITY, days, ("A-2", *BRIGADE[1:6], 40635, "40635")]
    path = tmp_path / f"form{ending}"
    if ending == ".ods":
        _write_ods(path, rows, is_1904=is_1904)
    elif ending != ".xlsx":
        {".xls": write_xls, ".xlsb": write_xlsb}[ending](path, "Actividades", rows, is_1904=is_1904)
    else:
        write(path, {"Actividades": rows}, lambda book: setattr(book, "epoch", EPOCHS[is_1904]))
    checked = check(path)
    found = [(row["start_date"], row["end_date"]) for row in checked.tables["activity"].to_pylist()]
    assert found == [("2015-04-03", "2016-05-01"), (serial_day, serial_day)]
    assert {finding.cell: finding.rule for finding in checked.findings if finding.cell} == {
        "G3": "taken_as", "H3": "taken_as"
    }  # fmt: skip


def _write_ods(path, rows, *, is_1904: bool) -> None:
    mutations.write_ods(path, {"Actividades": rows}, random.Random(1))
    _change(path, "content.xml", "<office:spreadsheet>", f"<office:spreadsheet>{SETTINGS if is_1904 else ''}")


def _change(path, part: str, old: str, new: str):
    """The archive with the first `old` in one of its parts made `new`."""
    with zipfile.ZipFile(path) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


@pytest.mark.parametrize("writer", [write_xls, write_xlsb])
def test_binary_workbooks_are_tried_before_they_are_read(tmp_path, writer):
    """The reader ends the process where memory does not hold the area; without the trial, so would this test."""
    near = writer(tmp_path / "near", "Actividades", [ACTIVITY, BRIGADE], far=(99, 9))
    assert check(near).counts()["activity"] == {"read": 2, "accepted": 1, "refused": 1}
    with pytest.raises(FileRefused, match="so far apart"):
        check(writer(tmp_path / "far", "Actividades", [ACTIVITY, BRIGADE], far=(65535, 65535)))


@pytest.mark.parametrize(
    "address", ['r="xfd1048576"', "r='XFD1048576'", 's="1" r="XFD1048576"', 'r="A1" r="XFD1048576"']
)
def test_a_far_cell_is_found_however_it_is_written(tmp_path, address):
    path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, BRIGADE]})
    cell = f"<row><c {address}><v>1</v></c></row></sheetData>"
    with pytest.raises(FileRefused):
        check(_change(path, "xl/worksheets/sheet1.xml", "</sheetData>", cell))


def test_cells_without_addresses_are_tried_before_they_are_read(tmp_path):
    path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, BRIGADE]})
    cells = f"<row>{'<c><v>7</v></c>' * 16_000}</row>"
    rows = "".join(f"<row><c><v>{random.Random(number).random()}</v></c></row>" for number in range(60_000))
    with pytest.raises(FileRefused, match="so far apart"):
        check(_change(path, "xl/worksheets/sheet1.xml", "</sheetData>", f"{cells}{rows}</sheetData>"))


LONG = 1_000_000
ENDLESS = ("1", "1.", "1,", " ", "\n", "\u00a0", "[", "a[", "(", "a ", "1e", "USD", "'", "á", "1/", "CUB+", "Cuba and ")


@pytest.mark.timeout(60)
def test_cells_of_a_million_characters_are_read_in_time(tmp_path):
    path = tmp_path / "f.csv"
    names = [wanted.header.en for wanted in FORM.by_table["flow"].fields]
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(names)
        for piece in ENDLESS:
            rows.writerow([f"1{piece * (20_000 // len(piece))}x"] * len(names))
        for place, piece in enumerate(ENDLESS):
            rows.writerow(["" if at != place else f"1{piece * (LONG // len(piece))}x" for at in range(len(names))])
    assert check(path).counts()["flow"] == {"read": 2 * len(ENDLESS), "accepted": 0, "refused": 2 * len(ENDLESS)}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("formula", [f"={'1' * 60}~", f"={'A1' * 4_000}~", f"={'1+' * 500_000}1"])
def test_a_long_formula_is_judged_in_time(tmp_path, formula):
    path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, (*BRIGADE, formula)]})
    cell = openpyxl.load_workbook(annotate(check(path), tmp_path / "g.xlsx"))["Actividades"]["I2"]
    assert cell.data_type == "s"


@pytest.mark.timeout(60)
def test_tags_that_never_end_are_looked_through_in_time(tmp_path):
    path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, BRIGADE]})
    endless = "<c " * 1_000_000 + '<row r="9"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(FileRefused):
        check(_change(path, "xl/worksheets/sheet1.xml", "</sheetData>", endless))


@pytest.mark.parametrize("times", ["99999999", "+99999999", "10000000000", "x"])
def test_a_cell_repeated_too_often_is_refused(tmp_path, times):
    path = mutations.write_ods(tmp_path / "f.ods", {"Actividades": [ACTIVITY, BRIGADE]}, random.Random(1))
    repeated = f'<table:table-cell table:number-columns-repeated="{times}" office:value-type="string">'
    with pytest.raises(FileRefused, match="far from its table"):
        check(_change(path, "content.xml", '<table:table-cell office:value-type="string">', repeated))


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_few_texts_do_not_make_billions_of_cells(tmp_path, ending):
    path = tmp_path / f"f{ending}"
    if ending == ".csv":
        path.write_text("Title,Provider,Partner\n" + "a,b,c\n" * 20_000 + "," * 20_000 + "x\n")
    else:
        path.write_text(json.dumps({"Activities": [{"Title": "a", f"k{number}": 1} for number in range(20_000)]}))
    with pytest.raises(FileRefused, match="far from its table"):
        check(path)


def test_the_columns_and_sheets_of_a_file_are_bounded(tmp_path):
    path = tmp_path / "f.json"
    path.write_text(json.dumps({"Activities": [dict.fromkeys(map(str, range(16_385)), 1)]}))
    with pytest.raises(FileRefused, match="it reaches XFE1"):
        check(path)
    path.write_text(json.dumps({f"Activities {number}": [] for number in range(201)}))
    with pytest.raises(FileRefused, match="more than 200 sheets"):
        check(path)
    row = {"Title": "x", "Provider": "Cuba", "Partner": "Haiti"} | dict.fromkeys(map(str, range(16_000)), 1)
    path.write_text(json.dumps({"Activities": [row | {"Benefitting party": "Haiti"}]}))
    assert "Benefitting party" in {
        finding.value for finding in check(path).findings if finding.rule == "header_unknown"
    }


def test_of_more_problems_than_one_can_read_the_file_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, *[("", "x", "Cubba", "Haití", "?")] * 30]})
    count = sum(len(reasons) for reasons in check(path).reasons["activity"].values())
    told = len(check(path).findings) - count
    monkeypatch.setattr("sscmon.submissions.safety.MOST_PROBLEMS", count + told)
    assert len(check(path).findings) == count + told
    monkeypatch.setattr("sscmon.submissions.safety.MOST_PROBLEMS", count - 1)
    with pytest.raises(FileRefused, match=f"más de {count - 1} problemas"):
        check(path)
    without_value = write(tmp_path / "g.xlsx", {"Actividades": [ACTIVITY, *[["=TODAY()"] * 8] * 30]})
    monkeypatch.setattr("sscmon.submissions.safety.MOST_PROBLEMS", 239)
    with pytest.raises(FileRefused, match="more than 239 problems"):
        check(without_value)


@pytest.mark.timeout(60)
def test_thousands_of_values_that_are_in_no_list_are_told_in_time(tmp_path):
    rows = [(f"A-{number}", "x", f"Cubba {number}", *BRIGADE[3:]) for number in range(5_000)]
    found = check(write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, *rows]})).findings
    said = [finding.message for finding in found if finding.rule == "party"]
    assert len(said) == 5_000 and "Cuba [CUB]" in said[0] and "Cuba [CUB]" not in said[-1]


def test_the_cells_of_all_sheets_are_bounded(tmp_path, monkeypatch):
    sheets = {name: [ACTIVITY, *[BRIGADE] * 9] for name in ("Actividades", "Otra")}
    path = write(tmp_path / "f.xlsx", sheets)
    monkeypatch.setattr(read, "MOST_CELLS", 2 * 10 * len(ACTIVITY))
    assert len(read.read(path).grids) == 2
    monkeypatch.setattr(read, "MOST_CELLS", 2 * 10 * len(ACTIVITY) - 1)
    for large in (safety.LARGE, 0):
        monkeypatch.setattr(safety, "LARGE", large)
        with pytest.raises(FileRefused, match="more than 159 cells"):
            read.read(path)


@pytest.mark.parametrize(
    "after",
    [
        '<mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="XFD1:A1048576" location="x"/></hyperlinks>',
    ],
)
def test_an_area_of_billions_of_cells_does_not_come_back(tmp_path, after):
    path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, ("A-1", "Brigada", "Cubba", *BRIGADE[3:])]})
    _change(path, "xl/worksheets/sheet1.xml", "</sheetData>", f"</sheetData>{after}")
    book = openpyxl.load_workbook(annotate(check(path), tmp_path / "g.xlsx"))
    assert book["Actividades"]["C2"].comment and not book["Actividades"].merged_cells.ranges


def test_a_blank_cell_at_the_end_of_the_sheet_comes_back_alone(tmp_path):
    path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, BRIGADE]})
    last = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    _change(path, "xl/worksheets/sheet1.xml", "</sheetData>", last)
    assert openpyxl.load_workbook(annotate(check(path), tmp_path / "g.xlsx"))["Actividades"]["A2"].value == "A-1"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "content.xml"])
def test_a_sheet_whose_tags_do_not_close_is_refused(tmp_path, part):
    if part == "content.xml":
        path = mutations.write_ods(tmp_path / "f.ods", {"Actividades": [ACTIVITY, BRIGADE]}, random.Random(1))
        _change(path, part, "</table:table-cell>", "")
    else:
        path = write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, (*BRIGADE[:6], "=TODAY()")]})
        _change(path, part, "</row>", "")
    with pytest.raises(FileRefused, match="damaged"):
        check(path)


def test_an_old_workbook_that_is_cut_or_spoilt_is_refused_or_read(tmp_path):
    whole = write_xls(tmp_path / "whole.xls", "Actividades", [ACTIVITY, BRIGADE]).read_bytes()
    path, rng = tmp_path / "spoilt.xls", random.Random(7)
    cut = [whole[:length] for length in range(1, len(whole), 197)]
    spoilt = [bytes(byte ^ (rng.random() < 0.01) * rng.randrange(256) for byte in whole) for _ in range(60)]
    for content in cut + spoilt:
        path.write_bytes(content)
        try:
            check(path)
        except FileRefused as refused:
            assert refused.todo
