/*
definition: >
  Figures that contradict one another, found by rule and not by name. DIRECTION: claims on one exchange name different
  givers. UNIT: two cumulative figures of one series that follow each other are in different units.
  TOTAL_AGAINST_PARTS: parts of one document add up to more than the total it states. CUMULATIVE_GOES_DOWN: a later
  cumulative figure that covers at least as much is below an earlier one. SAME_THING: two figures given for the same
  thing and period differ by more than one percent (and less than four times, else they are not the same). Strict where the two cannot both hold even as figures of "at
  least", "at most" or "about".
grain: one pair of figures and one rule
unit: none
*/
with scope as (
    select party_id, member_party_id from reference.party_scope
),
claim as (
    select * from core.claim
),
direction as (
    select
        'DIRECTION' as contradiction_rule,
        'core.claim:' || a.claim_id as left_key,
        'core.claim:' || b.claim_id as right_key,
        a.direction_from_id || ' -> ' || coalesce(a.direction_to_id, '?') as left_text,
        b.direction_from_id || ' -> ' || coalesce(b.direction_to_id, '?') as right_text,
        a.document_id = b.document_id as is_strict
    from claim as a
    join claim as b on b.claim_topic = a.claim_topic and b.claim_id > a.claim_id
    where a.direction_from_id <> b.direction_from_id
),
quantity as (
    select
        quantity_id,
        'core.quantity:' || quantity_id as key,
        provider_id,
        partner_id,
        kind,
        coalesce(kind_detail, '_Z') as kind_detail,
        quantity_unit,
        value_type,
        period_start_year,
        period_end_year,
        as_of_date,
        alt_group,
        value_op,
        cast(quantity_value as double) as amount,
        case when value_op in ('=', '>=', '>') then cast(quantity_value as double)
            when value_op = '~' then 0.9 * cast(quantity_value as double) end as at_least,
        case when value_op in ('=', '<=', '<') then cast(quantity_value as double)
            when value_op = '~' then 1.1 * cast(quantity_value as double) end as at_most,
        case value_op when '=' then '' else value_op || ' ' end || format('{:,}', cast(quantity_value as bigint)) || ' '
            || quantity_unit || coalesce(', ' || strftime(as_of_date, '%Y-%m-%d'), '') || ' [' || document_id || ']'
            as printed
    from core.quantity
),
cumulative as (
    select * from quantity where value_type = 'CUMULATIVE' and as_of_date is not null
),
series_unit as (
    select
        'UNIT' as contradiction_rule,
        lag(key) over series as left_key,
        key as right_key,
        lag(printed) over series as left_text,
        printed as right_text,
        false as is_strict,
        lag(quantity_unit) over series as unit_before,
        quantity_unit
    from cumulative
    where quantity_unit in ('person', 'operation', 'consultation', 'case', 'birth')
    window series as (
        partition by provider_id, partner_id, kind, kind_detail order by as_of_date, quantity_id
    )
),
falling as (
    select
        'CUMULATIVE_GOES_DOWN' as contradiction_rule,
        a.key as left_key,
        b.key as right_key,
        a.printed as left_text,
        b.printed as right_text,
        coalesce(a.at_least > b.at_most, false) as is_strict
    from cumulative as a
    join cumulative as b
        on b.kind = a.kind
        and b.kind_detail = a.kind_detail
        and b.quantity_unit = a.quantity_unit
        and b.as_of_date > a.as_of_date
        and b.amount < a.amount
        and (year(b.as_of_date) > year(a.as_of_date)
            or (dayofyear(a.as_of_date) > 1 and dayofyear(b.as_of_date) > 1))
        and (b.period_start_year <= a.period_start_year
            or (a.period_start_year is null and b.period_start_year is null))
    join scope as provider on provider.party_id = b.provider_id and provider.member_party_id = a.provider_id
    join scope as partner on partner.party_id = b.partner_id and partner.member_party_id = a.partner_id
),
flow as (
    select
        flow.*,
        'core.flow:' || flow_id as key,
        cast(amount_original as double) as amount,
        case when value_op in ('=', '>=', '>') then cast(amount_original as double)
            when value_op = '~' then 0.9 * cast(amount_original as double) end as at_least,
        case when value_op in ('=', '<=', '<') then cast(amount_original as double)
            when value_op = '~' then 1.1 * cast(amount_original as double) end as at_most,
        case value_op when '=' then '' else value_op || ' ' end || format('{:,}', cast(amount_original as bigint)) || ' '
            || currency_code || coalesce(', ' || period_start_year || '-' || period_end_year, '')
            || coalesce(' [' || document_id || ']', '') as printed
    from core.flow as flow
),
same_quantity as (
    select
        'SAME_THING' as contradiction_rule,
        a.key as left_key,
        b.key as right_key,
        a.printed as left_text,
        b.printed as right_text,
        coalesce(a.at_least > b.at_most or b.at_least > a.at_most, false) as is_strict
    from quantity as a
    join quantity as b on b.alt_group = a.alt_group and b.quantity_id > a.quantity_id
    where b.quantity_unit = a.quantity_unit
        and b.value_type = a.value_type
        and b.kind_detail = a.kind_detail
        and (b.as_of_date = a.as_of_date or dayofyear(a.as_of_date) = 1 or dayofyear(b.as_of_date) = 1
            or (a.as_of_date is null and b.as_of_date is null)
            or (a.value_type = 'CUMULATIVE' and year(a.as_of_date) = year(b.as_of_date)))
        and greatest(a.amount, b.amount) between 1.01 * least(a.amount, b.amount) and 4 * least(a.amount, b.amount)
),
same_flow as (
    select
        'SAME_THING' as contradiction_rule,
        a.key as left_key,
        b.key as right_key,
        a.printed as left_text,
        b.printed as right_text,
        coalesce(a.at_least > b.at_most or b.at_least > a.at_most, false) as is_strict
    from flow as a
    join flow as b on b.alt_group = a.alt_group and b.flow_id > a.flow_id
    where b.currency_code = a.currency_code
        and b.price_base = a.price_base
        and b.flow_stage = a.flow_stage
        and coalesce(b.period_start_year, 0) = coalesce(a.period_start_year, 0)
        and coalesce(b.period_end_year, 0) = coalesce(a.period_end_year, 0)
        and a.is_part_year = b.is_part_year
        and greatest(a.amount, b.amount) between 1.01 * least(a.amount, b.amount) and 4 * least(a.amount, b.amount)
),
part as (
    select
        total.key as left_key,
        total.printed as left_text,
        total.amount as total_amount,
        total.at_most,
        dimension.dimension,
        min(piece.key) as right_key,
        sum(piece.amount) as amount,
        count(*) as part_count
    from flow as total
    cross join (select unnest(['partner', 'kind']) as dimension) as dimension
    join flow as piece
        on piece.document_id = total.document_id
        and piece.provider_id = total.provider_id
        and piece.currency_code = total.currency_code
        and piece.price_base = total.price_base
        and piece.flow_stage = total.flow_stage
        and coalesce(piece.period_start_year, 0) = coalesce(total.period_start_year, 0)
        and coalesce(piece.period_end_year, 0) = coalesce(total.period_end_year, 0)
        and piece.is_part_year = total.is_part_year
        and not piece.is_total
        and piece.alt_group is null
        and piece.modality not in ('CONTEXT', 'MUL')
        and case dimension.dimension
            when 'partner' then total.partner_id = '_T' and piece.partner_id <> '_T' and piece.kind = total.kind
            else total.kind = '_T' and piece.kind <> '_T' and piece.partner_id = total.partner_id
        end
    where total.is_total
    group by all
),
parts as (
    select
        'TOTAL_AGAINST_PARTS' as contradiction_rule,
        left_key,
        right_key,
        left_text,
        part_count || ' x ' || dimension || ' = ' || format('{:,}', cast(amount as bigint)) as right_text,
        coalesce(amount > at_most, false) as is_strict
    from part
    where amount > 1.01 * total_amount
),
found as (
    select * from direction
    union all by name
    select contradiction_rule, left_key, right_key, left_text, right_text, is_strict
    from series_unit
    where unit_before <> quantity_unit
    union all by name select * from falling
    union all by name select * from same_quantity
    union all by name select * from same_flow
    union all by name select * from parts
),
final as (
    select
        contradiction_rule || ':' || left(sha256(contradiction_rule || '|' || left_key || '|' || right_key), 10)
            as contradiction_id,
        contradiction_rule,
        left_key,
        right_key,
        coalesce(left_text, left_key) as left_text,
        coalesce(right_text, right_key) as right_text,
        is_strict
    from found
)
select * from final
