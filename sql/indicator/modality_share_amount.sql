/*
title:
  en: Share of each modality, by amount
  es: Peso de cada modalidad, por monto
  pt: Peso de cada modalidade, por montante
definition:
  en: Share of each modality in a provider's gross flow of the year; what the figures do not assign to one modality is _X.
  es: Peso de cada modalidad en el flujo bruto anual del oferente; lo que las cifras no asignan a una modalidad es _X.
  pt: Peso de cada modalidade no fluxo bruto anual do prestador; o que os números não atribuem a uma modalidade é _X.
formula: amount of the modality / the provider's total
unit: share
grain: inclusion set x provider x modality x year
missing:
  en: No total and no modality, no row. The part without a modality is never spread over the others. Where the total lacks an amount, or is only a lower limit, the bounds are open and the coverage falls.
  es: Sin total ni modalidad no hay fila. La parte sin modalidad nunca se reparte entre las demás. Donde al total le falta un monto, o es solo un mínimo, las cotas quedan abiertas y la cobertura baja.
  pt: Sem total nem modalidade não há linha. A parte sem modalidade nunca se reparte entre as outras. Onde falta um montante ao total, ou ele é só um mínimo, os limites ficam abertos e a cobertura baixa.
caveat:
  en: Where published parts overlap the shares of the modalities sum to more than 1 and the status is W. value_high adds the part that has no modality.
  es: Donde las partes publicadas se superponen, los pesos de las modalidades suman más de 1 y el estado es W. value_high suma la parte sin asignar.
  pt: Onde as partes publicadas se sobrepõem, os pesos de as modalidades somam mais de 1 e a situação é W. value_high soma a parte não atribuída.
method_source: sscmon, indicator C1
version: 1
trace:
  - indicator: gross_flow
    match: {provider_id: provider_id, inclusion_set: inclusion_set, year: year}
    where: >-
      price_basis = 'nominal' and partner_id = '_T' and kind = '_T'
      and (modality in ($modality, '_T') or $modality = '_X')
*/
with flow as (
    select *
    from indicator.gross_flow
    where price_basis = 'nominal' and partner_id = '_T' and kind = '_T' and value is not null
),
total as (
    select provider_id, inclusion_set, year, value as total_usd, n_obs, coverage_share, obs_status
    from flow
    where modality = '_T'
),
part as (
    select provider_id, inclusion_set, year, modality, value, n_obs, obs_status from flow where modality not in ('_T', '_X')
),
assigned as (
    select provider_id, inclusion_set, year, sum(value) as assigned_usd from part group by all
),
whole as (
    select
        total.*,
        coalesce(assigned.assigned_usd, 0) as assigned_usd,
        greatest(total.total_usd - coalesce(assigned.assigned_usd, 0), 0) as unassigned_usd,
        coalesce(assigned.assigned_usd, 0) > total.total_usd * 1.000001 as parts_overlap
    from total
    left join assigned using (provider_id, inclusion_set, year)
    where total.total_usd > 0
),
every_part as (
    select * from part
    union all by name
    select provider_id, inclusion_set, year, '_X' as modality, unassigned_usd as value, n_obs, obs_status
    from whole
    where unassigned_usd > 0
),
share as (
    select
        every_part.provider_id,
        every_part.modality,
        every_part.inclusion_set,
        every_part.year,
        every_part.value / whole.total_usd as value,
        every_part.modality = '_X' as is_rest,
        whole.unassigned_usd / whole.total_usd as rest_share,
        every_part.n_obs,
        whole.coverage_share = 1 as is_whole,
        whole.coverage_share * least(1.0, whole.assigned_usd / whole.total_usd) as coverage_share,
        case when whole.parts_overlap and every_part.obs_status in ('A', 'B', 'P') then 'W' else every_part.obs_status end
            as obs_status
    from every_part
    join whole using (provider_id, inclusion_set, year)
),
final as (
    select
        provider_id,
        modality,
        inclusion_set,
        'VM_CASH' as valuation_method,
        'nominal' as price_basis,
        year,
        value,
        case when not is_whole then null when is_rest then 0 else value end as value_low,
        case
            when not is_whole then null
            when is_rest then value
            else greatest(value, least(1.0, value + rest_share))
        end as value_high,
        n_obs,
        coverage_share,
        obs_status
    from share
)
select * from final
