"""Contracts of claims, assessments, participation, follow-up and linkage."""

from sscmon.columns import provenance as p
from sscmon.columns import quality as q
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.contracts import maybe, table
from sscmon.contracts.keys import ACTIVITY, DOCUMENT
from sscmon.text import Text

CONTRACTS = [
    table(
        "core.assessment",
        Text("Assessments", "Evaluaciones", "Avaliações"),
        grain="one assessment of one activity, instrument or provider-year",
        key=["assessment_id"],
        columns=[
            q.assessment_id,
            maybe(w.activity_id),
            maybe(o.party_id),
            maybe(q.assessed_object),
            maybe(w.year),
            maybe(q.rubric_version),
            maybe(q.rater_group),
            maybe(q.assessment_stage),
            maybe(q.assessment_date),
            maybe(q.dimension_text),
            maybe(q.finding),
            maybe(q.summary),
            q.has_consent,
            maybe(p.document_id),
            maybe(p.confidence),
            maybe(p.note),
            *p.PROVENANCE,
        ],
        foreign_keys={**ACTIVITY, **DOCUMENT, "party_id": "reference.party.party_id"},
    ),
    table(
        "core.assessment_score",
        Text("Scores of assessments", "Puntajes de evaluaciones", "Pontuações de avaliações"),
        grain="one dimension of one assessment",
        key=["assessment_id", "dimension"],
        columns=[
            q.assessment_id,
            q.dimension,
            q.rubric_level,
            maybe(q.evidence_id),
            maybe(p.note),
            *p.PROVENANCE,
        ],
        foreign_keys={
            "assessment_id": "core.assessment.assessment_id",
            "evidence_id": "core.evidence.evidence_id",
        },
    ),
    table(
        "core.evidence",
        Text(
            "Evidence for scores and reports",
            "Evidencia de puntajes e informes",
            "Evidência de pontuações e relatórios",
        ),
        grain="one piece of evidence",
        key=["evidence_id"],
        columns=[
            q.evidence_id,
            maybe(w.activity_id),
            maybe(p.document_id),
            maybe(p.quote_locator),
            maybe(p.url),
            *p.PROVENANCE,
        ],
        foreign_keys={**ACTIVITY, **DOCUMENT},
    ),
    table(
        "core.consultation",
        Text(
            "Consultations with affected peoples",
            "Consultas con pueblos afectados",
            "Consultas com povos afetados",
        ),
        grain="one consultation on one activity",
        key=["consultation_id"],
        columns=[
            q.consultation_id,
            w.activity_id,
            maybe(q.consultation_date),
            q.consultation_stage,
            q.consulted_group,
            maybe(q.is_binding),
            maybe(q.is_fpic),
            maybe(p.document_id),
            *p.PROVENANCE,
        ],
        foreign_keys={**ACTIVITY, **DOCUMENT},
    ),
    table(
        "core.followup",
        Text("Follow-up after completion", "Seguimiento tras la conclusión", "Acompanhamento após a conclusão"),
        grain="one follow-up of one activity by one side",
        key=["followup_id"],
        columns=[
            q.followup_id,
            w.activity_id,
            q.followup_date,
            q.reporting_side,
            maybe(q.is_still_working),
            maybe(p.note),
            maybe(p.document_id),
            *p.PROVENANCE,
        ],
        foreign_keys={**ACTIVITY, **DOCUMENT},
    ),
    table(
        "core.dialogue_space",
        Text("Spaces of dialogue", "Espacios de diálogo", "Espaços de diálogo"),
        grain="one space of dialogue",
        key=["space_id"],
        columns=[
            q.space_id,
            q.space_name,
            o.party_id,
            maybe(q.formal_standing),
            maybe(q.assessed_influence),
            maybe(p.document_id),
            *p.PROVENANCE,
        ],
        foreign_keys={"party_id": "reference.party.party_id", **DOCUMENT},
    ),
    table(
        "core.link_cluster",
        Text(
            "Records of one real thing in several sources",
            "Registros de una misma cosa en varias fuentes",
            "Registros da mesma coisa em várias fontes",
        ),
        grain="one record in one cluster",
        key=["cluster_id", "record_id"],
        columns=[q.cluster_id, q.record_id, q.match_probability, q.link_rule, q.is_chosen, *p.PROVENANCE],
    ),
]
