"""Reading IATI stays near the speed of a bare reader; the full measurements are in bench/."""

import importlib.util
import time
from pathlib import Path

import pyarrow.parquet as pq
from iati_project import ROOT

from sscmon.sources.iati.reading import read_files

FLOOR, TOLERANCE = 3.0, 1.2


def module(path: str):
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / "bench" / path)
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def processor_seconds(function, *given) -> float:
    started = time.process_time()
    function(*given)
    return time.process_time() - started


def test_reading_costs_at_most_three_times_a_bare_reader(tmp_path):
    file = module("gen/iati.py").write(tmp_path / "made.xml", 10)
    bare = module("limits/iati_tag_filter.py").count_activities
    read_files([file], tmp_path)
    ratios = [processor_seconds(read_files, [file], tmp_path) / processor_seconds(bare, str(file)) for _ in range(3)]
    assert pq.read_metadata(tmp_path / "transaction.parquet").num_rows == file.read_text("utf-8").count("<transaction ")
    assert min(ratios) <= FLOOR * TOLERANCE, ratios
