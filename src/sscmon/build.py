"""Building: run the steps of the plan in order, skip what has not changed, stop what a broken table would spoil."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial

import duckdb

from sscmon import snapshots
from sscmon.checks import Outcome
from sscmon.engine import SPILL, replaced
from sscmon.errors import BuildLocked, ContractBroken, ModelBroken, SscmonError
from sscmon.fingerprint import code_sha256
from sscmon.paths import Paths
from sscmon.plan import WAREHOUSE, Step, plan
from sscmon.telling import listening


@dataclass(frozen=True)
class Result:
    """What became of one step.

    Attributes:
        numbers: rows, amounts and the like.
        outcomes: check name to what it found.
        changed: False when nothing had changed and nothing was written.
    """

    key: str
    numbers: dict
    outcomes: dict[str, Outcome]
    changed: bool

    def broken(self, step: Step) -> list[str]:
        """Names of the blocking checks that failed."""
        return [check.name for check in step.checks if check.blocking and not self.outcomes[check.name].passed]


@dataclass
class Report:
    """What became of a build: results by key, and errors by key of the steps that failed or were held back."""

    results: dict[str, Result] = field(default_factory=dict)
    errors: dict[str, SscmonError] = field(default_factory=dict)
    held_back: list[str] = field(default_factory=list)


@contextmanager
def locked(paths: Paths) -> Iterator[None]:
    """Hold the one lock of a project's builds; the system releases it even when the process is killed.

    Raises:
        BuildLocked: another build holds it.
    """
    paths.build.mkdir(parents=True, exist_ok=True)
    with (paths.build / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BuildLocked(
                "another build of this folder is running", where=str(paths.build), todo="wait for it to end"
            ) from error
        _remove_leftovers(paths)
        yield


def _remove_leftovers(paths: Paths) -> None:
    """Files that a killed build was writing aside, or had no room for in memory."""
    for folder in (paths.build, paths.warehouse.parent):
        for pattern in ("**/.*.parquet-*", "**/.*.json-*", "**/.*.duckdb-*"):
            for path in folder.glob(pattern):
                path.unlink(missing_ok=True)
    for folder in paths.build.glob(f"{SPILL}*"):
        if not _is_running(int(folder.name.removeprefix(SPILL).split("-")[0])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def read_state(paths: Paths, key: str) -> dict:
    """What the last build of a step left: fingerprint, numbers, check results; empty where there is none."""
    try:
        return json.loads(paths.state(key).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def fingerprint(paths: Paths, step: Step) -> str:
    """Hash of all that decides a step's content and its checks: code, SQL, snapshot, the fingerprints it depends on."""
    digest = hashlib.sha256(f"{code_sha256()}\0{step.key}\0{step.definition}".encode())
    for check in step.checks:
        digest.update(f"\0{check.name}\0{check.definition}".encode())
    if step.layer == "raw":
        snapshot = snapshots.newest(paths, step.source.id)
        digest.update(snapshot.content_sha256.encode() if snapshot else b"none")
    for dep in step.deps:
        digest.update(f"\0{dep}={read_state(paths, dep).get('fingerprint', '')}".encode())
    return digest.hexdigest()


def run_step(paths: Paths, step: Step) -> Result:
    """Build one step and run its checks, unless nothing it depends on has changed.

    The numbers and check results, or the error, are kept beside the table, so that a failure is not forgotten.
    While a table is being written its state has no fingerprint, so that a killed build never passes for a finished one.
    """
    before = read_state(paths, step.key)
    unfinished = {"numbers": {}, "checks": {}, **before, "fingerprint": ""}
    try:
        mark = fingerprint(paths, step)
        if before.get("fingerprint") == mark and step.layer != "raw" and _is_there(paths, step):
            outcomes = {name: Outcome(**found) for name, found in before["checks"].items()}
            return Result(step.key, before["numbers"], outcomes, changed=False)
        if step.layer != "raw":
            _write_state(paths, step.key, unfinished)
        numbers = _built(step)
        outcomes = {check.name: check.run(paths, numbers, before.get("numbers", {})) for check in step.checks}
    except SscmonError as error:
        told = {"what": error.what, "where": error.where, "todo": error.todo}
        _write_state(paths, step.key, {**unfinished, "error": told})
        raise
    state = {
        "fingerprint": mark,
        "numbers": numbers,
        "checks": {name: asdict(outcome) for name, outcome in outcomes.items()},
    }
    if step.layer != "raw" or state != before:
        _write_state(paths, step.key, state)
    return Result(step.key, numbers, outcomes, changed=before.get("fingerprint") != mark)


def _built(step: Step) -> dict:
    try:
        return step.build()
    except duckdb.Error as error:
        raise ModelBroken(
            f"{step.key} cannot be computed: {str(error).splitlines()[0]}",
            where=step.key,
            todo="correct its SQL",
        ) from error


def _is_there(paths: Paths, step: Step) -> bool:
    return (paths.warehouse if step.key == WAREHOUSE else paths.parquet(step.key)).is_file()


def _write_state(paths: Paths, key: str, state: dict) -> None:
    with replaced(paths.state(key)) as aside:
        aside.write_text(json.dumps(state, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


def is_current(paths: Paths, steps: dict[str, Step]) -> bool:
    """Whether every step is built from what lies there now and passed its blocking checks."""
    for step in steps.values():
        state = read_state(paths, step.key)
        if not state or state["fingerprint"] != fingerprint(paths, step):
            return False
        if step.layer != "raw" and not _is_there(paths, step):
            return False
        if any(check.blocking and not state["checks"][check.name]["passed"] for check in step.checks):
            return False
    return True


def build(paths: Paths, progress: Callable[[int, int, str], None] = lambda done, total, key: None) -> Report:
    """Build everything in this process. A step whose dependency failed is held back; the others go on.

    Args:
        progress: called before each step with steps done, steps in all and the step's key; while a reader works, with
            how far it is after the key.

    Raises:
        BuildLocked: another build is running.
    """
    steps = plan(paths)
    report = Report()
    with locked(paths):
        for number, step in enumerate(steps.values()):
            progress(number, len(steps), step.key)
            spoiled = [dep for dep in step.deps if dep in report.errors or dep in report.held_back]
            if spoiled:
                report.held_back.append(step.key)
                continue
            try:
                with listening(partial(_pass_on, progress, number, len(steps), step.key)):
                    result = run_step(paths, step)
            except SscmonError as error:
                report.errors[step.key] = error
                continue
            report.results[step.key] = result
            if broken := result.broken(step):
                report.errors[step.key] = contract_error(step, result, broken)
    return report


def _pass_on(progress: Callable[[int, int, str], None], number: int, total: int, key: str, told: str) -> None:
    progress(number, total, f"{key}: {told}")


def contract_error(step: Step, result: Result, broken: list[str]) -> ContractBroken:
    """The error of a table whose blocking checks failed, with the first offending row."""
    first = result.outcomes[broken[0]]
    sample = (
        f"; first row: {json.dumps(first.sample[0], ensure_ascii=False, default=str)[:300]}" if first.sample else ""
    )
    return ContractBroken(
        f"{step.key} fails {', '.join(broken)}: {first.sentence}{sample}",
        where=step.key,
        todo=f"see: sscmon status {step.key}",
    )
