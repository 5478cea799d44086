"""Turning contributions into comparable amounts, without ever mixing units.

`money` amounts and rates that carry their unit · `ranges` low, central, high · `loans` grant element ·
`concession` concessionality tests and deferred payment · `methods` the valuation methods VM_* · `exchange`
balances, realisation and mass balance · `errors` what may be raised.

Pure functions on the standard library only. Unknown is `None` or an error, never zero.
"""
