"""Tables that are computed in Python because SQL would say it worse."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from sscmon.indicators import catalogue, observations
from sscmon.selection import select_flows, select_quantities

Compute = Callable[[duckdb.DuckDBPyConnection], pa.Table]


@dataclass(frozen=True)
class PythonModel:
    """One table computed in Python from tables it can see by name."""

    compute: Compute
    deps: tuple[str, ...] = ()
    reads_all_indicators: bool = False


PYTHON_MODELS = {
    "core.flow_selection": PythonModel(
        select_flows,
        ("core.flow", "core.flow_year", "core.flow_inclusion", "reference.party_scope", "reference.document"),
    ),
    "core.quantity_selection": PythonModel(
        select_quantities,
        ("core.quantity", "core.quantity_year", "reference.party_scope", "reference.document"),
    ),
    "indicator.observation": PythonModel(observations, reads_all_indicators=True),
    "indicator.catalogue": PythonModel(catalogue, reads_all_indicators=True),
}
