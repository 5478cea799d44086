"""Which rows a submitter may state: those of the parties it speaks for, on its own side."""

from collections.abc import Mapping

from sscmon.submissions.registry import Submitter

PROVIDER, RECIPIENT = "PROVIDER", "RECIPIENT_STATE"
PARTIES = ("provider_id", "partner_id")
OWN_COLUMN = {PROVIDER: "provider_id", RECIPIENT: "partner_id"}
BOTH_WAYS = ("exchange_leg",)


def reason(submitter: Submitter, table: str, values: Mapping[str, str]) -> dict | None:
    """Why the submitter may not state the row, as a reason of a quarantine; None where it may.

    A provider speaks for the provider of a row and a recipient state for its partner, of an exchange for either. Others
    speak of any row one of whose parties they may speak for. Who rates does so on its own side, and only the state that
    receives can object.
    """
    if table == "assessment" and values.get("rater_group") != submitter.side:
        return _reason("rater_group", "own_side", values, submitter.side)
    if table == "objection" and submitter.side != RECIPIENT:
        return _reason("partner_id", "own_side", values, RECIPIENT)
    named = [name for name in PARTIES if values.get(name)]
    own = OWN_COLUMN.get(submitter.side)
    asked = [own] if own in named and table not in BOTH_WAYS else named
    if asked and not submitter.speaks_for(*(values[name] for name in asked)):
        return _reason(asked[0], "speaks_for", values, ", ".join(sorted(submitter.parties)))
    return None


def _reason(column: str, rule: str, values: Mapping[str, str], valid: str) -> dict:
    return {"column": column, "rule": rule, "value": values.get(column) or "", "valid": valid}
