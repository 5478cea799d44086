"""Contracts of the staged tables of the evidence base."""

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import quality as q
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.columns.base import renamed, text
from sscmon.contracts import maybe, table
from sscmon.rules import ordered, pattern
from sscmon.text import Text

provider_code = renamed(o.provider_id, "provider_code")
partner_code = renamed(o.partner_id, "partner_code")
specialised_text = text(
    "specialised_text",
    "Specialised agency: y or n",
    "Agencia especializada: y o n",
    "Agência especializada: y ou n",
    checks=[pattern("[yn]")],
)
valid_from_text = renamed(w.as_of_text, "valid_from_text")
valid_to_text = renamed(w.as_of_text, "valid_to_text")
year_text = text("year_text", "Year as written", "Año como se escribió", "Ano como escrito")
actor_code = text(
    "actor_code",
    "Reporting country or register",
    "País o registro que informa",
    "País ou registro que informa",
)

DOCUMENT = {"document_id": "staged.evidence_document.document_id"}
IDENTIFIED = [pattern(r"[A-Z]{3}-\d{4}")]


def staged(name: str, label: Text, grain: str, key: str, columns: list, *, amount: str = "", checks=None, cited=True):
    """A staged table of this source; every one but the documents cites a document."""
    return table(
        f"staged.evidence_{name}",
        label,
        grain=grain,
        key=[key],
        columns=[*columns, *p.PROVENANCE],
        foreign_keys=DOCUMENT if cited else {},
        amount=amount,
        checks=checks,
    )


CONTRACTS = (
    staged(
        "document",
        Text("Documents cited", "Documentos citados", "Documentos citados"),
        "one document",
        "document_id",
        [
            p.document_id,
            p.document_title,
            p.publisher,
            maybe(p.url),
            maybe(p.published_text),
            p.language,
            p.document_type,
            p.seen_excerpt,
            maybe(p.licence),
            p.fact_count,
        ],
        cited=False,
    ),
    staged(
        "flow",
        Text("Money figures", "Cifras en dinero", "Cifras em dinheiro"),
        "one money figure",
        "fact_id",
        [
            a.fact_id,
            provider_code,
            partner_code,
            maybe(w.period_start_year),
            maybe(w.period_end_year),
            w.modality,
            w.kind,
            maybe(w.kind_detail),
            maybe(w.flow_stage),
            a.value_op,
            a.amount_in_unit,
            a.currency_code,
            a.unit_mult,
            a.price_base,
            a.is_total,
            maybe(a.alt_group),
            a.is_derived,
            maybe(p.note),
            p.document_id,
            maybe(p.quote_locator),
            p.confidence,
        ],
        amount="amount_in_unit",
        checks=[ordered("period_start_year", "period_end_year")],
    ),
    staged(
        "quantity",
        Text("Physical figures", "Cifras físicas", "Cifras físicas"),
        "one physical figure",
        "fact_id",
        [
            a.fact_id,
            provider_code,
            partner_code,
            maybe(w.period_text),
            w.kind,
            maybe(w.kind_detail),
            a.value_op,
            a.quantity_value,
            a.quantity_unit,
            a.value_type,
            maybe(w.as_of_text),
            maybe(a.alt_group),
            p.document_id,
            p.confidence,
            maybe(p.note),
        ],
        amount="quantity_value",
    ),
    staged(
        "claim",
        Text("Claims", "Afirmaciones", "Afirmações"),
        "one claim",
        "claim_id",
        [
            q.claim_id,
            q.claim_subject,
            q.claim_measure,
            a.value_op,
            maybe(q.claimed_value),
            q.claim_unit,
            maybe(w.period_text),
            maybe(w.as_of_text),
            p.document_id,
            maybe(p.quote_locator),
            p.confidence,
        ],
    ),
    staged(
        "term",
        Text("Loan terms", "Condiciones de préstamos", "Condições de empréstimos"),
        "one set of terms",
        "terms_id",
        [
            a.terms_id,
            provider_code,
            partner_code,
            a.terms_instrument,
            a.terms_condition,
            maybe(a.maturity_years),
            maybe(a.grace_years),
            maybe(a.interest_rate_text),
            maybe(a.financed_share_pct),
            p.document_id,
            p.confidence,
            maybe(p.note),
        ],
        checks=[ordered("grace_years", "maturity_years")],
    ),
    staged(
        "price",
        Text("Unit prices", "Precios unitarios", "Preços unitários"),
        "one price",
        "price_id",
        [
            a.price_id,
            a.price_item,
            maybe(a.place_id),
            maybe(w.year),
            a.price_value,
            a.currency_code,
            a.price_per,
            a.price_basis_text,
            a.is_derived,
            p.document_id,
            p.confidence,
            maybe(p.note),
        ],
        amount="price_value",
    ),
    staged(
        "institution",
        Text("Institutions", "Instituciones", "Instituições"),
        "one institution",
        "org_id",
        [
            o.org_id,
            actor_code,
            o.acronym,
            o.org_name,
            o.host_branch,
            specialised_text,
            maybe(valid_from_text),
            maybe(valid_to_text),
            maybe(o.legal_basis),
            maybe(o.information_system),
            maybe(o.open_data_url),
            p.document_id,
            p.confidence,
            maybe(p.note),
        ],
    ),
    staged(
        "membership",
        Text("Memberships", "Membresías", "Filiações"),
        "one membership",
        "membership_id",
        [
            o.membership_id,
            o.group_id,
            o.iso3,
            maybe(valid_from_text),
            maybe(valid_to_text),
            o.membership_status,
            p.document_id,
            p.confidence,
            maybe(p.note),
        ],
    ),
    staged(
        "modality_count",
        Text("Counts of initiatives", "Conteos de iniciativas", "Contagens de iniciativas"),
        "one count or share",
        "count_id",
        [
            q.count_id,
            actor_code,
            o.group_id,
            w.period_start_year,
            w.period_end_year,
            w.modality,
            q.initiative_measure,
            a.value_op,
            a.initiative_count,
            a.count_unit,
            p.document_id,
            p.confidence,
            maybe(p.note),
        ],
        amount="initiative_count",
    ),
    staged(
        "assessment",
        Text("Published judgements", "Juicios publicados", "Juízos publicados"),
        "one judgement",
        "assessment_id",
        [
            q.assessment_id,
            actor_code,
            q.assessed_object,
            maybe(year_text),
            q.dimension_text,
            q.finding,
            q.summary,
            p.document_id,
            p.confidence,
            maybe(p.note),
        ],
    ),
)
