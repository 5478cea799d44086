"""From the filled form to the published number and back, in three languages; and what of it nobody may see.

Made-up reports: a ministry of Nicaragua in Spanish, an agency of Brazil in Portuguese, the state of Haiti in English.
"""

import io
import os
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from filled import fill

from pipelines.definitions import build_definitions
from pipelines.resources import Project
from sscmon.explain import Explainer, find
from sscmon.paths import Paths
from sscmon.publish.release import release
from sscmon.query import warehouse
from sscmon.status import project_status, table_status
from sscmon.submissions.check import check
from sscmon.submissions.intake import Terms, submit

OPEN = Terms(has_consent=True)
CANARY = "zanate"
AMOUNT = 73_919_173
WOMEN = f"{CANARY}_women"
REGISTRY = f"""submitter_id,name,side,parties,token_sha256
minsa,Ministry of Health of Nicaragua (sample),PROVIDER,NIC,
agencia,Agency of Brazil (sample),PROVIDER,BRA,
haiti,State of Haiti (sample),RECIPIENT_STATE,HTI,
{WOMEN},Peasant women {WOMEN} (sample),AFFECTED,HTI,
"""


def activity(reference: str, provider: str, **more) -> dict:
    usual = {"activity_title": f"Sample {reference}", "provider_id": provider, "partner_id": "HTI", "modality": "BIL"}
    return {"activity_reference": reference, **usual, "approval_date": "2031-02-01", **more}


def flow(reference: str, provider: str, amount, **more) -> dict:
    return {
        "flow_reference": reference, "provider_id": provider, "partner_id": "HTI", "period_start_year": 2031,
        "flow_stage": "DISBURSEMENT", "kind": "FIN_GRANT", "amount_in_unit": amount, "currency_code": "USD",
        "modality": "BIL", **more,
    }  # fmt: skip


def secret(**more) -> dict:
    return {"submitter_note": f"{CANARY} note", **more}


SPANISH = {
    "activity": [
        activity("N-1", "NIC", document_title="Convenio", document_url="https://example.org/convenio"),
        activity("N-2", "NIC"),
        activity("N-3", "NIC", **secret(activity_title=f"{CANARY} title", confidentiality="AGGREGATE")),
        activity("N-4", "NIC", **secret(confidentiality="EMBARGO", embargo_until_date="2090-01-01")),
        activity("N-5", "NIC", **secret(modality=f"{CANARY} modality", confidentiality="AGGREGATE")),
    ],
    "flow": [
        flow("F-1", "NIC", 100, activity_reference="N-1"),
        flow("F-2", "NIC", 50, activity_reference="N-2"),
        flow("F-3", "NIC", AMOUNT, **secret(confidentiality="AGGREGATE")),
        flow("F-4", "NIC", AMOUNT, **secret(kind="HUM", confidentiality="AGGREGATE")),
        flow("F-5", "NIC", AMOUNT, **secret(confidentiality="EMBARGO", embargo_until_date="2090-01-01")),
        flow("F-6", "NIC", AMOUNT, activity_reference="N-4", **secret()),
    ],
    "exchange_leg": [
        {"leg_reference": "L-1", "exchange_reference": "Trueque", "provider_id": "NIC", "partner_id": "VEN",
         "period_start_year": 2031, "kind": "GDS_FOOD", "quantity_value": 10, "quantity_unit": "tonne",
         "unit_price_original": 3, "currency_code": "USD"},
    ],
}  # fmt: skip
PORTUGUESE = {
    "activity": [activity("B-1", "BRA")],
    "flow": [flow("F-1", "BRA", "1.234,5", activity_reference="B-1", period_start_year=2032)],
}
ENGLISH = {
    "activity": [
        activity("H-1", "NIC", same_activity_id="submission:minsa:N-2"),
        activity("H-2", "BRA", same_activity_id="submission:agencia:B-1"),
    ],
    "flow": [flow("F-1", "NIC", 40, activity_reference="H-1")],
    "followup": [{"followup_reference": "V-1", "activity_reference": "H-1", "followup_date": "2034-05-01",
                  "is_still_working": True}],
    "objection": [{"objection_reference": "O-1", "activity_reference": "H-2", "provider_id": "BRA",
                   "partner_id": "HTI", "objection_date": "2032-03-01", "document_title": "Note to the embassy"}],
}  # fmt: skip
RATINGS = {
    "activity": [activity("C-1", "NIC", same_activity_id="submission:minsa:N-2")],
    "assessment": [{"assessment_reference": f"{CANARY} rater", "activity_reference": "C-1", "year": 2031,
                    "rater_group": "AFFECTED", "assessment_stage": "ex_post", "assessment_date": "2032-01-01",
                    "has_consent": True, "confidentiality": "AGGREGATE"}],
    "score": [{"assessment_reference": f"{CANARY} rater", "dimension": "D5", "rubric_level": "3",
               "score_reason": f"{CANARY} reason", "document_title": f"{CANARY} minutes"}],
}  # fmt: skip
FORMS = {
    "minsa": ("es", SPANISH),
    "agencia": ("pt", PORTUGUESE),
    "haiti": ("en", ENGLISH),
    WOMEN: ("es", RATINGS),
}


@dataclass(frozen=True)
class Published:
    paths: Paths
    files: dict[str, Path]
    logs: str
    release: Path

    def query(self, sql: str) -> list[tuple]:
        with duckdb.connect(str(self.paths.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def published(built, tmp_path_factory) -> Published:
    """All four submitted, one of them through the inbox and its sensor; built by Dagster; released."""
    folder = tmp_path_factory.mktemp("submitted")
    shutil.copytree(built.paths.root, folder / "project")
    paths = Paths(folder / "project")
    paths.submitters.write_text(REGISTRY, encoding="utf-8")
    files = {name: fill(folder / f"{CANARY}-{name}.xlsx", *given) for name, given in FORMS.items()}
    for name in ("minsa", "agencia", WOMEN):
        submit(paths, files[name], name, OPEN)
    waiting = paths.inbox / "haiti" / "public"
    waiting.mkdir(parents=True)
    os.utime(shutil.copy(files["haiti"], waiting), (0, 0))
    logs = through_dagster(paths)
    return Published(paths, files, logs, release(paths, "2031.1"))


def through_dagster(paths: Paths) -> str:
    """Let the sensor of the inbox look, run what it asks for, and return all that was logged."""
    definitions = build_definitions(paths)
    with dg.DagsterInstance.ephemeral() as instance:
        project = {"project": Project(root=str(paths.root))}
        context = dg.build_sensor_context(instance=instance, definitions=definitions, resources=project)
        asked = definitions.resolve_sensor_def("inbox").evaluate_tick(context)
        assert len(asked.run_requests) == 1
        job = definitions.resolve_job_def("refresh_submission")
        result = job.execute_in_process(instance=instance, raise_on_error=False)
        assert result.success, [str(event) for event in result.get_step_failure_events()]
        logged = instance.all_logs(result.run_id)
    return "\n".join(str(event) for event in logged)


def test_each_template_is_read_in_its_own_language(published):
    for name, (language, given) in FORMS.items():
        checked = check(published.files[name])
        assert checked.language == language
        expected = {table: len(rows) for table, rows in given.items()}
        assert {table: count["read"] for table, count in checked.counts().items() if count["read"]} == expected
        refused = {table: len(rows) for table, rows in checked.refused.items()}
        assert refused == ({"activity": 1} if name == "minsa" else {})


def test_the_provider_has_a_profile(published):
    [(money, counted, first)] = published.query(
        "select money_figure_count, counted_figure_count, first_money_year from view.provider_profile "
        "where provider_id = 'NIC'"
    )
    assert (money, counted, first) == (3, 2, 2031)


def test_a_published_number_leads_back_to_file_sheet_and_cell(published):
    with warehouse(published.paths) as connection:
        [number] = find(connection, "gross_flow", "BRA", {"year": 2032})
        explained = Explainer(published.paths, connection).explain(number)
    assert number["value"] == 1234.5
    [taken] = explained["inputs"][0]["rows"]
    assert taken["origin"]["address"].startswith("S000002.xlsx!Dinheiro!A")
    [file] = [one for one in explained["files"] if one["file_name"] == "S000002.xlsx"]
    assert file["is_unaltered"]


def test_reports_of_both_sides_stand_side_by_side(published):
    rows = published.query(
        "select flow_stage, reporting_side, cast(amount_original as integer), obs_status from core.flow "
        "where activity_id = 'submission:minsa:N-2' order by all"
    )
    assert rows == [("DISBURSEMENT", "PROVIDER", 50, "A"), ("RECEIPT", "RECIPIENT_STATE", 40, "A")]
    sides = published.query(
        "select reporting_side from core.activity_report where activity_id = 'submission:minsa:N-2' order by 1"
    )
    assert sides == [("AFFECTED",), ("PROVIDER",), ("RECIPIENT_STATE",)]
    assert published.query("select is_still_working, reporting_side from core.followup") == [(True, "RECIPIENT_STATE")]


def test_what_nobody_confirmed_is_not_validated(published):
    status = dict(published.query("select flow_id, obs_status from core.flow where source_id = 'submission'"))
    assert status["submission:minsa:F-1"] == "V"
    assert status["submission:minsa:F-2"] == status["submission:agencia:F-1"] == "A"
    activities = dict(
        published.query("select activity_id, obs_status from core.activity where source_id = 'submission'")
    )
    assert activities["submission:minsa:N-1"] == "A"


def test_an_objection_is_honoured_and_the_providers_row_stays(published):
    [(reason,)] = published.query(
        "select sdg_exclusion from core.sdg_inclusion where flow_id = 'submission:agencia:F-1'"
    )
    assert reason == "RECIPIENT_OBJECTS"
    assert published.query("select count(*) from core.flow where flow_id = 'submission:agencia:F-1'") == [(1,)]


def test_a_leg_without_its_twin_is_reported(published):
    found = published.query(
        "select check_result from meta.check where table_name = 'core.exchange_part' and check_name = 'twin'"
    )
    assert found == [("warning",)]


# What nobody may see.


def test_numbers_without_a_confidential_row_say_so(published):
    """150 public dollars of two figures; one confidential row of the cell stays out: three, so status D or worse. The
    humanitarian cell has a confidential row alone: Q."""
    rows = published.query(
        "select kind, value, obs_status from indicator.gross_flow where provider_id = 'NIC' and partner_id = 'HTI' "
        "and year = 2031 and modality = '_T' and price_basis = 'nominal' and inclusion_set = 'SOLIDARITY_WIDE' "
        "order by kind"
    )
    assert rows == [("FIN_GRANT", 150.0, "V"), ("HUM", None, "Q"), ("_T", 150.0, "V")]


def test_no_published_table_has_a_confidential_value(published):
    for path in (published.paths.warehouse, published.release / "sscmon.duckdb"):
        with duckdb.connect(str(path), read_only=True) as connection:
            names = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
            assert len(names) > 50
            for schema, name in names:
                assert rows_that_tell(connection, f'"{schema}"."{name}"') == 0, name


def rows_that_tell(connection, relation: str) -> int:
    query = f"select count(*) from {relation} as r where contains(r::varchar, $1) or contains(r::varchar, $2)"
    return connection.execute(query, [CANARY, str(AMOUNT)]).fetchone()[0]


def assert_silent(texts) -> None:
    for where, text in texts:
        assert not any(told in text for told in (CANARY, str(AMOUNT), f"{AMOUNT:,}")), where


def test_no_byte_of_the_release_or_the_logs_has_a_confidential_value(published):
    assert_silent([("logs", published.logs)])
    with duckdb.connect() as connection:
        for path in published.release.rglob("*"):
            if path.suffix == ".parquet":
                assert rows_that_tell(connection, f"read_parquet('{path}')") == 0, path.name
            elif path.is_file():
                assert_silent(contents(path.name, path.read_bytes()))


def contents(name: str, content: bytes):
    """The bytes of a file, and of the members of an archive."""
    yield name, content.decode("latin-1")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield f"{name}/{member}", archive.read(member).decode("utf-8", "replace")


def test_status_and_explanations_do_not_tell(published):
    paths = published.paths
    told = [("project", str(project_status(paths, "en")))]
    told += [(table, str(table_status(paths, table, "en"))) for table in ("staged.submission_flow", "core.flow")]
    with warehouse(paths) as connection:
        for number in find(connection, "gross_flow", "NIC", {"year": 2031}):
            told.append(("explain", str(Explainer(paths, connection).explain(number))))
    assert_silent(told)


def test_who_rated_is_nowhere(published):
    """Its name and identifier are canaries, which the tests above look for; its report stands without them."""
    reporters = published.query("select reporter_id, reporting_side from core.submitted_activity order by all")
    assert set(reporters) == {
        ("S000003", "AFFECTED"), ("agencia", "PROVIDER"), ("haiti", "RECIPIENT_STATE"), ("minsa", "PROVIDER")
    }  # fmt: skip
    assert published.query("select count(*) from core.assessment where source_id = 'submission'") == [(0,)]
    assert published.query("select count(*) from core.rating where starts_with(assessment_id, 'submission')") == [(0,)]
    assert published.query("select table_name from duckdb_tables() where table_name like 'submission_assess%'") == []
    assert published.query("select count(*) from core.evidence where source_id = 'submission'") == [(0,)]
