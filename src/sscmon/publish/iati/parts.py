"""The parts of each activity, read side by side in the order of the activities, so that memory stays flat."""

from collections.abc import Iterator

import duckdb

BATCH = 1000
# what IATI has no element for stands in tags of our own vocabularies: column of the activity, which is also its list
OWN_TAGS = (
    "modality",
    "initiative_class",
    "status",
    "request_origin",
    "objective_orientation",
    "framework_of_collaboration",
    "compensation",
)
_OWN_TAGS = " union all ".join(
    f"""select activity_id, '{column}' as vocabulary, {column} as tag_code, '{column}' as codelist
    from export.activity where {column} not in ('_X', 'UNKNOWN')"""
    for column in OWN_TAGS
)
# name of the part: query with an activity_id, and the order of its rows within an activity
PARTS = {
    "participants": (
        """select participant.activity_id, participant.role_code, participant.sequence_number, participant.party_id,
            coalesce(organisation.name, participant.party_id) as name, organisation.org_ref, organisation.type_code
        from export.participant as participant
        left join export.organisation as organisation using (party_id)""",
        "role_code, sequence_number, party_id",
    ),
    "identifiers": (
        "select activity_id, identifier_scheme, identifier_value from core.activity_identifier",
        "identifier_scheme, identifier_value",
    ),
    "recipients": ("from export.recipient", "element, vocabulary_code, place_code"),
    "locations": (
        "select activity_id, location_code, location_name, admin_level from core.activity_location",
        "location_code",
    ),
    "sectors": (
        """select sector.*, coalesce(label.label_en, sector.sector_code) as label
        from export.sector as sector
        left join reference.code as label
            on label.codelist = 'sector_' || lower(sector.own_vocabulary) and label.code = sector.sector_code""",
        "vocabulary_code, sector_code",
    ),
    "tags": (
        f"""select tag.*, coalesce(label.label_en, tag.tag_code) as label
        from (
            select activity_id, vocabulary, tag_code, case vocabulary when 'BV' then 'buen_vivir' end as codelist
            from core.activity_tag
            union all {_OWN_TAGS}
        ) as tag
        left join reference.code as label on label.codelist = tag.codelist and label.code = tag.tag_code""",
        "vocabulary, tag_code",
    ),
    "transactions": (
        """select paid.*, provider.name as provider_name, provider.org_ref as provider_ref,
            provider.type_code as provider_type, receiver.name as receiver_name, receiver.org_ref as receiver_ref,
            receiver.type_code as receiver_type, place.element, place.vocabulary_code, place.place_code,
            place.place_name
        from export.transaction as paid
        left join export.organisation as provider on provider.party_id = paid.provider_id
        left join export.organisation as receiver on receiver.party_id = paid.partner_id
        left join export.place as place on place.party_id = paid.partner_id""",
        "transaction_date, type_code, transaction_ref, partner_id, sector_code",
    ),
    "documents": (
        r"""select distinct given.activity_id, document.document_id, document.document_title, document.url,
            document.language
        from (
            select activity_id, document_id from export.flow where reason is null
            union
            select activity_id, document_id from export.quantity where reason is null
            union
            select activity_id, document_id from core.activity_condition
        ) as given
        join reference.document as document using (document_id)
        where regexp_matches(document.url, '^https?://[^\s<>"]+$')""",
        "document_id",
    ),
    "conditions": (
        """select activity_id, condition_type, bool_or(is_attached) as is_attached from core.activity_condition
        where condition_type in ('1', '2', '3') group by activity_id, condition_type""",
        "condition_type",
    ),
    "quantities": ("from export.quantity where reason is null", "kind, end_date, quantity_id"),
}


class _Part:
    """Rows of one part, taken activity by activity."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, query: str, order: str):
        self._rows = _dictionaries(
            connection,
            f"""select numbered.number, part.* from ({query}) as part
            join export.numbered as numbered using (activity_id) order by number, {order}""",
        )
        self._next = next(self._rows, None)

    def of(self, number: int) -> list[dict]:
        """Rows of the activity with this number; asked for in rising order."""
        found = []
        while self._next is not None and self._next["number"] == number:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


def activities(connection: duckdb.DuckDBPyConnection) -> Iterator[dict]:
    """Every exported activity in the order of the files, with its parts under their names."""
    parts = {name: _Part(connection, query, order) for name, (query, order) in PARTS.items()}
    query = "select * from export.activity join export.numbered using (activity_id) order by number"
    for activity in _dictionaries(connection, query):
        yield {**activity, **{name: part.of(activity["number"]) for name, part in parts.items()}}


def _dictionaries(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict]:
    cursor = connection.cursor()
    cursor.execute(query)
    names = [column[0] for column in cursor.description]
    while rows := cursor.fetchmany(BATCH):
        for row in rows:
            yield dict(zip(names, row, strict=True))
