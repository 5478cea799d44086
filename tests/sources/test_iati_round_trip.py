"""What goes out as IATI comes back through our own reader: all that IATI can hold; what it cannot is listed here.

Every line of KEPT is one query run on both sides; LOST says what differs and why, and each of its lines is shown to be
lost, so that a loss that is mended has to leave the list. `docs/iati-export.md` repeats it for people.
"""

import duckdb
import pytest
from iati_planted import LEFT_OUT, draft
from iati_project import project, run

from sscmon.engine import from_parquet
from sscmon.publish.iati.element import identifier
from sscmon.publish.iati.reporter import HOUSE
from sscmon.publish.iati.write import write

TABLES = (
    "core.activity",
    "core.activity_condition",
    "core.activity_identifier",
    "core.activity_location",
    "core.activity_sector",
    "core.activity_tag",
    "core.flow",
    "core.participation",
    "core.quantity",
)
NOT_BY_TRANSACTION = "key not like '%A2'"
KEPT = {
    "texts and days": """select key, regexp_replace(activity_title, '[\\s\\x0b]+', ' ', 'g'),
        coalesce(activity_description, activity_title) = activity_title or activity_description = 'Brigada médica',
        language, start_date, end_date from core.activity""",
    "codes of the activity": """select key, modality, status, initiative_class, request_origin, objective_orientation,
        compensation, tied_status from core.activity""",
    "sectors": """select key, vocabulary, tag_code, round(weight_share, 4) from core.activity_sector
        where tag_code <> '99810'""",
    "tags": "select key, vocabulary, tag_code from core.activity_tag",
    "conditions": "select key, condition_type, is_attached from core.activity_condition",
    "places": """select key, location_code, coalesce(location_name, location_code[6:]) as name, admin_level
        from core.activity_location where location_code not like 'point%' or location_name is null""",
    "identifiers of others": """select key, identifier_value from core.activity_identifier
        where identifier_value in ('77', 'XM-DAC-1-7')""",
    "who takes part": """select key, if(party_id = 'ORG_BMC', 'CUB', party_id) as party,
        if(participation_role in ('PROVIDER', 'BOTH'), 'FUNDING', participation_role) as role
        from core.participation where participation_role <> 'RECIPIENT'""",
    "who receives": f"""select key, party_id from core.participation
        where participation_role in ('RECIPIENT', 'BOTH') and party_id <> 'G_SSA' and {NOT_BY_TRANSACTION}""",
    "money": """select key, provider_id, partner_id, flow_stage, period_end_year, currency_code,
        if(key like '%A2', coalesce(sector_code, '998'), null) as sector, finance_type,
        flow_type, coalesce(tied_status, '5') as tied, sum(amount_original) from core.flow
        where key not like '%A3' group by all""",
    "money of an activity with several partners": """select key, provider_id, flow_stage, period_end_year,
        sum(amount_original) from core.flow where key like '%A3' group by all""",
    "quantities": """select key, kind, value_type, quantity_unit, quantity_value, period_end_year from core.quantity""",
}  # fmt: skip
LOST = {
    "a figure without a sector: it has the activity's": "select sector_code from core.flow where key not like '%A2'",
    "the role of a provider: it is a funder's":
        "select key from core.participation where participation_role = 'PROVIDER'",
    "both roles at once: two entries": "select key from core.participation where participation_role = 'BOTH'",
    "an agency of a government: it is its country":
        "select party_id from core.participation where participation_role = 'IMPLEMENTING'",
    "a group that receives: it is a region without a share of ours":
        "select key from core.participation where party_id = 'G_SSA'",
    "receiving in an activity whose transactions name the partners":
        "select key from core.participation where participation_role = 'RECIPIENT' and key like '%A2'",
    "scheme of an identifier": "select key from core.activity_identifier where identifier_scheme = 'SIDICSS'",
    "a place without a country: it has the activity's only one":
        "select iso3 from core.activity_location where location_code like 'point%'",
    "kind of money that no type of aid or finance tells":
        "select kind from core.flow where key like '%A2' and provider_id = 'BRA'",
    "other leg of an exchange: it is a related activity": "select counterpart_activity_id from core.activity",
    "document of a figure": "select document_id from core.flow",
    "document of a condition": "select document_id from core.activity_condition where document_id is not null",
    "start of a figure without one": "select period_start_year from core.quantity where kind = 'GDS_FOOD'",
}  # fmt: skip


@pytest.fixture(scope="module")
def sides(tmp_path_factory, built):
    """A connection a side, its tables with the identifier in IATI as `key`."""
    root = tmp_path_factory.mktemp("round")
    planted = draft(root, built.paths)
    write(planted, root / "iati", HOUSE)
    files = sorted((root / "iati").glob("activities-*.xml"))
    with pytest.MonkeyPatch.context() as patch:
        paths = project(root / "project", files)
        run(paths, patch, list(TABLES))
    out, back = duckdb.connect(), duckdb.connect()
    out.execute(f"attach '{root / 'sscmon.duckdb'}' as released (read_only)")
    out.create_function("iati_id", lambda activity_id: identifier(HOUSE, activity_id), ["VARCHAR"], "VARCHAR")
    for table in TABLES:
        for side in (out, back):
            side.execute(f"create schema if not exists {table.split('.')[0]}")
        back.execute(
            f"""create view {table} as select *, substring(activity_id, length('iati:') + 1) as key
            from {from_parquet(paths.parquet(table))} where source_id = 'iati'"""
        )
        out.execute(f"create table {table} as select *, iati_id(activity_id) as key from released.{table}")
    keys = [key for (key,) in back.execute("select key from core.activity").fetchall()]
    for table in TABLES:
        out.execute(f"delete from {table} where key is null or not list_contains(?, key)", [keys])
    for table in ("flow", "quantity"):
        out.execute(f"delete from core.{table} where list_contains(?, {table}_id)", [list(LEFT_OUT)])
    assert len(keys) == 5
    yield out, back
    out.close(), back.close()


def rows(connection, query: str) -> list[tuple]:
    return sorted(connection.execute(query).fetchall(), key=str)


@pytest.mark.parametrize("name", KEPT)
def test_kept(sides, name):
    out, back = (rows(side, KEPT[name]) for side in sides)
    assert out and back == out


@pytest.mark.parametrize("name", LOST)
def test_lost(sides, name):
    out, back = (rows(side, LOST[name]) for side in sides)
    assert out and back != out, f"{name} is not lost any more: move it to KEPT"
