/*
title:
  en: Cooperation-to-GNI
  es: Cooperación sobre INB
  pt: Cooperação sobre RNB
alias: aid_to_gni
definition:
  en: Gross cooperation flow in current dollars as a percentage of the provider's gross national income in current dollars.
  es: Flujo bruto de cooperación en dólares corrientes como porcentaje del ingreso nacional bruto del oferente en dólares corrientes.
  pt: Fluxo bruto de cooperação em dólares correntes como porcentagem da renda nacional bruta do prestador em dólares correntes.
formula: 100 x gross_flow / income, both in USD at market exchange rates
unit: percent
grain: inclusion set x provider x partner x modality x kind x year x denominator
missing:
  en: >-
    Each denominator that exists is a row of its own. In order of preference: GNI (World Bank), GNI (UN), GNI Atlas,
    GDP (World Bank), GDP (UN), GDP (IMF); all but the first have status D. Where there is none the value is empty
    with status O, never zero and never carried over.
  es: >-
    Cada denominador existente es una fila propia. En orden de preferencia: INB (Banco Mundial), INB (ONU), INB Atlas,
    PIB (Banco Mundial), PIB (ONU), PIB (FMI); todos salvo el primero llevan estado D. Donde no hay ninguno el valor
    queda vacío con estado O, nunca cero ni arrastrado.
  pt: >-
    Cada denominador existente é uma linha própria. Em ordem de preferência: RNB (Banco Mundial), RNB (ONU), RNB Atlas,
    PIB (Banco Mundial), PIB (ONU), PIB (FMI); todos, exceto o primeiro, têm situação D. Onde não há nenhum, o valor
    fica vazio com situação O, nunca zero nem transportado.
caveat:
  en: Not the same concept as ODA/GNI. Only the pairs of the code list effort_pair are legal.
  es: No es el mismo concepto que AOD/INB. Solo son legítimos los pares de la lista effort_pair.
  pt: Não é o mesmo conceito que AOD/RNB. Só são legítimos os pares da lista effort_pair.
method_source: OECD DAC, ODA/GNI (numerator in USD, denominator GNI in USD); denominators, sscmon docs/denominators.md
version: 1
trace:
  - indicator: gross_flow
    match: {provider_id: provider_id, partner_id: partner_id, modality: modality, kind: kind, inclusion_set: inclusion_set, year: year}
    where: price_basis = 'nominal'
  - table: reference.macro
    match: {provider_id: iso3, year: year}
    where: series = (select series from reference.denominator where denominator = $denominator)
*/
with flow as (
    select * from indicator.gross_flow where price_basis = 'nominal'
),
denominator as (
    select
        pair.valuation_method,
        denominator.code as denominator,
        denominator.macro_series,
        denominator.is_fallback = 'true' as is_fallback
    from house.denominator as denominator
    join house.effort_pair as pair on pair.denominator = denominator.code and pair.numerator_unit = 'USD'
),
income as (
    select
        macro.iso3 as provider_id,
        macro.year,
        denominator.valuation_method,
        denominator.denominator,
        denominator.is_fallback,
        macro.series_value as income_usd
    from reference.macro as macro
    join denominator on denominator.macro_series = macro.series
    where macro.series_value > 0
),
country as (
    select iso3 from reference.country
),
final as (
    select
        flow.provider_id,
        flow.partner_id,
        flow.modality,
        flow.kind,
        flow.inclusion_set,
        flow.valuation_method,
        coalesce(income.denominator, 'GNI_USD') as denominator,
        'nominal' as price_basis,
        flow.year,
        100 * flow.value / income.income_usd as value,
        100 * flow.value_low / income.income_usd as value_low,
        100 * flow.value_high / income.income_usd as value_high,
        flow.n_obs,
        flow.coverage_share,
        case
            when flow.value is null or income.income_usd is null then 'O'
            when income.is_fallback and flow.obs_status in ('A', 'B', 'P', 'W') then 'D'
            else flow.obs_status
        end as obs_status
    from flow
    join country on country.iso3 = flow.provider_id
    left join income
        on income.provider_id = flow.provider_id
        and income.year = flow.year
        and income.valuation_method = flow.valuation_method
)
select * from final
