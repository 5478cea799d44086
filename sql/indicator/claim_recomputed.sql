/*
title:
  en: Claims computed again
  es: Afirmaciones vueltas a calcular
  pt: Afirmações recalculadas
definition:
  en: What a published figure comes to when it is computed again from the figures on record, by every test, method and income; all three are in item; the verdict and its reason are in core.claim_check.
  es: A cuánto llega una cifra publicada cuando se vuelve a calcular con las cifras registradas, por cada prueba, método e ingreso; los tres van en item; el veredicto y su razón están en core.claim_check.
  pt: A quanto chega um número publicado quando se recalcula com os números registrados, por cada teste, método e renda; os três vão em item; o veredito e sua razão estão em core.claim_check.
formula: the test's own, in core.claim_test; the working is in core.claim_check
unit: as claimed
grain: subject of the claim x year x item (claim, test, and where there is a choice method and income)
missing:
  en: What cannot be computed has status O and its reason in core.claim_check. Tests that give bounds only have no value.
  es: Lo que no se puede calcular tiene estado O y su razón en core.claim_check. Las pruebas que solo dan cotas no tienen valor.
  pt: O que não se pode calcular tem situação O e sua razão em core.claim_check. Os testes que só dão limites não têm valor.
caveat:
  en: A claim undated by its document stands at the year of the document; one that neither dates is left out here and kept in core.claim_check.
  es: Una afirmación sin fecha en su documento se ubica en el año del documento; si tampoco lo hay queda fuera aquí y se conserva en core.claim_check.
  pt: Uma afirmação sem data no documento situa-se no ano do documento; se também não há, fica fora daqui e se conserva em core.claim_check.
method_source: sscmon, catalogue B6; docs/valuation.md
version: 1
trace:
  - table: core.claim_check
    match: {item: "claim_id || '|' || claim_method"}
    then:
      - table: core.claim
        match: {claim_id: claim_id}
*/
with dated as (
    select
        claim.claim_id,
        claim.claim_subject,
        coalesce(
            list_max(regexp_extract_all(claim.period_text, '(?:19|20)[0-9]{2}')),
            list_max(regexp_extract_all(claim.as_of_text, '(?:19|20)[0-9]{2}')),
            left(document.published_text, 4)
        ) as year_text
    from core.claim as claim
    left join reference.document as document using (document_id)
),
final as (
    select
        dated.claim_subject as provider_id,
        claim_check.claim_unit as unit,
        cast(dated.year_text as bigint) as year,
        claim_check.claim_id || '|' || claim_check.claim_method as item,
        claim_check.computed_value as value,
        case when claim_check.computed_value is null or claim_check.computed_low <= claim_check.computed_value
            then claim_check.computed_low end as value_low,
        case when claim_check.computed_value is null or claim_check.computed_high >= claim_check.computed_value
            then claim_check.computed_high end as value_high,
        1 as n_obs,
        cast(null as double) as coverage_share,
        if(claim_check.computed_value is null, 'O', 'E') as obs_status
    from core.claim_check as claim_check
    join dated using (claim_id)
    where claim_check.claim_method not like 'RULE|%' and dated.year_text is not null
)
select * from final
