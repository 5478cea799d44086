"""Files as TOSSD publishes them, written for the tests.

53 columns, text with "" for nothing, amounts in thousand dollars as doubles with nulls, one row group; aggregates
(provider 0), placeholders (pillar 0), proxies, modalities in any case.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sscmon.sources.tossd.contracts import AMOUNTS, PUBLISHED

USUAL = {
    "year": "2031",
    "provider_code": "431",
    "provider_name": "Brazil",
    "agency_name": "Agency of the sample",
    "tossd_id": "2031000001",
    "partner_code": "338",
    "partner_name": "Cuba",
    "region_name": "America",
    "channel_code": "11000",
    "finance_type": "110",
    "framework_of_collaboration": "FC01",
    "modality_tossd": "C01",
    "project_title": "Sample",
    "sdg_text": "4;4.2",
    "purpose_code": "11110",
    "sector_code": "111",
    "tossd_pillar": "1",
    "tossd_subpillar": "1",
    "disbursement_thousand_usd_nominal": 100.0,
    "source_name": "TOSSD",
}
PROVIDERS = ("431", "425", "434", "55", "738", "302", "5", "959", "976")
PARTNERS = ("338", "347", "259", "298", "550", "660", "998")
FINANCE = ("110", "421", "510", "2100", "1100")
FRAMEWORKS = ("", "", "", "", "FC01", "FC01", "FC02", "FC03")
MODALITIES = ("C01", "D011", "D02", "E01", "B02a", "I01", "J01", "G01")
SOURCES = ("TOSSD", "CRS-TOSSD", "CRS-TOSSD", "CRS data used as proxy", "TOSSD estimate")


def write_rows(path: Path, rows: list[dict]) -> Path:
    """A yearly file of the rows given, each filled up from the usual one; columns by the names of the staged table."""
    filled = [{**USUAL, **row} for row in rows]
    columns = {
        published: pa.array([row.get(own) for row in filled], pa.float64())
        if own in AMOUNTS
        else pa.array([row.get(own) or "" for row in filled], pa.string())
        for published, own in PUBLISHED.items()
    }
    pq.write_table(pa.table(columns), path, row_group_size=max(len(rows), 1))
    return path


def write_many(path: Path, year: int, count: int, seed: int = 7) -> dict[str, float]:
    """A yearly file of many rows, the same for the same seed; returns the sums in thousand dollars that a reader must
    find: all rows, and those of South-South frameworks that are no aggregate, placeholder or proxy."""
    random = np.random.default_rng(seed + year)

    def picked(codes: tuple[str, ...]) -> np.ndarray:
        return random.choice(np.array(codes), count)

    place = np.arange(count)
    provider, pillar = picked(PROVIDERS), picked(("1", "1", "2"))
    provider[place % 5 == 0] = "0"
    if year <= 2023:
        pillar[place % 97 == 0] = "0"
    subpillar = np.where(pillar == "2", np.where(year >= 2024, picked(("21", "22")), "2"), pillar)
    amount = np.round(random.lognormal(4.0, 1.5, count), 4)
    amount[place % 50 == 1] *= -0.01
    modality = picked(MODALITIES)
    if year >= 2024:
        modality[place % 40 == 3] = np.char.lower(modality[place % 40 == 3])
    framework, finance, origin = picked(FRAMEWORKS), picked(FINANCE), picked(SOURCES)
    given = {
        "year": np.full(count, str(year)),
        "provider_code": provider,
        "tossd_id": np.char.add(str(year), np.char.zfill(place.astype(str), 7)),
        "partner_code": picked(PARTNERS),
        "finance_type": finance,
        "framework_of_collaboration": framework,
        "modality_tossd": modality,
        "project_title": np.char.add("Sample ", place.astype(str)),
        "project_description": np.char.add("What the sample does, at some length, in place ", place.astype(str)),
        "sdg_text": picked(("", "4", "13;10.a;1", "17")),
        "purpose_code": picked(("11110", "31120", "43010")),
        "sector_code": picked(("111", "311", "430")),
        "tossd_pillar": pillar,
        "tossd_subpillar": subpillar,
        "source_name": origin,
    }
    columns = {}
    for published, own in PUBLISHED.items():
        if own == "disbursement_thousand_usd_nominal":
            columns[published] = pa.array(amount, mask=place % 11 == 2)
        elif own == "commitment_thousand_usd_nominal":
            columns[published] = pa.array(amount * 2, mask=place % 7 != 0)
        elif own in AMOUNTS:
            columns[published] = pa.nulls(count, pa.float64())
        else:
            columns[published] = pa.array(given.get(own, np.full(count, "")), pa.string())
    pq.write_table(pa.table(columns), path, row_group_size=max(count, 1))
    disbursed = np.where(place % 11 == 2, 0.0, amount)
    plain = np.char.upper(modality)
    cooperation = (finance != "1100") & ~np.isin(plain, ("I01", "G01"))
    own = (provider != "0") & (pillar != "0") & (origin != "CRS data used as proxy") & cooperation
    southern = (framework == "FC02") | ((framework != "") & ~np.isin(provider, ("302", "5")))
    return {"all": float(disbursed.sum()), "south_south": float(disbursed[own & southern].sum())}
