"""The tables `core.grant_element` and `core.loan_value`: grant element of terms and grant equivalent of loans."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import duckdb
import pyarrow as pa

from sscmon.valuation.concession import Borrower, ConcessionalityTest, concessionality_tests, dac_test, imf_test
from sscmon.valuation.ranges import Range
from sscmon.valuation.tables import read, scopes, write
from sscmon.valuation.terms import Terms, holds_at

LOAN_TERMS = "select * from core.loan_terms where terms_instrument = 'FIN_LOAN' order by terms_id"
LOAN_FLOWS = """
select
    flow.flow_id, flow_year.year, flow.provider_id, flow.partner_id, flow.kind_detail, flow.confidence,
    cast(flow_year.amount_usd_nominal as double) as amount_usd, flow_year.is_average, flow.obs_status,
    flow.source_id, flow.source_row_key, flow.snapshot_id
from core.flow as flow
join core.flow_year as flow_year using (flow_id)
where flow.kind = 'FIN_LOAN' and flow.flow_stage in ('COMMITMENT', 'DISBURSEMENT', 'FINANCED')
order by flow.flow_id, flow_year.year
"""
CLASSES = """
select iso3, attribute, attribute_value, valid_from_date, coalesce(valid_to_date, date '9999-12-31') as valid_to_date
from reference.country_attribute
where attribute in ('ldc', 'income_group')
"""
PRICES = """
select price_item, year, cast(price_value as double) as price_usd
from reference.price_reference
where currency_code = 'USD' and year is not null
qualify row_number() over (partition by price_item, year order by confidence, price_id) = 1
"""
DEPENDENCIES = (
    "core.flow",
    "core.flow_year",
    "core.loan_terms",
    "reference.country_attribute",
    "reference.party_scope",
    "reference.price_reference",
)
INTEREST_FREE = "IF"
PROVENANCE = ("source_id", "source_row_key", "snapshot_id")
KEPT_TERMS = ("terms_id", "provider_id", "partner_id", "terms_condition", *PROVENANCE)
KEPT_FLOW = ("flow_id", "year", "provider_id", "partner_id", "kind_detail", *PROVENANCE)


def grant_elements(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.grant_element`: every set of loan terms by every test; the rule for gaps is that of `terms`."""
    pool = read(connection, LOAN_TERMS)
    general = general_terms(pool)
    rows = []
    for row in pool:
        terms = Terms(row, general)
        for test in concessionality_tests().values():
            entry = {name: row[name] for name in KEPT_TERMS}
            entry |= describe_test(test) | {"obs_status": "L", "assumed_terms": ";".join(terms.assumed) or None}
            if terms.is_computable:
                found = terms.element(test.discount_rate_pct)
                entry |= describe_element(found.percent, test)
                entry |= {
                    "terms_low": found.low_terms.describe(),
                    "terms_central": found.central_terms.describe(),
                    "terms_high": found.high_terms.describe(),
                    "obs_status": "E" if terms.assumed else "U" if row["confidence"] == "C" else "A",
                }
            rows.append(entry)
    return write("core.grant_element", rows)


def loan_values(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The table `core.loan_value`: each loan figure of a year by each test that fits its borrower.

    Terms are those of the figure itself, else those stated in general for the same partner, else for a party that
    overlaps it, whose price condition holds at the price of the year. Where several are stated the range covers all;
    the central one is the best graded.
    """
    pool, scope = read(connection, LOAN_TERMS), scopes(connection)
    general, own = general_terms(pool), {row["flow_id"]: row for row in pool if row["flow_id"] is not None}
    classes, prices = read(connection, CLASSES), prices_by_year(connection)
    rows = []
    for flow in read(connection, LOAN_FLOWS):
        fitting = own_terms(flow, own, general) or fitting_terms(flow, general, scope, prices)
        for test in tests_for(flow["partner_id"], flow["year"], classes):
            entry = {name: flow[name] for name in KEPT_FLOW}
            entry |= describe_test(test) | {"obs_status": "L"}
            if fitting:
                percent = element_of(fitting, test)
                entry |= describe_element(percent, test)
                entry |= _equivalent(flow["amount_usd"], percent)
                entry |= {
                    "terms_ids": ";".join(terms.row["terms_id"] for terms in fitting),
                    "obs_status": status_of(fitting, flow),
                }
            rows.append(entry)
    return write("core.loan_value", rows)


def general_terms(pool: Iterable[dict]) -> list[dict]:
    """Terms of agreements, not of one loan: what may stand for a loan whose terms nobody states."""
    return [row for row in pool if row["flow_id"] is None]


def own_terms(flow: dict, own: Mapping[str, dict], general: Sequence[dict]) -> list[Terms]:
    """The terms a source states for this very figure, if they can be computed with."""
    row = own.get(flow["flow_id"])
    terms = Terms(row, general, flow.get("kind_detail") == INTEREST_FREE) if row else None
    return [terms] if terms and terms.is_computable else []


def prices_by_year(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], float]:
    """Price in USD by item and year, of the best graded source."""
    return {(row["price_item"], row["year"]): row["price_usd"] for row in read(connection, PRICES)}


def fitting_terms(
    flow: dict, pool: Sequence[dict], scope: Mapping[str, frozenset[str]], prices: Mapping[tuple[str, int], float]
) -> list[Terms]:
    """Terms that apply to a figure, the best graded first; see `loan_values`."""
    own = [row for row in pool if row["provider_id"] == flow["provider_id"]]
    near = [row for row in own if row["partner_id"] == flow["partner_id"]] or [
        row
        for row in own
        if row["partner_id"] == "_T" or not scope[row["partner_id"]].isdisjoint(scope[flow["partner_id"]])
    ]
    held = [row for row in near if holds_at(row, prices.get((row["price_item"], flow["year"])))]
    terms = [Terms(row, pool, flow.get("kind_detail") == INTEREST_FREE) for row in held]
    ranked = sorted(terms, key=lambda t: (len(t.assumed) > 0, t.row["confidence"], t.row["terms_id"]))
    return [terms for terms in ranked if terms.is_computable]


def element_of(fitting: Sequence[Terms], test: ConcessionalityTest) -> Range[float]:
    """The grant element of the first terms as central value, bounded by all of them."""
    found = [terms.element(test.discount_rate_pct).percent for terms in fitting]
    return Range(min(r.low for r in found), found[0].central, max(r.high for r in found))


def status_of(fitting: Sequence[Terms], flow: dict) -> str:
    """E where a term or a yearly share is assumed, else the figure's own status."""
    return "E" if flow["is_average"] or any(terms.assumed for terms in fitting) else flow["obs_status"]


def tests_for(partner_id: str, year: int, classes: Iterable[dict]) -> list[ConcessionalityTest]:
    """The tests that fit a borrower and year; a group of countries has those of every class of borrower.

    A country that is neither least developed nor classed by income, or of high income, has only the test of TOSSD.
    """
    day = dt.date(year, 12, 31)
    found = {
        row["attribute"]: row["attribute_value"]
        for row in classes
        if row["iso3"] == partner_id and row["valid_from_date"] <= day <= row["valid_to_date"]
    }
    if year < 2018:
        return [imf_test(), dac_test(Borrower.LDC, year)]
    borrowers = [b for b in Borrower if not b.startswith("MULTILATERAL")]
    if len(partner_id) == 3 and partner_id.isalpha():
        borrower = "LDC" if "ldc" in found else found.get("income_group")
        borrowers = [b for b in borrowers if b == borrower]
    return [imf_test(), *(dac_test(b, year) for b in borrowers)]


def describe_test(test: ConcessionalityTest) -> dict:
    """Columns of a test."""
    return {
        "concessionality_test": test.name,
        "discount_rate_pct": test.discount_rate_pct,
        "threshold_pct": test.threshold_pct,
    }


def describe_element(percent: Range[float], test: ConcessionalityTest) -> dict:
    """Columns of a grant element; concessional is left open where the range crosses the threshold."""
    passes = (percent.low >= test.threshold_pct, percent.high >= test.threshold_pct)
    return {
        "grant_element_low_pct": percent.low,
        "grant_element_pct": percent.central,
        "grant_element_high_pct": percent.high,
        "is_concessional": passes[0] if passes[0] == passes[1] else None,
    }


def _equivalent(amount_usd: float | None, percent: Range[float]) -> dict:
    if amount_usd is None:
        return {}
    low, central, high = (amount_usd * p / 100 for p in (percent.low, percent.central, percent.high))
    return {
        "grant_equivalent_low_usd": min(low, high),
        "grant_equivalent_usd": central,
        "grant_equivalent_high_usd": max(low, high),
    }
