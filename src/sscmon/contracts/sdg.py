"""Contracts of SDG 17.3.1 (what it counts, the sums, what is left out and why) and of the southern framework."""

from sscmon.columns import amount as a
from sscmon.columns import indicator as i
from sscmon.columns import process as s
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.contracts import maybe, table
from sscmon.rules import known_or_missing, ordered
from sscmon.text import Text

FLOW = {"flow_id": "core.flow.flow_id"}

CONTRACTS = [
    table(
        "core.sdg_inclusion",
        Text(
            "Which figures SDG 17.3.1 may count, and why not",
            "Qué cifras puede contar el ODS 17.3.1, y por qué no",
            "Que números o ODS 17.3.1 pode contar, e por que não",
        ),
        grain="one money figure in one year",
        key=["flow_id", "year"],
        columns=[
            a.flow_id,
            w.year,
            o.provider_id,
            o.partner_id,
            s.sdg_class,
            s.sdg_channel,
            i.is_candidate,
            maybe(s.sdg_exclusion),
        ],
        foreign_keys=FLOW,
    ),
    table(
        "core.sdg_selection",
        Text(
            "Which figures SDG 17.3.1 counts",
            "Qué cifras cuenta el ODS 17.3.1",
            "Que números o ODS 17.3.1 conta",
        ),
        grain="one figure in one cell (provider, year, class, partner)",
        key=["provider_id", "year", "sdg_class", "cell_partner_id", "flow_id"],
        columns=[
            o.provider_id,
            w.year,
            s.sdg_class,
            i.cell_partner_id,
            a.flow_id,
            s.sdg_channel,
            i.is_selected,
            maybe(s.sdg_preferred_flow_id),
        ],
        foreign_keys=FLOW,
    ),
    table(
        "core.sdg_cell",
        Text("Sums of SDG 17.3.1", "Sumas del ODS 17.3.1", "Somas do ODS 17.3.1"),
        grain="one provider, partner (_T all), year, class and channel",
        key=["provider_id", "year", "sdg_class", "cell_partner_id", "sdg_channel"],
        columns=[
            o.provider_id,
            w.year,
            s.sdg_class,
            i.cell_partner_id,
            s.sdg_channel,
            i.indicator_id,
            s.series_code,
            maybe(s.sdg_amount),
            maybe(s.sdg_amount_low),
            maybe(s.sdg_amount_high),
            i.observation_count,
            i.coverage_share,
            p.obs_status,
        ],
        checks=[
            ordered("amount_usd_nominal_low", "amount_usd_nominal", "amount_usd_nominal_high"),
            known_or_missing("amount_usd_nominal", "obs_status"),
        ],
    ),
    table(
        "core.sdg_exclusion",
        Text(
            "Figures SDG 17.3.1 leaves out, and why",
            "Cifras que el ODS 17.3.1 deja fuera, y por qué",
            "Números que o ODS 17.3.1 deixa de fora, e por quê",
        ),
        grain="one money figure in one year that a sum leaves out",
        key=["flow_id", "year"],
        columns=[
            a.flow_id,
            w.year,
            o.provider_id,
            o.partner_id,
            s.sdg_class,
            s.sdg_channel,
            s.sdg_exclusion,
            s.is_counted_for_partner,
            maybe(i.selection_reason),
            maybe(s.objection_id),
            maybe(s.sdg_preferred_flow_id),
            maybe(a.amount_usd_nominal),
        ],
        foreign_keys={
            **FLOW,
            "preferred_flow_id": "core.flow.flow_id",
            "objection_id": "core.recipient_objection.objection_id",
        },
    ),
    table(
        "core.framework_cell",
        Text("Table of the southern framework", "Cuadro del marco del Sur", "Quadro do marco do Sul"),
        grain="one provider, partner (_T all), year, group, modality (_T all), kind, detail, type of value and unit",
        key=[
            "provider_id",
            "year",
            "cell_partner_id",
            "ssc_group",
            "modality",
            "kind",
            "kind_detail",
            "value_type",
            "unit",
        ],
        columns=[
            o.provider_id,
            w.year,
            i.cell_partner_id,
            w.ssc_group,
            w.modality,
            w.kind,
            i.cell_kind_detail,
            a.value_type,
            i.unit,
            maybe(i.value),
            i.observation_count,
            p.obs_status,
        ],
        checks=[known_or_missing("value", "obs_status")],
    ),
]
