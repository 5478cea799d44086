"""Measure commands in fresh processes, in pairs A B A B ..., and compare them pair by pair."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """One process: wall and processor seconds, peak memory in MiB, and what it printed."""

    wall: float
    cpu: float
    peak_mib: float
    printed: str


@dataclass(frozen=True)
class Ratio:
    """One goal measured.

    Attributes:
        name: what over what.
        wall, cpu: medians of the ratios of the pairs.
        floor: the largest wall ratio that is allowed; None where only memory counts.
        peak_mib: largest peak of the first command.
        pairs: how many pairs.
    """

    name: str
    wall: float
    cpu: float
    floor: float | None
    peak_mib: float
    pairs: int


WATCHED = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
REPORT = "; print('peak', open('/proc/self/status').read().split('VmHWM:')[1].split()[0], file=sys.stderr)"


def run(command: list[str]) -> Run:
    """Run a Python script in a fresh process.

    Raises:
        RuntimeError: it failed.
    """
    before = os.times()
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", WATCHED + REPORT, *command], capture_output=True, text=True)
    wall, after = time.perf_counter() - started, os.times()
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, cpu, int(done.stderr.split()[-1]) / 1024, done.stdout.strip())


def compare(name: str, ours: list[str], other: list[str], *, pairs: int, floor: float | None, gate=None) -> Ratio:
    """Time `ours` over `other`, in pairs after one warm-up each.

    Args:
        gate: given what both printed, false where a result is wrong; then there is no number.

    Raises:
        RuntimeError: a command failed or the gate is shut.
    """
    run(other)
    first = run(ours)
    found = []
    for _ in range(pairs):
        found.append((run(ours), run(other)))
    for mine, theirs in found:
        if mine.printed != first.printed or (gate and not gate(mine.printed, theirs.printed)):
            raise RuntimeError(f"{name}: a wrong result, so no number: {mine.printed!r} and {theirs.printed!r}")
    return Ratio(
        name,
        statistics.median(mine.wall / theirs.wall for mine, theirs in found),
        statistics.median(mine.cpu / theirs.cpu for mine, theirs in found),
        floor,
        max(mine.peak_mib for mine, _ in found),
        pairs,
    )
