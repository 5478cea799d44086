"""Activities planted to fill every part of an IATI file, as a released database."""

from pathlib import Path

from models import fixture

from sscmon import engine
from sscmon.paths import Paths
from sscmon.publish.draft import DATABASE, Draft
from sscmon.publish.iati.chosen import FOLDER, READ_BESIDE, STEPS
from sscmon.sqlfile import SqlFile

ROOT = Path(__file__).resolve().parents[2]
CREATED = "2030-06-01T00:00:00+00:00"
FROM = {"source_id": "submission", "source_row_key": "r", "snapshot_id": "2030-06-01_0"}
ACTIVITY = {
    "language": "es",
    "modality": "BIL",
    "status": "IMPLEMENTATION",
    "start_date": "2011-03-01",
    "obs_status": "A",
}
FLOW = {"provider_id": "CUB", "partner_id": "HTI", "period_start_year": "2012", "period_end_year": "2012",
        "is_part_year": "false", "flow_stage": "DISBURSEMENT", "modality": "BIL", "kind": "FIN_GRANT",
        "ssc_eligibility": "SSC", "value_op": "=", "currency_code": "USD", "price_base": "V", "is_total": "false",
        "is_derived": "false", "obs_status": "A"}  # fmt: skip
QUANTITY = {"provider_id": "CUB", "partner_id": "HTI", "period_start_year": "2012", "period_end_year": "2012",
            "is_part_year": "false", "kind": "HR_MED", "value_op": "=", "quantity_unit": "person", "value_type": "FLOW",
            "ssc_group": "C", "ssc_eligibility": "SSC", "obs_status": "A"}  # fmt: skip
HOSTILE = "médicos & <enfermeras> \x0b]]> &amp; 'x' \"y\" 医生 🩺"


def rows(usual: dict, key: str, *given: dict) -> list[dict]:
    return [{**FROM, **usual, "source_row_key": one.get(key, "r"), **one} for one in given]


GIVEN = {
    "core.activity": rows(
        ACTIVITY,
        "activity_id",
        # one partner, one sector, money and doctors, conditions, a document, a place, tags
        {"activity_id": "submission:A/1 é", "activity_title": HOSTILE, "activity_description": "Brigada médica",
         "end_date": "2014-12-31", "tied_status": "5", "request_origin": "RECIPIENT_STATE",
         "initiative_class": "PROJECT", "objective_orientation": "HUMANIST_GOVERNANCE"},
        # two partners by transaction, sectors by transaction, triangular
        {"activity_id": "submission:A2", "activity_title": "Dos socios", "modality": "TRI", "status": "COMPLETED",
         "end_date": "2013-06-30"},
        # three partners without money: equal percentages; four sectors whose percentages must sum to 100
        {"activity_id": "submission:A3", "activity_title": "Tres socios", "status": "COMMITTED", "language": "pt"},
        # the other leg of an exchange, in preparation, nobody said where
        {"activity_id": "submission:A4", "activity_title": "Petróleo", "modality": "EXC", "status": "PIPELINE",
         "start_date": "2031-01-01", "counterpart_activity_id": "submission:A/1 é"},
        # known to IATI already
        {"activity_id": "iati:XM-DAC-1-7", "activity_title": "From IATI", "language": "en", "source_id": "iati"},
        {"activity_id": "submission:L1", "activity_title": "Sin inicio", "start_date": "null"},
        {"activity_id": "submission:L2", "activity_title": "Solicitada", "status": "REQUESTED"},
        {"activity_id": "submission:L3", "activity_title": "De nadie"},
    ),
    "core.participation": rows(
        {"sequence_number": "1"},
        "activity_id",
        {"activity_id": "submission:A/1 é", "party_id": "CUB", "participation_role": "PROVIDER"},
        {"activity_id": "submission:A/1 é", "party_id": "ORG_BMC", "participation_role": "IMPLEMENTING"},
        {"activity_id": "submission:A/1 é", "party_id": "HTI", "participation_role": "RECIPIENT"},
        {"activity_id": "submission:A2", "party_id": "BRA", "participation_role": "PROVIDER"},
        {"activity_id": "submission:A2", "party_id": "MOZ", "participation_role": "RECIPIENT"},
        {"activity_id": "submission:A3", "party_id": "CUB", "participation_role": "BOTH"},
        {"activity_id": "submission:A3", "party_id": "BOL", "participation_role": "RECIPIENT"},
        {"activity_id": "submission:A3", "party_id": "G_SSA", "participation_role": "RECIPIENT"},
        {"activity_id": "submission:A4", "party_id": "VEN", "participation_role": "PROVIDER"},
        {"activity_id": "iati:XM-DAC-1-7", "party_id": "MEX", "participation_role": "FUNDING"},
        {"activity_id": "submission:L1", "party_id": "CUB", "participation_role": "PROVIDER"},
    ),
    "core.organisation": rows(
        {}, "org_id",
        {"org_id": "ORG_BMC", "org_name": "Brigada", "org_ref": "CU-GOV-9", "actor_type": "GOV_AGENCY", "iso3": "CUB"},
    ),
    "core.activity_identifier": rows(
        {}, "activity_id",
        {"activity_id": "submission:A/1 é", "identifier_scheme": "SIDICSS", "identifier_value": "77"},
        {"activity_id": "iati:XM-DAC-1-7", "identifier_scheme": "iati", "identifier_value": "XM-DAC-1-7"},
    ),
    "core.activity_sector": rows(
        {}, "activity_id",
        {"activity_id": "submission:A/1 é", "vocabulary": "CRS5", "tag_code": "12220", "weight_share": "1"},
        {"activity_id": "submission:A3", "vocabulary": "CRS3", "tag_code": "111", "weight_share": "1/3"},
        {"activity_id": "submission:A3", "vocabulary": "CRS3", "tag_code": "122", "weight_share": "1/3"},
        {"activity_id": "submission:A3", "vocabulary": "CRS3", "tag_code": "140", "weight_share": "1/3"},
        {"activity_id": "submission:A3", "vocabulary": "SEGIB", "tag_code": "SEG_HEA", "weight_share": "1"},
    ),
    "core.activity_tag": rows(
        {"weight_share": "1", "tag_basis": "declared"}, "activity_id",
        {"activity_id": "submission:A/1 é", "vocabulary": "BV", "tag_code": "BV03"},
        {"activity_id": "submission:A/1 é", "vocabulary": "SDG-goal", "tag_code": "3"},
        {"activity_id": "submission:A/1 é", "vocabulary": "SDG-target", "tag_code": "3.8"},
    ),
    "core.activity_location": rows(
        {}, "activity_id",
        {"activity_id": "submission:A/1 é", "location_code": "G1:3718426", "location_name": "Puerto Príncipe",
         "iso3": "HTI"},
        {"activity_id": "submission:A/1 é", "location_code": "A4:HT-OU", "location_name": "Oeste", "admin_level": "1"},
        {"activity_id": "submission:A/1 é", "location_code": "point:18.5 -72.3"},
        {"activity_id": "submission:A/1 é", "location_code": "name:Jacmel"},
    ),
    "core.activity_condition": rows(
        {}, "activity_id",
        {"activity_id": "submission:A/1 é", "condition_type": "2", "is_attached": "true", "document_id": "D1"},
        {"activity_id": "submission:A2", "condition_type": "1", "is_attached": "false"},
        {"activity_id": "submission:A2", "condition_type": "2", "is_attached": "false"},
        {"activity_id": "submission:A2", "condition_type": "3", "is_attached": "false"},
    ),
    "core.flow": rows(
        FLOW,
        "flow_id",
        {"flow_id": "f1", "activity_id": "submission:A/1 é", "amount_original": "1000.5", "document_id": "D2",
         "finance_type": "110", "flow_type": "10", "modality_tossd": "D01", "tied_status": "4"},
        {"flow_id": "f2", "activity_id": "submission:A/1 é", "amount_original": "20", "flow_stage": "COMMITMENT",
         "value_date": "2012-05-06"},
        {"flow_id": "f3", "activity_id": "submission:A2", "amount_original": "30", "provider_id": "BRA",
         "partner_id": "MOZ", "sector_code": "122", "kind": "HR_MED", "modality_tossd": "D011"},
        {"flow_id": "f4", "activity_id": "submission:A2", "amount_original": "-5", "provider_id": "BRA",
         "partner_id": "AGO", "currency_code": "BRL"},
        # one row of a source cut into two sectors that stand on the activity: one transaction
        {"flow_id": "f5a", "activity_id": "submission:A3", "amount_original": "0.0001", "sector_code": "111",
         "source_row_key": "f5", "partner_id": "_X"},
        {"flow_id": "f5b", "activity_id": "submission:A3", "amount_original": "2", "sector_code": "122",
         "source_row_key": "f5", "partner_id": "_X"},
        {"flow_id": "x1", "amount_original": "1"},
        {"flow_id": "x2", "amount_original": "1", "activity_id": "submission:L1"},
        {"flow_id": "x3", "amount_original": "1", "activity_id": "submission:A2", "flow_stage": "CLAIMED"},
        {"flow_id": "x4", "amount_original": "1", "activity_id": "submission:A2", "period_start_year": "2010"},
        {"flow_id": "x5", "amount_original": "1", "activity_id": "submission:A2", "value_op": ">="},
        {"flow_id": "x6", "amount_original": "1", "activity_id": "submission:A2", "price_base": "Q"},
        {"flow_id": "x7", "amount_original": "1", "activity_id": "submission:A2", "is_total": "true"},
        {"flow_id": "x8", "amount_original": "1", "activity_id": "submission:A2", "ssc_eligibility": "CONTEXT"},
    ),
    "core.quantity": rows(
        QUANTITY,
        "quantity_id",
        {"quantity_id": "q1", "activity_id": "submission:A/1 é", "quantity_value": "40"},
        {"quantity_id": "q2", "activity_id": "submission:A/1 é", "quantity_value": "12.5", "kind": "GDS_FOOD",
         "quantity_unit": "tonne", "value_type": "STOCK", "period_start_year": "null"},
        {"quantity_id": "y1", "quantity_value": "7"},
        {"quantity_id": "y2", "quantity_value": "7", "activity_id": "submission:A/1 é", "value_op": "~"},
    ),
    "reference.document": rows(
        {}, "document_id",
        {"document_id": "D1", "document_title": "Acuerdo", "url": "https://example.org/a.pdf?x=1&y=2",
         "language": "es"},
        {"document_id": "D2", "document_title": "Trampa", "url": "javascript:alert(1)", "language": "es"},
    ),
}  # fmt: skip
REAL = ("reference.crosswalk", "reference.code", "reference.country", "reference.party")
LEFT_OUT = {
    "submission:L1": "NO_START",
    "submission:L2": "NO_STATUS",
    "submission:L3": "NO_PARTY",
    "x1": "NO_ACTIVITY",
    "x2": "ACTIVITY_LEFT_OUT",
    "x3": "NO_TRANSACTION",
    "x4": "NO_SINGLE_YEAR",
    "x5": "NOT_EXACT",
    "x6": "CONSTANT_PRICES",
    "x7": "TOTAL",
    "x8": "NO_COOPERATION",
    "y1": "NO_ACTIVITY",
    "y2": "NOT_EXACT",
}


def read_tables() -> list[str]:
    """The released tables an export reads."""
    found = {*READ_BESIDE, *(table for step in STEPS for table in SqlFile(FOLDER / f"{step}.sql").tables)}
    return sorted(name for name in found if not name.startswith(("export.", "house.")))


def draft(folder: Path, built: Paths, given: dict = GIVEN) -> Draft:
    """A draft whose released database holds the planted rows, with the real lists, countries and parties."""
    with engine.connect(built) as connection:
        own = connection.execute("select current_database()").fetchone()[0]
        connection.execute(f"attach '{folder / DATABASE}' as released")
        for table in read_tables():
            connection.execute(f"create schema if not exists released.{table.split('.')[0]}")
            if table in REAL:
                connection.execute(f"create table released.{table} as from '{built.parquet(table)}'")
            else:
                fixture.create(connection, table, fixture.types_of(connection, table), given.get(table, []))
                connection.execute(f"create table released.{table} as from {own}.{table}")
        connection.execute(
            """insert into released.reference.party by name
            select 'ORG_BMC' as party_id, 'organisation' as party_type, 'Brigada' as name_en"""
        )
        connection.execute("detach released")
    return Draft(built, folder, "2030.1", CREATED)
