-- Each transaction that is a flow of its provider, split by partner and sector. Shares are whole numbers (millionths
-- of a percent), amounts ten-thousandths of the currency's unit; what the division leaves over goes to the largest
-- remainders, then by partner and sector, so that the parts sum to the transaction to the last digit.
with activity as (
    select * from core.activity where source_id = 'iati'
),
country as (
    select iso2, iso3, is_dac_member = 'true' as is_dac_member from house.country
),
organisation as (
    select org_id, iso3, case when actor_type = 'GOV_NAT' then coalesce(iso3, org_id) else org_id end as party_id
    from core.organisation
    where source_id = 'iati'
),
funder as (
    select activity_key, min(org_id_of('IATI', org_ref, org_name)) as org_id
    from staged.iati_participating_org
    where participation_role_code = '1'
    group by activity_key
    having count(distinct org_id_of('IATI', org_ref, org_name)) = 1
),
reporter as (
    select
        report.activity_key,
        org_id_of('IATI', report.reporting_org_ref, report.reporting_org_name) as org_id,
        coalesce(report.is_secondary_reporter, false) or reviewed.org_ref is not null as is_secondary,
        report.default_flow_type_code,
        report.default_finance_type_code,
        report.default_aid_type_code,
        report.default_tied_status_code
    from staged.iati_activity as report
    left join mapping.iati_secondary_reporter as reviewed on reviewed.org_ref = upper(report.reporting_org_ref)
),
transaction as (
    select
        given.*,
        type.flow_stage,
        type.note,
        activity.activity_id,
        activity.modality,
        activity.framework_of_collaboration,
        reporter.is_secondary,
        coalesce(
            case
                when type.flow_stage <> 'REPAYMENT'
                    then org_id_of('IATI', given.provider_org_ref, given.provider_org_name)
            end,
            case when reporter.is_secondary then funder.org_id end,
            reporter.org_id
        ) as provider_org_id,
        coalesce(given.flow_type_code, reporter.default_flow_type_code) as flow_type,
        coalesce(given.finance_type_code, reporter.default_finance_type_code) as finance_type,
        coalesce(given.aid_type_code, reporter.default_aid_type_code) as aid_type,
        coalesce(given.tied_status_code, reporter.default_tied_status_code) as tied_status,
        cast(given.stated_value as decimal(24, 4)) as amount
    from staged.iati_transaction as given
    join activity on activity.source_row_key = given.activity_key
    join reporter using (activity_key)
    left join funder using (activity_key)
    join mapping.iati_transaction_type as type on type.code = given.transaction_type_code
    where type.flow_stage is not null
),
given_part as (
    select
        coalesce(recipient.transaction_key, recipient.activity_key) as owner_key,
        'partner' as dimension,
        coalesce(country.iso3, region.party_id, '_X') as code,
        recipient.percentage_pct
    from staged.iati_recipient as recipient
    left join country on recipient.recipient_type = 'country' and country.iso2 = upper(recipient.code)
    left join house.dac_area as region
        on recipient.recipient_type = 'region'
        and region.code = recipient.code
        and coalesce(recipient.vocabulary_code, '1') = '1'
    union all
    select
        coalesce(transaction_key, activity_key),
        'sector',
        left(code, 3),
        percentage_pct
    from staged.iati_sector
    where coalesce(vocabulary_code, '1') in ('1', '2')
    qualify coalesce(vocabulary_code, '1')
        = min(coalesce(vocabulary_code, '1')) over (partition by coalesce(transaction_key, activity_key))
),
counted_part as (
    select
        *,
        cast(round(percentage_pct * 1000000) as bigint) as stated_weight,
        cast(coalesce(sum(cast(round(percentage_pct * 1000000) as bigint)) over whole, 0) as bigint) as stated_sum,
        count(*) filter (where percentage_pct is null) over whole as unstated_count
    from given_part
    window whole as (partition by owner_key, dimension)
),
part as (
    select
        owner_key,
        dimension,
        case when dimension = 'partner' or listed.code is not null then counted_part.code end as code,
        cast(
            sum(
                case
                    when stated_sum = 0 and unstated_count = 0 then 1
                    else coalesce(stated_weight, greatest(100000000 - stated_sum, 0) // unstated_count)
                end
            ) as bigint
        ) as weight
    from counted_part
    left join house.sector_crs3 as listed on listed.code = counted_part.code
    group by all
    having weight > 0
),
owner as (
    select dimension, owner_key, cast(sum(weight) as bigint) as weight_sum from part group by dimension, owner_key
),
owned as (
    select
        transaction.source_row_key as transaction_key,
        coalesce(own_partner.owner_key, activity_partner.owner_key) as partner_owner_key,
        coalesce(own_partner.weight_sum, activity_partner.weight_sum, 1) as partner_weight_sum,
        coalesce(own_sector.owner_key, activity_sector.owner_key) as sector_owner_key,
        coalesce(own_sector.weight_sum, activity_sector.weight_sum, 1) as sector_weight_sum
    from transaction
    left join owner as own_partner
        on own_partner.owner_key = transaction.source_row_key and own_partner.dimension = 'partner'
    left join owner as activity_partner
        on activity_partner.owner_key = transaction.activity_key and activity_partner.dimension = 'partner'
    left join owner as own_sector
        on own_sector.owner_key = transaction.source_row_key and own_sector.dimension = 'sector'
    left join owner as activity_sector
        on activity_sector.owner_key = transaction.activity_key and activity_sector.dimension = 'sector'
),
crossed as (
    select
        transaction.*,
        coalesce(partner.code, '_X') as partner_id,
        sector.code as sector_code,
        abs(cast(replace(cast(transaction.amount as varchar), '.', '') as hugeint)) as units,
        cast(coalesce(partner.weight, 1) as hugeint) * coalesce(sector.weight, 1) as weight,
        cast(owned.partner_weight_sum as hugeint) * owned.sector_weight_sum as weight_sum
    from transaction
    join owned on owned.transaction_key = transaction.source_row_key
    left join part as partner on partner.owner_key = owned.partner_owner_key and partner.dimension = 'partner'
    left join part as sector on sector.owner_key = owned.sector_owner_key and sector.dimension = 'sector'
),
divided as (
    select
        *,
        cast(units * weight // weight_sum as bigint) as whole_units,
        row_number() over (
            partition by source_row_key order by units * weight % weight_sum desc, partner_id, sector_code
        ) as place,
        count(*) over (partition by source_row_key) as part_count
    from crossed
),
shared as (
    select
        *,
        whole_units + case
            when place <= units - sum(whole_units) over (partition by source_row_key) then 1 else 0
        end as part_units
    from divided
),
kind as (
    select code, ssc_group from house.kind
),
final as (
    select
        'iati:' || shared.source_row_key || '~' || shared.partner_id || '~' || coalesce(shared.sector_code, '_X')
            as flow_id,
        shared.activity_id,
        coalesce(organisation.party_id, '_X') as provider_id,
        shared.partner_id,
        year(shared.transaction_date) as period_start_year,
        year(shared.transaction_date) as period_end_year,
        false as is_part_year,
        shared.flow_stage,
        shared.modality,
        coalesce(by_aid.kind, by_finance.kind, '_X') as kind,
        shared.sector_code,
        listed_finance.code as finance_type,
        listed_flow.code as flow_type,
        case when kind.ssc_group in ('A', 'B', 'C') then kind.ssc_group end as ssc_group,
        case
            when shared.is_secondary then 'UNDETERMINED'
            when shared.framework_of_collaboration = 'FC02' then 'SSC'
            when shared.framework_of_collaboration is not null and not provider.is_dac_member then 'SSC'
            else 'UNDETERMINED'
        end as ssc_eligibility,
        case when shared.tied_status in ('3', '4', '5') then shared.tied_status end as tied_status,
        '=' as value_op,
        cast(cast(shared.part_units as decimal(20, 0)) * cast(0.0001 as decimal(5, 4)) as decimal(24, 4))
            * case when shared.amount < 0 then -1 else 1 end as amount_original,
        shared.currency_code,
        coalesce(try_cast(shared.value_date_text as date), shared.transaction_date) as value_date,
        'V' as price_base,
        false as is_total,
        shared.part_count > 1 as is_derived,
        case when shared.is_secondary then 'B' else 'A' end as confidence,
        nullif(
            concat_ws('; ', shared.note, case when shared.is_secondary then 'told by a secondary reporter' end), ''
        ) as note,
        case when shared.part_count > 1 then 'E' else 'A' end as obs_status,
        shared.source_id,
        shared.source_row_key,
        shared.snapshot_id
    from shared
    left join organisation on organisation.org_id = shared.provider_org_id
    left join country as provider on provider.iso3 = organisation.iso3
    left join mapping.iati_kind as by_aid on by_aid.list = 'aid_type' and by_aid.code = shared.aid_type
    left join mapping.iati_kind as by_finance
        on by_finance.list = 'finance_type' and by_finance.code = shared.finance_type
    left join kind on kind.code = coalesce(by_aid.kind, by_finance.kind, '_X')
    left join house.finance_type as listed_finance on listed_finance.code = shared.finance_type
    left join house.flow_type as listed_flow on listed_flow.code = shared.flow_type
    where shared.part_units > 0 or shared.place = 1
)
select * from final
