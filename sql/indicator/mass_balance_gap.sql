/*
title:
  en: Mass balance gap
  es: Brecha del balance de partes
  pt: Lacuna do balanço das partes
definition:
  en: What the parts of a published total add up to, less the total. Item is the claim and the test.
  es: Lo que suman las partes de un total publicado, menos el total. El item es la afirmación y la prueba.
  pt: O que somam as partes de um total publicado, menos o total. O item é a afirmação e o teste.
formula: sum of parts - total
unit: as claimed
grain: subject of the claim x year x item (claim and test)
missing:
  en: Where a part is not on record or in another unit there is no row.
  es: Donde una parte no consta o está en otra unidad no hay fila.
  pt: Onde uma parte não consta ou está em outra unidade não há linha.
caveat:
  en: Negative where the parts named need not be all; positive parts cannot exceed their total.
  es: Negativa donde las partes nombradas pueden no ser todas; las partes no pueden superar su total.
  pt: Negativa onde as partes nomeadas podem não ser todas; as partes não podem superar seu total.
method_source: sscmon, catalogue D7
version: 1
trace:
  - indicator: claim_recomputed
    match: {provider_id: provider_id, year: year, item: item}
*/
with recomputed as (
    select * from indicator.claim_recomputed where value is not null
),
tested as (
    select claim_id || '|' || claim_method as item, claim_id
    from core.claim_check
    where is_parts_test and computed_value is not null
),
final as (
    select
        recomputed.provider_id,
        recomputed.unit,
        recomputed.year,
        recomputed.item,
        round(recomputed.value - cast(claim.claimed_value as double), 9) as value,
        cast(null as double) as value_low,
        cast(null as double) as value_high,
        1 as n_obs,
        cast(null as double) as coverage_share,
        recomputed.obs_status
    from recomputed
    join tested using (item)
    join core.claim as claim using (claim_id)
)
select * from final
