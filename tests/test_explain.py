"""Every published number leads back to lines of files, and the lines are those of the files."""

import json

import pytest
from click.testing import CliRunner

from sscmon import explain as explaining
from sscmon import query
from sscmon.cli import cli
from sscmon.errors import ModelBroken, NotFound
from sscmon.indicators import files
from sscmon.origin import record

SAMPLED = 4


@pytest.fixture(scope="module")
def warehouse(built):
    with query.warehouse(built.paths) as connection:
        yield connection


@pytest.fixture
def explainer(built, warehouse):
    return explaining.Explainer(built.paths, warehouse)


@pytest.fixture
def run(built, monkeypatch):
    monkeypatch.setenv("SSCMON_ROOT", str(built.paths.root))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *arguments: CliRunner().invoke(cli, arguments)


def origins(part: dict) -> list[dict]:
    """Origins of every row below a number, those of left-out rows too."""
    found = []
    for given in part["inputs"]:
        for row in [*given.get("rows", []), *given.get("left_out", [])]:
            found += [row["origin"]] if row["origin"] else []
            found += origins(row)
        for number in given.get("observations", []):
            found += origins(number) if "inputs" in number else []
    return found


def one(warehouse, indicator, provider, **chosen) -> dict:
    found = explaining.find(warehouse, indicator, provider, chosen)
    assert len(found) == 1
    return found[0]


def tables(explanation: dict) -> dict[str, dict]:
    return {given["table"]: given for given in explanation["inputs"] if "table" in given}


def test_every_indicator_ends_in_lines_that_stand_so_in_the_files(built, warehouse, explainer):
    lines = {}
    for path in built.paths.raw.glob("*/*/*.csv"):
        snapshot = f"{path.parent.parent.name}/{path.parent.name}"
        lines[snapshot, path.name] = path.read_text(encoding="utf-8").splitlines()
    indicators = [row[0] for row in warehouse.execute("select indicator_id from indicator.catalogue").fetchall()]
    assert len(indicators) == len(files(built.paths)) > 10
    for indicator in indicators:
        sampled = explaining.rows(
            warehouse,
            f"select * from indicator.observation where indicator_id = $id order by observation_id limit {SAMPLED}",
            {"id": indicator},
        )
        for observation in sampled:
            found = [origin for origin in origins(explainer.explain(observation)) if origin["text"]]
            assert found, observation["observation_id"]
            for origin in found:
                file, _, line = origin["address"].rpartition(":")
                assert origin["text"].splitlines()[0] == lines[origin["snapshot_id"], file][int(line) - 1]


def test_cooperation_to_gni_can_be_computed_again_from_the_lines_shown(warehouse, explainer):
    explanation = explainer.explain(one(warehouse, "aid_to_gni", "bra", year=2010))
    (flow,) = explanation["inputs"][0]["observations"]
    (figure,) = tables(flow)["core.flow"]["rows"]
    (rate,) = tables(figure)["reference.exchange_rate"]["rows"]
    (income,) = tables(explanation)["reference.macro"]["rows"]
    assert figure["origin"]["text"].startswith("FLW-0111,BRA,_T,2010,2010,MIX,_T,,EXPENDITURE,>=,1.6,BRL,9,")
    assert rate["origin"]["text"] == "BRA,2010,fx_lcu_per_usd,1.759226711"
    assert income["origin"]["text"] == "BRA,2010,gni_usd,2140606261000.0"
    observation = explanation["observation"]
    assert observation["value"] == pytest.approx(100 * 1.6e9 / 1.759226711 / 2140606261000, rel=1e-9)
    assert (observation["denominator"], observation["inclusion_set"]) == ("GNI_USD", "SOLIDARITY_WIDE")
    assert figure["document"]["publisher"] and figure["document"]["origin"]["address"].startswith("sources.csv:")


def test_what_a_sum_leaves_out_is_told_with_the_reason(warehouse, explainer):
    explanation = explainer.explain(one(warehouse, "gross_flow", "BRA", year=2010))
    left_out = {row["values"]["flow_id"]: row for row in tables(explanation)["core.flow"]["left_out"]}
    part, average = left_out["evidence:FLW-0112"], left_out["evidence:FLW-0119"]
    assert (part["reason"], part["preferred_id"]) == ("PART_OF_SELECTED", "evidence:FLW-0111")
    assert (average["reason"], average["preferred_id"]) == ("ALTERNATIVE", "evidence:FLW-0111")
    assert "evidence:FLW-0111" not in left_out


def test_figures_that_are_no_candidates_are_left_out_with_their_own_reason(warehouse, explainer):
    flow_id, provider, year, reason = warehouse.execute(
        """
        select flow.flow_id, flow.provider_id, flow.period_end_year, inclusion.selection_reason
        from core.flow_inclusion as inclusion
        join core.flow as flow using (flow_id)
        join indicator.observation as number on number.provider_id = flow.provider_id
            and number.year = flow.period_end_year and number.indicator_id = 'gross_flow'
            and number.partner_id = '_T' and number.modality = '_T' and number.kind = '_T'
            and number.inclusion_set = 'SOLIDARITY_WIDE' and number.price_basis = 'nominal'
        where inclusion.inclusion_set = 'SOLIDARITY_WIDE' and inclusion.selection_reason = 'NOT_DELIVERED'
        order by 1 limit 1
        """
    ).fetchone()
    explanation = explainer.explain(one(warehouse, "gross_flow", provider, year=year))
    left_out = {row["values"]["flow_id"]: row["reason"] for row in tables(explanation)["core.flow"]["left_out"]}
    assert left_out[flow_id] == reason


def test_constant_prices_show_the_deflators_and_rates_used(warehouse, explainer):
    explanation = explainer.explain(one(warehouse, "gross_flow", "BRA", year=2010, price_basis="constant_2022"))
    deflators = tables(explanation)["reference.macro"]["rows"]
    rates = tables(explanation)["reference.exchange_rate"]["rows"]
    assert sorted(row["values"]["year"] for row in deflators) == [2010, 2022]
    assert sorted((row["values"]["year"], row["values"]["currency_code"]) for row in rates) == [
        (2010, "BRL"),
        (2022, "BRL"),
    ]


def test_the_unassigned_share_shows_the_total_and_every_part(warehouse, explainer):
    explanation = explainer.explain(one(warehouse, "kind_share", "VEN", year=2008, kind="_X"))
    parts = {
        number["observation"]["kind"]: number["observation"] for number in explanation["inputs"][0]["observations"]
    }
    total = parts.pop("_T")["value"]
    assert len(parts) > 1
    rest = (total - sum(part["value"] for part in parts.values())) / total
    assert explanation["observation"]["value"] == pytest.approx(rest, abs=1e-9)


def test_a_rank_lists_every_provider_it_compares(warehouse, explainer):
    provider, year = warehouse.execute(
        "select provider_id, year from indicator.effort_rank where inclusion_set = 'SOLIDARITY_WIDE' "
        "and value is not null order by n_obs desc, value desc, year limit 1"
    ).fetchone()
    observation = one(warehouse, "effort_rank", provider, year=year)
    own, others = explainer.explain(observation)["inputs"]
    value = own["observations"][0]["observation"]["value"]
    above = [other for other in others["observations"] if other["observation"]["value"] > value]
    assert len(others["observations"]) + 1 == observation["n_obs"] > 2
    assert len(above) + 1 == observation["value"]
    assert "inputs" not in others["observations"][0]


def test_a_number_is_found_by_its_identifier(warehouse):
    by_name = one(warehouse, "cooperation_to_gni", "BRA", year=2010)
    assert explaining.find(warehouse, by_name["observation_id"], None, {}) == [by_name]


def test_several_numbers_are_listed_and_the_reader_is_asked(run):
    result = run("explain", "cooperation_to_gni", "BRA")
    assert result.exit_code == 2
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["year", "value", "unit", "observation_id"]
    years = [int(line.split()[0]) for line in lines[2:]]
    assert years == sorted(set(years)) and 2010 in years
    assert "--year" in result.stderr
    listed = json.loads(run("explain", "cooperation_to_gni", "BRA", "--json").stdout)
    assert [row["year"] for row in listed] == years


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cooperation_to_gini", "BRA"], "cooperation_to_gni"),
        (["cooperation_to_gni", "XYZ"], "choose provider_id from: "),
        (["cooperation_to_gni", "BRA", "--year", "1890"], "2010"),
        (["gross_flow", "BRA", "--year", "2010", "--kind", "TRN_SCH"], "choose kind from: "),
        (["provider_concentration", "HTI"], "sscmon explain provider_concentration _T --partner HTI"),
        (["no.such"], "sscmon explain cooperation_to_gni BRA"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(run, arguments, said):
    result = run("explain", *arguments)
    assert result.exit_code == 1
    assert said in result.stderr.partition("what to do: ")[2]


def test_an_indicator_without_a_provider_is_wrong_use(run):
    result = run("explain", "gross_flow")
    assert result.exit_code == 2 and "name the provider" in result.stderr


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Brazil (BRA)", "Left out of the sum: 8", "another figure for the same thing is preferred"]),
        ("es", ["Brasil (BRA)", "Quedan fuera de la suma: 8", "se prefiere otra cifra para lo mismo"]),
        ("pt", ["Brasil (BRA)", "Ficam fora da soma: 8", "prefere-se outra cifra para o mesmo"]),
    ],
)
def test_the_text_of_an_explanation(built, run, language, words):
    result = run("explain", "cooperation_to_gni", "BRA", "--year", "2010", "--lang", language)
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    for word in [*words, "0.0424875", "flows.csv:112", "macro.csv:", "| BRA,2010,gni_usd,2140606261000.0"]:
        assert word in shown
    (snapshot,) = built.paths.raw.glob("evidence/*")
    manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
    hashes = {item["name"]: item["sha256"] for item in manifest["files"]}
    assert f"sha256 {hashes['flows.csv']}" in shown and manifest["retrieved_at"][:10] in shown


def test_a_file_that_was_altered_since_is_told(built_copy, monkeypatch):
    monkeypatch.setenv("SSCMON_ROOT", str(built_copy.root))
    arguments = ["explain", "oda_to_gni", "NOR", "--year", "2015"]
    assert "WARNING" not in CliRunner().invoke(cli, arguments).stdout
    (file,) = built_copy.raw.glob("dac_oda/*/dac_oda.csv")
    file.write_bytes(file.read_bytes() + b"\n")
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0 and "WARNING: the file on disk is not the one of the manifest" in result.stdout


def test_json_is_the_whole_explanation(run):
    explanation = json.loads(run("explain", "gross_flow", "BRA", "--year", "2010", "--json").stdout)
    assert set(explanation) == {"observation", "catalogue", "inputs", "files"}
    (figure,) = explanation["inputs"][0]["rows"]
    assert figure["by_year"]["amount_usd_nominal"] == pytest.approx(1.6e9 / 1.759226711, abs=1e-4)
    assert all(file["is_unaltered"] for file in explanation["files"])


@pytest.mark.parametrize(
    ("trace", "said"),
    [
        ({"table": "core.flow", True: {"year": "year"}}, "True"),
        ({"table": "core.flow", "where": "flow_id = $no_such"}, "no_such"),
        ({"table": "core.flow", "where": "no_such_column = 1"}, "no_such_column"),
    ],
)
def test_a_trace_that_cannot_be_followed_says_why(warehouse, explainer, trace, said):
    observation = one(warehouse, "gross_flow", "BRA", year=2010)
    with pytest.raises(ModelBroken, match=said):
        explainer._inputs([trace], observation)


def test_every_header_has_a_trace_of_known_entries(built):
    for file in files(built.paths):
        pending = list(file.header["trace"])
        assert pending, file.path.name
        for entry in pending:
            assert entry.keys() <= explaining.ENTRY, file.path.name
            assert ("table" in entry) != ("indicator" in entry), file.path.name
            pending += entry.get("then", [])


def test_a_record_over_several_lines(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b'id,text\n1,"two\nlines, ""quoted"""\r\n2,plain\n')
    assert record(file, 2) == '1,"two\nlines, ""quoted"""'
    assert record(file, 4) == "2,plain"
    assert record(file, 9) is None


def test_nothing_is_explained_before_a_build(project, monkeypatch):
    monkeypatch.setenv("SSCMON_ROOT", str(project.root))
    result = CliRunner().invoke(cli, ["explain", "gross_flow", "BRA"])
    assert result.exit_code == 1 and "sscmon build" in result.stderr


def test_a_provider_that_matches_nothing_is_an_error_of_the_house(warehouse):
    with pytest.raises(NotFound):
        explaining.find(warehouse, "gross_flow", "nobody", {})
