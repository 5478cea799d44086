/*
definition: >
  The money figures that a sum of SDG 17.3.1 leaves out, row by row, with the reason, the objection of the receiving
  country where that is the reason, the figure preferred where they may overlap, and the document.
grain: one money figure in one year
unit: USD
columns:
  provider_en: Provider, name in English
  provider_es: Provider, name in Spanish
  provider_pt: Provider, name in Portuguese
  partner_en: Partner, name in English
  partner_es: Partner, name in Spanish
  partner_pt: Partner, name in Portuguese
  reason_en: Why it is not counted, in English
  reason_es: Why it is not counted, in Spanish
  reason_pt: Why it is not counted, in Portuguese
  detail_en: Why it is no cooperation of that year, in English
  detail_es: Why it is no cooperation of that year, in Spanish
  detail_pt: Why it is no cooperation of that year, in Portuguese
*/
with excluded as (
    select * from core.sdg_exclusion
),
party as (
    select party_id, name_en, name_es, name_pt from reference.party
),
label as (
    select codelist, code, label_en, label_es, label_pt from reference.code
),
final as (
    select
        excluded.provider_id,
        provider.name_en as provider_en,
        provider.name_es as provider_es,
        provider.name_pt as provider_pt,
        excluded.partner_id,
        partner.name_en as partner_en,
        partner.name_es as partner_es,
        partner.name_pt as partner_pt,
        excluded.year,
        excluded.sdg_class,
        excluded.sdg_channel,
        excluded.sdg_exclusion,
        reason.label_en as reason_en,
        reason.label_es as reason_es,
        reason.label_pt as reason_pt,
        excluded.selection_reason,
        detail.label_en as detail_en,
        detail.label_es as detail_es,
        detail.label_pt as detail_pt,
        excluded.is_counted_for_partner,
        flow.kind,
        flow.flow_stage,
        flow.value_op,
        flow.amount_original,
        flow.currency_code,
        excluded.amount_usd_nominal,
        excluded.objection_id,
        objection.objection_date,
        excluded.preferred_flow_id,
        excluded.flow_id,
        flow.source_id,
        flow.document_id
    from excluded
    join core.flow as flow using (flow_id)
    left join core.recipient_objection as objection using (objection_id)
    left join party as provider on provider.party_id = excluded.provider_id
    left join party as partner on partner.party_id = excluded.partner_id
    left join label as reason on reason.codelist = 'sdg_exclusion' and reason.code = excluded.sdg_exclusion
    left join label as detail on detail.codelist = 'selection_reason' and detail.code = excluded.selection_reason
)
select * from final order by provider_id, year, partner_id, flow_id
