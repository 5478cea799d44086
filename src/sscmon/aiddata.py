"""What AidData's datasets of southern providers have in common: one project a row, the same words for the same."""

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns.base import Column, date, flag, integer, money, number, text
from sscmon.contracts import Contract, maybe, table
from sscmon.rules import Check
from sscmon.text import Text

record_id = text(
    "record_id", "Project as AidData numbers it", "Proyecto según lo numera AidData", "Projeto como AidData o numera"
)
is_recommended = flag(
    "is_recommended",
    "AidData recommends the row for sums",
    "AidData recomienda la fila para sumas",
    "AidData recomenda a linha para somas",
)
is_umbrella = flag(
    "is_umbrella",
    "Framework agreement whose projects are rows of their own",
    "Acuerdo marco cuyos proyectos son filas propias",
    "Acordo-quadro cujos projetos são linhas próprias",
)
financier_name = text(
    "financier_name",
    "Country that finances, as published",
    "País que financia, como se publicó",
    "País que financia, como publicado",
)
partner_name = text("partner_name", "Partner, name as published", "Socio, nombre publicado", "Parceiro, nome publicado")
partner_iso3_text = text(
    "partner_iso3_text",
    "Partners' ISO 3166-1 alpha-3 codes as published, several with ;",
    "Códigos ISO 3166-1 alfa-3 de los socios como se publicaron, varios con ;",
    "Códigos ISO 3166-1 alfa-3 dos parceiros como publicados, vários com ;",
)
is_year_uncertain = flag(
    "is_year_uncertain",
    "The year of the commitment is an estimate of AidData",
    "El año del compromiso es una estimación de AidData",
    "O ano do compromisso é uma estimativa da AidData",
)
status_text = text("status_text", "Status, as published", "Estado, como se publicó", "Situação, como publicada")
flow_type_text = text(
    "flow_type_text", "Type of flow, as published", "Tipo de flujo, como se publicó", "Tipo de fluxo, como publicado"
)
flow_class_text = text(
    "flow_class_text",
    "Class of flow (ODA-like, OOF-like, vague), as published",
    "Clase de flujo (tipo AOD, tipo OOF, vaga), como se publicó",
    "Classe de fluxo (tipo AOD, tipo OOF, vaga), como publicada",
)
intent_text = text("intent_text", "Intent, as published", "Intención, como se publicó", "Intenção, como publicada")
crs_sector_code = text(
    "crs_sector_code",
    "Sector (three digits, CRS), as published",
    "Sector (tres dígitos, CRS), publicado",
    "Setor (três dígitos, CRS), publicado",
)
funding_agency_name = text(
    "funding_agency_name", "Agencies that finance", "Organismos que financian", "Órgãos que financiam"
)
is_amount_estimated = flag(
    "is_amount_estimated",
    "The amount is an estimate of AidData",
    "El monto es una estimación de AidData",
    "O montante é uma estimativa da AidData",
)
amount_usd_deflated = money(
    "amount_usd_deflated",
    "Amount in US dollars at constant prices of deflator_base_year",
    "Monto en dólares a precios constantes de deflator_base_year",
    "Montante em dólares a preços constantes de deflator_base_year",
    unit="USD of deflator_base_year",
)
deflator_base_year = integer(
    "deflator_base_year",
    "Year of the constant prices; empty where the publisher's file does not say",
    "Año de los precios constantes; vacío si el archivo no lo dice",
    "Ano dos preços constantes; vazio se o arquivo não o diz",
    unit="year",
    checks=[w.YEARS],
)
amount_disbursed_original = money(
    "amount_disbursed_original",
    "Amount disbursed so far, no period stated",
    "Monto desembolsado hasta la fecha, sin periodo",
    "Montante desembolsado até a data, sem período",
    unit="currency_code",
)
interest_rate_pct = number(
    "interest_rate_pct",
    "Interest rate a year",
    "Tasa de interés anual",
    "Taxa de juros anual",
    unit="percent",
    checks=[Check.in_range(0, 100)],
)
reference_rate_name = text(
    "reference_rate_name",
    "Market rate that the interest is added to",
    "Tasa de mercado a la que se suma el interés",
    "Taxa de mercado à qual os juros se somam",
)
grant_element_pct = number(
    "grant_element_pct",
    "Grant element as AidData computed it",
    "Elemento de donación según lo calculó AidData",
    "Elemento de doação como calculado pela AidData",
    unit="percent",
    checks=[Check.in_range(-200, 100)],
)


def day(name: str, en: str, es: str, pt: str) -> Column:
    """A column of days that may be missing."""
    return maybe(date(name, en, es, pt))


PROJECT = [
    record_id,
    maybe(is_recommended),
    maybe(is_umbrella),
    financier_name,
    partner_name,
    maybe(partner_iso3_text),
    w.year,
    maybe(is_year_uncertain),
    w.activity_title,
    maybe(w.activity_description),
    maybe(status_text),
    flow_type_text,
    flow_class_text,
    maybe(intent_text),
    maybe(crs_sector_code),
    maybe(funding_agency_name),
    maybe(a.amount_original),
    maybe(a.currency_code),
    maybe(is_amount_estimated),
    maybe(a.amount_usd_nominal),
    maybe(amount_usd_deflated),
    maybe(deflator_base_year),
    maybe(amount_disbursed_original),
    day("commitment_date", "Day of the commitment", "Día del compromiso", "Dia do compromisso"),
    day("planned_start_date", "Planned start", "Inicio previsto", "Início previsto"),
    day("actual_start_date", "Actual start", "Inicio efectivo", "Início efetivo"),
    day("planned_end_date", "Planned end", "Fin previsto", "Fim previsto"),
    day("actual_end_date", "Actual end", "Fin efectivo", "Fim efetivo"),
    maybe(a.maturity_years),
    maybe(a.grace_years),
    maybe(interest_rate_pct),
    maybe(reference_rate_name),
    maybe(grant_element_pct),
    *p.PROVENANCE,
]


def project_contract(source_id: str, label: Text) -> Contract:
    """The contract of a source's one table, `staged.<source>_project`."""
    return table(
        f"staged.{source_id}_project",
        label,
        grain="one project, grant or loan as AidData records it",
        key=["record_id"],
        columns=PROJECT,
        amount="amount_original",
    )
