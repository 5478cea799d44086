"""Foreign keys that many tables share: column to `schema.table.column`."""

PARTIES = {"provider_id": "reference.party.party_id", "partner_id": "reference.party.party_id"}
DOCUMENT = {"document_id": "reference.document.document_id"}
ACTIVITY = {"activity_id": "core.activity.activity_id"}
