/*
title:
  en: Share spent in the provider country
  es: Peso gastado en el país oferente
  pt: Peso gasto no país prestador
definition:
  en: Share of administration (910) and refugees in the provider country (930) in the money whose sector is known.
  es: Peso de administración (910) y refugiados en el país oferente (930) en el dinero cuyo sector se conoce.
  pt: Peso de administração (910) e refugiados no país prestador (930) no dinheiro cujo setor se conhece.
formula: (sector 910 + sector 930) / all with a sector, by amount
unit: share
grain: inclusion set x provider x modality x year x item
missing:
  en: >-
    The share is of what is known; the low takes all that is unknown as no, the high as yes. Where nothing is known
    there is no row. The unknown share of the total stands in item UNKNOWN.
  es: >-
    El peso es sobre lo conocido; la cota baja toma lo desconocido como no, la alta como sí. Donde nada se conoce no
    hay fila. El peso desconocido del total va en el item UNKNOWN.
  pt: >-
    O peso é sobre o conhecido; o limite baixo toma o desconhecido como não, o alto como sim. Onde nada se conhece não
    há linha. O peso desconhecido do total vai no item UNKNOWN.
caveat:
  en: Scholarships are spent in the provider country too, but go to people of the partner; they are not in it.
  es: Las becas también se gastan en el país oferente, pero van a personas del socio; no se incluyen.
  pt: As bolsas também se gastam no país prestador, mas vão a pessoas do parceiro; não se incluem.
method_source: TOSSD, sectors 910 and 930 of pillar II
version: 1
trace:
  - table: core.flow_selection
    match: {inclusion_set: inclusion_set, provider_id: provider_id, year: year, modality: cell_modality}
    where: is_selected and cell_partner_id = '_T' and cell_kind = '_T'
    id: flow_id
    rows: core.flow
    by_year: {core.flow_year: [flow_id, year]}
*/
with answer as (
    select * from core.answer_amount where process_question = 'IN_PROVIDER' and known_share > 0
),
final as (
    select
        provider_id,
        modality,
        inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        year,
        '_Z' as item,
        answer_share as value,
        answer_share_low as value_low,
        answer_share_high as value_high,
        figure_count as n_obs,
        known_share as coverage_share,
        case when answer_share is null then 'O' else obs_status end as obs_status
    from answer
    union all by name
    select
        provider_id,
        modality,
        inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        year,
        'UNKNOWN' as item,
        unknown_usd_nominal / (yes_usd_nominal + no_usd_nominal + unknown_usd_nominal) as value,
        value as value_low,
        value as value_high,
        figure_count as n_obs,
        1.0 as coverage_share,
        obs_status
    from answer
    where yes_usd_nominal + no_usd_nominal + unknown_usd_nominal > 0
)
select * from final
