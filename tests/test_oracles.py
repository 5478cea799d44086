"""Every worked answer of the catalogue has a test: `oracle_places.yaml` says where; some of real figures are here."""

from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
ORACLES = yaml.safe_load((HERE / "oracles.yaml").read_text(encoding="utf-8"))
FIXTURES = "models/indicator/"
PLACES = yaml.safe_load((HERE / "oracle_places.yaml").read_text(encoding="utf-8"))
CATALOGUE = {
    "A1": "gross_flow", "A2": "net_flow", "A3": "in_kind_value", "A4": "physical_quantity", "A5": "grant_element",
    "A6": "grant_equivalent", "A7": "deferred_payment_concession", "A8": "exchange_balance exchange_turnover",
    "A9": "realisation_ratio", "B1": "cooperation_to_gni oda_to_gni", "B2": "cooperation_to_gni_lcu in_kind_effort",
    "B3": "cooperation_per_capita cooperation_to_public_expenditure", "B4": "effort_rank", "B5": "distance_to_target",
    "B6": "claim_recomputed", "C1": "modality_share_count modality_share_amount", "C2": "kind_share capacity_share",
    "C3": "sector_share", "C4": "ldc_share", "C5": "non_state_share", "C6": "multilateral_share", "C7": "tied_share",
    "C8": "concessional_share", "C9": "in_provider_share", "D1": "provider_concentration effective_providers",
    "D2": "non_significant_relations_share", "D3": "portfolio_overlap", "D4": "reciprocity", "D5": "top_provider_share",
    "D6": "voice_capital_gap", "D7": "mass_balance_gap", "E1": "quality_level", "E2": "perception_gap",
    "E3": "rater_agreement", "E4": "consultation_coverage binding_consultation_share", "E5": "demand_driven_share",
    "E6": "conditionality_incidence", "E7": "buen_vivir_profile", "E8": "progressivity",
    "E9": "territorial_reach subnational_share", "E10": "follow_up_share", "F1": "record_completeness",
    "F2": "timeliness", "F3": "mirror_discrepancy mirror_discrepancy_absolute", "F4": "dual_confirmation_rate",
    "F5": "monetised_share", "F6": "duplicate_rate duplicate_amount", "F7": "valuation_spread",
    "F8": "claim_verdict_share", "F9": "publicness", "F10": "aggregate_leakage", "G1": "institutional_map",
    "G2": "dialogue_space_activity", "G3": "movement_fund_share", "SDG": "sdg_17_3_1a sdg_17_3_1b sdg_17_3_1c",
}  # fmt: skip
WITHOUT_AN_ORACLE = {"B3", "C2", "C4", "C5", "C8", "E5", "E6", "E9", "E10", "F1", "F2", "F4", "F5", "F6", "F9", "SDG"}


def one(built, sql: str):
    [[value]] = built.query(sql)
    return value


def test_every_identifier_of_the_catalogue_is_there(built):
    listed = {name for names in CATALOGUE.values() for name in names.split()}
    assert listed <= {name for (name,) in built.query("select indicator_id from indicator.catalogue")}


def test_every_oracle_has_a_test():
    institutions = {"G1", "G2", "G3"}
    assert ORACLES.keys() - PLACES.keys() == set()
    assert CATALOGUE.keys() - PLACES.keys() - institutions == WITHOUT_AN_ORACLE


@pytest.mark.parametrize("place", sorted({place for places in PLACES.values() for place in places}))
def test_the_place_of_an_oracle_exists(place):
    name, _, what = place.partition(": ")
    text = (HERE / name).read_text(encoding="utf-8")
    assert f"def {what}(" in text if name.endswith(".py") else f"- name: {what}" in text.replace('"', "") or not what


def test_every_indicator_has_a_worked_fixture():
    for names in CATALOGUE.values():
        for name in names.split():
            assert (HERE / FIXTURES / f"{name}.yaml").is_file(), name


def test_a4_operacion_milagro(built):
    """2,500,000 less the 266,998 at home are 2,233,002 abroad; 10.68 percent were Cubans, and domestic by rule."""
    rows = built.query(
        "select partner_id, quantity.quantity_value::int, selection_reason from core.quantity "
        "join core.quantity_year using (quantity_id) where document_id = 'MIL13' and kind = 'SVC_SURG'"
    )
    counted = {partner: (value, reason) for partner, value, reason in rows}
    everybody, at_home = counted["_T"][0], counted["CUB"][0]
    assert (everybody, at_home, everybody - at_home) == (2_500_000, 266_998, 2_233_002)
    assert f"{100 * at_home / everybody:.2f}" == "10.68"
    assert counted["CUB"][1] == "DOMESTIC" and counted["VEN"] == (947_247, None)


@pytest.mark.parametrize(
    ("provider", "year", "printed"), [("DAC", 2023, "0.37"), ("DAC", 2019, "0.30"), ("USA", 2023, "0.24")]
)
def test_b1_oda_over_gni_as_printed(built, provider, year, printed):
    value = one(
        built,
        f"select value from indicator.oda_to_gni where provider_id = '{provider}' and year = {year} "
        "and valuation_method = 'VM_GE'",
    )
    assert f"{value:.2f}" == printed


def test_b5_members_at_the_target(built):
    found = built.query(
        "select provider_id from indicator.oda_to_gni join reference.country on iso3 = provider_id and is_dac_member "
        "where year = 2023 and valuation_method = 'VM_GE' and round(value, 2) >= 0.7 order by 1"
    )
    assert [row[0] for row in found] == ["DEU", "DNK", "LUX", "NOR", "SWE"]


def test_d5_venezuela_in_the_sucre(built):
    """2,396.6 of 2,409.8 million are 99.45 percent; the publisher cut it to 99.4."""
    share = one(
        built,
        "select max(amount_original) filter (where partner_id = 'VEN') / max(amount_original) from core.flow "
        "where kind_detail = 'CLEARING' and provider_id = 'ECU' and flow_stage = 'RECEIVED' and period_end_year = 2015",
    )
    assert f"{100 * share:.2f}" == "99.45"


def test_sucre_in_both_units(built):
    """802,727,219.10 XSU at 1.250857 are the 1,004,097,098.75 dollars of the document."""
    dollars = one(
        built,
        "select amount_original from core.flow where kind_detail = 'CLEARING' and flow_stage = 'SETTLED' "
        "and provider_id = 'ECU' and period_start_year = 2010 and period_end_year = 2012",
    )
    assert float(dollars) == pytest.approx(1_004_097_098.75, rel=1e-6)
    assert f"{float(dollars) / 802_727_219.10:.6f}" == "1.250857"
