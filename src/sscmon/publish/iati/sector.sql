/*
definition: >
  Sectors of activities whose transactions do not say them, in IATI's vocabularies, else in one of our own (99, then 98);
  99810 (not specified) where there is none. The percentages of a vocabulary sum to 100 exactly: what the rounding to
  four digits leaves goes to the largest remainders.
grain: one sector of one activity in one vocabulary
unit: percent
*/
with known as (
    select code
    from reference.code
    where codelist = 'sector_crs3' and code not in
        ('100', '110', '120', '150', '200', '300', '310', '320', '330', '400', '500', '700', '_T', '_X')
),
stated as (
    select
        activity_id,
        vocabulary,
        case
            when vocabulary = 'CRS5' and regexp_full_match(tag_code, '[0-9]{5}') then '1'
            when vocabulary = 'CRS3' and tag_code in (select code from known) then '2'
            when vocabulary = 'COFOG' then '3'
            when regexp_full_match(vocabulary, 'IATI-(4|5|6|9|10|11|12)') then substring(vocabulary, 6)
        end as vocabulary_code,
        tag_code,
        weight_share
    from core.activity_sector
),
own as (
    select
        activity_id,
        vocabulary,
        cast(100 - row_number() over (partition by activity_id order by vocabulary) as varchar) as vocabulary_code
    from (select distinct activity_id, vocabulary from stated where vocabulary_code is null)
    qualify row_number() over (partition by activity_id order by vocabulary) <= 2
),
coded as (
    select
        stated.activity_id,
        coalesce(stated.vocabulary_code, own.vocabulary_code) as vocabulary_code,
        case when stated.vocabulary_code is null then stated.vocabulary end as own_vocabulary,
        stated.tag_code as sector_code,
        sum(greatest(stated.weight_share, 0)) as weight
    from stated
    join export.level as level using (activity_id)
    left join own on own.activity_id = stated.activity_id and own.vocabulary = stated.vocabulary
    where not level.has_sector_by_transaction and coalesce(stated.vocabulary_code, own.vocabulary_code) is not null
    group by all
),
none_stated as (
    select
        activity_id,
        '1' as vocabulary_code,
        cast(null as varchar) as own_vocabulary,
        '99810' as sector_code,
        1.0 as weight
    from export.level
    where not has_sector_by_transaction and activity_id not in (select activity_id from coded)
),
shared as (
    select
        *,
        case when sum(weight) over whole > 0 then weight / sum(weight) over whole else 1 / count(*) over whole end
            * 1000000 as units,
        count(*) over whole as sector_count
    from (select * from coded union all by name select * from none_stated)
    window whole as (partition by activity_id, vocabulary_code)
),
rounded as (
    select
        *,
        row_number() over (
            partition by activity_id, vocabulary_code order by units - floor(units) desc, sector_code
        ) as place,
        1000000 - sum(cast(floor(units) as bigint)) over (partition by activity_id, vocabulary_code) as left_over
    from shared
),
final as (
    select
        activity_id,
        vocabulary_code,
        own_vocabulary,
        sector_code,
        case
            when sector_count > 1
                then cast(cast(floor(units) as bigint) + case when place <= left_over then 1 else 0 end as decimal(12, 4))
                    / 10000
        end as percentage_pct
    from rounded
)
select * from final
