"""The form itself: complete in three languages, nothing to read in an empty one, and a filled one comes back whole."""

import json
import zipfile

import openpyxl
import pytest
from click.testing import CliRunner
from submissions.filled import ROWS, fill

from sscmon.cli import cli
from sscmon.errors import NotFound
from sscmon.submissions.check import check
from sscmon.submissions.form import AUDIENCES, FORM
from sscmon.submissions.match import RESERVED, key
from sscmon.submissions.template import write_template
from sscmon.submissions.template_texts import EXAMPLES, SHEET_HELP
from sscmon.text import LANGUAGES


def test_headers_and_titles_differ_within_a_sheet_and_fit():
    titles = [key(text) for sheet in FORM.sheets for text in sheet.title]
    assert not {key(text) for texts in RESERVED.values() for text in texts} & set(titles)
    for language in LANGUAGES:
        assert len({sheet.title.in_(language) for sheet in FORM.sheets}) == len(FORM.sheets)
    for sheet in FORM.sheets:
        assert all(len(text) <= 31 for text in sheet.title)
        for language in LANGUAGES:
            headers = [key(field.header.in_(language)) for field in sheet.fields]
            assert len(set(headers)) == len(headers), (sheet.table, language)


def test_every_sheet_is_explained_exemplified_and_somebodys():
    tables = {sheet.table for sheet in FORM.sheets}
    assert tables == set(SHEET_HELP) == set(EXAMPLES) == {table for tables in AUDIENCES.values() for table in tables}
    for sheet in FORM.sheets:
        assert set(EXAMPLES[sheet.table]) <= set(sheet.by_name)


@pytest.mark.parametrize("ending", ["xlsx", "zip", "json"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_form_has_all_sheets_its_version_and_no_row(tmp_path, language, ending):
    checked = check(write_template(tmp_path / f"form.{ending}", language))
    assert checked.version == FORM.version
    assert {one.sheet.table for one in checked.found} == {sheet.table for sheet in FORM.sheets}
    assert {finding.rule for finding in checked.findings} == {"no_rows"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_form_comes_back_whole(tmp_path, language):
    checked = check(fill(tmp_path / "f.xlsx", language))
    assert checked.language == language
    assert not [finding for finding in checked.findings if finding.level != "advice"]
    for table, rows in ROWS.items():
        assert checked.tables[table].num_rows == len(rows)
    flow = checked.tables["flow"].to_pylist()[0]
    assert (flow["provider_id"], flow["amount_in_unit"], flow["unit_mult"]) == ("CUB", "1.25", "6")
    assert checked.tables["participant"]["party_id"].to_pylist() == ["ORG_VALLE"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_right(tmp_path, language):
    rows = {table: [example] for table, example in EXAMPLES.items()}
    checked = check(fill(tmp_path / "f.xlsx", language, rows))
    assert not [finding for finding in checked.findings if finding.level == "error"]


def test_headers_are_protected_cells_are_not_and_lists_are_offered(tmp_path):
    page = openpyxl.load_workbook(write_template(tmp_path / "f.xlsx", "es"))["Actividades"]
    assert page.protection.sheet and page["A3"].protection.locked
    assert not page.column_dimensions["A"].protection.locked
    assert page.freeze_panes == "B4"
    assert any("E4" in str(offer.sqref) for offer in page.data_validations.dataValidation)


def test_an_audience_has_its_sheets_only(tmp_path):
    path = write_template(tmp_path / "f.xlsx", "pt", "movement")
    names = openpyxl.load_workbook(path).sheetnames
    assert FORM.by_table["award"].title.pt in names and FORM.by_table["flow"].title.pt not in names
    with pytest.raises(NotFound):
        FORM.for_audience("nobody")


def test_the_same_form_as_csv_and_json(tmp_path):
    with zipfile.ZipFile(write_template(tmp_path / "f.zip", "es")) as archive:
        assert "Actividades.csv" in archive.namelist()
    content = json.loads(write_template(tmp_path / "f.json").read_text(encoding="utf-8"))
    content["activity"] = [
        {"activity_reference": "A", "activity_title": "T", "provider_id": "CUB", "partner_id": "HTI", "modality": "BIL"}
    ]
    (tmp_path / "f.json").write_text(json.dumps(content), encoding="utf-8")
    assert check(tmp_path / "f.json").counts()["activity"]["accepted"] == 1


def test_commands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(cli, ["template", "--lang", "es"]).output.strip() == "plantilla.xlsx"
    again = run(cli, ["template", "--lang", "es"])
    assert again.exit_code == 1 and "already there" in again.output
    fill(tmp_path / "llena.xlsx", "es")
    done = run(cli, ["validate", "llena.xlsx", "--annotate", "revisada.xlsx"])
    assert done.exit_code == 0 and "Se puede enviar todo; filas:" in done.output
    for language, words in {
        "en": "nothing to submit yet",
        "es": "no hay nada que enviar",
        "pt": "não há nada a",
    }.items():
        empty = run(cli, ["validate", "plantilla.xlsx", "--lang", language])
        assert empty.exit_code == 1 and words in empty.output and len(empty.output.splitlines()) == 3
    told = run(cli, ["validate", "plantilla.xlsx", "--json"])
    assert told.exit_code == 1 and json.loads(told.output)["findings"][0]["rule"] == "no_rows"
    assert run(cli, ["validate", "llena.xlsx", "--annotate", "llena.xlsx"]).exit_code == 1
