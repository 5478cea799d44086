/*
definition: >
  The legs of exchanges, each at every method it can be valued by. Goods and services come from the sums in kind of a
  relation (of one kind, the figure without detail if there is one) and from money figures of compensated exchange;
  those only committed are provisional (P). In a clearing system what a country received is what it delivered; its
  operations were found over-invoiced by the authorities, so every clearing leg has status U. A leg that a party reports
  itself has its quantity at the contract price; of several reporters of one leg the one that gives is heard.
grain: one leg of one exchange in one period by one method, as one figure or sum states it
unit: USD
*/
with exchange as (
    select * from core.exchange
),
side as (
    select
        exchange_id, exchange_type, party_a_id, party_b_id, 'A_TO_B' as leg_direction, party_a_id as giver_id,
        party_b_id as taker_id, unnest(string_split(kinds_a_to_b, ';')) as kind
    from exchange
    union all
    select
        exchange_id, exchange_type, party_a_id, party_b_id, 'B_TO_A', party_b_id, party_a_id,
        unnest(string_split(kinds_b_to_a, ';'))
    from exchange
),
in_kind as (
    select
        side.*,
        cell.valuation_method,
        cell.year as period_start_year,
        cell.year as period_end_year,
        false as is_part_year,
        cast(cell.priced_low as double) as value_low_usd,
        cast(cell.amount as double) as value_central_usd,
        cast(cell.priced_high as double) as value_high_usd,
        'core.in_kind_cell:' || cell.provider_id || '/' || cell.year || '/' || cell.cell_partner_id || '/'
            || cell.cell_kind || '/' || cell.kind_detail as evidence_key,
        cell.obs_status
    from side
    join core.in_kind_cell as cell
        on cell.provider_id = side.giver_id
        and cell.cell_partner_id = side.taker_id
        and cell.cell_kind = side.kind
        and cell.value_measure = 'usd_nominal'
        and cell.valuation_method <> '_T'
        and cell.inclusion_set = 'SOLIDARITY_WIDE'
    where side.exchange_type = 'COMPENSATED'
    qualify dense_rank() over (
        partition by side.exchange_id, side.leg_direction, side.kind, cell.year
        order by cell.kind_detail <> '_Z', cell.kind_detail
    ) = 1
),
flow as (
    select * from core.flow where modality = 'EXC' and reporting_side is null
),
money as (
    select
        side.*,
        'VM_CASH' as valuation_method,
        flow.period_start_year,
        flow.period_end_year,
        flow.is_part_year,
        case when flow.value_op not in ('<=', '<') then cast(flow.amount_original as double) end as value_low_usd,
        cast(flow.amount_original as double) as value_central_usd,
        case when flow.value_op not in ('>=', '>') then cast(flow.amount_original as double) end as value_high_usd,
        'core.flow:' || flow.flow_id as evidence_key,
        case when flow.flow_stage = 'COMMITMENT' then 'P' else flow.obs_status end as obs_status
    from side
    join flow
        on flow.provider_id = side.giver_id
        and flow.partner_id = side.taker_id
        and flow.kind = side.kind
        and flow.currency_code = 'USD'
        and flow.flow_stage in ('BILL', 'COMMITMENT', 'DISBURSEMENT', 'EXPENDITURE')
    where side.exchange_type = 'COMPENSATED'
),
clearing as (
    select
        side.*,
        'VM_CASH' as valuation_method,
        flow.period_start_year,
        flow.period_end_year,
        flow.is_part_year,
        cast(flow.amount_original as double) as value_low_usd,
        cast(flow.amount_original as double) as value_central_usd,
        cast(flow.amount_original as double) as value_high_usd,
        'core.flow:' || flow.flow_id as evidence_key,
        'U' as obs_status
    from side
    join flow
        on flow.provider_id = side.party_a_id
        and flow.partner_id = side.party_b_id
        and flow.kind_detail = 'CLEARING'
        and flow.currency_code = 'USD'
        and flow.flow_stage = case side.leg_direction when 'A_TO_B' then 'RECEIVED' else 'PAID' end
    where side.exchange_type = 'CLEARING'
),
reported as (
    select
        exchange.exchange_id,
        exchange.exchange_type,
        exchange.party_a_id,
        exchange.party_b_id,
        case part.provider_id when exchange.party_a_id then 'A_TO_B' else 'B_TO_A' end as leg_direction,
        part.kind,
        'VM_EXPORT' as valuation_method,
        part.period_start_year,
        part.period_end_year,
        false as is_part_year,
        case part.currency_code when 'USD' then cast(part.quantity_value * part.unit_price_original as double) end
            as value_low_usd,
        value_low_usd as value_central_usd,
        value_low_usd as value_high_usd,
        'core.exchange_part:' || part.leg_id as evidence_key,
        part.obs_status
    from core.exchange_part as part
    join exchange using (exchange_id)
    qualify dense_rank() over (
        partition by part.exchange_id, part.provider_id
        order by part.reporting_side <> 'PROVIDER', part.reporter_id
    ) = 1
),
found as (
    select * from in_kind
    union all by name select * from money
    union all by name select * from clearing
    union all by name select * from reported
),
final as (
    select
        exchange_id || '|' || leg_direction || '|' || kind || '|' || valuation_method || '|' || evidence_key as leg_id,
        exchange_id,
        exchange_type,
        party_a_id,
        party_b_id,
        leg_direction,
        kind,
        valuation_method,
        period_start_year,
        period_end_year,
        is_part_year,
        value_low_usd,
        value_central_usd,
        value_high_usd,
        evidence_key,
        obs_status
    from found
)
select * from final
