"""One claim with its verdict and the working of every test, as a sceptic wants to read it."""

from dataclasses import dataclass

import duckdb

from sscmon.claims import words
from sscmon.errors import NotFound
from sscmon.text import LANGUAGES, Text

HEADINGS = {
    "verdict": Text("Verdict", "Veredicto", "Veredito"),
    "source": Text("Source", "Fuente", "Fonte"),
    "working": Text("working", "desarrollo", "desenvolvimento"),
    "evidence": Text("from", "de", "de"),
}


@dataclass(frozen=True)
class Explanation:
    """A claim, the document it stands in, its verdict, and its tests.

    Attributes:
        claim, document: rows of `core.claim` and `reference.document`.
        verdict: code; `checks`: rows of `core.claim_check`.
    """

    claim: dict
    document: dict
    verdict: str
    checks: list[dict]

    def lines(self, language: str = "en") -> list[str]:
        """The explanation as lines of text in `language` (en, es or pt)."""
        language = language if language in LANGUAGES else "en"
        said = words.OPERATORS[self.claim["value_op"]].in_(language)
        unit = words.label_of("claim_unit", self.claim["claim_unit"], language)
        value = self.claim["claimed_value"]
        claimed = said.format(v=words.show(float(value)), unit=unit) if value is not None else unit
        head = f"{self.claim['claim_id']} {self.claim['claim_subject']}: {self.claim['claim_measure']}"
        place = " · ".join(
            str(part)
            for part in (self.document["document_title"], self.document["published_text"], self.document["url"])
            if part
        )
        result = [
            head,
            f'  {claimed} ({self.claim["period_text"] or "-"}) "{self.claim["quote_locator"] or ""}"',
            f"  {HEADINGS['source'].in_(language)}: {place}",
            f"  {HEADINGS['verdict'].in_(language)}: {self.verdict} - "
            f"{words.label_of('verdict', self.verdict, language)}",
        ]
        for check in self.checks:
            result.append(f"  [{check['verdict']}] {check['claim_method']}")
            result.append(f"      {check[f'reason_{language}']}")
            if check["working"]:
                result.append(f"      {HEADINGS['working'].in_(language)}: {check['working']}")
            if check["evidence_keys"]:
                keys = check["evidence_keys"].replace(";", ", ")
                result.append(f"      {HEADINGS['evidence'].in_(language)}: {keys}")
        return result


def explain(connection: duckdb.DuckDBPyConnection, claim_id: str) -> Explanation:
    """Everything known of one claim.

    Args:
        connection: to the warehouse.
        claim_id: as in `core.claim`.

    Raises:
        NotFound: there is no such claim.
    """
    claim = _rows(connection, "select * from core.claim where claim_id = $id", claim_id)
    if not claim:
        first = [
            row["claim_id"] for row in _rows(connection, "select claim_id from core.claim where $id <> ''", claim_id)
        ]
        raise NotFound(f"there is no claim {claim_id!r}", todo=f"name one of: {', '.join(first[:10])} ...")
    document = _rows(connection, "select * from reference.document where document_id = $id", claim[0]["document_id"])
    verdict = _rows(connection, "select verdict from core.claim_verdict where claim_id = $id", claim_id)
    checks = _rows(connection, "select * from core.claim_check where claim_id = $id order by claim_method", claim_id)
    return Explanation(claim[0], document[0], verdict[0]["verdict"], checks)


def _rows(connection: duckdb.DuckDBPyConnection, query: str, value: str) -> list[dict]:
    return connection.execute(query, {"id": value}).to_arrow_table().to_pylist()
