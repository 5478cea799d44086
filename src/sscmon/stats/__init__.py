"""Statistics that SQL cannot say well. Pure functions on the standard library; unknown is `None`, never zero."""
