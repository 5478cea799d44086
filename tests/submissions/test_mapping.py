"""Mappings of agencies' own lists: what the YAML may say, how values are read, and that no row is lost."""

import datetime as dt
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from sscmon.cli import cli
from sscmon.errors import MappingBroken, SscmonError
from sscmon.submissions import mapping_account as account
from sscmon.submissions.check import check
from sscmon.submissions.filled import write_filled
from sscmon.submissions.form import FORM
from sscmon.submissions.mapping import FileHints, Mapping, load
from sscmon.submissions.mapping_draft import draft
from sscmon.submissions.mapping_files import sheets
from sscmon.submissions.mapping_rows import Outcome, apply, check_form
from sscmon.submissions.mapping_values import currency, day, number, year

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples" / "mappings"
DONOR = ROOT.parent / "shared" / "data" / "aiddata" / "donor"


def real(name: str) -> Path:
    path = DONOR / name
    if not path.exists():
        pytest.skip(f"the publisher's file ../shared/data/aiddata/donor/{name} is not here")
    return path


# ---- values


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (1.5, "1.5"), (34560.0, "34560"), ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("1.500.000", "1500000"),
        ("0,123", "0.123"), ("12,5", "12.5"), ("1 234,5", "1234.5"), ("1'000'000", "1000000"), ("-7", "-7"),
        ("US$ 1,2 milhões", "1200000"), ("USD 2 mil millones", "2000000000"), ("3 million dollars", "3000000"),
        ("R$ 34.560,00", "34560"), ("€ 5", "5"), ("2 millones de dólares", "2000000"), ("15 mil", "15000"),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(typed, meant):
    assert number(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["", "n/a", "1,234", "3 tractors", "2005/2006", "1.2.3,4,5", "12,5%", "1,23,456", True, "15 m"]
)
def test_what_is_no_number_or_may_be_two_is_refused(typed):
    with pytest.raises(ValueError):
        number(typed)


def test_the_decimal_mark_of_the_mapping_decides():
    assert number("1,234", ",") == Decimal("1.234")
    assert number("1,234", ".") == 1234


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False))
def test_a_number_is_the_same_in_either_style(value):
    english = f"{value:,.2f}"
    spanish = english.translate(str.maketrans(",.", ".,"))
    assert number(english, ".") == number(spanish, ",") == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("US$ 1,2 milhões", "USD"),
        ("brl", "BRL"),
        ("€ 5", "EUR"),
        ("3 million dollars", "USD"),
        ("SAR", "SAR"),
        ("7", ""),
    ],
)
def test_currencies(typed, code):
    assert currency(typed) == code


@pytest.mark.parametrize("typed", ["$ 5", "Bs 20", "¥"])
def test_a_sign_of_several_currencies_names_none(typed):
    with pytest.raises(ValueError):
        currency(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("27 July, 2007", "2007-07-27"), ("12-Mar-12", "2012-03-12"), ("1º de março de 2009", "2009-03-01"),
        ("31/12/2010", "2010-12-31"), ("12/31/2010", "2010-12-31"), ("15 de enero del 2010", "2010-01-15"),
        ("July 4, 2012", "2012-07-04"), ("2010-05-06", "2010-05-06"), ("2010-05-06T10:00:00", "2010-05-06"),
        ("05/05/2011", "2011-05-05"), (dt.datetime(2003, 6, 6), "2003-06-06"), ("1.2.1999", None), ("03/04/2010", None),
        ("31/02/2010", None), ("in spring", None), ("7", None),
    ],
)  # fmt: skip
def test_days_as_people_type_them(typed, meant):
    if meant:
        assert day(typed).isoformat() == meant
    else:
        with pytest.raises(ValueError):
            day(typed)


def test_the_order_of_the_mapping_decides():
    assert day("03/04/2010", "dmy") == dt.date(2010, 4, 3)
    assert day("03/04/2010", "mdy") == dt.date(2010, 3, 4)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)))
def test_a_day_written_out_is_that_day(value):
    assert day(f"{value:%d/%m/%Y}", "dmy") == day(f"{value:%d-%b-%y}") == day(value.isoformat()) == value


def test_years():
    assert (year(2009.0), year("2009"), year(dt.date(2009, 5, 1))) == (2009, 2009, 2009)
    for typed in ("2009/2010", 209, "20l1", 2009.5):
        with pytest.raises(ValueError):
            year(typed)


# ---- what a mapping may say

SMALL = """
mapping: 1
title: sample
reviewed: true
lists:
  state: {words: {Hecho: COMPLETED, En curso: IMPLEMENTATION}}
  country: {codelist: country, words: {Nadie: ""}}
blocks:
  - sheet: Hoja
    fill_down: [A]
    rows:
      - leave: total
        if: {B: [TOTAL]}
      - carry: {partner: A}
        if: {A: filled, B: empty}
      - take: true
        if: {B: filled, C: filled}
    records:
      - sheet: activity
        columns:
          activity_reference: A
          activity_title: B
          provider_id: {constant: CUB}
          partner_id: {carried: partner, list: country, conflict: first}
          modality: {constant: BIL}
          status: {from: C, list: state}
      - sheet: flow
        if: {D: filled}
        columns:
          flow_reference: {numbered: row-}
          activity_reference: A
          amount_in_unit: {from: D, read: number}
          currency_code: {from: D, read: currency, otherwise: USD}
"""


def mapping(tmp_path: Path, text: str = SMALL) -> Mapping:
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def mapped(tmp_path: Path, rows: list[list], text: str = SMALL):
    return apply(mapping(tmp_path, text), [("Hoja", rows)])


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("mapping: 1", "mapping: 2", "mapping"),
        ("reviewed: true", "reviewed: maybe", "reviewed"),
        ("fill_down: [A]", "fill_up: [A]", "fill_up"),
        ("{constant: CUB}", "{constant: CUB, from: A}", "exactly one of"),
        ("{carried: partner, list: country, conflict: first}", "{carried: nobody}", "no rule carries nobody"),
        ("{from: C, list: state}", "{from: C, list: nowhere}", "there is no list nowhere"),
        ("read: number}", "read: amount}", "read"),
        ("- take: true", "- take: true\n        leave: x", "exactly one of take"),
        ("title: sample", "title: sample\ntitle: again", "'title' stands twice"),
        ("title: sample", "title: &x sample\nother: *x", "anchors are not allowed"),
        ("title: sample", "title: !!python/object/apply:os.getcwd []", ""),
        ("title: sample", "title: [", "not readable YAML"),
        ("title: sample", "title: " + "[" * 5000, "not readable YAML"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_told_with_its_place(tmp_path, before, after, told):
    assert before in SMALL
    with pytest.raises(MappingBroken) as error:
        mapping(tmp_path, SMALL.replace(before, after))
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("sheet: flow", "sheet: money", "the form has no sheet money"),
        ("amount_in_unit", "amount", "has no column amount;"),
    ],
)
def test_what_the_form_does_not_have_is_told(tmp_path, before, after, told):
    with pytest.raises(MappingBroken, match=told):
        mapped(tmp_path, [], SMALL.replace(before, after))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_fit_the_form(path):
    found = load(path)
    check_form(found, FORM)
    assert found.reviewed


def test_no_word_of_a_mapping_becomes_anything_but_text(tmp_path):
    text = SMALL.replace("Hecho: COMPLETED", "NO: COMPLETED, 2009: COMPLETED, yes: COMPLETED")
    assert {"NO", "2009", "yes"} <= mapping(tmp_path, text).lists["state"].words.keys()


# ---- rows

ROWS = [
    ["Haití", "", "", ""],
    ["A-1", "Escuela", "hecho", "US$ 1,2 millones"],
    ["", "Escuela", "Hecho", ""],
    ["", "", "", ""],
    ["A-2", "Clínica", "En  curso", 500],
    ["", "TOTAL", "", 1200500],
    ["Nadie", "", "", ""],
    ["A-3", "Pozo", "Hecho", ""],
    ["Bolivia", "", "", ""],
    ["A-1", "Escuela", "Hecho", ""],
    ["A-2", "Clínica", "Hecho", ""],
    ["A-4", "Puente", "quién sabe", ""],
    ["", "nota al pie", "", ""],
]


def test_every_row_is_accounted_for_by_hand(tmp_path):
    found = mapped(tmp_path, ROWS)
    assert [line.outcome.value for line in found.account] == [
        "carried", "taken", "taken", "empty", "taken", "left", "carried", "refused", "carried", "taken", "refused",
        "refused", "unread",
    ]  # fmt: skip
    assert found.rows["activity"] == {
        ("A-1",): {
            "activity_reference": "A-1", "activity_title": "Escuela", "provider_id": "CUB", "partner_id": "HTI",
            "modality": "BIL", "status": "COMPLETED",
        },
        ("A-2",): {
            "activity_reference": "A-2", "activity_title": "Clínica", "provider_id": "CUB", "partner_id": "HTI",
            "modality": "BIL", "status": "IMPLEMENTATION",
        },
    }  # fmt: skip
    flows = {key: (row["amount_in_unit"], row["currency_code"]) for (key,), row in found.rows["flow"].items()}
    assert flows == {"row-2": ("1200000", "USD"), "row-5": ("500", "USD")}
    assert found.origins["activity", ("A-1",)] == ["Hoja, row 2", "Hoja, row 3", "Hoja, row 10"]
    assert sum(found.counts.values()) == len(ROWS)


def test_reasons_name_the_column_the_text_and_the_other_row(tmp_path):
    lines = mapped(tmp_path, ROWS).account
    assert lines[7].reason == "partner_id: 'Nadie' (carried partner): the list country has no code for it"
    assert lines[9].reason == "partner_id: 'BOL', where Hoja, row 2 says 'HTI' of the same activity"
    assert lines[10].reason == "status: 'COMPLETED', where Hoja, row 5 says 'IMPLEMENTATION' of the same activity"
    assert lines[11].reason == "status: 'quién sabe' (column C): the list state has no code for it"
    assert lines[12].cells == ["", "nota al pie", "", ""]


def test_a_refused_row_leaves_nothing_behind(tmp_path):
    rows = [["Haití", ""], ["A-1", "Escuela", "Hecho", "muchos US$"]]
    found = mapped(tmp_path, rows)
    assert found.counts[Outcome.REFUSED] == 1 and not any(found.rows.values())


CELLS = st.one_of(
    st.sampled_from(["", "Haití", "A-1", "A-2", "TOTAL", "Hecho", "US$ 5", "x"]),
    st.integers(0, 9),
    st.dates(),
    st.text(),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=12))
def test_whatever_the_rows_none_is_lost(tmp_path, rows):
    rows = [["Haití", "", "", ""], *rows]
    found = mapped(tmp_path, rows)
    assert [line.row for line in found.account] == list(range(1, len(rows) + 1))
    taken = {line.row for line in found.account if line.outcome is Outcome.TAKEN}
    origins = {int(origin.rpartition(" ")[2]) for places in found.origins.values() for origin in places}
    assert origins == taken


HEADED = """
mapping: 1
title: sample
reviewed: true
leave: {Notas: remarks}
blocks:
  - sheet: Lista
    header: true
    rows: [{take: true, if: {Código: filled}}]
    records:
      - sheet: activity
        columns: {activity_reference: Código, activity_title: Título, start_date: {from: Início, read: date}}
"""


def test_a_header_is_found_below_titles_whatever_its_order(tmp_path):
    rows = [["Ministerio"], [], ["titulo", "INICIO", "extra", "Codigo"], ["Escola", "1 de maio de 2010", "-", "P1"]]
    found = apply(mapping(tmp_path, HEADED), [("Lista", rows), ("Notas", [["a"], [""]]), ("Otra", [["b"]])])
    assert found.rows["activity"][("P1",)]["start_date"] == "2010-05-01"
    told = [(line.sheet, line.row, line.outcome.value, line.reason) for line in found.account]
    assert told == [
        ("Lista", 1, "left", "before the header"),
        ("Lista", 2, "left", "before the header"),
        ("Lista", 3, "left", "header"),
        ("Lista", 4, "taken", ""),
        ("Notas", 1, "left", "remarks"),
        ("Notas", 2, "empty", ""),
        ("Otra", 1, "unread", "no block reads this row"),
    ]
    assert found.unnamed == {"Lista": ["extra"]}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["Código", "Título"]], "has the columns Início"),
        ([["Código", "Título", "Início", "codigo"]], "columns stand twice: Código"),
        ([], "has the columns"),
    ],
)
def test_a_file_that_does_not_fit_is_told(tmp_path, rows, told):
    with pytest.raises(MappingBroken, match=told):
        apply(mapping(tmp_path, HEADED), [("Lista", rows), ("Notas", [])])


def test_a_sheet_that_is_missing_is_told(tmp_path):
    with pytest.raises(MappingBroken, match="has no sheet Hoja; it has Blatt"):
        apply(mapping(tmp_path), [("Blatt", [])])


def test_lists_below_each_other_and_cells_as_above(tmp_path):
    text = """
mapping: 1
title: sample
reviewed: true
blocks:
  - sheet: S
    ends_before: {A: [Projeto]}
    rows: [{take: true, if: {A: filled}}]
    records: [{sheet: activity, columns: {activity_reference: A}}]
  - sheet: S
    starts_after: {A: [Projeto]}
    fill_down: [A, B]
    rows: [{take: true, if: {C: filled}}]
    records: [{sheet: participant, columns: {activity_reference: A, actor_type: B, party_id: C,
      participation_role: {constant: RECIPIENT}}}]
"""
    rows = [
        ["P1"],
        ["Projeto", "Setor", "País"],
        ["P1", "x", "BOL"],
        ["", "", "PER"],
        ["P2", "", "ECU"],
        ["", "", "CHL"],
    ]
    found = apply(mapping(tmp_path, text), [("S", rows)])
    parts = [(*key[:2], row["actor_type"]) for key, row in found.rows["participant"].items()]
    assert parts == [("P1", "BOL", "x"), ("P1", "PER", "x"), ("P2", "ECU", ""), ("P2", "CHL", "")]
    assert [line.outcome.value for line in found.account] == ["taken", "left", *["taken"] * 4]


# ---- files


def test_text_tables_of_every_system(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_bytes('código;título\r1;São Tomé\r\n2;"a;b"\n'.encode("mac_roman"))
    assert list(sheets(path, FileHints(encoding="mac_roman"))) == [
        ("lista", [["código", "título"], ["1", "São Tomé"], ["2", "a;b"]])
    ]


@pytest.mark.parametrize(("name", "body"), [("a.xls", b"<html>"), ("a.xlsx", b"PK no"), ("a.csv", b"")])
def test_files_that_cannot_be_read_are_told(tmp_path, name, body):
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(SscmonError):
        list(sheets(path))


SEVERAL = SMALL.replace("list: country, conflict", "list: country, several: true, conflict")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Angola, Moçambique e Timor-Leste", "AGO+MOZ+TLS"),
        ("Haití", "HTI"),
        ("Trinidad y Tobago, Haití y Cuba", "CUB+HTI+TTO"),
        ("São Tomé e Príncipe; Angola / Angola", "AGO+STP"),
        (
            "Angola and Marte",
            "partner_id: 'Angola and Marte' (carried partner): in the list country, 'Marte' has no code",
        ),
        ("Nadie, Haití", "partner_id: 'Nadie, Haití' (carried partner): in the list country, 'Nadie' has no code"),
    ],
)
def test_several_countries_in_one_cell_are_a_joint_party_or_refused(tmp_path, typed, expected):
    found = mapped(tmp_path, [[typed, "", "", ""], ["A-1", "Escuela", "Hecho", ""]], SEVERAL)
    rows = [row["partner_id"] for row in found.rows["activity"].values()]
    assert (rows or [found.account[1].reason]) == [expected]


def test_only_parties_can_be_several(tmp_path):
    with pytest.raises(MappingBroken, match="status of the sheet activity takes one code"):
        mapped(tmp_path, [], SMALL.replace("list: state}", "list: state, several: true}"))
    with pytest.raises(MappingBroken, match="several goes with list"):
        mapping(tmp_path, SMALL.replace("{constant: BIL}", "{constant: BIL, several: true}"))


# ---- drafts


def test_a_draft_says_where_a_cell_names_several_countries(tmp_path):
    rows = [["Código", "Proyecto", "País", "Estado"]]
    rows += [[f"A-{n}", f"Escuela técnica número {n}", name, "en ejecución"]
             for n, name in enumerate(("Haití", "Angola, Moçambique e Timor-Leste", "Bolivia y Cuba"))]  # fmt: skip
    text = draft("lista", [("Hoja", rows)], FORM)
    assert "partner_id: {from: País, list: country, several: true}" in text
    assert "Angola" not in text[text.index("lists:") : text.index("blocks:")]


def test_a_draft_of_a_list_by_country_needs_only_what_the_list_does_not_say(tmp_path):
    rows = [
        ["Programa de cooperación"],
        [],
        ["Código", "Proyecto", "Estado", "Monto", "Moneda", "Año"],
        ["Haití"],
        ["A-1", "Escuela técnica de salud comunitaria", "finalizada", 1000, "USD", 2010],
        ["A-2", "Clínica móvil en el departamento del sur", "en ejecucion", 2000, "USD", 2011],
        ["Bolivia"],
        ["B-1", "Alfabetización en lengua quechua y aimara", "raro", 3000, "USD", 2012],
        ["", "TOTAL", "", 6000],
    ]
    text = draft("lista", [("Hoja", rows), ("Vacía", [])], FORM)
    assert "# raro: which code?" in text and "reviewed: false" in text
    text = text.replace("# raro: which code?", "raro: UNKNOWN")
    for column, code in {
        "provider_id": "CUB",
        "modality": "BIL",
        "flow_stage": "COMMITMENT",
        "kind": "FIN_GRANT",
    }.items():
        text = text.replace(f"# {column}: {{constant: ...}}", f"{column}: {{constant: {code}}}")
    path = tmp_path / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    found = apply(load(path), [("Hoja", rows), ("Vacía", [])])
    assert [line.outcome.value for line in found.account] == [
        "left", "left", "left", "carried", "taken", "taken", "carried", "taken", "left",
    ]  # fmt: skip
    assert {key: (row["partner_id"], row["status"]) for (key,), row in found.rows["activity"].items()} == {
        "A-1": ("HTI", "COMPLETED"), "A-2": ("HTI", "IMPLEMENTATION"), "B-1": ("BOL", "UNKNOWN"),
    }  # fmt: skip
    assert [row["amount_in_unit"] for row in found.rows["flow"].values()] == ["1000", "2000", "3000"]


@given(st.lists(st.lists(CELLS, max_size=4), max_size=8))
def test_a_draft_of_anything_is_a_mapping_or_says_there_is_no_list(rows):
    import yaml

    from sscmon.submissions.mapping import PlainLoader

    text = draft("x: 'y'\n", [("Hoja", rows)], FORM)
    read = yaml.load(text, Loader=PlainLoader)
    assert read["mapping"] == "1" and (read["blocks"] or read["leave"])


# ---- the publishers' files


def test_brazils_lists_become_activities_with_status_and_partner():
    """The account against a count by a program of its own: the first cell of every row tells what it is."""
    path = real("Brazil_2005-2011_raw_data.xlsx")
    given_mapping = load(EXAMPLES / "brazil_abc_2005_2011.yaml")
    found = apply(given_mapping, sheets(path))
    workbook = python_calamine.load_workbook(path)
    by_country, in_execution = (
        workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names[1:]
    )
    assert sum(found.counts.values()) == 2 + len(by_country) + len(in_execution) == 3223
    assert found.counts[Outcome.UNREAD] == 0
    partner, told = "", Counter()
    for row in by_country:
        if row[0] and not row[1]:
            partner = row[0]
        elif row[1] in ("Concluído", "Em execução"):
            told[partner != "Brasil", row[1]] += 1
    lines = [line for line in found.account if line.sheet == workbook.sheet_names[1]]
    taken = Counter(line.cells[1] for line in lines if line.outcome is Outcome.TAKEN)
    refused = [line for line in lines if line.outcome is Outcome.REFUSED]
    assert taken == {status: count for (is_abroad, status), count in told.items() if is_abroad}
    assert len(refused) == sum(count for (is_abroad, _), count in told.items() if not is_abroad)
    assert all(row["partner_id"] and row["status"] and row["activity_title"] for row in found.rows["activity"].values())
    assert found.rows["activity"]["BRA/04/043-A167",]["partner_id"] == "AFG"
    several = {key[1] for key in found.rows["participant"] if key[0] == "BRA/04/043-A054"}
    assert {"ATG", "BHS", "BRB", "KNA", "TTO"} <= several


def test_saudi_and_taiwanese_totals_are_those_of_the_sources_of_their_own():
    saudi = load(EXAMPLES / "saudi_tuff.yaml")
    found = apply(saudi, sheets(real("SaudiArabia_TUFFDonorDataset_Level1_v1.0.csv.zip"), saudi.file))
    assert (len(found.rows["activity"]), found.counts[Outcome.TAKEN], sum(found.counts.values())) == (228, 228, 229)
    assert len(found.rows["flow"]) == 136
    taiwan = load(EXAMPLES / "taiwan_icdf.yaml")
    path = real("TaiwanICDF_lending_and_investment_projects_for_AidData.xlsx")
    found = apply(taiwan, sheets(path))
    assert (len(found.rows["activity"]), found.counts[Outcome.TAKEN]) == (68, 68)
    rows = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    amounts = sum(Decimal(repr(row[3])) for row in rows[1:])
    assert sum(Decimal(row["amount_in_unit"]) for row in found.rows["flow"].values()) == amounts


# ---- the command


def run(*arguments):
    return CliRunner().invoke(cli, ["map", *map(str, arguments)])


def test_the_command_from_draft_to_a_form_that_is_accepted(tmp_path):
    path = tmp_path / "lista.csv"
    path.write_text(
        "País;Código;Proyecto;Estado\nHaití;A-1;Escuela técnica de salud;finalizada\nPerú;A-2;Clínica móvil sur;?\n",
        encoding="utf-8",
    )
    drawn = tmp_path / "mapping.yaml"
    assert run(path, "-o", drawn).exit_code == 0
    refused = run(path, "--using", drawn)
    assert refused.exit_code == 1 and "nobody has reviewed this mapping" in refused.output
    text = drawn.read_text(encoding="utf-8").replace("reviewed: false", "reviewed: true")
    for column, code in {"provider_id": "CUB", "modality": "BIL"}.items():
        text = text.replace(f"# {column}: {{constant: ...}}", f"{column}: {{constant: {code}}}")
    drawn.write_text(text, encoding="utf-8")
    for ending in ("xlsx", "zip", "json"):
        target, rows = tmp_path / f"filled.{ending}", tmp_path / "rows.csv"
        result = run(path, "--using", drawn, "-o", target, "--account", rows)
        assert result.exit_code == 1 and "the list status has no code for it" in result.output
        assert check(target, "es").counts()["activity"] == {"read": 1, "accepted": 1, "refused": 0}
        assert [line.split(",")[2] for line in rows.read_text(encoding="utf-8-sig").splitlines()[1:]] == [
            "left", "taken", "refused",
        ]  # fmt: skip
    assert run(path, "--using", drawn, "-o", tmp_path / "filled.pdf").exit_code == 1


def test_the_account_holds_no_formulas(tmp_path):
    found = mapped(tmp_path, [["=cmd()", "x", "", ""]])
    account.write(found, tmp_path / "rows.csv")
    assert "'=cmd()" in (tmp_path / "rows.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("name", "file", "accepted"),
    [
        ("brazil_abc_2005_2011", "Brazil_2005-2011_raw_data.xlsx", {"activity": 1209, "participant": 1303}),
        ("saudi_tuff", "SaudiArabia_TUFFDonorDataset_Level1_v1.0.csv.zip", {"activity": 228, "flow": 136}),
        (
            "taiwan_icdf",
            "TaiwanICDF_lending_and_investment_projects_for_AidData.xlsx",
            {"activity": 68, "flow": 68, "loan_terms": 35},
        ),
    ],
)
def test_what_the_examples_take_is_accepted(tmp_path, name, file, accepted):
    given_mapping = load(EXAMPLES / f"{name}.yaml")
    found = apply(given_mapping, sheets(real(file), given_mapping.file))
    target = tmp_path / "filled.json"
    write_filled({table: list(rows.values()) for table, rows in found.rows.items()}, target)
    counts = {table: count for table, count in check(target, "en").counts().items() if count["read"]}
    assert counts == {table: {"read": n, "accepted": n, "refused": 0} for table, n in accepted.items()}
