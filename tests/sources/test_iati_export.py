"""The IATI files: valid by the official standard, nothing that IATI can hold is lost, the rest is listed."""

import csv
import re

import pytest
from iati_planted import LEFT_OUT, draft
from iati_rules import broken
from iati_standard import broken_rules, coded, codes, folder, ruleset, schema
from lxml import etree

from sscmon.errors import SscmonError
from sscmon.publish.iati.chosen import REASONS
from sscmon.publish.iati.export import export_iati
from sscmon.publish.iati.reporter import HOUSE, agency
from sscmon.publish.iati.write import write
from sscmon.text import LANGUAGES

# a warning: sectors of three digits or of the Ibero-American register, and no purpose code of five, which nobody stated
NO_PURPOSE_CODE = "count(sector[not(@vocabulary=''"
official = pytest.mark.skipif(folder() is None, reason="the official IATI standard is not at hand: iati_standard.py")


@pytest.fixture(scope="module")
def exported(tmp_path_factory, built):
    root = tmp_path_factory.mktemp("planted")
    target = root / "iati"
    assert write(draft(root, built.paths), target, HOUSE) == 5
    return target


@pytest.fixture(scope="module")
def trees(exported):
    return {path.stem: etree.parse(path) for path in sorted(exported.glob("*.xml"))}


def activity(trees, title: str):
    found = [
        a for tree in trees.values() for a in tree.xpath("//iati-activity") if title in a.findtext("title/narrative")
    ]
    assert len(found) == 1
    return found[0]


def test_one_file_a_provider(trees):
    assert set(trees) == {"activities-bra", "activities-cub", "activities-ven", "activities-x", "organisation"}
    assert trees["organisation"].findtext(".//organisation-identifier") == HOUSE.ref


@official
def test_files_are_valid_by_the_official_schemas(trees):
    for name, tree in trees.items():
        judge = schema("organisations" if name == "organisation" else "activities")
        assert judge.validate(tree), (name, judge.error_log)


def test_files_keep_the_rules_of_the_standard(trees):
    assert {name: broken(tree) for name, tree in trees.items()} == {name: [] for name in trees}


@pytest.mark.skipif(not ruleset(), reason="the official ruleset is not at hand: iati_standard.py")
def test_files_keep_the_official_ruleset(trees):
    said = [rule for tree in trees.values() for rule in broken_rules(tree, ruleset())]
    assert not [rule for rule in said if NO_PURPOSE_CODE not in rule]


@official
@pytest.mark.parametrize(("path", "name"), coded())
def test_codes_are_in_the_official_lists(trees, path, name):
    if not codes(name):
        pytest.skip(f"the official list {name} is not at hand")
    used = {str(code) for tree in trees.values() for code in tree.xpath(path)}
    assert used <= codes(name)


FAULTS = [
    ("//activity-date[@type='2']", None, "a planned or an actual start", "atleast_one"),
    ("//activity-date[@type='2']", {"iso-date": "2999-01-01"}, "no actual day to come", "date_order"),
    (
        "//iati-activity[count(sector) > 1]/sector[1]",
        {"percentage": "99"},
        "sectors of a vocabulary that sum to 100",
        "strict_sum",
    ),
    (
        "//iati-activity[count(recipient-country) > 1]/recipient-country[1]",
        {"percentage": "99"},
        "places that sum to 100 where several",
        "strict_sum",
    ),
    (
        "//iati-activity[count(sector) = 1]/sector",
        None,
        "sectors on the activity or on every transaction",
        "atleast_one",
    ),
    ("//participating-org[1]", {"ref": "CU|1"}, "identifiers without / & | ?", "regex_matches"),
    ("//period-end", {"iso-date": "1999-01-01"}, "results with numbers and days in order", "date_order"),
    ("//reporting-org", {"ref": "ELSE"}, "an identifier that begins with the reporter's", "startswith"),
]


@pytest.mark.parametrize(("path", "fault", "own", "rule"), FAULTS)
def test_the_judges_find_planted_faults(trees, path, fault, own, rule):
    tree = etree.ElementTree(etree.fromstring(etree.tostring(trees["activities-cub"])))
    target = tree.xpath(path)[0]
    target.getparent().remove(target) if fault is None else target.attrib.update(fault)
    assert own in broken(tree)
    if ruleset():
        assert any(rule in said for said in broken_rules(tree, ruleset()))


def test_identifiers_are_the_reporters_and_ours(trees):
    first = activity(trees, "médicos")
    assert first.findtext("iati-identifier") == "XX-SSCMON-submission:A%2F1%20%C3%A9"
    assert first.find("reporting-org").get("secondary-reporter") == "1"
    others = [
        (one.get("type"), one.get("ref"), one.findtext("owner-org/narrative"))
        for one in first.findall("other-identifier")
    ]
    assert others == [("A1", "submission:A/1 é", None), ("A9", "77", "SIDICSS")]


def test_money_only_where_there_is_money(trees):
    first = activity(trees, "médicos")
    told = [(t.find("transaction-type").get("code"), t.find("transaction-date").get("iso-date"), t.findtext("value"),
             t.findtext("description/narrative")) for t in first.findall("transaction")]  # fmt: skip
    assert told == [
        ("2", "2012-05-06", "20", None),
        ("3", "2012-12-31", "1000.5", "Figure of the year 2012; the day is not known."),
    ]
    assert not activity(trees, "Petróleo").findall("transaction")


def test_quantities_are_results(trees):
    values = [
        (
            r.get("aggregation-status"),
            r.find("indicator/reference").get("code"),
            r.find("indicator/period/actual").get("value"),
        )
        for r in activity(trees, "médicos").findall("result")
    ]
    assert values == [("0", "GDS_FOOD|_Z|STOCK|tonne", "12.5"), ("1", "HR_MED|_Z|FLOW|person", "40")]


def test_exchange_legs_and_iati_originals_are_related(trees):
    leg = activity(trees, "Petróleo").find("related-activity")
    assert (leg.get("type"), leg.get("ref")) == ("3", "XX-SSCMON-submission:A%2F1%20%C3%A9")
    original = activity(trees, "From IATI").find("related-activity")
    assert (original.get("type"), original.get("ref")) == ("5", "XM-DAC-1-7")


def test_places_and_sectors_stand_where_iati_admits_them(trees):
    two = activity(trees, "Dos socios")
    assert not two.findall("recipient-country") and not two.findall("sector")
    assert [t.find("recipient-country").get("code") for t in two.findall("transaction")] == ["MZ", "AO"]
    assert {t.find("sector").get("code") for t in two.findall("transaction")} == {"122", "998"}
    three = activity(trees, "Tres socios")
    shares = {one.get("code"): one.get("percentage") for one in three.xpath("recipient-country|recipient-region")}
    assert shares == {"BO": "33.3334", "CU": "33.3333", "289": "33.3333"}
    assert [one.get("percentage") for one in three.xpath("sector[@vocabulary='2']")] == [
        "33.3334",
        "33.3333",
        "33.3333",
    ]
    assert [t.findtext("value") for t in three.findall("transaction")] == ["2.0001"]
    assert activity(trees, "Petróleo").find("recipient-region").get("code") == "998"


def test_hostile_text_stays_text(trees, exported):
    title = activity(trees, "médicos").findtext("title/narrative")
    assert title == "médicos & <enfermeras>  ]]> &amp; 'x' \"y\" 医生 🩺"
    assert not any("javascript" in path.read_text(encoding="utf-8") for path in exported.glob("*.xml"))


def test_what_is_left_out_is_listed_with_its_reason(exported):
    with (exported / "left-out.csv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert {row["object_id"]: row["reason"] for row in listed} == LEFT_OUT
    assert all(row[f"reason_{language}"] for row in listed for language in LANGUAGES)


def test_reasons_are_those_the_sql_gives():
    from sscmon.publish.iati.chosen import FOLDER

    given = {code for path in FOLDER.glob("*.sql") for code in re.findall(r"then '([A-Z_]{5,})'", path.read_text())}
    assert given | {"NOT_OWN"} == set(REASONS)


def test_the_same_data_gives_the_same_bytes(exported, tmp_path, built):
    write(draft(tmp_path, built.paths), tmp_path / "iati", HOUSE)
    for path in exported.iterdir():
        assert path.read_bytes() == (tmp_path / "iati" / path.name).read_bytes()


def test_an_agency_publishes_only_its_own(tmp_path, built):
    own = agency("CU-GOV-1", "MINCEX", "10")
    assert write(draft(tmp_path, built.paths), tmp_path / "iati", own, provider_id="CUB") == 2
    tree = etree.parse(tmp_path / "iati" / "activities-cub.xml")
    assert {one.get("secondary-reporter") for one in tree.xpath("//reporting-org")} == {"0"}
    assert all(one.text.startswith("CU-GOV-1-") for one in tree.xpath("//iati-identifier"))
    with pytest.raises(SscmonError, match="cannot be"):
        agency("CU GOV/1", "x", "10")


def test_the_bundled_figures_belong_to_no_activity_and_are_all_listed(built, tmp_path):
    target = tmp_path / "out"
    assert export_iati(built.paths, target, HOUSE) == 0
    assert {path.name for path in target.iterdir()} == {"left-out.csv", "organisation.xml"}
    with (target / "left-out.csv").open(encoding="utf-8", newline="") as file:
        listed = sum(1 for _ in csv.DictReader(file))
    assert [(listed,)] == built.query("select (select count(*) from core.flow) + (select count(*) from core.quantity)")
    with pytest.raises(SscmonError, match="exists"):
        export_iati(built.paths, target, HOUSE)
