"""The workbook for people: every number in every language, no formula, nothing a spreadsheet would run."""

import zipfile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from sscmon.publish.tables import neutral
from sscmon.publish.workbook_words import NUMBER_COLUMNS, SHEETS

VALUE, PROVIDER, IDENTIFIER = 5, 1, len(NUMBER_COLUMNS) - 1


@pytest.fixture(scope="module")
def table(released):
    return pd.read_parquet(released / "data" / "indicator-observation.parquet").set_index("observation_id")


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_the_workbook_has_the_rows_of_the_table(released, table, language):
    with CalamineWorkbook.from_path(str(released / f"indicators.{language}.xlsx")) as book:
        assert book.sheet_names == [text.in_(language) for text in SHEETS.values()]
        head, *rows = book.get_sheet_by_name(SHEETS["numbers"].in_(language)).to_python()
    assert head == [column.heading.in_(language) for column in NUMBER_COLUMNS]
    values = {row[IDENTIFIER]: None if row[VALUE] == "" else row[VALUE] for row in rows}
    assert len(rows) == len(table) and values.keys() == set(table.index)
    found = pd.Series(values, dtype="float64").loc[table.index]
    pd.testing.assert_series_equal(found, table["value"], check_names=False, check_index_type=False, rtol=1e-14)
    names = {row[0]: row[PROVIDER] for row in rows}
    assert names["BRA"] == {"en": "Brazil", "es": "Brasil", "pt": "Brasil"}[language]


def test_the_headings_stay_and_no_cell_is_a_formula(released):
    with zipfile.ZipFile(released / "indicators.en.xlsx") as file:
        sheets = [file.read(f"xl/worksheets/sheet{number}.xml") for number in range(1, len(SHEETS) + 1)]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    assert all(b'ySplit="1"' in sheet and b"<autoFilter " in sheet for sheet in sheets[1:])


def test_text_that_would_run_is_neutralised():
    assert [neutral(text) for text in ("=1+1", "+1", "-1", "@a", "\ta", "a=b", "1")] == [
        "'=1+1", "'+1", "'-1", "'@a", "'\ta", "a=b", "1"
    ]  # fmt: skip
