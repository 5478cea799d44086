"""The form: which sheets and columns it has, for whom, and which codes a column offers. Made from the contracts."""

from dataclasses import dataclass
from functools import cached_property

from sscmon import codelists
from sscmon.columns.base import Column
from sscmon.columns.provenance import PROVENANCE
from sscmon.contracts import Contract, table
from sscmon.errors import NotFound
from sscmon.rules import PARTY_LISTS
from sscmon.sources.submission.columns import ATTACHED
from sscmon.sources.submission.contracts import CONTRACTS
from sscmon.text import Text

PREFIX = "staged.submission_"
PARTY = "party"
NOT_ASKED = frozenset(column.name for column in (*ATTACHED, *PROVENANCE))
LISTS_OF_NUMBERS = {"unit_mult": "unit_mult"}
OFFERED = {
    "flow_stage": (
        *("PLEDGE", "COMMITMENT", "DISBURSEMENT", "EXPENDITURE", "BILL", "FINANCED", "REPAYMENT"),
        *("FORGIVEN", "SUBSCRIBED", "PAID_IN", "DECLARED", "ESTIMATE"),
    ),
    "modality": ("BIL", "BID", "TRI", "REG", "MUL", "P2P", "EXC"),
    "price_base": ("V", "_X"),
}
NEVER_OFFERED = frozenset({"_T", "_Z", "CTX", "INITIATIVE", "PROJECT", "PARTNER"})
MANY_SHEETS = ("organisation", "activity", "participant", "tag", "location")
AUDIENCES = {
    "provider": (
        *MANY_SHEETS,
        *("flow", "quantity", "loan_terms", "exchange_leg", "award", "claim", "assessment", "score"),
        *("consultation", "followup", "condition", "statement", "report", "dialogue_meeting"),
    ),
    "recipient": (
        *MANY_SHEETS,
        *("flow", "quantity", "loan_terms", "exchange_leg", "claim", "assessment", "score", "consultation"),
        *("followup", "condition", "statement", "report", "objection", "dialogue_meeting"),
    ),
    "movement": (
        *MANY_SHEETS,
        *("quantity", "award", "claim", "assessment", "score", "consultation", "followup", "condition"),
        *("statement", "dialogue_meeting"),
    ),
    "assessor": ("activity", "assessment", "score", "consultation", "followup", "statement", "claim"),
}


@dataclass(frozen=True)
class Field:
    """One column of a sheet.

    Attributes:
        name: the contract's column.
        header, help: short header and full description.
        kind: text, integer, number, exact, money, flag or date.
        unit: fixed unit of the number; empty where another column holds it.
        codelist: list its codes come from; `party` for the countries, groups and organisations together.
        is_required: a value must be given.
        points_to: short name of the table whose key it repeats; empty for none.
    """

    name: str
    header: Text
    help: Text
    kind: str
    unit: str
    codelist: str
    is_required: bool
    points_to: str

    def codes(self) -> dict[str, Text]:
        """Codes the column takes, with labels; empty where it takes anything."""
        return labels(self.codelist) if self.codelist else {}

    def offered(self) -> dict[str, Text]:
        """Codes a drop-down list offers: those a person can mean."""
        only = OFFERED.get(self.name)
        every = self.codes()
        if only:
            return {code: every[code] for code in only}
        return {code: label for code, label in every.items() if code not in NEVER_OFFERED}


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet: the columns a person fills in of one contract."""

    table: str
    title: Text
    grain: str
    fields: tuple[Field, ...]
    contract: Contract
    key: tuple[str, ...]

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}


@dataclass(frozen=True, eq=False)
class Form:
    """A version of the form."""

    version: int
    sheets: tuple[Sheet, ...]

    @cached_property
    def by_table(self) -> dict[str, Sheet]:
        return {sheet.table: sheet for sheet in self.sheets}

    def for_audience(self, audience: str = "") -> tuple[Sheet, ...]:
        """The sheets one audience fills in; all of them without one.

        Raises:
            NotFound: there is no such audience.
        """
        if not audience:
            return self.sheets
        if audience not in AUDIENCES:
            raise NotFound(f"nobody fills in the form as {audience!r}", todo=f"choose one of: {', '.join(AUDIENCES)}")
        return tuple(sheet for sheet in self.sheets if sheet.table in AUDIENCES[audience])


def labels(name: str) -> dict[str, Text]:
    """Labels of the codes of a list, in its order; `party` is the countries, groups and organisations."""
    if name == PARTY:
        return {code: label for one in PARTY_LISTS for code, label in labels(one).items()}
    if name == "country":
        return {row["iso3"]: Text(row["name_en"], row["name_es"], row["name_pt"]) for row in codelists.rows(name)}
    return {row["code"]: Text(row["label_en"], row["label_es"], row["label_pt"]) for row in codelists.rows(name)}


def mark(version: int) -> str:
    """The words by which a filled form tells its version."""
    return f"sscmon-form/{version}"


def _sheet(contract: Contract) -> Sheet:
    short = contract.name.removeprefix(PREFIX)
    asked = {name: column for name, column in contract.columns.items() if name not in NOT_ASKED}
    points = {
        column: target.rpartition(".")[0].removeprefix(PREFIX)
        for column, target in contract.metadata["foreign_keys"].items()
    }
    key = tuple(name for name in contract.metadata["key"] if name not in NOT_ASKED)
    own = table(
        contract.name,
        contract.metadata["label"],
        grain=contract.metadata["grain"],
        key=list(key),
        columns=list(asked.values()),
        checks=contract.checks,
        amount=contract.metadata["amount"],
    )
    return Sheet(
        short,
        contract.metadata["label"],
        contract.metadata["grain"],
        tuple(_field(name, column, points.get(name, "")) for name, column in asked.items()),
        own,
        key,
    )


def _field(name: str, column: Column, points_to: str) -> Field:
    metadata = column.metadata
    is_party = any(check.name == "party" for check in column.checks)
    unit = metadata["unit"] if metadata["unit"] in FIXED_UNITS else ""
    codes = PARTY if is_party else metadata["codelist"] or LISTS_OF_NUMBERS.get(name, "")
    return Field(
        name, metadata["header"], metadata["text"], metadata["type"], unit, codes, not column.nullable, points_to
    )


FIXED_UNITS = {
    "years": Text("years", "años", "anos"),
    "percent": Text("percent", "por ciento", "por cento"),
}
FORM = Form(1, tuple(_sheet(contract) for contract in CONTRACTS))
