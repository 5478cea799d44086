-- values reached by indicators that count units, where the indicator's title says of what, or a reference in the house's
-- own vocabulary (kind|detail|type of value|unit) says it all; the others stay staged
with activity as (
    select * from core.activity where source_id = 'iati'
),
organisation as (
    select org_id, iso3, case when actor_type = 'GOV_NAT' then coalesce(iso3, org_id) else org_id end as party_id
    from core.organisation
    where source_id = 'iati'
),
country as (
    select iso2, iso3, is_dac_member = 'true' as is_dac_member from house.country
),
reporter as (
    select
        report.activity_key,
        organisation.party_id,
        organisation.iso3,
        coalesce(report.is_secondary_reporter, false) or reviewed.org_ref is not null as is_secondary
    from staged.iati_activity as report
    left join organisation
        on organisation.org_id = org_id_of('IATI', report.reporting_org_ref, report.reporting_org_name)
    left join mapping.iati_secondary_reporter as reviewed on reviewed.org_ref = upper(report.reporting_org_ref)
),
single_partner as (
    select recipient.activity_key, min(country.iso3) as iso3
    from staged.iati_recipient as recipient
    join country on country.iso2 = upper(recipient.code)
    where recipient.recipient_type = 'country' and recipient.transaction_key is null
    group by recipient.activity_key
    having count(distinct country.iso3) = 1
),
own as (
    select
        split.source_row_key,
        kind.code as kind,
        detail.code as kind_detail,
        value_type.code as value_type,
        unit.code as quantity_unit
    from (
        select source_row_key, string_split(indicator_code, '|') as parts
        from staged.iati_result
        where indicator_uri = 'urn:sscmon:vocabulary:kind'
    ) as split
    join house.kind as kind on kind.code = split.parts[1]
    left join house.kind_detail as detail on detail.code = split.parts[2]
    join house.value_type as value_type on value_type.code = split.parts[3]
    join house.quantity_unit as unit on unit.code = split.parts[4]
),
counted as (
    select
        result.*,
        own.kind,
        own.kind_detail,
        own.value_type,
        coalesce(own.quantity_unit, unit.quantity_unit) as quantity_unit
    from staged.iati_result as result
    left join own using (source_row_key)
    left join mapping.iati_unit as unit on regexp_matches(lower(result.indicator_title), unit.pattern)
    where result.indicator_measure_code = '1'
        and regexp_full_match(result.actual_value_text, '[0-9]{1,15}(\.[0-9]{1,10})?')
        and (own.kind is not null or unit.pattern is not null)
    qualify row_number() over (partition by result.source_row_key order by cast(unit.preference as integer)) = 1
),
final as (
    select
        'iati:' || counted.source_row_key as quantity_id,
        activity.activity_id,
        coalesce(reporter.party_id, '_X') as provider_id,
        coalesce(single_partner.iso3, '_X') as partner_id,
        case
            when try_cast(counted.period_start_text as date) <= try_cast(counted.period_end_text as date)
                then year(try_cast(counted.period_start_text as date))
        end as period_start_year,
        year(try_cast(counted.period_end_text as date)) as period_end_year,
        false as is_part_year,
        coalesce(counted.kind, '_X') as kind,
        counted.kind_detail,
        '=' as value_op,
        cast(counted.actual_value_text as decimal(38, 10)) as quantity_value,
        counted.quantity_unit,
        coalesce(counted.value_type, 'FLOW') as value_type,
        'C' as ssc_group,
        case
            when reporter.is_secondary then 'UNDETERMINED'
            when activity.framework_of_collaboration = 'FC02' then 'SSC'
            when activity.framework_of_collaboration is not null and not country.is_dac_member then 'SSC'
            else 'UNDETERMINED'
        end as ssc_eligibility,
        case when reporter.is_secondary then 'B' else 'A' end as confidence,
        concat_ws(
            '; ',
            counted.indicator_title,
            'the publisher does not say whether later periods contain earlier ones',
            case when reporter.is_secondary then 'told by a secondary reporter' end
        ) as note,
        'U' as obs_status,
        counted.source_id,
        counted.source_row_key,
        counted.snapshot_id
    from counted
    join activity on activity.source_row_key = counted.activity_key
    left join reporter using (activity_key)
    left join single_partner using (activity_key)
    left join country on country.iso3 = reporter.iso3
)
select * from final
