/*
title:
  en: Share resting on aggregate rows
  es: Peso basado en filas agregadas
  pt: Peso baseado em linhas agregadas
definition:
  en: Share of a provider's sum that rests on rows that are totals of a heading and not single contributions.
  es: Peso de la suma de un oferente que se basa en filas que son totales de un rubro y no contribuciones individuales.
  pt: Peso da soma de um prestador que se baseia em linhas que são totais de uma rubrica e não contribuições individuais.
formula: amount of rows that are totals / amount of all rows of the sum
unit: share
grain: inclusion set x provider x modality x year
missing:
  en: >-
    The share is of what is known; the low takes all that is unknown as no, the high as yes. Where nothing is known
    the value is empty with status O.
  es: >-
    El peso es sobre lo conocido; la cota baja toma lo desconocido como no, la alta como sí. Donde nada se conoce el
    valor queda vacío con estado O.
  pt: >-
    O peso é sobre o conhecido; o limite baixo toma o desconhecido como não, o alto como sim. Onde nada se conhece o
    valor fica vazio com situação O.
caveat:
  en: Such an amount cannot be divided by partner, sector or activity.
  es: Ese monto no puede dividirse por socio, sector ni actividad.
  pt: Esse montante não pode ser dividido por parceiro, setor ou atividade.
method_source: TOSSD, aggregate rows
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
    select * from core.answer_amount where process_question = 'AGGREGATE'
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
)
select * from final
