"""Who reports: the house, as a secondary reporter of others' activities, or an agency of its own."""

import re
from dataclasses import dataclass

from sscmon.errors import SscmonError

REF = re.compile(r"[^\s/&|?]+")
OWN_SOURCE = "submission"


@dataclass(frozen=True)
class Reporter:
    """An organisation that publishes to IATI.

    Attributes:
        ref: its identifier in IATI, the beginning of every activity's identifier.
        type_code: IATI organisation type.
        is_secondary: it publishes what others do; otherwise only what was submitted to the house as its own.
    """

    ref: str
    name: str
    type_code: str
    is_secondary: bool


# XX is no country and no register: IATI has to assign the house's identifier before anything is published there
HOUSE = Reporter("XX-SSCMON", "sscmon", "90", True)


def agency(ref: str, name: str, type_code: str) -> Reporter:
    """An agency that publishes its own activities.

    Raises:
        SscmonError: the reference cannot stand in IATI.
    """
    if not REF.fullmatch(ref):
        raise SscmonError(
            f"{ref!r} cannot be an organisation's identifier in IATI",
            todo="use the register and the number in it, as CU-GOV-1, without spaces and / & | ?",
        )
    return Reporter(ref, name, type_code, False)
