"""The GROUP BY that gives a row the columns of a cell: bounds, coverage, status, a row a measure, nothing about figures
given for the same thing. Prints how many rows are of dollars, and their sum."""

import sys

import duckdb

MEASURES = {"usd_nominal": "usd", "usd_constant_2022": "fixed", "lcu_nominal": "lcu"}
KEY = "inclusion_set, provider_id, year, cell_partner_id, cell_modality, cell_kind"
SUMS = """
    sum({amount}) as {amount},
    sum({amount}) filter (where value_op not in ('<=', '<')) as {amount}_low,
    sum({amount}) filter (where value_op not in ('>=', '>')) as {amount}_high,
    count({amount}) as {amount}_count,
    count(distinct partner_id) filter (where cell_partner_id = '_T' and {amount} is not null) as {amount}_partners
"""
CELLS = """
create temp table cell as
with figure as (
    select
        selection.*, flow.partner_id, flow.value_op, cast(status.severity as integer) as severity,
        flow_year.amount_usd_nominal as usd, flow_year.amount_usd_constant_2022 as fixed,
        flow_year.amount_lcu_nominal as lcu
    from core.flow_selection as selection
    join core.flow using (flow_id)
    join core.flow_year as flow_year on flow_year.flow_id = selection.flow_id and flow_year.year = selection.year
    join house.obs_status as status on status.code = flow.obs_status
    where selection.is_selected
),
sums as (select {key}, count(*) as n_obs, max(severity) as severity, {sums} from figure group by {key}),
relation as (select provider_id, year, count(*) as known_count from core.known_relation group by all)
{rows}
"""
ROW = """
select
    {key}, '{measure}' as measure, {amount} as amount, {amount}_low as amount_low, {amount}_high as amount_high, n_obs,
    if(cell_partner_id = '_T', {amount}_partners / known_count, {amount}_count / n_obs) as coverage_share, severity
from sums
left join relation using (provider_id, year)
"""

if __name__ == "__main__":
    sums = ", ".join(SUMS.format(amount=amount) for amount in MEASURES.values())
    rows = " union all ".join(ROW.format(key=KEY, measure=name, amount=amount) for name, amount in MEASURES.items())
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        connection.execute("set memory_limit = '6GB'")
        connection.execute(CELLS.format(key=KEY, sums=sums, rows=rows))
        print(*connection.execute("select count(*), sum(amount) from cell where measure = 'usd_nominal'").fetchone())
