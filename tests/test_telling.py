"""How far a long step is: in words, not too often, and only to who listens."""

import pytest

from sscmon.scratch import copy, scratch
from sscmon.sources.iati.reading import read_files
from sscmon.telling import Teller, how_far, listening, rows, size

IATI = (
    '<iati-activities version="2.03">'
    + "<iati-activity><iati-identifier>X</iati-identifier></iati-activity>" * 4_000
    + "</iati-activities>"
)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (45_600_000, "45.6 MB"),
        (11e9, "11.0 GB"),
        (5e15, "5000.0 TB"),
    ],
)
def test_a_size_in_the_unit_that_suits_it(count, said):
    assert size(count) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((1_200_000_000, 11_000_000_000, 45e6, 218), "1.2 GB of 11.0 GB, 45.0 MB/s, 4 min left"),
        ((500, 1_000, 100.0, 5.2), "500 bytes of 1.0 kB, 100 bytes/s, 5 s left"),
        ((500, None, 0.0, None), "500 bytes"),
    ],
)
def test_how_far_in_words(given, said):
    assert how_far(*given) == said


def test_how_far_in_rows():
    assert how_far(1_200_000, 5_900_000, 3e5, 15.7, rows) == (
        "1,200,000 rows of 5,900,000 rows, 300,000 rows/s, 16 s left"
    )


def test_it_is_told_about_twice_a_second_to_who_listens():
    now, told = [0.0], []
    tell = Teller(1_000, clock=lambda: now[0])
    tell(1)
    with listening(told.append):
        for now[0] in (0.1, 0.4, 0.5, 0.9, 1.0):
            tell(int(now[0] * 100))
    now[0] = 9.0
    tell(900)
    assert told == ["50 bytes of 1.0 kB, 100 bytes/s, 10 s left", "100 bytes of 1.0 kB, 100 bytes/s, 9 s left"]


def test_a_reader_of_large_files_tells(tmp_path, monkeypatch):
    monkeypatch.setattr("sscmon.telling.EVERY_S", 0.0)
    files = [tmp_path / "a.xml", tmp_path / "b.xml"]
    for file in files:
        file.write_text(IATI, encoding="utf-8")
    told = []
    with listening(told.append):
        read_files(files, tmp_path)
    assert told[-1].startswith(f"{size(2 * len(IATI))} of {size(2 * len(IATI))}, ")


def test_a_query_tells_while_it_writes(tmp_path, monkeypatch):
    monkeypatch.setattr("sscmon.telling.EVERY_S", 0.01)
    told, read = [], tmp_path / "read.parquet"
    with scratch(tmp_path) as connection, listening(told.append):
        connection.execute(f"copy (select range as a, 'x' || range as b from range(1000000)) to '{read}'")
        copy(connection, f"select a, upper(b) as b from '{read}'", tmp_path / "written.parquet", [read])
        assert connection.execute(f"select count(*) from '{tmp_path / 'written.parquet'}'").fetchone() == (1_000_000,)
    assert len(told) > 1 and all("rows of 1,000,000 rows" in said for said in told)
    done = [int(said.split(" rows")[0].replace(",", "")) for said in told]
    assert done == sorted(done) and 0 < done[-1] <= 1_000_000
