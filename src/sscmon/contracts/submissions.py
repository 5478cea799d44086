"""Contracts of what only submissions bring: activities by reporter, legs of exchanges, cells with withheld rows."""

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import quality as q
from sscmon.columns import submissions as b
from sscmon.columns import valuation as v
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.contracts import maybe, table
from sscmon.contracts.keys import ACTIVITY, DOCUMENT, PARTIES
from sscmon.text import Text

CONTRACTS = [
    table(
        "core.submitted_activity",
        Text(
            "Activities as each submitter names them",
            "Actividades como las nombra cada informante",
            "Atividades como cada informante as nomeia",
        ),
        grain="one activity of one submitter",
        key=["reported_activity_id"],
        columns=[
            b.reported_activity_id,
            w.activity_id,
            b.reporter_id,
            q.reporting_side,
            b.is_confirmed,
            *p.PROVENANCE,
        ],
        foreign_keys=ACTIVITY,
    ),
    table(
        "core.exchange_part",
        Text(
            "Legs of exchanges as reported",
            "Lados de los intercambios según se informan",
            "Lados das trocas conforme informados",
        ),
        grain="what one party gives in one exchange, as one reporter states it",
        key=["leg_id"],
        columns=[
            v.leg_id,
            v.exchange_id,
            maybe(w.activity_id),
            b.reporter_id,
            q.reporting_side,
            o.provider_id,
            o.partner_id,
            w.period_start_year,
            w.period_end_year,
            w.kind,
            maybe(w.kind_detail),
            a.quantity_value,
            a.quantity_unit,
            maybe(b.unit_price_original),
            maybe(a.currency_code),
            maybe(p.document_id),
            p.obs_status,
            *p.PROVENANCE,
        ],
        foreign_keys={**PARTIES, **DOCUMENT, **ACTIVITY, "exchange_id": "core.exchange.exchange_id"},
        amount="quantity_value",
    ),
    table(
        "core.withheld_cell",
        Text(
            "Cells whose numbers leave confidential rows out",
            "Celdas cuyos números omiten filas confidenciales",
            "Células cujos números omitem linhas confidenciais",
        ),
        grain="one fact, provider, partner, modality, kind and year",
        key=["fact", "provider_id", "partner_id", "modality", "kind", "year"],
        columns=[b.fact, o.provider_id, o.partner_id, w.modality, w.kind, w.year, b.withheld_count],
    ),
]
