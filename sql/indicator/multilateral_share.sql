/*
title:
  en: Multilateral share
  es: Peso multilateral
  pt: Peso multilateral
definition:
  en: >-
    Share of what goes through multilateral bodies and funds in a provider's gross flow; each body that figures name
    stands in item.
  es: >-
    Peso de lo que va por organismos y fondos multilaterales en el flujo bruto del oferente; cada organismo que las
    cifras nombran va en item.
  pt: >-
    Peso do que vai por organismos e fundos multilaterais no fluxo bruto do prestador; cada organismo que os números
    nomeiam vai em item.
formula: amount of modality MUL (or to one body) / the provider's total
unit: share
grain: inclusion set x provider x year x item (_Z or body)
missing:
  en: >-
    No multilateral figure, no row: an unknown share is not zero. Where only some bodies are known the value is a
    lower limit without a high. Where the total lacks an amount, or is only a lower limit, the bounds are open.
  es: >-
    Sin cifra multilateral no hay fila: un peso desconocido no es cero. Si solo se conocen algunos organismos el valor
    es un mínimo sin cota alta. Donde al total le falta un monto, o es solo un mínimo, las cotas quedan abiertas.
  pt: >-
    Sem número multilateral não há linha: um peso desconhecido não é zero. Se só se conhecem alguns organismos o valor
    é um mínimo sem limite alto. Onde falta um montante ao total, ou ele é só um mínimo, os limites ficam abertos.
caveat:
  en: >-
    The bodies' shares are not added: one may contain another.
  es: >-
    Los pesos de los organismos no se suman: uno puede contener a otro.
  pt: >-
    Os pesos dos organismos não se somam: um pode conter outro.
method_source: ABC and Ipea (Cobradi), TOSSD modality B02
version: 1
trace:
  - indicator: gross_flow
    match: {provider_id: provider_id, inclusion_set: inclusion_set, year: year}
    where: >-
      price_basis = 'nominal' and kind = '_T' and (
        partner_id = '_T' and modality in ('_T', 'MUL') and $item = '_Z'
        or modality = '_T' and partner_id in ('_T', $item))
*/
with flow as (
    select *
    from indicator.gross_flow
    where price_basis = 'nominal' and kind = '_T' and value is not null
),
body as (
    select code as partner_id from house.organisation where actor_type in ('UN_MULTI', 'DEV_BANK', 'REG_BODY')
),
part as (
    select provider_id, inclusion_set, year, '_Z' as item, value, value_high, n_obs, coverage_share, obs_status
    from flow
    where partner_id = '_T' and modality = 'MUL'
    union all by name
    select
        flow.provider_id, flow.inclusion_set, flow.year, flow.partner_id as item, flow.value, flow.value_high, flow.n_obs,
        flow.coverage_share, flow.obs_status
    from flow
    join body using (partner_id)
    where flow.modality = '_T'
),
total as (
    select provider_id, inclusion_set, year, value as total_usd, coverage_share as total_share
    from flow
    where partner_id = '_T' and modality = '_T' and value > 0
),
final as (
    select
        part.provider_id,
        part.inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        part.year,
        part.item,
        least(1, part.value / total.total_usd) as value,
        case when total.total_share = 1 then least(1, part.value / total.total_usd) end as value_low,
        case when total.total_share = 1 and part.value_high is not null then least(1, part.value / total.total_usd) end as value_high,
        part.n_obs,
        total.total_share * part.coverage_share as coverage_share,
        case when part.value > total.total_usd * 1.000001 and part.obs_status in ('A', 'B', 'P') then 'W'
            else part.obs_status
        end as obs_status
    from part
    join total using (provider_id, inclusion_set, year)
)
select * from final
