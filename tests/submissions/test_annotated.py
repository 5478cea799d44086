"""The workbook handed back as LibreOffice shows it: the cells in their colours, each with its comment."""

import re
import shutil
import subprocess

import pytest
from PIL import Image
from submissions.books import ACTIVITY, BRIGADE, write

from sscmon.submissions.annotate import FILLS, annotate
from sscmon.submissions.check import check

WITH_NOTES = 'pdf:calc_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
NOTE = re.compile(rb"/Subtype /Text.*?/Contents <FEFF([0-9A-F]+)>", re.DOTALL)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The pages as pictures, and the texts of the comments, of a workbook with an error, a warning and an advice."""
    office, pictures = shutil.which("soffice"), shutil.which("pdftoppm")
    if not (office and pictures):
        pytest.skip(
            "LibreOffice and pdftoppm are needed to see it; test_safety.py reads colours and comments as written"
        )
    folder = tmp_path_factory.mktemp("annotated")
    header = (*ACTIVITY[:3], "Socios", *ACTIVITY[4:])
    rows = [header, (*BRIGADE[:2], "Cubba", *BRIGADE[3:]), ("A-2", *BRIGADE[1:6], "40635", "")]
    annotate(check(write(folder / "form.xlsx", {"Actividades": rows})), folder / "marked.xlsx")
    home = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [office, home, "--headless", "--convert-to", WITH_NOTES, "--outdir", folder, folder / "marked.xlsx"]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    subprocess.run(
        [pictures, "-r", "60", "-png", folder / "marked.pdf", folder / "page"], check=True, capture_output=True
    )
    notes = [
        bytes.fromhex(text.decode()).decode("utf-16-be") for text in NOTE.findall((folder / "marked.pdf").read_bytes())
    ]
    return [Image.open(page).convert("RGB") for page in sorted(folder.glob("page-*.png"))], notes


def test_every_comment_is_at_hand(shown):
    _, notes = shown
    assert sorted(note.split(":")[0] for note in notes) == ["aviso", "consejo", "error"]
    assert any("¿quiso decir 'Cuba [CUB]'?" in note for note in notes)
    assert any("'40635' se leyó como 2011-04-02" in note for note in notes)


def test_sheet_of_findings_and_own_sheet_are_coloured(shown):
    pages, _ = shown
    wanted = {tuple(bytes.fromhex(fill)) for fill in FILLS.values()}
    coloured = [page for page in pages if wanted <= {colour for _, colour in page.getcolors(1 << 24)}]
    assert len(coloured) >= 2
