"""The return of SDG indicator 17.3.1: its figures, what they leave out and why, and the southern framework's table.

CSV for machines (codes, and labels in three languages), one workbook a language for people, and SDMX-CSV with the
dimensions of the global SDG data structure (IAEG-SDGs) for the database the custodians keep.
"""

import csv
from pathlib import Path

import duckdb

from sscmon.publish import sdg_workbook
from sscmon.publish.draft import Draft, Part
from sscmon.publish.tables import guarded
from sscmon.rules import quoted
from sscmon.sqlfile import SqlFile
from sscmon.text import LANGUAGES, Text

FOLDER = "sdg-17-3-1"
VIEWS = {"return": "sdg_return", "left-out": "sdg_left_out", "southern-framework": "southern_framework"}
DATAFLOW = "IAEG-SDGs:DF_SDG_GLC(1.24)"
DIMENSIONS = (
    "FREQ",
    "REPORTING_TYPE",
    "SERIES",
    "REF_AREA",
    "SEX",
    "AGE",
    "URBANISATION",
    "INCOME_WEALTH_QUANTILE",
    "EDUCATION_LEV",
    "OCCUPATION",
    "CUST_BREAKDOWN",
    "COMPOSITE_BREAKDOWN",
    "DISABILITY_STATUS",
    "ACTIVITY",
    "PRODUCT",
    "TIME_PERIOD",
)
ATTRIBUTES = (
    "OBS_STATUS",
    "UNIT_MULT",
    "UNIT_MEASURE",
    "NATURE",
    "UPPER_BOUND",
    "LOWER_BOUND",
    "SOURCE_DETAIL",
    "CUST_BREAKDOWN_LB",
)
COLUMNS = ("DATAFLOW", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
MILLIONS = 6


def write_sdg_return(draft: Draft) -> None:
    """All files of the return, from the released tables alone."""
    folder = draft.folder / FOLDER
    folder.mkdir()
    with draft.connect() as connection:
        for name, view in VIEWS.items():
            connection.execute(f"create temp view {view} as {SqlFile(draft.paths.sql / 'view' / f'{view}.sql').query}")
            _write_csv(connection, view, folder / f"{name}.csv")
        _write_sdmx(connection, folder / "return-sdmx.csv")
        for language in LANGUAGES:
            sdg_workbook.write(connection, folder / f"sdg-17-3-1.{language}.xlsx", language, draft)


def _write_csv(connection: duckdb.DuckDBPyConnection, view: str, target: Path) -> None:
    described = connection.execute(f"describe {view}").fetchall()
    cells = ", ".join(
        guarded(name) if kind == "VARCHAR" and name != "value_op" else f'"{name}"' for name, kind, *_ in described
    )
    connection.execute(f"copy (select {cells} from {view}) to {quoted(str(target))} (format csv, header true)")


def _write_sdmx(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """One observation a provider, receiving country and year; the provider is the custom breakdown.

    The receiving country is the reference area by its M49 code, so sums over all partners and groups of countries,
    which have none, are in the CSV file only.
    """
    rows = connection.execute(
        "select * from sdg_return where partner_m49 is not null order by series_code, partner_m49, provider_id, year"
    )
    names = [column[0] for column in rows.description]
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows.fetchall():
            observation = _observation(dict(zip(names, row, strict=True)))
            writer.writerow(
                [observation.get(name, "_T") for name in ("DATAFLOW", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)]
            )


def _observation(row: dict) -> dict:
    """Values by SDMX name; every other dimension is total (`_T`)."""
    return {
        "DATAFLOW": DATAFLOW,
        "FREQ": "A",
        "REPORTING_TYPE": "N",
        "SERIES": row["series_code"],
        "REF_AREA": str(int(row["partner_m49"])),
        "CUST_BREAKDOWN": row["provider_id"],
        "TIME_PERIOD": row["year"],
        "OBS_VALUE": row["million_usd_nominal"],
        "OBS_STATUS": row["obs_status"],
        "UNIT_MULT": MILLIONS,
        "UNIT_MEASURE": "USD",
        "NATURE": "E" if row["sdg_channel"] == "NONE" else "C",
        "UPPER_BOUND": row["million_usd_nominal_high"],
        "LOWER_BOUND": row["million_usd_nominal_low"],
        "SOURCE_DETAIL": row["channel_en"],
        "CUST_BREAKDOWN_LB": f"provider: {row['provider_en']}",
    }


PART = Part(
    write_sdg_return,
    {
        "sdg-17-3-1/return.csv": Text(
            "the return of SDG 17.3.1 (a, b, c), computed by its rules",
            "la declaración del ODS 17.3.1 (a, b, c), calculada según sus reglas",
            "a declaração do ODS 17.3.1 (a, b, c), calculada segundo suas regras",
        ),
        "sdg-17-3-1/left-out.csv": Text(
            "every figure it leaves out, and why",
            "cada cifra que deja fuera, y por qué",
            "cada número que deixa de fora, e por quê",
        ),
        "sdg-17-3-1/southern-framework.csv": Text(
            "the southern framework's table: groups A, B and C by modality",
            "el cuadro del marco del Sur: grupos A, B y C por modalidad",
            "o quadro do marco do Sul: grupos A, B e C por modalidade",
        ),
        "sdg-17-3-1/return-sdmx.csv": Text(
            "the return by receiving country as SDMX-CSV",
            "la declaración por país receptor en SDMX-CSV",
            "a declaração por país receptor em SDMX-CSV",
        ),
        "sdg-17-3-1/*.xlsx": Text(
            "all three as a workbook, one a language",
            "los tres en un libro, uno por idioma",
            "os três em uma planilha, uma por idioma",
        ),
    },
)
