"""The pictures of the submitter's guides, taken from the real page and from LibreOffice: docs/images/guide-*.png.

Run by hand where the page or the form has changed: .venv/bin/python tests/serve/pictures.py [en es pt]
Needs Chromium, LibreOffice Calc and pdftoppm (packages of the system) and Pillow.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.properties import PageSetupProperties
from page import ROOT, SECRET, filled, running
from PIL import Image, ImageChops
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright
from test_browser import executable

from sscmon.serve.texts import NAMES, TEXTS
from sscmon.submissions.annotate import annotate
from sscmon.submissions.check import check
from sscmon.submissions.form import FORM
from sscmon.submissions.match import RESERVED

IMAGES = ROOT / "docs" / "images"
FILES = {"en": "medical brigade.xlsx", "es": "brigada médica.xlsx", "pt": "brigada médica.xlsx"}
ROWS = {
    "en": ("Medical brigade (example)", "Cuba", "Haiti", "Haitti", "in implementation"),
    "es": ("Brigada médica (ejemplo)", "Cuba", "Haití", "Haitti", "en ejecución"),
    "pt": ("Brigada médica (exemplo)", "Cuba", "Haiti", "Haitti", "em execução"),
}


def example(folder: Path, language: str) -> Path:
    """A filled form with one good row and two that need a correction."""
    title, provider, partner, wrong, status = ROWS[language]
    good = {"activity_title": title, "provider_id": provider, "partner_id": partner, "status": status}
    return filled(
        folder / FILES[language],
        good,
        {**good, "partner_id": wrong},
        {**good, "start_date": "31/02/2025"},
        language=language,
    )


def page_pictures(tab: Tab, address: str, path: Path, language: str) -> None:
    def picture(name: str) -> None:
        tab.screenshot(path=IMAGES / f"guide-{name}-{language}.png", full_page=True)

    tab.goto(f"{address}/{language}")
    picture("start")
    tab.set_input_files("#file", path)
    tab.click("form[method=post] button")
    tab.fill("#submitter", "minsa")
    tab.fill("#secret", SECRET)
    tab.check("#consent")
    picture("report")
    tab.click(f"main button:has-text('{TEXTS['submit'].in_(language)}')")
    picture("receipt")


def workbook_picture(path: Path, title: str, area: str, target: Path, hidden: str = "") -> None:
    """A part of a sheet of a workbook as LibreOffice prints it, with its letters and numbers, cut to what is filled."""
    with tempfile.TemporaryDirectory(prefix="sscmon-") as name:
        folder = Path(name)
        book = load_workbook(path)
        for other in [sheet for sheet in book if sheet.title != title]:
            book.remove(other)
        sheet = book[title]
        for column in hidden:
            sheet.column_dimensions[column].hidden = True
        sheet.print_area, sheet.print_title_rows = area, None
        sheet.print_options.headings = sheet.print_options.gridLines = True
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        for side in ("left", "right", "top", "bottom", "header", "footer"):
            setattr(sheet.page_margins, side, 0.1)
        sheet.oddHeader.center.text = sheet.oddFooter.center.text = ""
        book.save(folder / "book.xlsx")
        office = ["soffice", f"-env:UserInstallation=file://{name}/office", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*office, "--outdir", name, "book.xlsx"], cwd=folder, check=True, capture_output=True, timeout=120
        )
        subprocess.run(["pdftoppm", "-r", "100", "-png", "-singlefile", "book.pdf", "book"], cwd=folder, check=True)
        with Image.open(folder / "book.png") as image:
            empty = Image.new(image.mode, image.size, image.getpixel((0, 0)))
            left, top, right, bottom = ImageChops.difference(image, empty).getbbox()
            image.crop((left - 4, top - 4, right + 4, bottom + 4)).save(target, optimize=True)


def main() -> None:
    only = set(sys.argv[1:]) or set(NAMES)
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sscmon-") as name, sync_playwright() as playwright:
        folder = Path(name)
        with running(folder / "project") as page:
            for language in sorted(only):
                browser = playwright.chromium.launch(
                    executable_path=executable(), args=["--no-sandbox"], env={**os.environ, "LANGUAGE": language}
                )
                tab = browser.new_page(viewport={"width": 1000, "height": 700}, locale=language)
                path = example(folder, language)
                page_pictures(tab, page.address, path, language)
                browser.close()
                title = FORM.by_table["activity"].title.in_(language)
                workbook_picture(path, title, "A1:H8", IMAGES / f"guide-form-{language}.png")
                marked = folder / f"marked-{language}.xlsx"
                annotate(check(path, language), marked)
                workbook_picture(marked, title, "A3:L8", IMAGES / f"guide-marked-{language}.png", "BDGIJK")
                findings = RESERVED["findings"].in_(language)
                workbook_picture(marked, findings, "A1:E9", IMAGES / f"guide-findings-{language}.png")


if __name__ == "__main__":
    main()
