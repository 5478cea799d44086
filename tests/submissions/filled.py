"""The real template filled in as a person does: from the first empty row, under the headers, with labels of the lists.

The figures are invented for the tests; `python tests/submissions/filled.py FOLDER` writes one workbook a language.
"""

import sys
from pathlib import Path

import openpyxl

from sscmon.submissions.form import FORM
from sscmon.submissions.template import header_of, offered_texts, write_template
from sscmon.submissions.template_texts import WORDS
from sscmon.text import LANGUAGES, Text

FIRST_ROW = 4
PARTIES = {"provider_id": "CUB", "partner_id": "BOL"}
DOCUMENT = {
    "document_title": Text("Annual report 2019", "Informe anual 2019", "Relatório anual 2019"),
    "document_url": "https://example.org/2019.pdf",
    "published_text": "2020-03",
    "quote_locator": "p. 12",
}
WOMEN = Text("Women of the Valley", "Mujeres del Valle", "Mulheres do Vale")
ROWS: dict[str, list[dict]] = {
    "organisation": [
        {
            "org_reference": "ORG_VALLE",
            "org_name": WOMEN,
            "acronym": "MV",
            "actor_type": "WOMEN_ORG",
            "country_code": "BOL",
        },
    ],
    "activity": [
        {
            "activity_reference": "A-1",
            "activity_title": Text("Rural health brigade", "Brigada de salud rural", "Brigada de saúde rural"),
            **PARTIES,
            "modality": "BIL",
            "status": "COMPLETED",
            "sector_code": "122",
            "start_date": "2019-03-01",
            "end_date": "2020-02-28",
            "request_origin": "RECIPIENT_STATE",
            **DOCUMENT,
        },
        {
            "activity_reference": "A-2",
            "activity_title": Text("Literacy campaign", "Campaña de alfabetización", "Campanha de alfabetização"),
            **PARTIES,
            "modality": "BIL",
            "confidentiality": "EMBARGO",
            "embargo_until_date": "2999-01-01",
        },
    ],
    "participant": [
        {"activity_reference": "A-1", "party_id": WOMEN, "participation_role": "IMPLEMENTING"},
    ],
    "tag": [{"activity_reference": "A-1", "tag_vocabulary": "BV", "tag_code": "BV03", "weight_share": 1}],
    "location": [{"activity_reference": "A-1", "location_name": "Yungas", "country_code": "BOL", "admin_level": 1}],
    "flow": [
        {
            "flow_reference": "M-1",
            "activity_reference": "A-1",
            **PARTIES,
            "period_start_year": 2019,
            "flow_stage": "DISBURSEMENT",
            "modality": "BIL",
            "kind": "FIN_GRANT",
            "amount_in_unit": 1.25,
            "unit_mult": 6,
            "currency_code": "USD",
            **DOCUMENT,
        },
        {
            "flow_reference": "M-2",
            "activity_reference": "A-1",
            **PARTIES,
            "period_start_year": 2019,
            "flow_stage": "DISBURSEMENT",
            "modality": "BIL",
            "kind": "FIN_GRANT",
            "amount_in_unit": 7654321,
            "unit_mult": 0,
            "currency_code": "USD",
            "confidentiality": "AGGREGATE",
        },
    ],
    "quantity": [
        {
            "quantity_reference": "Q-1",
            "activity_reference": "A-1",
            **PARTIES,
            "period_start_year": 2019,
            "kind": "HR_MED",
            "quantity_value": 240,
            "quantity_unit": "person-month",
            "value_type": "FLOW",
            **DOCUMENT,
        },
    ],
    "exchange_leg": [
        {
            "leg_reference": "L-1",
            "exchange_reference": "X-1",
            "provider_id": "VEN",
            "partner_id": "CUB",
            "period_start_year": 2019,
            "kind": "ENE_OIL",
            "quantity_value": 1000,
            "quantity_unit": "bbl",
            "unit_price_original": 60,
            "currency_code": "USD",
        },
        {
            "leg_reference": "L-2",
            "exchange_reference": "X-1",
            "provider_id": "CUB",
            "partner_id": "VEN",
            "period_start_year": 2019,
            "kind": "HR_MED",
            "quantity_value": 50,
            "quantity_unit": "person-month",
        },
    ],
    "assessment": [
        {
            "assessment_reference": "E-1",
            "activity_reference": "A-1",
            "rater_group": "AFFECTED",
            "assessment_stage": "ex_post",
            "assessment_date": "2020-05-10",
            "has_consent": True,
        },
    ],
    "score": [
        {"assessment_reference": "E-1", "dimension": f"D{number}", "rubric_level": str(number % 4), **DOCUMENT}
        for number in range(1, 11)
    ],
    "consultation": [
        {
            "consultation_reference": "S-1",
            "activity_reference": "A-1",
            "consultation_date": "2018-11-20",
            "consultation_stage": "approval",
            "consulted_group": "AFFECTED",
            "is_binding": True,
        },
    ],
    "followup": [
        {
            "followup_reference": "V-1",
            "activity_reference": "A-1",
            "followup_date": "2022-06-01",
            "is_still_working": True,
        },
    ],
    "condition": [{"activity_reference": "A-1", "condition_type": "1", "is_attached": False}],
    "statement": [{"activity_reference": "A-1", "process_question": "CONSULTED", "is_affirmed": True}],
}


def fill(path: Path, language: str, rows: dict[str, list[dict]] | None = None) -> Path:
    """Write the template in one language and fill in rows (columns of the contract to codes, numbers or texts)."""
    write_template(path, language)
    book = openpyxl.load_workbook(path)
    for table, filled in (ROWS if rows is None else rows).items():
        page = book[FORM.by_table[table].title.in_(language)]
        for number, row in enumerate(filled, start=FIRST_ROW):
            for position, text in enumerate(cells(table, language, row), start=1):
                if text is not None:
                    page.cell(number, position, text)
    book.save(path)
    return path


def cells(table: str, language: str, row: dict) -> list:
    """One row as it stands in the sheet: codes as the drop-down lists show them."""
    return [_cell(field, row.get(field.name), language) for field in FORM.by_table[table].fields]


def header(table: str, language: str) -> list[str]:
    return [header_of(field, language) for field in FORM.by_table[table].fields]


def _cell(field, value, language: str):
    if isinstance(value, Text):
        return value.in_(language)
    if isinstance(value, bool):
        return WORDS["yes" if value else "no"].in_(language)
    shown = {text.rpartition("[")[2].rstrip("]"): text for text in offered_texts(field, language)}
    return shown.get(str(value), value)


if __name__ == "__main__":
    for chosen in LANGUAGES:
        print(fill(Path(sys.argv[1]) / f"filled.{chosen}.xlsx", chosen))
