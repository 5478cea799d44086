"""Goal 12 for the choice of figures: time that grows with them."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from bench.gen import candidates as generate
from bench.measure import Ratio, compare

OURS = str(Path(__file__).resolve().parents[1] / "ours" / "selection.py")
PLACES = """
select sum(if(partner_id = '_T', 1, 2) * if(modality = 'MIX', 1, 2) * 2)::bigint
from core.flow join core.flow_inclusion using (flow_id)
where is_candidate
"""


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratio, on files made in `folder`."""
    figures, pairs = (40_000, 1) if quick else (1_000_000, 3)
    fewer = figures // (4 if quick else 10)
    large, small = (generate.write(folder / f"candidates-{size}.duckdb", size) for size in (figures, fewer))
    wanted = [_places(path) for path in (large, small)]

    def is_right(one: str, other: str) -> bool:
        return [int(printed.split()[0]) for printed in (one, other)] == wanted

    name = f"core.flow_selection of {figures:,} figures / of {fewer:,}"
    floor = None if quick else 12
    yield compare(name, [OURS, str(large)], [OURS, str(small)], pairs=pairs, floor=floor, gate=is_right, goal="12")


def _places(path: Path) -> int:
    """In how many cells the figures of a file stand."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(PLACES).fetchone()[0]
