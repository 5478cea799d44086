"""Each step of the plan as one asset with its checks."""

from datetime import timedelta

import dagster as dg

from pipelines.metadata import check_metadata, column_schema, numbers_metadata
from pipelines.resources import Project
from sscmon.build import Result, locked, run_step
from sscmon.errors import SourceUnavailable, SscmonError
from sscmon.fetching.fetch import fetch_source
from sscmon.plan import WAREHOUSE, Step

RETRY = dg.RetryPolicy(max_retries=3, delay=30, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)
WAREHOUSE_LATE = timedelta(days=35)
KINDS = {
    "raw": {"file"},
    "staged": {"duckdb", "parquet"},
    "reference": {"duckdb", "sql"},
    "core": {"duckdb", "sql"},
    "indicator": {"duckdb", "sql"},
    "warehouse": {"duckdb"},
}


class StepConfig(dg.Config):
    """How a step runs; `fetch` asks the publisher first and is set by the schedules, never by `make build`."""

    fetch: bool = False


def asset_key(key: str) -> dg.AssetKey:
    """`schema.table` as an asset key of two parts."""
    return dg.AssetKey(key.split(".", 1))


def asset_of(step: Step) -> dg.AssetsDefinition:
    """The asset of one step: it builds the table and reports its checks.

    A table is built again only when something it depends on has changed; the checks are reported every time.
    """
    key = asset_key(step.key)

    @dg.asset(
        key=key,
        deps=[asset_key(dep) for dep in step.deps],
        group_name=step.layer,
        description=step.description,
        kinds=KINDS[step.layer],
        tags={"source": step.source.id} if step.source else {},
        metadata=column_schema(step),
        check_specs=[
            dg.AssetCheckSpec(check.name, asset=key, description=check.description, blocking=check.blocking)
            for check in step.checks
        ],
        retry_policy=RETRY if step.layer == "raw" else None,
        freshness_policy=_freshness(step),
    )
    def build(context: dg.AssetExecutionContext, config: StepConfig, project: Project) -> dg.MaterializeResult:
        try:
            if config.fetch and step.layer == "raw" and step.source.requests:
                outcome = fetch_source(project.paths, step.source)
                context.log.info(f"{step.source.id}: the publisher's files are {outcome.state}")
            with locked(project.paths):
                result = run_step(project.paths, step)
        except SscmonError as error:
            raise _failure(error) from error
        if not result.changed:
            context.log.info("nothing it depends on has changed; the table was kept")
        return _materialized(step, result)

    return build


def _freshness(step: Step) -> dg.FreshnessPolicy | None:
    if step.layer == "raw":
        return dg.FreshnessPolicy.time_window(fail_window=timedelta(days=step.source.late_after_days))
    if step.key == WAREHOUSE:
        return dg.FreshnessPolicy.time_window(fail_window=WAREHOUSE_LATE)
    return None


def _failure(error: SscmonError) -> dg.Failure:
    metadata = {"what": error.what, "where": error.where, "what to do": error.todo}
    return dg.Failure(
        str(error),
        metadata={name: text for name, text in metadata.items() if text},
        allow_retries=isinstance(error, SourceUnavailable),
    )


def _materialized(step: Step, result: Result) -> dg.MaterializeResult:
    return dg.MaterializeResult(
        metadata=numbers_metadata(result.numbers),
        check_results=[
            dg.AssetCheckResult(
                check_name=check.name,
                passed=result.outcomes[check.name].passed,
                severity=dg.AssetCheckSeverity.ERROR if check.blocking else dg.AssetCheckSeverity.WARN,
                description=result.outcomes[check.name].sentence,
                metadata=check_metadata(result.outcomes[check.name]),
            )
            for check in step.checks
        ],
    )
