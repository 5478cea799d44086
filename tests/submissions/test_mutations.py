"""Whatever a file looks like: never a traceback, and rows read are always rows accepted and refused.

150 mutated files by default; `SSCMON_MUTATIONS=10000 pytest tests/submissions/test_mutations.py` tries them all.
"""

import json
import os

import openpyxl
import pytest
from submissions.mutations import mutant

from sscmon.errors import FileRefused
from sscmon.submissions import report
from sscmon.submissions.annotate import annotate
from sscmon.submissions.check import check

COUNT = int(os.environ.get("SSCMON_MUTATIONS", "150"))
AT_ONCE = 50
ANNOTATED = 7


@pytest.mark.parametrize("first", range(0, COUNT, AT_ONCE))
def test_no_row_is_lost_and_nothing_breaks(tmp_path, first):
    refused = 0
    for seed in range(first, min(first + AT_ONCE, COUNT)):
        path = mutant(seed, tmp_path)
        try:
            checked = check(path)
        except FileRefused as error:
            refused += 1
            assert error.what and error.todo, seed
            continue
        except BaseException as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}") from error
        _account(checked, seed)
        if seed % ANNOTATED == 0:
            target = annotate(checked, tmp_path / f"annotated{seed}.xlsx")
            assert openpyxl.load_workbook(target).sheetnames, seed
            target.unlink()
        path.unlink()
    assert refused < AT_ONCE / 2


def _account(checked, seed: int) -> None:
    read = {}
    for one in checked.found:
        read[one.sheet.table] = read.get(one.sheet.table, 0) + len(one.rows)
    assert read == {name: counts["read"] for name, counts in checked.counts().items()}, seed
    accepted = {name: rows.num_rows for name, rows in checked.tables.items()}
    refused = {name: len(rows) for name, rows in checked.refused.items()}
    for name, count in read.items():
        assert count == accepted.get(name, 0) + refused.get(name, 0), (seed, name)
        addresses = checked.rows[name]["source_row_key"].to_pylist()
        assert len(set(addresses)) == count, (seed, name)
    told = {finding.table for finding in checked.findings if finding.level == "error"}
    assert {name for name, count in refused.items() if count} <= told, seed
    json.dumps(report.as_json(checked))
    assert list(report.lines(checked, 80)), seed
