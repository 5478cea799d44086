/*
definition: >
  Which money figures SDG 17.3.1 may count in a year, by the rules of its metadata (UN, 2023-05-15), and the first rule
  that keeps a figure out. Grants in cash or kind are class a, loans class b or c by the test of TOSSD (grant element
  of 35 percent at a discount of 5 percent). Excluded are debt relief, refugee costs in the provider country,
  administration, peace and security, export credits, private flows, equity and guarantees, maturities of a year or
  less, what harms another target, and what the receiving country objects to. The figures of a provider and year come
  through one channel, OECD, else UNCTAD, whatever source other sums take; else, through none, from that source.
grain: one money figure in one year
unit: none
*/
with flow as (
    select * from core.flow
),
included as (
    select flow_id, is_candidate, selection_reason from core.flow_inclusion where inclusion_set = 'TOSSD_LIKE'
),
channel as (
    select code as sdg_channel, cast(preference as integer) as preference, unnest(string_split(source_ids, ';')) as source_id
    from house.sdg_channel
    where source_ids is not null
),
party as (
    select party_id, party_type from reference.party
),
country as (
    select iso3, is_dac_member from reference.country
),
sector as (
    select
        flow_id,
        bool_and(sector = '910') as is_administration,
        bool_and(sector = '930') as is_refugee,
        bool_and(sector = '152') as is_security
    from core.flow_sector
    group by flow_id
),
terms as (
    select flow_id, min(maturity_years) as maturity_years
    from core.loan_terms
    where flow_id is not null
    group by flow_id
),
test as (
    select flow_id, year, is_concessional from core.loan_value where concessionality_test = 'TOSSD_IMF'
),
harmful as (
    select activity_id from core.activity where is_adverse
    union
    select activity_id from core.activity_tag where vocabulary = 'KEYWORD' and tag_code = 'NON-17.3.1'
),
objection as (
    select activity_id, provider_id, partner_id, year from core.recipient_objection
),
classed as (
    select
        flow.flow_id,
        flow_year.year,
        flow.provider_id,
        flow.partner_id,
        case
            when flow.kind = 'FIN_LOAN' or left(flow.finance_type, 2) in ('42', '43') then 'LOAN'
            when flow.kind = 'FIN_EQUITY' or flow.kind = 'ENT_JOINT' or left(flow.finance_type, 1) = '5'
                or flow.finance_type in ('310', '311', '1100') then 'EQUITY'
            when flow.kind = 'FIN_DEBT' or left(flow.finance_type, 2) in ('60', '61', '62', '63')
                or left(flow.modality_tossd, 1) = 'F' then 'DEBT'
            when flow.finance_type in ('110', '210', '2100', '3100') then 'GRANT'
            when flow.kind in ('_T', '_X', 'ENE_OIL', 'ENE_GAS', 'TRD_TARIFF', 'TRD_PURCH', 'CTX') then 'UNKNOWN'
            else 'GRANT'
        end as instrument,
        coalesce(channel.sdg_channel, 'NONE') as sdg_channel,
        coalesce(channel.preference, 9) as preference,
        included.is_candidate or channel.sdg_channel is not null and included.selection_reason = 'OTHER_SOURCE'
            as is_candidate,
        flow.kind,
        flow.flow_type,
        flow.modality_tossd,
        flow.kind_detail,
        flow.activity_id,
        terms.maturity_years,
        test.is_concessional,
        sector.is_administration,
        sector.is_refugee,
        sector.is_security
    from flow
    join core.flow_year as flow_year using (flow_id)
    join included using (flow_id)
    left join channel on channel.source_id = flow.source_id
    left join terms using (flow_id)
    left join test on test.flow_id = flow.flow_id and test.year = flow_year.year
    left join sector using (flow_id)
),
channelled as (
    select
        *,
        min(preference) filter (where is_candidate) over (partition by provider_id, year) as best_preference
    from classed
),
judged as (
    select
        channelled.*,
        case
            when instrument = 'LOAN' and is_concessional then 'LOAN_CONCESSIONAL'
            when instrument = 'LOAN' and not is_concessional then 'LOAN_OTHER'
            when instrument = 'GRANT' then 'GRANT'
            else '_X'
        end as sdg_class,
        case
            when not is_candidate then 'NOT_COOPERATION'
            when party.party_type = 'organisation' then 'NOT_A_COUNTRY'
            when country.is_dac_member then 'NOT_DEVELOPING'
            when instrument = 'DEBT' then 'DEBT_RELIEF'
            when is_refugee or modality_tossd in ('I', 'I01', 'I02', 'I05') then 'REFUGEE_COSTS'
            when is_administration or modality_tossd = 'G01' then 'ADMINISTRATION'
            when is_security or kind = 'PKO' then 'PEACE_SECURITY'
            when flow_type = '22' or kind_detail = 'EXPCREDIT' then 'EXPORT_CREDIT'
            when flow_type in ('30', '36', '37') then 'PRIVATE_FLOW'
            when instrument = 'EQUITY' then 'EQUITY'
            when maturity_years <= 1 then 'SHORT_MATURITY'
            when activity_id in (select activity_id from harmful) then 'HARM'
            when exists (
                select 1 from objection
                where objection.activity_id = channelled.activity_id
                    or objection.activity_id is null
                    and objection.provider_id = channelled.provider_id
                    and objection.partner_id = channelled.partner_id
                    and coalesce(objection.year = channelled.year, true)
            ) then 'RECIPIENT_OBJECTS'
            when preference > best_preference then 'OTHER_CHANNEL'
            when instrument = 'UNKNOWN' then 'KIND_UNKNOWN'
            when instrument = 'LOAN' and is_concessional is null then 'TERMS_UNKNOWN'
        end as sdg_exclusion
    from channelled
    left join party on party.party_id = channelled.partner_id
    left join country on country.iso3 = channelled.partner_id
),
final as (
    select
        flow_id,
        year,
        provider_id,
        partner_id,
        sdg_class,
        sdg_channel,
        sdg_exclusion is null as is_candidate,
        sdg_exclusion
    from judged
)
select * from final
