/*
definition: >
  The table of the southern framework. Groups A (financial) and B (non-financial, in money) are the money figures that
  the inclusion set UNCTAD_AB takes, in current dollars; the group is that of the source, else of the kind, and money
  for a kind that the framework counts in money or in units is B. _X is money whose group is not known. The groups sum
  to the gross flow of that set. Group C is what the set TOSSD_LIKE counts in physical
  units, each kind in its own, never turned into money here; a figure has the modality of its activity, _X where it
  has none. A sum over single partners has status U.
grain: one provider, partner (_T all), year, group, modality (_T all), kind, detail, type of value and unit
unit: unit
*/
with severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
kind as (
    select code, ssc_group from house.kind
),
money as (
    select
        selection.provider_id,
        selection.year,
        selection.cell_partner_id,
        case
            when flow.ssc_group in ('A', 'B') then flow.ssc_group
            when flow.ssc_group = 'C' or kind.ssc_group = 'B;C' then 'B'
            else '_X'
        end as ssc_group,
        selection.cell_modality as modality,
        '_T' as kind,
        '_Z' as kind_detail,
        'FLOW' as value_type,
        'USD' as unit,
        cast(flow_year.amount_usd_nominal as decimal(38, 10)) as value,
        flow.partner_id as stated_partner_id,
        case when flow_year.is_average and stated.severity < estimated.severity then 'E' else flow.obs_status end
            as obs_status
    from core.flow_selection as selection
    join core.flow as flow using (flow_id)
    join core.flow_year as flow_year on flow_year.flow_id = selection.flow_id and flow_year.year = selection.year
    join severity as stated on stated.code = flow.obs_status
    join severity as estimated on estimated.code = 'E'
    left join kind on kind.code = flow.kind
    where selection.is_selected and selection.inclusion_set = 'UNCTAD_AB' and selection.cell_kind = '_T'
),
physical as (
    select
        selection.provider_id,
        selection.year,
        selection.cell_partner_id,
        'C' as ssc_group,
        unnest(['_T', coalesce(activity.modality, '_X')]) as modality,
        selection.kind,
        selection.kind_detail,
        selection.value_type,
        selection.quantity_unit as unit,
        quantity_year.quantity_value as value,
        quantity.partner_id as stated_partner_id,
        quantity_year.obs_status
    from core.quantity_selection as selection
    join core.quantity as quantity using (quantity_id)
    join core.quantity_year as quantity_year
        on quantity_year.quantity_id = selection.quantity_id
        and quantity_year.year = selection.year
        and quantity_year.value_type = selection.value_type
    left join core.activity as activity on activity.activity_id = quantity.activity_id
    where selection.is_selected and selection.inclusion_set = 'TOSSD_LIKE'
),
figure as (
    select * from money
    union all by name
    select * from physical
),
summed as (
    select
        provider_id,
        year,
        cell_partner_id,
        ssc_group,
        modality,
        kind,
        kind_detail,
        value_type,
        unit,
        sum(value) as value,
        count(*) as n_obs,
        bool_and(stated_partner_id = '_T') as covers_all,
        arg_max(obs_status, severity.severity) as obs_status
    from figure
    join severity on severity.code = figure.obs_status
    group by provider_id, year, cell_partner_id, ssc_group, modality, kind, kind_detail, value_type, unit
),
final as (
    select
        summed.* exclude (value, covers_all, obs_status),
        summed.value,
        case
            when summed.value is null and summed.unit = 'USD' then 'O'
            when summed.value is not null and summed.cell_partner_id = '_T' and not summed.covers_all
                and own.severity < partial.severity then 'U'
            else summed.obs_status
        end as obs_status
    from summed
    join severity as own on own.code = summed.obs_status
    join severity as partial on partial.code = 'U'
)
select * from final
