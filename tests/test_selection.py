"""The rule that keeps overlapping figures out of one sum: cases by hand, and what must hold of any set of figures.

How the order is read from the tables (capital after spending, the newest document ...) is in
`models/core/flow_selection.yaml` and `models/core/quantity_selection.yaml`.
"""

import dataclasses
from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscmon.selection import ALL, Figure, cells, overlap, select

SCOPES = {
    "BOL": ("BOL",),
    "ECU": ("ECU",),
    "AGO": ("AGO",),
    "BOL+ECU": ("BOL+ECU", "BOL", "ECU"),
    "G_LAC": ("G_LAC", "BOL", "ECU"),
    "ORG_UN": ("ORG_UN", "ORG_IBSAF"),
    "ORG_IBSAF": ("ORG_IBSAF",),
}
UNRELATED = "TLS"


def figure(
    name, partner=ALL, modality="BIL", kind=ALL, *, precedence=(), alt_group=None, is_average=False, itemised_by=None
):
    """A figure; an average comes after every yearly figure of its width, as in the order of the tables."""
    scope = frozenset(SCOPES.get(partner, (partner,)))
    return Figure(name, partner, modality, kind, scope, alt_group, (is_average, *precedence), is_average, itemised_by)


def decided(*figures):
    """`reason` and preferred figure of each figure, by name."""
    return {d.figure.id: (d.reason, d.preferred_id) for d in select(figures)}


TAKEN = ("SELECTED", None)


@pytest.mark.parametrize(
    ("total", "part"),
    [
        (figure("z"), figure("a", "BOL")),
        (figure("z"), figure("a", kind="HUM")),
        (figure("z", kind="HUM"), figure("a", "BOL", kind="HUM")),
        (figure("z", "BOL"), figure("a", "BOL", kind="HUM")),
        (figure("z", modality="MIX"), figure("a", modality="TRI")),
        (figure("z", modality="ALL"), figure("a", "BOL", "TRI", "HUM")),
    ],
)
def test_a_total_before_its_parts(total, part):
    assert decided(part, total) == {"z": TAKEN, "a": ("PART_OF_SELECTED", "z")}


def test_all_partners_of_one_kind_before_one_partner_of_all_kinds():
    """The two overlap (humanitarian money to Bolivia), and the total over partners is the wider."""
    assert decided(figure("a", "BOL"), figure("z", kind="HUM")) == {"z": TAKEN, "a": ("PART_OF_SELECTED", "z")}


def test_parts_are_added_where_there_is_no_total():
    parts = (figure("a", "BOL"), figure("b", "ECU"), figure("c", "AGO", kind="HUM"), figure("d", "AGO", kind="TRV"))
    assert decided(*parts) == dict.fromkeys("abcd", TAKEN)


def test_a_yearly_figure_before_an_average():
    average, year = figure("a", is_average=True), figure("z")
    assert decided(average, year) == {"z": TAKEN, "a": ("ALTERNATIVE", "z")}


def test_an_average_only_where_there_is_no_yearly_figure():
    bolivia, ecuador = figure("a", "BOL", is_average=True), figure("b", "ECU")
    assert decided(bolivia, ecuador) == {"a": ("AVERAGE_SELECTED", None), "b": TAKEN}


def test_one_of_a_group_of_alternatives_whatever_they_cover():
    found = decided(
        figure("a", "BOL", "BIL", "HUM", alt_group="G", precedence=(2,)),
        figure("b", "AGO", "TRI", "TRV", alt_group="G", precedence=(1,)),
        figure("c", "AGO", "TRI", "HUM", alt_group="H", precedence=(3,)),
    )
    assert found == {"b": TAKEN, "a": ("ALTERNATIVE", "b"), "c": TAKEN}


def test_no_group_is_no_group_of_alternatives():
    assert decided(figure("a", "BOL"), figure("b", "AGO")) == {"a": TAKEN, "b": TAKEN}


def test_modalities_are_disjoint():
    assert decided(figure("a"), figure("b", modality="TRI"), figure("c", modality="REG")) == dict.fromkeys("abc", TAKEN)


def test_kinds_are_disjoint():
    assert decided(figure("a", kind="HUM"), figure("b", kind="TRV")) == dict.fromkeys("ab", TAKEN)


def test_a_smaller_precedence_before_a_larger_then_the_identifier():
    """In tables: spending 0 before capital 1; a document of 2013 (-2013,) before one of 2012."""
    spent, capital = figure("z", precedence=(0, 9)), figure("a", precedence=(1, 0))
    assert decided(capital, spent) == {"z": TAKEN, "a": ("ALTERNATIVE", "z")}
    older, newer = figure("a", precedence=((-2012,),)), figure("z", precedence=((-2013,),))
    assert decided(older, newer) == {"z": TAKEN, "a": ("ALTERNATIVE", "z")}
    assert decided(figure("b"), figure("a")) == {"a": TAKEN, "b": ("ALTERNATIVE", "a")}


def test_several_modalities_are_one_thing_under_any_name():
    found = decided(figure("a", modality="MIX"), figure("b", modality="ALL"), figure("c", modality=ALL))
    assert found == {"a": TAKEN, "b": ("ALTERNATIVE", "a"), "c": ("ALTERNATIVE", "a")}


def test_a_region_overlaps_its_countries_and_a_joint_partner_its_parts():
    assert overlap(figure("a", "G_LAC"), figure("b", "BOL"))
    assert overlap(figure("a", "BOL+ECU"), figure("b", "ECU"))
    assert overlap(figure("a", "BOL+ECU"), figure("b", "G_LAC"))
    assert not overlap(figure("a", "BOL"), figure("b", "ECU"))
    assert not overlap(figure("a", "G_LAC"), figure("b", "AGO"))


def test_an_organisation_overlaps_a_body_within_it_whatever_the_kinds():
    assert overlap(figure("a", "ORG_UN", kind="HUM"), figure("b", "ORG_IBSAF", kind="FIN_EQUITY"))
    assert not overlap(figure("a", "ORG_UN", kind="HUM"), figure("b", "ORG_UN", kind="FIN_EQUITY"))


def test_the_preferred_figure_is_the_first_taken_that_overlaps():
    found = decided(figure("a", "BOL"), figure("b", "ECU"), figure("c", "BOL+ECU", kind="HUM"))
    assert found["c"] == ("PART_OF_SELECTED", "a")


def test_an_unspecified_modality_may_be_any():
    assert overlap(figure("a", modality="_X"), figure("b", modality="BIL"))


def test_an_unspecified_kind_may_be_any():
    assert overlap(figure("a", kind="_X"), figure("b", kind="HUM"))


def test_a_modality_overlaps_the_one_it_is_part_of():
    assert overlap(figure("a", modality="BIL"), figure("b", modality="BID"))


def test_cells_of_a_figure():
    """One partner, modality and kind: eight cells. What covers all of a dimension is in no cell that fixes it."""
    part, total = figure("a", "BOL", "BIL", "HUM"), figure("b", ALL, "MIX", "HUM")
    grouped = cells([part, total], (lambda f: f.partner, lambda f: f.modality, lambda f: f.kind))
    assert len(grouped) == 8
    assert {cell: [f.id for f in members] for cell, members in grouped.items() if total in members} == {
        (ALL, ALL, ALL): ["a", "b"],
        (ALL, ALL, "HUM"): ["a", "b"],
    }


def test_nothing_to_select():
    assert select([]) == []


# ------------------------------------------------------------------------------------------ any set of figures


def lists(*partners):
    one = st.builds(
        figure,
        st.uuids().map(str),
        st.sampled_from(partners),
        st.sampled_from([ALL, "MIX", "BIL", "TRI"]),
        st.sampled_from([ALL, "HUM", "TRV"]),
        precedence=st.tuples(st.integers(0, 2)),
        alt_group=st.sampled_from([None, None, "G", "H"]),
        is_average=st.booleans(),
        itemised_by=st.sampled_from([None, None, "tossd", "submission:PROVIDER"]),
    )
    return st.lists(one, max_size=12, unique_by=lambda f: f.id)


FIGURES = lists(ALL, *SCOPES)
WITH_UNSPECIFIED = lists(ALL, "_X", *SCOPES)


def order(f: Figure) -> tuple:
    """Whom the rule asks first: the widest, then the preferred, then the smallest identifier."""
    return (f.partner != ALL, f.kind != ALL, f.modality not in (ALL, "MIX", "ALL"), f.precedence, f.id)


@given(FIGURES)
def test_selected_figures_never_overlap(figures):
    taken = [d.figure for d in select(figures) if d.is_selected]
    assert not [(a, b) for a, b in combinations(taken, 2) if overlap(a, b)]


@given(FIGURES)
def test_every_other_figure_overlaps_a_selected_one_that_precedes_it(figures):
    decisions = {d.figure.id: d for d in select(figures)}
    assert decisions.keys() == {f.id for f in figures}
    for decision in decisions.values():
        if not decision.is_selected:
            preferred = decisions[decision.preferred_id]
            assert preferred.is_selected
            assert overlap(decision.figure, preferred.figure)
            assert order(preferred.figure) < order(decision.figure)


@given(WITH_UNSPECIFIED)
def test_the_preferred_figure_is_the_first_of_all_taken_that_overlaps(figures):
    """However the figures already taken are looked through; those of a source whose rows add up come by source."""
    taken = defaultdict(list)
    for decision in select(figures):
        asked = (other for others in taken.values() for other in others)
        first = next((other.id for other in asked if overlap(decision.figure, other)), None)
        assert decision.preferred_id == first
        if decision.is_selected:
            taken[decision.figure.itemised_by].append(decision.figure)


@given(FIGURES)
def test_the_reason_says_what_was_decided(figures):
    for decision in select(figures):
        taken = "AVERAGE_SELECTED" if decision.figure.is_average else "SELECTED"
        assert (decision.reason == taken) == decision.is_selected == (decision.preferred_id is None)
        assert decision.reason in (taken, "ALTERNATIVE", "PART_OF_SELECTED")


@given(FIGURES, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(figures, random):
    shuffled = random.sample(figures, len(figures))
    assert select(shuffled) == select(figures)


@given(FIGURES, st.sampled_from(["BIL", "MIX"]), st.sampled_from([ALL, "HUM"]), st.booleans())
def test_a_figure_of_an_unrelated_partner_changes_no_other_decision(figures, modality, kind, is_average):
    stranger = figure("stranger", UNRELATED, modality, kind, is_average=is_average)
    before = {d.figure.id: d for d in select(figures)}
    after = {d.figure.id: d for d in select([*figures, stranger]) if d.figure != stranger}
    assert after == before


@given(FIGURES)
def test_overlap_goes_both_ways_and_a_figure_overlaps_its_twin_where_rows_do_not_add_up(figures):
    for a, b in combinations(figures, 2):
        assert overlap(a, b) == overlap(b, a)
    for f in figures:
        assert overlap(f, dataclasses.replace(f, id="twin")) == (f.itemised_by is None)
