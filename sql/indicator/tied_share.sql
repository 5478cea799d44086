/*
title:
  en: Tied share
  es: Peso de la cooperación atada
  pt: Peso da cooperação vinculada
definition:
  en: Share of the money whose purchases are tied to the provider, wholly or in part, in the money whose tying is known.
  es: Peso del dinero cuyas compras están atadas al oferente, en todo o en parte, en el dinero cuya atadura se conoce.
  pt: >-
    Peso do dinheiro cujas compras são vinculadas ao prestador, no todo ou em parte, no dinheiro cuja vinculação se
    conhece.
formula: (tied + partially tied) / (tied + partially tied + untied), by amount
unit: share
grain: inclusion set x provider x modality x year x item
missing:
  en: >-
    The share is of what is known; the low takes all that is unknown as no, the high as yes. Where nothing is known
    the value is empty with status O. The unknown share of the total stands in item UNKNOWN.
  es: >-
    El peso es sobre lo conocido; la cota baja toma lo desconocido como no, la alta como sí. Donde nada se conoce el
    valor queda vacío con estado O. El peso desconocido del total va en el item UNKNOWN.
  pt: >-
    O peso é sobre o conhecido; o limite baixo toma o desconhecido como não, o alto como sim. Onde nada se conhece o
    valor fica vazio com situação O. O peso desconhecido do total vai no item UNKNOWN.
caveat:
  en: Unknown is never counted as untied.
  es: Lo desconocido nunca cuenta como no atado.
  pt: O desconhecido nunca conta como não vinculado.
method_source: IATI and OECD DAC, tied status
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
    select * from core.answer_amount where process_question = 'TIED'
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
