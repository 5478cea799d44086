/*
definition: >
  Sums of the values in kind selected for each cell of an inclusion set, by method and for all methods together (_T): the lowest low and
  the highest high of the methods that enter the range, and as central value that of the method the code list
  valuation_method prefers. A dollar reading a source states beside a price widens the range and is never central.
  The measure usd_official leaves such readings out, so that it may be set against an income at the official rate;
  lcu_nominal is the provider's cost in its own currency. Bounds add; a bound is empty where a source says "at least"
  or "at most". Coverage is the share of the figures of the cell that have a value.
grain: one cell (inclusion set, provider, year, partner, kind, detail) by one method in one measure
unit: USD; provider's national currency
*/
with selected as (
    select * from core.valuation_selection where is_selected
),
valued as (
    select * from core.valuation where is_in_range
),
method as (
    select code as valuation_method, cast(central_preference as integer) as preference
    from house.valuation_method
    where is_in_range = 'true'
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
national as (
    select
        iso3 as provider_id,
        attribute_value as currency_code,
        year(valid_from_date) as first_year,
        coalesce(year(valid_to_date) - 1, 9999) as last_year
    from reference.country_attribute
    where attribute = 'national_currency'
),
reading as (
    select
        quantity_id, year, value_type, valuation_method, 'usd_nominal' as value_measure,
        value_low_usd as amount_low, value_central_usd as amount, value_high_usd as amount_high,
        rate_reading <> 'STATED' as is_official, obs_status
    from valued
    union all
    select
        quantity_id, year, value_type, valuation_method, 'usd_official',
        value_low_usd, value_central_usd, value_high_usd, true, obs_status
    from valued
    where rate_reading <> 'STATED'
    union all
    select
        valued.quantity_id, valued.year, valued.value_type, valued.valuation_method, 'lcu_nominal',
        any_value(valued.value_low_lcu), any_value(valued.value_central_lcu), any_value(valued.value_high_lcu), true,
        arg_max(valued.obs_status, severity.severity) filter (where valued.rate_reading <> 'STATED')
    from core.valuation as valued
    join severity on severity.code = valued.obs_status
    join national
        on national.provider_id = valued.provider_id
        and national.currency_code = valued.currency_code
        and valued.year between national.first_year and national.last_year
    where valued.valuation_method = 'VM_COST_MER' and valued.value_central_lcu is not null
        and valued.valuation_reason is distinct from 'GROUP_C'
    group by valued.quantity_id, valued.year, valued.value_type, valued.valuation_method
),
by_method as (
    select
        reading.quantity_id,
        reading.year,
        reading.value_type,
        reading.valuation_method,
        reading.value_measure,
        min(reading.amount_low) as amount_low,
        max(reading.amount) filter (where reading.is_official) as official_amount,
        coalesce(max(reading.amount) filter (where reading.is_official), max(reading.amount)) as amount,
        max(reading.amount_high) as amount_high,
        coalesce(arg_max(reading.obs_status, severity.severity), 'E') as obs_status
    from reading
    left join severity on severity.code = reading.obs_status
    group by all
),
together as (
    select
        by_method.quantity_id,
        by_method.year,
        by_method.value_type,
        '_T' as valuation_method,
        by_method.value_measure,
        min(by_method.amount_low) as amount_low,
        arg_min(by_method.official_amount, method.preference) filter (where by_method.official_amount is not null)
            as amount,
        max(by_method.amount_high) as amount_high,
        arg_max(by_method.obs_status, severity.severity) as obs_status,
        arg_min(by_method.valuation_method, by_method.amount_low) as low_method,
        arg_min(by_method.valuation_method, method.preference) filter (where by_method.official_amount is not null)
            as central_method,
        arg_max(by_method.valuation_method, by_method.amount_high) as high_method
    from by_method
    join method using (valuation_method)
    join severity on severity.code = by_method.obs_status
    where by_method.value_measure <> 'lcu_nominal'
    group by by_method.quantity_id, by_method.year, by_method.value_type, by_method.value_measure
),
every_value as (
    select
        quantity_id, year, value_type, valuation_method, value_measure, amount_low, amount, amount_high, obs_status,
        valuation_method as low_method, valuation_method as central_method, valuation_method as high_method
    from by_method
    union all by name
    select * from together
),
figure_count as (
    select
        selection.inclusion_set, selection.provider_id, selection.year, selection.cell_kind, selection.kind_detail, selection.cell_partner_id,
        count(distinct (by_year.quantity_id, by_year.value_type)) as figure_count
    from (select distinct inclusion_set, provider_id, year, cell_kind, kind_detail, cell_partner_id from selected)
        as selection
    join core.quantity as quantity on quantity.provider_id = selection.provider_id
    join core.quantity_inclusion as inclusion
        on inclusion.quantity_id = quantity.quantity_id
        and inclusion.inclusion_set = selection.inclusion_set
        and inclusion.is_candidate
    join core.quantity_year as by_year
        on by_year.quantity_id = quantity.quantity_id
        and by_year.year = selection.year
        and by_year.is_candidate
        and by_year.value_type <> 'CUMULATIVE'
    where selection.cell_kind in ('_T', quantity.kind)
        and (selection.cell_kind = '_T' or selection.kind_detail = coalesce(quantity.kind_detail, '_Z'))
        and selection.cell_partner_id in ('_T', quantity.partner_id)
    group by all
),
valued_count as (
    select
        inclusion_set, provider_id, year, cell_kind, kind_detail, cell_partner_id,
        count(distinct (quantity_id, value_type)) as valued_count
    from core.valuation_selection
    group by all
),
summed as (
    select
        selected.inclusion_set,
        selected.provider_id,
        selected.year,
        selected.cell_partner_id,
        selected.cell_kind,
        selected.kind_detail,
        every_value.valuation_method,
        every_value.value_measure,
        case when not bool_or(quantity.value_op in ('<=', '<')) then sum(every_value.amount_low) end as amount_low,
        case when count(every_value.amount) = count(*) then sum(every_value.amount) end as amount,
        case when not bool_or(quantity.value_op in ('>=', '>')) then sum(every_value.amount_high) end as amount_high,
        sum(every_value.amount_low) as priced_low,
        sum(every_value.amount_high) as priced_high,
        count(*) as n_obs,
        arg_max(every_value.obs_status, severity.severity) as obs_status,
        string_agg(distinct every_value.low_method, ';' order by every_value.low_method) as low_method,
        string_agg(distinct every_value.central_method, ';' order by every_value.central_method) as central_method,
        string_agg(distinct every_value.high_method, ';' order by every_value.high_method) as high_method
    from selected
    join every_value using (quantity_id, year, value_type)
    join core.quantity as quantity using (quantity_id)
    join severity on severity.code = every_value.obs_status
    group by all
),
final as (
    select
        summed.*,
        coalesce(valued_count.valued_count / figure_count.figure_count, 1.0) as coverage_share
    from summed
    left join figure_count using (inclusion_set, provider_id, year, cell_kind, kind_detail, cell_partner_id)
    left join valued_count using (inclusion_set, provider_id, year, cell_kind, kind_detail, cell_partner_id)
)
select * from final
