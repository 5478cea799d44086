"""Contracts of exchanges between partners and their balances."""

from sscmon.columns import amount as a
from sscmon.columns import indicator as i
from sscmon.columns import provenance as p
from sscmon.columns import valuation as v
from sscmon.columns import what as w
from sscmon.contracts import maybe, table
from sscmon.rules import ordered
from sscmon.text import Text

CONTRACTS = [
    table(
        "core.exchange",
        Text("Exchanges of two legs", "Intercambios de dos lados", "Trocas de dois lados"),
        grain="one exchange",
        key=["exchange_id"],
        columns=[
            v.exchange_id,
            v.exchange_type,
            v.party_a_id,
            v.party_b_id,
            v.kinds_a_to_b,
            v.kinds_b_to_a,
            maybe(p.note),
            *p.PROVENANCE,
        ],
        foreign_keys={"party_a_id": "reference.party.party_id", "party_b_id": "reference.party.party_id"},
    ),
    table(
        "core.exchange_leg",
        Text("Legs of exchanges, by method", "Lados de los intercambios, por método", "Lados das trocas, por método"),
        grain="one leg of one exchange in one period by one method, as one figure or sum states it",
        key=["leg_id"],
        columns=[
            v.leg_id,
            v.exchange_id,
            v.exchange_type,
            v.party_a_id,
            v.party_b_id,
            v.leg_direction,
            w.kind,
            a.valuation_method,
            w.period_start_year,
            w.period_end_year,
            w.is_part_year,
            maybe(a.value_low_usd),
            maybe(a.value_central_usd),
            maybe(a.value_high_usd),
            v.evidence_key,
            p.obs_status,
        ],
        foreign_keys={"exchange_id": "core.exchange.exchange_id"},
        checks=[ordered("value_low_usd", "value_central_usd", "value_high_usd")],
    ),
    table(
        "core.exchange_pair",
        Text("Exchanges with both legs", "Intercambios con ambos lados", "Trocas com ambos os lados"),
        grain="one exchange in one period, by the method of each leg; _Z where a leg is not valued",
        key=[
            "exchange_id",
            "period_start_year",
            "period_end_year",
            "is_part_year",
            "given_method",
            "returned_method",
        ],
        columns=[
            v.exchange_id,
            v.party_a_id,
            v.party_b_id,
            w.period_start_year,
            w.period_end_year,
            w.is_part_year,
            v.given_method,
            v.returned_method,
            *(maybe(column) for column in (*v.GIVEN_USD, *v.RETURNED_USD)),
            i.observation_count,
            p.obs_status,
        ],
        foreign_keys={"exchange_id": "core.exchange.exchange_id"},
        checks=[
            ordered("given_low_usd", "given_usd", "given_high_usd"),
            ordered("returned_low_usd", "returned_usd", "returned_high_usd"),
        ],
    ),
]
