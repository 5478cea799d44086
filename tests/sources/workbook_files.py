"""Workbooks made from CSV samples: numbers and days become cells of their type, as publishers write them."""

import csv
import datetime as dt
import re
from pathlib import Path

from openpyxl import Workbook

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def workbook_of(sample: Path, target: Path, sheet: str = "Sheet1", *, cover: bool = False) -> Path:
    """Write a workbook with the sample as one sheet.

    Args:
        cover: put a sheet of prose in front, as some publishers do.
    """
    workbook = Workbook()
    if cover:
        workbook.active.title = "Definitions"
        workbook.active.append(["This sheet explains the columns"])
        workbook.create_sheet(sheet)
    else:
        workbook.active.title = sheet
    with sample.open(encoding="utf-8-sig", newline="") as file:
        for cells in csv.reader(file):
            workbook[sheet].append([_cell(cell) for cell in cells])
    workbook.save(target)
    return target


def _cell(text: str):
    if NUMBER.fullmatch(text):
        return float(text)
    if DAY.fullmatch(text):
        return dt.date.fromisoformat(text)
    return {"TRUE": True, "FALSE": False, "": None}.get(text, text)
