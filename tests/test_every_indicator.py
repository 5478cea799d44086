"""What must hold of every indicator, asked of all of them at once over the invented world of `models/world.py`.

A row that repeats a key never gets this far: staging refuses it (`test_staging.py`, rule `unique`).
"""

import random

import pytest
from models.fixture import ROOT
from models.world import PARTNERS, World, invented

GROWS_WITH_MONEY = {
    "cooperation_per_capita",
    "cooperation_to_gni",
    "cooperation_to_gni_lcu",
    "cooperation_to_public_expenditure",
    "deferred_payment_concession",
    "distance_to_target",
    "duplicate_amount",
    "grant_equivalent",
    "gross_flow",
    "net_flow",
    "sdg_17_3_1a",
    "sdg_17_3_1b",
    "sdg_17_3_1c",
}
GROWS_WITH_QUANTITY = {"exchange_balance", "exchange_turnover", "in_kind_effort", "in_kind_value", "physical_quantity"}
OF_ALL_PROVIDERS = {"effort_rank", "oda_to_gni"}
NUMBERS = ("value", "value_low", "value_high")
FACTOR = 8
NEW_PROVIDER, NEW_PARTNER = "PER", "GTM"


@pytest.fixture(scope="module")
def world(built):
    return World(built.paths)


@pytest.fixture(scope="module")
def before(world):
    return world.observations(invented())


def changed(tables, table, change):
    return {**tables, table: [change(dict(row)) for row in tables[table]]}


def differing(before, after, grows=()) -> list:
    """Rows that differ other than by the factor where the indicator grows; a distance to 0.7 percent as the ratio."""
    wrong = []
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old is None or new is None:
            wrong.append((key, old and old["value"], new and new["value"]))
            continue
        shift = 0.7 if key[0] == "distance_to_target" else 0
        factor = FACTOR if key[0] in grows else 1
        for name in NUMBERS:
            expected = None if old[name] is None else factor * (old[name] + shift) - shift
            if new[name] != (None if expected is None else pytest.approx(expected, rel=1e-5, abs=1e-9)):
                wrong.append((key, name, expected, new[name]))
        if old["coverage_share"] != pytest.approx(new["coverage_share"]):
            wrong.append((key, "coverage_share", old["coverage_share"], new["coverage_share"]))
    return wrong


def test_the_world_reaches_every_indicator(before):
    """No property below is of nothing."""
    reached = {key[0] for key, row in before.items() if row["value"] is not None}
    assert {path.stem for path in ROOT.glob("sql/indicator/*.sql")} - reached == set()


def test_the_order_of_rows_does_not_matter(world, before):
    draw = random.Random(7)
    shuffled = {table: draw.sample(rows, len(rows)) for table, rows in invented().items()}
    assert differing(before, world.observations(shuffled)) == []


def test_an_unrelated_provider_changes_no_other_number(world, before):
    """Ranks and what is of all providers together may change; everything of the others stays."""
    tables = invented()
    names = {"MEX": NEW_PROVIDER, "HTI": NEW_PARTNER, "BOL": NEW_PARTNER, "NIC": NEW_PARTNER, "BRA": NEW_PARTNER}
    keys = {row["activity_id"] for row in tables["core.participation"] if row["party_id"] == "MEX"}
    for table in ("core.flow", "core.quantity"):
        for row in [row for row in tables[table] if row["provider_id"] == "MEX" and row["partner_id"] in PARTNERS]:
            tables[table].append(renamed(row, names))
    for table in [table for table, rows in tables.items() if "activity_id" in rows[0]]:
        if table not in ("core.flow", "core.quantity"):
            tables[table] += [renamed(row, names) for row in tables[table] if row["activity_id"] in keys]
    after = world.observations(tables)
    others = {key: row for key, row in after.items() if is_other(key, row)}
    assert len(after) > len(others)
    assert differing({key: row for key, row in before.items() if is_other(key, row)}, others) == []


def renamed(row: dict, names: dict[str, str]) -> dict:
    """A copy of a row for the new provider: its parties renamed, its identifiers marked."""
    copy = {name: names.get(cell, cell) for name, cell in row.items()}
    marked = [name for name in row if name.endswith("_id") and row[name] and name not in ("provider_id", "partner_id")]
    for name in marked:
        if name not in ("party_id", "source_id", "snapshot_id", "instrument_id", "document_id"):
            copy[name] = f"new {row[name]}"
    return copy


def is_other(key: tuple, row: dict) -> bool:
    new = {NEW_PROVIDER, NEW_PARTNER} & {row["provider_id"], row["partner_id"], *row["item"].split("|")}
    return not new and row["provider_id"] != "_T" and key[0] not in OF_ALL_PROVIDERS


@pytest.mark.parametrize("provider", ["BRA", "MEX"])
@pytest.mark.parametrize("year", [2012, 2013])
def test_parts_add_up_to_their_total_and_to_core(before, provider, year):
    """Of activities that do not overlap: over partner, modality and kind the sums are those of the rows given."""
    given = sum(
        row["amount_original"]
        for row in invented()["core.flow"]
        if row["provider_id"] == provider
        and row["period_start_year"] == year
        and row["flow_stage"] in ("DISBURSEMENT", "PAID_IN")
    )
    wide = {
        (row["partner_id"], row["modality"], row["kind"]): row["value"]
        for key, row in before.items()
        if key[0] == "gross_flow" and (row["provider_id"], row["year"]) == (provider, year)
        if (row["inclusion_set"], row["price_basis"]) == ("SOLIDARITY_WIDE", "nominal")
    }
    for fixed in range(8):
        parts = [v for k, v in wide.items() if [part != "_T" for part in k] == [bool(fixed & bit) for bit in (1, 2, 4)]]
        assert sum(parts) == pytest.approx(given), fixed
    for share in ("kind_share", "modality_share_amount", "sector_share"):
        rows = [row for key, row in before.items() if key[0] == share and key[1] == provider and key[11] == year]
        cells = {
            (row["inclusion_set"], row["modality"] if share == "sector_share" else "", row["item"]) for row in rows
        }
        for chosen in cells:
            whole = sum(
                row["value"]
                for row in rows
                if (row["inclusion_set"], row["modality"] if share == "sector_share" else "", row["item"]) == chosen
            )
            assert whole == pytest.approx(1), (share, chosen)


def test_money_scales_what_must_scale_and_nothing_else(world, before):
    def scaled(row):
        return {**row, "amount_original": FACTOR * row["amount_original"]}

    after = world.observations(changed(invented(), "core.flow", scaled))
    assert differing(before, after, GROWS_WITH_MONEY) == []


def test_quantities_scale_what_must_scale_and_nothing_else(world, before):
    def scaled(row):
        return {**row, "quantity_value": FACTOR * row["quantity_value"]}

    after = world.observations(changed(invented(), "core.quantity", scaled))
    assert differing(before, after, GROWS_WITH_QUANTITY) == []


def test_unknown_is_never_zero_and_lowers_the_coverage(world, before):
    """Half of the money is in a currency without a rate, half of the answers are unknown."""
    tables = changed(
        invented(), "core.flow", lambda row: row | half(row, "flow_id", currency_code="XTS", tied_status="_X")
    )
    tables = changed(tables, "core.consultation", lambda row: row | half(row, "consultation_id", is_binding=None))
    tables = changed(tables, "core.activity", lambda row: row | half(row, "activity_id", request_origin=None))
    after = world.observations(tables)
    certain = {key: row for key, row in after.items() if row["value"] == row["value_high"] == 0 and is_known(key)}
    assert [key for key in certain if key not in before or before[key]["value"] != 0] == []
    lost = {cell(key) for key in before if is_headline(key) and fell(key, before, after)}
    assert len(lost) > 10
    for key in before.keys() & after.keys():
        if cell(key) in lost and key[0] in SHARES_OF_MONEY:
            assert fell(key, before, after), key
        if key[0] == "gross_flow" and fell(key, before, after):
            assert after[key]["value"] is None or after[key]["value"] < before[key]["value"]
            assert after[key]["value_high"] is None


SHARES_OF_MONEY = {
    "buen_vivir_profile", "capacity_share", "kind_share", "ldc_share", "modality_share_amount", "multilateral_share",
    "progressivity", "sector_share",
}  # fmt: skip


def is_known(key: tuple) -> bool:
    """Not an item or an indicator that measures how much is known."""
    return key[0] != "monetised_share" and not key[-1].endswith("UNKNOWN")


def cell(key: tuple) -> tuple:
    _, provider, _, modality, *_ = key
    return provider, modality, key[6], key[11]


def is_headline(key: tuple) -> bool:
    return key[0] == "gross_flow" and key[2] == "_T" and key[4] == "_T" and key[9] == "nominal"


def fell(key: tuple, before: dict, after: dict) -> bool:
    return key in after and after[key]["coverage_share"] < before[key]["coverage_share"] - 1e-12


def half(row: dict, name: str, **unknown) -> dict:
    return unknown if sum(map(ord, row[name])) % 2 else {}


def test_a_contradiction_nobody_knew_is_found_by_rule(world):
    """Of an invented provider: a direction reversed, a falling count, parts above their total, two figures of one."""
    tables = invented()
    flow, quantity, claim = (dict(tables[name][0]) for name in ("core.flow", "core.quantity", "core.claim"))
    for number, (origin, target) in enumerate([("PER", "GTM"), ("GTM", "PER")]):
        tables["core.claim"].append(
            {**claim, "claim_id": f"planted{number}", "claim_topic": "seeds for books", "direction_from_id": origin,
             "direction_to_id": target}
        )  # fmt: skip
    for year, value in ((2013, 900), (2014, 300)):
        tables["core.quantity"].append(
            {**quantity, "quantity_id": f"planted{year}", "provider_id": "PER", "value_type": "CUMULATIVE",
             "period_start_year": 2010, "period_end_year": year, "as_of_date": f"{year}-12-31", "quantity_value": value,
             "document_id": "MIL13"}
        )  # fmt: skip
    own = {**flow, "provider_id": "PER", "kind": "_T", "document_id": "MIL13", "activity_id": None, "is_total": True}
    planted = {
        "total": {"partner_id": "_T", "amount_original": 100, "alt_group": "planted"},
        "part": {"partner_id": "GTM", "amount_original": 80, "is_total": False},
        "rest": {"partner_id": "HND", "amount_original": 70, "is_total": False},
        "other": {"partner_id": "_T", "amount_original": 300, "alt_group": "planted"},
    }
    for name, cells in planted.items():
        tables["core.flow"].append({**own, "flow_id": f"planted {name}", "source_row_key": name, **cells})
    world.observations(tables)
    found = world.connection.execute(
        "select contradiction_rule, left_key, right_key from core.contradiction where contains(left_key, 'planted')"
    ).fetchall()
    assert {rule for rule, _, right in found if "planted" in right} == {
        "DIRECTION", "CUMULATIVE_GOES_DOWN", "SAME_THING", "TOTAL_AGAINST_PARTS",
    }  # fmt: skip
