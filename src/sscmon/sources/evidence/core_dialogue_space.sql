-- the one judgement of a space of dialogue, with the two values the model keeps apart
select
    'space:' || assessment_id as space_id,
    assessed_object as space_name,
    actor_code as party_id,
    note as formal_standing,
    finding as assessed_influence,
    document_id,
    source_id,
    source_row_key,
    snapshot_id
from staged.evidence_assessment
where contains(lower(assessed_object), 'council of social movements')
