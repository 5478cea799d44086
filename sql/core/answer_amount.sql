/*
definition: >
  Money by answer, over the figures that the sum of a provider's year takes (one modality, or all together _T). The
  share is yes among what is known; its low takes all that is unknown as no, its high as yes. The known part falls with
  money that has no answer and with figures that have no amount.
grain: one question, inclusion set, provider, modality and year
unit: USD; share
*/
with question as (
    select code as process_question, kind from house.process_question where basis = 'money'
),
severity as (
    select code, cast(severity as integer) as severity from house.obs_status
),
figure as (
    select
        question.process_question,
        selection.inclusion_set,
        selection.provider_id,
        selection.cell_modality as modality,
        selection.year,
        cast(flow_year.amount_usd_nominal as double) as amount,
        coalesce(answer.yes_share, 0) as yes_share,
        coalesce(answer.no_share, 0) as no_share,
        case when flow_year.is_average then 'E' else flow.obs_status end as obs_status
    from core.flow_selection as selection
    join question on question.kind = selection.cell_kind
    join core.flow_year as flow_year using (flow_id, year)
    join core.flow as flow using (flow_id)
    left join core.flow_answer as answer
        on answer.flow_id = selection.flow_id and answer.process_question = question.process_question
    where selection.is_selected and selection.cell_partner_id = '_T'
),
summed as (
    select
        figure.process_question,
        figure.inclusion_set,
        figure.provider_id,
        figure.modality,
        figure.year,
        cast(sum(cast(figure.amount * figure.yes_share as decimal(24, 4))) as double) as yes_usd_nominal,
        cast(sum(cast(figure.amount * figure.no_share as decimal(24, 4))) as double) as no_usd_nominal,
        cast(sum(cast(figure.amount as decimal(24, 4))) as double) as total_usd_nominal,
        count(*) as figure_count,
        count(figure.amount) as amount_count,
        arg_max(figure.obs_status, severity.severity) as obs_status
    from figure
    join severity on severity.code = figure.obs_status
    group by all
),
known as (
    select *, yes_usd_nominal + no_usd_nominal as known_usd_nominal from summed
),
final as (
    select
        process_question,
        inclusion_set,
        provider_id,
        modality,
        year,
        yes_usd_nominal,
        no_usd_nominal,
        greatest(0, total_usd_nominal - known_usd_nominal) as unknown_usd_nominal,
        case when known_usd_nominal > 0 then yes_usd_nominal / known_usd_nominal end as answer_share,
        case when known_usd_nominal > 0 then least(yes_usd_nominal / known_usd_nominal, yes_usd_nominal / total_usd_nominal)
        end as answer_share_low,
        case
            when known_usd_nominal > 0
                then least(1, greatest(yes_usd_nominal / known_usd_nominal, 1 - no_usd_nominal / total_usd_nominal))
        end as answer_share_high,
        case
            when total_usd_nominal > 0
                then least(1, known_usd_nominal / total_usd_nominal) * amount_count / figure_count
            else 0
        end as known_share,
        figure_count,
        obs_status
    from known
)
select * from final
