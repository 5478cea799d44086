"""Turning contributions into comparable amounts, without ever mixing units.

The maths, pure functions: `money` amounts and rates that carry their unit · `ranges` low, central, high · `loans`
grant element · `concession` tests and deferred payment · `methods` the valuation methods VM_* · `exchange` balances,
realisation, mass balance · `prices` unit prices for a year · `errors` what may be raised. Unknown is `None` or an
error, never zero.

The tables: `loan_model`, `payment_model`, `quantity_model`, `cell_model`, with `terms` and `cards` for what is on
record. `whatif` values one quantity on demand.
"""

from sscmon.valuation.whatif import whatif

__all__ = ["whatif"]
