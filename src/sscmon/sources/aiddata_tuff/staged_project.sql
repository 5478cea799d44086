-- numbers with thousands separators, days as 01-Jul-11, codes of one partner repeated
select
    project_id as record_id,
    case
        when regexp_matches(lower(title), '\bduplicate\b') or active <> 'Active' or is_official_finance <> '1' then 'false'
    end as is_recommended,
    cast(null as varchar) as is_umbrella,
    donor as financier_name,
    recipient_condensed as partner_name,
    nullif(array_to_string(list_sort(list_distinct(list_filter(
        list_transform(string_split(recipient_iso3, ';'), lambda code: trim(code)), lambda code: code <> ''))), '; '), '')
        as partner_iso3_text,
    year,
    year_uncertain as is_year_uncertain,
    title as activity_title,
    description as activity_description,
    status as status_text,
    coalesce(nullif(flow, ''), 'Vague TBD') as flow_type_text,
    flow_class as flow_class_text,
    intent as intent_text,
    crs_sector_code,
    trim(funding_agency) as funding_agency_name,
    replace(amount, ',', '') as amount_original,
    currency as currency_code,
    cast(null as varchar) as is_amount_estimated,
    replace(usd_current, ',', '') as amount_usd_nominal,
    replace(usd_defl, ',', '') as amount_usd_deflated,
    cast(null as varchar) as deflator_base_year,
    cast(null as varchar) as amount_disbursed_original,
    cast(null as varchar) as commitment_date,
    coalesce(strftime(try_strptime(start_planned, '%d-%b-%y'), '%Y-%m-%d'), start_planned) as planned_start_date,
    coalesce(strftime(try_strptime(start_actual, '%d-%b-%y'), '%Y-%m-%d'), start_actual) as actual_start_date,
    coalesce(strftime(try_strptime(end_planned, '%d-%b-%y'), '%Y-%m-%d'), end_planned) as planned_end_date,
    coalesce(strftime(try_strptime(end_actual, '%d-%b-%y'), '%Y-%m-%d'), end_actual) as actual_end_date,
    maturity as maturity_years,
    grace_period as grace_years,
    interest_rate as interest_rate_pct,
    cast(null as varchar) as reference_rate_name,
    grant_element as grant_element_pct,
    source_row_key,
    shape_error
from parsed.project
