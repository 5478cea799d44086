"""Columns of how cooperation is run: process, agreement of raters, SDG 17.3.1, breaks of series."""

from sscmon.columns.amount import amount_usd_nominal, flow_id
from sscmon.columns.base import date, flag, integer, money, number, renamed, text
from sscmon.rules import Check

SHARE = Check.in_range(0, 1)
COUNT = Check.ge(0)

process_question = text(
    "process_question",
    "Question asked of each activity or figure",
    "Pregunta que se hace a cada actividad o cifra",
    "Pergunta que se faz a cada atividade ou número",
    codes="process_question",
)
answer = flag(
    "answer",
    "Yes or no; empty where nothing on record answers it",
    "Sí o no; vacío donde ningún registro lo responde",
    "Sim ou não; vazio onde nenhum registro responde",
)
is_affirmed = flag(
    "is_affirmed", "The side says yes (or no)", "El lado dice que sí (o no)", "O lado diz que sim (ou não)"
)
yes_count = integer(
    "yes_count", "Activities with yes", "Actividades con sí", "Atividades com sim", unit="activities", checks=[COUNT]
)
no_count = integer(
    "no_count", "Activities with no", "Actividades con no", "Atividades com não", unit="activities", checks=[COUNT]
)
unknown_count = integer(
    "unknown_count",
    "Activities without an answer",
    "Actividades sin respuesta",
    "Atividades sem resposta",
    unit="activities",
    checks=[COUNT],
)
answer_share = number(
    "answer_share",
    "Yes among the known answers",
    "Sí entre las respuestas conocidas",
    "Sim entre as respostas conhecidas",
    unit="share",
    checks=[SHARE],
)
answer_share_low = renamed(answer_share, "answer_share_low")
answer_share_high = renamed(answer_share, "answer_share_high")
known_share = number(
    "known_share",
    "Part of the whole that has an answer",
    "Parte del conjunto que tiene respuesta",
    "Parte do conjunto que tem resposta",
    unit="share",
    checks=[SHARE],
)
yes_share = number(
    "yes_share",
    "Part of the figure with yes",
    "Parte de la cifra con sí",
    "Parte do número com sim",
    unit="share",
    checks=[SHARE],
)
no_share = number(
    "no_share",
    "Part of the figure with no",
    "Parte de la cifra con no",
    "Parte do número com não",
    unit="share",
    checks=[SHARE],
)
yes_usd_nominal = number("yes_usd_nominal", "Amount with yes", "Monto con sí", "Montante com sim", unit="USD")
no_usd_nominal = number("no_usd_nominal", "Amount with no", "Monto con no", "Montante com não", unit="USD")
unknown_usd_nominal = number(
    "unknown_usd_nominal", "Amount without an answer", "Monto sin respuesta", "Montante sem resposta", unit="USD"
)
figure_count = integer("figure_count", "Figures", "Cifras", "Números", unit="rows", checks=[COUNT])

condition_type = text(
    "condition_type",
    "Type of the condition: 1 policy, 2 performance, 3 fiduciary, _X not known",
    "Tipo de condición: 1 política, 2 desempeño, 3 fiduciaria, _X desconocido",
    "Tipo de condição: 1 política, 2 desempenho, 3 fiduciária, _X desconhecido",
    codes="condition_type",
)
is_attached = flag(
    "is_attached",
    "The condition is attached; false states that it is not",
    "La condición está puesta; falso declara que no lo está",
    "A condição está posta; falso declara que não está",
)
report_id = text("report_id", "Report of one side", "Informe de un lado", "Informe de um lado")
report_date = date("report_date", "Date of the report", "Fecha del informe", "Data do informe")
reported_usd_nominal = money(
    "reported_usd_nominal",
    "Amount the side reports for the activity, in US dollars at current prices",
    "Monto que el lado informa de la actividad, en dólares corrientes",
    "Montante que o lado informa da atividade, em dólares correntes",
    unit="USD",
)
meeting_id = text(
    "meeting_id",
    "Meetings of a space in a year",
    "Reuniones de un espacio en un año",
    "Reuniões de um espaço em um ano",
)
meetings_held_count = integer(
    "meetings_held_count",
    "Meetings held",
    "Reuniones celebradas",
    "Reuniões realizadas",
    unit="meetings",
    checks=[COUNT],
)
meetings_due_count = integer(
    "meetings_due_count",
    "Meetings due by the rules of the space",
    "Reuniones debidas según las reglas del espacio",
    "Reuniões devidas segundo as regras do espaço",
    unit="meetings",
    checks=[COUNT],
)
member_group_count = integer(
    "member_group_count",
    "Actor groups with members in the space",
    "Grupos de actores con miembros en el espacio",
    "Grupos de atores com membros no espaço",
    unit="groups",
    checks=[COUNT],
)

object_id = text(
    "object_id",
    "What was rated: an activity, an instrument, or a provider's year",
    "Qué se evaluó: una actividad, un instrumento o el año de un oferente",
    "O que foi avaliado: uma atividade, um instrumento ou o ano de um prestador",
)
level = number(
    "level",
    "Level as counted, 0 to 4: a lone level 4 counts as 3",
    "Nivel contado, 0 a 4: un nivel 4 sin segundo grupo cuenta como 3",
    "Nível contado, 0 a 4: um nível 4 sem segundo grupo conta como 3",
    unit="level",
    checks=[Check.in_range(0, 4)],
)
rating_state = text(
    "rating_state",
    "Scored, not applicable (NA), no data (ND) or without evidence",
    "Con nivel, no aplica (NA), sin datos (ND) o sin evidencia",
    "Com nível, não se aplica (NA), sem dados (ND) ou sem evidência",
    checks=[Check.isin(["SCORED", "NA", "ND", "NO_EVIDENCE"])],
)
is_lone_four = flag(
    "is_lone_four",
    "A level 4 that no second rater group stands beside",
    "Un nivel 4 sin un segundo grupo evaluador",
    "Um nível 4 sem um segundo grupo avaliador",
)
cell_rater_group = text(
    "cell_rater_group",
    "Group of the raters, _T for the median of the groups",
    "Grupo de quienes evalúan, _T para la mediana de los grupos",
    "Grupo de quem avalia, _T para a mediana dos grupos",
)
level_median = renamed(level, "level_median")
level_quartile_1 = renamed(level, "level_quartile_1")
level_quartile_3 = renamed(level, "level_quartile_3")
rater_count = integer(
    "rater_count",
    "Raters with a level; empty where the cell is suppressed",
    "Evaluaciones con nivel; vacío donde la celda se suprime",
    "Avaliações com nível; vazio onde a célula é suprimida",
    unit="raters",
    checks=[COUNT],
)
group_count = integer(
    "group_count",
    "Rater groups with a level",
    "Grupos evaluadores con nivel",
    "Grupos avaliadores com nível",
    unit="groups",
    checks=[COUNT],
)
not_applicable_count = integer(
    "not_applicable_count", "Scores NA", "Puntajes NA", "Pontuações NA", unit="rows", checks=[COUNT]
)
no_data_count = integer(
    "no_data_count",
    "Scores ND, or without evidence",
    "Puntajes ND, o sin evidencia",
    "Pontuações ND, ou sem evidência",
    unit="rows",
    checks=[COUNT],
)
lone_four_count = integer(
    "lone_four_count",
    "Levels 4 counted as 3 for want of a second group",
    "Niveles 4 contados como 3 por falta de un segundo grupo",
    "Níveis 4 contados como 3 por falta de um segundo grupo",
    unit="rows",
    checks=[COUNT],
)
is_suppressed = flag(
    "is_suppressed",
    "Too few raters to be published",
    "Muy pocas evaluaciones para publicarse",
    "Avaliações de menos para publicar",
)
cell_dimension = text(
    "cell_dimension",
    "Dimension of quality, _T for all together",
    "Dimensión de calidad, _T para todas",
    "Dimensão de qualidade, _T para todas",
)
alpha = number(
    "alpha",
    "Krippendorff's alpha for ordinal levels; empty where all levels are equal",
    "Alfa de Krippendorff para niveles ordinales; vacío si todos son iguales",
    "Alfa de Krippendorff para níveis ordinais; vazio se todos são iguais",
    unit="alpha",
)
alpha_low = renamed(alpha, "alpha_low")
alpha_high = renamed(alpha, "alpha_high")
unit_count = integer(
    "unit_count",
    "Things rated at least twice",
    "Cosas evaluadas al menos dos veces",
    "Coisas avaliadas ao menos duas vezes",
    unit="units",
    checks=[COUNT],
)
expected_count = integer(
    "expected_count", "Things rated", "Cosas evaluadas", "Coisas avaliadas", unit="units", checks=[COUNT]
)

sdg_class = text("sdg_class", "Class of SDG 17.3.1", "Clase del ODS 17.3.1", "Classe do ODS 17.3.1", codes="sdg_class")
sdg_channel = text(
    "sdg_channel", "Channel of reporting", "Canal de declaración", "Canal de declaração", codes="sdg_channel"
)
sdg_exclusion = text(
    "sdg_exclusion",
    "Why the figure is not counted in SDG 17.3.1",
    "Por qué la cifra no cuenta en el ODS 17.3.1",
    "Por que o número não conta no ODS 17.3.1",
    codes="sdg_exclusion",
)
series_code = text(
    "series_code",
    "Series in the UN's SDG database",
    "Serie en la base de datos ODS de la ONU",
    "Série no banco de dados ODS da ONU",
)
sdg_preferred_flow_id = renamed(flow_id, "preferred_flow_id")
sdg_amount = renamed(amount_usd_nominal, "amount_usd_nominal")
sdg_amount_low = renamed(amount_usd_nominal, "amount_usd_nominal_low")
sdg_amount_high = renamed(amount_usd_nominal, "amount_usd_nominal_high")
is_counted_for_partner = flag(
    "is_counted_for_partner",
    "Counted in the row of its partner, and left out of the total only",
    "Cuenta en la fila de su socio, y falta solo en el total",
    "Conta na linha do seu parceiro, e falta só no total",
)
objection_id = text("objection_id", "Objection of a partner", "Objeción de un socio", "Objeção de um parceiro")
objection_date = date("objection_date", "Date of the objection", "Fecha de la objeción", "Data da objeção")

population_count = number("population_count", "Population", "Población", "População", unit="persons")
gni_per_head_usd = number(
    "gni_per_head_usd",
    "GNI per head at current prices and market exchange rates",
    "INB por habitante a precios y tipos de cambio corrientes",
    "RNB por habitante a preços e câmbio correntes",
    unit="USD",
)
is_ldc = flag(
    "is_ldc",
    "Least developed country on 1 July",
    "País menos adelantado al 1 de julio",
    "País menos desenvolvido em 1º de julho",
)
income_group = text(
    "income_group",
    "Income class on 1 July (World Bank)",
    "Clase de ingreso al 1 de julio (Banco Mundial)",
    "Classe de renda em 1º de julho (Banco Mundial)",
    checks=[Check.isin(["LIC", "LMIC", "UMIC", "HIC"])],
)
is_poorest_fifth = flag(
    "is_poorest_fifth",
    "Among the poorest fifth of the countries by GNI per head",
    "En el quinto más pobre de los países por INB por habitante",
    "No quinto mais pobre dos países por RNB por habitante",
)

money_count = integer(
    "money_count", "Figures in money", "Cifras en dinero", "Números em dinheiro", unit="rows", checks=[COUNT]
)
physical_count = integer(
    "physical_count", "Physical figures", "Cifras físicas", "Números físicos", unit="rows", checks=[COUNT]
)
activity_count = integer("activity_count", "Activities", "Actividades", "Atividades", unit="activities", checks=[COUNT])
edge_usd_nominal = number(
    "edge_usd_nominal",
    "Money delivered to the partner in this sector that does not overlap (widest set)",
    "Dinero entregado al socio en este sector sin superposición (conjunto más amplio)",
    "Dinheiro entregue ao parceiro neste setor sem sobreposição (conjunto mais amplo)",
    unit="USD",
)

break_id = text("break_id", "Break in a series", "Quiebre de una serie", "Quebra de uma série")
series_name = text(
    "series_name",
    "Indicator or source that breaks",
    "Indicador o fuente que se quiebra",
    "Indicador ou fonte que se quebra",
)
