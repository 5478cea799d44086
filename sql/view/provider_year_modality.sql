/*
definition: >
  Gross flow of each provider by year and modality in current dollars, beside the provider's total and the share
  the modality has in it. _T is all modalities. Where the high is more than three times the low no central value is
  shown.
grain: one provider, year, modality and inclusion set
unit: USD
columns:
  provider_name: Provider, name in English
  modality_name: Modality, label in English
  low_usd_nominal: Low gross flow at current prices [USD]
  central_usd_nominal: Central gross flow at current prices; empty where high is more than three times low [USD]
  high_usd_nominal: High gross flow at current prices; empty where there is no upper limit [USD]
  modality_share: Share of the modality in the provider's total [share]
*/
with flow as (
    select * from indicator.gross_flow where price_basis = 'nominal' and partner_id = '_T' and kind = '_T'
),
label as (
    select code, label_en from reference.code where codelist = 'modality'
),
final as (
    select
        flow.provider_id,
        party.name_en as provider_name,
        flow.year,
        flow.modality,
        label.label_en as modality_name,
        flow.inclusion_set,
        flow.value_low as low_usd_nominal,
        case when coalesce(flow.value_high <= 3 * flow.value_low, true) then flow.value end as central_usd_nominal,
        flow.value_high as high_usd_nominal,
        share.value as modality_share,
        flow.n_obs,
        flow.coverage_share,
        flow.obs_status
    from flow
    left join indicator.modality_share_amount as share
        on share.provider_id = flow.provider_id
        and share.year = flow.year
        and share.inclusion_set = flow.inclusion_set
        and share.modality = flow.modality
    left join reference.party as party on party.party_id = flow.provider_id
    left join label on label.code = flow.modality
)
select * from final order by provider_id, year, modality, inclusion_set
