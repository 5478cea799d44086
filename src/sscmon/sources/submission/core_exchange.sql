-- one exchange a reference and pair of parties, whoever reports it; A is the first of the two codes
with leg as (
    select
        *,
        least(provider_id, partner_id) as party_a_id,
        greatest(provider_id, partner_id) as party_b_id
    from staged.submission_exchange_leg
),
final as (
    select
        'submission:' || exchange_reference || ':' || party_a_id || '-' || party_b_id as exchange_id,
        'REPORTED' as exchange_type,
        party_a_id,
        party_b_id,
        coalesce(string_agg(distinct kind, ';' order by kind) filter (where provider_id = party_a_id), '_X')
            as kinds_a_to_b,
        coalesce(string_agg(distinct kind, ';' order by kind) filter (where provider_id = party_b_id), '_X')
            as kinds_b_to_a,
        min(source_id) as source_id,
        min(source_row_key) as source_row_key,
        min(snapshot_id) as snapshot_id
    from leg
    group by exchange_reference, party_a_id, party_b_id
)
select * from final
