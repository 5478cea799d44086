"""The code lists: complete in three languages, closed under their own references, and covering the evidence.

Relations of the crosswalk say what the *from* code is, seen from the *to* code: `SEG_DIS broader 720` means
that SEG_DIS is the broader one. A code without a counterpart has the relation `none` and the to-code `_Z`.
"""

import csv
import datetime as dt
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "sscmon" / "codelists"
SPECIAL = {"country", "country_attribute", "crosswalk", "source_precedence"}
HEAD = ["code", "label_en", "label_es", "label_pt", "parent_code", "authority", "valid_from", "valid_to"]
LISTS = sorted(p.stem for p in FOLDER.glob("*.csv") if p.stem not in SPECIAL)
FILES = sorted(p.stem for p in FOLDER.glob("*.csv"))
RELATIONS = {"exact", "broader", "narrower", "related", "none"}
ATTRIBUTES = {
    "ldc": {"true"},
    "oda_eligible": {"true"},
    "income_group": {"LIC", "LMIC", "UMIC", "HIC"},
    "national_currency": None,
}


@cache
def rows(name):
    with open(FOLDER / f"{name}.csv", encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def codes(name):
    if name == "country":
        return frozenset(r["iso3"] for r in rows("country"))
    return frozenset(r["code"] for r in rows(name))


def split(text):
    return [part for part in text.split(";") if part]


# ------------------------------------------------------------------------------------------ form of the files


@pytest.mark.parametrize("name", FILES)
def test_file_is_clean_text(name):
    raw = (FOLDER / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf"), "byte order mark"
    assert b"\r" not in raw, "line ends other than LF"
    assert raw.endswith(b"\n")
    with open(FOLDER / f"{name}.csv", encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    header = table[0]
    assert len(header) == len(set(header))
    for number, row in enumerate(table[1:], start=2):
        assert len(row) == len(header), f"line {number}"
        for column, cell in zip(header, row, strict=True):
            assert cell == cell.strip() and "  " not in cell, f"line {number}, {column}: blanks"
            assert "\u00a0" not in cell and "\n" not in cell, f"line {number}, {column}: odd blank"
            if column.startswith("is_"):
                assert cell in {"true", "false", ""}, f"line {number}, {column}"
            if column in {"valid_from", "valid_to"} and cell:
                dt.date.fromisoformat(cell)


@pytest.mark.parametrize("name", LISTS)
def test_list_has_unique_codes_labels_and_parents(name):
    table = rows(name)
    assert table and list(table[0])[: len(HEAD)] == HEAD
    assert len(codes(name)) == len(table), "a code stands twice"
    by_code = {r["code"]: r for r in table}
    for row in table:
        assert row["code"] and row["authority"]
        for language in ("en", "es", "pt"):
            assert row[f"label_{language}"], f"{row['code']}: no label in {language}"
        for column, cell in row.items():
            if re.search(r"_(en|es|pt)$", column):
                assert cell, f"{row['code']}: {column} is empty"
        assert not row["parent_code"] or row["parent_code"] in by_code, f"{row['code']}: unknown parent"
        assert not row["valid_to"] or row["valid_from"] <= row["valid_to"]
        seen, code = set(), row["code"]
        while code:
            assert code not in seen, f"{code}: parents run in a circle"
            seen.add(code)
            code = by_code[code]["parent_code"]


@pytest.mark.parametrize("name", [n for n in LISTS if n != "currency"])
@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_labels_tell_codes_apart(name, language):
    labels = [r[f"label_{language}"].casefold() for r in rows(name)]
    assert len(labels) == len(set(labels)), sorted({x for x in labels if labels.count(x) > 1})


# ------------------------------------------------------------------------------------------ references

EXTRA = {
    ("kind", "unit"): "quantity_unit",
    ("kind", "ssc_group"): "ssc_group",
    ("organisation", "actor_type"): "actor_type",
    ("actor", "actor_type"): "actor_type",
    ("price_item", "kind"): "kind",
    ("price_item", "unit"): "quantity_unit",
    ("price_type", "valuation_method"): "valuation_method",
    ("denominator", "macro_series"): "macro_series",
    ("effort_pair", "valuation_method"): "valuation_method",
    ("effort_pair", "denominator"): "denominator",
    ("quantity_unit", "base_unit"): "quantity_unit",
    ("initiative_measure", "initiative_class"): "initiative_class",
    ("initiative_measure", "role"): "participation_role",
    ("claim_unit", "currency"): "currency",
    ("claim_unit", "unit_mult"): "unit_mult",
    ("country", "currency_code"): "currency",
}


@pytest.mark.parametrize(("name", "column"), sorted(EXTRA))
def test_extra_columns_hold_known_codes(name, column):
    unknown = {c for r in rows(name) for c in split(r[column])} - codes(EXTRA[name, column])
    assert not unknown


def test_groups_point_to_known_areas():
    countries = rows("country")
    known = {"001"} | {r[c] for r in countries for c in ("m49", "region_m49", "subregion_m49", "intermediate_m49")}
    for row in rows("group"):
        assert set(split(row["m49_codes"])) <= known, row["code"]
        assert not row["member_group"] or row["member_group"] in codes("group"), row["code"]


def test_delivered_stages_and_selected_reasons():
    delivered = {r["code"] for r in rows("flow_stage") if r["is_delivered"] == "true"}
    assert delivered == {"DISBURSEMENT", "EXPENDITURE", "PAID_IN"}
    selected = {r["code"] for r in rows("selection_reason") if r["is_selected"] == "true"}
    assert selected == {"SELECTED", "AVERAGE_SELECTED"}
    assert {r["code"] for r in rows("modality") if r["is_cooperation"] == "false"} == {"CONTEXT"}
    capacity = {r["code"] for r in rows("kind") if r["is_capacity"] == "true"}
    assert capacity == {c for c in codes("kind") if c.startswith(("HR_", "TRN_", "KNW_"))}


def test_obs_status_order_puts_missing_last():
    order = sorted(rows("obs_status"), key=lambda r: int(r["severity"]))
    assert order[0]["code"] == "A"
    assert len({r["severity"] for r in order}) == len(order)
    assert {r["code"] for r in order if r["is_missing"] == "true"} == set("OLMQ")
    assert [r["is_missing"] for r in order] == sorted(r["is_missing"] for r in order)


def test_effort_pairs_share_one_price_basis():
    """A volume at purchasing power parity is never set against a value at market rates."""
    unit = {r["code"]: r["unit"] for r in rows("denominator")}
    for row in rows("effort_pair"):
        assert unit[row["denominator"]] == row["numerator_unit"], row["code"]
        assert (row["valuation_method"] == "VM_COST_PPP") == (row["denominator"] == "GNI_PPP"), row["code"]
        assert (row["is_effort"] == "false") == (row["valuation_method"] == "VM_INTL"), row["code"]
        keys = (row["valuation_method"], row["numerator_unit"], row["denominator"])
        assert row["code"] == "__".join(keys)


def test_denominator_preference_is_one_order():
    order = sorted(int(r["preference"]) for r in rows("denominator") if r["preference"])
    assert order == list(range(1, len(order) + 1))


def test_crosswalk_ends_exist():
    outside = {r["code"]: set(split(r["codes"])) for r in rows("external_scheme")}
    seen, shares = set(), defaultdict(float)
    for row in rows("crosswalk"):
        key = tuple(row[c] for c in ("from_list", "from_code", "to_list", "to_code"))
        assert key not in seen, key
        seen.add(key)
        assert row["relation"] in RELATIONS, key
        assert row["from_list"] in LISTS and row["from_code"] in codes(row["from_list"]), key
        if row["relation"] == "none":
            assert row["to_code"] == "_Z" and row["share"] == "", key
            assert row["to_list"] in outside or row["to_list"] in LISTS, key
        elif row["to_list"] in outside:
            assert row["to_code"] in outside[row["to_list"]], key
        else:
            assert row["to_list"] in LISTS and row["to_code"] in codes(row["to_list"]), key
        shares[key[:3]] += float(row["share"] or 0)
    assert not {k: v for k, v in shares.items() if v > 1 + 1e-9}


@pytest.mark.parametrize(
    ("from_list", "to_list"),
    [
        ("modality", "segib_modality"),
        ("modality", "framework_of_collaboration"),
        ("modality", "collaboration_type"),
        ("sector_segib", "sector_crs3"),
        ("status", "iati_activity_status"),
        ("actor_type", "iati_organisation_type"),
        ("obs_status", "sdmx_obs_status"),
        ("assessment_dimension", "nest_dimension"),
    ],
)
def test_crosswalk_is_complete(from_list, to_list):
    """Every code crosses, if only to `none`; `_X`, not specified, is no code of a publisher and need not."""
    mapped = {r["from_code"] for r in rows("crosswalk") if (r["from_list"], r["to_list"]) == (from_list, to_list)}
    assert mapped - {"_X"} == codes(from_list) - {"_X"}


def test_iati_codes_agree_with_crosswalk():
    for name, scheme in (("actor_type", "iati_organisation_type"), ("status", "iati_activity_status")):
        main = {
            r["from_code"]: r["to_code"]
            for r in rows("crosswalk")
            if r["from_list"] == name and r["to_list"] == scheme and r["share"] == "1"
        }
        assert main == {r["code"]: r["iati_code"] for r in rows(name) if r["iati_code"]}


# ------------------------------------------------------------------------------------------ countries


@pytest.mark.parametrize("column", ["iso3", "iso2", "m49", "dac_code", "name_en", "name_es", "name_pt"])
def test_country_keys_are_unique(column):
    values = [r[column] for r in rows("country")]
    if column == "dac_code":
        values = [v for v in values if v]
    assert all(values) and len(values) == len(set(values))


def test_country_codes_have_their_form():
    assert len(rows("country")) == 250
    for row in rows("country"):
        assert re.fullmatch(r"[A-Z]{3}", row["iso3"]) and re.fullmatch(r"[A-Z]{2}", row["iso2"])
        for column in ("m49", "region_m49", "subregion_m49", "intermediate_m49"):
            assert re.fullmatch(r"\d{3}", row[column]) or (column != "m49" and not row[column]), row["iso3"]


def test_attribute_periods_do_not_overlap():
    periods = defaultdict(list)
    for row in rows("country_attribute"):
        assert row["iso3"] in codes("country")
        assert row["attribute"] in ATTRIBUTES and row["authority"]
        legal = ATTRIBUTES[row["attribute"]] or codes("currency")
        assert row["value"] in legal, row
        start, end = row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31"
        assert start <= end, row
        periods[row["iso3"], row["attribute"]].append((start, end))
    for key, spans in periods.items():
        spans.sort()
        for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
            assert end < start, key


def value_on(iso3, attribute, day):
    for row in rows("country_attribute"):
        if (row["iso3"], row["attribute"]) == (iso3, attribute):
            if (row["valid_from"] or "0") <= day <= (row["valid_to"] or "9"):
                return row["value"]
    return None


@pytest.mark.parametrize(
    ("iso3", "attribute", "day", "expected"),
    [
        ("MDV", "ldc", "2010-12-31", "true"),
        ("MDV", "ldc", "2011-01-01", None),
        ("HTI", "ldc", "2020-06-30", "true"),
        ("BOL", "ldc", "2020-06-30", None),
        ("CHL", "oda_eligible", "2017-12-31", "true"),
        ("CHL", "oda_eligible", "2018-01-01", None),
        ("CUB", "oda_eligible", "2012-07-01", "true"),
        ("NIC", "income_group", "2005-12-31", "LIC"),
        ("NIC", "income_group", "2006-12-31", "LMIC"),
        ("CHN", "income_group", "2011-12-31", "UMIC"),
        ("GUY", "income_group", "2023-12-31", "HIC"),
        ("VEN", "income_group", "2022-12-31", None),
        ("VEN", "national_currency", "2007-12-31", "VEB"),
        ("VEN", "national_currency", "2012-07-01", "VEF"),
        ("ECU", "national_currency", "2000-12-31", "USD"),
        ("SLV", "national_currency", "2000-12-31", "SVC"),
        ("TUR", "national_currency", "2005-01-01", "TRY"),
    ],
)
def test_attribute_on_a_day(iso3, attribute, day, expected):
    assert value_on(iso3, attribute, day) == expected


def test_counts_of_dated_lists():
    today = {r["iso3"] for r in rows("country_attribute") if r["attribute"] == "ldc" and not r["valid_to"]}
    assert len(today) == 44
    assert sum(r["is_dac_member"] == "true" for r in rows("country")) == 33


def test_currency_of_today_agrees_with_its_history():
    for row in rows("country"):
        if row["currency_code"]:
            assert value_on(row["iso3"], "national_currency", "2026-06-30") == row["currency_code"]


# ------------------------------------------------------------------------------------------ evidence

PARTY = ("country", "group", "organisation", "actor")
EVIDENCE = {
    ("flows", "provider_iso3"): PARTY,
    ("flows", "partner_iso3_or_group"): PARTY,
    ("flows", "modality"): ("modality",),
    ("flows", "kind"): ("kind",),
    ("flows", "kind_detail"): ("kind_detail",),
    ("flows", "flow_stage"): ("flow_stage",),
    ("flows", "value_op"): ("value_op",),
    ("flows", "currency"): ("currency",),
    ("flows", "unit_mult"): ("unit_mult",),
    ("flows", "price_base"): ("price_base",),
    ("flows", "confidence"): ("confidence",),
    ("quantities", "provider"): PARTY,
    ("quantities", "partner"): PARTY,
    ("quantities", "kind"): ("kind",),
    ("quantities", "kind_detail"): ("kind_detail",),
    ("quantities", "value_op"): ("value_op",),
    ("quantities", "unit"): ("quantity_unit",),
    ("quantities", "value_type"): ("value_type",),
    ("quantities", "confidence"): ("confidence",),
    ("claims", "subject"): PARTY,
    ("claims", "value_op"): ("value_op",),
    ("claims", "unit"): ("claim_unit",),
    ("claims", "confidence"): ("confidence",),
    ("terms", "provider_iso3"): PARTY,
    ("terms", "partner_iso3_or_group"): PARTY,
    ("terms", "instrument"): ("term_instrument",),
    ("terms", "confidence"): ("confidence",),
    ("prices", "item"): ("price_item",),
    ("prices", "country_iso3_or_group"): PARTY,
    ("prices", "currency"): ("currency",),
    ("prices", "per"): ("quantity_unit",),
    ("prices", "basis"): ("price_type",),
    ("prices", "confidence"): ("confidence",),
    ("institutions", "country_iso3"): PARTY,
    ("institutions", "host_branch"): ("host_branch",),
    ("institutions", "confidence"): ("confidence",),
    ("memberships", "group_id"): ("group",),
    ("memberships", "iso3"): ("country",),
    ("memberships", "status"): ("membership_status",),
    ("memberships", "confidence"): ("confidence",),
    ("assessments", "provider_or_group"): PARTY,
    ("assessments", "finding"): ("assessment_finding",),
    ("assessments", "confidence"): ("confidence",),
    ("modality_counts", "actor"): PARTY,
    ("modality_counts", "region"): ("group",),
    ("modality_counts", "modality"): ("modality",),
    ("modality_counts", "measure"): ("initiative_measure",),
    ("modality_counts", "value_op"): ("value_op",),
    ("modality_counts", "unit"): ("quantity_unit",),
    ("modality_counts", "confidence"): ("confidence",),
    ("macro", "iso3"): ("country",),
    ("macro", "series"): ("macro_series",),
    ("macro_series", "series"): ("macro_series",),
    ("dac_oda", "donor_ref"): ("country", "group"),
    ("dac_oda", "measure"): ("dac_measure",),
    ("sources", "language"): ("language",),
    ("sources", "type"): ("document_type",),
}


def evidence_file(name):
    beside = ROOT.parent / "shared" / "evidence"
    if beside.is_dir():
        return beside / f"{name}.csv"
    found = sorted((ROOT / "data" / "raw").glob(f"evidence*/*/{name}.csv"))
    if not found:
        pytest.skip("the evidence tables are neither beside the project nor in data/raw")
    return found[-1]


def evidence(name):
    with open(evidence_file(name), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("name", "column"), sorted(EVIDENCE))
def test_evidence_uses_known_codes(name, column):
    known = frozenset().union(*(codes(c) for c in EVIDENCE[name, column]))
    table = evidence(name)
    assert column in table[0]
    used = {part for row in table for part in row[column].split("+") if part}
    assert not used - known


def test_evidence_code_lists_are_contained():
    unknown = {(r["list"], r["code"]) for r in evidence("codes") if r["code"] not in codes(r["list"])}
    assert not unknown


def test_membership_groups_are_named_by_group_list():
    pointed = {r["member_group"] for r in rows("group") if r["member_group"]}
    assert {r["group_id"] for r in evidence("memberships")} == pointed
