"""A code that a mapping does not know is kept and listed; every mapping that must know all codes is one."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sscmon.checks import staged_checks
from sscmon.paths import Paths
from sscmon.sources import discover
from sscmon.status import unmapped
from sscmon.status_text import project_lines

MAPPED = [(source, place, name) for source in discover().values() for place, name in source.mapped.items()]


@pytest.mark.parametrize(("source", "place", "name"), MAPPED, ids=lambda value: getattr(value, "id", value))
def test_what_must_be_mapped_is_a_staged_column_and_a_mapping(source, place, name):
    table, _, column = place.partition(".")
    assert column in source.tables[table].columns and (source.folder / f"{name}.csv").is_file()


@pytest.mark.parametrize(
    ("source_id", "table", "column", "known"),
    [("tossd", "activity", "modality_tossd", "B01"), ("iati", "participating_org", "org_type_code", "10")],
)
def test_a_code_without_a_mapping_is_listed_with_its_rows(tmp_path, source_id, table, column, known):
    source, paths = discover()[source_id], Paths(tmp_path)
    contract = source.tables[table]
    file = paths.parquet(contract.name)
    file.parent.mkdir(parents=True)
    pq.write_table(pa.table({column: [known, None, "Q7", "Q7", "Q8"]}), file)
    check = next(check for check in staged_checks(source, contract) if check.name == f"{column}_is_mapped")
    outcome = check.run(paths, {}, {})
    assert not outcome.passed and not check.blocking and outcome.wrong_rows == 3
    listed = unmapped([], [{"table": contract.name, "check": check.name, **vars(outcome)}])
    assert [(found["code"], found["row_count"]) for found in listed] == [("Q7", 2), ("Q8", 1)]
    assert {found["unknown_in"] for found in listed} == {f"mapping.{source_id}_{source.mapped[f'{table}.{column}']}"}


def test_many_codes_are_cut_in_the_text():
    code = {"table": "staged.a_b", "column": "c", "code": "Q", "unknown_in": "mapping.a_c", "row_count": 1}
    empty = dict.fromkeys(("out_of_date", "sources", "errors", "checks", "quarantine"), [])
    status = {**empty, "is_built": False, "unmapped_codes": [{**code, "code": f"Q{n}"} for n in range(30)]}
    told = "\n".join(project_lines(status, "en", 100))
    assert "Q19" in told and "Q20" not in told and "10 more" in told
