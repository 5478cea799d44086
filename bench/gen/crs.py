"""Invented CRS rows as the bulk Parquet file has them, any number of them, with planted faults of known kinds."""

import argparse
from pathlib import Path

import duckdb

FAULTY_EVERY = 10_007
FAULTS = 4
PROVIDERS = "['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '18', '20', '21', '22', '55', '613']"
PARTNERS = "['255', '273', '352', '614', '660', '238', '285', '364', '349', '428', '437', '451']"
PURPOSES = "['11220', '12220', '14030', '15110', '16010', '21020', '23210', '31110', '43030']"
WORDS = "['agua', 'road', 'salud', 'escola', 'seed', 'puente', 'rural', 'training', 'women', 'youth', 'clinic', 'port']"


def write(path: Path, rows: int, seed: int = 1) -> Path:
    """Write a Parquet file of `rows` rows and return it.

    Every `FAULTY_EVERY`-th row is refused by the contract for one of four reasons in turn: an unknown provider, a
    year that cannot be, an unknown type of finance, no partner. Some rows are empty of money or dates, some are loans.
    """
    with duckdb.connect() as connection:
        connection.execute("set threads = 1")
        query = QUERY.format(rows=rows, seed=seed, every=FAULTY_EVERY, faults=FAULTS)
        connection.execute(f"copy ({query}) to '{path}' (format parquet, compression snappy, row_group_size 50000)")
    return path


def faulty_rows(rows: int) -> int:
    """How many rows of a file of `rows` are to be refused."""
    return (rows - 1) // FAULTY_EVERY


def _drawn(salt: int) -> str:
    return f"hash((i * 100 + {salt}) * 1000 + {{seed}})"


def _pick(listed: str, salt: int) -> str:
    return f"{listed}[1 + ({_drawn(salt)} % len({listed}))::bigint]"


def _cents(salt: int, top: int) -> str:
    """Millions of dollars with six decimals, as double precision, null in one row of four."""
    drawn = _drawn(salt)
    return f"case when {drawn} % 4 > 0 then (({drawn} // 4) % {top * 10**6})::double / 1000000 end"


def _words(count: int, salt: int) -> str:
    return " || ' ' || ".join(_pick(WORDS, salt + n) for n in range(count))


QUERY = f"""
with number as (
    select i, case when i > 0 and i % {{every}} = 0 then (i // {{every}}) % {{faults}} end as fault
    from range({{rows}}) as row(i)
)
select
    case when fault = 1 then 9999 else 2000 + ({_drawn(1)} % 24)::integer end as year,
    case when fault = 0 then '99999' else {_pick(PROVIDERS, 2)} end as donor_code,
    'Provider' as donor_name,
    ({_drawn(3)} % 90)::integer as agency_code,
    'Agency of the bench' as agency_name,
    'B' || lpad((i // 3)::varchar, 9, '0') as crs_id,
    'P-' || (i // 2)::varchar as project_number,
    1 as initial_report,
    case when fault = 3 then null else {_pick(PARTNERS, 4)} end as recipient_code,
    'Partner' as recipient_name,
    case when i % 9 = 0 then 13 else 11 end as flow_code,
    case when i % 50 = 0 then 8 else 1 end as bi_multi,
    10 as category,
    case when fault = 2 then 77777 when i % 9 = 0 then 421 else 110 end as finance_t,
    'C01' as aid_t,
    {_cents(5, 20)} as usd_commitment,
    {_cents(6, 20)} as usd_disbursement,
    case when i % 9 = 0 then 0.5 end as usd_received,
    {_cents(7, 20)} as usd_commitment_defl,
    {_cents(8, 20)} as usd_disbursement_defl,
    {_cents(9, 20)} as usd_amount_untied,
    {_cents(10, 20)} as usd_grant_equiv,
    {_pick(PURPOSES, 11)} as purpose_code,
    left({_pick(PURPOSES, 11)}, 3) as sector_code,
    11000 as channel_code,
    'Provider Government' as channel_name,
    {_words(5, 20)} as project_title,
    {_words(8, 30)} || ' ' || i::varchar as short_description,
    repeat({_words(3, 40)} || ' ', 10) as long_description,
    case when i % 5 > 0 then (2000 + ({_drawn(1)} % 24))::varchar || '-03-01 00:00:00' end as commitment_date,
    case when i % 7 = 0 then '3.8;4;' end as sdg_focus,
    {_words(2, 80)} as keywords,
    case when i % 9 = 0 then 1 end as type_repayment,
    case when i % 9 = 0 then 2 end as number_repayment,
    case when i % 9 = 0 then '1500' end as interest1,
    case when i % 9 = 0 then '2030-01-01 00:00:00' end as repaydate1,
    case when i % 9 = 0 then '2045-01-01 00:00:00' end as repaydate2
from number
order by i
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("rows", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.path, given.rows, given.seed)


if __name__ == "__main__":
    main()
