"""The IATI source from its sample to the common model, and its splits."""

import csv
import json
import zipfile
from decimal import Decimal

import duckdb
import pyarrow.parquet as pq
import pytest
from iati_project import SAMPLE, project, query, run
from sources.support import stage

from sscmon.origin import Origins
from sscmon.sources.iati.excerpt import element_at
from sscmon.sources.iati.layout import LAYOUT
from sscmon.sources.iati.reading import read_files
from sscmon.sources.iati.source import SOURCE

CORE = [f"core.{name}" for name in ("flow", "loan_terms", "quantity", "participation")]
CORE += [f"core.activity_{name}" for name in ("identifier", "sector", "tag", "location")]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sample staged and its part of the core built."""
    with pytest.MonkeyPatch.context() as patch:
        paths = project(tmp_path_factory.mktemp("iati"), [SAMPLE])
        yield paths, run(paths, patch, [*CORE, *(contract.name for contract in SOURCE.contracts)])


def expected(name: str) -> list[dict]:
    with (SAMPLE.parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_flows_of_the_sample_are_the_expected_ones(built):
    wanted = expected("expected_flow.csv")
    columns = ", ".join(f"cast({name} as varchar)" for name in wanted[0])
    found = query(built[0], f"select {columns} from core.flow where source_id = 'iati'")
    assert sorted(tuple(value or "" for value in row) for row in found) == sorted(tuple(row.values()) for row in wanted)


def test_the_bad_rows_of_the_sample_are_quarantined_with_their_address_and_reason(built):
    found = []
    for table in SOURCE.tables:
        for key, reasons in query(built[0], f"select source_row_key, reasons from quarantine.iati_{table}"):
            rules = ";".join(f"{reason['column']}:{reason['rule']}" for reason in json.loads(reasons))
            found.append({"table_name": table, "source_row_key": key, "broken_rules": rules})
    assert sorted(found, key=str) == sorted(expected("expected_quarantine.csv"), key=str)


def test_a_broken_activity_says_its_line_and_what_is_wrong(built):
    (text,) = query(built[0], "select row_text from quarantine.iati_activity where source_row_key like '%[22]'")[0]
    why, line, shown = json.loads(text)
    broken_line = 1 + SAMPLE.read_text(encoding="utf-8").split("Etiqueta sin cerrar")[0].count("\n")
    assert "mismatch" in why and line == f"line {broken_line}" and "XX-SAMPLE-21" in shown


def test_every_row_read_is_staged_or_quarantined(built):
    accounts = {key: result.numbers for key, result in built[1].items() if key.startswith("staged.iati_")}
    assert len(accounts) == len(SOURCE.contracts)
    for numbers in accounts.values():
        assert numbers["adds_up"] and numbers["rows_read"] == numbers["rows"] + numbers["quarantined_rows"]
    transactions = accounts["staged.iati_transaction"]
    assert (transactions["rows_read"], transactions["quarantined_rows"]) == (29, 5)


def test_split_sums_equal_unsplit_sums_to_the_last_digit(built):
    unsplit = """
        select currency_code, sum(cast(stated_value as decimal(24, 4)))
        from staged.iati_transaction
        where activity_key in (select source_row_key from core.activity where source_id = 'iati')
            and transaction_type_code not in ('1', '5', '11', '13')
        group by all order by all"""
    split = (
        "select currency_code, sum(amount_original) from core.flow where source_id = 'iati' group by all order by all"
    )
    assert query(built[0], split) == query(built[0], unsplit)


def test_incoming_funds_and_interest_are_no_flow_of_the_provider(built):
    found = query(
        built[0],
        """select transaction_type_code from staged.iati_transaction
        where source_row_key not in (select source_row_key from core.flow where source_id = 'iati')
            and activity_key in (select source_row_key from core.activity where source_id = 'iati')
        order by all""",
    )
    assert found == [("1",), ("5",)]


def test_only_marked_activities_are_south_south_and_secondary_reporters_never_are(built):
    found = query(
        built[0],
        """select activity_id, framework_of_collaboration, any_value(ssc_eligibility), any_value(note)
        from core.flow join core.activity using (activity_id)
        where framework_of_collaboration is not null group by all order by all""",
    )
    assert found == [
        ("iati:XX-SAMPLE-01", "FC02", "SSC", None),
        ("iati:XX-SAMPLE-08", "FC01", "UNDETERMINED", "told by a secondary reporter"),
        ("iati:XX-SAMPLE-09", "FC01", "SSC", None),
    ]


def test_of_two_copies_of_an_activity_the_one_changed_last_counts(built):
    titles = query(built[0], "select activity_title from core.activity where activity_id = 'iati:XX-SAMPLE-19'")
    assert titles == [("Actividad de muestra 19",)]
    assert query(built[0], "select count(*) from staged.iati_activity where iati_identifier = 'XX-SAMPLE-19'") == [(2,)]


def test_an_indicator_that_counts_people_becomes_a_quantity_and_others_stay_staged(built):
    found = query(
        built[0],
        """select quantity_value, quantity_unit, partner_id, period_start_year, ssc_eligibility
        from core.quantity where source_id = 'iati'""",
    )
    assert found == [(Decimal(120), "person", "BOL", 2020, "UNDETERMINED")]
    staged = "select indicator_measure_code, actual_value_text from staged.iati_result order by source_row_key"
    assert query(built[0], staged) == [("1", "120"), ("1", None), ("2", "45"), ("5", None), (None, None)]


def test_sector_weights_sum_to_one_and_missing_percentages_share_the_rest(built):
    found = query(
        built[0],
        "select tag_code, weight_share from core.activity_sector where activity_id = 'iati:XX-SAMPLE-03' order by all",
    )
    assert found == [("11220", 0.3), ("12220", 0.35), ("14030", 0.35)]
    sums = query(
        built[0],
        "select distinct round(sum(weight_share), 12) from core.activity_sector group by activity_id, vocabulary",
    )
    assert sums == [(1.0,)]


def test_loan_terms_scopes_and_disaggregated_values_are_read(built):
    terms = "select flow_stage, maturity_years, grace_years, interest_rate_low_pct, interest_rate_high_pct"
    terms += " from core.loan_terms join core.flow using (flow_id) where loan_terms.source_id = 'iati'"
    [(stage, maturity, grace, low, high)] = query(built[0], terms)
    assert (stage, round(maturity, 2), grace, low, high) == ("DISBURSEMENT", 20.0, 4.0, 1.5, 2.0)
    scope = "select humanitarian_scope_code, vocabulary_code, code, code_name from staged.iati_humanitarian_scope"
    assert query(built[0], scope) == [("1", "1-2", "EQ-2016-000001-ECU", "Terremoto de muestra")]
    part = "select indicator_title, period_end_text, actual_value_text, dimension_name, dimension_value"
    assert query(built[0], f"{part} from staged.iati_measurement") == [
        ("Personas atendidas", "2020-12-31", "70", "sexo", "mujeres")
    ]


def test_tags_places_and_identifiers_reach_the_core(built):
    tags = query(built[0], "select vocabulary, tag_code from core.activity_tag where source_id = 'iati' order by all")
    assert tags == [("IATI-marker-1", "1"), ("SDG-goal", "3"), ("SDG-target", "3.8")]
    places = query(built[0], "select location_code, iso3, admin_level from core.activity_location")
    assert places == [("G1:2240449", "AGO", 1)]
    identifiers = query(
        built[0],
        "select identifier_scheme, identifier_value from core.activity_identifier "
        "where activity_id = 'iati:XX-SAMPLE-15' order by all",
    )
    assert identifiers == [("iati", "XX-SAMPLE-15"), ("iati-A1", "P-15")]


def test_comments_and_cdata_that_contain_an_end_tag_do_not_cut_an_activity(built):
    found = query(
        built[0], "select activity_description from staged.iati_activity where iati_identifier = 'XX-SAMPLE-20'"
    )
    assert found == [("Texto con <etiquetas> & signos, y </iati-activity>",)]


def test_the_same_files_give_the_same_bytes_with_any_number_of_workers(tmp_path):
    one, three = tmp_path / "one", tmp_path / "three"
    for folder, workers in ((one, 1), (three, 3)):
        folder.mkdir()
        read_files([SAMPLE, SAMPLE], folder, workers=workers)
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in three.iterdir())
    assert len(names) == len(LAYOUT) + 1
    assert all((one / name).read_bytes() == (three / name).read_bytes() for name in names)


def test_the_staged_tables_have_the_same_bytes_with_any_number_of_workers(tmp_path, monkeypatch):
    written = []
    for workers in ("1", "3"):
        monkeypatch.setenv("SSCMON_WORKERS", workers)
        paths, _ = stage(tmp_path / workers, "iati", SAMPLE)
        files = sorted(path for folder in ("staged", "quarantine") for path in (paths.build / folder).glob("*.parquet"))
        written.append({f"{path.parent.name}/{path.name}": path.read_bytes() for path in files})
    assert written[0] == written[1] and len(written[0]) == 2 * len(SOURCE.tables)


WIDE = """<iati-activity default-currency="USD">
<iati-identifier>XX-{n}</iati-identifier><reporting-org ref="XX-2" type="40"/>{shares}
<transaction><transaction-type code="3"/><transaction-date iso-date="2020-01-01"/><value>{value}</value></transaction>
</iati-activity>"""


def test_very_wide_splits_of_odd_amounts_are_exact(tmp_path, monkeypatch):
    values = ["0.01", "-0.0007", "100000000000000.99", "12345678.9012", "0"]
    codes = ("AO", "BO", "CU", "HT", "LA", "MZ", "NI", "PE", "PY", "ST", "SV")
    shares = "".join(f'<recipient-country code="{code}" percentage="{100 / 11:.7f}"/>' for code in codes)
    shares += "".join(f'<sector code="{code}" percentage="33.3"/>' for code in ("11220", "12220", "14030"))
    body = "".join(WIDE.format(n=n, shares=shares, value=value) for n, value in enumerate(values))
    file = tmp_path / "wide.xml"
    file.write_text(f'<iati-activities version="2.03">{body}</iati-activities>', encoding="utf-8")
    paths = project(tmp_path / "project", [file])
    run(paths, monkeypatch, ["core.flow"])
    found = query(
        paths,
        """select activity_id, sum(amount_original), max(amount_original) - min(amount_original), count(*)
        from core.flow where source_id = 'iati' group by all order by all""",
    )
    assert [row[1] for row in found] == [Decimal(value) for value in values]
    assert all(row[2] <= Decimal("0.0001") for row in found)
    assert [row[3] for row in found] == [33, 7, 33, 33, 1]


def test_a_file_of_version_1_is_brought_up_to_203(tmp_path):
    old = """<iati-activities version="1.05"><iati-activity default-currency="EUR" xml:lang="es">
    <reporting-org ref="XX-1" type="10">Agencia</reporting-org><iati-identifier>XX-1-1</iati-identifier>
    <other-identifier owner-ref="XX-3" owner-name="Otra">P7</other-identifier><title>Escuelas</title>
    <activity-date type="start-actual" iso-date="2011-02-03">febrero</activity-date>
    <activity-date type="end-planned" iso-date="2012-02-03"/>
    <participating-org role="Funding" ref="XX-1" type="10">Agencia</participating-org>
    <participating-org role="implementing">Cooperativa</participating-org>
    <sector vocabulary="DAC-3" code="112">Educación</sector><sector vocabulary="RO" code="7">Propio</sector>
    <policy-marker vocabulary="DAC" code="1" significance="1">Género</policy-marker>
    <location><name>Cobija</name><coordinates latitude="-11.02" longitude="-68.75" precision="1"/></location>
    <transaction><value value-date="2011-03-01">10</value><transaction-type code="D">Desembolso</transaction-type>
    <transaction-date iso-date="2011-03-01"/><provider-org ref="XX-1">Agencia</provider-org></transaction>
    <transaction><value>4</value><transaction-type code="LR"/><transaction-date iso-date="2011-04-01"/></transaction>
    <budget type="Original"><period-start iso-date="2011-01-01"/><value>9</value></budget>
    </iati-activity></iati-activities>"""
    file = tmp_path / "old.xml"
    file.write_text(old, encoding="utf-8")
    read_files([file], tmp_path)

    def column(table, *names):
        return [tuple(row[name] for name in names) for row in pq.read_table(tmp_path / f"{table}.parquet").to_pylist()]

    assert column("activity", "activity_title", "reporting_org_name", "start_actual_text", "end_planned_text") == [
        ("Escuelas", "Agencia", "2011-02-03", "2012-02-03")
    ]
    assert column("transaction", "transaction_type_code", "currency_code", "provider_org_name") == [
        ("3", "EUR", "Agencia"),
        ("6", "EUR", ""),
    ]
    assert column("participating_org", "participation_role_code", "org_name") == [
        ("1", "Agencia"),
        ("4", "Cooperativa"),
    ]
    assert column("sector", "vocabulary_code", "code", "code_name") == [
        ("2", "112", "Educación"),
        ("99", "7", "Propio"),
    ]
    assert column("tag", "vocabulary_code", "significance_code", "code_name") == [("1", "1", "Género")]
    assert column("location", "location_name", "point_text") == [("Cobija", "-11.02 -68.75")]
    assert column("identifier", "identifier_value", "other_identifier_type_code", "owner_org_name") == [
        ("P7", "A9", "Otra")
    ]
    assert column("budget", "budget_type_code") == [("1",)]


def test_an_address_leads_to_its_element_in_a_file_and_in_an_archive(tmp_path):
    address = "sample.xml#iati-activity[16]/transaction[2]"
    text = element_at(SAMPLE, address)
    assert text.startswith('<transaction><transaction-type code="6"/>') and text.endswith("</transaction>")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(SAMPLE, "a/sample.xml")
    assert element_at(tmp_path / "all.zip", f"all.zip/a/{address}") == text
    activity = element_at(SAMPLE, "sample.xml#iati-activity[16]")
    assert "XX-SAMPLE-16" in activity and activity.endswith("</iati-activity>")
    assert element_at(SAMPLE, "sample.xml#iati-activity[999]") is None
    assert element_at(SAMPLE, "sample.xml#line 3") is None


def test_every_flow_of_the_sample_is_traced_to_its_transaction(built):
    paths = built[0]
    with duckdb.connect() as connection:
        origins = Origins(paths, connection)
        keys = query(paths, "select source_id, source_row_key, snapshot_id from core.flow where source_id = 'iati'")
        for source_id, key, snapshot_id in keys:
            found = origins.of({"source_id": source_id, "source_row_key": key, "snapshot_id": snapshot_id})
            assert found["text"].startswith("<transaction"), key
        assert [file["file_name"] for file in origins.files] == ["sample.xml"] and origins.files[0]["is_unaltered"]
