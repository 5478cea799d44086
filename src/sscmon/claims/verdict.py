"""The verdict on a claim: what was computed against what was claimed, to the rounding of both.

`=` and `~`: REPRODUCED if the two agree to their rounding (`~`: within a tenth); WITHIN_RANGE if the claim lies between
the low and the high of the readings; else CONTRADICTED. `>=`: REPRODUCED only if even the low value reaches the claim,
WITHIN_RANGE if the high one does; `<=` the other way round. A bound that no reading gives does not limit.
"""

from dataclasses import dataclass
from enum import StrEnum

from sscmon.claims.formula import rounding

ABOUT_SHARE = 0.1


class Verdict(StrEnum):
    """Code of a verdict (code list `verdict`)."""

    REPRODUCED = "REPRODUCED"
    WITHIN_RANGE = "WITHIN_RANGE"
    CONTRADICTED = "CONTRADICTED"
    NOT_COMPUTABLE = "NOT_COMPUTABLE"


@dataclass(frozen=True)
class Computed:
    """What a test gives, in the unit of the claim.

    Attributes:
        value: central value; None where a test gives bounds only.
        low, high: bounds of the readings; None where the test gives none.
        slack: how far `value` may be off for the rounding of the printed inputs.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    slack: float = 0.0


def judge(op: str, claimed: float, computed: Computed, tolerance: float | None = None) -> Verdict:
    """The verdict on one claim by one test; `tolerance` replaces the rounding of the claimed figure."""
    if op in (">=", ">"):
        return _at_least(claimed, computed, op == ">")
    if op in ("<=", "<"):
        flipped = Computed(
            *(None if x is None else -x for x in (computed.value, computed.high, computed.low)), computed.slack
        )
        return _at_least(-claimed, flipped, op == "<")
    off = rounding(claimed) if tolerance is None else tolerance
    if op == "~":
        off = max(off, ABOUT_SHARE * abs(claimed))
    edge = off * (1 + 1e-9) + 1e-9 * abs(claimed)
    if computed.value is not None and abs(computed.value - claimed) <= edge + computed.slack:
        return Verdict.REPRODUCED
    if computed.low is None and computed.high is None:
        return Verdict.CONTRADICTED
    above = computed.low is None or claimed >= computed.low - edge
    below = computed.high is None or claimed <= computed.high + edge
    return Verdict.WITHIN_RANGE if above and below else Verdict.CONTRADICTED


def _at_least(claimed: float, computed: Computed, is_strict: bool) -> Verdict:
    low = computed.low if computed.low is not None else computed.value
    high = computed.high if computed.high is not None else computed.value

    def reaches(value: float) -> bool:
        return value > claimed if is_strict else value + computed.slack >= claimed

    if low is not None and reaches(low):
        return Verdict.REPRODUCED
    if high is None or reaches(high):
        return Verdict.WITHIN_RANGE
    return Verdict.CONTRADICTED


def overall(verdicts: list[Verdict]) -> Verdict:
    """One verdict of several readings: what they agree on; WITHIN_RANGE where only some support the claim.

    Readings that could not be computed do not count unless there is no other.
    """
    computed = {verdict for verdict in verdicts if verdict != Verdict.NOT_COMPUTABLE}
    if not computed:
        return Verdict.NOT_COMPUTABLE
    return computed.pop() if len(computed) == 1 else Verdict.WITHIN_RANGE
