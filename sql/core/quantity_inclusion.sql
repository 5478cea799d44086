/*
definition: >
  Which physical figures each inclusion set may count and value. A physical figure states no modality: it has that of
  its activity; else fuel on preferential terms is compensated exchange (EXC), support to movements is cooperation
  between peoples (P2P), and any other is in every set whose modalities it could have. UNCTAD_A has nothing physical:
  its modalities are financial. UNCTAD_AB has what may be said in money; what belongs to group C alone stays out, so that
  it is never turned into dollars there. That a figure is no delivered cooperation at all is told by core.quantity_year.
grain: one physical figure and one inclusion set
unit: none
*/
with kind as (
    select code as kind, ssc_group from house.kind
),
quantity as (
    select
        quantity.quantity_id,
        quantity.kind,
        kind.ssc_group,
        coalesce(
            nullif(activity.modality, '_X'),
            case
                when quantity.kind in ('ENE_OIL', 'ENE_GAS') then 'EXC'
                when quantity.kind = 'MOV' then 'P2P'
            end
        ) as modality
    from core.quantity as quantity
    left join kind using (kind)
    left join core.activity as activity using (activity_id)
),
inclusion_set as (
    select code as inclusion_set from house.inclusion_set where code <> '_Z'
),
judged as (
    select
        quantity.quantity_id,
        inclusion_set.inclusion_set,
        case inclusion_set.inclusion_set
            when 'STRICT_SSC' then quantity.modality not in ('BIL', 'BID', 'TRI', 'REG') or quantity.kind = 'ENT_JOINT'
            when 'TOSSD_LIKE' then quantity.modality not in ('BIL', 'BID', 'TRI', 'REG', 'MUL', 'MIX')
            when 'UNCTAD_A' then true
            when 'UNCTAD_AB' then quantity.modality not in ('BIL', 'BID', 'TRI', 'REG', 'MUL', 'MIX')
                or not regexp_matches(coalesce(quantity.ssc_group, ''), '[AB]')
        end as is_out
    from quantity
    cross join inclusion_set
),
final as (
    select
        quantity_id,
        inclusion_set,
        coalesce(not is_out, true) as is_candidate,
        case when is_out then 'NOT_IN_SET' end as selection_reason
    from judged
)
select * from final
