"""The files of the evidence base: for each staged table, its file and the columns of its header, in order."""

FILES = {
    "document": (
        "sources.csv",
        "source_id title publisher url date language type seen_excerpt licence n_facts",
    ),
    "flow": (
        "flows.csv",
        "fact_id provider_iso3 partner_iso3_or_group year_start year_end modality kind kind_detail flow_stage "
        "value_op value currency unit_mult price_base is_total alt_group derived notes source_id "
        "quote_locator confidence",
    ),
    "quantity": (
        "quantities.csv",
        "fact_id provider partner period kind kind_detail value_op value unit value_type as_of alt_group "
        "source_id confidence notes",
    ),
    "claim": (
        "claims.csv",
        "claim_id subject measure value_op value unit period as_of source_id quote_locator confidence",
    ),
    "term": (
        "terms.csv",
        "term_id provider_iso3 partner_iso3_or_group instrument condition maturity_years grace_years "
        "interest_rate_pct financed_share_pct source_id confidence notes",
    ),
    "price": (
        "prices.csv",
        "price_id item country_iso3_or_group year value currency per basis derived source_id confidence notes",
    ),
    "institution": (
        "institutions.csv",
        "institution_id country_iso3 acronym name host_branch specialised_agency valid_from valid_to "
        "legal_basis information_system open_data_url source_id confidence notes",
    ),
    "membership": (
        "memberships.csv",
        "membership_id group_id iso3 valid_from valid_to status source_id confidence notes",
    ),
    "modality_count": (
        "modality_counts.csv",
        "count_id actor region year_start year_end modality measure value_op value unit source_id confidence notes",
    ),
    "assessment": (
        "assessments.csv",
        "assessment_id provider_or_group object year dimension_text finding summary source_id confidence notes",
    ),
}
