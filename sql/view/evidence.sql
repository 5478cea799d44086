/*
definition: Every figure in money or in kind with the document it was read in and whether it counts in a sum.
grain: one figure
unit: unit
columns:
  figure_id: Money or physical figure
  figure_type: money or physical
  stage: Stage of the money, or type of the physical value
  figure_value: Value as stated, in its unit [unit]
  is_counted: Some sum takes the figure
*/
with counted as (
    select distinct flow_id as figure_id from core.flow_selection where is_selected
    union
    select distinct quantity_id from core.quantity_selection where is_selected
),
figure as (
    select
        flow_id as figure_id, 'money' as figure_type, provider_id, partner_id, period_start_year, period_end_year,
        modality, kind, flow_stage as stage, value_op, amount_original as figure_value, currency_code as unit,
        document_id, quote_locator, confidence, note, source_row_key
    from core.flow
    union all by name
    select
        quantity_id as figure_id, 'physical' as figure_type, provider_id, partner_id, period_start_year,
        period_end_year, kind, value_type as stage, value_op, quantity_value as figure_value, quantity_unit as unit,
        document_id, confidence, note, source_row_key
    from core.quantity
),
final as (
    select
        figure.*,
        figure.figure_id in (select figure_id from counted) as is_counted,
        document.document_title,
        document.publisher,
        document.published_text,
        document.url
    from figure
    left join reference.document as document using (document_id)
)
select * from final order by figure_id
