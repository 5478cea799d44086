"""A small invented world in the base tables of core, and every model computed over it, in one DuckDB connection.

Nothing of it is a figure of cooperation: it exists so that a property can be asked of all indicators at once.
"""

from itertools import count, product

import duckdb
from models import fixture
from models.fixture import ROOT

from sscmon import engine, steps
from sscmon.models import PYTHON_MODELS
from sscmon.paths import Paths
from sscmon.plan import plan
from sscmon.rules import quoted
from sscmon.sqlfile import SqlFile

PATHS = Paths(ROOT)
MODELS = {f"{layer}.{p.stem}": SqlFile(p) for layer in ("core", "indicator") for p in ROOT.glob(f"sql/{layer}/*.sql")}
BASE = {key for key, file in MODELS.items() if any(t.startswith("contribution.") for t in file.tables)}
PROVIDERS, PARTNERS, YEARS = ("BRA", "CUB", "MEX"), ("HTI", "BOL", "NIC"), (2012, 2013)
FROM = {"source_row_key": "row", "snapshot_id": "invented/2031-05-02"}
Tables = dict[str, list[dict]]
NOT_BUNDLED = """
select iso3, 2012 + more as year, series, series_value, 'invented' as source_id
from (
    values ('BRA', 'government_expense_lcu', 1e12), ('MEX', 'government_expense_lcu', 2e12), ('HTI', 'adm1_count', 40),
        ('BOL', 'adm1_count', 50), ('NIC', 'adm1_count', 60)
) as listed(iso3, series, series_value), range(2) as years(more)
"""


def invented() -> Tables:
    """The base rows; a column left out is null. What CUB gives is of a source whose rows may overlap."""
    tables: Tables = {}

    def add(table: str, **cells) -> None:
        tables.setdefault(table, []).append({"source_id": "iati", **FROM, **cells})

    number = count(1)
    for (provider, partner, year), index in zip(product(PROVIDERS, PARTNERS, YEARS), count(), strict=False):
        n = next(number)
        activity, flow = f"a{n}", f"f{n}"
        source = "evidence" if provider == "CUB" else "iati"
        modality, kind = ("BIL", "TRI", "REG")[index % 3], ("HR_MED", "FIN_GRANT", "FIN_LOAN", "TRN_COURSE")[index % 4]
        add("core.activity", activity_id=activity, activity_title="invented", modality=modality, status="COMPLETED",
            start_date=f"{year}-01-01", end_date=f"{year}-12-31", approval_date=f"{year}-01-01", obs_status="A",
            request_origin=("RECIPIENT_STATE", "PROVIDER_OFFER", None)[index % 3],
            tied_status=("4", "5", None)[index % 3])  # fmt: skip
        add(
            "core.participation",
            activity_id=activity,
            party_id=provider,
            participation_role="PROVIDER",
            sequence_number=1,
        )
        add("core.participation", activity_id=activity, party_id=partner, participation_role="RECIPIENT",
            sequence_number=2, actor_type=("SOC_MOV", "GOV_NAT")[index % 2])  # fmt: skip
        add(
            "core.activity_sector",
            activity_id=activity,
            vocabulary="CRS3",
            tag_code=("120", "110")[index % 2],
            weight_share=1,
        )
        add(
            "core.activity_tag",
            activity_id=activity,
            vocabulary="BV",
            tag_code="BV03",
            weight_share=0.5,
            tag_basis="declared",
        )
        add("core.activity_location", activity_id=activity, location_code=f"{partner}-{n}", iso3=partner, admin_level=1)
        add("core.activity_condition", activity_id=activity, condition_type="1", is_attached=index % 2 == 0)
        add("core.consultation", consultation_id=f"c{n}", activity_id=activity, consultation_date=f"{year - 1}-06-01",
            consultation_stage="design", consulted_group="AFFECTED", is_binding=index % 2 == 0)  # fmt: skip
        for side, more in (("PROVIDER", 0), ("RECIPIENT_STATE", 5)):
            add("core.activity_report", report_id=f"{side}{n}", activity_id=activity, reporting_side=side, year=year,
                report_date=f"{year + 1}-03-01", reported_usd_nominal=100 * n + more)  # fmt: skip
        add("core.followup", followup_id=f"u{n}", activity_id=activity, followup_date=f"{year + 3}-06-01",
            reporting_side="RECIPIENT_STATE", is_still_working=True)  # fmt: skip
        add("core.flow", flow_id=flow, activity_id=activity, provider_id=provider, partner_id=partner,
            modality=modality, kind=kind, period_start_year=year, period_end_year=year, is_part_year=False,
            flow_stage="DISBURSEMENT", ssc_eligibility="SSC", value_op="=", amount_original=1000 * n,
            currency_code="USD", price_base="V", is_total=False, is_derived=False, confidence="A",
            tied_status=("4", "5", None)[index % 3], obs_status="A",
            source_id=source, source_row_key=flow, sector_code=("120", "110", None)[index % 3])  # fmt: skip
        if kind == "FIN_LOAN":
            percent = 12 if provider == "MEX" else 1
            add("core.loan_terms", terms_id=f"t{n}", flow_id=flow, provider_id=provider, partner_id=partner,
                terms_instrument="FIN_LOAN", terms_condition="any", maturity_years=20, grace_years=5,
                interest_rate_low_pct=percent, interest_rate_high_pct=percent, document_id="none",
                confidence="A")  # fmt: skip
            add("core.flow", **{**tables["core.flow"][-1], "flow_id": f"r{n}", "flow_stage": "REPAYMENT",
                                "amount_original": 100 * n, "source_row_key": f"r{n}"})  # fmt: skip
        for quantity, kind, unit, value_type in (
            ("q", "HR_MED", "person", "STOCK"),
            ("s", "SVC_SURG", "operation", "FLOW"),
        ):
            add("core.quantity", quantity_id=f"{quantity}{n}", activity_id=activity, provider_id=provider,
                partner_id=partner, kind=kind, quantity_unit=unit, value_type=value_type, quantity_value=10 * n,
                period_start_year=year, period_end_year=year, as_of_date=f"{year}-12-31", is_part_year=False,
                value_op="=", ssc_group="C", ssc_eligibility="SSC", confidence="A", obs_status="A")  # fmt: skip
        for group, rater in product(("PROVIDER", "RECIPIENT_STATE", "AFFECTED"), range(3)):
            add("core.assessment", assessment_id=f"{activity}{group}{rater}", activity_id=activity, party_id=provider,
                year=year, rubric_version="1", rater_group=group, has_consent=True, confidence="A")  # fmt: skip
            for dimension in ("D1", "D5"):
                add("core.assessment_score", assessment_id=f"{activity}{group}{rater}", dimension=dimension,
                    rubric_level=str((n + rater + len(group)) % 4), evidence_id=f"e{n}")  # fmt: skip
        add("core.evidence", evidence_id=f"e{n}", activity_id=activity)
        add("core.award", award_id=f"w{n}", instrument_id="FUND", party_id=partner, year=year,
            fund_purpose="abcde"[n % 5], actor_type=("SOC_MOV", "GOV_NAT", "IND_PEO")[n % 3], amount_original=10 * n,
            currency_code="USD", obs_status="A")  # fmt: skip
    money = {**tables["core.flow"][0], "activity_id": None, "sector_code": None, "tied_status": None}
    for provider, year in product(PROVIDERS, YEARS):
        others = [other for other in PROVIDERS if other != provider]
        for other, n in zip((*others, "ORG_NDB"), (1, 2, 3), strict=True):
            name = f"{provider}{other}{year}"
            modality = "MUL" if other == "ORG_NDB" else "BIL"
            add("core.flow", **{**money, "flow_id": name, "source_row_key": name, "provider_id": provider,
                "partner_id": other, "modality": modality, "period_start_year": year, "period_end_year": year,
                "amount_original": 300 * n, "source_id": "evidence" if provider == "CUB" else "iati"})  # fmt: skip
        add("core.modality_count", count_id=f"m{provider}{year}", provider_id=provider, group_id=provider,
            period_start_year=year, period_end_year=year, modality="BIL", initiative_measure="INITIATIVE", value_op="=",
            initiative_count=7, count_unit="count", document_id="none", confidence="A")  # fmt: skip
        add("core.modality_count", **{**tables["core.modality_count"][-1], "count_id": f"n{provider}{year}",
            "modality": "ALL", "initiative_count": 10})  # fmt: skip
    for provider, stake in zip(PROVIDERS, (10, 20, 70), strict=True):
        for stage, part in (("AUTHORISED", 2), ("SUBSCRIBED", 1), ("PAID_IN", 0.5)):
            name = f"{stage}{provider}"
            add("core.flow", **{**money, "flow_id": name, "source_row_key": name, "provider_id": provider,
                "partner_id": "FUND", "kind": "FIN_EQUITY", "modality": "MUL", "flow_stage": stage,
                "amount_original": stake * part, "source_id": "evidence" if provider == "CUB" else "iati"})  # fmt: skip
        add("core.organisation", org_id=f"ORG_{provider}", org_name="agency", actor_type="GOV_AGENCY", iso3=provider)
        add("core.institution_profile", org_id=f"ORG_{provider}", host_branch="FOREIGN_MINISTRY", is_specialised=True,
            valid_from_date="2012-01-01", valid_from_precision="Y", valid_to_date="2014-01-01", valid_to_precision="Y",
            document_id="none", confidence="A")  # fmt: skip
    for stage, amount in (("AUTHORISED", 200), ("SUBSCRIBED", 100)):
        add("core.flow", **{**money, "flow_id": f"all {stage}", "source_row_key": f"all {stage}",
            "provider_id": "G_LAC", "partner_id": "FUND", "kind": "FIN_EQUITY", "modality": "MUL", "flow_stage": stage,
            "amount_original": amount, "is_total": True, "source_id": "evidence"})  # fmt: skip
    add("core.flow", **{**money, "flow_id": "bill", "source_row_key": "bill", "provider_id": "CUB",
        "partner_id": "HTI", "kind": "ENE_OIL", "flow_stage": "BILL", "source_id": "evidence"})  # fmt: skip
    add("core.loan_terms", terms_id="share", provider_id="CUB", partner_id="HTI", terms_instrument="FINANCED_SHARE",
        terms_condition="any", financed_share_low_pct=40, financed_share_high_pct=60, document_id="none",
        confidence="A")  # fmt: skip
    for provider, year in product(("CHL", "ARG"), YEARS):
        name = f"all {provider} {year}"
        add("core.flow", **{**money, "flow_id": name, "source_row_key": name, "provider_id": provider,
            "partner_id": "_T", "kind": "_T", "modality": "MIX", "period_start_year": year, "period_end_year": year,
            "is_total": True, "source_id": "evidence"})  # fmt: skip
    add("core.quantity", **{**tables["core.quantity"][0], "quantity_id": "back", "activity_id": None,
        "provider_id": "HTI", "partner_id": "CUB"})  # fmt: skip
    add("core.exchange", exchange_id="X", exchange_type="COMPENSATED", party_a_id="CUB", party_b_id="HTI",
        kinds_a_to_b="HR_MED", kinds_b_to_a="HR_MED")  # fmt: skip
    add("core.dialogue_space", space_id="S", space_name="space", party_id="CUB")
    add("core.dialogue_meeting", space_id="S", year=2012, meetings_held_count=1, meetings_due_count=2)
    for operator, value in ((">=", 5), ("=", 7)):
        add("core.claim", claim_id=f"claim{value}", claim_subject="CUB", claim_measure="m", value_op=operator,
            claimed_value=value, claim_unit="percent", as_of_text="2013", document_id="MIL13",
            confidence="A")  # fmt: skip
        add("core.claim_test", claim_id=f"claim{value}", test_id="1", test_inputs="a=number:6", test_formula="a",
            is_parts_test=value == 7)  # fmt: skip
    add("core.instrument", instrument_id="FUND", instrument_type="fund", name_en="f", name_es="f", name_pt="f",
        currency_code="USD", voting_rule="EQUAL")  # fmt: skip
    add(
        "core.link_cluster", cluster_id="k", record_id="f1", match_probability=1, link_rule="identifier", is_chosen=True
    )
    add(
        "core.link_cluster",
        cluster_id="k",
        record_id="f2",
        match_probability=1,
        link_rule="identifier",
        is_chosen=False,
    )
    return tables


class World:
    """Every model of core and indicator over base rows; reference tables are those of a built project."""

    def __init__(self, built: Paths):
        self.connection = duckdb.connect()
        for macro in engine.MACROS:
            self.connection.execute(macro)
        self.order = [key for key in plan(PATHS) if key.split(".")[0] in ("core", "indicator") and key not in BASE]
        self.order = [key for key in self.order if key not in ("indicator.observation", "indicator.catalogue")]
        wanted = {t for key in (*MODELS, *PYTHON_MODELS) for t in self._reads(key)}
        for table in sorted(t for t in wanted if t.split(".")[0] in ("reference", "house", "mapping")):
            with engine.connect(built, (table,)) as other:
                listed = other.sql(f"from {table}").to_arrow_table()
            self.connection.register("listed", listed)
            self.connection.execute(f"create schema if not exists {table.split('.')[0]}")
            self.connection.execute(f"create table {table} as from listed")
        self.connection.execute(f"insert into reference.macro by name {NOT_BUNDLED}")
        with engine.connect(built, ("core.price_rule",)) as other:
            self.rules = other.sql("from core.price_rule").to_arrow_table()

    def observations(self, tables: Tables) -> dict[tuple, dict]:
        """All indicators over these base rows: dimensions to the row; every contract's key holds."""
        for key in BASE:
            self._give(key, tables.get(key, []))
        self.connection.register("rules", self.rules)
        self.connection.execute("create or replace table core.price_rule as from rules")
        found = {}
        for key in self.order:
            self.connection.execute(f"create schema if not exists {key.split('.')[0]}")
            contract = fixture.contract_of(key)
            query = self._query(key)
            self.connection.execute(f"create or replace table {key} as {engine.shaped(contract, query)}")
            if key.startswith("indicator."):
                cursor = self.connection.execute(f"from {key}")
                names = [column[0] for column in cursor.description]
                for row in (dict(zip(names, values, strict=True)) for values in cursor.fetchall()):
                    found[key.removeprefix("indicator."), *(row[name] for name in contract.metadata["key"])] = row
        return found

    def _query(self, key: str) -> str:
        if key in PYTHON_MODELS:
            self.connection.register("computed", PYTHON_MODELS[key].compute(self.connection))
            return "from computed"
        return steps._filled(self.connection, MODELS[key]) if key.startswith("indicator.") else MODELS[key].query

    def _reads(self, key: str) -> tuple[str, ...]:
        return tuple(PYTHON_MODELS[key].deps) if key in PYTHON_MODELS else tuple(MODELS[key].tables)

    def _give(self, table: str, rows: list[dict]) -> None:
        types = fixture.types_of(self.connection, table)
        self.connection.execute(f"create schema if not exists {table.split('.')[0]}")
        lines = [
            ", ".join(f"cast({'null' if row.get(n) is None else quoted(str(row[n]))} as {k})" for n, k in types.items())
            for row in rows
        ] or [", ".join("null" for _ in types)]
        values, names = ", ".join(f"({line})" for line in lines), ", ".join(f'"{name}"' for name in types)
        columns = ", ".join(f'cast("{name}" as {kind}) as "{name}"' for name, kind in types.items())
        where = "" if rows else " where false"
        self.connection.execute(
            f"create or replace table {table} as select {columns} from (values {values}) as t({names}){where}"
        )
