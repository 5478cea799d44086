"""What a release was made from: snapshots, code, and what defines each table. `sscmon diff` and `rebuild` read it."""

import hashlib
import importlib.metadata
import inspect
from collections.abc import Iterable
from pathlib import Path

from sscmon import __version__
from sscmon.contracts import all_contracts
from sscmon.engine import LISTS, list_files
from sscmon.fingerprint import code_sha256
from sscmon.indicators import files as indicator_files
from sscmon.models import PYTHON_MODELS
from sscmon.paths import Paths
from sscmon.plan import Step, plan
from sscmon.snapshots import newest
from sscmon.sources import Source, discover
from sscmon.sqlfile import SqlFile, tables_in

SOFTWARE = ("duckdb", "pyarrow")
NO_MAPPING = ("sample", "expected")


def record(paths: Paths, released: dict) -> dict:
    """All that decides what a release says.

    Args:
        released: contracts of the released tables by name.

    Returns:
        `code` and `software`: versions. `snapshots`: the files that were read, by hash. `tables`: released tables and
        their keys. `steps`: what each table reads and hashes of what defines it, with `sources` for what belongs to
        one source (its reader, its SQL, its mappings) and `lists` for the code lists it reads. `lists`: their hashes.
    """
    steps = {key: step for key, step in plan(paths).items() if step.layer not in ("raw", "warehouse")}
    across = {file.path.stem for file in indicator_files(paths) if _looks_across(file)}
    described = {key: _step(paths, step, key.removeprefix("indicator.") in across) for key, step in steps.items()}
    lists = sorted({name for step in described.values() for name in step["lists"]})
    return {
        "code": {"version": __version__, "sha256": code_sha256()},
        "software": {name: importlib.metadata.version(name) for name in SOFTWARE},
        "snapshots": [found for source in discover().values() if (found := _snapshot(paths, source))],
        "tables": {name: list(contract.metadata["key"]) for name, contract in released.items()},
        "steps": described,
        "lists": {name: _hash(path.read_bytes() for path in list_files(name)) for name in lists},
    }


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()


def _snapshot(paths: Paths, source: Source) -> dict | None:
    snapshot = newest(paths, source.id)
    if snapshot is None:
        return None
    manifest = snapshot.manifest
    return {
        "source_id": source.id,
        "snapshot_id": snapshot.id,
        "is_carried": source.is_bundled,
        **{name: manifest[name] for name in ("retrieved_at", "licence", "citation")},
        "files": [{name: item[name] for name in ("name", "url", "bytes", "sha256")} for item in manifest["files"]],
    }


def _step(paths: Paths, step: Step, across: bool) -> dict:
    """What a step reads and hashes of what defines it; foreign keys do not count as reading."""
    if step.layer == "staged":
        text = step.definition.encode()
        code = sorted(step.source.folder.rglob("*.py"))
        mark = _hash([text, *(path.read_bytes() for path in [*code, *_mappings(step.source)])])
        return {"reads": [f"raw.{step.source.id}"], "definition": "", "sources": {step.source.id: mark}, "lists": []}
    if model := PYTHON_MODELS.get(step.key):
        reads = step.deps if model.reads_all_indicators else model.deps
        return {"reads": sorted(reads), "definition": _module_hash(model.compute), "sources": {}, "lists": []}
    schema, name = step.key.split(".", 1)
    own = (paths.sql / schema / f"{name}.sql").read_text(encoding="utf-8")
    given = {
        source.id: [SqlFile(path).text for table, path in source.contributions().items() if table == step.key]
        for source in discover().values()
    }
    read = {table for text in (own, *(text for texts in given.values() for text in texts)) for table in tables_in(text)}
    return {
        "reads": sorted(table for table in read if table.split(".")[0] not in (*LISTS, "contribution")),
        "definition": _hash([own.encode()]),
        "sources": {source_id: _source_hash(source_id, texts) for source_id, texts in given.items() if texts},
        "lists": sorted(table for table in read if table.split(".")[0] in LISTS),
        **({"across": True} if across else {}),
    }


def _source_hash(source_id: str, texts: list[str]) -> str:
    mappings = [path.read_bytes() for path in _mappings(discover()[source_id])]
    return _hash([*(text.encode() for text in texts), *mappings])


def _mappings(source: Source) -> list[Path]:
    return [path for path in sorted(source.folder.glob("*.csv")) if not path.stem.startswith(NO_MAPPING)]


def _module_hash(function) -> str:
    """The code of a function's module; where that is in a package of its own, of the whole package."""
    path = Path(inspect.getfile(function))
    is_own = path.parent.name != "sscmon"
    return _hash(file.read_bytes() for file in (sorted(path.parent.glob("*.py")) if is_own else [path]))


def _looks_across(file: SqlFile) -> bool:
    """Whether its trace leads from a number of one provider to rows of other providers."""
    return any(
        "provider_id" not in entry.get("match", {})
        and (
            "indicator" in entry
            or "provider_id" in all_contracts()[entry["table"]].columns
            and "$provider_id" not in entry.get("where", "")
        )
        for entry in file.header.get("trace") or ()
    )
