"""One DuckDB a process: each connection has a database of its own, and what spoils one spoils no other."""

import os
import subprocess
import sys

import duckdb
import pytest

from sscmon import engine
from sscmon.build import locked
from sscmon.paths import Paths


@pytest.fixture
def paths(tmp_path) -> Paths:
    found = Paths(tmp_path)
    found.build.mkdir(parents=True)
    return found


def test_connections_see_nothing_of_each_other_and_leave_nothing(paths):
    with engine.connect(paths) as one, engine.connect(paths) as other:
        for number, connection in enumerate((one, other)):
            connection.execute("create schema core")
            connection.execute(f"create table core.answer as select {number} as number")
            connection.execute(f"create temp table aside as select {number} as number")
        assert [c.execute("select number from core.answer join aside using (number)").fetchone() for c in (one, other)]
        assert other.execute("select number from core.answer").fetchone() == (1,)
    with engine.connect(paths) as after:
        own = "database_name = current_database() or table_name = 'aside'"
        assert after.execute(f"select count(*) from duckdb_tables() where {own}").fetchone() == (0,)
        databases = "select count(*) from duckdb_databases() where starts_with(database_name, 'own_')"
        assert after.execute(databases).fetchone() == (1,)


def test_an_error_inside_leaves_the_next_connection_whole(paths):
    with pytest.raises(duckdb.CatalogException), engine.connect(paths) as connection:
        connection.execute("begin")
        connection.execute("select * from nowhere")
    with engine.connect(paths) as connection:
        assert connection.execute("select first_day('2020')").fetchone()


def test_after_a_fatal_error_another_instance_is_started(paths):
    def instance():
        with engine.connect(paths) as connection:
            return connection.execute("select current_setting('temp_directory')").fetchone()

    before = instance()
    assert instance() == before
    with pytest.raises(duckdb.FatalException), engine.connect(paths):
        raise duckdb.FatalException("the database has been invalidated")
    assert instance() != before


def test_what_a_running_process_has_spilled_stays(paths):
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    kept = paths.build / f"{engine.SPILL}{os.getpid()}-a"
    left = paths.build / f"{engine.SPILL}{ended.stdout.strip()}-a"
    for folder in (kept, left):
        folder.mkdir()
    with locked(paths):
        assert kept.is_dir() and not left.exists()
