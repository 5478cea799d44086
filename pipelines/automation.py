"""Jobs, schedules and the sensor of the inbox: everything at once; each source with all that depends on it when its
publisher releases; submissions when a file arrives or an embargo ends."""

import dagster as dg

from pipelines.resources import Project
from sscmon.plan import Step
from sscmon.snapshots import newest
from sscmon.sources import Source
from sscmon.submissions import ledger
from sscmon.submissions.inbox import work
from sscmon.submissions.intake import lift_embargoes

EVERYTHING = "everything"


def automation(steps: dict[str, Step]) -> dict[str, list]:
    """The jobs (one for everything, one a source), the schedules (on its calendar, UTC) and the sensor."""
    everything = dg.define_asset_job(
        EVERYTHING, selection=dg.AssetSelection.all(), description="Build every table and publish the warehouse."
    )
    sources = {step.source.id: step.source for step in steps.values() if step.source}.values()
    refresh = {source.id: _refresh(source) for source in sources}
    return {
        "jobs": [everything, *refresh.values()],
        "schedules": [_schedule(source, refresh[source.id]) for source in sources],
        "sensors": [_inbox(refresh[ledger.SOURCE])],
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


def _inbox(job) -> dg.SensorDefinition:
    @dg.sensor(name="inbox", job=job, minimum_interval_seconds=60, description="Files put into data/inbox.")
    def inbox(context: dg.SensorEvaluationContext, project: Project):
        outcomes = work(project.paths)
        refused = sorted({one.file.parents[1].name for one in outcomes if one.error})
        if refused:
            context.log.warning(f"files were refused, the reason is beside each: {', '.join(refused)}")
        is_new = any(one.receipt for one in outcomes)
        if lift_embargoes(project.paths) or is_new:
            return dg.RunRequest(run_key=newest(project.paths, ledger.SOURCE).id)
        return dg.SkipReason("nothing new in the inbox")

    return inbox
