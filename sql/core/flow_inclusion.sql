/*
definition: >
  Which money figures each inclusion set may sum. Only delivered cooperation at current prices with a period
  counts; the set then decides by modality and by group of the kind. Every other figure has the first reason
  that keeps it out. STRICT_SSC: bilateral, bidirectional, triangular and regional, without capital of banks and funds.
  TOSSD_LIKE: official modalities with contributions to multilateral bodies. UNCTAD_A: financial kinds (group A).
  UNCTAD_AB: official modalities and everything said in money (groups A and B). SOLIDARITY_WIDE: all of it.
  Of several sources with such figures for one provider and year, the first in the published order
  (house.source_precedence, measure money) is taken and the others stand beside it.
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
        flow.provider_id,
        flow.source_id,
        flow.period_start_year,
        flow.period_end_year,
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
precedence as (
    select
        source_id,
        provider_id,
        rank::integer as rank,
        coalesce(first_year::integer, 0) as first_year,
        coalesce(last_year::integer, 9999) as last_year
    from house.source_precedence
    where measure = 'money'
),
eligible as (
    select
        flow_id, provider_id, source_id, unnest(range(period_start_year, period_end_year + 1)) as year
    from common
    where reason is null
),
given as (
    select distinct provider_id, source_id, year from eligible
),
chosen as (
    select given.provider_id, given.year, given.source_id
    from given
    left join precedence as own
        on own.source_id = given.source_id
        and own.provider_id = given.provider_id
        and given.year between own.first_year and own.last_year
    left join precedence as general
        on general.source_id = given.source_id
        and general.provider_id = '*'
        and given.year between general.first_year and general.last_year
    qualify row_number() over (
        partition by given.provider_id, given.year order by coalesce(own.rank, general.rank, 1000), given.source_id
    ) = 1
),
beside as (
    select distinct eligible.flow_id
    from eligible
    join chosen using (provider_id, year)
    where chosen.source_id <> eligible.source_id
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
            end,
            case when beside.flow_id is not null then 'OTHER_SOURCE' end
        ) as selection_reason
    from common
    cross join inclusion_set
    left join beside on beside.flow_id = common.flow_id
),
final as (
    select flow_id, inclusion_set, selection_reason is null as is_candidate, selection_reason from judged
)
select * from final
