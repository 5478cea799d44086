"""`python -m pipelines.build`: the job that builds everything, in this process, recorded for the Dagster UI."""

import sys

from sscmon.build import is_current, read_state
from sscmon.paths import Paths
from sscmon.plan import WAREHOUSE, plan


def main() -> int:
    """Build what has changed; returns 0 when the warehouse is published, 1 when a step failed."""
    paths = Paths.find()
    steps = plan(paths)
    if is_current(paths, steps):
        print(f"Nothing has changed since the last build; {_published(paths)}")
        return 0
    return _run(paths, len(steps))


def _run(paths: Paths, total: int) -> int:
    import dagster as dg

    from pipelines.automation import EVERYTHING
    from pipelines.definitions import build_definitions

    print(f"Building {total} tables with Dagster ...", flush=True)
    result = (
        build_definitions(paths)
        .resolve_job_def(EVERYTHING)
        .execute_in_process(
            instance=dg.DagsterInstance.get(),
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    )
    for event in result.get_step_failure_events():
        print(f"\nFAILED {event.step_key}: {_reason(event)}", file=sys.stderr)
    for evaluation in result.get_asset_check_evaluations():
        if not evaluation.passed:
            print(
                f"{evaluation.severity.value} {evaluation.asset_key.to_user_string()} {evaluation.check_name}: "
                f"{evaluation.description}",
                file=sys.stderr,
            )
    if not result.success:
        print("The build failed; the warehouse published before is untouched.", file=sys.stderr)
        return 1
    print(f"Built; {_published(paths)}")
    return 0


def _reason(event) -> str:
    error = event.step_failure_data.error
    while error.cause is not None:
        error = error.cause
    return error.message.strip()


def _published(paths: Paths) -> str:
    numbers = read_state(paths, WAREHOUSE)["numbers"]
    return (
        f"{paths.warehouse.relative_to(paths.root)} has {numbers['tables']} tables, {numbers['views']} views "
        f"and {numbers['rows']:,} rows."
    )


if __name__ == "__main__":
    sys.exit(main())
