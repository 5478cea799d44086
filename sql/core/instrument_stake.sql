/*
definition: >
  Stakes of parties in instruments by stage of the capital (authorised, subscribed, reserved, paid in), read from
  the money figures of kind equity whose partner is the instrument. Stages are never added.
grain: one stated stake of one party in one instrument at one stage
unit: currency_code
*/
select
    flow.flow_id as stake_id,
    instrument.instrument_id,
    flow.provider_id as party_id,
    flow.flow_stage as capital_stage,
    flow.amount_original,
    flow.currency_code,
    flow.period_end_year,
    flow.is_total,
    flow.alt_group,
    flow.document_id,
    flow.source_id,
    flow.source_row_key,
    flow.snapshot_id
from core.flow as flow
join core.instrument as instrument on instrument.instrument_id = flow.partner_id
where flow.kind = 'FIN_EQUITY'
    and flow.flow_stage in ('AUTHORISED', 'SUBSCRIBED', 'CALLED', 'RESERVED', 'PAID_IN', 'PLEDGE', 'CAPITAL')
