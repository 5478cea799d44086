"""What a form and a mapping read alike, and where they differ: a form chooses and says so, a mapping refuses."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscmon.submissions import mapping_values
from sscmon.submissions.form import FORM
from sscmon.submissions.typed import days, with_point
from sscmon.submissions.values import reader

DAY = FORM.by_table["activity"].by_name["start_date"]
AMOUNT = FORM.by_table["flow"].by_name["amount_in_unit"]
CURRENCY = FORM.by_table["flow"].by_name["currency_code"]
APRIL, MARCH = dt.date(2010, 4, 3), dt.date(2010, 3, 4)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3/4/2010", (APRIL, MARCH)),
        ("3.4.10", (APRIL, MARCH)),
        ("2010-04-03T10:00", (APRIL, APRIL)),
        ("3 de abril de 2010", (APRIL, APRIL)),
        ("3rd April, 2010", (APRIL, APRIL)),
        ("Apr 3, 2010", (APRIL, APRIL)),
        ("13/4/2010", (dt.date(2010, 4, 13), None)),
        ("4/13/2010", (None, dt.date(2010, 4, 13))),
        ("31/2/2010", (None, None)),
        ("abril", (None, None)),
    ],
)
def test_days_with_the_day_or_the_month_first(typed, read):
    assert days(typed) == read


@pytest.mark.parametrize(
    ("typed", "decimal", "read"),
    [
        ("1.234,5", ".", ("1234.5", False)),
        ("1,234", ".", ("1234", True)),
        ("1,234", ",", ("1.234", True)),
        ("0,234", ".", ("0.234", False)),
        ("-1.234.567", ",", ("-1234567", False)),
        ("12,34,567", ".", (None, False)),
        ("1.5e3", ",", ("1.5e3", False)),
    ],
)
def test_numbers_and_their_doubt(typed, decimal, read):
    assert with_point(typed, decimal) == read


def test_where_a_form_chooses_a_mapping_refuses():
    assert reader(DAY, "en")("3/4/2010") == ("2010-04-03", ("taken_as", "2010-04-03"))
    assert reader(AMOUNT, "es")("1.234") == ("1234", ("taken_as", "1234"))
    with pytest.raises(ValueError, match="say order"):
        mapping_values.day("3/4/2010")
    with pytest.raises(ValueError, match="say file: decimal"):
        mapping_values.number("1.234")


@pytest.mark.parametrize(("typed", "decimal"), [("1234.5", ","), ("1,234.5", ","), ("1.2.3", "."), ("1.234.567", ".")])
def test_a_number_against_the_mark_of_its_file_is_refused(typed, decimal):
    with pytest.raises(ValueError, match="mark"):
        mapping_values.number(typed, decimal)


def test_a_sign_of_several_currencies_names_none():
    for sign in ("¥", "£", "$"):
        assert reader(CURRENCY, "en")(sign) == (sign, None)
        with pytest.raises(ValueError):
            mapping_values.currency(sign)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)))
def test_a_form_and_a_mapping_read_the_same_day(value):
    for written in (f"{value:%d/%m/%Y}", f"{value:%d-%b-%y}", f"{value:%d %B %Y}", value.isoformat()):
        assert reader(DAY, "es")(written)[0] == mapping_values.day(written, "dmy").isoformat() == value.isoformat()
