"""Workbooks made for the tests, written cell by cell."""

from pathlib import Path

import openpyxl

ACTIVITY = (
    "Referencia de la actividad",
    "Título",
    "Oferente",
    "Socio",
    "Modalidad",
    "Estado",
    "Fecha de inicio",
    "Fecha de fin",
)
BRIGADE = (
    "A-1",
    "Brigada médica",
    "Cuba [CUB]",
    "Haití",
    "cooperación Sur-Sur bilateral (horizontal)",
    "en ejecución",
    "3/4/2015",
    "1 de mayo de 2016",
)


def write(path: Path, sheets: dict[str, list], change=None) -> Path:
    """A workbook of rows by sheet; `change` is given the workbook before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    book.save(path)
    return path
