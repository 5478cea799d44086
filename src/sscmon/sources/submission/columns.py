"""Columns of the form: the shared columns under short headers, and those that only a submission has."""

from dataclasses import replace

from sscmon.columns import amount as a
from sscmon.columns import process as s
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.columns.base import Column, date, exact, maybe, text
from sscmon.rules import Check, party, pattern
from sscmon.text import Text

REFERENCE_LENGTH, TITLE_LENGTH, TEXT_LENGTH = 100, 500, 10_000


def headed(column: Column, en: str, es: str, pt: str, *, longest: int = 0, checks=None) -> Column:
    """A column under a short header of its own; `longest` limits a text, `checks` replace the column's rules."""
    own = column.checks if checks is None else checks
    limit = [Check.str_length(most=longest)] if longest else []
    return replace(column, checks=(*own, *limit), metadata={**column.metadata, "header": Text(en, es, pt)})


def reference(name: str, label: Text, en: str, es: str, pt: str) -> Column:
    """A submitter's own key."""
    return headed(text(name, *label), en, es, pt, longest=REFERENCE_LENGTH)


WHO = Text(
    "Country, group or organisation of the list, or an organisation of the sheet of organisations; A+B is joint",
    "País, grupo u organización de la lista, o una organización de la hoja de organizaciones; A+B es conjunto",
    "País, grupo ou organização da lista, ou uma organização da folha de organizações; A+B é conjunto",
)


def party_column(column: Column, en: str, es: str, pt: str) -> Column:
    """A party: country, group or organisation."""
    twin = headed(column, en, es, pt, checks=[party()])
    return replace(twin, description=WHO.en, metadata={**twin.metadata, "text": WHO})


submission_id = text("submission_id", "Submission", "Envío", "Envio (remessa)")
submitter_id = text(
    "submitter_id",
    "Who submitted it; who is not named, by its first submission",
    "Quién lo envió; quien no se nombra, por su primer envío",
    "Quem o enviou; quem não é nomeado, por seu primeiro envio",
)
submitter_side = text(
    "submitter_side", "Side of the submitter", "Lado de quien envía", "Lado de quem envia", codes="rater_group"
)
ATTACHED = [submission_id, submitter_id, submitter_side]

activity_reference = reference(
    "activity_reference",
    Text(
        "Your own number or short name of the activity; other sheets point to it",
        "Su propio número o nombre corto de la actividad; las demás hojas apuntan a él",
        "Seu próprio número ou nome curto da atividade; as demais folhas apontam para ele",
    ),
    "Activity reference",
    "Referencia de la actividad",
    "Referência da atividade",
)
same_activity_id = headed(
    text(
        "same_activity_id",
        "Identifier of the same activity in this system, if another side or source already reported it",
        "Identificador de la misma actividad en este sistema, si otro lado o fuente ya la informó",
        "Identificador da mesma atividade neste sistema, se outro lado ou fonte já a informou",
    ),
    "Known identifier",
    "Identificador conocido",
    "Identificador conhecido",
    longest=REFERENCE_LENGTH,
)
activity_title = headed(w.activity_title, "Title", "Título", "Título da atividade", longest=TITLE_LENGTH)
activity_description = headed(w.activity_description, "Description", "Descripción", "Descrição", longest=TEXT_LENGTH)
provider_id = party_column(o.provider_id, "Provider", "Oferente", "Prestador")
partner_id = party_column(o.partner_id, "Partner", "Socio", "Parceiro")
party_id = party_column(o.party_id, "Who takes part", "Quién participa", "Quem participa")
award_party_id = party_column(o.party_id, "Who receives the award", "Quién recibe la asignación", "Quem recebe")
modality = headed(w.modality, "Modality", "Modalidad", "Modalidade")
status = headed(w.status, "Status", "Estado", "Situação")
initiative_class = headed(w.initiative_class, "Class", "Clase", "Classe")
sector_code = headed(w.sector_code, "Sector", "Sector de la actividad", "Setor")
approval_date = headed(w.approval_date, "Approval date", "Fecha de aprobación", "Data de aprovação")
start_date = headed(w.start_date, "Start date", "Fecha de inicio", "Data de início")
end_date = headed(w.end_date, "End date", "Fecha de fin", "Data de fim")
request_origin = headed(w.request_origin, "Who asked for it", "Quién la pidió", "Quem a pediu")
request_date = headed(w.request_date, "Request date", "Fecha de la solicitud", "Data do pedido")
objective_orientation = headed(
    w.objective_orientation,
    "Orientation of objectives",
    "Orientación de los objetivos",
    "Orientação dos objetivos",
)
tied_status = headed(w.tied_status, "Tied purchases", "Compras atadas", "Compras vinculadas")
compensation = headed(w.compensation, "Compensation", "Compensación", "Compensação")
is_adverse = headed(w.is_adverse, "Adverse impact", "Impacto adverso", "Impacto negativo")

participation_role = headed(o.participation_role, "Role", "Papel", "Papel na atividade")
actor_type = headed(o.actor_type, "Type of actor", "Tipo de actor", "Tipo de ator")
org_reference = headed(
    text(
        "org_reference",
        "Identifier of an organisation that is in no list: ORG_ and a short name",
        "Identificador de una organización que no está en las listas: ORG_ y un nombre corto",
        "Identificador de uma organização que não está nas listas: ORG_ e um nome curto",
        checks=[pattern(r"ORG_[A-Z0-9_]{1,60}")],
    ),
    "Organisation reference",
    "Referencia de la organización",
    "Referência da organização",
)
org_name = headed(o.org_name, "Name", "Nombre", "Nome", longest=TITLE_LENGTH)
acronym = headed(o.acronym, "Acronym", "Sigla", "Sigla da organização", longest=REFERENCE_LENGTH)
country_code = headed(
    text("country_code", "Country", "País (ISO 3166-1)", "País (código ISO 3166-1)", codes="country"),
    "Country",
    "País",
    "País de sede ou lugar",
)

vocabulary = headed(
    text(
        "tag_vocabulary",
        "List the code comes from",
        "Lista de la que viene el código",
        "Lista de onde vem o código",
        codes="tag_vocabulary",
    ),
    "List",
    "Lista",
    "Lista de códigos",
)
tag_code = headed(w.tag_code, "Code", "Código", "Código na lista", longest=REFERENCE_LENGTH)
weight_share = headed(w.weight_share, "Weight (0 to 1)", "Peso (0 a 1)", "Peso (de 0 a 1)")
location_name = headed(w.location_name, "Place", "Lugar", "Nome do lugar", longest=TITLE_LENGTH)
location_code = headed(w.location_code, "Place code", "Código del lugar", "Código do lugar", longest=REFERENCE_LENGTH)
admin_level = headed(w.admin_level, "Administrative level", "Nivel administrativo", "Nível administrativo")

flow_reference = reference(
    "flow_reference",
    Text("Your own number of the figure", "Su propio número de la cifra", "Seu próprio número da cifra"),
    "Money reference",
    "Referencia del dinero",
    "Referência do dinheiro",
)
period_start_year = headed(w.period_start_year, "First year", "Primer año", "Primeiro ano")
period_end_year = headed(w.period_end_year, "Last year", "Último año", "Último ano")
is_part_year = headed(w.is_part_year, "Part of a year", "Parte de un año", "Parte de um ano")
flow_stage = headed(w.flow_stage, "Stage of the money", "Etapa del dinero", "Etapa do dinheiro")
kind = headed(w.kind, "Kind of contribution", "Tipo de contribución", "Tipo de contribuição")
kind_detail = headed(w.kind_detail, "Detail of the kind", "Detalle del tipo", "Detalhe do tipo")
finance_type = headed(w.finance_type, "Type of finance", "Tipo de financiamiento", "Tipo de financiamento")
value_op = headed(a.value_op, "Exactness", "Exactitud", "Exatidão")
amount_in_unit = headed(a.amount_in_unit, "Amount", "Monto", "Montante")
unit_mult = headed(
    a.unit_mult,
    "Amount in",
    "Monto en",
    "Montante em",
    checks=[Check.isin([0, 3, 6, 7, 9])],
)
currency_code = headed(a.currency_code, "Currency", "Moneda", "Moeda")
price_base = headed(a.price_base, "Price basis", "Base de precios", "Base de preços")
is_total = headed(a.is_total, "Total of its heading", "Total de su rubro", "Total da rubrica")
reported_usd_nominal = headed(
    s.reported_usd_nominal, "Amount reported (USD)", "Monto informado (USD)", "Montante informado (USD)"
)

quantity_reference = reference(
    "quantity_reference",
    Text("Your own number of the quantity", "Su propio número de la cantidad", "Seu próprio número da quantidade"),
    "Quantity reference",
    "Referencia de la cantidad",
    "Referência da quantidade",
)
quantity_value = headed(a.quantity_value, "Quantity", "Cantidad", "Quantidade")
quantity_unit = headed(a.quantity_unit, "Unit", "Unidad", "Unidade")
value_type = headed(a.value_type, "Covers", "Abarca", "Abrange")
as_of_date = headed(w.as_of_date, "As of", "A la fecha de", "Na data de")
beneficiary_residence = headed(
    text(
        "beneficiary_residence",
        "Where the people served live",
        "Dónde viven las personas atendidas",
        "Onde vivem as pessoas atendidas",
        codes="beneficiary_residence",
    ),
    "Where people live",
    "Dónde viven",
    "Onde vivem",
)

terms_reference = reference(
    "terms_reference",
    Text("Your own number of the terms", "Su propio número de las condiciones", "Seu próprio número das condições"),
    "Terms reference",
    "Referencia de las condiciones",
    "Referência das condições",
)
maturity_years = headed(a.maturity_years, "Maturity", "Plazo", "Prazo")
grace_years = headed(a.grace_years, "Grace period", "Periodo de gracia", "Período de carência")
interest_rate_low_pct = headed(
    a.interest_rate_low_pct, "Lowest interest rate", "Tasa de interés mínima", "Menor taxa de juros"
)
interest_rate_high_pct = headed(
    a.interest_rate_high_pct, "Highest interest rate", "Tasa de interés máxima", "Maior taxa de juros"
)
financed_share_pct = headed(a.financed_share_pct, "Financed share", "Parte financiada", "Parcela financiada")

exchange_reference = reference(
    "exchange_reference",
    Text(
        "Name of the exchange; both legs, and both sides, use the same one",
        "Nombre del intercambio; las dos partes del intercambio usan el mismo",
        "Nome da troca; as duas partes da troca usam o mesmo",
    ),
    "Exchange reference",
    "Referencia del intercambio",
    "Referência da troca",
)
leg_reference = reference(
    "leg_reference",
    Text("Your own number of this leg", "Su propio número de esta parte", "Seu próprio número desta parte"),
    "Leg reference",
    "Referencia de la parte",
    "Referência da parte",
)
unit_price_original = headed(
    exact(
        "unit_price_original",
        "Price of one unit, in the currency beside it",
        "Precio de una unidad, en la moneda indicada al lado",
        "Preço de uma unidade, na moeda indicada ao lado",
        unit="currency_code per quantity_unit",
        checks=[Check.ge(0)],
    ),
    "Unit price",
    "Precio unitario",
    "Preço unitário",
)

assessment_reference = reference(
    "assessment_reference",
    Text(
        "Your own number of the assessment; no names of persons",
        "Su propio número de la evaluación; sin nombres de personas",
        "Seu próprio número da avaliação; sem nomes de pessoas",
    ),
    "Assessment reference",
    "Referencia de la evaluación",
    "Referência da avaliação",
)
year = headed(w.year, "Year", "Año", "Ano")
document_title = headed(
    p.document_title, "Document: title", "Documento: título", "Documento: título do texto", longest=TITLE_LENGTH
)
document_url = headed(
    text(
        "document_url",
        "Address of the document on the web (http or https)",
        "Dirección del documento en la red (http o https)",
        "Endereço do documento na rede (http ou https)",
        checks=[pattern(r"https?://[^\s\x22<>]+")],
    ),
    "Document: address",
    "Documento: dirección",
    "Documento: endereço",
    longest=2000,
)
document_date = headed(
    p.published_text,
    "Document: date",
    "Documento: fecha",
    "Documento: data",
)
quote_locator = headed(
    p.quote_locator, "Document: page or words", "Documento: página o palabras", "Documento: página ou palavras",
    longest=TEXT_LENGTH,
)  # fmt: skip
confidentiality = headed(
    text(
        "confidentiality",
        "Who may see the row: everyone, only in sums, or everyone from a date on; empty means public",
        "Quién puede ver la fila: todos, solo en sumas, o todos desde una fecha; vacío significa público",
        "Quem pode ver a linha: todos, somente em somas, ou todos a partir de uma data; vazio significa público",
        codes="confidentiality",
    ),
    "Confidentiality",
    "Confidencialidad",
    "Confidencialidade",
)
embargo_until_date = headed(
    date(
        "embargo_until_date",
        "Day from which an embargoed row may be shown",
        "Día desde el que se puede mostrar una fila con embargo",
        "Dia a partir do qual se pode mostrar uma linha sob embargo",
    ),
    "Embargo until",
    "Embargo hasta",
    "Embargo até",
)
note = headed(
    text("submitter_note", "Remark of the submitter", "Observación de quien envía", "Observação de quem envia"),
    "Remark",
    "Observación",
    "Observação",
    longest=TEXT_LENGTH,
)
DOCUMENT = [document_title, maybe(document_url), maybe(document_date), maybe(quote_locator)]
OPTIONAL_DOCUMENT = [maybe(document_title), *DOCUMENT[1:]]
CLOSING = [maybe(confidentiality), maybe(embargo_until_date), maybe(note)]
