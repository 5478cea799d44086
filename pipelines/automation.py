"""Jobs and schedules: everything at once, and each source with all that depends on it when its publisher releases."""

import dagster as dg

from sscmon.plan import Step
from sscmon.sources import Source

EVERYTHING = "everything"


def automation(steps: dict[str, Step]) -> dict[str, list]:
    """The jobs (one for everything, one a source) and the schedules (one a source, on its calendar, UTC)."""
    everything = dg.define_asset_job(
        EVERYTHING, selection=dg.AssetSelection.all(), description="Build every table and publish the warehouse."
    )
    sources = {step.source.id: step.source for step in steps.values() if step.source}.values()
    refresh = {source.id: _refresh(source) for source in sources}
    return {
        "jobs": [everything, *refresh.values()],
        "schedules": [_schedule(source, refresh[source.id]) for source in sources],
    }


def _refresh(source: Source):
    return dg.define_asset_job(
        f"refresh_{source.id}",
        selection=dg.AssetSelection.assets(["raw", source.id]).downstream(),
        description=f"{source.title.en}: its newest snapshot and every table that depends on it.",
    )


def _schedule(source: Source, job) -> dg.ScheduleDefinition:
    return dg.ScheduleDefinition(
        name=f"{source.id}_calendar",
        job=job,
        run_config={"ops": {f"raw__{source.id}": {"config": {"fetch": True}}}},
        cron_schedule=source.calendar,
        execution_timezone="UTC",
        description=f"Releases of {source.publisher}.",
    )
