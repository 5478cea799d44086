"""What SQL takes at once is what the rule of `sscmon.selection` would take figure by figure."""

import random

import duckdb
import pytest

from sscmon import sdg


@pytest.fixture
def connection():
    connection = duckdb.connect()
    connection.execute("create schema core; create schema reference")
    connection.execute(
        """create table reference.party_scope as from (values ('G_LAC', 'HTI'), ('G_LAC', 'BOL'), ('HTI', 'HTI'),
        ('BOL', 'BOL')) as scope(party_id, member_party_id)"""
    )
    yield connection
    connection.close()


def plant(connection, sources: tuple[str, ...], sides: tuple[str, ...], totals: float, seed: int) -> None:
    chance = random.Random(seed)
    flows, years, inclusions = [], [], []
    for number in range(120):
        flow_id, year, provider = f"f{number}", chance.choice((2011, 2012)), chance.choice(("VEN", "BRA"))
        partner = chance.choice(("HTI", "BOL", "_T", "_X", "G_LAC", "ORG_A"))
        modality, kind = chance.choice(("BIL", "TRI", "_T")), chance.choice(("FIN_GRANT", "HR_MED", "_T"))
        group = chance.choice((None, None, "a"))
        source, is_total = chance.choice(sources), chance.random() < totals
        side = chance.choice((None, *sides))
        flows.append((flow_id, partner, modality, kind, group, source, side, is_total, "A", "="))
        years.append((flow_id, year, False, 1))
        inclusions.append((flow_id, year, provider, "GRANT", "NONE", True))
    for table, columns, rows in (
        (
            "flow",
            "flow_id, partner_id, modality, kind, alt_group, source_id, reporting_side, is_total, confidence, value_op",
            flows,
        ),
        ("flow_year", "flow_id, year, is_average, year_count", years),
        ("sdg_inclusion", "flow_id, year, provider_id, sdg_class, sdg_channel, is_candidate", inclusions),
    ):
        typed = ", ".join(f"{name} {_type(name)}" for name in columns.split(", "))
        connection.execute(f"create or replace table core.{table} ({typed})")
        connection.executemany(f"insert into core.{table} values ({', '.join('?' * len(rows[0]))})", rows)


def _type(name: str) -> str:
    return "boolean" if name.startswith("is_") else "bigint" if name.startswith("year") else "varchar"


@pytest.mark.parametrize("sources", [("tossd",), ("tossd", "iati"), ("tossd", "evidence"), ("evidence",)])
@pytest.mark.parametrize("sides", [(), ("PROVIDER", "RECIPIENT_STATE")])
@pytest.mark.parametrize("totals", [0, 0.2])
def test_sql_takes_what_the_rule_takes(connection, monkeypatch, sources, sides, totals):
    plant(connection, sources, sides, totals, seed=17)
    found = sdg.sdg_selection(connection).to_pylist()
    monkeypatch.setattr(sdg, "CANDIDATES", sdg.CANDIDATES.replace("as is_settled", "and false as is_settled"))
    by_the_rule = sdg.sdg_selection(connection).to_pylist()
    assert found and sorted(found, key=str) == sorted(by_the_rule, key=str)
