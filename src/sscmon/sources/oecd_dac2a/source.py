"""ODA by provider and recipient (OECD, DAC table 2a) from SDMX-CSV."""

from collections.abc import Generator
from pathlib import Path

from sscmon import oecd
from sscmon.columns import amount as a
from sscmon.columns import dac
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.contracts import maybe, table
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.sdmx import sdmx_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text

FLOW = "DSD_DAC2@DF_DAC2A"
FIRST_YEAR = 2010
KEY = "..201+204+205+217+219+240.USD.V"
COLUMNS = {
    "DONOR": "provider_code",
    "RECIPIENT": "partner_code",
    "MEASURE": "measure_code",
    "UNIT_MEASURE": "unit_measure",
    "PRICE_BASE": "price_basis_code",
    "TIME_PERIOD": "year",
    "OBS_VALUE": "observed_value",
    "BASE_PER": "base_year",
    "UNIT_MULT": "unit_mult",
    "FLOW_TYPE": "flow_type_code",
    "OBS_STATUS": "obs_status",
}
LABELS = {"DONOR": "provider_name", "RECIPIENT": "partner_name", "MEASURE": "measure_name"}
EXPECT = Expect(FileKind.CSV, columns=("DONOR", "RECIPIENT", "MEASURE", "TIME_PERIOD", "OBS_VALUE"), min_rows=1)
CONTRACTS = (
    table(
        "staged.oecd_dac2a_value",
        Text(
            "ODA by provider, recipient and measure",
            "AOD por oferente, receptor y medida",
            "AOD por prestador, beneficiário e medida",
        ),
        grain="one measure of one provider to one recipient in one year, unit and price basis",
        key=["provider_code", "partner_code", "measure_code", "unit_measure", "price_basis_code", "year"],
        columns=[
            dac.provider_sdmx,
            maybe(dac.provider_name),
            dac.partner_sdmx,
            maybe(dac.partner_name),
            a.measure_code,
            maybe(dac.measure_name),
            dac.unit_measure,
            dac.price_basis_code,
            w.year,
            maybe(dac.observed_value),
            maybe(dac.base_year),
            a.unit_mult,
            maybe(dac.flow_type_code),
            maybe(p.obs_status),
            *p.PROVENANCE,
        ],
        amount="observed_value",
    ),
)


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """One file a year: gross disbursements and their parts, in current dollars, all providers and recipients."""
    yield from oecd.ask_years(FLOW, KEY, "dac2a", context.years(FIRST_YEAR), EXPECT)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """All SDMX-CSV files of the snapshot to one Parquet file of text."""
    files = [snapshot.path(item["name"]) for item in snapshot.manifest["files"]]
    sdmx_to_parquet(files, folder / "value.parquet", COLUMNS, LABELS, optional=("BASE_PER", "FLOW_TYPE"))


SOURCE = Source(
    id="oecd_dac2a",
    title=Text(
        "Aid disbursements to countries and regions (DAC2A)",
        "Desembolsos de ayuda a países y regiones (DAC2A)",
        "Desembolsos de ajuda a países e regiões (DAC2A)",
    ),
    publisher="OECD, Development Assistance Committee",
    licence="CC BY 4.0",
    citation="OECD, DAC2A: Aid (ODA) disbursements to countries and regions",
    url="https://data-explorer.oecd.org/",
    contracts=CONTRACTS,
    parse=parse,
    requests=requests,
    files={"*.csv": EXPECT},
    calendar="0 7 20 4,6,12 *",
    late_after_days=250,
    folder=Path(__file__).parent,
)
