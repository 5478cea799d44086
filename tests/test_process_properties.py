"""What must hold of relations, process and quality whatever the figures: on the SQL itself, small random tables."""

from functools import cache

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from models import fixture
from models.fixture import ROOT

from sscmon import engine, steps
from sscmon.paths import Paths
from sscmon.rules import quoted
from sscmon.sqlfile import SqlFile
from sscmon.validation import sql_type

few = settings(max_examples=25)
PROVIDERS, PARTNERS = ("BRA", "CUB", "VEN"), ("BOL", "HTI", "NIC")
AMOUNT = st.integers(1, 1000)
FLOW = {"modality": "_T", "kind": "_T", "inclusion_set": "STRICT_SSC", "price_basis": "nominal", "year": "2010",
        "n_obs": "1", "coverage_share": "1", "obs_status": "A"}  # fmt: skip
COUNTRY_YEARS = [
    {"iso3": "BOL", "year": "2010", "is_ldc": "false", "income_group": "LMIC", "population_count": "10",
     "gni_per_head_usd": "3", "is_poorest_fifth": "false"},
    {"iso3": "HTI", "year": "2010", "is_ldc": "true", "income_group": "LIC", "population_count": "10",
     "gni_per_head_usd": "1", "is_poorest_fifth": "true"},
    {"iso3": "NIC", "year": "2010", "is_ldc": "false", "population_count": "20", "gni_per_head_usd": "2"},
    *({"iso3": p, "year": "2010", "is_ldc": "false", "population_count": "30"} for p in PROVIDERS),
]  # fmt: skip
COUNTRIES = [{"iso3": code} for code in (*PROVIDERS, *PARTNERS)]


@cache
def session():
    """One connection for all examples, the house's lists in it as tables."""
    connection = duckdb.connect()
    for macro in engine.MACROS:
        connection.execute(macro)
    return connection


@cache
def file_of(model: str) -> SqlFile:
    layer, name = model.split(".")
    return SqlFile(ROOT / "sql" / layer / f"{name}.sql")


@cache
def types_of(table: str) -> dict[str, str]:
    """Column types of a table; a list of the house is loaded on the way."""
    if table.startswith("house."):
        with engine.connect(Paths(ROOT), (table,)) as connection:
            listed = connection.sql(f"from {table}").to_arrow_table()
        session().register("listed", listed)
        session().execute("create schema if not exists house")
        session().execute(f"create table {table} as from listed")
        return {}
    return {name: sql_type(column) for name, column in fixture.contract_of(table).columns.items()}


def create(table: str, rows: list[dict]) -> None:
    """Create a table with these rows; columns they leave out are null."""
    types = types_of(table)
    session().execute(f"create schema if not exists {table.split('.')[0]}")
    cells = [
        ", ".join(f"cast({'null' if row.get(n) in (None, 'null') else quoted(row[n])} as {types[n]})" for n in types)
        for row in rows
    ]
    empty = ", ".join(f"cast(null as {kind})" for kind in types.values())
    values = ", ".join(f"({line})" for line in cells) or f"({empty})"
    names = ", ".join(f'"{name}"' for name in types)
    where = "" if rows else " where false"
    session().execute(f"create or replace table {table} as select * from (values {values}) as t({names}){where}")


def run(model: str, tables: dict[str, list[dict]]) -> list[dict]:
    """Rows of a model over small tables, all columns, in the order of their values."""
    file = file_of(model)
    for table in file.tables:
        if table.startswith("house."):
            types_of(table)
        else:
            create(table, tables.get(table, []))
    query = steps._filled(session(), file) if model.startswith("indicator.") else file.query
    cursor = session().execute(f"select * from ({query}) order by all")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def of(rows: list[dict], provider: str) -> list[dict]:
    return [row for row in rows if row["provider_id"] == provider]


@st.composite
def flows(draw) -> list[dict]:
    """Gross flows: for each provider a total, a part in one kind, and any amounts by partner below it."""
    rows = []
    for provider in draw(st.lists(st.sampled_from(PROVIDERS), min_size=1, unique=True)):
        parts = draw(st.dictionaries(st.sampled_from(PARTNERS), AMOUNT))
        total = sum(parts.values()) + draw(AMOUNT)
        rows.append({**FLOW, "provider_id": provider, "partner_id": "_T", "value": str(total)})
        rows += [{**FLOW, "provider_id": provider, "partner_id": p, "value": str(v)} for p, v in parts.items()]
        kind = draw(st.sampled_from(("HR_MED", "FIN_GRANT")))
        value = draw(st.integers(0, total))
        rows.append({**FLOW, "provider_id": provider, "partner_id": "_T", "kind": kind, "value": str(value)})
    return rows


def world(rows: list[dict]) -> dict[str, list[dict]]:
    relations = [
        {"provider_id": r["provider_id"], "partner_id": r["partner_id"], "year": r["year"]}
        for r in rows
        if r["partner_id"] != "_T"
    ]
    return {
        "indicator.gross_flow": rows,
        "core.country_year": COUNTRY_YEARS,
        "core.known_relation": relations,
        "reference.country": COUNTRIES,
    }


SHARES = ("capacity_share", "ldc_share", "progressivity", "non_significant_relations_share", "reciprocity")
OWN = ("capacity_share", "ldc_share", "progressivity", "cooperation_per_capita")


@pytest.mark.parametrize("indicator", [*SHARES, "cooperation_per_capita"])
@few
@given(rows=flows(), shuffler=st.randoms())
def test_the_order_of_rows_does_not_matter(indicator, rows, shuffler):
    mixed = shuffler.sample(rows, len(rows))
    assert run(f"indicator.{indicator}", world(mixed)) == run(f"indicator.{indicator}", world(rows))


@pytest.mark.parametrize("indicator", OWN)
@few
@given(rows=flows(), stranger=flows())
def test_an_unrelated_provider_changes_no_other_number(indicator, rows, stranger):
    added = [{**row, "provider_id": "PER"} for row in stranger if row["provider_id"] == stranger[0]["provider_id"]]
    before = run(f"indicator.{indicator}", world(rows))
    after = run(f"indicator.{indicator}", world([*rows, *added]))
    assert [row for row in after if row["provider_id"] != "PER"] == before


@pytest.mark.parametrize("indicator", SHARES)
@few
@given(rows=flows(), factor=st.sampled_from((2, 10)))
def test_a_share_does_not_depend_on_the_scale(indicator, rows, factor):
    scaled = [{**row, "value": str(int(row["value"]) * factor)} for row in rows]
    before, after = run(f"indicator.{indicator}", world(rows)), run(f"indicator.{indicator}", world(scaled))
    assert [row["value"] for row in after] == pytest.approx([row["value"] for row in before], nan_ok=True, abs=1e-9)


@few
@given(rows=flows(), factor=st.sampled_from((2, 10)))
def test_an_amount_per_head_scales(rows, factor):
    scaled = [{**row, "value": str(int(row["value"]) * factor)} for row in rows]
    before = run("indicator.cooperation_per_capita", world(rows))
    after = run("indicator.cooperation_per_capita", world(scaled))
    assert [row["value"] for row in after] == pytest.approx([factor * row["value"] for row in before])


@few
@given(rows=flows())
def test_bounds_hold_the_value_and_shares_are_shares(rows):
    for indicator in (*SHARES, "cooperation_per_capita"):
        for row in run(f"indicator.{indicator}", world(rows)):
            known = [row[name] for name in ("value_low", "value", "value_high") if row[name] is not None]
            assert known == sorted(known), (indicator, row)
            if row["unit"] == "share":
                assert all(-1e-12 <= number <= 1 + 1e-12 for number in known), (indicator, row)


TYING = st.sampled_from(("3", "4", "5", "_X", None))
TIED = st.lists(st.tuples(TYING, st.one_of(st.none(), AMOUNT)), min_size=1, max_size=6)


def tied(figures: list[tuple]) -> dict:
    """The answer of one provider's year on tying, from figures of a tied status and an amount."""
    flow_rows = [{"flow_id": f"f{i}", "kind": "_T", "is_total": "false", "obs_status": "A",
                  "tied_status": status or "null"} for i, (status, _) in enumerate(figures)]  # fmt: skip
    year_rows = [{"flow_id": f"f{i}", "year": "2010", "is_average": "false",
                  "amount_usd_nominal": "null" if amount is None else str(amount)}
                 for i, (_, amount) in enumerate(figures)]  # fmt: skip
    chosen = [{"flow_id": f"f{i}", "inclusion_set": "STRICT_SSC", "provider_id": "VEN", "year": "2010",
               "cell_partner_id": "_T", "cell_modality": "_T", "cell_kind": "_T", "is_selected": "true",
               "selection_reason": "SELECTED"} for i in range(len(figures))]  # fmt: skip
    answers = [
        {name: str(row[name]) for name in ("flow_id", "process_question", "yes_share", "no_share")}
        for row in run("core.flow_answer", {"core.flow": flow_rows})
    ]
    tables = {"core.flow": flow_rows, "core.flow_year": year_rows, "core.flow_selection": chosen}
    rows = run("core.answer_amount", {**tables, "core.flow_answer": answers})
    return next(row for row in rows if row["process_question"] == "TIED")


@few
@given(figures=TIED)
def test_unknown_is_never_untied(figures):
    """What becomes unknown can only widen the range, and never lowers the share it was not part of."""
    before = tied(figures)
    for place, (status, amount) in enumerate(figures):
        after = tied([*figures[:place], ("_X", amount), *figures[place + 1 :]])
        assert after["known_share"] <= before["known_share"] + 1e-12
        if status == "5" and before["answer_share"] is not None and after["answer_share"] is not None:
            assert after["answer_share"] >= before["answer_share"] - 1e-12
        if before["answer_share"] is not None and after["answer_share"] is not None:
            assert after["answer_share_low"] <= before["answer_share_low"] + 1e-12
            assert after["answer_share_high"] >= before["answer_share_high"] - 1e-12


@few
@given(figures=TIED.filter(lambda rows: sum(s in ("3", "4", "5") and a is not None for s, a in rows) == len(rows)))
def test_coverage_falls_when_a_figure_loses_its_amount(figures):
    before = tied(figures)
    after = tied([(figures[0][0], None), *figures[1:]])
    assert before["known_share"] == pytest.approx(1)
    assert after["known_share"] < before["known_share"]


LEVELS = st.lists(
    st.tuples(
        st.sampled_from(("PROVIDER", "RECIPIENT_STATE", "AFFECTED")),
        st.sampled_from(("D5", "D6")),
        st.sampled_from(("0", "1", "2", "3", "4", "NA", "ND")),
    ),
    max_size=12,
)


def rated(provider: str, levels: list[tuple]) -> dict[str, list[dict]]:
    """Assessments by raters of their own, all of one thing."""
    return {
        "core.assessment": [
            {"assessment_id": f"{provider}{i}", "party_id": provider, "year": "2010", "has_consent": "true",
             "rater_group": group} for i, (group, _, _) in enumerate(levels)
        ],
        "core.assessment_score": [
            {"assessment_id": f"{provider}{i}", "dimension": dimension, "rubric_level": level, "evidence_id": "E1"}
            for i, (_, dimension, level) in enumerate(levels)
        ],
    }  # fmt: skip


def cells(tables: dict[str, list[dict]]) -> list[dict]:
    ratings = [
        {name: "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
         for name, value in row.items()}
        for row in run("core.rating", tables)
    ]  # fmt: skip
    return run("core.quality_cell", {"core.rating": ratings})


@few
@given(levels=LEVELS)
def test_no_cell_shows_one_or_two_raters(levels):
    for cell in cells(rated("CUB", levels)):
        if cell["level_median"] is not None:
            assert cell["rater_count"] >= 3
        if cell["is_suppressed"]:
            assert cell["rater_count"] is None and cell["level_median"] is None


@few
@given(levels=LEVELS)
def test_a_withheld_group_cannot_be_computed_from_the_others(levels):
    found = cells(rated("CUB", levels))
    for dimension in {cell["dimension"] for cell in found}:
        groups = [c for c in found if c["dimension"] == dimension and c["cell_rater_group"] != "_T"]
        (whole,) = [c for c in found if c["dimension"] == dimension and c["cell_rater_group"] == "_T"]
        if any(group["is_suppressed"] for group in groups):
            assert not any(group["level_median"] is not None for group in groups)
            assert whole["level_quartile_1"] is None and whole["level_quartile_3"] is None


@few
@given(levels=LEVELS, stranger=LEVELS, shuffler=st.randoms())
def test_ratings_of_others_and_their_order_do_not_matter(levels, stranger, shuffler):
    own, other = rated("CUB", levels), rated("PER", stranger)
    together = {name: shuffler.sample(own[name] + other[name], len(own[name]) + len(other[name])) for name in own}
    assert of(cells(together), "CUB") == cells(own)


@few
@given(levels=LEVELS)
def test_no_data_is_never_a_level(levels):
    """Turning an ND into an NA changes no median; both stand outside it."""
    other = [(group, dimension, "NA" if level == "ND" else level) for group, dimension, level in levels]
    median = [cell["level_median"] for cell in cells(rated("CUB", levels))]
    assert [cell["level_median"] for cell in cells(rated("CUB", other))] == median


def test_records_that_say_the_same_twice_change_no_answer():
    """A consultation, a party or a report recorded under a second number is no second one."""
    once = {
        "core.activity": [{"activity_id": "A1", "modality": "BIL", "approval_date": "2010-06-01"}],
        "core.activity_party": [{"activity_id": "A1", "provider_id": "VEN", "partner_id": "NIC", "modality": "BIL",
                                 "year": "2010"}],
        "core.consultation": [{"consultation_id": "C1", "activity_id": "A1", "consulted_group": "AFFECTED",
                               "consultation_stage": "design", "is_binding": "true"}],
        "core.participation": [{"activity_id": "A1", "party_id": "MST", "participation_role": "FUNDING",
                                "sequence_number": "1", "actor_type": "SOC_MOV"}],
        "core.activity_report": [{"report_id": "R1", "activity_id": "A1", "reporting_side": "PROVIDER"}],
    }  # fmt: skip
    twice = {
        name: [*rows, *rows] for name, rows in once.items() if name not in ("core.activity", "core.activity_party")
    }
    for name, key in (("core.consultation", "consultation_id"), ("core.activity_report", "report_id")):
        twice[name][1] = {**twice[name][1], key: "again"}
    twice["core.participation"][1] = {**twice["core.participation"][1], "sequence_number": "2"}
    answers = run("core.activity_answer", once)
    assert len(answers) == 7
    assert run("core.activity_answer", {**once, **twice}) == answers
