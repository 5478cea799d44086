"""Invented facts by the million: figures in the cells that sum them, and a warehouse whose tables are multiplied."""

import shutil
from pathlib import Path

import duckdb

from sscmon import codelists
from sscmon.engine import CSV
from sscmon.rules import quoted

CELLS_A_FIGURE = 8
FIGURES = """
select
    'f' || i as flow_id,
    'P' || hash(i * 7 + {seed}) % 60 as provider_id,
    'C' || hash(i * 11 + {seed}) % 150 as partner_id,
    ['BIL', 'TRI', 'REG', 'MUL'][1 + cast(hash(i * 13 + {seed}) % 4 as integer)] as modality,
    ['FIN_GRANT', 'HR_MED', 'TRN_COURSE', 'FIN_LOAN', 'HUM'][1 + cast(hash(i * 17 + {seed}) % 5 as integer)] as kind,
    '=' as value_op,
    case when hash(i * 19 + {seed}) % 20 = 0 then 'E' else 'A' end as obs_status,
    cast(2000 + hash(i * 23 + {seed}) % 24 as bigint) as year,
    cast(1000 + hash(i * 29 + {seed}) % 1000000 as decimal(24, 4)) as amount
from range({figures}) as row(i)
"""
YEARS = """
select
    flow_id, year, false as is_average, false as is_lcu_converted, amount as amount_usd_nominal,
    cast(amount * 1.5 as decimal(24, 4)) as amount_usd_constant_2022,
    cast(amount * 3 as decimal(24, 4)) as amount_lcu_nominal
from core.flow
"""
SELECTION = """
select
    'SOLIDARITY_WIDE' as inclusion_set, provider_id, year, if(cell & 1 = 1, partner_id, '_T') as cell_partner_id,
    if(cell & 2 = 2, modality, '_T') as cell_modality, if(cell & 4 = 4, kind, '_T') as cell_kind, flow_id,
    true as is_selected, 'SELECTED' as selection_reason, cast(null as varchar) as preferred_flow_id
from core.flow, range(8) as cells(cell)
"""
TIMES = 100
FIGURE_TABLES = ("core.flow", "core.quantity", "core.sdg_inclusion")


def write(path: Path, facts: int, seed: int = 1) -> Path:
    """A DuckDB file of `facts` figures in cells: each figure of one activity stands in the eight cells that sum it."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema core; create schema house")
        figures = FIGURES.format(seed=seed, figures=facts // CELLS_A_FIGURE)
        connection.execute(f"create table core.flow as {figures}")
        connection.execute(f"create table core.flow_year as {YEARS}")
        connection.execute(f"create table core.flow_selection as {SELECTION}")
        relations = "select distinct provider_id, partner_id, year from core.flow"
        connection.execute(f"create table core.known_relation as {relations}")
        for name in ("obs_status", "inclusion_set"):
            listed = quoted(str(codelists.FOLDER / f"{name}.csv"))
            connection.execute(f"create table house.{name} as from read_csv({listed}, {CSV})")
    return path


def grow(warehouse: Path, target: Path, facts: int) -> Path:
    """A copy of a warehouse with `facts` rows in its tables of figures together, and each indicator a hundred times."""
    shutil.copyfile(warehouse, target)
    with duckdb.connect(str(target)) as connection:
        indicators = "select schema_name || '.' || table_name from duckdb_tables() where schema_name = 'indicator'"
        found = [name for (name,) in connection.execute(indicators).fetchall()]
        for table in sorted({*FIGURE_TABLES, *found}):
            columns = {row[0] for row in connection.execute(f"describe {table}").fetchall()}
            rows = connection.execute(f"select count(*) from {table}").fetchone()[0]
            times = facts // len(FIGURE_TABLES) // max(rows, 1) if table in FIGURE_TABLES else TIMES
            if rows and "provider_id" in columns:
                copies = f"select t.* replace (provider_id || '~' || copy % 2000 as provider_id) from {table} as t, "
                connection.execute(f"insert into {table} {copies} range(1, {max(2, times)}) as copies(copy)")
    return target
