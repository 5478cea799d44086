"""Columns of what is given: activities, kinds, stages, periods, tags."""

from sscmon.columns.base import date, flag, integer, number, renamed, text
from sscmon.rules import Check, pattern

YEARS = Check.in_range(1900, 2100)
PARTIAL_DATE = pattern(r"\d{4}(-\d{2}(-\d{2})?)?")

year = integer("year", "Calendar year", "Año", "Ano", unit="year", checks=[YEARS])
period_start_year = integer(
    "period_start_year",
    "First year the figure covers (a fiscal year counts as the year it begins in)",
    "Primer año que cubre la cifra (el año fiscal cuenta como el año en que empieza)",
    "Primeiro ano coberto pelo número (o ano fiscal conta como o ano em que começa)",
    unit="year",
    checks=[YEARS],
)
period_end_year = integer(
    "period_end_year",
    "Last year the figure covers",
    "Último año que cubre la cifra",
    "Último ano coberto pelo número",
    unit="year",
    checks=[YEARS],
)
period_text = text(
    "period_text",
    "Period as the source writes it: year, year-month, or start/end",
    "Periodo como lo escribe la fuente: año, año-mes o inicio/fin",
    "Período como a fonte escreve: ano, ano-mês ou início/fim",
)
as_of_text = text(
    "as_of_text",
    "Date the figure was stated for, as far as known",
    "Fecha a la que se refiere la cifra, hasta donde se conoce",
    "Data a que se refere o número, até onde se conhece",
)
as_of_date = date(
    "as_of_date",
    "Date the figure was stated for (first day of the known month or year)",
    "Fecha a la que se refiere la cifra (primer día del mes o año conocido)",
    "Data a que se refere o número (primeiro dia do mês ou ano conhecido)",
)
is_part_year = flag(
    "is_part_year",
    "The figure covers only a part of its year (a half, some months)",
    "La cifra cubre solo una parte del año (un semestre, unos meses)",
    "O número cobre só uma parte do ano (um semestre, alguns meses)",
)

activity_id = text("activity_id", "Activity", "Actividad", "Atividade")
activity_title = text("activity_title", "Title of the activity", "Título de la actividad", "Título da atividade")
activity_description = text(
    "activity_description",
    "Description of the activity in its original language",
    "Descripción de la actividad en su idioma original",
    "Descrição da atividade no idioma original",
)
initiative_class = text(
    "initiative_class",
    "Programme, project or action",
    "Programa, proyecto o acción",
    "Programa, projeto ou ação",
    codes="initiative_class",
)
modality = text(
    "modality",
    "Modality of cooperation",
    "Modalidad de cooperación",
    "Modalidade de cooperação",
    codes="modality",
)
kind = text("kind", "Kind of contribution", "Tipo de contribución", "Tipo de contribuição", codes="kind")
kind_detail = text(
    "kind_detail",
    "Detail of the kind of contribution",
    "Detalle del tipo de contribución",
    "Detalhe do tipo de contribuição",
    codes="kind_detail",
)
status = text("status", "Status of the activity", "Estado de la actividad", "Situação da atividade", codes="status")
approval_date = date("approval_date", "Date of approval", "Fecha de aprobación", "Data de aprovação")
start_date = date("start_date", "Start", "Inicio", "Início")
end_date = date("end_date", "End", "Fin", "Fim")
request_origin = text("request_origin", "Who asked for it", "Quién lo pidió", "Quem o pediu", codes="request_origin")
request_date = date("request_date", "Date of the request", "Fecha de la solicitud", "Data do pedido")
objective_orientation = text(
    "objective_orientation",
    "Orientation of the objectives: structural, humanist-governance, traditional",
    "Orientación de los objetivos: estructural, humanista y de gobernanza, tradicional",
    "Orientação dos objetivos: estrutural, humanista e de governança, tradicional",
    codes="objective_orientation",
)
ssc_group = text(
    "ssc_group",
    "Group of the southern framework: A financial, B monetised, C counted but not monetised",
    "Grupo del marco del Sur: A financiero, B monetizado, C contado sin monetizar",
    "Grupo do marco do Sul: A financeiro, B monetizado, C contado sem monetizar",
    codes="ssc_group",
)
ssc_eligibility = text(
    "ssc_eligibility",
    "Whether the row is cooperation, context beside it, excluded or not determined",
    "Si la fila es cooperación, contexto, excluida o no determinada",
    "Se a linha é cooperação, contexto, excluída ou não determinada",
    codes="ssc_eligibility",
)
framework_of_collaboration = text(
    "framework_of_collaboration",
    "Framework of collaboration (TOSSD)",
    "Marco de colaboración (TOSSD)",
    "Marco de colaboração (TOSSD)",
    codes="framework_of_collaboration",
)
modality_tossd = text(
    "modality_tossd", "Modality (TOSSD)", "Modalidad (TOSSD)", "Modalidade (TOSSD)", codes="modality_tossd"
)
finance_type = text(
    "finance_type", "Type of finance", "Tipo de financiamiento", "Tipo de financiamento", codes="finance_type"
)
flow_type = text("flow_type", "Type of flow", "Tipo de flujo", "Tipo de fluxo", codes="flow_type")
flow_stage = text(
    "flow_stage",
    "Stage of the money: pledge, commitment, disbursement ...",
    "Etapa del dinero: promesa, compromiso, desembolso ...",
    "Etapa do dinheiro: promessa, compromisso, desembolso ...",
    codes="flow_stage",
)
tied_status = text(
    "tied_status",
    "Whether purchases are tied to the provider",
    "Si las compras están atadas al oferente",
    "Se as compras são vinculadas ao prestador",
    codes="tied_status",
)
compensation = text(
    "compensation",
    "Whether the contribution is paid back, and how",
    "Si la contribución se compensa, y cómo",
    "Se a contribuição é compensada, e como",
    codes="compensation",
)
is_adverse = flag(
    "is_adverse", "Adverse impact documented", "Impacto adverso documentado", "Impacto adverso documentado"
)
counterpart_activity_id = renamed(activity_id, "counterpart_activity_id")
instrument_id = text(
    "instrument_id",
    "Instrument: treaty, fund, bank, clearing system, joint enterprise",
    "Instrumento: tratado, fondo, banco, sistema de compensación, empresa conjunta",
    "Instrumento: tratado, fundo, banco, sistema de compensação, empresa conjunta",
)
instrument_type = text("instrument_type", "Type of instrument", "Tipo de instrumento", "Tipo de instrumento")
voting_rule = text("voting_rule", "Voting rule", "Regla de voto", "Regra de voto")
identifier_scheme = text(
    "identifier_scheme", "Scheme of the identifier", "Esquema del identificador", "Esquema do identificador"
)
identifier_value = text("identifier_value", "Identifier", "Identificador", "Identificador")
vocabulary = text("vocabulary", "Vocabulary of the code", "Vocabulario del código", "Vocabulário do código")
tag_code = text("tag_code", "Code in the vocabulary", "Código en el vocabulario", "Código no vocabulário")
sector_code = text(
    "sector_code",
    "Sector (three digits, CRS)",
    "Sector (tres dígitos, CRS)",
    "Setor (três dígitos, CRS)",
    codes="sector_crs3",
)
weight_share = number(
    "weight_share",
    "Weight of the code within the activity and vocabulary; weights sum to 1",
    "Peso del código en la actividad y el vocabulario; los pesos suman 1",
    "Peso do código na atividade e no vocabulário; os pesos somam 1",
    unit="share",
    checks=[Check.in_range(0, 1)],
)
tag_basis = text(
    "tag_basis",
    "How the tag was given: declared, assigned or by a model",
    "Cómo se dio la etiqueta: declarada, asignada o por un modelo",
    "Como a etiqueta foi dada: declarada, atribuída ou por um modelo",
    checks=[Check.isin(["declared", "assigned", "model"])],
)
location_name = text("location_name", "Place", "Lugar", "Lugar")
location_code = text("location_code", "Code of the place", "Código del lugar", "Código do lugar")
admin_level = integer(
    "admin_level",
    "Administrative level: 0 country, 1 first level, 2 second level",
    "Nivel administrativo: 0 país, 1 primer nivel, 2 segundo nivel",
    "Nível administrativo: 0 país, 1 primeiro nível, 2 segundo nível",
    unit="1",
    checks=[Check.in_range(0, 5)],
)
