"""The page in a real browser, from template to receipt, with the keyboard alone and on a phone."""

import os
import shutil
from pathlib import Path

import pytest
from page import SECRET, filled, running

from sscmon.serve.texts import TEXTS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str | None:
    """The browser of the system; None for the one that playwright brings."""
    given = os.environ.get("SSCMON_BROWSER")
    return given or next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        except Error as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no browser here: sh tests/programs.sh installs one ({str(error).splitlines()[0]})")
        yield found
        found.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with running(tmp_path_factory.mktemp("page")) as found:
        yield found


@pytest.fixture
def tab(browser, page):
    """A tab that notes what it complains of, and every address it asks for."""
    context = browser.new_context(locale="es-ES", viewport={"width": 1100, "height": 900}, accept_downloads=True)
    found = context.new_page()
    found.said, found.asked = [], []
    found.on("console", lambda message: found.said.append(message.text))
    found.on("pageerror", lambda error: found.said.append(str(error)))
    found.on("request", lambda request: found.asked.append(request.url))
    found.goto(page.address)
    yield found
    assert all(address.startswith(page.address) for address in found.asked)
    context.close()


def drop(tab, path: Path) -> None:
    """The file dropped on the field, as with a mouse."""
    handle = tab.evaluate_handle(
        """([name, bytes]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name));
            return transfer;
        }""",
        [path.name, list(path.read_bytes())],
    )
    tab.locator("#file").evaluate("(field, transfer) => { field.files = transfer.files; }", handle)


def test_from_template_to_receipt(tab, page, tmp_path):
    assert tab.url.endswith("/es")
    tab.select_option("#who", "movement")
    with tab.expect_download() as download:
        tab.click(f"text={TEXTS['download'].es}")
    assert download.value.suggested_filename == "sscmon-movement-es.xlsx"
    path = filled(tmp_path / "Brigada médica.xlsx", {}, {"partner_id": "Haitti"})
    drop(tab, path)
    tab.click(f"button:has-text('{TEXTS['check'].es}')")
    assert "/es/report/" in tab.url and "Haitti" in tab.inner_text("main")
    with tab.expect_download() as download:
        tab.click(f"text={TEXTS['marked'].es}")
    assert download.value.suggested_filename == "Brigada médica-revisado.xlsx"
    tab.fill("#submitter", "minsa")
    tab.fill("#secret", SECRET)
    tab.check("#consent")
    tab.click(f"main button:has-text('{TEXTS['submit'].es}')")
    assert "/es/receipt/" in tab.url and TEXTS["received"].es in tab.inner_text("main")
    assert tab.said == []


def test_with_the_keyboard_alone(tab, tmp_path):
    path = filled(tmp_path / "a.json", {})
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    reached = []
    for _ in range(12):
        tab.keyboard.press("Tab")
        reached.append(tab.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert [name for name in reached if name in ("who", "format", "file")] == ["who", "format", "file"]
    tab.set_input_files("#file", path)
    tab.focus("form[method=post] button")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/es/report/**")


def test_every_field_has_a_label_and_every_page_a_language(tab, tmp_path):
    for _ in range(2):
        unlabelled = tab.evaluate(
            "[...document.querySelectorAll('input:not([type=hidden]),select')].filter(f => !f.labels.length).length"
        )
        assert unlabelled == 0
        assert tab.evaluate("document.documentElement.lang") == "es"
        assert tab.evaluate("document.querySelectorAll('h1').length") == 1
        if "/report/" not in tab.url:
            tab.set_input_files("#file", filled(tmp_path / "a.json", {}))
            tab.click("form[method=post] button")


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_a_phone_shows_it_whole(tab, page, tmp_path, language):
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.goto(f"{page.address}/{language}")
    tab.set_input_files("#file", filled(tmp_path / "a.json", {"partner_id": "Haitti"}))
    tab.click("form[method=post] button")
    for address in (tab.url, f"{page.address}/{language}"):
        tab.goto(address)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_works_without_scripts(browser, page, tmp_path):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{page.address}/pt")
    tab.set_input_files("#file", filled(tmp_path / "a.json", {}))
    tab.click("form[method=post] button")
    assert "/pt/report/" in tab.url
    context.close()
