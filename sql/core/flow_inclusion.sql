/*
definition: >
  Which money figures each inclusion set may sum. Only delivered cooperation at current prices with a period
  counts; the set then decides by modality and by group of the kind. Every other figure has the first reason
  that keeps it out. STRICT_SSC: bilateral, bidirectional, triangular and regional, without capital of banks and funds.
  TOSSD_LIKE: official modalities with contributions to multilateral bodies. UNCTAD_A: financial kinds (group A).
  UNCTAD_AB: official modalities and everything said in money (groups A and B). SOLIDARITY_WIDE: all of it.
grain: one figure and one inclusion set
unit: none
*/
with flow as (
    select * from core.flow
),
stage as (
    select code, is_delivered = 'true' as is_delivered from house.flow_stage
),
kind as (
    select code, ssc_group from house.kind
),
inclusion_set as (
    select code as inclusion_set from house.inclusion_set where code <> '_Z'
),
common as (
    select
        flow.flow_id,
        flow.modality,
        flow.kind,
        kind.ssc_group,
        case
            when flow.ssc_eligibility = 'UNDETERMINED' then 'UNDETERMINED'
            when flow.ssc_eligibility <> 'SSC' then 'CONTEXT'
            when flow.provider_id = flow.partner_id then 'DOMESTIC'
            when flow.flow_stage in ('CUMULATIVE', 'YEARLY_AVG', 'ESTIMATE', 'DECLARED', 'CLAIMED', 'SAVING_CLAIMED',
                'VALUE_ESTIMATE') then 'NOT_A_FLOW'
            when flow.flow_stage is null or not stage.is_delivered then 'NOT_DELIVERED'
            when flow.period_start_year is null or flow.period_end_year is null then 'NO_PERIOD'
            when flow.is_part_year then 'PART_YEAR'
            when flow.price_base not in ('V', '_X') then 'CONSTANT_PRICES'
        end as reason
    from flow
    left join stage on stage.code = flow.flow_stage
    left join kind on kind.code = flow.kind
),
judged as (
    select
        common.flow_id,
        inclusion_set.inclusion_set,
        coalesce(
            common.reason,
            case
                when inclusion_set.inclusion_set = 'STRICT_SSC'
                    and (common.modality not in ('BIL', 'BID', 'TRI', 'REG') or common.kind = 'FIN_EQUITY')
                    then 'NOT_IN_SET'
                when inclusion_set.inclusion_set = 'TOSSD_LIKE'
                    and common.modality not in ('BIL', 'BID', 'TRI', 'REG', 'MUL', 'MIX') then 'NOT_IN_SET'
                when inclusion_set.inclusion_set = 'UNCTAD_A'
                    and (common.ssc_group is distinct from 'A'
                        or common.modality not in ('BIL', 'BID', 'TRI', 'REG', 'MUL', 'MIX')) then 'NOT_IN_SET'
                when inclusion_set.inclusion_set = 'UNCTAD_AB'
                    and common.modality not in ('BIL', 'BID', 'TRI', 'REG', 'MUL', 'MIX') then 'NOT_IN_SET'
            end
        ) as selection_reason
    from common
    cross join inclusion_set
),
final as (
    select flow_id, inclusion_set, selection_reason is null as is_candidate, selection_reason from judged
)
select * from final
