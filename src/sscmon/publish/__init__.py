"""Publication: the warehouse and, from it, everything that leaves the house."""
