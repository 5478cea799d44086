"""Contracts of claims: figures asserted in documents, put to the test."""

from sscmon.columns import amount as a
from sscmon.columns import claims as c
from sscmon.columns import indicator as i
from sscmon.columns import provenance as p
from sscmon.columns import quality as q
from sscmon.columns import what as w
from sscmon.contracts import maybe, table
from sscmon.contracts.keys import DOCUMENT
from sscmon.text import Text

CONTRACTS = [
    table(
        "core.claim",
        Text(
            "Claims: figures asserted in documents",
            "Afirmaciones: cifras que sostienen los documentos",
            "Afirmações: números que os documentos sustentam",
        ),
        grain="one claim",
        key=["claim_id"],
        columns=[
            q.claim_id,
            q.claim_subject,
            q.claim_measure,
            a.value_op,
            maybe(q.claimed_value),
            q.claim_unit,
            maybe(c.direction_from_id),
            maybe(c.direction_to_id),
            maybe(c.claim_topic),
            maybe(w.period_text),
            maybe(w.as_of_text),
            p.document_id,
            maybe(p.quote_locator),
            p.confidence,
            *p.PROVENANCE,
        ],
        foreign_keys=DOCUMENT,
    ),
    table(
        "core.claim_test",
        Text(
            "How claims are computed again",
            "Cómo se vuelven a calcular las afirmaciones",
            "Como as afirmações são recalculadas",
        ),
        grain="one test of one claim",
        key=["claim_id", "test_id"],
        columns=[
            q.claim_id,
            c.test_id,
            maybe(c.test_inputs),
            maybe(c.test_formula),
            maybe(c.test_formula_low),
            maybe(c.test_formula_high),
            c.is_parts_test,
            maybe(c.tolerance),
            maybe(c.assumption_en),
            maybe(c.assumption_es),
            maybe(c.assumption_pt),
            *p.PROVENANCE,
        ],
        foreign_keys={"claim_id": "core.claim.claim_id"},
    ),
    table(
        "core.contradiction",
        Text(
            "Contradictions found by rule",
            "Contradicciones encontradas por regla",
            "Contradições encontradas por regra",
        ),
        grain="one pair of figures and one rule",
        key=["contradiction_id"],
        columns=[
            c.contradiction_id,
            c.contradiction_rule,
            c.left_key,
            c.right_key,
            c.left_text,
            c.right_text,
            c.is_strict,
        ],
    ),
    table(
        "core.claim_check",
        Text("Claims computed again", "Afirmaciones vueltas a calcular", "Afirmações recalculadas"),
        grain="one claim by one test and reading, or one contradiction found by rule",
        key=["claim_id", "claim_method"],
        columns=[
            q.claim_id,
            q.claim_method,
            a.valuation_method,
            i.denominator,
            c.is_parts_test,
            maybe(c.computed_low),
            maybe(q.computed_value),
            maybe(c.computed_high),
            q.claim_unit,
            q.verdict,
            c.reason_en,
            c.reason_es,
            c.reason_pt,
            maybe(c.working),
            maybe(c.evidence_keys),
            *p.PROVENANCE,
        ],
        foreign_keys={"claim_id": "core.claim.claim_id"},
    ),
    table(
        "core.claim_verdict",
        Text("Verdicts on claims", "Veredictos sobre las afirmaciones", "Vereditos sobre as afirmações"),
        grain="one claim",
        key=["claim_id"],
        columns=[
            q.claim_id,
            q.verdict,
            c.test_count,
            c.reproduced_count,
            c.within_count,
            c.contradicted_count,
        ],
        foreign_keys={"claim_id": "core.claim.claim_id"},
    ),
]
