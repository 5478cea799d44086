"""Measure commands in fresh processes, in pairs A B A B ..., and compare them pair by pair."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOLERANCE = 1.2


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
        goal: number of the goal in the design, as text, or empty.
        name: what over what.
        wall, cpu: medians of the ratios of the pairs.
        floor: the largest wall ratio that is allowed, or the smallest where `is_least`; None where there is none.
        peak_mib, other_peak_mib: largest peaks of the first and the second command.
        pairs: how many pairs.
        low, high: smallest and largest wall ratio of a pair.
        is_least: the second command is ours, so that a larger ratio is better.
    """

    goal: str
    name: str
    wall: float
    cpu: float
    floor: float | None
    peak_mib: float
    other_peak_mib: float
    pairs: int
    low: float
    high: float
    is_least: bool = False

    @property
    def meets_floor(self) -> bool:
        """The floor itself is kept."""
        return self._keeps(1.0)

    @property
    def is_near_floor(self) -> bool:
        """Not more than a fifth worse than the floor: what a test asks, since machines are shared."""
        return self._keeps(TOLERANCE)

    def _keeps(self, tolerance: float) -> bool:
        if self.floor is None:
            return True
        return self.wall * tolerance >= self.floor if self.is_least else self.wall <= self.floor * tolerance


WATCHED = "import runpy, sys; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
REPORT = "; print('peak', open('/proc/self/status').read().split('VmHWM:')[1].split()[0], file=sys.stderr)"


def run(command: list[str], python: str = sys.executable) -> Run:
    """Run a Python script in a fresh process.

    Args:
        command: the script and its arguments.
        python: the interpreter; a peer has its own.

    Raises:
        RuntimeError: it failed.
    """
    before = os.times()
    started = time.perf_counter()
    done = subprocess.run([python, "-c", WATCHED + REPORT, *command], capture_output=True, text=True, cwd=ROOT)
    wall, after = time.perf_counter() - started, os.times()
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        raise RuntimeError(f"{Path(command[0]).name} failed; the run says why")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, cpu, int(done.stderr.split()[-1]) / 1024, done.stdout.strip())


def compare(
    name: str,
    first: list[str],
    second: list[str],
    *,
    pairs: int,
    floor: float | None,
    gate: Callable[[str, str], bool],
    goal: str = "",
    is_least: bool = False,
    first_python: str = sys.executable,
) -> Ratio:
    """Time `first` over `second`, in pairs after one warm-up each.

    Args:
        gate: given what both printed, false where a result is wrong; then there is no number.

    Raises:
        RuntimeError: a command failed or the gate is shut.
    """
    run(second)
    run(first, first_python)
    found = [(run(first, first_python), run(second)) for _ in range(pairs)]
    for one, other in found:
        if not gate(one.printed, other.printed):
            raise RuntimeError(f"{name}: a wrong result, so no number: {one.printed!r} and {other.printed!r}")
    walls = [one.wall / other.wall for one, other in found]
    return Ratio(
        goal,
        name,
        statistics.median(walls),
        statistics.median(one.cpu / other.cpu for one, other in found),
        floor,
        max(one.peak_mib for one, _ in found),
        max(other.peak_mib for _, other in found),
        pairs,
        min(walls),
        max(walls),
        is_least,
    )


def compare_memory(name: str, large: list[str], small: list[str], *, floor: float, most_mib: float, goal: str) -> Ratio:
    """Peak memory of `large` over that of `small`, each once.

    Raises:
        RuntimeError: the larger peak is above `most_mib` by more than the tolerance.
    """
    peaks = [run(command).peak_mib for command in (large, small)]
    if peaks[0] > most_mib * TOLERANCE:
        raise RuntimeError(f"{name}: {peaks[0]:.0f} MiB, more than {most_mib} and a fifth")
    ratio = peaks[0] / peaks[1]
    return Ratio(goal, name, ratio, ratio, floor, *peaks, 1, ratio, ratio)
