"""Columns of the form on assessments, consultations, visits, claims and what the sides say."""

from sscmon.columns import amount as a
from sscmon.columns import claims as c
from sscmon.columns import process as s
from sscmon.columns import quality as q
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.columns.base import text
from sscmon.sources.submission.columns import (
    REFERENCE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    headed,
    party_column,
    reference,
)
from sscmon.text import Text

rater_group = headed(q.rater_group, "Rater group", "Grupo evaluador", "Grupo avaliador")
assessment_stage = headed(
    text(
        "assessment_stage",
        "Moment of the assessment",
        "Momento de la evaluación",
        "Momento da avaliação",
        codes="assessment_stage",
    ),
    "Moment",
    "Momento",
    "Momento da avaliação",
)
assessment_date = headed(q.assessment_date, "Assessment date", "Fecha de la evaluación", "Data da avaliação")
has_consent = headed(q.has_consent, "Consent to publish", "Consentimiento", "Consentimento")
dimension = headed(q.dimension, "Dimension", "Dimensión", "Dimensão")
rubric_level = headed(q.rubric_level, "Level", "Nivel", "Nível")
reason = headed(
    text(
        "score_reason",
        "Why this level; required where the dimension is not applicable",
        "Por qué este nivel; se requiere si la dimensión no aplica",
        "Por que este nível; é necessário se a dimensão não se aplica",
    ),
    "Reason",
    "Razón",
    "Razão",
    longest=TEXT_LENGTH,
)

consultation_reference = reference(
    "consultation_reference",
    Text("Your own number of the consultation", "Su propio número de la consulta", "Seu próprio número da consulta"),
    "Consultation reference",
    "Referencia de la consulta",
    "Referência da consulta",
)
consultation_date = headed(q.consultation_date, "Consultation date", "Fecha de la consulta", "Data da consulta")
consultation_stage = headed(
    text(
        "consultation_stage",
        "Stage of the activity at the consultation",
        "Etapa de la actividad en la consulta",
        "Etapa da atividade na consulta",
        codes="consultation_stage",
    ),
    "Stage of the activity",
    "Etapa de la actividad",
    "Etapa da atividade",
)
consulted_group = headed(q.consulted_group, "Group consulted", "Grupo consultado", "Grupo que foi consultado")
is_binding = headed(q.is_binding, "Binding", "Vinculante", "Vinculante para as partes")
is_fpic = headed(
    q.is_fpic,
    "Free, prior, informed consent",
    "Consentimiento libre, previo e informado",
    "Consentimento livre, prévio e informado",
)

followup_reference = reference(
    "followup_reference",
    Text("Your own number of the visit", "Su propio número de la visita", "Seu próprio número da visita"),
    "Visit reference",
    "Referencia de la visita",
    "Referência da visita",
)
followup_date = headed(q.followup_date, "Visit date", "Fecha de la visita", "Data da visita")
is_still_working = headed(q.is_still_working, "Still works", "Sigue funcionando", "Ainda funciona")

award_reference = reference(
    "award_reference",
    Text("Your own number of the award", "Su propio número de la asignación", "Seu próprio número da concessão"),
    "Award reference",
    "Referencia de la asignación",
    "Referência da concessão",
)
fund_name = headed(
    text("fund_name", "Name of the fund", "Nombre del fondo", "Nome do fundo"),
    "Fund",
    "Fondo",
    "Fundo",
    longest=TITLE_LENGTH,
)
fund_purpose = headed(a.fund_purpose, "Purpose", "Propósito", "Finalidade")

claim_reference = reference(
    "claim_reference",
    Text("Your own number of the claim", "Su propio número de la afirmación", "Seu próprio número da afirmação"),
    "Claim reference",
    "Referencia de la afirmación",
    "Referência da afirmação",
)
claim_subject = headed(q.claim_subject, "Subject", "De qué trata", "De que trata", longest=TITLE_LENGTH)
claim_measure = headed(q.claim_measure, "What is measured", "Qué mide", "O que mede", longest=TITLE_LENGTH)
claimed_value = headed(q.claimed_value, "Value claimed", "Valor afirmado", "Valor que se afirma")
claim_unit = headed(q.claim_unit, "Unit of the claim", "Unidad del valor", "Unidade do valor", longest=REFERENCE_LENGTH)
direction_from_id = party_column(c.direction_from_id, "Who gives", "Quién da", "Quem dá")
direction_to_id = party_column(c.direction_to_id, "Who receives", "Quién recibe", "Quem recebe")
period_text = headed(w.period_text, "Period", "Periodo", "Período", longest=REFERENCE_LENGTH)

condition_type = headed(s.condition_type, "Type of condition", "Tipo de condición", "Tipo de condição")
is_attached = headed(s.is_attached, "It is attached", "Está puesta", "Está posta")
process_question = headed(s.process_question, "Question", "Pregunta", "Pergunta")
is_affirmed = headed(s.is_affirmed, "Answer", "Respuesta", "Resposta")
report_reference = reference(
    "report_reference",
    Text("Your own number of the report", "Su propio número del informe", "Seu próprio número do informe"),
    "Report reference",
    "Referencia del informe",
    "Referência do informe",
)
report_date = headed(s.report_date, "Report date", "Fecha del informe", "Data do informe")
objection_reference = reference(
    "objection_reference",
    Text("Your own number of the objection", "Su propio número de la objeción", "Seu próprio número da objeção"),
    "Objection reference",
    "Referencia de la objeción",
    "Referência da objeção",
)
objection_date = headed(s.objection_date, "Objection date", "Fecha de la objeción", "Data da objeção")
space_reference = reference(
    "space_reference",
    Text("Your own short name of the space", "Su propio nombre corto del espacio", "Seu próprio nome curto do espaço"),
    "Space reference",
    "Referencia del espacio",
    "Referência do espaço",
)
space_name = headed(q.space_name, "Name of the space", "Nombre del espacio", "Nome do espaço", longest=TITLE_LENGTH)
space_party_id = party_column(o.party_id, "Who convenes it", "Quién lo convoca", "Quem o convoca")
meetings_held_count = headed(s.meetings_held_count, "Meetings held", "Reuniones celebradas", "Reuniões realizadas")
meetings_due_count = headed(s.meetings_due_count, "Meetings due", "Reuniones debidas", "Reuniões devidas")
member_group_count = headed(s.member_group_count, "Actor groups", "Grupos de actores", "Grupos de atores")
