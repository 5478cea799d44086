"""The Dagster project: the plan of `sscmon` as assets, checks, jobs and schedules. No business rule lives here."""
