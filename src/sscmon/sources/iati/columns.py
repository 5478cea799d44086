"""Columns that only the IATI tables have; shared ones come from `sscmon.columns`."""

from sscmon.columns.base import exact, flag, integer, renamed, text
from sscmon.rules import Check, pattern

LARGEST_VALUE = 9 * 10**14


def code(name: str, en: str, es: str, pt: str, checks=()):
    """A code of one of IATI's own lists, as published."""
    return text(name, f"{en} (IATI code)", f"{es} (código de IATI)", f"{pt} (código da IATI)", checks=checks)


def day_text(name: str, en: str, es: str, pt: str):
    """A date as written; it may be empty or impossible."""
    return text(name, f"{en}, as written", f"{es}, como se escribió", f"{pt}, como escrito")


activity_key = text(
    "activity_key",
    "Activity by its place: file and position",
    "Actividad por su lugar: archivo y posición",
    "Atividade pelo seu lugar: arquivo e posição",
)
transaction_key = text(
    "transaction_key",
    "Transaction by its place in the activity",
    "Transacción por su lugar en la actividad",
    "Transação pelo seu lugar na atividade",
)
file_name = text("file_name", "File of the snapshot", "Archivo de la copia", "Arquivo da cópia")
iati_version_text = text(
    "iati_version_text",
    "Version of the IATI Standard the file declares",
    "Versión del Estándar IATI que declara el archivo",
    "Versão do Padrão IATI que o arquivo declara",
)
generated_text = day_text("generated_text", "Time the file was made", "Hora de creación del archivo", "Hora da criação")
activity_count = integer(
    "activity_count",
    "Activities in the file, broken ones included",
    "Actividades del archivo, incluidas las dañadas",
    "Atividades no arquivo, incluídas as danificadas",
    unit="activities",
)
publisher_name = text(
    "publisher_name",
    "Short name of the publisher in the registry",
    "Nombre corto del publicador en el registro",
    "Nome curto do publicador no registro",
)
licence_id = text("licence_id", "Licence of the dataset", "Licencia del conjunto de datos", "Licença dos dados")

iati_identifier = text(
    "iati_identifier",
    "Identifier of the activity in IATI",
    "Identificador de la actividad en IATI",
    "Identificador da atividade na IATI",
)
related_identifier = renamed(iati_identifier, "related_identifier")
is_secondary_reporter = flag(
    "is_secondary_reporter",
    "The publisher reports for others and says so",
    "El publicador informa por otros y lo declara",
    "O publicador informa por outros e o declara",
)
objectives_text = text(
    "objectives_text",
    "Objectives in their original language",
    "Objetivos en su idioma original",
    "Objetivos no idioma original",
)
narrative_language = text("language", "Language of the texts", "Idioma de los textos", "Idioma dos textos")
hierarchy_text = text(
    "hierarchy_text",
    "Level in the publisher's hierarchy",
    "Nivel en la jerarquía del publicador",
    "Nível na hierarquia do publicador",
)
last_updated_text = day_text("last_updated_text", "Last change", "Último cambio", "Última mudança")
activity_status_code = code("activity_status_code", "Status", "Estado", "Situação")
start_planned_text = day_text("start_planned_text", "Planned start", "Inicio previsto", "Início previsto")
start_actual_text = day_text("start_actual_text", "Actual start", "Inicio real", "Início real")
end_planned_text = day_text("end_planned_text", "Planned end", "Fin previsto", "Fim previsto")
end_actual_text = day_text("end_actual_text", "Actual end", "Fin real", "Fim real")
activity_scope_code = code("activity_scope_code", "Geographic scope", "Alcance geográfico", "Alcance geográfico")
collaboration_type_code = code(
    "collaboration_type_code", "Type of collaboration", "Tipo de colaboración", "Tipo de colaboração"
)
flow_type_code = code("flow_type_code", "Type of flow", "Tipo de flujo", "Tipo de fluxo")
finance_type_code = code("finance_type_code", "Type of finance", "Tipo de financiamiento", "Tipo de financiamento")
aid_type_code = code("aid_type_code", "Type of aid", "Tipo de ayuda", "Tipo de ajuda")
tied_status_code = code("tied_status_code", "Tied status", "Condición de ligadura", "Situação de vinculação")
DEFAULTS = [
    renamed(column, f"default_{column.name}")
    for column in (flow_type_code, finance_type_code, aid_type_code, tied_status_code)
]
default_currency_text = text("default_currency_text", "Default currency", "Moneda por omisión", "Moeda padrão")
is_humanitarian = flag(
    "is_humanitarian", "Marked as humanitarian", "Marcada como humanitaria", "Marcada como humanitária"
)
has_conditions = flag("has_conditions", "Conditions are attached", "Tiene condiciones", "Tem condições")

org_name = text("org_name", "Name of the organisation as written", "Nombre como se escribió", "Nome como escrito")
org_ref = text(
    "org_ref",
    "Identifier of the organisation as written",
    "Identificador de la organización como se escribió",
    "Identificador da organização como escrito",
)
org_type_code = code("org_type_code", "Type of organisation", "Tipo de organización", "Tipo de organização")


def organisation(role: str) -> list:
    """Reference, name and type of an organisation in one role."""
    return [renamed(column, f"{role}_{column.name}") for column in (org_ref, org_name, org_type_code)]


transaction_ref = text(
    "transaction_ref",
    "Publisher's reference of the transaction",
    "Referencia de la transacción",
    "Referência da transação",
)
transaction_type_code = code(
    "transaction_type_code",
    "Type of transaction",
    "Tipo de transacción",
    "Tipo de transação",
    [Check.isin([str(number) for number in range(1, 14)])],
)
stated_value = exact(
    "stated_value",
    "Amount as printed; a negative one takes an earlier one back",
    "Monto como se imprimió; uno negativo revierte otro anterior",
    "Montante como impresso; um negativo reverte outro anterior",
    unit="currency_code",
    checks=[Check.in_range(-LARGEST_VALUE, LARGEST_VALUE)],
)
value_date_text = day_text("value_date_text", "Date of the exchange rate", "Fecha del cambio", "Data do câmbio")
transaction_description = text("transaction_description", "Description of the transaction", "Descripción", "Descrição")
provider_activity_identifier = renamed(iati_identifier, "provider_activity_identifier")
receiver_activity_identifier = renamed(iati_identifier, "receiver_activity_identifier")
org_activity_identifier = renamed(iati_identifier, "org_activity_identifier")
dimension_name = text("dimension_name", "Dimension of the part", "Dimensión de la parte", "Dimensão da parte")
dimension_value = text("dimension_value", "Part of the dimension", "Parte de la dimensión", "Parte da dimensão")
interest_text = text(
    "interest_text", "Interest rate, percent", "Tasa de interés, por ciento", "Taxa de juros, por cento"
)
second_interest_text = text(
    "second_interest_text",
    "Second interest rate, percent",
    "Segunda tasa de interés, por ciento",
    "Segunda taxa de juros, por cento",
)
repayment_type_code = code("repayment_type_code", "How it is repaid", "Cómo se paga", "Como se paga")
repayment_frequency_code = code(
    "repayment_frequency_code", "How often it is repaid", "Cada cuánto se paga", "Com que frequência se paga"
)
commitment_date_text = day_text(
    "commitment_date_text", "Day of the commitment", "Día del compromiso", "Dia do compromisso"
)
first_repayment_text = day_text("first_repayment_text", "First repayment", "Primer pago", "Primeiro pagamento")
last_repayment_text = day_text("last_repayment_text", "Last repayment", "Último pago", "Último pagamento")
humanitarian_scope_code = code(
    "humanitarian_scope_code", "Emergency or appeal", "Emergencia o llamamiento", "Emergência ou apelo"
)
disbursement_channel_code = code(
    "disbursement_channel_code", "Channel of disbursement", "Canal de desembolso", "Canal de desembolso"
)
participation_role_code = code(
    "participation_role_code",
    "Role in the activity",
    "Papel en la actividad",
    "Papel na atividade",
    [Check.isin(["1", "2", "3", "4"])],
)
crs_channel_code = code("crs_channel_code", "Channel of delivery (CRS)", "Canal (CRS)", "Canal (CRS)")

vocabulary_code = code("vocabulary_code", "Vocabulary", "Vocabulario", "Vocabulário")
vocabulary_uri = text(
    "vocabulary_uri", "Address of the vocabulary", "Dirección del vocabulario", "Endereço do vocabulário"
)
published_code = text("code", "Code in the vocabulary", "Código en el vocabulario", "Código no vocabulário")
code_name = text("code_name", "Name given with the code", "Nombre dado con el código", "Nome dado com o código")
percentage_pct = exact(
    "percentage_pct",
    "Share of the activity or transaction",
    "Parte de la actividad o transacción",
    "Parte da atividade ou transação",
    unit="percent",
    checks=[Check.in_range(0, 100)],
)
recipient_type = text(
    "recipient_type", "Country or region", "País o región", "País ou região", checks=[pattern("country|region")]
)
tag_element = text(
    "tag_element",
    "Tag or policy marker",
    "Etiqueta o marcador de política",
    "Etiqueta ou marcador de política",
    checks=[pattern("tag|policy-marker")],
)
significance_code = code("significance_code", "Significance", "Importancia", "Importância")

location_ref = text("location_ref", "Publisher's reference", "Referencia del publicador", "Referência do publicador")
gazetteer_code = code("gazetteer_code", "Gazetteer", "Nomenclátor", "Gazetteer")
location_code = text("location_code", "Code in the gazetteer", "Código en el nomenclátor", "Código no gazetteer")
administrative_vocabulary_code = code(
    "administrative_vocabulary_code", "Vocabulary of the area", "Vocabulario del área", "Vocabulário da área"
)
administrative_code = text("administrative_code", "Administrative area", "Área administrativa", "Área administrativa")
administrative_level = text(
    "administrative_level", "Administrative level as written", "Nivel administrativo", "Nível administrativo"
)
point_text = text("point_text", "Latitude and longitude as written", "Latitud y longitud", "Latitude e longitude")
reach_code = code("reach_code", "Reach of the place", "Alcance del lugar", "Alcance do lugar")
exactness_code = code("exactness_code", "Exactness", "Exactitud", "Exatidão")
location_class_code = code("location_class_code", "Class of place", "Clase de lugar", "Classe de lugar")
feature_code = code("feature_code", "Feature", "Rasgo", "Feição")

condition_type_code = code("condition_type_code", "Type of condition", "Tipo de condición", "Tipo de condição")
condition_text = text("condition_text", "Condition", "Condición", "Condição")

result_type_code = code("result_type_code", "Type of result", "Tipo de resultado", "Tipo de resultado")
result_title = text("result_title", "Result", "Resultado", "Resultado")
is_aggregation_allowed = flag(
    "is_aggregation_allowed",
    "The publisher says the result may be summed",
    "El publicador dice que el resultado se puede sumar",
    "O publicador diz que o resultado pode ser somado",
)
indicator_measure_code = code("indicator_measure_code", "Measure", "Medida", "Medida")
indicator_title = text("indicator_title", "Indicator", "Indicador", "Indicador")
indicator_uri = text("indicator_uri", "Address of the indicator's list", "Dirección de la lista", "Endereço da lista")
indicator_code = text("indicator_code", "Code of the indicator", "Código del indicador", "Código do indicador")
baseline_year_text = text(
    "baseline_year_text", "Year of the baseline", "Año de la línea de base", "Ano da linha de base"
)
baseline_value_text = text("baseline_value_text", "Baseline as written", "Línea de base", "Linha de base")
period_start_text = day_text("period_start_text", "Start of the period", "Inicio del periodo", "Início do período")
period_end_text = day_text("period_end_text", "End of the period", "Fin del periodo", "Fim do período")
target_value_text = text("target_value_text", "Target as written", "Meta como se escribió", "Meta como escrita")
actual_value_text = text(
    "actual_value_text", "Value reached, as written", "Valor logrado, como se escribió", "Valor atingido, como escrito"
)
disaggregation_count = integer(
    "disaggregation_count",
    "Values by dimension that stand beside the total",
    "Valores por dimensión junto al total",
    "Valores por dimensão ao lado do total",
    unit="values",
)

related_type_code = code("related_type_code", "Type of relation", "Tipo de relación", "Tipo de relação")
other_identifier_type_code = code(
    "other_identifier_type_code", "Type of identifier", "Tipo de identificador", "Tipo de identificador"
)
budget_element = text(
    "budget_element",
    "Budget or planned disbursement",
    "Presupuesto o desembolso previsto",
    "Orçamento ou desembolso previsto",
    checks=[pattern("budget|planned-disbursement")],
)
budget_type_code = code("budget_type_code", "Original or revised", "Original o revisado", "Original ou revisado")
budget_status_code = code(
    "budget_status_code", "Indicative or committed", "Indicativo o comprometido", "Indicativo ou comprometido"
)
