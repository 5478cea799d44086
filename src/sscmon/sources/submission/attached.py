"""Contracts of what intake finds out about the rows of all submissions together."""

from sscmon.columns import provenance as p
from sscmon.columns import submissions as b
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.columns.base import renamed
from sscmon.contracts import table
from sscmon.text import Text

root_activity_id = renamed(w.activity_id, "root_activity_id")

IDENTITY = table(
    "staged.submission_identity",
    Text(
        "Which submitted activities are one",
        "Qué actividades informadas son una misma",
        "Quais atividades informadas são a mesma",
    ),
    grain="one activity of one submitter",
    key=["reported_activity_id"],
    columns=[b.reported_activity_id, root_activity_id, *p.PROVENANCE],
)
WITHHELD = table(
    "staged.submission_withheld",
    Text("Cells with withheld rows", "Celdas con filas retenidas", "Células com linhas retidas"),
    grain="one fact, provider, partner, modality, kind and year",
    key=["fact", "provider_id", "partner_id", "modality", "kind", "year"],
    columns=[
        b.fact,
        o.provider_id,
        o.partner_id,
        w.modality,
        w.kind,
        w.year,
        b.withheld_count,
        *p.PROVENANCE,
    ],
)
