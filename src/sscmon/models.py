"""Tables that are computed in Python because SQL would say it worse."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from sscmon.claims.check_model import DEPENDENCIES as CLAIM_DEPENDENCIES
from sscmon.claims.check_model import check_claims
from sscmon.indicators import catalogue, observations
from sscmon.raters import agreement
from sscmon.sdg import sdg_selection
from sscmon.selection_model import select_flows, select_quantities
from sscmon.valuation.cell_model import DEPENDENCIES as CELL_DEPENDENCIES
from sscmon.valuation.cell_model import select_valuations
from sscmon.valuation.loan_model import DEPENDENCIES as LOAN_DEPENDENCIES
from sscmon.valuation.loan_model import grant_elements, loan_values
from sscmon.valuation.payment_model import deferred_payments, payment_tiers
from sscmon.valuation.quantity_model import DEPENDENCIES as VALUATION_DEPENDENCIES
from sscmon.valuation.quantity_model import valuations

Compute = Callable[[duckdb.DuckDBPyConnection], pa.Table | duckdb.DuckDBPyRelation]


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
        (
            "core.quantity",
            "core.quantity_inclusion",
            "core.quantity_year",
            "reference.party_scope",
            "reference.document",
        ),
    ),
    "core.grant_element": PythonModel(grant_elements, ("core.loan_terms",)),
    "core.loan_value": PythonModel(loan_values, LOAN_DEPENDENCIES),
    "core.deferred_payment": PythonModel(deferred_payments, LOAN_DEPENDENCIES),
    "core.payment_tier": PythonModel(payment_tiers, LOAN_DEPENDENCIES),
    "core.valuation": PythonModel(valuations, VALUATION_DEPENDENCIES),
    "core.valuation_selection": PythonModel(select_valuations, CELL_DEPENDENCIES),
    "core.claim_check": PythonModel(check_claims, CLAIM_DEPENDENCIES),
    "core.agreement": PythonModel(agreement, ("core.rating",)),
    "core.sdg_selection": PythonModel(
        sdg_selection, ("core.sdg_inclusion", "core.flow", "core.flow_year", "reference.party_scope")
    ),
    "indicator.observation": PythonModel(observations, reads_all_indicators=True),
    "indicator.catalogue": PythonModel(catalogue, reads_all_indicators=True),
}
