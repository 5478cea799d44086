"""Goal 3: IATI by other tools over ours, on a file without the ugly cases, which some of them do not survive."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.gen import iati as generate
from bench.measure import Ratio, compare

HERE = Path(__file__).resolve().parents[1]
OURS = str(HERE / "ours" / "iati.py")
MEGABYTES, PAIRS = 40, 3
PEERS = {"iatiflattener": 6.0, "iati2json": 4.0, "okfn_iati": 2.0}
NAMES = {"iatiflattener": "iatiflattener", "iati2json": "iati2json + flatterer", "okfn_iati": "okfn-iati"}


def measure(folder: Path, *, quick: bool) -> Iterator[Ratio]:
    """The ratios; none when quick. Each peer is installed into `bench/.peers`, as its own requirements pin it."""
    if quick:
        return
    path = generate.write(folder / "plain.xml", MEGABYTES, ugly_every=0)
    text = path.read_text(encoding="utf-8")
    wanted = {name: text.count("<transaction ") for name in PEERS}
    wanted["iatiflattener"] = text.count("<iati-activity ")
    ours = [OURS, "stage", "--workers", "2", str(path)]
    for name, floor in PEERS.items():
        yield compare(
            f"{NAMES[name]} / ours to staged Parquet, 2 workers, {MEGABYTES} MB",
            [str(HERE / "peers" / name / "convert.py"), str(path)],
            ours,
            pairs=PAIRS,
            floor=floor,
            gate=lambda peer, own, name=name: peer.split()[-1] == str(wanted[name]),
            goal="3",
            is_least=True,
            first_python=_installed(name),
        )


def _installed(name: str) -> str:
    """The interpreter of a peer's own environment.

    Raises:
        RuntimeError: it cannot be installed.
    """
    home = HERE / ".peers" / name
    python, ready = home / "bin" / "python", home / "ready"
    if not ready.is_file():
        requirements = HERE / "peers" / name / "requirements.txt"
        for command in (
            [sys.executable, "-m", "venv", "--clear", str(home)],
            [str(python), "-m", "pip", "install", "--quiet", "--requirement", str(requirements)],
        ):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                raise RuntimeError(f"{name} could not be installed; the run says why")
        ready.touch()
    return str(python)
