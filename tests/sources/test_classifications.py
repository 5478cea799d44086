"""Published classifications against those of the house: samples, the publishers' files, and what is reported."""

import pytest
from replay.server import ReplayServer, Reply
from source_sample import STAMP, bundled_project, compare, compare_refused, fetched, shared, stage_files

from sscmon import snapshots
from sscmon.build import build, read_state
from sscmon.drift import Difference, drift
from sscmon.errors import SourceChanged
from sscmon.sources.classifications import source as classifications

FOLDER = classifications.SOURCE.folder
FILES = {
    "UNSD-en.csv": FOLDER / "sample_m49_en.csv",
    "iati_TiedStatus.csv": FOLDER / "sample_iati_TiedStatus.csv",
    "oda_eligibility.csv": FOLDER / "sample_recipients.csv",
}
IATI = ("CollaborationType", "ConditionType", "FinanceType", "FlowType", "Language", "TiedStatus")


def test_the_sample_becomes_what_it_must(tmp_path):
    staged = stage_files(tmp_path, "classifications", FILES)
    compare(staged, "code")
    compare_refused(staged, "code")
    account = staged.accounts["code"]
    assert (account.rows_read, account.rows_staged, account.rows_quarantined) == (12, 10, 2) and account.adds_up


def test_the_lists_of_iati_are_fetched(tmp_path, monkeypatch):
    body = FILES["iati_TiedStatus.csv"].read_bytes()
    with ReplayServer({r"api/csv/en/\w+\.csv$": lambda asked: Reply(body)}) as server:
        monkeypatch.setattr(classifications, "HOST", server.root)
        outcome = fetched(tmp_path, "classifications")
    assert [item["name"] for item in outcome.snapshot.manifest["files"]] == [f"iati_{name}.csv" for name in IATI]


def test_another_list_is_named(tmp_path):
    (tmp_path / "x.csv").write_text("Country,Code\nCuba,192\n")
    with pytest.raises(SourceChanged, match="M49 Code"):
        stage_files(tmp_path, "classifications", {"UNSD-en.csv": tmp_path / "x.csv"})


def built(folder, files):
    paths = bundled_project(folder / "project")
    snapshots.store(paths, "classifications", files, **STAMP)
    report = build(paths)
    assert not report.errors, {key: str(error) for key, error in report.errors.items()}
    return paths


def test_differences_warn_and_do_not_stop(tmp_path):
    text = FILES["UNSD-en.csv"].read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "UNSD-en.csv").write_text("".join(text[:4]), encoding="utf-8")
    paths = built(tmp_path, {**FILES, "UNSD-en.csv": tmp_path / "UNSD-en.csv"})
    found = drift(paths)
    assert Difference("m49_en", "QQQ", "new", "New Country (invented)", None) in found
    assert Difference("m49_en", "HTI", "changed", "332 HT 019 021", "332 HT 019 419") in found
    assert Difference("iati_TiedStatus", "6", "new", "Something new (invented)", None) in found
    assert Difference("iati_TiedStatus", "4", "withdrawn", None, "tied") in found
    assert Difference("dac_recipient", "QQQ", "new", "New Country (invented)", None) in found
    assert not [one for one in found if one.published_list == "m49_en" and one.code in ("TWN", "XKX")]
    assert not [one for one in found if one.code == "_X"]
    check = read_state(paths, "reference.classification_drift")["checks"]["none"]
    assert not check["passed"] and check["wrong_rows"] == len(found) > 200


def test_the_published_lists_against_ours(tmp_path):
    files = {f"iati_{name}.csv": shared(f"iati/codelists_csv_en/{name}.csv") for name in IATI}
    files |= {name: shared(f"classification/{name}") for name in ("UNSD-en.csv", "UNSD-es.csv", "oda_eligibility.csv")}
    staged = stage_files(tmp_path / "staged", "classifications", files)
    account = staged.accounts["code"]
    assert account.rows_quarantined == 0 and account.adds_up
    counts = dict(staged.query("select published_list, count(*) from staged.classifications_code group by 1"))
    assert counts["m49_en"] == counts["m49_es"] == 249 and counts["iati_FinanceType"] == 78
    found = drift(built(tmp_path, files))
    countries = [one for one in found if one.published_list in ("m49_en", "m49_es", "dac_recipient")]
    assert countries == []
    [new] = [one for one in found if one.published_list != "iati_FinanceType"]
    assert (new.published_list, new.code, new.change, new.house) == ("iati_FlowType", "60", "new", None)
