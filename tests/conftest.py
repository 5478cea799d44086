"""A project folder of its own for every test that builds: nothing is ever built in the checkout."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, settings

from sscmon.build import Report, build
from sscmon.paths import Paths
from sscmon.publish.release import release
from sscmon.sources import discover

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile(
    "sscmon", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("sscmon")


@dataclass(frozen=True)
class Built:
    """A project that was built once: what the build reported and how long it took."""

    paths: Paths
    report: Report
    seconds: float

    def query(self, sql: str) -> list[tuple]:
        """Rows of a query on the warehouse, opened as a reader does."""
        with duckdb.connect(str(self.paths.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def new_project(folder: Path) -> Paths:
    """A project with the SQL and the bundled snapshots of the checkout, and nothing built."""
    shutil.copytree(ROOT / "sql", folder / "sql")
    for source in discover().values():
        if source.is_bundled:
            shutil.copytree(ROOT / "data" / "raw" / source.id, folder / "data" / "raw" / source.id)
    return Paths(folder)


@pytest.fixture
def project(tmp_path) -> Paths:
    """An unbuilt project, for one test alone."""
    return new_project(tmp_path / "project")


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    """The bundled data built once for the whole session; to be read, never changed."""
    paths = new_project(tmp_path_factory.mktemp("built") / "project")
    started = time.perf_counter()
    report = build(paths)
    seconds = time.perf_counter() - started
    assert not report.errors and not report.held_back, {key: str(error) for key, error in report.errors.items()}
    return Built(paths, report, seconds)


@pytest.fixture
def built_copy(built, tmp_path) -> Paths:
    """The built project copied, with its times, for one test alone."""
    shutil.copytree(built.paths.root, tmp_path / "project")
    return Paths(tmp_path / "project")


@pytest.fixture(scope="session")
def releasing(tmp_path_factory, built) -> Paths:
    """The built project under another root, so that releases can be written beside it."""
    root = tmp_path_factory.mktemp("releasing")
    for name in ("sql", "data"):
        (root / name).symlink_to(built.paths.root / name)
    return Paths(root)


@pytest.fixture(scope="session")
def released(releasing) -> Path:
    """One release of the bundled data; to be read, never changed."""
    return release(releasing, "2031.1")
