"""Contracts of the staged IATI tables: the Standard's own grain, codes and words."""

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.columns.base import date, renamed
from sscmon.contracts import maybe, table
from sscmon.rules import ordered
from sscmon.sources.iati import columns as c
from sscmon.text import Text

ACTIVITY = {"activity_key": "staged.iati_activity.activity_key"}
TRANSACTION = {"transaction_key": "staged.iati_transaction.source_row_key"}
VALUE = [c.stated_value, a.currency_code, maybe(c.value_date_text)]
period_start_date = date("period_start_date", "Start of the period", "Inicio del periodo", "Início do período")
period_end_date = date("period_end_date", "End of the period", "Fin del periodo", "Fim do período")
transaction_date = date("transaction_date", "Date of the transaction", "Fecha de la transacción", "Data da transação")


def _optional(*columns) -> list:
    return [maybe(column) for column in columns]


def _staged(name: str, label: Text, grain: str, columns: list, *, key: str = "source_row_key", **given):
    return table(f"staged.iati_{name}", label, grain=grain, key=[key], columns=[*columns, *p.PROVENANCE], **given)


def _of_activity(name: str, label: Text, grain: str, columns: list, *, foreign: dict | None = None, **given):
    """A table whose rows belong to an activity; those of a refused activity are refused too."""
    return _staged(
        name, label, grain, [c.activity_key, *columns], foreign_keys={**ACTIVITY, **(foreign or {})}, **given
    )


CONTRACTS = (
    _staged(
        "file",
        Text("IATI files", "Archivos de IATI", "Arquivos da IATI"),
        "one file of the snapshot, or of an archive in it",
        [
            c.file_name,
            *_optional(c.iati_version_text, c.generated_text, c.activity_count, c.publisher_name, c.licence_id),
        ],
        key="file_name",
    ),
    _staged(
        "activity",
        Text("IATI activities", "Actividades de IATI", "Atividades da IATI"),
        "one activity as it stands in one file; its identifier may occur again",
        [
            c.activity_key,
            c.iati_identifier,
            *_optional(
                *c.organisation("reporting"),
                c.is_secondary_reporter,
                w.activity_title,
                w.activity_description,
                c.objectives_text,
                c.narrative_language,
                c.hierarchy_text,
                c.last_updated_text,
                c.activity_status_code,
                c.start_planned_text,
                c.start_actual_text,
                c.end_planned_text,
                c.end_actual_text,
                c.activity_scope_code,
                c.collaboration_type_code,
                *c.DEFAULTS,
                c.default_currency_text,
                c.is_humanitarian,
                c.has_conditions,
            ),
        ],
        key="activity_key",
    ),
    _of_activity(
        "transaction",
        Text("IATI transactions", "Transacciones de IATI", "Transações da IATI"),
        "one transaction",
        [
            maybe(c.transaction_ref),
            c.transaction_type_code,
            transaction_date,
            *VALUE,
            *_optional(
                c.transaction_description,
                *c.organisation("provider"),
                c.provider_activity_identifier,
                *c.organisation("receiver"),
                c.receiver_activity_identifier,
                c.disbursement_channel_code,
                c.flow_type_code,
                c.finance_type_code,
                c.aid_type_code,
                c.tied_status_code,
                c.is_humanitarian,
            ),
        ],
        amount="stated_value",
    ),
    _of_activity(
        "participating_org",
        Text("Participating organisations", "Organizaciones participantes", "Organizações participantes"),
        "one organisation in one role",
        [
            c.participation_role_code,
            *_optional(c.org_ref, c.org_name, c.org_type_code, c.org_activity_identifier, c.crs_channel_code),
        ],
    ),
    _of_activity(
        "sector",
        Text("Sectors", "Sectores", "Setores"),
        "one sector code of one activity or transaction",
        [
            *_optional(c.transaction_key, c.vocabulary_code, c.vocabulary_uri),
            c.published_code,
            *_optional(c.percentage_pct, c.code_name),
        ],
        foreign=TRANSACTION,
    ),
    _of_activity(
        "recipient",
        Text("Recipient countries and regions", "Países y regiones receptores", "Países e regiões receptores"),
        "one country or region of one activity or transaction",
        [
            maybe(c.transaction_key),
            c.recipient_type,
            maybe(c.vocabulary_code),
            c.published_code,
            *_optional(c.percentage_pct, c.code_name),
        ],
        foreign=TRANSACTION,
    ),
    _of_activity(
        "location",
        Text("Places", "Lugares", "Lugares"),
        "one place of one activity",
        _optional(
            c.location_ref,
            c.gazetteer_code,
            c.location_code,
            w.location_name,
            c.administrative_vocabulary_code,
            c.administrative_code,
            c.administrative_level,
            c.point_text,
            c.reach_code,
            c.exactness_code,
            c.location_class_code,
            c.feature_code,
        ),
    ),
    _of_activity(
        "tag",
        Text("Tags and policy markers", "Etiquetas y marcadores", "Etiquetas e marcadores"),
        "one tag or policy marker of one activity",
        [
            c.tag_element,
            *_optional(c.vocabulary_code, c.vocabulary_uri),
            c.published_code,
            *_optional(c.significance_code, c.code_name),
        ],
    ),
    _of_activity(
        "condition",
        Text("Conditions", "Condiciones", "Condições"),
        "one condition attached to one activity",
        _optional(c.condition_type_code, c.condition_text),
    ),
    _of_activity(
        "result",
        Text("Results and indicators", "Resultados e indicadores", "Resultados e indicadores"),
        "one period of one indicator of one result; an indicator or result without one has one row",
        _optional(
            c.result_type_code,
            c.result_title,
            c.is_aggregation_allowed,
            c.indicator_measure_code,
            c.indicator_title,
            c.indicator_uri,
            c.indicator_code,
            c.baseline_year_text,
            c.baseline_value_text,
            c.period_start_text,
            c.period_end_text,
            c.target_value_text,
            c.actual_value_text,
            c.disaggregation_count,
        ),
    ),
    _of_activity(
        "measurement",
        Text("Disaggregated results", "Resultados desagregados", "Resultados desagregados"),
        "one dimension of one value reached that is told for a part only (women, a district)",
        [
            *_optional(c.indicator_title, c.period_end_text, c.actual_value_text),
            c.dimension_name,
            maybe(c.dimension_value),
        ],
    ),
    _of_activity(
        "loan_terms",
        Text("Loan terms", "Condiciones de préstamos", "Condições de empréstimos"),
        "one set of loan terms of one activity",
        _optional(
            c.interest_text,
            c.second_interest_text,
            c.repayment_type_code,
            c.repayment_frequency_code,
            c.commitment_date_text,
            c.first_repayment_text,
            c.last_repayment_text,
        ),
    ),
    _of_activity(
        "humanitarian_scope",
        Text("Emergencies and appeals", "Emergencias y llamamientos", "Emergências e apelos"),
        "one emergency or appeal an activity answers",
        [
            *_optional(c.humanitarian_scope_code, c.vocabulary_code, c.vocabulary_uri),
            c.published_code,
            maybe(c.code_name),
        ],
    ),
    _of_activity(
        "related",
        Text("Related activities", "Actividades relacionadas", "Atividades relacionadas"),
        "one relation of one activity to another",
        [maybe(c.related_type_code), c.related_identifier],
    ),
    _of_activity(
        "identifier",
        Text("Other identifiers", "Otros identificadores", "Outros identificadores"),
        "one further identifier of one activity",
        [
            maybe(c.other_identifier_type_code),
            w.identifier_value,
            *_optional(renamed(c.org_ref, "owner_org_ref"), renamed(c.org_name, "owner_org_name")),
        ],
    ),
    _of_activity(
        "budget",
        Text(
            "Budgets and planned disbursements",
            "Presupuestos y desembolsos previstos",
            "Orçamentos e desembolsos previstos",
        ),
        "one budget or planned disbursement of one period",
        [
            c.budget_element,
            *_optional(c.budget_type_code, c.budget_status_code),
            period_start_date,
            maybe(period_end_date),
            *VALUE,
            *_optional(*c.organisation("provider"), *c.organisation("receiver")),
        ],
        checks=[ordered("period_start_date", "period_end_date")],
        amount="stated_value",
    ),
    _staged(
        "organisation",
        Text("Organisations named in IATI", "Organizaciones nombradas en IATI", "Organizações nomeadas na IATI"),
        "one organisation, by its reference, or by its name where it has none",
        [o.org_id, maybe(c.org_ref), o.org_name, maybe(c.org_type_code)],
        key="org_id",
    ),
)
