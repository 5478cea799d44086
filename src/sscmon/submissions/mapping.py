"""A mapping: how an agency's own spreadsheet becomes rows of the form, written as YAML and reviewed by a person.

A mapping is data, not a program: conditions are words, values are columns, constants and translation lists. Every
scalar is read as text, so that `NO` stays Norway's code and `2009` a year; anchors, doubled keys and unknown words
are refused.
"""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from sscmon.errors import MappingBroken

LARGEST_BYTES = 1 << 20
TODO = "correct the mapping; docs/mapping.md explains its words"


class Piece(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Test(Piece):
    """What a cell must be; all that is said must hold. Words are compared without accents, case and double blanks."""

    is_: Literal["filled", "empty", "number", "text"] | None = Field(None, alias="is")
    one_of: list[str] | None = None
    none_of: list[str] | None = None
    begins: list[str] | None = None


def _test(given: Any) -> Any:
    if isinstance(given, str):
        return {"is": given}
    return {"one_of": given} if isinstance(given, list) else given


Condition = dict[str, Annotated[Test, BeforeValidator(_test)]]


class Value(Piece):
    """Where the value of one column of the form comes from, and how it is read.

    `from` is a column of the file, `carried` a value of the section above, `constant` the same in every row, `numbered`
    a prefix before the number of the row. `list` translates, `read` says what the text is, `times` multiplies a number,
    `otherwise` stands where there is nothing. With `conflict: first` a row with the same key may say something else:
    the first stays, and the account tells it; otherwise the row is refused. With `several` a cell may name more than
    one party: together they are the joint party `A+B`.
    """

    from_: str | None = Field(None, alias="from")
    carried: str | None = None
    constant: str | None = None
    numbered: str | None = None
    list_: str | None = Field(None, alias="list")
    read: Literal["text", "number", "currency", "date", "year"] = "text"
    order: Literal["dmy", "mdy"] | None = None
    times: Decimal | None = None
    several: bool = False
    otherwise: str | None = None
    conflict: Literal["refuse", "first"] = "refuse"

    @model_validator(mode="after")
    def one_origin(self) -> "Value":
        if sum(given is not None for given in (self.from_, self.carried, self.constant, self.numbered)) != 1:
            raise ValueError("needs exactly one of from, carried, constant, numbered")
        if self.times is not None and self.read != "number":
            raise ValueError("times goes with read: number")
        if self.several and not self.list_:
            raise ValueError("several goes with list")
        if self.order and self.read != "date":
            raise ValueError("order goes with read: date")
        return self


def _value(given: Any) -> Any:
    return {"from": given} if isinstance(given, str) else given


class Record(Piece):
    """One row of the form that a row of the file gives; `if` limits it to some rows."""

    sheet: str
    if_: Condition = Field(default_factory=dict, alias="if")
    columns: dict[str, Annotated[Value, BeforeValidator(_value)]]


class RowRule(Piece):
    """What a row is: the first rule that fits decides. `leave` gives the reason, `carry` the values it hands down."""

    if_: Condition = Field(alias="if")
    take: bool = False
    leave: str = ""
    carry: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def one_decision(self) -> "RowRule":
        if sum(map(bool, (self.take, self.leave, self.carry))) != 1:
            raise ValueError("needs exactly one of take: true, leave: REASON, carry: {NAME: COLUMN}")
        return self


class Block(Piece):
    """A part of a sheet whose rows are read in one way.

    With `header`, columns are called by the words of the first row that has them all; without it by their letters.
    `fill_down` names columns from left to right: an empty cell takes the one above where those before it are empty too.
    """

    sheet: str
    header: bool = False
    starts_after: Condition = Field(default_factory=dict)
    ends_before: Condition = Field(default_factory=dict)
    fill_down: list[str] = Field(default_factory=list)
    rows: list[RowRule] = Field(min_length=1)
    records: list[Record] = Field(min_length=1)
    unused: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def carried_values_are_handed_down(self) -> "Block":
        handed = {name for rule in self.rows for name in rule.carry}
        wanted = {value.carried for record in self.records for value in record.columns.values() if value.carried}
        if missing := sorted(wanted - handed):
            raise ValueError(f"no rule carries {', '.join(missing)}")
        return self

    def columns(self) -> set[str]:
        """Every column of the file that the block names, outside the conditions that find its beginning and end."""
        named = {column for rule in self.rows for column in (*rule.if_, *rule.carry.values())}
        for record in self.records:
            named |= {*record.if_, *(value.from_ for value in record.columns.values() if value.from_)}
        return named | {*self.fill_down, *self.unused}


class Words(Piece):
    """A translation list: words of the file and their codes; with `codelist` also its codes and labels as they are.

    A word with an empty code has none by decision, so that its rows are refused; `otherwise` is the code of all others.
    """

    codelist: str = ""
    words: Annotated[dict[str, str], BeforeValidator(lambda given: given or {})] = Field(default_factory=dict)
    otherwise: str = ""


class FileHints(Piece):
    """What a text file does not say of itself, and the decimal mark of numbers typed as text."""

    encoding: str = ""
    delimiter: str = ""
    decimal: Literal[",", ".", ""] = ""


class Mapping(Piece):
    """A whole mapping; `leave` names sheets that are not read, with the reason."""

    mapping: Literal["1"]
    title: str
    reviewed: bool
    file: FileHints = Field(default_factory=FileHints)
    leave: dict[str, str] = Field(default_factory=dict)
    lists: dict[str, Words] = Field(default_factory=dict)
    blocks: list[Block] = Field(min_length=1)

    @model_validator(mode="after")
    def lists_exist(self) -> "Mapping":
        used = {
            value.list_
            for block in self.blocks
            for record in block.records
            for value in record.columns.values()
            if value.list_
        }
        if missing := sorted(used - self.lists.keys()):
            raise ValueError(f"there is no list {', '.join(missing)}")
        return self


def load(path: Path) -> Mapping:
    """Read a mapping.

    Raises:
        MappingBroken: it cannot be read, is no mapping of this version, or says something it cannot mean.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise MappingBroken("the mapping is larger than 1 MB", where=path.name, todo=TODO)
        return Mapping.model_validate(yaml.load(path.read_text(encoding="utf-8-sig"), Loader=PlainLoader))
    except ValidationError as error:
        raise MappingBroken(
            f"the mapping says what it cannot mean:\n{_told(error)}", where=path.name, todo=TODO
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        told = " ".join(str(error).split())
        raise MappingBroken(f"the mapping is not readable YAML: {told}", where=path.name, todo=TODO) from None


def _told(error: ValidationError) -> str:
    lines = []
    for found in error.errors()[:10]:
        place = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in found["loc"]).lstrip(".")
        lines.append(f"  {place or 'mapping'}: {found['msg'].removeprefix('Value error, ')}")
    return "\n".join(lines)


class PlainLoader(yaml.BaseLoader):
    """YAML of texts, lists and maps only: no tags, no anchors, no doubled keys."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="anchors are not allowed", problem_mark=self.peek_event().start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)
