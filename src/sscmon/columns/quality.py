"""Columns of claims, assessments, participation and follow-up."""

from sscmon.columns.base import date, exact, flag, number, text
from sscmon.rules import Check

claim_id = text(
    "claim_id",
    "Claim: a figure asserted in a document",
    "Afirmación: cifra que un documento sostiene",
    "Afirmação: número que um documento sustenta",
)
claim_subject = text(
    "claim_subject",
    "Who or what the claim is about",
    "De quién o de qué trata la afirmación",
    "De quem ou do que trata a afirmação",
)
claim_measure = text(
    "claim_measure",
    "What the claim measures, in words",
    "Qué mide la afirmación, en palabras",
    "O que a afirmação mede, em palavras",
)
claimed_value = exact("claimed_value", "Value claimed", "Valor afirmado", "Valor afirmado", unit="claim_unit")
claim_unit = text("claim_unit", "Unit of the claim", "Unidad de la afirmación", "Unidade da afirmação")
computed_value = number(
    "computed_value",
    "Value computed again",
    "Valor vuelto a calcular",
    "Valor recalculado",
    unit="claim_unit",
)
claim_method = text(
    "claim_method", "How the claim was computed again", "Cómo se volvió a calcular", "Como se recalculou"
)
verdict = text(
    "verdict",
    "Verdict on the claim",
    "Veredicto sobre la afirmación",
    "Veredito sobre a afirmação",
    codes="verdict",
)
reason = text("reason", "Reason, in words", "Razón, en palabras", "Razão, em palavras")

assessment_id = text("assessment_id", "Assessment", "Evaluación", "Avaliação")
assessed_object = text("assessed_object", "What was assessed", "Qué se evaluó", "O que foi avaliado")
dimension_text = text(
    "dimension_text",
    "Aspect assessed, in words",
    "Aspecto evaluado, en palabras",
    "Aspecto avaliado, em palavras",
)
finding = text("finding", "Finding, in a word", "Hallazgo, en una palabra", "Achado, em uma palavra")
summary = text("summary", "Finding, in a sentence", "Hallazgo, en una frase", "Achado, em uma frase")
rubric_version = text("rubric_version", "Version of the rubric", "Versión de la rúbrica", "Versão da rubrica")
rater_group = text(
    "rater_group", "Group of the rater", "Grupo de quien evalúa", "Grupo de quem avalia", codes="rater_group"
)
assessment_stage = text(
    "assessment_stage",
    "Moment of the assessment",
    "Momento de la evaluación",
    "Momento da avaliação",
    checks=[Check.isin(["ex_ante", "mid", "ex_post", "followup"])],
)
assessment_date = date("assessment_date", "Date of the assessment", "Fecha de la evaluación", "Data da avaliação")
has_consent = flag("has_consent", "Consent to publish", "Consentimiento para publicar", "Consentimento para publicar")
dimension = text(
    "dimension",
    "Dimension of quality (D1 to D10)",
    "Dimensión de calidad (D1 a D10)",
    "Dimensão de qualidade (D1 a D10)",
    codes="assessment_dimension",
)
rubric_level = text(
    "rubric_level",
    "Level on the rubric: 0 to 4, NA not applicable, ND no data",
    "Nivel en la rúbrica: 0 a 4, NA no aplica, ND sin datos",
    "Nível na rubrica: 0 a 4, NA não se aplica, ND sem dados",
    codes="rubric_level",
)

consultation_id = text("consultation_id", "Consultation", "Consulta", "Consulta")
consultation_date = date("consultation_date", "Date of the consultation", "Fecha de la consulta", "Data da consulta")
consulted_group = text(
    "consulted_group", "Group consulted", "Grupo consultado", "Grupo consultado", codes="rater_group"
)
consultation_stage = text(
    "consultation_stage",
    "Stage of the activity at the consultation",
    "Etapa de la actividad en la consulta",
    "Etapa da atividade na consulta",
    checks=[Check.isin(["design", "approval", "implementation", "closing"])],
)
is_binding = flag(
    "is_binding",
    "The result binds the parties",
    "El resultado obliga a las partes",
    "O resultado obriga as partes",
)
is_fpic = flag(
    "is_fpic",
    "Free, prior and informed consent was sought",
    "Se buscó el consentimiento libre, previo e informado",
    "Buscou-se o consentimento livre, prévio e informado",
)
followup_id = text(
    "followup_id",
    "Follow-up after completion",
    "Seguimiento tras la conclusión",
    "Acompanhamento após a conclusão",
)
followup_date = date("followup_date", "Date of the follow-up", "Fecha del seguimiento", "Data do acompanhamento")
reporting_side = text(
    "reporting_side", "Side that reports", "Lado que informa", "Lado que informa", codes="rater_group"
)
is_still_working = flag(
    "is_still_working",
    "What was built or taught still works",
    "Lo construido o enseñado sigue funcionando",
    "O que foi construído ou ensinado ainda funciona",
)
evidence_id = text(
    "evidence_id",
    "Evidence for a score or a fact",
    "Evidencia de un puntaje o un dato",
    "Evidência de uma pontuação ou dado",
)
space_id = text("space_id", "Space of dialogue", "Espacio de diálogo", "Espaço de diálogo")
space_name = text(
    "space_name",
    "Name of the space of dialogue",
    "Nombre del espacio de diálogo",
    "Nome do espaço de diálogo",
)
formal_standing = text(
    "formal_standing",
    "Standing the space has on paper",
    "Rango que el espacio tiene en el papel",
    "Posição que o espaço tem no papel",
)
assessed_influence = text(
    "assessed_influence",
    "Influence it is judged to have",
    "Influencia que se le atribuye",
    "Influência que lhe é atribuída",
)
cluster_id = text(
    "cluster_id",
    "Cluster of records of one real thing",
    "Grupo de registros de una misma cosa",
    "Grupo de registros da mesma coisa",
)
record_id = text("record_id", "Record in the cluster", "Registro del grupo", "Registro do grupo")
match_probability = number(
    "match_probability",
    "Probability that the records are one",
    "Probabilidad de que los registros sean uno",
    "Probabilidade de que os registros sejam um",
    unit="share",
    checks=[Check.in_range(0, 1)],
)
link_rule = text("link_rule", "Rule that linked them", "Regla que los unió", "Regra que os uniu")
is_chosen = flag("is_chosen", "The record that counts", "El registro que cuenta", "O registro que conta")
count_id = text("count_id", "Count of initiatives", "Conteo de iniciativas", "Contagem de iniciativas")
initiative_measure = text(
    "initiative_measure", "What was counted", "Qué se contó", "O que se contou", codes="initiative_measure"
)
