"""The page over plain HTTP: what it answers, whom it refuses, what it keeps and forgets, what it never says."""

import re
import time

import pytest
import requests
from page import SECRET, filled, running

from sscmon.serve import app as pages
from sscmon.serve import desk
from sscmon.serve.texts import NAMES, PROBLEMS, TEXTS
from sscmon.serve.visits import KEPT_SECONDS, MOST_FILES, Visits
from sscmon.submissions.ledger import receipts

MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with running(tmp_path_factory.mktemp("page"), largest_bytes=MEGABYTE) as found:
        yield found


@pytest.fixture
def visitor(page) -> requests.Session:
    session = requests.Session()
    session.get(f"{page.address}/es")
    return session


def token(visitor: requests.Session, address: str) -> str:
    return re.search(r'name="token" value="([0-9a-f]+)"', visitor.get(address).text)[1]


def send(page, visitor, path, **more) -> requests.Response:
    """A file sent as the form of the first page does."""
    fields = {"token": token(visitor, f"{page.address}/es")}
    with path.open("rb") as file:
        return visitor.post(f"{page.address}/es/check", data=fields, files={"file": (path.name, file)}, **more)


def submitted(page, visitor, path, **fields) -> requests.Response:
    report = send(page, visitor, path).url
    return visitor.post(f"{report}/submit", data={"token": token(visitor, report), **fields})


WHO = {"submitter": "minsa", "secret": SECRET, "confidentiality": "PUBLIC", "consent": "yes"}


# ---- pages


def test_the_first_page_is_in_the_language_of_the_browser(page):
    for asked, given in (("pt-BR,es;q=0.5", "pt"), ("fr,es;q=0.8", "es"), ("fr", "en"), ("", "en")):
        answer = requests.get(page.address, headers={"accept-language": asked})
        assert answer.url.endswith(f"/{given}") and f'lang="{given}"' in answer.text


@pytest.mark.parametrize("language", NAMES)
def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(page, language):
    answer = requests.get(f"{page.address}/{language}")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script" not in policy and "unsafe" not in policy
    assert "<script" not in answer.text and " style=" not in answer.text and "http" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff" and answer.headers["cache-control"] == "no-store"
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', answer.text):
        assert requests.get(page.address + address).status_code == 200


def test_every_word_is_there_in_three_languages():
    for text in (*TEXTS.values(), *PROBLEMS.values()):
        assert all(version.strip() for version in text)
        marks = [set(re.findall(r"{\w+}", version)) for version in text]
        assert marks[0] == marks[1] == marks[2], text


@pytest.mark.parametrize("ending", desk.ENDINGS)
def test_templates_can_be_downloaded_and_checked_at_once(page, visitor, tmp_path, ending):
    answer = visitor.get(f"{page.address}/es/template", params={"for": "movement", "as": ending})
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    path = tmp_path / f"plantilla.{ending}"
    path.write_bytes(answer.content)
    assert TEXTS["nothing_read"].es in send(page, visitor, path).text


@pytest.mark.parametrize(
    "address",
    ["/fr", "/es/nothing", "/es/report/nobody", "/es/template?for=king&as=xlsx", "/static/../app.py", "/es/x/y"],
)
def test_what_is_not_there_is_said_so(page, address):
    answer = requests.get(page.address + address)
    assert answer.status_code == 404 and "Traceback" not in answer.text


# ---- from file to receipt


def test_a_file_is_checked_marked_and_submitted(page, visitor, tmp_path):
    path = filled(tmp_path / "Brigada médica.xlsx", {}, {"partner_id": "Haitti"}, {"activity_title": ""})
    report = send(page, visitor, path)
    assert report.status_code == 200 and "/es/report/" in report.url
    assert "1 de 3 filas pueden aceptarse" in report.text and "Haitti" in report.text and "HTI" in report.text
    told = visitor.get(f"{report.url}/report.json").json()
    assert told["rows"]["activity"] == {"read": 3, "accepted": 1, "refused": 2}
    marked = visitor.get(f"{report.url}/marked")
    assert (
        marked.content.startswith(b"PK")
        and "Brigada%20m%C3%A9dica-revisado.xlsx" in marked.headers["content-disposition"]
    )
    receipt = submitted(page, visitor, path, **WHO)
    assert "/es/receipt/" in receipt.url, receipt.text
    given = visitor.get(f"{receipt.url}/receipt.json").json()
    assert (given["accepted"], given["refused"], given["file_name"]) == (1, 2, path.name)
    assert given["sha256"] in receipt.text
    kept = {one.submission_id: one for one in receipts(page.paths)}
    assert kept[given["submission_id"]].sha256 == given["sha256"]


@pytest.mark.parametrize("change", [{"submitter": "nobody"}, {"secret": "wrong"}, {"secret": ""}])
def test_who_is_not_registered_sends_nothing(page, visitor, tmp_path, change):
    before = receipts(page.paths)
    answer = submitted(page, visitor, filled(tmp_path / "a.json", {}), **{**WHO, **change})
    assert answer.status_code == 403 and TEXTS["not_admitted"].es in answer.text
    assert receipts(page.paths) == before


def test_an_embargo_needs_its_day(page, visitor, tmp_path):
    path = filled(tmp_path / "a.json", {})
    assert submitted(page, visitor, path, **{**WHO, "confidentiality": "EMBARGO"}).status_code == 422
    receipt = submitted(page, visitor, path, **{**WHO, "confidentiality": "EMBARGO", "embargo": "2031-05-01"})
    assert "2031-05-01" in receipt.text


def test_the_receipt_says_whether_the_sender_is_named(page, visitor, tmp_path):
    path = filled(tmp_path / "form.xlsx", {})
    assert TEXTS["not_named"].es not in submitted(page, visitor, path, **WHO).text
    assert TEXTS["not_named"].es in submitted(page, visitor, path, **{**WHO, "submitter": "mujeres"}).text


def test_the_secret_of_the_operator_is_not_lent(page, visitor, tmp_path, monkeypatch):
    monkeypatch.setenv("SSCMON_SUBMITTER_TOKEN", SECRET)
    assert submitted(page, visitor, filled(tmp_path / "a.json", {}), **{**WHO, "secret": ""}).status_code == 403


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.csv", b""),
        ("a.xls", b"<html>"),
        ("a.json", b"{"),
        ("a.zip", b"PK\x05\x06"),
    ],
)
def test_files_that_cannot_be_read_are_told_of_and_removed(page, visitor, tmp_path, name, body):
    path = tmp_path / name
    path.write_bytes(body)
    answer = send(page, visitor, path)
    assert answer.status_code in (200, 422) and "Traceback" not in answer.text


# ---- limits and strangers


def test_a_form_of_another_page_is_refused(page, visitor, tmp_path):
    path = filled(tmp_path / "a.json", {})
    assert send(page, visitor, path, headers={"origin": "http://evil.example"}).status_code == 403
    assert send(page, visitor, path, headers={"origin": "null"}).status_code == 403
    assert send(page, visitor, path, headers={"origin": page.address}).status_code == 200


def test_a_form_without_the_token_is_refused(page, visitor, tmp_path):
    path = filled(tmp_path / "a.json", {})
    stranger = requests.Session()
    stranger.get(f"{page.address}/es")
    for given in ("", "0" * 64, "ñ", token(stranger, f"{page.address}/es")):
        with path.open("rb") as file:
            answer = visitor.post(f"{page.address}/es/check", data={"token": given}, files={"file": ("a.xlsx", file)})
        assert answer.status_code == 403
    assert requests.post(f"{page.address}/es/check").status_code == 403


def test_another_name_of_the_machine_is_refused(page):
    """A page elsewhere whose name is pointed at this machine cannot read what is here."""
    for host in ("evil.example", "evil.example:80", page.address.removeprefix("http://") + ".evil.example"):
        assert requests.get(f"{page.address}/es", headers={"host": host}).status_code == 400


def test_nobody_sees_the_file_of_another(page, visitor, tmp_path):
    report = send(page, visitor, filled(tmp_path / "a.json", {})).url
    stranger = requests.Session()
    stranger.get(f"{page.address}/es")
    for address in (report, f"{report}/marked", f"{report}/report.json", report.replace("report", "receipt")):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"{report}/submit", data={"token": token(stranger, f"{page.address}/es")}).status_code == 404


def test_files_above_the_limit_are_refused_however_they_come(page, visitor, tmp_path):
    path = tmp_path / "big.csv"
    path.write_bytes(b"x" * (2 * MEGABYTE))
    answer = send(page, visitor, path)
    assert answer.status_code == 413 and "1 MB" in answer.text
    head = b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    pieces = (piece for piece in (head, *[b"x" * 65536] * 40))
    answer = visitor.post(
        f"{page.address}/es/check", data=pieces, headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 413


def test_other_methods_and_broken_forms_are_refused(page, visitor):
    assert requests.put(f"{page.address}/es").status_code == 405
    assert requests.get(f"{page.address}/es/check").status_code in (404, 405)
    given = token(visitor, f"{page.address}/es")
    assert visitor.post(f"{page.address}/es/check", data={"token": given}).status_code == 400
    broken = visitor.post(f"{page.address}/es/check", data=b"no parts", headers={"content-type": "multipart/form-data"})
    assert broken.status_code in (400, 403)


def test_what_is_sent_is_shown_as_text(page, visitor, tmp_path):
    path = filled(tmp_path / "<img src=x onerror=alert(1)>.xlsx", {"partner_id": "<script>alert(1)</script>"})
    text = send(page, visitor, path).text
    assert "<script" not in text and "<img src=x" not in text and "&lt;script&gt;" in text


def test_names_that_climb_stay_in_their_folder(page, visitor, tmp_path):
    path = filled(tmp_path / "a.json", {})
    for name in ("../../../../tmp/climbed.xlsx", "..\\\\climbed.xlsx", "/etc/passwd", ".", "a" * 500 + ".xlsx"):
        fields = {"token": token(visitor, f"{page.address}/es")}
        files = {"file": (name, path.read_bytes())}
        assert visitor.post(f"{page.address}/es/check", data=fields, files=files).status_code == 200


# ---- nothing is said or kept


def test_an_unforeseen_error_says_nothing_of_the_file(page, visitor, tmp_path, monkeypatch, caplog):
    def broken(path, language):
        raise ValueError("the secret name of a community")

    monkeypatch.setattr(desk, "checked", broken)
    answer = send(page, visitor, filled(tmp_path / "a.json", {}))
    assert answer.status_code == 500 and PROBLEMS[500].es in answer.text
    assert "secret name" not in answer.text + caplog.text and "ValueError" in caplog.text


def test_logs_hold_no_names_no_cells_and_no_secrets(page, visitor, tmp_path, caplog, capfd):
    with caplog.at_level("DEBUG"):
        submitted(page, visitor, filled(tmp_path / "canary-name.xlsx", {"activity_title": "canary-cell"}), **WHO)
    said = caplog.text + "".join(capfd.readouterr())
    assert "canary" not in said and SECRET not in said


def test_files_are_forgotten():
    now = [0.0]
    visits = Visits(clock=lambda: now[0])
    first = visits.begin("somebody", "a.xlsx")
    first.path.write_text("x", encoding="utf-8")
    assert visits.find("somebody", first.id) is first and visits.find("another", first.id) is None
    now[0] = KEPT_SECONDS + 1
    assert visits.find("somebody", first.id) is None and not first.folder.exists()
    many = [visits.begin("somebody", f"{number}.xlsx") for number in range(MOST_FILES + 5)]
    assert len(visits.visits) == MOST_FILES and not many[0].folder.exists()
    visits.close()
    assert not visits.folder.exists()


def test_everything_is_removed_when_the_page_ends(tmp_path, monkeypatch):
    found = []
    begin = Visits.begin
    monkeypatch.setattr(Visits, "begin", lambda self, *given: found.append(begin(self, *given)) or found[-1])
    with running(tmp_path / "project") as page:
        session = requests.Session()
        send(page, session, filled(tmp_path / "a.json", {}))
        assert found[0].path.exists()
    for _ in range(50):
        if not found[0].folder.parent.exists():
            break
        time.sleep(0.1)
    assert not found[0].folder.parent.exists()


def test_the_largest_file_is_what_the_command_says():
    assert pages.LARGEST_BYTES == 25 * MEGABYTE
