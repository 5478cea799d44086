"""Which rows an IATI 2.03 activity gives, and where the value of each column stands in it (XPath).

Every value is read with white space collapsed, so that a row of tab separated text can carry it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Path:
    """Elements below an activity, one row each; `unless` names a child whose presence means there is no such row."""

    elements: str
    unless: str = ""


@dataclass(frozen=True)
class Rows:
    """The rows of one parsed table.

    Attributes:
        paths: where its rows stand; the empty path is the activity itself.
        columns: column to XPath, relative to the row's element; `{name}` is the element of that name on the path to
            the row, and where the path does not have it the value is empty.
        seldom: child elements that few rows have; where a row has none of them, none is looked up.
    """

    paths: tuple[Path, ...]
    columns: dict[str, str]
    seldom: tuple[str, ...] = ()

    @property
    def in_transactions(self) -> bool:
        """Some of its rows belong to a transaction, which they then name in `transaction_key`."""
        return any(path.elements.startswith("transaction/") for path in self.paths)


def _day(path: str) -> str:
    return f"substring({path}, 1, 10)"


def _organisation(name: str, path: str = "") -> dict[str, str]:
    return {
        f"{name}_ref": f"{path}@ref",
        f"{name}_name": f"{path}narrative",
        f"{name}_type_code": f"{path}@type",
    }


def _money() -> dict[str, str]:
    """A value and its currency, which falls back on the activity's."""
    return {
        "stated_value": "value",
        "currency_code": "concat(value/@currency, substring(../@default-currency, 1, 3 * not(value/@currency)))",
        "value_date_text": _day("value/@value-date"),
    }


def _at(*elements: str) -> tuple[Path, ...]:
    return tuple(Path(element) for element in elements)


LAYOUT = {
    "activity": Rows(
        _at(""),
        {
            "iati_identifier": "iati-identifier",
            **_organisation("reporting_org", "reporting-org/"),
            "is_secondary_reporter": "reporting-org/@secondary-reporter",
            "activity_title": "title/narrative",
            "activity_description": "description/narrative",
            "objectives_text": "description[@type='2']/narrative",
            "language": "@xml:lang",
            "hierarchy_text": "@hierarchy",
            "last_updated_text": "@last-updated-datetime",
            "activity_status_code": "activity-status/@code",
            "start_planned_text": _day("activity-date[@type='1']/@iso-date"),
            "start_actual_text": _day("activity-date[@type='2']/@iso-date"),
            "end_planned_text": _day("activity-date[@type='3']/@iso-date"),
            "end_actual_text": _day("activity-date[@type='4']/@iso-date"),
            "activity_scope_code": "activity-scope/@code",
            "collaboration_type_code": "collaboration-type/@code",
            "default_flow_type_code": "default-flow-type/@code",
            "default_finance_type_code": "default-finance-type/@code",
            "default_aid_type_code": "default-aid-type/@code",
            "default_tied_status_code": "default-tied-status/@code",
            "default_currency_text": "@default-currency",
            "is_humanitarian": "@humanitarian",
            "has_conditions": "conditions/@attached",
        },
    ),
    "transaction": Rows(
        _at("transaction"),
        {
            "transaction_ref": "@ref",
            "transaction_type_code": "transaction-type/@code",
            "transaction_date": _day("transaction-date/@iso-date"),
            **_money(),
            "transaction_description": "description/narrative",
            **_organisation("provider_org", "provider-org/"),
            "provider_activity_identifier": "provider-org/@provider-activity-id",
            **_organisation("receiver_org", "receiver-org/"),
            "receiver_activity_identifier": "receiver-org/@receiver-activity-id",
            "disbursement_channel_code": "disbursement-channel/@code",
            "flow_type_code": "flow-type/@code",
            "finance_type_code": "finance-type/@code",
            "aid_type_code": "aid-type/@code",
            "tied_status_code": "tied-status/@code",
            "is_humanitarian": "@humanitarian",
        },
        seldom=("disbursement-channel", "flow-type", "finance-type", "aid-type", "tied-status"),
    ),
    "participating_org": Rows(
        _at("participating-org"),
        {
            "participation_role_code": "@role",
            **_organisation("org"),
            "org_activity_identifier": "@activity-id",
            "crs_channel_code": "@crs-channel-code",
        },
    ),
    "sector": Rows(
        _at("sector", "transaction/sector"),
        {
            "vocabulary_code": "@vocabulary",
            "vocabulary_uri": "@vocabulary-uri",
            "code": "@code",
            "percentage_pct": "@percentage",
            "code_name": "narrative",
        },
    ),
    "recipient": Rows(
        _at("recipient-country", "recipient-region", "transaction/recipient-country", "transaction/recipient-region"),
        {
            "recipient_type": "substring-after(name(), '-')",
            "vocabulary_code": "@vocabulary",
            "code": "@code",
            "percentage_pct": "@percentage",
            "code_name": "narrative",
        },
    ),
    "location": Rows(
        _at("location"),
        {
            "location_ref": "@ref",
            "gazetteer_code": "location-id/@vocabulary",
            "location_code": "location-id/@code",
            "location_name": "name/narrative",
            "administrative_vocabulary_code": "administrative/@vocabulary",
            "administrative_code": "administrative/@code",
            "administrative_level": "administrative/@level",
            "point_text": "point/pos",
            "reach_code": "location-reach/@code",
            "exactness_code": "exactness/@code",
            "location_class_code": "location-class/@code",
            "feature_code": "feature-designation/@code",
        },
    ),
    "tag": Rows(
        _at("tag", "policy-marker"),
        {
            "tag_element": "name()",
            "vocabulary_code": "@vocabulary",
            "vocabulary_uri": "@vocabulary-uri",
            "code": "@code",
            "significance_code": "@significance",
            "code_name": "narrative",
        },
    ),
    "condition": Rows(
        _at("conditions/condition"),
        {"condition_type_code": "@type", "condition_text": "narrative"},
    ),
    "result": Rows(
        (
            Path("result/indicator/period"),
            Path("result/indicator", unless="period"),
            Path("result", unless="indicator"),
        ),
        {
            "result_type_code": "{result}@type",
            "result_title": "{result}title/narrative",
            "is_aggregation_allowed": "{result}@aggregation-status",
            "indicator_measure_code": "{indicator}@measure",
            "indicator_title": "{indicator}title/narrative",
            "indicator_uri": "{indicator}reference/@indicator-uri",
            "indicator_code": "{indicator}reference/@code",
            "baseline_year_text": "{indicator}baseline/@year",
            "baseline_value_text": "{indicator}baseline/@value",
            "period_start_text": _day("{period}period-start/@iso-date"),
            "period_end_text": _day("{period}period-end/@iso-date"),
            "target_value_text": "{period}target[not(dimension)]/@value",
            "actual_value_text": "{period}actual[not(dimension)]/@value",
            "disaggregation_count": "count(actual[dimension])",
        },
    ),
    "measurement": Rows(
        _at("result/indicator/period/actual/dimension"),
        {
            "indicator_title": "{indicator}title/narrative",
            "period_end_text": _day("{period}period-end/@iso-date"),
            "actual_value_text": "{actual}@value",
            "dimension_name": "@name",
            "dimension_value": "@value",
        },
    ),
    "loan_terms": Rows(
        _at("crs-add/loan-terms"),
        {
            "interest_text": "@rate-1",
            "second_interest_text": "@rate-2",
            "repayment_type_code": "repayment-type/@code",
            "repayment_frequency_code": "repayment-plan/@code",
            "commitment_date_text": _day("commitment-date/@iso-date"),
            "first_repayment_text": _day("repayment-first-date/@iso-date"),
            "last_repayment_text": _day("repayment-final-date/@iso-date"),
        },
    ),
    "humanitarian_scope": Rows(
        _at("humanitarian-scope"),
        {
            "humanitarian_scope_code": "@type",
            "vocabulary_code": "@vocabulary",
            "vocabulary_uri": "@vocabulary-uri",
            "code": "@code",
            "code_name": "narrative",
        },
    ),
    "related": Rows(
        _at("related-activity"),
        {"related_type_code": "@type", "related_identifier": "@ref"},
    ),
    "identifier": Rows(
        _at("other-identifier"),
        {
            "other_identifier_type_code": "@type",
            "identifier_value": "@ref",
            "owner_org_ref": "owner-org/@ref",
            "owner_org_name": "owner-org/narrative",
        },
    ),
    "budget": Rows(
        _at("budget", "planned-disbursement"),
        {
            "budget_element": "name()",
            "budget_type_code": "@type",
            "budget_status_code": "@status",
            "period_start_date": _day("period-start/@iso-date"),
            "period_end_date": _day("period-end/@iso-date"),
            **_money(),
            **_organisation("provider_org", "provider-org/"),
            **_organisation("receiver_org", "receiver-org/"),
        },
        seldom=("provider-org", "receiver-org"),
    ),
}
