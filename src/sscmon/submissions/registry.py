"""Who may submit: the submitters an operator has registered, in `data/submitters.csv`."""

import csv
import hashlib
import hmac
import os
import re
from dataclasses import dataclass

from sscmon import codelists
from sscmon.errors import SscmonError
from sscmon.paths import Paths

COLUMNS = ("submitter_id", "name", "side", "parties", "token_sha256")
NAMED = "named"
STATES = ("PROVIDER", "RECIPIENT_STATE")
TOKEN = "SSCMON_SUBMITTER_TOKEN"
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_]{1,39}")
ANYONE = "*"


class NotAdmitted(SscmonError):
    """Who submits is not registered, or did not prove to be who they say."""


@dataclass(frozen=True)
class Submitter:
    """One registered submitter.

    Attributes:
        id: short name, lower case.
        name: as its receipts call it.
        side: code of the list rater_group.
        parties: codes of the parties it may speak for; `*` for all.
        token_sha256: SHA-256 of its secret, in hexadecimal; empty where none is asked for.
        is_named: what it reports may be published under its identifier; always so for a state.
    """

    id: str
    name: str
    side: str
    parties: frozenset[str]
    token_sha256: str = ""
    is_named: bool = False

    def speaks_for(self, *parties: str) -> bool:
        """Whether it may speak for one of these parties."""
        return ANYONE in self.parties or not self.parties.isdisjoint(parties)


def registered(paths: Paths) -> dict[str, Submitter]:
    """The submitters by identifier; none where the registry does not exist.

    Raises:
        NotAdmitted: the registry has a line that cannot be used.
    """
    path = paths.submitters
    if not path.is_file():
        return {}
    found: dict[str, Submitter] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
            raise NotAdmitted(
                f"the registry of submitters lacks {', '.join(missing)}",
                where=f"{path}, line 1",
                todo=f"its header is: {','.join(COLUMNS)}",
            )
        for row in reader:
            submitter = _submitter(row, f"{path}, line {reader.line_num}")
            if submitter.id in found:
                raise NotAdmitted(f"{submitter.id} is registered twice", where=f"{path}, line {reader.line_num}")
            found[submitter.id] = submitter
    return found


def _submitter(row: dict, where: str) -> Submitter:
    cells = {name: (row.get(name) or "").strip() for name in (*COLUMNS, NAMED)}
    parties = frozenset(code for code in cells["parties"].split(";") if code)
    problems = {
        "submitter_id": (IDENTIFIER.fullmatch(cells["submitter_id"]), "2 to 40 lower-case letters, digits and _"),
        "name": (cells["name"], "the name its receipts show"),
        "side": (cells["side"] in codelists.codes("rater_group"), ", ".join(sorted(codelists.codes("rater_group")))),
        "parties": (parties, "codes of the parties it speaks for, separated by ; or * for all"),
        "token_sha256": (
            not cells["token_sha256"] or re.fullmatch(r"[0-9a-f]{64}", cells["token_sha256"]),
            "empty, or the SHA-256 of the secret in hexadecimal",
        ),
        NAMED: (cells[NAMED] in ("", "true", "false"), "true where it agreed to be named, false or empty where not"),
    }
    for name, (is_good, valid) in problems.items():
        if not is_good:
            raise NotAdmitted(f"the registry of submitters has a wrong {name}", where=where, todo=f"valid is: {valid}")
    is_named = cells["side"] in STATES or cells[NAMED] == "true"
    return Submitter(cells["submitter_id"], cells["name"], cells["side"], parties, cells["token_sha256"], is_named)


def admitted(paths: Paths, submitter_id: str, token: str | None = None) -> Submitter:
    """The registered submitter of that name, who has proved to be the one.

    Args:
        token: its secret; the environment variable SSCMON_SUBMITTER_TOKEN where none is given.

    Raises:
        NotAdmitted: it is not registered, or the secret is not its own.
    """
    found = registered(paths).get(submitter_id)
    if found is None:
        raise NotAdmitted(
            f"{submitter_id!r} is not a registered submitter",
            where=str(paths.submitters),
            todo=f"the operator adds a line to the registry ({','.join(COLUMNS)}); see docs/intake.md",
        )
    given = os.environ.get(TOKEN, "") if token is None else token
    if found.token_sha256 and not hmac.compare_digest(hashlib.sha256(given.encode()).hexdigest(), found.token_sha256):
        raise NotAdmitted(
            f"the secret of {submitter_id} is {'wrong' if given else 'missing'}",
            todo=f"put it in the environment variable {TOKEN}; who lost it asks the operator for a new one",
        )
    return found
