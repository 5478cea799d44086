"""A release opens in the tools the README names, by the very lines it shows, and in others readers use."""

import re
import shutil
import subprocess
from pathlib import Path

import duckdb
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[1]
TABLE = "indicator-observation"


def shown(page: str, language: str) -> str:
    """The block of a language under the heading on loading a release."""
    text = (ROOT / page).read_text(encoding="utf-8")
    section = re.search(r"^## (?:Load a release|Cargar una publicación)\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)[1]
    return re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)[1]


@pytest.fixture
def inside(released, monkeypatch):
    monkeypatch.chdir(released)
    return released


def test_duckdb(inside):
    with duckdb.connect() as connection:
        for statement in shown("README.md", "sql").split(";")[:-1]:
            found = connection.execute(statement)
        rows = found.fetchall()
    assert ("BRA", 2010) in {row[:2] for row in rows}
    assert len({row[:2] for row in rows}) == len(rows), "one number a provider and year"


@pytest.mark.parametrize("page, name", [("README.md", "effort"), ("README.es.md", "esfuerzo")])
def test_pandas(inside, page, name):
    found: dict = {}
    exec(shown(page, "python"), found)
    assert set(found[name]["indicator_id"]) == {"cooperation_to_gni"} and len(found[name]) > 100


def test_r(inside):
    program = shown("README.md", "r") + "\nstopifnot(is.numeric(numbers$value)); cat(nrow(numbers), nrow(effort))"
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("R is not installed here; the CSV is read below by the rules that R's read.csv follows")
    done = subprocess.run([rscript, "-e", program], capture_output=True, text=True)
    rows, chosen = map(int, done.stdout.split())
    assert rows == len(pd.read_parquet(f"data/{TABLE}.parquet")) and 100 < chosen < rows


def test_csv_as_a_reader_that_guesses_types_sees_it(inside):
    """Empty is missing, a point is the decimal sign, a quote is doubled, and columns keep their type throughout."""
    guessed = pd.read_csv(f"data/{TABLE}.csv", na_values=[""], keep_default_na=False, low_memory=False)
    typed = pd.read_parquet(f"data/{TABLE}.parquet")
    pd.testing.assert_frame_equal(guessed, typed, check_dtype=False, check_column_type=False, rtol=1e-15)


def test_libreoffice(inside, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed here; calamine reads the workbooks in test_workbook.py")
    done = subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
         "--outdir", str(tmp_path), str(inside / "indicators.es.xlsx")],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    (written,) = tmp_path.glob("*.csv")
    rows = pd.read_csv(written, dtype=str)
    assert done.returncode == 0 and {"Código del oferente", "Oferente"} <= set(rows.columns) and len(rows) > 30
