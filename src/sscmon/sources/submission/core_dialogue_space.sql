with final as (
    select
        submitted(submitter_id, space_reference) as space_id,
        space_name,
        party_id,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_dialogue_meeting
    qualify row_number() over (partition by submitter_id, space_reference order by year desc, source_row_key) = 1
)
select * from final
