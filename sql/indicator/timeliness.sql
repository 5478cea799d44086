/*
title:
  en: Timeliness
  es: Oportunidad
  pt: Tempestividade
definition:
  en: >-
    Months from the end of the year a figure is for to its publication (item PUBLICATION) and to its reading by sscmon
    (RETRIEVAL): median over the provider's delivered money figures.
  es: >-
    Meses desde el fin del año de la cifra hasta su publicación (item PUBLICATION) y hasta su lectura por sscmon
    (RETRIEVAL): mediana de las cifras entregadas en dinero del oferente.
  pt: >-
    Meses do fim do ano do número até sua publicação (item PUBLICATION) e até sua leitura pelo sscmon (RETRIEVAL):
    mediana dos números entregues em dinheiro do prestador.
formula: median of months between the end of the period and the date
unit: months
grain: provider x year x item
missing:
  en: >-
    A document of which only the year is known gives low and high, January and December. A figure without a date
    lowers the coverage.
  es: Un documento del que solo se conoce el año da cotas, enero y diciembre. Una cifra sin fecha baja la cobertura.
  pt: Um documento do qual só se conhece o ano dá limites, janeiro e dezembro. Um número sem data reduz a cobertura.
caveat:
  en: >-
    The document in which a figure was found need not be the first that printed it. Negative where it was printed
    before the year was over.
  es: >-
    El documento en que se halló una cifra puede no ser el primero que la imprimió. Negativo si se imprimió antes del
    fin del año.
  pt: >-
    O documento em que se achou um número pode não ser o primeiro que o imprimiu. Negativo se impresso antes do fim do
    ano.
method_source: sscmon, indicator F2
version: 1
trace:
  - table: core.flow
    match: {provider_id: provider_id, year: period_end_year}
    where: ssc_eligibility = 'SSC' and flow_stage in (select code from reference.code where codelist = 'flow_stage')
*/
with stage as (
    select code as flow_stage from house.flow_stage where is_delivered = 'true'
),
figure as (
    select
        flow.provider_id,
        flow.period_end_year as year,
        document.published_text as published,
        regexp_extract(flow.snapshot_id, '\d{4}-\d{2}') as read
    from core.flow as flow
    join stage using (flow_stage)
    left join reference.document as document using (document_id)
    where flow.ssc_eligibility = 'SSC' and flow.period_end_year is not null
),
dated as (
    select provider_id, year, 'PUBLICATION' as item, published as written from figure
    union all
    select provider_id, year, 'RETRIEVAL', nullif(read, '') from figure
),
waited as (
    select
        provider_id,
        year,
        item,
        12 * (cast(left(written, 4) as integer) - year - 1)
            + coalesce(try_cast(substr(written, 6, 2) as integer), 1) as months_low,
        12 * (cast(left(written, 4) as integer) - year - 1)
            + coalesce(try_cast(substr(written, 6, 2) as integer), 12) as months_high
    from dated
),
final as (
    select
        provider_id,
        year,
        item,
        median((months_low + months_high) / 2) as value,
        median(months_low) as value_low,
        median(months_high) as value_high,
        count(months_low) as n_obs,
        count(months_low) / count(*) as coverage_share,
        case when count(months_low) > 0 then 'A' else 'O' end as obs_status
    from waited
    group by provider_id, year, item
)
select * from final
