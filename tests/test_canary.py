"""What stays in the house leaves it nowhere: a word planted in every such field is searched for in all bytes."""

import gzip
import shutil
import zipfile

import duckdb
import pytest
from canary import traces

from sscmon.paths import Paths
from sscmon.publish.draft import public_contracts
from sscmon.publish.release import release

WORD = "canary{number:04d}zq"


def plant(warehouse) -> dict[str, str]:
    """Add to every table that is not released a row with a word of its own in each text column; word to column."""
    planted = {}
    with duckdb.connect(str(warehouse)) as connection:
        tables = connection.execute("select schema_name, table_name from duckdb_tables() order by all").fetchall()
        for schema, table in tables:
            if schema == "indicator" or f"{schema}.{table}" in public_contracts():
                continue
            described = connection.execute(f'describe "{schema}"."{table}"').fetchall()
            columns = [name for name, kind, *_ in described if kind == "VARCHAR"]
            words = {WORD.format(number=len(planted) + n): column for n, column in enumerate(columns)}
            row = ", ".join(f"'{word}' as \"{column}\"" for word, column in words.items())
            connection.execute(f'insert into "{schema}"."{table}" by name select {row}')
            planted |= {word: f"{schema}.{table}.{column}" for word, column in words.items()}
    return planted


@pytest.fixture(scope="module")
def planted(releasing, tmp_path_factory):
    """A release of a warehouse with the words in it; the words."""
    root = tmp_path_factory.mktemp("planted")
    (root / "data").mkdir()
    for name in ("sql", "data/raw", "data/build"):
        (root / name).symlink_to(releasing.root / name)
    shutil.copytree(releasing.warehouse.parent, root / "data" / "warehouse")
    words = plant(Paths(root).warehouse)
    return release(Paths(root), "2031.1"), words


def test_no_field_that_stays_in_the_house_is_in_a_release(planted):
    folder, words = planted
    kept = set(words.values())
    assert {
        "core.assessment.party_id",
        "quarantine.evidence_flow.row_text",
        "staged.iati_activity.activity_title",
    } <= kept
    assert len(words) > 500
    assert traces(folder, words) == []


def test_the_search_finds_a_word_wherever_it_hides(planted, tmp_path):
    """The same search over the warehouse itself, and over what other tools would write."""
    word = "canary0000zq"
    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        connection.execute(f"create table t as select repeat('x', n::int) || '{word}' as a from range(3000) as r(n)")
        connection.execute(f"copy t to '{tmp_path}/b.parquet' (format parquet, compression zstd)")
    (tmp_path / "c.gz").write_bytes(gzip.compress(word.upper().encode()))
    with zipfile.ZipFile(tmp_path / "d.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.gz", gzip.compress(word.encode("utf-16-le")))
    (tmp_path / "e.txt").write_text(f"before {word} after")
    found = traces(tmp_path, [word, "canary9999zq"])
    assert found == [(name, word) for name in ("a.duckdb", "b.parquet", "c.gz", "d.xlsx", "e.txt")]
