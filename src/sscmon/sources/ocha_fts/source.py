"""Humanitarian flows of the Financial Tracking Service (OCHA): pages of its API, or tables downloaded from HDX."""

from collections.abc import Generator
from pathlib import Path

from sscmon.columns import amount as a
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns import who as o
from sscmon.columns.base import date, flag, integer, text
from sscmon.contracts import maybe, table
from sscmon.fetching import paging
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.sources.ocha_fts.reading import HDX_COLUMNS, read_files
from sscmon.text import Text

HOST = "https://api.hpc.tools"
FIRST_YEAR = 2010
ROWS_A_PAGE = 1000
PAGE = Expect(FileKind.JSON)

fts_flow_id = text("fts_flow_id", "Flow as FTS numbers it", "Flujo según lo numera FTS", "Fluxo como o FTS o numera")
version_number = integer("version_number", "Version of the flow", "Versión del flujo", "Versão do fluxo", unit="1")
status_text = text("status_text", "Status, as published", "Estado, como se publicó", "Situação, como publicada")
boundary_text = text(
    "boundary_text",
    "Where the flow lies to what was asked for: incoming, outgoing, internal",
    "Dónde queda el flujo respecto de lo pedido: entrante, saliente, interno",
    "Onde fica o fluxo em relação ao pedido: entrada, saída, interno",
)
on_boundary_text = text(
    "on_boundary_text",
    "Whether the flow lies wholly on that side (single) or is shared with others",
    "Si el flujo queda entero de ese lado (single) o se comparte con otros",
    "Se o fluxo fica inteiro desse lado (single) ou é partilhado com outros",
)
fts_flow_type = text(
    "fts_flow_type",
    "Standard, parked, carry-over or pass-through",
    "Normal, en espera, arrastrado o de paso",
    "Normal, em espera, transportado ou de passagem",
)
contribution_type_text = text(
    "contribution_type_text", "In money or in kind", "En dinero o en especie", "Em dinheiro ou em espécie"
)
is_new_money = flag(
    "is_new_money",
    "The money enters the humanitarian system with this flow; empty where the table does not say",
    "El dinero entra al sistema humanitario con este flujo; vacío si la tabla no lo dice",
    "O dinheiro entra no sistema humanitário com este fluxo; vazio se a tabela não o diz",
)
parent_flow_id = text(
    "parent_flow_id", "Flow it was split from", "Flujo del que se separó", "Fluxo do qual foi separado"
)
child_flow_ids = text("child_flow_ids", "Flows split from it", "Flujos separados de él", "Fluxos separados dele")
flow_date = date("flow_date", "Day of the flow", "Día del flujo", "Dia do fluxo")


def side(name: str, en: str, es: str, pt: str):
    """A column of text that may be missing."""
    return maybe(text(name, en, es, pt))


CONTRACTS = (
    table(
        "staged.ocha_fts_location",
        Text("Places as FTS numbers them", "Lugares según los numera FTS", "Lugares como o FTS os numera"),
        grain="one country or place",
        key=["fts_location_id"],
        columns=[
            text("fts_location_id", "Place as FTS numbers it", "Lugar según FTS", "Lugar segundo o FTS"),
            maybe(o.iso3),
            w.location_name,
            *p.PROVENANCE,
        ],
    ),
    table(
        "staged.ocha_fts_flow",
        Text("Humanitarian flows", "Flujos humanitarios", "Fluxos humanitários"),
        grain="one version of one flow as one file gives it",
        key=["source_row_key"],
        columns=[
            fts_flow_id,
            maybe(version_number),
            status_text,
            maybe(boundary_text),
            maybe(on_boundary_text),
            maybe(fts_flow_type),
            maybe(contribution_type_text),
            maybe(is_new_money),
            maybe(parent_flow_id),
            maybe(child_flow_ids),
            a.amount_usd_nominal,
            maybe(a.amount_original),
            maybe(a.currency_code),
            flow_date,
            maybe(w.activity_description),
            side("source_organisations", "Who gives", "Quién da", "Quem dá"),
            side("source_types", "Types of those who give", "Tipos de quienes dan", "Tipos de quem dá"),
            side("source_places", "Where they are", "Dónde están", "Onde estão"),
            side(
                "source_place_ids", "The same as FTS ids", "Lo mismo como códigos de FTS", "O mesmo como códigos do FTS"
            ),
            side("destination_organisations", "Who receives", "Quién recibe", "Quem recebe"),
            side("destination_types", "Types of those who receive", "Tipos de quienes reciben", "Tipos de quem recebe"),
            side("destination_places", "Where it goes", "Adónde va", "Para onde vai"),
            side(
                "destination_place_ids",
                "The same as FTS ids",
                "Lo mismo como códigos de FTS",
                "O mesmo como códigos do FTS",
            ),
            side("destination_years", "Years it is for", "Años para los que es", "Anos a que se destina"),
            side("destination_plans", "Plans it is for", "Planes para los que es", "Planos a que se destina"),
            *p.PROVENANCE,
        ],
        amount="amount_usd_nominal",
    ),
)


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """The places, then the flows of each year, page by page."""
    yield Request("location.json", f"{HOST}/v1/public/location", PAGE)
    for year in context.years(FIRST_YEAR):
        yield Request(
            f"flow-{year}.json",
            f"{HOST}/v1/public/fts/flow",
            PAGE,
            params={"year": year, "limit": ROWS_A_PAGE},
            page=paging.fts_next_link,
        )


def parse(snapshot: Snapshot, folder: Path) -> None:
    """Pages of flows, the list of places and tables of HDX to Parquet files of text."""
    read_files([snapshot.path(item["name"]) for item in snapshot.manifest["files"]], folder)


SOURCE = Source(
    id="ocha_fts",
    title=Text(
        "Humanitarian flows (OCHA Financial Tracking Service)",
        "Flujos humanitarios (Servicio de Supervisión Financiera de OCHA)",
        "Fluxos humanitários (Serviço de Acompanhamento Financeiro do OCHA)",
    ),
    publisher="United Nations Office for the Coordination of Humanitarian Affairs",
    licence="CC BY-IGO 3.0",
    citation="OCHA, Financial Tracking Service",
    url="https://fts.unocha.org/",
    mapped={"flow.status_text": "status", "flow.destination_types": "channel"},
    contracts=CONTRACTS,
    parse=parse,
    calendar="0 5 * * 1",
    late_after_days=30,
    folder=Path(__file__).parent,
    requests=requests,
    files={
        "location.json": PAGE,
        "*.json": PAGE,
        "fts_*.csv": Expect(FileKind.CSV, columns=tuple(HDX_COLUMNS), min_rows=1),
    },
)
