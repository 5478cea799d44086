"""Nothing is lost and nothing appears between the bundled files and the warehouse, counted from the files alone."""

import csv
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from sscmon import snapshots
from sscmon.sources import discover
from sscmon.sources.evidence.files import FILES as EVIDENCE_FILES
from sscmon.sources.macro.source import FILES as MACRO_FILES

FILES = {
    **{("evidence", table): file for table, (file, _) in EVIDENCE_FILES.items()},
    **{("macro", table): file for table, (file, _) in MACRO_FILES.items()},
    ("dac_oda", "value"): "dac_oda.csv",
}
AMOUNTS = {
    ("evidence", "flow"): "value",
    ("evidence", "quantity"): "value",
    ("evidence", "price"): "value",
    ("evidence", "modality_count"): "value",
    ("dac_oda", "value"): "value",
}
CORE = {
    "document": ("source_id", "reference.document", "document_id", ""),
    "flow": ("fact_id", "core.flow", "flow_id", "evidence:"),
    "quantity": ("fact_id", "core.quantity", "quantity_id", "evidence:"),
    "claim": ("claim_id", "core.claim", "claim_id", ""),
    "term": ("term_id", "core.loan_terms", "terms_id", ""),
    "price": ("price_id", "reference.price_reference", "price_id", ""),
    "institution": ("institution_id", "core.institution_profile", "org_id", ""),
    "membership": ("membership_id", "reference.group_membership", "membership_id", ""),
    "modality_count": ("count_id", "core.modality_count", "count_id", ""),
    "assessment": ("assessment_id", "core.assessment", "assessment_id", ""),
}


def raw(built, source_id: str, table: str) -> list[dict]:
    """Rows of a bundled file, read by nothing of the house."""
    path = snapshots.latest(built.paths, source_id).folder / FILES[source_id, table]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_bundled_table_is_counted_here():
    bundled = {(source.id, table) for source in discover().values() if source.is_bundled for table in source.tables}
    assert bundled == set(FILES)
    with_amount = {
        (source.id, table)
        for source in discover().values()
        if source.is_bundled
        for table, contract in source.tables.items()
        if contract.metadata["amount"]
    }
    assert with_amount == set(AMOUNTS)


@pytest.mark.parametrize(("source_id", "table"), sorted(FILES), ids="-".join)
def test_rows_and_amounts_add_up(built, source_id, table):
    rows = raw(built, source_id, table)
    name = f"{source_id}_{table}"
    [(staged,)] = built.query(f"select count(*) from staged.{name}")
    [(refused,)] = built.query(f"select count(*) from quarantine.{name}")
    assert len(rows) == staged + refused
    if (source_id, table) in AMOUNTS:
        column = discover()[source_id].tables[table].metadata["amount"]
        [(amount,)] = built.query(f"select sum({column}) from staged.{name}")
        assert refused == 0
        assert Fraction(amount) == sum(Fraction(row[AMOUNTS[source_id, table]]) for row in rows)


@pytest.mark.parametrize("table", sorted(CORE))
def test_every_fact_is_in_the_common_model_or_in_quarantine(built, table):
    column, target, key, prefix = CORE[table]
    [staged_key] = discover()["evidence"].tables[table].metadata["key"]
    facts = Counter(prefix + row[column] for row in raw(built, "evidence", table))
    assert max(facts.values()) == 1 and len(facts) > 10
    found = {row[0] for row in built.query(f"select {key} from {target} where source_id = 'evidence'")}
    refused = {
        prefix + row[0]
        for row in built.query(f"select row_text ->> '{staged_key}' from quarantine.evidence_{table}")
        if row[0] is not None
    }
    assert set(facts) <= found | refused
    assert found <= set(facts)


def test_amounts_by_currency_are_those_of_the_file_times_their_unit(built):
    expected = defaultdict(Decimal)
    for row in raw(built, "evidence", "flow"):
        expected[row["currency"]] += Decimal(row["value"]) * 10 ** int(row["unit_mult"])
    found = built.query(
        "select currency_code, sum(amount_original) from core.flow where source_id = 'evidence' group by all"
    )
    assert len(found) > 5
    assert dict(found) == expected


def test_quantities_by_unit_are_those_of_the_file(built):
    expected = defaultdict(Decimal)
    for row in raw(built, "evidence", "quantity"):
        expected[row["unit"]] += Decimal(row["value"])
    found = built.query(
        "select quantity_unit, sum(quantity_value) from core.quantity where source_id = 'evidence' group by 1"
    )
    assert dict(found) == expected


def test_macro_values_reach_the_reference_unchanged(built):
    expected = {
        (row["iso3"], int(row["year"]), row["series"]): float(row["value"]) for row in raw(built, "macro", "value")
    }
    found = built.query("select iso3, year, series, series_value from reference.macro where source_id = 'macro'")
    assert {row[:3]: row[3] for row in found} == expected


# ODA over GNI against the percentages that the publisher prints.

PUBLISHED = {
    "oda_net_pct_gni_published": "oda_net_usd_million",
    "oda_grant_equivalent_pct_gni_published": "oda_grant_equivalent_usd_million",
}


def differing(values: dict[tuple[str, str, str], str]) -> list[tuple[str, str, str]]:
    """Published percentages, as (reporter, year, measure), that 100 x ODA / GNI does not give to the second decimal."""
    wrong = []
    for (donor, year, measure), printed in values.items():
        if measure in PUBLISHED:
            oda, gni = Decimal(values[donor, year, PUBLISHED[measure]]), Decimal(values[donor, year, "gni_usd_million"])
            computed = (100 * oda / gni).quantize(Decimal("0.01"), ROUND_HALF_UP)
            if computed != Decimal(printed):
                wrong.append((donor, year, measure))
    return wrong


@pytest.fixture(scope="module")
def oda(built) -> dict[tuple[str, str, str], str]:
    return {(row["donor_code"], row["year"], row["measure"]): row["value"] for row in raw(built, "dac_oda", "value")}


def test_oda_over_gni_is_as_published_in_all_688_donor_years(oda):
    counted = Counter(measure for _, _, measure in oda if measure in PUBLISHED)
    assert counted == {"oda_net_pct_gni_published": 383, "oda_grant_equivalent_pct_gni_published": 305}
    assert differing(oda) == []


def test_the_indicator_is_as_published_in_all_688_donor_years(built, oda):
    published = built.query(
        "select provider_id, year, measure_code, measure_value from reference.oda where measure_code like '%published'"
    )
    values = {
        row[:3]: row[3]
        for row in built.query("select provider_id, year, valuation_method, value from indicator.oda_to_gni")
    }
    methods = {"oda_net_pct_gni_published": "VM_CASH", "oda_grant_equivalent_pct_gni_published": "VM_GE"}
    assert len(published) == 688
    for provider, year, measure, printed in published:
        assert abs(values[provider, year, methods[measure]] - float(printed)) <= 0.005 + 1e-9, (provider, year, measure)


def other_digit(number: str, place: int) -> str:
    digits = [index for index, sign in enumerate(number) if sign.isdigit()]
    index = digits[place]
    return number[:index] + str((int(number[index]) + 1) % 10) + number[index + 1 :]


@pytest.mark.parametrize(
    ("key", "place", "expected"),
    [
        (("801", "2010", "oda_net_usd_million"), 0, {"oda_net_pct_gni_published"}),
        (("801", "2010", "oda_net_usd_million"), 1, {"oda_net_pct_gni_published"}),
        (("801", "2010", "gni_usd_million"), 0, {"oda_net_pct_gni_published"}),
        (("801", "2010", "oda_net_pct_gni_published"), -1, {"oda_net_pct_gni_published"}),
        (("801", "2019", "gni_usd_million"), 1, {"oda_grant_equivalent_pct_gni_published"}),
        (("801", "2019", "oda_grant_equivalent_usd_million"), 0, {"oda_grant_equivalent_pct_gni_published"}),
        (("801", "2019", "oda_grant_equivalent_pct_gni_published"), -1, {"oda_grant_equivalent_pct_gni_published"}),
    ],
    ids=lambda case: "-".join(case) if isinstance(case, tuple) else "",
)
def test_one_altered_digit_is_noticed(oda, key, place, expected):
    altered = {**oda, key: other_digit(oda[key], place)}
    assert altered[key] != oda[key]
    assert set(differing(altered)) == {(*key[:2], measure) for measure in expected}


EXCESS = """
with cell as (from core.flow_cell where measure = 'usd_nominal' and cell_modality = '_T'),
whole as (
    select inclusion_set, provider_id, year, amount from cell where cell_partner_id = '_T' and cell_kind = '_T'
),
part as (
    select inclusion_set, provider_id, year, 'partner' as dimension, sum(amount) as amount from cell
    where cell_partner_id <> '_T' and cell_kind = '_T' group by all
    union all
    select inclusion_set, provider_id, year, 'kind', sum(amount) from cell
    where cell_partner_id = '_T' and cell_kind <> '_T' group by all
)
select whole.inclusion_set, whole.provider_id, whole.year from whole
join part using (inclusion_set, provider_id, year) where part.amount > whole.amount * 1.000001
"""
EXPLAINED = """
select selection.inclusion_set, selection.provider_id, selection.year
from core.flow_selection as selection join core.flow using (flow_id)
where is_selected and cell_partner_id = '_T' and cell_modality = '_T' and cell_kind = '_T' and value_op <> '='
union
select one.inclusion_set, one.provider_id, one.year
from core.flow_selection as one
join core.flow_selection as other using (inclusion_set, provider_id, year)
join reference.party_scope as scope on scope.party_id = one.cell_partner_id
join reference.party_scope as other_scope
    on other_scope.party_id = other.cell_partner_id and other_scope.member_party_id = scope.member_party_id
where one.is_selected and other.is_selected and one.cell_partner_id < other.cell_partner_id
"""


def test_parts_above_a_total_are_those_of_a_stated_least_or_of_partners_that_share_members(built):
    found, explained = set(built.query(EXCESS)), set(built.query(EXPLAINED))
    assert found and found <= explained, found - explained
