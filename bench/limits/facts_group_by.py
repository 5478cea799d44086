"""The bare GROUP BY that sums of cells are measured against. Prints how many cells, and the sum of the dollars."""

import sys

import duckdb

GROUP_BY = """
create temp table cell as
select
    selection.inclusion_set, selection.provider_id, selection.year, selection.cell_partner_id,
    selection.cell_modality, selection.cell_kind, sum(flow_year.amount_usd_nominal) as usd_nominal,
    sum(flow_year.amount_usd_constant_2022) as usd_constant_2022, sum(flow_year.amount_lcu_nominal) as lcu_nominal,
    count(*) as n_obs
from core.flow_selection as selection
join core.flow using (flow_id)
join core.flow_year as flow_year on flow_year.flow_id = selection.flow_id and flow_year.year = selection.year
where selection.is_selected
group by all
"""

if __name__ == "__main__":
    with duckdb.connect(sys.argv[1], read_only=True) as connection:
        connection.execute("set memory_limit = '6GB'")
        connection.execute(GROUP_BY)
        print(*connection.execute("select count(*), sum(usd_nominal) from cell").fetchone())
