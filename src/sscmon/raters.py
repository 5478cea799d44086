"""The table `core.agreement`: how far those who rated the same things agree."""

from collections import defaultdict

import duckdb
import pyarrow as pa

from sscmon.stats.agreement import alpha, alpha_interval, pairable

RATINGS = """
select provider_id, year, dimension, object_id, rater_group, assessment_id, level
from core.rating
where level is not null
"""
SCHEMA = pa.schema(
    {
        "provider_id": pa.string(),
        "year": pa.int64(),
        "cell_dimension": pa.string(),
        "alpha": pa.float64(),
        "alpha_low": pa.float64(),
        "alpha_high": pa.float64(),
        "unit_count": pa.int64(),
        "expected_count": pa.int64(),
        "rater_count": pa.int64(),
        "group_count": pa.int64(),
    }
)


def agreement(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Ordinal alpha with its interval for each provider, year and dimension, and over all dimensions (`_T`).

    A unit is one dimension of one thing rated; of the raters only their number is kept.
    """
    cells: dict[tuple, list[tuple]] = defaultdict(list)
    for provider, year, dimension, *rating in connection.execute(RATINGS).fetchall():
        for cut in (dimension, "_T"):
            cells[provider, year, cut].append((dimension, *rating))
    rows = [_row(key, ratings) for key, ratings in sorted(cells.items())]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _row(key: tuple, ratings: list[tuple]) -> dict:
    units: dict[tuple, list[float]] = defaultdict(list)
    for dimension, thing, _, _, level in ratings:
        units[dimension, thing].append(level)
    levels = list(units.values())
    value = alpha(levels)
    low, high = alpha_interval(levels) or (None, None)
    return {
        **dict(zip(("provider_id", "year", "cell_dimension"), key, strict=True)),
        "alpha": value,
        "alpha_low": None if value is None else min(low, value),
        "alpha_high": None if value is None else max(high, value),
        "unit_count": pairable(levels),
        "expected_count": len(levels),
        "rater_count": len({assessment for _, _, _, assessment, _ in ratings}),
        "group_count": len({group for _, _, group, _, _ in ratings}),
    }
