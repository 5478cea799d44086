"""Why rows differ between two releases: causes told by what the records say differs, carried along what reads what.

A row's causes are those of its own table (its source has another snapshot, its SQL or a mapping is another) and those
of the nearest rows that differ in the tables it was computed from: rows of the same identifier, else of the same party
and year, else of the same party, and only where a table knows no party, any. A row that nothing of the kind stands
behind is unexplained.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from graphlib import TopologicalSorter

import duckdb

from sscmon.publish.changes import PARTIES, Changed
from sscmon.rules import quoted

NEW_DATA, REVISION, WITHDRAWN, MAPPING, METHOD, RATE = (1 << n for n in range(6))
DATA = NEW_DATA | REVISION | WITHDRAWN
CAUSES = {
    NEW_DATA: "new_data",
    REVISION: "revision",
    WITHDRAWN: "withdrawn",
    MAPPING: "mapping",
    METHOD: "method",
    RATE: "rate",
}
UNEXPLAINED = "unexplained"
BY_CHANGE = f"case change when 'added' then {NEW_DATA} when 'removed' then {WITHDRAWN} else {REVISION} end"
RATES = {
    "reference.exchange_rate": "true",
    "reference.stated_rate": "true",
    "reference.macro": "series similar to '(fx|ppp|dac_lcu).*|.*deflator.*'",
}
REGISTERS = {"reference.document"}
CATALOGUE = "indicator.catalogue"


def names(bits: int) -> list[str]:
    """Causes by name; `unexplained` where there is none."""
    return [name for bit, name in CAUSES.items() if bits & bit] or [UNEXPLAINED]


@dataclass
class Records:
    """The records of two releases side by side."""

    old: dict
    new: dict
    snapshots: dict[str, tuple[str | None, str | None]] = field(init=False)
    lists: set[str] = field(init=False)

    def __post_init__(self) -> None:
        read = [{s["source_id"]: s["snapshot_id"] for s in record["snapshots"]} for record in (self.old, self.new)]
        self.snapshots = {
            source_id: (read[0].get(source_id), read[1].get(source_id))
            for source_id in sorted(read[0].keys() | read[1].keys())
            if read[0].get(source_id) != read[1].get(source_id)
        }
        lists = self.old["lists"], self.new["lists"]
        self.lists = {name for name in lists[0].keys() | lists[1].keys() if lists[0].get(name) != lists[1].get(name)}

    def step(self, table: str) -> tuple[dict, dict]:
        empty = {"reads": [], "definition": None, "sources": {}, "lists": []}
        return self.old["steps"].get(table, empty), self.new["steps"].get(table, empty)

    def order(self) -> Iterator[str]:
        """Tables in the order they are built, each after those it reads."""
        steps = self.old["steps"] | self.new["steps"]
        return TopologicalSorter({table: step["reads"] for table, step in sorted(steps.items())}).static_order()

    def indicators(self) -> list[str]:
        steps = self.old["steps"].keys() | self.new["steps"].keys()
        found = {name.removeprefix("indicator.") for name in steps if name.startswith("indicator.")}
        return sorted(found - {"observation", "catalogue"})

    def is_released(self, table: str) -> bool:
        """Whether its rows stand in a release; an indicator's stand among the observations."""
        return table.startswith("indicator.") or table in self.old["tables"] or table in self.new["tables"]

    def reads(self, table: str) -> list[str]:
        return sorted({name for step in self.step(table) for name in step["reads"]})

    def is_redefined(self, table: str) -> bool:
        old, new = self.step(table)
        return old["definition"] != new["definition"]

    def is_remapped(self, table: str) -> bool:
        return any(name in self.lists for step in self.step(table) for name in step["lists"])

    def remapped_sources(self, table: str) -> list[str]:
        old, new = (step["sources"] for step in self.step(table))
        return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


class Attribution:
    """Sets the causes of all rows that differ, table after table in the order they are built.

    Args:
        changed: tables with rows that differ, by name; the observations one indicator a table.
        connection: where they are, with `scope` (`party_id`, `member_party_id`: who is part of whom) and `owner`
            (`id`, `provider_id`, `partner_id` of each flow and quantity).
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, records: Records, changed: dict[str, Changed]):
        self.connection, self.records, self.changed = connection, records, changed
        self.behind = cache(self._behind)

    def run(self) -> None:
        self._name_owners()
        self._relate_parties()
        for table in self.records.order():
            if table not in self.changed:
                continue
            self._own(self.changed[table])
            if table != CATALOGUE:
                self._near(self.changed[table])
                self._far(self.changed[table])
            if table in RATES:
                self._call_rate(self.changed[table])

    def _name_owners(self) -> None:
        """Rows that name no party but a figure are those of the figure's provider and partner."""
        for table in self.changed.values():
            for identifier in ("flow_id", "quantity_id"):
                if identifier in table.links and not set(PARTIES) & set(table.links):
                    self.connection.execute(
                        f"update {table.sql} as mine set who = provider_id, parties = [provider_id, partner_id] "
                        f"from owner where owner.id = mine.{identifier}"
                    )

    def _relate_parties(self) -> None:
        """The table `kin`: each party with itself, the groups it is in and their members."""
        named = " union ".join(f"select unnest(parties) as party from {table.sql}" for table in self.changed.values())
        self.connection.execute(
            f"create temp table kin as select party, party as relative from ({named}) "
            "union select party_id, member_party_id from scope union select member_party_id, party_id from scope"
        )

    def _behind(self, table: str) -> tuple[frozenset[str], frozenset[str]]:
        """Tables behind a table that a release has, and those between that it has not (staged, kept in the house)."""
        seen, hidden = set(), set()
        pending = self.records.reads(table)
        while pending:
            name = pending.pop()
            if self.records.is_released(name):
                seen.add(name)
            elif name not in hidden:
                hidden.add(name)
                pending += self.records.reads(name)
        return frozenset(seen), frozenset(hidden)

    def _own(self, changed: Changed) -> None:
        """What differs in the table's own definition and in the snapshots it takes rows from."""
        records, hidden = self.records, self.behind(changed.table)[1]
        defining = (changed.table, *hidden)
        if changed.is_reshaped or any(map(records.is_redefined, defining)):
            self._mark(changed, str(METHOD), "true")
        if changed.table == CATALOGUE:
            redefined = [name for name in records.indicators() if records.is_redefined(f"indicator.{name}")]
            self._mark(changed, str(METHOD), f"list_contains({redefined}::varchar[], indicator_id)")
        if any(map(records.is_remapped, defining)):
            self._mark(changed, str(MAPPING), "true")
        remapped = {source for name in defining for source in records.remapped_sources(name)}
        self._mark(changed, str(MAPPING), _of_sources(remapped))
        taken = {name.removeprefix("raw.") for name in hidden if name.startswith("raw.")} & records.snapshots.keys()
        self._mark(changed, BY_CHANGE, _of_sources(taken))

    def _near(self, changed: Changed) -> None:
        """Causes of rows behind it with the same identifiers, or the same party; of the same year if it has one."""
        for other in self._changed_behind(changed):
            year = ["year"] if "year" in changed.links and "year" in other.links else []
            shared = [name for name in other.key if name in changed.links and _identifies(name)]
            if shared:
                self._spread(changed, _by_columns(other, shared + year), [(name, name) for name in shared + year])
            elif year or "year" not in changed.links:
                self._from_party(changed, other, year)

    def _far(self, changed: Changed) -> None:
        """For rows still without a cause: the same party in any year; any row where no provider is known."""
        is_across = any(step.get("across") for step in self.records.step(changed.table))
        for other in self._changed_behind(changed):
            if "provider_id" in other.links and not is_across:
                self._from_party(changed, other, [], "mine.causes = 0")
                self._spread(changed, _any(other), [], "mine.causes = 0 and mine.who is null")
            else:
                self._spread(changed, _any(other), [], "mine.causes = 0")

    def _from_party(self, changed: Changed, other: Changed, year: list[str], where: str = "true") -> None:
        """Rows of the same provider, or those that name the party in any way where one side is not about a provider."""
        columns = [("who", "party"), *((name, name) for name in year)]
        if "provider_id" in changed.links and "provider_id" in other.links:
            self._spread(changed, _by_party(other, "[who]", year), columns, where)
            where = f"{where} and mine.who is distinct from mine.provider_id"
        self._spread(changed, _by_party(other, "parties", year), columns, where)

    def _call_rate(self, changed: Changed) -> None:
        """Whatever came to a rate is, for what is computed with it, a rate of another vintage."""
        self.connection.execute(
            f"update {changed.sql} set causes = causes & {~DATA} | {RATE} "
            f"where causes & {DATA} > 0 and {RATES[changed.table]}"
        )

    def _changed_behind(self, changed: Changed) -> list[Changed]:
        return [self.changed[name] for name in sorted(self.behind(changed.table)[0]) if name in self.changed]

    def _spread(self, changed: Changed, given: str, columns: list[tuple[str, str]], where: str = "true") -> None:
        joined = " and ".join([f'mine."{one}" = theirs."{other}"' for one, other in columns] + [where])
        self.connection.execute(
            f"update {changed.sql} as mine set causes = mine.causes | theirs.causes from ({given}) as theirs "
            f"where {joined}"
        )

    def _mark(self, changed: Changed, bits: str, where: str) -> None:
        self.connection.execute(f"update {changed.sql} set causes = causes | ({bits}) where {where}")


def _identifies(name: str) -> bool:
    return name == "currency_code" or (name.endswith("_id") and name not in PARTIES)


def _by_columns(other: Changed, columns: list[str]) -> str:
    listed = ", ".join(f'"{name}"' for name in columns)
    return f"select {listed}, bit_or(causes) as causes from {other.sql} group by all"


def _by_party(other: Changed, parties: str, year: list[str]) -> str:
    listed = ", ".join(["kin.relative as party", *(f'"{name}"' for name in year)])
    return (
        f"select {listed}, bit_or(causes) as causes "
        f"from (select *, unnest({parties}) as named from {other.sql}) as given "
        "join kin on kin.party = given.named group by all"
    )


def _any(other: Changed) -> str:
    """A row that was added to a register matters to those only that name it."""
    where = "change <> 'added'" if other.table in REGISTERS else "true"
    return f"select bit_or(causes) as causes from {other.sql} where {where} having count(*) > 0"


def _of_sources(sources: set[str]) -> str:
    """The rows of some sources; a row that names no source may be of any."""
    if not sources:
        return "false"
    return f"row_source is null or row_source in ({', '.join(map(quoted, sorted(sources)))})"
