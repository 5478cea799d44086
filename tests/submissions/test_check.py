"""A filled form is read as people write it, every problem is told at its cell, and no row is lost."""

import datetime as dt

import pytest
from submissions.books import ACTIVITY, BRIGADE, write

from sscmon.submissions.check import check


def rules_at(checked) -> set[tuple[str, str, str]]:
    return {(finding.level, finding.rule, finding.cell) for finding in checked.findings}


def one_row(checked, table: str) -> dict:
    return checked.tables[table].to_pylist()[0]


def test_a_row_as_a_person_writes_it_becomes_canonical_text(tmp_path):
    checked = check(write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, BRIGADE]}))
    assert checked.language == "es"
    row = one_row(checked, "activity")
    expected = {
        "provider_id": "CUB",
        "partner_id": "HTI",
        "modality": "BIL",
        "status": "IMPLEMENTATION",
        "start_date": "2015-04-03",
        "end_date": "2016-05-01",
    }
    assert {name: row[name] for name in expected} == expected
    assert row["source_row_key"] == "f.xlsx:Actividades!A2"
    assert not [finding for finding in checked.findings if finding.level != "advice"]


def test_headers_moved_misspelt_and_translated_are_found_and_told(tmp_path):
    header = ("Title", "Referencia de la actividad", "Oferentee", "Parceiro", "Modalidad", "De mi cosecha")
    row = ("Brigada", "A-1", "Cuba", "Haití", "BIL", "nota")
    checked = check(write(tmp_path / "f.xlsx", {"Actividades": [["Informe 2015"], [], header, row]}), "en")
    assert checked.counts()["activity"] == {"read": 1, "accepted": 1, "refused": 0}
    messages = {finding.cell: finding.message for finding in checked.findings}
    assert messages["C3"] == "took 'Oferentee' for 'Provider'"
    assert messages["F3"] == "the column 'De mi cosecha' is not of the form and was not read"


def test_each_problem_stands_at_its_cell_with_what_was_meant(tmp_path):
    bad = (*BRIGADE[:2], "Cubba", *BRIGADE[3:5], "en ejecucion", "ayer", dt.date(2014, 1, 1))
    checked = check(write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, bad]}))
    assert {("error", "party", "C2"), ("error", "type", "G2")} <= rules_at(checked)
    said = next(finding.message for finding in checked.findings if finding.rule == "party")
    assert said == "Oferente: 'Cubba' no está en la lista; ¿quiso decir 'Cuba [CUB]'?"
    assert checked.counts()["activity"] == {"read": 1, "accepted": 0, "refused": 1}


def test_several_parties_in_one_cell_are_one_joint_party_and_told(tmp_path):
    cells = ("Angola, Moçambique e Timor-Leste", "Haití + Cuba", "Cuba [CUB], Haití [HTI]", "Angola y Marte")
    rows = [(f"A-{number}", *BRIGADE[1:3], cell, *BRIGADE[4:]) for number, cell in enumerate(cells)]
    checked = check(write(tmp_path / "f.xlsx", {"Actividades": [ACTIVITY, *rows]}))
    assert checked.rows["activity"]["partner_id"].to_pylist() == ["AGO+MOZ+TLS", "CUB+HTI", "CUB+HTI", "Angola y Marte"]
    told = {place for place in rules_at(checked) if place[2].startswith("D")}
    assert told == {("warning", "taken_as", "D2"), ("warning", "taken_as", "D4"), ("error", "party", "D5")}


def test_a_doubled_key_refuses_both_rows_and_a_missing_parent_warns(tmp_path):
    money = ("Referencia del dinero", "Referencia de la actividad", "Oferente", "Socio", "Primer año")
    money += ("Etapa del dinero", "Tipo de contribución", "Monto", "Monto en", "Moneda")
    figure = (
        "F-1",
        "a-1 ",
        "Cuba",
        "Haití",
        2015,
        "desembolsado",
        "donación en efectivo",
        "1.234,5",
        "millones",
        "USD",
    )
    sheets = {"Actividades": [ACTIVITY, BRIGADE], "Dinero": [money, figure, ("F-2", "A-9", *figure[2:])]}
    checked = check(write(tmp_path / "f.xlsx", sheets))
    row = one_row(checked, "flow")
    assert (row["activity_reference"], row["amount_in_unit"], row["unit_mult"]) == ("A-1", "1234.5", "6")
    assert ("warning", "elsewhere", "B3") in rules_at(checked)
    told = check(tmp_path / "f.xlsx", known={})
    assert ("error", "references", "B3") in rules_at(told)
    doubled = check(write(tmp_path / "g.xlsx", {"Actividades": [ACTIVITY, BRIGADE, BRIGADE]}))
    assert {("error", "unique", "A2"), ("error", "unique", "A3")} <= rules_at(doubled)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "cp850", "mac_roman"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_of_any_encoding_and_delimiter(tmp_path, encoding, delimiter):
    rows = [ACTIVITY, BRIGADE]
    path = tmp_path / "Actividades.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    checked = check(path)
    assert one_row(checked, "activity")["activity_title"] == "Brigada médica"
    assert checked.levels()["error"] == 0
