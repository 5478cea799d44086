"""What may leave the record, row by row, and which numbers are marked."""

from itertools import combinations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recorded import USUAL

from sscmon.sources.submission.source import FORM
from sscmon.submissions.confidential import divide
from sscmon.submissions.identity import roots
from sscmon.submissions.ledger import Receipt
from sscmon.submissions.standing import Row, own_key
from sscmon.withheld import facts_behind, marked

TODAY = "2031-06-01"
HIDDEN = {"confidentiality": "AGGREGATE"}


def receipt(submitter="min", side="PROVIDER", confidentiality="PUBLIC", until="", consent=True) -> Receipt:
    return Receipt(
        "S000001", submitter, submitter, side, "", "", "S000001.csv", "", 0, "es", confidentiality, until, consent
    )


def row(table: str, by: Receipt | None = None, **values) -> Row:
    return Row(table, "A1", {**USUAL.get(table, {}), **values}, by or receipt())


def divided(*rows: Row):
    found = {table: {} for table in FORM}
    for one in rows:
        key = tuple(one.value(name) for name in own_key(FORM[one.table]))
        found[one.table][(one.receipt.submitter_id, *key)] = one
    return divide(found, FORM, TODAY)


def left(result, table="flow", column="flow_reference") -> list[str]:
    return [one.value(column) for one in result.rows[table]]


def test_only_public_rows_leave_one_by_one():
    result = divided(
        row("flow", flow_reference="public"),
        row("flow", flow_reference="said", confidentiality="PUBLIC"),
        row("flow", flow_reference="sum", confidentiality="AGGREGATE"),
        row("flow", flow_reference="later", confidentiality="EMBARGO", embargo_until_date="2031-06-02"),
        row("flow", flow_reference="today", confidentiality="EMBARGO", embargo_until_date="2031-06-01"),
        row("flow", flow_reference="never", confidentiality="EMBARGO"),
        row("flow", flow_reference="odd", confidentiality="SECRET"),
    )
    assert left(result) == ["public", "said", "today"]


@pytest.mark.parametrize(
    ("by", "leaves"),
    [
        (receipt(), True),
        (receipt(consent=False), False),
        (receipt(confidentiality="AGGREGATE"), False),
        (receipt(confidentiality="EMBARGO", until="2031-06-02"), False),
        (receipt(confidentiality="EMBARGO", until="2031-06-01"), True),
    ],
)
def test_what_holds_for_the_file_holds_for_each_row(by, leaves):
    result = divided(row("flow", by, flow_reference="F"))
    assert bool(left(result)) is leaves


def test_a_row_is_as_confidential_as_what_it_belongs_to():
    hidden = {"confidentiality": "EMBARGO", "embargo_until_date": "2032-01-01"}
    result = divided(
        row("activity", activity_reference="A1", **hidden),
        row("activity", activity_reference="A2"),
        row("flow", flow_reference="F1", activity_reference="A1"),
        row("flow", flow_reference="F2", activity_reference="A2"),
        row("flow", flow_reference="F3", activity_reference="withdrawn"),
        row("loan_terms", terms_reference="T1", flow_reference="F1"),
        row("assessment", assessment_reference="E1", activity_reference="A1"),
        row("score", assessment_reference="E1", dimension="D1"),
    )
    assert left(result) == ["F2"]
    assert left(result, "activity", "activity_reference") == ["A2"]
    assert not result.rows["loan_terms"] and not result.rows["assessment"] and not result.rows["score"]


def test_confidential_ratings_count_in_their_group():
    """They are published in medians of three raters and more; single ratings stay in the house whoever gives them."""
    result = divided(
        row("assessment", assessment_reference="E1", confidentiality="AGGREGATE"),
        row("score", assessment_reference="E1", dimension="D1", confidentiality="AGGREGATE"),
        row("assessment", assessment_reference="E2", confidentiality="EMBARGO"),
    )
    assert left(result, "assessment", "assessment_reference") == ["E1"]
    assert left(result, "score", "dimension") == ["D1"]


def confidential(amounts: dict[str, list[str]], **values) -> list[Row]:
    return [
        row("flow", receipt(who), flow_reference=f"{who}{n}", amount_in_unit=amount, **HIDDEN, **values)
        for who, own in amounts.items()
        for n, amount in enumerate(own)
    ]


def test_three_contributors_enter_as_one_sum():
    """10 + 2.5 thousand + 0.5 = 2,510.5; one contributor's two rows are one contributor."""
    rows = confidential({"a": ["10"], "b": ["0.25", "0.25"]})
    rows += confidential({"c": ["2.5"]}, unit_mult="3")
    [one] = divided(*rows).rows["flow"]
    assert one.value("amount_in_unit") == "2510.50"
    assert one.receipt.submitter_id == "several" and one.receipt.submission_id == ""
    assert not set(one.values) & {"activity_reference", "document_title", "submitter_note", "quote_locator"}
    assert divided(*rows).withheld == []


def test_two_contributors_enter_nothing():
    result = divided(*confidential({"a": ["10", "7"], "b": ["5"]}))
    assert result.rows["flow"] == []
    assert result.withheld == [("MONEY", "CUB", "HTI", "BIL", "FIN_GRANT", "2031", "3")]


def test_rows_that_differ_in_anything_but_the_amount_are_no_sum():
    others = {"partner_id": "BOL", "kind": "HUM", "period_start_year": "2030", "currency_code": "EUR"}
    for column, value in others.items():
        rows = confidential({"a": ["1"], "b": ["1"]}) + confidential({"c": ["1"]}, **{column: value})
        assert divided(*rows).rows["flow"] == [], column
    totals = confidential({"a": ["1"], "b": ["1"], "c": ["1"]}, is_total="true")
    assert divided(*totals).rows["flow"] == []


def test_only_who_is_heard_in_sums_can_mark_a_number():
    """An outsider's confidential estimate enters no sum, so it can take no number away either."""
    by = receipt("uni", side="ACADEMIC")
    result = divided(row("flow", by, flow_reference="F", confidentiality="AGGREGATE"))
    assert result.rows["flow"] == [] and result.withheld == []


def test_embargoed_rows_leave_no_trace():
    result = divided(row("flow", flow_reference="F", confidentiality="EMBARGO", embargo_until_date="2040-01-01"))
    assert result.rows["flow"] == [] and result.withheld == []


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcde"), st.sampled_from(["HTI", "BOL"]), st.sampled_from(["FIN_GRANT", "HUM"])),
        max_size=14,
    )
)
def test_no_difference_of_published_numbers_isolates_fewer_than_three(rows):
    """Whatever is published of confidential rows are whole cells of three contributors; so is any union and any
    difference of totals, since cells do not overlap."""
    given_rows = [
        row(
            "flow", receipt(who), flow_reference=str(n), amount_in_unit=str(2**n), partner_id=partner, kind=kind,
            confidentiality="AGGREGATE",
        )
        for n, (who, partner, kind) in enumerate(rows)
    ]  # fmt: skip
    sums = [int(float(one.value("amount_in_unit"))) for one in divided(*given_rows).rows["flow"]]

    def contributors(total: int) -> set[str]:
        return {who for n, (who, _, _) in enumerate(rows) if total >> n & 1}

    for size in range(1, len(sums) + 1):
        for chosen in combinations(sums, size):
            assert len(contributors(sum(chosen))) >= 3
    assert sum(sums) == sum(set(sums)) and not any(a & b for a, b in combinations(sums, 2))


# Numbers.


NUMBER = {
    "indicator_id": "x", "provider_id": "CUB", "partner_id": "_T", "modality": "_T", "kind": "_T", "sector": "_T",
    "inclusion_set": "S", "valuation_method": "_Z", "denominator": "_Z", "price_basis": "_Z", "unit": "USD",
    "year": 2031, "value": 5.0, "value_low": 4.0, "value_high": 6.0, "item": "_Z", "n_obs": 1, "coverage_share": 1.0,
    "obs_status": "A", "method_version": 1,
}  # fmt: skip


def after_marking(*numbers: dict, headline=None, facts=("MONEY",)) -> list[dict]:
    with duckdb.connect() as connection:
        connection.execute("create schema core; create schema house")
        connection.execute("create table house.obs_status as select * from (values ('A', '0'), ('D', '5'), ('U', '9'), "
                           "('Q', '11'), ('O', '13')) as list(code, severity)")  # fmt: skip
        connection.execute(
            "create table core.withheld_cell as select 'MONEY' as fact, 'CUB' as provider_id, 'HTI' as partner_id, "
            "'BIL' as modality, 'FIN_GRANT' as kind, 2031 as year, 1 as withheld_count"
        )
        parts = []
        for number in numbers:
            cells = {**NUMBER, **number}
            parts.append("select " + ", ".join(
                f"{repr(value) if value is not None else 'null::double'} as {name}" for name, value in cells.items()
            ))  # fmt: skip
        query = marked(connection, " union all by name ".join(parts), facts, headline)
        return connection.sql(f"select * from ({query}) order by n_obs").to_arrow_table().to_pylist()


def test_a_number_of_too_few_is_suppressed_and_one_of_more_says_that_it_differs():
    few, more = after_marking({"n_obs": 1}, {"n_obs": 2})
    assert (few["value"], few["value_low"], few["value_high"], few["coverage_share"]) == (None, None, None, None)
    assert few["obs_status"] == "Q"
    assert more["value"] == 5.0 and more["obs_status"] == "D"
    assert after_marking({"n_obs": 9, "obs_status": "U"})[0]["obs_status"] == "U"


def test_only_the_cell_and_the_totals_over_it_are_touched():
    touched = [{}, {"provider_id": "_T"}, {"partner_id": "HTI"}, {"kind": "FIN_GRANT"}, {"modality": "BIL"}]
    others = [{"provider_id": "VEN"}, {"partner_id": "BOL"}, {"kind": "HUM"}, {"modality": "TRI"}, {"year": 2030}]
    assert {one["obs_status"] for one in after_marking(*touched)} == {"Q"}
    assert {one["obs_status"] for one in after_marking(*others)} == {"A"}
    assert after_marking({}, facts=("QUANTITY",))[0]["obs_status"] == "A"


def test_a_cell_nothing_else_is_known_of_appears_as_suppressed():
    found = after_marking({"provider_id": "VEN"}, headline={"inclusion_set": "S", "price_basis": "_Z"})
    added = [one for one in found if one["provider_id"] == "CUB"]
    assert len(added) == 8
    assert {(one["obs_status"], one["value"], one["unit"], one["n_obs"]) for one in added} == {("Q", None, "USD", 0)}


def test_facts_behind_a_table_stop_at_the_facts():
    reads = {"indicator.a": ["core.b"], "core.b": ["core.flow", "reference.party"], "core.flow": ["core.activity"]}
    assert facts_behind("indicator.a", reads) == ("MONEY",)
    assert facts_behind("indicator.none", reads) == ()


# Identity.


def test_activities_that_name_each_other_are_one_whatever_the_order_or_a_circle():
    def activity(who, reference, same="", side="PROVIDER"):
        return row("activity", receipt(who, side), activity_reference=reference, same_activity_id=same)

    rows = [
        activity("hti", "H", "submission:mid:M", "RECIPIENT_STATE"),
        activity("mid", "M", "submission:min:P", "ACADEMIC"),
        activity("min", "P", "submission:hti:H"),
        activity("min", "Q", "iati:elsewhere"),
    ]
    expected = {"submission:hti:H": "submission:min:P", "submission:mid:M": "submission:min:P",
                "submission:min:P": "submission:min:P", "submission:min:Q": "submission:min:Q"}  # fmt: skip
    assert dict(roots(rows)) == dict(roots(rows[::-1])) == expected
