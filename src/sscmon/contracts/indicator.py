"""The one shape of every indicator, the union of all, and their catalogue."""

from sscmon.columns import amount as a
from sscmon.columns import indicator as i
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.contracts import Contract, maybe, table
from sscmon.rules import known_or_missing, ordered
from sscmon.text import Text

DIMENSIONS = [
    "provider_id",
    "partner_id",
    "modality",
    "kind",
    "sector",
    "inclusion_set",
    "valuation_method",
    "denominator",
    "price_basis",
    "unit",
    "year",
    "item",
]
DEFAULTS = {
    "partner_id": "_T",
    "modality": "_T",
    "kind": "_T",
    "sector": "_T",
    "inclusion_set": "_Z",
    "valuation_method": "_Z",
    "denominator": "_Z",
    "price_basis": "_Z",
    "item": "_Z",
}
SHAPE = [
    i.indicator_id,
    o.provider_id,
    o.partner_id,
    w.modality,
    w.kind,
    i.cell_sector,
    i.inclusion_set,
    a.valuation_method,
    i.denominator,
    i.price_basis,
    i.unit,
    w.year,
    maybe(i.value),
    maybe(i.value_low),
    maybe(i.value_high),
    i.item,
    i.observation_count,
    maybe(i.coverage_share),
    p.obs_status,
    i.method_version,
]
RULES = [known_or_missing("value", "obs_status"), ordered("value_low", "value", "value_high")]


def indicator(indicator_id: str, title: Text) -> Contract:
    """The contract of one indicator: the common shape under its own name."""
    return table(
        f"indicator.{indicator_id}",
        title,
        grain="one number at the grain of its catalogue entry",
        key=DIMENSIONS,
        columns=SHAPE,
        checks=RULES,
    )


OBSERVATION = table(
    "indicator.observation",
    Text("All published numbers", "Todos los números publicados", "Todos os números publicados"),
    grain="one number of one indicator",
    key=["indicator_id", *DIMENSIONS],
    columns=[i.observation_id, *SHAPE],
    foreign_keys={
        "indicator_id": "indicator.catalogue.indicator_id",
        "provider_id": "reference.party.party_id",
        "partner_id": "reference.party.party_id",
    },
    checks=RULES,
)
CATALOGUE = table(
    "indicator.catalogue",
    Text("Catalogue of indicators", "Catálogo de indicadores", "Catálogo de indicadores"),
    grain="one indicator",
    key=["indicator_id"],
    columns=[
        i.indicator_id,
        maybe(i.alias),
        i.title_en,
        i.title_es,
        i.title_pt,
        i.definition_en,
        i.definition_es,
        i.definition_pt,
        i.formula,
        i.unit,
        i.grain,
        i.missing_en,
        i.missing_es,
        i.missing_pt,
        i.method_source,
        maybe(i.caveat_en),
        maybe(i.caveat_es),
        maybe(i.caveat_pt),
        i.method_version,
    ],
)
CONTRACTS = [OBSERVATION, CATALOGUE]
