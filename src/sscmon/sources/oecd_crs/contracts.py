"""The table of CRS: which published columns are read, in any of their spellings, and the staged contract."""

from sscmon.columns import dac
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns.base import Column, exact, text
from sscmon.contracts import maybe, table
from sscmon.text import Text

CODES = {
    "year": "year",
    "provider_code": "donorcode",
    "partner_code": "recipientcode",
    "flow_code": "flowcode",
    "flow_type": "category",
    "finance_type": "financet",
    "aid_type": "aidt",
    "purpose_code": "purposecode",
    "sector_code": "sectorcode",
}
AMOUNTS = {
    "commitment_million_usd_nominal": "usdcommitment",
    "disbursement_million_usd_nominal": "usddisbursement",
}
OPTIONAL_CODES = {
    "agency_code": "agencycode",
    "bi_multi_code": "bimulti",
    "initial_report_code": "initialreport",
    "channel_code": "channelcode",
    "parent_channel_code": "parentchannelcode",
    "repayment_type_code": "typerepayment",
    "repayment_frequency_code": "numberrepayment",
}
OPTIONAL_AMOUNTS = {
    "received_million_usd_nominal": "usdreceived",
    "commitment_million_usd_deflated": "usdcommitmentdefl",
    "disbursement_million_usd_deflated": "usddisbursementdefl",
    "received_million_usd_deflated": "usdreceiveddefl",
    "untied_million_usd_nominal": "usdamountuntied",
    "partially_tied_million_usd_nominal": "usdamountpartialtied",
    "tied_million_usd_nominal": "usdamounttied",
    "grant_equivalent_million_usd_nominal": "usdgrantequiv",
    "outstanding_million_usd_nominal": "usdoutstanding",
}
OPTIONAL_TEXTS = {
    "provider_name": "donorname",
    "agency_name": "agencyname",
    "crs_id": "crsid",
    "project_number": "projectnumber",
    "partner_name": "recipientname",
    "channel_name": "channelname",
    "project_title": "projecttitle",
    "short_description": "shortdescription",
    "keywords_text": "keywords",
    "sdg_text": "sdgfocus",
    "interest_text": "interest1",
    "second_interest_text": "interest2",
}
OPTIONAL_DATES = {
    "commitment_date_text": "commitmentdate",
    "expected_start_text": "expectedstartdate",
    "completion_text": "completiondate",
    "first_repayment_text": "repaydate1",
    "last_repayment_text": "repaydate2",
}
REQUIRED = CODES | AMOUNTS
PUBLISHED = REQUIRED | OPTIONAL_CODES | OPTIONAL_AMOUNTS | OPTIONAL_TEXTS | OPTIONAL_DATES
LABELS = {
    "commitment": Text("Commitment", "Compromiso", "Compromisso"),
    "disbursement": Text("Gross disbursement", "Desembolso bruto", "Desembolso bruto"),
    "received": Text("Repayment received", "Reembolso recibido", "Reembolso recebido"),
    "untied": Text("Untied part of the commitment", "Parte no ligada", "Parte não vinculada"),
    "partially": Text("Partially tied part", "Parte parcialmente ligada", "Parte parcialmente vinculada"),
    "tied": Text("Tied part of the commitment", "Parte ligada", "Parte vinculada"),
    "grant": Text("Grant equivalent", "Equivalente en donación", "Equivalente em doação"),
    "outstanding": Text("Debt outstanding", "Deuda pendiente", "Dívida pendente"),
}


def words(name: str, en: str, es: str, pt: str) -> Column:
    """A text as published that may be empty."""
    return maybe(text(name, f"{en}, as published", f"{es}, como se publicó", f"{pt}, como publicado"))


def millions(name: str) -> Column:
    """An amount in million US dollars; the deflated ones at prices of the year that the edition uses."""
    label, current = LABELS[name.split("_")[0]], name.endswith("nominal")
    return maybe(
        exact(
            name,
            f"{label.en}, in million US dollars at {'current' if current else 'constant'} prices",
            f"{label.es}, en millones de dólares a precios {'corrientes' if current else 'constantes'}",
            f"{label.pt}, em milhões de dólares a preços {'correntes' if current else 'constantes'}",
            unit="USD million" if current else "USD million, constant prices of the edition",
        )
    )


CONTRACTS = (
    table(
        "staged.oecd_crs_activity",
        Text("Activities as CRS publishes them", "Actividades según el CRS", "Atividades segundo o CRS"),
        grain="one row of CRS: an activity of a provider in a year",
        key=["source_row_key"],
        columns=[
            w.year,
            dac.provider_code,
            maybe(dac.provider_name),
            words("agency_code", "Agency of the provider (code)", "Organismo (código)", "Órgão (código)"),
            words("agency_name", "Agency of the provider", "Organismo del oferente", "Órgão do prestador"),
            words("crs_id", "Activity (CRS identifier)", "Actividad (CRS)", "Atividade (CRS)"),
            words("project_number", "Number of the project", "Número del proyecto", "Número do projeto"),
            words("initial_report_code", "Kind of report (CRS)", "Tipo de informe (CRS)", "Tipo de relatório (CRS)"),
            dac.partner_code,
            maybe(dac.partner_name),
            words("flow_code", "Flow (CRS code)", "Flujo (código CRS)", "Fluxo (código CRS)"),
            words(
                "bi_multi_code",
                "Bilateral, multilateral ... (CRS code; 8 is triangular)",
                "Bilateral, multilateral ... (código CRS; 8 es triangular)",
                "Bilateral, multilateral ... (código CRS; 8 é trilateral)",
            ),
            maybe(w.flow_type),
            maybe(w.finance_type),
            words("aid_type", "Type of aid (CRS code)", "Tipo de ayuda (código CRS)", "Tipo de ajuda (código CRS)"),
            *(millions(name) for name in (*AMOUNTS, *OPTIONAL_AMOUNTS)),
            words("purpose_code", "Purpose (CRS code)", "Propósito (código CRS)", "Finalidade (código CRS)"),
            maybe(w.sector_code),
            words("channel_code", "Channel (CRS code)", "Canal (código CRS)", "Canal (código CRS)"),
            words("channel_name", "Channel", "Canal", "Canal"),
            words("parent_channel_code", "Kind of channel (CRS code)", "Tipo de canal (CRS)", "Tipo de canal (CRS)"),
            words("project_title", "Title of the project", "Título del proyecto", "Título do projeto"),
            words("short_description", "Short description", "Descripción breve", "Descrição breve"),
            words("sdg_text", "SDG goals and targets", "Objetivos y metas de los ODS", "Objetivos e metas dos ODS"),
            words("keywords_text", "Keywords", "Palabras clave", "Palavras-chave"),
            words("commitment_date_text", "Date of commitment", "Fecha de compromiso", "Data de compromisso"),
            words("expected_start_text", "Expected start", "Inicio previsto", "Início previsto"),
            words("completion_text", "Expected end", "Fin previsto", "Fim previsto"),
            words("repayment_type_code", "How it is repaid (CRS)", "Cómo se paga (CRS)", "Como se paga (CRS)"),
            words(
                "repayment_frequency_code", "Repayments a year (CRS)", "Pagos al año (CRS)", "Pagamentos por ano (CRS)"
            ),
            words("interest_text", "Interest rate", "Tasa de interés", "Taxa de juros"),
            words("second_interest_text", "Second interest rate", "Segunda tasa de interés", "Segunda taxa de juros"),
            words("first_repayment_text", "First repayment", "Primer pago", "Primeiro pagamento"),
            words("last_repayment_text", "Last repayment", "Último pago", "Último pagamento"),
            *p.PROVENANCE,
        ],
        amount="disbursement_million_usd_nominal",
    ),
)
