"""The plan: every table as one step, its dependencies read from the SQL itself, in the order to build them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from graphlib import CycleError, TopologicalSorter

from sscmon import steps, withheld
from sscmon.checks import Check, model_checks, sql_checks, staged_checks
from sscmon.contracts import Contract, all_contracts
from sscmon.contracts.indicator import indicator as indicator_contract
from sscmon.errors import ModelBroken
from sscmon.models import PYTHON_MODELS
from sscmon.paths import Paths
from sscmon.sources import Source, discover
from sscmon.sqlfile import SqlFile
from sscmon.text import Text

WAREHOUSE = "warehouse.sscmon"
LAYERS = ("raw", "staged", "reference", "core", "indicator", "warehouse")


@dataclass(frozen=True)
class Step:
    """One table to build.

    Attributes:
        key: `schema.table`.
        deps: keys it reads.
        contract: what the table promises; None for raw files and the warehouse.
        definition: text that defines it; another text means it must be built again.
        description: what it holds, one sentence.
        build: makes it and returns its numbers.
        checks: what is tested after it is built, in order.
        source: the source it belongs to, if it belongs to one.
    """

    key: str
    deps: tuple[str, ...]
    contract: Contract | None
    definition: str
    description: str
    build: Callable[[], dict]
    checks: tuple[Check, ...] = ()
    source: Source | None = None

    @property
    def layer(self) -> str:
        return self.key.split(".", 1)[0]


def plan(paths: Paths) -> dict[str, Step]:
    """Every step by key, each after the steps it depends on.

    Raises:
        ModelBroken: a model reads a table nobody builds, has no contract, or depends on itself.
    """
    known = discover()
    found = [*_source_steps(paths, known), *_model_steps(paths, known)]
    found.append(_warehouse_step(paths, found, known))
    by_key = {step.key: step for step in found}
    for step in found:
        for dep in step.deps:
            if dep not in by_key:
                raise ModelBroken(f"{step.key} reads {dep}, which nothing builds", todo="correct the name in its SQL")
    try:
        order = TopologicalSorter({step.key: sorted(step.deps) for step in found}).static_order()
        return {key: by_key[key] for key in order}
    except CycleError as error:
        raise ModelBroken(f"tables depend on each other in a circle: {' -> '.join(error.args[1])}") from error


def _source_steps(paths: Paths, known: dict[str, Source]) -> Iterable[Step]:
    for source in known.values():
        yield Step(
            key=f"raw.{source.id}",
            deps=(),
            contract=None,
            definition="",
            description=f"{source.title.en} ({source.publisher}): the publisher's files as they came.",
            build=lambda source=source: steps.check_snapshot(paths, source),
            source=source,
        )
        for table, contract in source.tables.items():
            yield Step(
                key=contract.name,
                deps=(f"raw.{source.id}", *_foreign(contract)),
                contract=contract,
                definition=source.staged_sql(table),
                description=f"{contract.title}: {contract.description}, in the source's own words.",
                build=lambda source=source, table=table: steps.build_staged(paths, source, table),
                checks=staged_checks(source, contract),
                source=source,
            )


def _model_steps(paths: Paths, known: dict[str, Source]) -> Iterable[Step]:
    contributions: dict[str, dict[str, SqlFile]] = {}
    for source in known.values():
        for table, path in source.contributions().items():
            contributions.setdefault(table, {})[source.id] = SqlFile(path)
    rules = sql_checks(paths)
    contracts = all_contracts()
    files = {f"{path.parent.name}.{path.stem}": SqlFile(path) for path in sorted(paths.sql.glob("*/*.sql"))}
    reads: dict[str, Iterable[str]] = {key: model.deps for key, model in PYTHON_MODELS.items()}
    for key, file in files.items():
        schema = key.split(".", 1)[0]
        if schema not in ("reference", "core", "indicator"):
            continue
        contract = contracts.get(key)
        if schema == "indicator":
            contract = indicator_contract(file.path.stem, Text(**file.header["title"]))
        if contract is None:
            raise ModelBroken(f"{key} has no contract", where=str(file.path), todo="add one in sscmon.contracts")
        given = contributions.pop(key, {})
        reads[key] = {table for part in (file, *given.values()) for table in part.tables}
        facts = partial(withheld.facts_behind, key, reads) if schema == "indicator" else tuple
        yield Step(
            key=key,
            deps=_deps(key, reads[key], _foreign(contract), [withheld.TABLE] if schema == "indicator" else []),
            contract=contract,
            definition="\n".join([file.text, *(part.text for part in given.values())]),
            description=_definition(file),
            build=lambda key=key, file=file, contract=contract, given=given, facts=facts: steps.build_model(
                paths, key, file, contract, given, facts()
            ),
            checks=model_checks(contract, rules.get(key, [])),
        )
    if contributions:
        raise ModelBroken(f"sources contribute to {', '.join(contributions)}, which sql/ does not have")
    indicators = tuple(key for key in files if key.startswith("indicator."))
    for key, model in PYTHON_MODELS.items():
        contract = contracts[key]
        deps = _deps(key, indicators if model.reads_all_indicators else model.deps, _foreign(contract))
        yield Step(
            key=key,
            deps=deps,
            contract=contract,
            definition="\n".join(files[name].text for name in indicators) if model.reads_all_indicators else "",
            description=f"{contract.title}: {contract.description}.",
            build=lambda key=key, model=model, contract=contract, deps=deps: steps.build_python_model(
                paths, key, model, contract, deps
            ),
            checks=model_checks(contract, rules.get(key, [])),
        )


def _foreign(contract: Contract) -> tuple[str, ...]:
    return tuple(sorted({target.rpartition(".")[0] for target in contract.metadata["foreign_keys"].values()}))


def _definition(file: SqlFile) -> str:
    definition = file.header["definition"]
    return str(definition["en"] if isinstance(definition, dict) else definition).strip()


def _deps(key: str, *groups: Iterable[str]) -> tuple[str, ...]:
    names = {name for group in groups for name in group}
    return tuple(
        sorted(name for name in names if name.split(".")[0] not in ("house", "mapping", "contribution") and name != key)
    )


def _warehouse_step(paths: Paths, built: list[Step], known: dict[str, Source]) -> Step:
    views = sorted(paths.sql.glob("view/*.sql"))
    return Step(
        key=WAREHOUSE,
        deps=tuple(sorted(step.key for step in built)),
        contract=None,
        definition="\n".join(path.read_text(encoding="utf-8") for path in views),
        description="The DuckDB warehouse: every table, analysts' views, comments on all of them; swapped in whole.",
        build=lambda: steps.build_warehouse(paths, built, known),
    )
