"""A whole build of a project folder: plainly (`plain`) or through Dagster (`dagster`). Prints tables and rows."""

import sys
from pathlib import Path

from sscmon.paths import Paths


def plainly(paths: Paths) -> None:
    """The steps one after the other in this process."""
    from sscmon.build import build

    report = build(paths)
    assert not report.errors and not report.held_back, report.errors


def with_dagster(paths: Paths) -> None:
    """The job that builds everything, with a throw-away instance."""
    import dagster as dg

    from pipelines.automation import EVERYTHING
    from pipelines.definitions import build_definitions

    job = build_definitions(paths).resolve_job_def(EVERYTHING)
    with dg.DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(
            instance=instance, run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        )
    assert result.success


if __name__ == "__main__":
    from sscmon.build import read_state
    from sscmon.plan import WAREHOUSE

    here = Paths(Path(sys.argv[2]))
    {"plain": plainly, "dagster": with_dagster}[sys.argv[1]](here)
    numbers = read_state(here, WAREHOUSE)["numbers"]
    print(numbers["tables"], numbers["rows"])
