"""Values of what money does not show, on the bundled evidence: nothing lost, nothing counted twice, all of it told."""

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from models.fixture import ROOT

from sscmon import codelists
from sscmon.errors import NotFound
from sscmon.valuation import whatif
from sscmon.valuation.concession import concessionality_tests
from sscmon.valuation.errors import InvalidRange
from sscmon.valuation.prices import MAX_GAP_YEARS, Price, combine, mean_of_years, median_of_places, price_of_year
from sscmon.valuation.terms import Terms, holds_at

# ------------------------------------------------------------------------------------------ prices and gaps


def price(value, year, place="CUB", confidence="B", currency="CUP"):
    return Price(f"{place}{year}{value}", value, currency, place, year, confidence)


def test_price_of_the_same_year():
    found = price_of_year([price(627, 2013), price(1600, 2014)], 2014, {})
    assert (found.low, found.central, found.high, found.fills) == (1600, 1600, 1600, {"EXACT"})


def test_price_between_two_years_is_carried_and_bounded():
    deflator = {("CUP", 2013): 100.0, ("CUP", 2014): 110.0, ("CUP", 2016): 220.0}
    found = price_of_year([price(1000, 2013), price(2200, 2016)], 2014, deflator)
    # carried from 2013: 1 100; from 2016: 1 100; and 1 000 as printed before, for prices that did not follow
    assert (found.low, found.central, found.high) == (1000, 1100, 1100)
    assert found.fills == {"NEAREST_YEAR_DEFLATED"}


def test_price_without_a_deflator_is_bounded_by_its_neighbours():
    found = price_of_year([price(50, 2015), price(80, 2018)], 2016, {})
    assert (found.low, found.central, found.high, found.fills) == (50, 50, 80, {"NEAREST_YEAR"})


def test_price_too_far_away_is_none():
    assert price_of_year([price(50, 2010)], 2010 + MAX_GAP_YEARS + 1, {}) is None
    assert price_of_year([price(50, 2010)], 2010 + MAX_GAP_YEARS, {}) is not None


def test_undated_price_serves_any_year_only_if_none_is_dated():
    assert price_of_year([price(50, None)], 1990, {}).fills == {"UNDATED"}
    assert price_of_year([price(50, None), price(60, 2010)], 1990, {}) is None


@given(st.lists(st.tuples(st.floats(1, 1e4), st.integers(2000, 2020)), min_size=1), st.integers(1995, 2025))
def test_bounds_hold_the_central_price(rows, year):
    found = price_of_year([price(value, y) for value, y in rows], year, {})
    if found is not None:
        assert found.low <= found.central <= found.high


def test_cards_places_and_years_combine():
    low, mid, high = (price_of_year([price(v, 2014, place)], 2014, {}) for v, place in ((1, "A"), (2, "B"), (9, "C")))
    card = combine([mid], [low], [high])
    assert (card.low, card.central, card.high) == (1, 2, 9)
    median = median_of_places([low, mid, high])
    assert (median.low, median.central, median.high) == (1, 2, 9) and "MEDIAN_OF_PLACES" in median.fills
    mean = mean_of_years([low, mid, high])
    assert (mean.low, mean.central, mean.high) == (1, 4, 9) and "PERIOD_MEAN" in mean.fills


# ------------------------------------------------------------------------------------------ loans and bills


@pytest.mark.parametrize(
    ("test", "above", "below"),
    [
        ("TOSSD_IMF", 37.445, 22.341),
        ("DAC_UMIC", 43.660, 28.249),
        ("DAC_LMIC", 49.023, 33.547),
        ("DAC_LDC", 57.726, 42.599),
        ("DAC_BEFORE_2018", 61.27, 46.47),
    ],
)
def test_petrocaribe_grant_elements(built, test, above, below):
    """Oracles G8 and G9, from the terms on record."""
    found = dict(
        built.query(
            f"select terms_id, grant_element_pct from core.grant_element where concessionality_test = '{test}' "
            "and terms_id in ('TRM-0008', 'TRM-0009')"
        )
    )
    assert found["TRM-0008"] == pytest.approx(above, abs=5e-3)
    assert found["TRM-0009"] == pytest.approx(below, abs=5e-3)


def test_petrocaribe_thresholds(built):
    """A6: 1 percent over 25 years passes all tests; 2 percent over 17 fails 35 at 5 and 45 at 9, passes 10 at 6."""
    rows = built.query(
        "select terms_id, concessionality_test, is_concessional from core.grant_element "
        "where terms_id in ('TRM-0008', 'TRM-0009')"
    )
    found = {(terms, test): passes for terms, test, passes in rows}
    assert all(found["TRM-0008", test] for test in concessionality_tests())
    assert found["TRM-0009", "TOSSD_IMF"] is False and found["TRM-0009", "DAC_LDC"] is False
    assert found["TRM-0009", "DAC_UMIC"] is True


def test_convention_range_reaches_its_oracle(built):
    """G11: annuity 38.33 at 5 percent is the high bound; half-yearly from 2.5 years, 36.81, lies between."""
    low, high = built.query(
        "select grant_element_low_pct, grant_element_high_pct from core.grant_element "
        "where terms_id = 'TRM-0008' and concessionality_test = 'TOSSD_IMF'"
    )[0]
    assert low == pytest.approx(36.18, abs=5e-3) and high == pytest.approx(38.33, abs=5e-3)
    assert low < 36.81 < high


def test_terms_not_stated_are_a_range_and_nothing_stated_is_nothing(built):
    rows = built.query(
        "select terms_id, assumed_terms, grant_element_pct, obs_status from core.grant_element "
        "where concessionality_test = 'TOSSD_IMF' and assumed_terms is not null"
    )
    for _, assumed, value, status in rows:
        nothing = assumed == "interest;maturity;grace"
        assert (value is None, status) == ((True, "L") if nothing else (False, "E"))
    assert {status for *_, status in rows} == {"L", "E"}


@pytest.mark.parametrize(("price_usd", "holds"), [(40, False), (40.01, True), (150, True), (None, True)])
def test_price_condition(price_usd, holds):
    assert holds_at({"price_above_usd": 40, "price_upto_usd": None}, price_usd) is holds


def test_interest_free_loans_need_no_stated_rate():
    row = {"terms_id": "T", "provider_id": "CHN", "confidence": "A", "interest_rate_low_pct": None,
           "interest_rate_high_pct": None, "maturity_years": 20.0, "grace_years": 4.0}  # fmt: skip
    assert Terms(row, [row], is_interest_free=True).assumed == ()
    assert not Terms(row, [row]).is_computable


def test_both_readings_of_the_revision_of_2008(built):
    """At 150 both readings are in the lower tier; just above it only one; just above 200 both are in the tier of 70."""
    rows = built.query(
        "select terms_reading, price_usd, is_above_price, financed_share_pct from core.payment_tier "
        "where concessionality_test = 'TOSSD_IMF' and price_usd in (150, 200)"
    )
    share = {(reading, price, above): value for reading, price, above, value in rows}
    assert share["THRESHOLD_150", 150, False] == share["THRESHOLD_200", 150, False] < 70
    assert share["THRESHOLD_150", 150, True] == 70 > share["THRESHOLD_200", 150, True]
    assert share["THRESHOLD_200", 200, False] < 70
    assert share["THRESHOLD_150", 200, True] == share["THRESHOLD_200", 200, True] == 70


def test_terms_change_just_above_forty_dollars(built):
    rows = built.query(
        "select distinct is_above_price, terms_ids from core.payment_tier where price_usd = 40 order by 1"
    )
    assert [("TRM-0009" in terms, "TRM-0008" in terms) for _, terms in rows] == [(True, False), (False, True)]


def test_deferred_payment_adds_up(built):
    """A7: gift = bill x share x grant element, in every row that has a value."""
    for bill, share, element, gift in built.query(
        "select bill_usd, financed_share_pct, grant_element_pct, concession_usd from core.deferred_payment "
        "where concession_usd is not null"
    ):
        assert gift == pytest.approx(bill * share / 100 * element / 100)


# ------------------------------------------------------------------------------------------ quantities


def test_every_quantity_is_valued_or_has_its_reason(built):
    assert not built.query("select quantity_id from core.quantity except select quantity_id from core.valuation")
    assert not built.query(
        "select * from core.valuation where (valuation_method = 'VM_NONE') <> (value_central_usd is null "
        "and value_central_lcu is null and value_central_intl is null)"
    )
    assert not built.query(
        "select * from core.valuation where not is_in_range and valuation_reason is null or is_in_range and "
        "(valuation_reason is not null or value_central_usd is null)"
    )


def test_several_methods_are_kept_for_one_quantity(built):
    most = built.query("select count(distinct valuation_method) n from core.valuation group by quantity_id order by 1")
    assert most[-1][0] >= 4


def test_every_value_rests_on_prices_on_record(built):
    assert not built.query(
        "with used as (select unnest(string_split(price_ids, ';')) as price_id from core.valuation "
        "where valuation_method <> 'VM_NONE') "
        "select price_id from used where price_id not in (select price_id from reference.price_reference)"
    )


def test_people_become_months_only_by_an_assumption_that_shows(built):
    rows = built.query(
        "select conversion, v.obs_status from core.valuation as v join core.quantity using (quantity_id) "
        "where quantity_unit = 'person' and valued_unit in ('person-month', 'student-year')"
    )
    assumed = {row["code"] for row in codelists.rows("unit_conversion") if row["is_assumption"] == "true"}
    assert rows and all(conversion in assumed and status in "EU" for conversion, status in rows)


def test_oil_is_barrels_a_day_times_days(built):
    rows = built.query(
        "select quantity_value, valued_quantity from core.valuation as v join core.quantity using (quantity_id) "
        "where quantity_unit = 'bbl/day' and v.valuation_method = 'VM_INTL' and v.year = 2012"
    )
    assert rows and all(valued == pytest.approx(float(a_day) * 366) for a_day, valued in rows)


def test_filled_prices_are_estimates(built):
    assert not built.query(
        "select valuation_id from core.valuation where obs_status not in ('E', 'U') "
        "and (price_fills like '%NEAREST%' or price_fills like '%UNDATED%' or price_fills like '%M%N_%')"
    )


def test_group_c_is_never_turned_into_dollars(built):
    only_c = {row["code"] for row in codelists.rows("kind") if row["ssc_group"] == "C"}
    published = {kind for (kind,) in built.query("select distinct kind from indicator.in_kind_value")}
    assert not only_c & published
    assert built.query("select count(*) from core.valuation where valuation_reason = 'GROUP_C'")[0][0] > 0


def test_trade_and_international_dollars_stay_outside_the_range(built):
    assert not built.query(
        "select * from core.valuation where is_in_range and valuation_method in ('VM_EXPORT', 'VM_COST_PPP', 'VM_NONE')"
    )


def test_central_method_is_the_code_lists(built):
    """One place: the preference of the code list; a rate stated beside a price is never central where another is."""
    order = {
        r["code"]: int(r["central_preference"])
        for r in codelists.rows("valuation_method")
        if r["is_in_range"] == "true"
    }
    assert sorted(order.values()) == list(range(1, len(order) + 1))
    assert min(order, key=order.get) == "VM_COST_MER"
    assert not built.query(
        "select together.* from core.in_kind_cell as together join core.in_kind_cell as cost "
        "using (inclusion_set, provider_id, year, cell_partner_id, cell_kind, kind_detail) "
        "where together.valuation_method = '_T' and cost.valuation_method = 'VM_COST_MER' "
        "and together.value_measure = 'usd_official' and cost.value_measure = 'usd_official' "
        "and together.n_obs = cost.n_obs and together.amount <> cost.amount"
    )


def test_together_spans_every_method(built):
    assert not built.query(
        "select * from core.in_kind_cell as part join core.in_kind_cell as whole "
        "using (inclusion_set, provider_id, year, cell_partner_id, cell_kind, kind_detail, value_measure) "
        "where whole.valuation_method = '_T' and part.value_measure <> 'lcu_nominal' and part.n_obs = whole.n_obs "
        "and (part.priced_low < whole.priced_low or part.priced_high > whole.priced_high)"
    )


def test_staff_and_their_output_are_not_added(built):
    assert not built.query(
        "select s.inclusion_set, s.provider_id, s.year, s.cell_partner_id from core.valuation_selection as s "
        "join core.quantity as q using (quantity_id) "
        "where s.cell_kind = '_T' and s.is_selected and q.kind in ('HR_MED', 'SVC_SURG') and s.cell_partner_id <> '_T' "
        "group by all having count(distinct q.kind) > 1"
    )


def test_effort_is_the_same_in_dollars_and_pesos(built):
    """E1 on real figures: the provider's own cost over its income, converted at one rate, is one number."""
    rows = built.query(
        "select usd.value, lcu.value from indicator.in_kind_effort as usd join indicator.in_kind_effort as lcu "
        "using (inclusion_set, provider_id, partner_id, kind, year, item, valuation_method) "
        "where usd.denominator = 'GNI_USD' and lcu.denominator = 'GNI_LCU' and provider_id = 'CUB'"
    )
    assert len(rows) > 10
    assert all(usd == pytest.approx(lcu, rel=1e-6) for usd, lcu in rows)


def test_views_show_no_central_value_where_methods_lie_far_apart(built):
    """In every view that gives a low, a central and a high of one thing, and in the values in kind by their prices."""
    columns = set(
        built.query(
            "select table_name, column_name from duckdb_columns() where schema_name = 'view' and data_type <> 'VARCHAR'"
        )
    )
    spans = [
        (view, name[8:])
        for view, name in columns
        if name.startswith("central_") and (view, f"low_{name[8:]}") in columns
    ]
    assert {view for view, _ in spans} == {
        "aid_to_gni", "comparison_panel", "in_kind_value", "provider_profile", "provider_year_modality", "rankings",
    }  # fmt: skip
    for view, unit in spans:
        shown = f"central_{unit} is not null and high_{unit} > 3 * low_{unit}"
        assert not built.query(f'select * from "view".{view} where {shown}'), view
    assert not built.query('select * from "view".in_kind_value where spread > 3 and central_usd is not null')
    assert built.query('select count(*) from "view".in_kind_value where central_usd is not null')[0][0] > 0


def test_what_is_not_valued_stays_in_its_own_unit(built):
    share = dict(
        built.query("select provider_id, value from indicator.monetised_share where kind = '_T' and item = 'PHYSICAL'")
    )
    assert share and all(0 <= value <= 1 for value in share.values())
    assert built.query("select count(*) from indicator.physical_quantity where kind = 'SVC_CONS'")[0][0] > 0


# ------------------------------------------------------------------------------------------ exchanges and promises


@pytest.mark.parametrize(("indicator", "expected"), [("exchange_balance", 2270.1e6), ("exchange_turnover", 2549.5e6)])
def test_sucre_of_ecuador(built, indicator, expected):
    """A8: received 2 409.8, paid 139.7; the published 2 549.6 is met to 0.1. Over-invoicing was found: status U."""
    value, status = built.query(
        f"select value, obs_status from indicator.{indicator} where item = 'SUCRE_ECUADOR|VM_CASH|2010-2015'"
    )[0]
    assert value == pytest.approx(expected) and status == "U"


def test_bank_of_the_south(built):
    """A9: 7 of 20 thousand million subscribed, 4.5 of 7 000 million reserved."""
    found = dict(built.query("select item, value from indicator.realisation_ratio where partner_id = 'ORG_BSUR'"))
    assert found["SUBSCRIBED/AUTHORISED"] == pytest.approx(0.35)
    assert found["RESERVED/SUBSCRIBED"] == pytest.approx(4.5 / 7000)


def test_an_unvalued_leg_is_not_zero(built):
    rows = built.query("select value, obs_status from indicator.exchange_balance where n_obs = 1")
    assert rows and all(row == (None, "O") for row in rows)


def test_parts_of_the_petrocaribe_quota(built):
    """D7: 98 000 + 50 000 + 14 000 + 23 700 = 185 700 barrels a day."""
    assert built.query("select value from indicator.mass_balance_gap where item = 'CLM-0019|parts'") == [(700.0,)]


# ------------------------------------------------------------------------------------------ what if


@pytest.fixture
def warehouse(built):
    with duckdb.connect(str(built.paths.warehouse), read_only=True) as connection:
        yield connection


def test_what_if_values_by_every_method(warehouse):
    rows = whatif(
        warehouse, kind="HR_MED", detail="DOC", amount=100, unit="person", provider="CUB", partner="BRA", year=2014
    )
    by_method = {(row["valuation_method"], row["rate_reading"]): row for row in rows}
    assert {"VM_COST_MER", "VM_INTL", "VM_UNRATE", "VM_EXPORT"} <= {method for method, _ in by_method}
    cost = by_method["VM_COST_MER", "IMPLIED"]
    assert (cost["valued_quantity"], cost["value_central_lcu"]) == (1200, 1200 * 1460)
    assert cost["value_central_usd"] == pytest.approx(1200 * 1460)


def test_what_if_with_a_price_of_ones_own(warehouse):
    rows = whatif(
        warehouse, kind="HR_MED", amount=12, unit="person-month", provider="CUB", year=2014, methods=["VM_INTL"],
        prices={"VM_INTL": (3000, 4000, 5000, "USD")},
    )  # fmt: skip
    assert [(r["valuation_method"], r["value_low_usd"], r["value_high_usd"]) for r in rows] == [("VM_INTL", 36e3, 60e3)]


def test_what_if_says_why_there_is_no_value(warehouse):
    rows = whatif(warehouse, kind="KNW_TRAD", amount=3, unit="exchange-event", provider="BOL", year=2014)
    assert [(row["valuation_method"], row["valuation_reason"]) for row in rows] == [("VM_NONE", "NO_PRICE")]


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"kind": "DOCTORS"}, NotFound),
        ({"unit": "furlong"}, NotFound),
        ({"provider": "XXX"}, NotFound),
        ({"methods": ["VM_GUESS"]}, NotFound),
        ({"prices": {"VM_INTL": (5, 4, 3, "USD")}}, InvalidRange),
    ],
)
def test_what_if_refuses_what_does_not_exist(warehouse, wrong, error):
    right = {"kind": "HR_MED", "amount": 1, "unit": "person-month", "provider": "CUB", "year": 2014}
    with pytest.raises(error):
        whatif(warehouse, **(right | wrong))


# ------------------------------------------------------------------------------------------ the documentation


def worked_case(built) -> list[str]:
    """The numbers of the worked case of docs/valuation.md, as the warehouse has them."""
    values = built.query(
        "select value_low_usd, value_central_usd, value_high_usd from core.valuation "
        "where quantity_id = 'evidence:QTY-0039' and valuation_method <> 'VM_NONE'"
    )
    effort = built.query(
        "select value, value_low, value_high from indicator.in_kind_effort where provider_id = 'CUB' and year = 2012 "
        "and partner_id = '_T' and kind = 'HR_MED' and item = '_Z' and (valuation_method, denominator) in "
        "(('VM_COST_MER', 'GNI_LCU'), ('VM_INTL', 'GDP_USD'))"
    )
    claims = built.query(
        "select computed_value from core.claim_check where claim_id = 'CLM-0012' and denominator = 'GDP_USD'"
    )
    return [f"{v / 1e6:,.1f}" for row in values for v in row] + [f"{v:.2f}" for row in (*effort, *claims) for v in row]


@pytest.mark.parametrize(("suffix", "point", "group"), [("", ".", ","), (".es", ",", ""), (".pt", ",", "")])
def test_the_worked_case_is_what_the_warehouse_has(built, suffix, point, group):
    text = (ROOT / "docs" / f"valuation{suffix}.md").read_text(encoding="utf-8")
    for number in worked_case(built):
        written = number.replace(",", "G").replace(".", point).replace("G", group)
        assert written in text, written
    valued, known = built.query(
        "select count(distinct quantity_id) filter (where valuation_method <> 'VM_NONE'), count(distinct quantity_id) "
        "from core.valuation"
    )[0]
    assert f"{known} " in text and f" {valued} " in text.replace("\n", " ")
