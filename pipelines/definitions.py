"""The one `Definitions` of the project."""

import dagster as dg

from pipelines.assets import asset_of
from pipelines.automation import automation
from pipelines.resources import Project
from sscmon.paths import Paths
from sscmon.plan import plan


def build_definitions(paths: Paths | None = None) -> dg.Definitions:
    """All assets, checks, jobs and schedules of the project.

    Args:
        paths: another project folder, for tests; the one found from the working folder otherwise.
    """
    paths = paths or Paths.find()
    steps = plan(paths)
    return dg.Definitions(
        assets=[asset_of(step) for step in steps.values()],
        **automation(steps),
        resources={"project": Project(root=str(paths.root))},
        executor=dg.in_process_executor,
    )


@dg.definitions
def definitions() -> dg.Definitions:
    """What Dagster loads; whoever only imports `build_definitions` does not wait for it."""
    return build_definitions()
