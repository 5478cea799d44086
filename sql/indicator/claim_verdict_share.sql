/*
title:
  en: Verdicts on claims
  es: Veredictos sobre las afirmaciones
  pt: Vereditos sobre as afirmações
definition:
  en: Share of the claims on record that have each verdict, of all claims (provider _T) and by subject. Item is the verdict. The year is that of the latest claim on record.
  es: Parte de las afirmaciones registradas con cada veredicto, de todas (oferente _T) y por sujeto. El item es el veredicto. El año es el de la última afirmación registrada.
  pt: Parcela das afirmações registradas com cada veredito, de todas (prestador _T) e por sujeito. O item é o veredito. O ano é o da última afirmação registrada.
formula: claims with the verdict / claims
unit: share
grain: subject of the claim x item (verdict)
missing:
  en: A claim nobody can test counts as NOT_COMPUTABLE.
  es: Una afirmación que nadie puede comprobar cuenta como NOT_COMPUTABLE.
  pt: Uma afirmação que ninguém pode testar conta como NOT_COMPUTABLE.
caveat:
  en: The register is no sample; shares say how testable its claims are, not how truthful a country is.
  es: El registro no es una muestra; las partes dicen qué tan comprobables son sus afirmaciones, no qué tan veraz es un país.
  pt: O registro não é uma amostra; as parcelas dizem quão testáveis são suas afirmações, não quão verídico é um país.
method_source: sscmon, catalogue F8
version: 1
trace:
  - table: core.claim_verdict
    where: $provider_id = '_T' or claim_id in (select claim_id from core.claim where claim_subject = $provider_id)
    then:
      - table: core.claim
        match: {claim_id: claim_id}
*/
with claim as (
    select claim.claim_id, claim.claim_subject, claim.as_of_text, verdict.verdict
    from core.claim as claim
    join core.claim_verdict as verdict using (claim_id)
),
latest as (
    select max(cast(left(as_of_text, 4) as bigint)) as year
    from claim
    where regexp_full_match(left(as_of_text, 4), '[0-9]{4}')
),
subject as (
    select claim_subject as provider_id, verdict from claim
    union all
    select '_T', verdict from claim
),
verdict as (
    select code as verdict from house.verdict where code <> 'OPEN'
),
counted as (
    select provider_id, count(*) as n_obs from subject group by provider_id
),
final as (
    select
        counted.provider_id,
        latest.year,
        verdict.verdict as item,
        count(subject.verdict) / counted.n_obs as value,
        cast(null as double) as value_low,
        cast(null as double) as value_high,
        counted.n_obs,
        1.0 as coverage_share,
        'A' as obs_status
    from counted
    cross join verdict
    cross join latest
    left join subject on subject.provider_id = counted.provider_id and subject.verdict = verdict.verdict
    where latest.year is not null
    group by counted.provider_id, latest.year, verdict.verdict, counted.n_obs
)
select * from final
