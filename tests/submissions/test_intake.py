"""Intake: who is admitted, which rows are taken, what the receipt says, what becomes of files in the inbox."""

import hashlib
import os
from pathlib import Path

import pytest
from books import ACTIVITY, BRIGADE, write
from click.testing import CliRunner

from sscmon import snapshots
from sscmon.cli import cli
from sscmon.errors import SscmonError
from sscmon.messages import describe
from sscmon.paths import Paths
from sscmon.submissions import inbox, intake, ledger
from sscmon.submissions.intake import Terms, lift_embargoes, submit, withdraw
from sscmon.submissions.registry import NotAdmitted, admitted

REGISTRY = """submitter_id,name,side,parties,token_sha256,named
minsap,Ministry of Health (sample),PROVIDER,CUB,,
venezuela,Ministry (sample),PROVIDER,VEN,,
haiti,State of Haiti (sample),RECIPIENT_STATE,HTI,,
university,University (sample),ACADEMIC,*,{secret},
"""
OPEN = Terms(has_consent=True)
EMBARGO = "Confidencialidad", "Embargo hasta"


@pytest.fixture
def paths(tmp_path) -> Paths:
    (tmp_path / "data").mkdir()
    (tmp_path / "sql" / "core").mkdir(parents=True)
    secret = hashlib.sha256(b"open sesame").hexdigest()
    (tmp_path / "data" / "submitters.csv").write_text(REGISTRY.format(secret=secret), encoding="utf-8")
    return Paths(tmp_path)


@pytest.fixture
def form(tmp_path):
    def make(*rows, name="form.xlsx", sheets=None) -> Path:
        return write(tmp_path / name, {"Actividades": [ACTIVITY, *(rows or (BRIGADE,))], **(sheets or {})})

    return make


def accepted(paths: Paths, receipt) -> list[dict]:
    return list(ledger.lines(snapshots.newest(paths, ledger.SOURCE), receipt.submission_id, ledger.ACCEPTED))


def reasons(paths: Paths, receipt) -> list[str]:
    return [describe(reason) for row in ledger.refused(paths, receipt) for reason in row["reasons"]]


def test_good_rows_are_taken_with_their_address_and_the_file_is_kept_as_it_came(paths, form):
    file = form()
    receipt = submit(paths, file, "minsap", OPEN)
    assert (receipt.submission_id, receipt.accepted, receipt.refused) == ("S000001", 1, 0)
    assert receipt.sha256 == snapshots.sha256_of(file) and receipt.language == "es"
    [row] = accepted(paths, receipt)
    assert row["address"] == "Actividades!A2"
    assert row["values"]["activity_reference"] == "A-1" and row["values"]["provider_id"] == "CUB"
    stored = snapshots.newest(paths, ledger.SOURCE).path("S000001.xlsx")
    assert stored.read_bytes() == file.read_bytes()


def test_the_same_file_on_the_same_terms_is_recorded_once(paths, form):
    file = form()
    first = submit(paths, file, "minsap", OPEN)
    assert submit(paths, file, "minsap", OPEN).submission_id == first.submission_id
    assert submit(paths, file, "minsap", Terms(False)).submission_id == "S000002"
    withdraw(paths, "S000002", "minsap")
    assert submit(paths, file, "minsap", Terms(False)).submission_id == "S000003"


def test_who_is_not_registered_is_told_what_to_do(paths, form):
    with pytest.raises(NotAdmitted, match="'nobody' is not a registered submitter") as told:
        submit(paths, form(), "nobody", OPEN)
    assert "adds a line to the registry" in told.value.todo
    assert not (paths.raw / ledger.SOURCE).exists()


def test_a_secret_is_asked_for_and_never_shown(paths, monkeypatch):
    monkeypatch.delenv("SSCMON_SUBMITTER_TOKEN", raising=False)
    with pytest.raises(NotAdmitted, match="secret of university is missing"):
        admitted(paths, "university")
    with pytest.raises(NotAdmitted, match="is wrong") as told:
        admitted(paths, "university", "swordfish")
    assert "swordfish" not in str(told.value)
    monkeypatch.setenv("SSCMON_SUBMITTER_TOKEN", "open sesame")
    assert admitted(paths, "university").name == "University (sample)"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Upper,Name,PROVIDER,CUB,", "wrong submitter_id"),
        ("minsap2,,PROVIDER,CUB,", "wrong name"),
        ("minsap2,Name,MINISTRY,CUB,", "wrong side"),
        ("minsap2,Name,PROVIDER,,", "wrong parties"),
        ("minsap2,Name,PROVIDER,CUB,secret", "wrong token_sha256"),
        ("minsap,Name,PROVIDER,CUB,", "minsap is registered twice"),
        ("women,Name,AFFECTED,CUB,,perhaps", "wrong named"),
    ],
)
def test_a_wrong_line_of_the_registry_is_told(paths, line, told):
    with paths.submitters.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(NotAdmitted, match=told) as error:
        admitted(paths, "minsap")
    assert error.value.where.endswith("line 6")


def test_the_receipt_says_whether_the_sender_is_named(paths, form):
    registry, file = paths.submitters.read_text(encoding="utf-8"), form()
    for number, (line, is_named) in enumerate(
        {"women,Women,AFFECTED,HTI,,true": True, "women,W,AFFECTED,HTI": False}.items()
    ):
        paths.submitters.write_text(f"{registry}{line}\n", encoding="utf-8")
        receipt = submit(paths, file, "women", OPEN)
        assert (receipt.submission_id, receipt.is_named) == (f"S00000{number + 1}", is_named)
    assert submit(paths, file, "minsap", OPEN).is_named


def test_nobody_speaks_for_another(paths, form):
    receipt = submit(paths, form(BRIGADE, ("A-2", "Other", "VEN", "HTI", "BIL")), "minsap", OPEN)
    assert (receipt.accepted, receipt.refused) == (1, 1)
    assert reasons(paths, receipt) == ["provider_id: the submitter does not speak for 'VEN', only for CUB"]
    other = submit(paths, form(), "venezuela", OPEN)
    assert other.accepted == 0
    assert submit(paths, form(), "haiti", OPEN).accepted == 1


def test_a_row_hangs_on_one_that_was_taken_here_or_before(paths, form):
    money = ("Referencia del dinero", "Referencia de la actividad", "Oferente", "Socio", "Primer año",
             "Etapa del dinero", "Tipo de contribución", "Monto", "Moneda")  # fmt: skip
    flows = [
        ("F1", "A-1", "CUB", "HTI", 2031, "DISBURSEMENT", "FIN_GRANT", 5, "USD"),
        ("F2", "A-9", "CUB", "HTI", 2031, "DISBURSEMENT", "FIN_GRANT", 5, "USD"),
    ]
    submit(paths, form(), "minsap", OPEN)
    later = form(("A-3", "Third", "CUB", "HTI", "BIL"), name="later.xlsx", sheets={"Dinero": [money, *flows]})
    receipt = submit(paths, later, "minsap", OPEN)
    assert receipt.rows["flow"] == {"accepted": 1, "refused": 1}
    assert [row["values"]["flow_reference"] for row in accepted(paths, receipt) if row["table"] == "flow"] == ["F1"]
    assert "'A-9' does not exist" in reasons(paths, receipt)[0]


def test_a_file_that_changes_while_it_is_read_is_not_recorded(paths, form, monkeypatch):
    file, real = form(), intake.sha256_of

    def changing(path):
        digest = real(path)
        path.write_bytes(path.read_bytes() + b"more")
        return digest

    monkeypatch.setattr(intake, "sha256_of", changing)
    with pytest.raises(ledger.NotRecorded, match="changed while it was read"):
        submit(paths, file, "minsap", OPEN)
    assert ledger.receipts(paths) == []


def test_terms_are_written_in_words():
    assert Terms.of("public", True) == Terms(True, "PUBLIC")
    assert Terms.of("embargo:2031-12-31", True) == Terms(True, "EMBARGO", "2031-12-31")
    for wrong in ("secret", "embargo", "embargo:soon", "public:2031-01-01"):
        with pytest.raises(SscmonError, match="how confidential"):
            Terms.of(wrong, True)


def test_an_embargo_ends_when_its_day_is_recorded(paths, form):
    submit(paths, form(), "minsap", Terms(True, "EMBARGO", "2090-01-01"))
    assert not lift_embargoes(paths, "2089-12-31")
    assert lift_embargoes(paths, "2090-01-01")
    assert ledger.as_of(snapshots.newest(paths, ledger.SOURCE)) == "2090-01-01"
    assert not lift_embargoes(paths, "2090-01-02")


def put(paths: Paths, file: Path, *folders: str) -> Path:
    target = paths.inbox.joinpath(*folders)
    target.mkdir(parents=True, exist_ok=True)
    return Path(os.replace(file, target / file.name) or target / file.name)


def test_a_file_in_the_inbox_is_taken_on_the_terms_of_its_folder(paths, form):
    put(paths, form(), "minsap", "embargo-2090-01-01")
    put(paths, form(name="unfinished.xlsx.part"), "minsap", "public")
    assert list(inbox.waiting(paths)) == []
    [outcome] = inbox.work(paths, quiet_s=0)
    assert outcome.receipt.embargo_until == "2090-01-01" and outcome.receipt.has_consent
    done = sorted(path.name for path in (paths.inbox / "minsap" / "done").iterdir())
    assert done == ["S000001.accepted.jsonl", "S000001.receipt.json", "S000001.refused.jsonl", "form.xlsx"]
    assert inbox.work(paths, quiet_s=0) == []


def test_a_file_that_cannot_be_taken_goes_aside_with_the_reason(paths, form, tmp_path):
    (tmp_path / "form.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    put(paths, tmp_path / "form.xlsx", "minsap", "public")
    put(paths, form(name="a.xlsx"), "stranger", "public")
    put(paths, form(name="b.xlsx"), "minsap", "whenever")
    outcomes = inbox.work(paths, quiet_s=0)
    assert all(one.error and not one.receipt for one in outcomes) and len(outcomes) == 3
    refused = paths.inbox / "minsap" / "refused"
    assert {path.name for path in refused.iterdir()} == {"form.xlsx", "form.xlsx.txt", "b.xlsx", "b.xlsx.txt"}
    assert "how confidential" in (refused / "b.xlsx.txt").read_text(encoding="utf-8")
    assert "not a registered submitter" in (paths.inbox / "stranger" / "refused" / "a.xlsx.txt").read_text("utf-8")


def test_a_link_out_of_the_inbox_is_not_followed(paths, form, tmp_path):
    folder = paths.inbox / "minsap" / "public"
    folder.mkdir(parents=True)
    (folder / "link.xlsx").symlink_to(form())
    (paths.inbox / "haiti").symlink_to(tmp_path)
    assert inbox.work(paths, quiet_s=0) == []


def test_the_command_line_prints_the_receipt_and_what_was_refused(paths, form, tmp_path):
    run = CliRunner(env={"SSCMON_ROOT": str(paths.root)})
    file = form(BRIGADE, ("A-2", "Other", "VEN", "HTI", "BIL"))
    done = run.invoke(cli, ["submit", str(file), "--as", "minsap", "--lists", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert snapshots.sha256_of(file) in done.output and "S000001" in done.output
    assert "refused Actividades!A3: provider_id: the submitter does not speak for 'VEN', only for CUB" in done.output
    assert "without --consent nothing of it is published" in done.output
    assert len(list((tmp_path / "out").iterdir())) == 3
    assert "no consent" in run.invoke(cli, ["submissions"]).output
    assert "withdrawn" in run.invoke(cli, ["submit", "--as", "minsap", "--withdraw", "S000001"]).output
    refused = run.invoke(cli, ["submit", str(file), "--as", "nobody"])
    assert refused.exit_code == 1 and "not a registered submitter" in refused.output
