"""Checks of built tables: contracts, row accounting, rules in SQL, drift against the snapshot before."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sscmon.contracts import Contract
from sscmon.engine import add_table, blaming, connect
from sscmon.paths import Paths
from sscmon.sources import Source
from sscmon.sqlfile import SqlFile
from sscmon.validation import findings

DRIFT_SHARE = 0.2
SAMPLE = 20
UNMAPPED = 500


@dataclass(frozen=True)
class Outcome:
    """What a check found: how many rows are wrong, the first of them, and a sentence."""

    passed: bool
    sentence: str
    wrong_rows: int = 0
    sample: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Check:
    """One thing that must hold of a built table.

    Attributes:
        name: unique for its table.
        description: what must hold.
        blocking: True stops everything downstream; False is a warning.
        run: given the paths, the numbers of this build and those of the build before.
        definition: text that defines it, where it is not code; another text means it must run again.
        looks_back: it looks at the build before, so that its result says nothing of the data alone.
    """

    name: str
    description: str
    blocking: bool
    run: Callable[[Paths, dict, dict], Outcome]
    definition: str = ""
    looks_back: bool = False


def staged_checks(source: Source, contract: Contract) -> tuple[Check, ...]:
    """Checks of a staged table: its account adds up, not too much is refused, it has not drifted, codes are mapped."""
    limit = source.quarantine_limit_share
    table = contract.name.removeprefix(f"staged.{source.id}_")
    mapped = {place.partition(".")[2]: name for place, name in source.mapped.items() if place.startswith(f"{table}.")}
    return (
        Check(
            "row_accounting",
            "Rows and amounts read equal those staged plus those quarantined.",
            True,
            _accounting,
        ),
        Check(
            "quarantine_limit",
            f"At most {limit:.0%} of the rows are quarantined.",
            True,
            lambda paths, now, before: _quarantine_limit(now, limit),
        ),
        Check("no_quarantine", "No row is quarantined.", False, _no_quarantine),
        Check(
            "drift", f"Rows and total within {DRIFT_SHARE:.0%} of the snapshot before.", False, _drift, looks_back=True
        ),
        *(
            Check(
                f"{column}_is_mapped",
                f"Every value of {column} is in the mapping {name}.",
                False,
                lambda paths, now, before, column=column, name=name: _mapped(paths, source, contract, column, name),
            )
            for column, name in mapped.items()
        ),
    )


def model_checks(contract: Contract, rules: list[SqlFile]) -> tuple[Check, ...]:
    """Checks of a modelled table: its contract, foreign keys included, and its rules in `sql/check`."""
    own = Check(
        "contract",
        "Types, bounds, code lists, key and foreign keys of the contract hold.",
        True,
        lambda paths, now, before: _contract(paths, contract),
    )
    return (own, *(_sql_check(rule) for rule in rules))


def sql_checks(paths: Paths) -> dict[str, list[SqlFile]]:
    """`sql/check/<schema>__<table>__<rule>.sql` by the table each belongs to."""
    found: dict[str, list[SqlFile]] = {}
    for path in sorted(paths.sql.glob("check/*.sql")):
        schema, table, _ = path.stem.split("__")
        found.setdefault(f"{schema}.{table}", []).append(SqlFile(path))
    return found


def _sql_check(rule: SqlFile) -> Check:
    return Check(
        rule.path.stem.split("__")[2],
        str(rule.header["definition"]).strip(),
        rule.header.get("severity", "error") == "error",
        lambda paths, now, before: _failing_rows(paths, rule),
        rule.text,
    )


def _failing_rows(paths: Paths, rule: SqlFile) -> Outcome:
    with connect(paths, rule.tables) as connection, blaming(rule):
        cursor = connection.execute(f"select * from ({rule.query})")
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
    sample = [dict(zip(names, map(str, row), strict=True)) for row in rows[:SAMPLE]]
    return Outcome(not rows, f"{len(rows)} rows break the rule", len(rows), sample)


def _contract(paths: Paths, contract: Contract) -> Outcome:
    foreign = {target.rpartition(".")[0] for target in contract.metadata["foreign_keys"].values()}
    with connect(paths) as connection:
        for table in sorted({contract.name, *foreign}):
            add_table(connection, paths, table)
        count, sample = findings(connection, contract, contract.name)
    return Outcome(not count, f"{count} rows break the contract", count, sample)


def _accounting(paths: Paths, now: dict, before: dict) -> Outcome:
    sentence = f"{now['rows_read']:,} rows read = {now['rows']:,} staged + {now['quarantined_rows']:,} quarantined"
    return Outcome(now["adds_up"], sentence)


def _quarantine_limit(now: dict, limit: float) -> Outcome:
    share = now["quarantined_rows"] / max(now["rows_read"], 1)
    return Outcome(share <= limit, f"{share:.1%} of the rows are quarantined", now["quarantined_rows"])


def _no_quarantine(paths: Paths, now: dict, before: dict) -> Outcome:
    count = now["quarantined_rows"]
    return Outcome(not count, f"{count} rows are quarantined", count, now.get("quarantine_sample", []))


def _mapped(paths: Paths, source: Source, contract: Contract, column: str, name: str) -> Outcome:
    mapping = f"mapping.{source.id}_{name}"
    with connect(paths, (contract.name, mapping)) as connection:
        columns = [row[0] for row in connection.execute(f"describe {mapping}").fetchall()]
        key = next(name for name in (column, "code", *columns) if name in columns)
        known = f'select "{key}" from {mapping} where "{key}" is not null'
        unknown = connection.execute(
            f'select "{column}", count(*) from {contract.name} where "{column}" not in ({known}) '
            "group by 1 order by 2 desc, 1"
        ).fetchall()
    rows = sum(count for _, count in unknown)
    sample = [{"column": column, "code": str(code), "unknown_in": mapping, "row_count": n} for code, n in unknown]
    return Outcome(not unknown, f"{len(unknown)} values in {rows:,} rows have no mapping", rows, sample[:UNMAPPED])


def _drift(paths: Paths, now: dict, before: dict) -> Outcome:
    if not before or before.get("snapshot_id") == now.get("snapshot_id"):
        return Outcome(True, "no earlier snapshot to compare with")
    moved = []
    for name in ("rows", "amount_staged"):
        old, new = before.get(name), now.get(name)
        if old and new is not None and abs(new - old) > DRIFT_SHARE * abs(old):
            moved.append(f"{name} went from {old:,.0f} to {new:,.0f}")
    return Outcome(not moved, "; ".join(moved) or "rows and total are near those of the snapshot before", len(moved))
