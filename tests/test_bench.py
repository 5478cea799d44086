"""The benchmark itself: its quick form runs, its gates shut on wrong results, its floors judge."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.gen import checked, crs, iati  # noqa: E402
from bench.measure import Ratio, compare  # noqa: E402
from bench.run import pieces  # noqa: E402

NOT_QUICK = ("build", "peers")  # measured only at length

FLOORS = [
    (3.0, 3.0, False, True, True),
    (3.5, 3.0, False, False, True),
    (3.7, 3.0, False, False, False),
    (6.0, 6.0, True, True, True),
    (5.1, 6.0, True, False, True),
    (4.9, 6.0, True, False, False),
    (99.0, None, False, True, True),
]


@pytest.mark.parametrize(("wall", "floor", "is_least", "meets", "is_near"), FLOORS)
def test_a_floor_judges_with_a_fifth_to_spare(wall, floor, is_least, meets, is_near):
    found = Ratio("1", "a / b", wall, wall, floor, 1.0, 1.0, 1, wall, wall, is_least)
    assert (found.meets_floor, found.is_near_floor) == (meets, is_near)


def test_there_is_no_number_for_a_wrong_result(tmp_path):
    script = tmp_path / "prints.py"
    script.write_text("import sys\nprint(sys.argv[1])\n", encoding="utf-8")
    one, other = [str(script), "7"], [str(script), "8"]
    with pytest.raises(RuntimeError, match="a wrong result, so no number: '7' and '8'"):
        compare("a / b", one, other, pairs=1, floor=None, gate=lambda ours, theirs: ours == theirs)


def test_made_files_are_the_same_for_the_same_seed(tmp_path):
    for name, write in (("iati", iati.write), ("crs", crs.write), ("checked", checked.write)):
        size = 0.1 if name == "iati" else 5_000
        first, again, other = (write(tmp_path / f"{name}-{n}", size, seed=seed) for n, seed in enumerate((1, 1, 2)))
        assert first.read_bytes() == again.read_bytes() != other.read_bytes(), name


def test_faults_are_planted_as_they_are_counted(tmp_path):
    path = checked.write(tmp_path / "checked.parquet", 300_000)
    with duckdb.connect() as connection:
        doubled = f"select count(*) from (select 1 from '{path}' group by row_key having count(*) > 1)"
        assert connection.execute(doubled).fetchone() == (1,)
    assert checked.faulty_rows(300_000) == 6
    assert crs.faulty_rows(20_015) == 2


def test_the_quick_benchmark_keeps_its_gates_and_floors():
    done = subprocess.run(
        [sys.executable, "bench/run.py", "--quick"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\n") >= 2 + len(pieces()) - len(NOT_QUICK)
