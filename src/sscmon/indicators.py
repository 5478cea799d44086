"""The union of all indicators and their catalogue, both from the indicator SQL files and nothing else."""

import duckdb
import pyarrow as pa

from sscmon.contracts.indicator import DIMENSIONS
from sscmon.errors import ModelBroken
from sscmon.paths import Paths
from sscmon.sqlfile import SqlFile
from sscmon.text import LANGUAGES


def files(paths: Paths) -> list[SqlFile]:
    """The indicators' SQL files, sorted by identifier."""
    return [SqlFile(path) for path in sorted(paths.sql.glob("indicator/*.sql"))]


def observations(connection: duckdb.DuckDBPyConnection, paths: Paths) -> pa.Table:
    """The table `indicator.observation`: all indicators under one another, each row with a stable identifier.

    The identifier is the indicator's name and the first twelve hexadecimal digits of the SHA-256 of its dimensions.
    """
    union = " union all by name ".join(f'select * from indicator."{file.path.stem}"' for file in files(paths))
    dimensions = ", ".join(f'cast("{name}" as varchar)' for name in ("indicator_id", *DIMENSIONS))
    identifier = f"indicator_id || '.' || left(sha256(concat_ws('|', {dimensions})), 12)"
    return connection.sql(f"select {identifier} as observation_id, * from ({union})").to_arrow_table()


def catalogue(connection: duckdb.DuckDBPyConnection, paths: Paths) -> pa.Table:
    """The table `indicator.catalogue`, from the headers of the SQL files.

    Raises:
        ModelBroken: a header lacks an entry of the catalogue.
    """
    return pa.Table.from_pylist([_entry(file) for file in files(paths)])


def _entry(file: SqlFile) -> dict:
    header = file.header
    try:
        entry = {
            "indicator_id": file.path.stem,
            "alias": header.get("alias"),
            "formula": header["formula"],
            "unit": header["unit"],
            "grain": header["grain"],
            "method_source": header["method_source"],
            "method_version": header["version"],
        }
        for language in LANGUAGES:
            entry[f"title_{language}"] = header["title"][language]
            entry[f"definition_{language}"] = header["definition"][language]
            entry[f"missing_{language}"] = header["missing"][language]
            entry[f"caveat_{language}"] = header.get("caveat", {}).get(language)
    except KeyError as error:
        raise ModelBroken(
            f"the header of {file.path.name} lacks {error}",
            where=str(file.path),
            todo="add it, in three languages",
        ) from error
    return entry
