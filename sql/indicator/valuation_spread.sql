/*
title:
  en: Spread of valuations
  es: Dispersión de las valoraciones
  pt: Dispersão das valorações
definition:
  en: How far the methods lie apart on what was given in kind, as high over low (item RATIO) and as the width over the central value (item RELATIVE).
  es: Cuánto distan los métodos sobre lo dado en especie, como alto sobre bajo (item RATIO) y como ancho sobre el valor central (item RELATIVE).
  pt: Quanto distam os métodos sobre o que foi dado em espécie, como alto sobre baixo (item RATIO) e como largura sobre o valor central (item RELATIVE).
formula: RATIO = high / low; RELATIVE = (high - low) / central
unit: ratio
grain: inclusion set x provider x partner x kind x year x item (RATIO, RELATIVE, and the detail of the kind)
missing:
  en: Without a central value RELATIVE is empty with status O.
  es: Sin valor central, RELATIVE queda vacío con estado O.
  pt: Sem valor central, RELATIVE fica vazio com situação O.
caveat:
  en: Prices only, as if quantities were exact. Where RATIO is above 3 views show no central value.
  es: Solo precios, como si las cantidades fueran exactas. Donde RATIO supera 3 las vistas no muestran valor central.
  pt: Só preços, como se as quantidades fossem exatas. Onde RATIO passa de 3 as visões não mostram valor central.
method_source: sscmon, catalogue F7
version: 1
trace:
  - indicator: in_kind_value
    match: {inclusion_set: inclusion_set, provider_id: provider_id, partner_id: partner_id, kind: kind, year: year}
    where: valuation_method = '_T' and item = coalesce(string_split($item, '|')[2], '_Z')
*/
with cell as (
    select * from core.in_kind_cell where value_measure = 'usd_nominal' and valuation_method = '_T' and priced_low > 0
),
spread as (
    select *, 'RATIO' as form, priced_high / priced_low as value from cell
    union all
    select *, 'RELATIVE', (priced_high - priced_low) / nullif(cast(amount as double), 0) from cell
),
final as (
    select
        inclusion_set,
        provider_id,
        cell_partner_id as partner_id,
        cell_kind as kind,
        '_T' as valuation_method,
        'nominal' as price_basis,
        year,
        form || case kind_detail when '_Z' then '' else '|' || kind_detail end as item,
        value,
        n_obs,
        coverage_share,
        if(value is null, 'O', obs_status) as obs_status,
        cast(null as double) as value_low,
        cast(null as double) as value_high
    from spread
)
select * from final
