"""Under which name what stands is published: a state under its own, others only where they agreed to it."""

import pytest
from recorded import record, row

from sscmon import snapshots
from sscmon.paths import Paths
from sscmon.sources.submission.source import FORM
from sscmon.submissions import ledger
from sscmon.submissions.identity import activity_id, roots
from sscmon.submissions.standing import standing


@pytest.fixture
def paths(tmp_path) -> Paths:
    return Paths(tmp_path)


def activities(paths: Paths) -> list:
    return list(standing(snapshots.newest(paths, ledger.SOURCE), FORM)["activity"].values())


def activity(reference: str, **values) -> dict:
    return row("activity", activity_reference=reference, **values)


def names(paths: Paths) -> list[str]:
    return [activity_id(one) for one in activities(paths)]


@pytest.mark.parametrize(
    ("side", "is_named", "expected"),
    [
        ("PROVIDER", False, "submission:who:A-1"),
        ("RECIPIENT_STATE", False, "submission:who:A-1"),
        ("AFFECTED", False, "submission:S000001:A-1"),
        ("AFFECTED", True, "submission:who:A-1"),
        ("ACADEMIC", False, "submission:S000001:A-1"),
        ("INDEPENDENT", False, "submission:S000001:A-1"),
    ],
)
def test_a_state_is_named_and_others_where_they_agreed(paths, side, is_named, expected):
    record(paths, "who", side, [activity("A-1")], is_named=is_named)
    assert names(paths) == [expected]
    [one] = activities(paths)
    assert one.receipt.submitter_name == ""


def test_who_is_not_named_keeps_one_name_over_all_submissions_even_withdrawn_ones(paths):
    record(paths, "women", "AFFECTED", [activity("A-1")])
    record(paths, "fishers", "AFFECTED", [activity("A-1")])
    record(paths, "women", "AFFECTED", [activity("A-1", activity_title="Later"), activity("A-2")])
    with ledger.locked(paths):
        ledger.withdraw(paths, "S000001", "women")
    assert sorted(names(paths)) == ["submission:S000001:A-1", "submission:S000001:A-2", "submission:S000002:A-1"]


def test_the_newest_submission_says_whether_its_sender_is_named(paths):
    record(paths, "women", "AFFECTED", [activity("A-1")], is_named=True)
    record(paths, "women", "AFFECTED", [activity("A-2")])
    assert names(paths) == ["submission:S000001:A-1", "submission:S000001:A-2"]


def test_who_calls_an_activity_the_same_does_not_name_its_sender(paths):
    record(paths, "women", "AFFECTED", [activity("A-1")])
    record(
        paths,
        "cuba",
        "PROVIDER",
        [activity("B-1", same_activity_id="submission:women:A-1"), activity("B-2", same_activity_id="women:A-1")],
    )
    rows = activities(paths)
    assert [one.value("same_activity_id") for one in rows] == ["", "submission:S000001:A-1", "women:A-1"]
    assert dict(roots(rows))["submission:S000001:A-1"] == "submission:cuba:B-1"
