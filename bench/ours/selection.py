"""`core.flow_selection` as a build makes it, sorted and written. Prints its rows and how many are selected."""

import sys
import tempfile
from pathlib import Path

import duckdb

from sscmon import contracts, engine
from sscmon.selection_model import select_flows

if __name__ == "__main__":
    file, table = Path(sys.argv[1]), contracts.all_contracts()["core.flow_selection"]
    with (
        tempfile.TemporaryDirectory(dir=file.parent) as folder,
        duckdb.connect(str(file), read_only=True) as connection,
    ):
        connection.execute(f"set memory_limit = '6GB'; set temp_directory = '{folder}'")
        connection.register("computed", select_flows(connection))
        written = Path(folder) / "flow_selection.parquet"
        engine.write_parquet(connection, engine.shaped(table, "select * from computed"), written)
        print(*connection.execute(f"select count(*), count_if(is_selected) from '{written}'").fetchone())
