"""What SQL takes at once is what the rule of `sscmon.selection` would take figure by figure."""

import random

import duckdb
import pytest

from sscmon import selection_model

SCOPE = """create table reference.party_scope as from (values ('G_LAC', 'HTI'), ('G_LAC', 'BOL'), ('HTI', 'HTI'),
('BOL', 'BOL')) as scope(party_id, member_party_id)"""
COLUMNS = {
    "core.flow": """flow_id varchar, provider_id varchar, partner_id varchar, modality varchar, kind varchar,
        alt_group varchar, source_id varchar, reporting_side varchar, is_total boolean, flow_stage varchar,
        confidence varchar, value_op varchar, document_id varchar""",
    "core.flow_year": """flow_id varchar, year bigint, is_average boolean, year_count bigint,
        amount_usd_nominal decimal(24, 4), is_lcu_converted boolean""",
    "core.flow_inclusion": "flow_id varchar, inclusion_set varchar, is_candidate boolean",
    "reference.document": "document_id varchar, published_text varchar",
}


@pytest.fixture
def connection():
    connection = duckdb.connect()
    connection.execute("create schema core; create schema reference")
    connection.execute(SCOPE)
    for table, columns in COLUMNS.items():
        connection.execute(f"create table {table} ({columns})")
    yield connection
    connection.close()


def plant(connection, sources: tuple[str, ...], sides: tuple[str, ...], totals: float, seed: int) -> None:
    chance = random.Random(seed)
    given = {table: [] for table in COLUMNS}
    for number in range(120):
        flow_id = f"f{number}"
        given["core.flow"].append(
            (
                flow_id,
                chance.choice(("VEN", "BRA")),
                chance.choice(("HTI", "BOL", "_T", "_X", "G_LAC", "ORG_A")),
                chance.choice(("BIL", "BID", "TRI", "MIX", "_X")),
                chance.choice(("FIN_GRANT", "HR_MED", "_T")),
                chance.choice((None, None, "a")),
                chance.choice(sources),
                chance.choice((None, *sides)),
                chance.random() < totals,
                chance.choice(("DISBURSEMENT", "PAID_IN")),
                chance.choice(("A", "C", None)),
                chance.choice(("=", "~")),
                "D1",
            )
        )
        for year in chance.choice(((2011,), (2012,), (2011, 2012))):
            average = year == 2012 and chance.random() < 0.5
            given["core.flow_year"].append((flow_id, year, average, 1 + average, chance.choice((1, None)), False))
        given["core.flow_inclusion"] += [(flow_id, name, chance.random() < 0.8) for name in ("STRICT_SSC", "UNCTAD_A")]
    given["reference.document"].append(("D1", "2013-05"))
    for table, rows in given.items():
        connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)


@pytest.mark.parametrize("sources", [("tossd",), ("tossd", "iati"), ("tossd", "evidence"), ("evidence",)])
@pytest.mark.parametrize("sides", [(), ("PROVIDER", "RECIPIENT_STATE")])
@pytest.mark.parametrize("totals", [0, 0.02])
def test_sql_takes_what_the_rule_takes(connection, monkeypatch, sources, sides, totals):
    plant(connection, sources, sides, totals, seed=17)
    found = selection_model.select_flows(connection).fetchall()
    settled = connection.execute("select count(*) from settled_group").fetchone()[0]
    assert (settled > 0) == (sources == ("tossd",) and not sides)
    monkeypatch.setattr(selection_model, "SETTLED", selection_model.SETTLED + " and false")
    by_the_rule = selection_model.select_flows(connection).fetchall()
    assert sorted(found, key=str) == sorted(by_the_rule, key=str)
