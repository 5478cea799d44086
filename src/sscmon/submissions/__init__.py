"""Submissions: the form that a ministry, a movement or a community fills in, and what becomes of a filled one."""
