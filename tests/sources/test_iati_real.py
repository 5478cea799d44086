"""Files as their publishers made them; they are not part of the project and the tests skip without them."""

import json

import duckdb
import pytest
from iati_planted import CREATED, read_tables
from iati_project import SHARED, project, query, run
from iati_rules import broken
from iati_standard import coded, codes, schema
from lxml import etree

from sscmon.engine import from_parquet
from sscmon.publish.draft import DATABASE, Draft
from sscmon.publish.iati.reporter import HOUSE
from sscmon.publish.iati.write import write
from sscmon.sources.iati.source import SOURCE

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the publishers' files (../shared/data/iati) are not here")
STAGED = [contract.name for contract in SOURCE.contracts]
EXPORTED = [name for name in read_tables() if name.startswith(("core.", "reference."))]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    files = [*SHARED.glob("activities_okfn/*.xml"), *SHARED.glob("activities_aiddata_aims/*.xml")]
    with pytest.MonkeyPatch.context() as patch:
        paths = project(tmp_path_factory.mktemp("published"), files)
        yield (
            paths,
            run(paths, patch, [*STAGED, *EXPORTED], limit=SOURCE.quarantine_limit_share),
        )


def test_a_development_bank_is_read_whole(published):
    counts = query(
        published[0],
        """select count(distinct activity_key), count(distinct transaction.source_row_key)
        from staged.iati_activity left join staged.iati_transaction as transaction using (activity_key)
        where activity_key like 'CAF%'""",
    )
    assert counts == [(478, 945)]


def test_hardly_a_row_of_valid_files_is_refused(published):
    refused = {key: result.numbers["quarantined_rows"] for key, result in published[1].items() if key in STAGED}
    assert {key: count for key, count in refused.items() if count} == {"staged.iati_sector": 1}


def test_splits_keep_every_transaction(published):
    found = query(
        published[0],
        """select count(*) from staged.iati_transaction as given
        left join (
            select source_row_key, sum(amount_original) as amount from core.flow where source_id = 'iati' group by all
        ) as split using (source_row_key)
        where given.transaction_type_code not in ('1', '5', '11', '13')
            and split.amount is distinct from cast(given.stated_value as decimal(24, 4))""",
    )
    assert found == [(0,)]


def test_southern_funders_named_without_a_reference_are_known_as_countries(published):
    found = query(
        published[0],
        """select party_id, count(distinct activity_id) from core.participation
        where participation_role = 'FUNDING' and source_row_key like 'iati_2.03_Colombia%'
            and party_id in ('BRA', 'CHL', 'CHN', 'MEX', 'TUR')
        group by all""",
    )
    assert dict(found) == {"BRA": 15, "MEX": 10, "CHN": 6, "CHL": 4, "TUR": 1}


def test_nothing_a_secondary_reporter_says_counts_as_cooperation(published):
    found = query(
        published[0],
        """select distinct ssc_eligibility, note like '%secondary%', confidence from core.flow
        where source_row_key like 'iati_2.03_Colombia%'""",
    )
    assert found == [("UNDETERMINED", True, "B")]


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory):
    files = [*SHARED.glob("validator_fixtures/*.xml"), *SHARED.glob("datastore_v3_ssc/sample/*.json")]
    with pytest.MonkeyPatch.context() as patch:
        paths = project(tmp_path_factory.mktemp("fixtures"), files)
        yield paths, run(paths, patch, STAGED)


def test_files_that_are_not_iati_are_named_and_the_others_are_read(fixtures):
    found = dict(query(fixtures[0], "select source_row_key, row_text from quarantine.iati_file"))
    assert {name for name in found if "-org-" not in name} == {
        "broken-xml.xml",
        "not-xml.xml",
        "xlsx-spreadsheet-with-extension.xml",
        "xml-but-not-iati.xml",
    }
    assert "spreadsheet" in json.loads(found["xlsx-spreadsheet-with-extension.xml"])[0]
    assert all("organisation file" in json.loads(text)[0] for name, text in found.items() if "-org-" in name)
    assert fixtures[1]["staged.iati_activity"].numbers["rows"] > 100


def test_broken_activities_are_addressed(fixtures):
    found = query(
        fixtures[0], "select source_row_key from quarantine.iati_activity where reasons like '%shape%' order by all"
    )
    assert found == [
        ("iati-act-me-feedback-no-ns.xml#iati-activity[1]",),
        ("iati-act-xml-errors.xml#iati-activity[1]",),
    ]


def test_what_publishers_sent_goes_out_valid(published, tmp_path):
    paths = published[0]
    with duckdb.connect(str(tmp_path / DATABASE)) as connection:
        for table in EXPORTED:
            connection.execute(f"create schema if not exists {table.split('.')[0]}")
            connection.execute(f"create table {table} as from {from_parquet(paths.parquet(table))}")
    count = write(Draft(paths, tmp_path, "2030.1", CREATED), tmp_path / "iati", HOUSE)
    assert count == query(paths, "select count(*) from core.activity")[0][0] > 1000
    for file in sorted((tmp_path / "iati").glob("activities-*.xml")):
        tree = etree.parse(file)
        assert schema("activities").validate(tree), (file.name, schema("activities").error_log)
        assert not broken(tree), file.name
        for path, name in coded():
            assert not codes(name) or {str(code) for code in tree.xpath(path)} <= codes(name), (file.name, name)
