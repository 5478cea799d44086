/*
definition: What is answered yes, no and not at all sums to the money of the figures the question is asked of.
grain: one answer that does not add up
unit: USD
*/
with question as (
    select code as process_question, kind from house.process_question where basis = 'money'
),
summed as (
    select
        question.process_question,
        selection.inclusion_set,
        selection.provider_id,
        selection.cell_modality as modality,
        selection.year,
        sum(flow_year.amount_usd_nominal) as amount_usd_nominal
    from core.flow_selection as selection
    join question on question.kind = selection.cell_kind
    join core.flow_year as flow_year on flow_year.flow_id = selection.flow_id and flow_year.year = selection.year
    where selection.is_selected and selection.cell_partner_id = '_T'
    group by all
)
select process_question, inclusion_set, provider_id, modality, year, summed.amount_usd_nominal
from summed
full join core.answer_amount as answered using (process_question, inclusion_set, provider_id, modality, year)
where abs(
    coalesce(answered.yes_usd_nominal + answered.no_usd_nominal + answered.unknown_usd_nominal, 0)
    - coalesce(cast(summed.amount_usd_nominal as double), 0)
) > 0.01
