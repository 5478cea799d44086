with final as (
    select
        org_reference as org_id,
        org_name,
        acronym,
        actor_type,
        country_code as iso3,
        source_id,
        source_row_key,
        snapshot_id
    from staged.submission_organisation
    where org_reference not in (select code from house.organisation)
    qualify row_number() over (partition by org_reference order by submitter_id) = 1
)
select * from final
