"""Claims put to the test: a published figure is computed again from the figures on record, by every admissible reading.

`formula` evaluates a test on amounts that carry their units · `inputs` finds what a test names · `verdict` compares
· `words` says why in three languages · `check_model` builds the table · `explain` prints the working of one claim.
"""

from sscmon.claims.explain import explain

__all__ = ["explain"]
