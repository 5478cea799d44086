"""Invented figures as the choice of figures finds them: activities that add up, and a few that overlap."""

from pathlib import Path

import duckdb

OVERLAPPING = 2_000
FLOWS = """
select
    'f' || i as flow_id,
    'P' || hash(i * 7 + {seed}) % 60 as provider_id,
    if(i < {overlapping} and i % 4 = 0, '_T', 'C' || hash(i * 11 + {seed}) % 150) as partner_id,
    ['BIL', 'TRI', 'REG', 'MIX'][1 + cast(hash(i * 13 + {seed}) % 4 as integer)] as modality,
    ['FIN_GRANT', 'HR_MED', 'TRN_COURSE', 'FIN_LOAN', 'HUM'][1 + cast(hash(i * 17 + {seed}) % 5 as integer)] as kind,
    if(i < {overlapping} and i % 50 = 0, 'G' || i // 100, null) as alt_group,
    if(i < {overlapping}, 'evidence', 'oecd_crs') as source_id,
    cast(null as varchar) as reporting_side, i < {overlapping} and i % 4 = 0 as is_total,
    'DISBURSEMENT' as flow_stage, 'A' as confidence, '=' as value_op, cast(null as varchar) as document_id,
    if(i < {overlapping}, 1990, 2000) + hash(i * 23 + {seed}) % 10 as year
from range({figures}) as row(i)
"""
YEARS = """
select
    flow_id, cast(year as bigint) as year, 1 as year_count, false as is_average, false as is_lcu_converted,
    cast(1000 as decimal(24, 4)) as amount_usd_nominal
from core.flow
"""
SETS = ("STRICT_SSC", "TOSSD_LIKE", "UNCTAD_A", "UNCTAD_AB", "SOLIDARITY_WIDE")
INCLUSION = """
select flow_id, inclusion_set, inclusion_set <> 'UNCTAD_A' or kind like 'FIN%' as is_candidate
from core.flow, unnest({sets}) as listed(inclusion_set)
"""


def write(path: Path, figures: int, seed: int = 1) -> Path:
    """A DuckDB file of what `core.flow_selection` is chosen from; 2,000 of the figures may overlap one another."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema core; create schema reference")
        flows = FLOWS.format(seed=seed, figures=figures, overlapping=OVERLAPPING)
        connection.execute(f"create table core.flow as {flows}")
        connection.execute(f"create table core.flow_year as {YEARS}")
        connection.execute(f"create table core.flow_inclusion as {INCLUSION.format(sets=list(SETS))}")
        connection.execute("create table reference.party_scope (party_id varchar, member_party_id varchar)")
        connection.execute("create table reference.document (document_id varchar, published_text varchar)")
    return path
