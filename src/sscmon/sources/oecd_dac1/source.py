"""ODA, other flows and GNI by provider (OECD, DAC table 1), from SDMX-CSV or from a Parquet file in the older codes."""

from collections.abc import Generator
from pathlib import Path

from sscmon import codelists, oecd
from sscmon.columns import amount as a
from sscmon.columns import dac
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns.base import text
from sscmon.contracts import maybe, table
from sscmon.errors import SourceChanged
from sscmon.fetching.expect import Expect, FileKind
from sscmon.fetching.request import Answer, FetchContext, Request
from sscmon.rules import quoted
from sscmon.scratch import copy, scratch
from sscmon.sdmx import sdmx_to_parquet
from sscmon.snapshots import Snapshot
from sscmon.sources import Source
from sscmon.text import Text

FLOW = "DSD_DAC1@DF_DAC1"
FIRST_YEAR = 2010
EVERYTHING = "......"
COLUMNS = {
    "DONOR": "provider_code",
    "SECTOR": "sector_sdmx",
    "MEASURE": "measure_code",
    "TYING_STATUS": "tying_sdmx",
    "FLOW_TYPE": "flow_type_code",
    "UNIT_MEASURE": "unit_measure",
    "PRICE_BASE": "price_basis_code",
    "TIME_PERIOD": "year",
    "OBS_VALUE": "observed_value",
    "BASE_PER": "base_year",
    "UNIT_MULT": "unit_mult",
    "OBS_STATUS": "obs_status",
}
LABELS = {"DONOR": "provider_name", "MEASURE": "measure_name"}
CSV = Expect(FileKind.CSV, columns=("DONOR", "MEASURE", "FLOW_TYPE", "TIME_PERIOD", "OBS_VALUE"), min_rows=1)
PARQUET = Expect(
    FileKind.PARQUET,
    columns=("donor_code", "aidtype_code", "flows_code", "amounttype_code", "year", "value", "unit_multiplier"),
    min_rows=1,
)
OLDER_QUERY = """
select
    coalesce(area.sdmx_code, cast(donor_code as varchar)) as provider_code,
    donor_name as provider_name,
    coalesce(cast(sector_code as varchar), '_Z') as sector_sdmx,
    cast(aidtype_code as varchar) as measure_code,
    aid_type as measure_name,
    '_Z' as tying_sdmx,
    cast(flows_code as varchar) as flow_type_code,
    case amounttype_code when 'A' then 'USD' when 'D' then 'USD' when 'N' then 'XDC' when 'PT_B5G' then 'PT_B5G'
        else case when aidtype_code = 4 then 'PS' end end as unit_measure,
    case amounttype_code when 'A' then 'V' when 'D' then 'Q' when 'N' then 'V' else '_Z' end as price_basis_code,
    year,
    value as observed_value,
    base_period as base_year,
    unit_multiplier as unit_mult,
    cast(null as varchar) as obs_status,
    {name} || ':' || cast(file_row_number + 1 as varchar) as source_row_key,
    cast(null as varchar) as shape_error
from read_parquet({path}, file_row_number = true) as given
left join area on area.code = cast(given.donor_code as varchar)
"""
sector_sdmx = text("sector_sdmx", "Sector (SDMX code)", "Sector (código SDMX)", "Setor (código SDMX)")
tying_sdmx = text(
    "tying_sdmx",
    "Whether purchases are tied (SDMX code)",
    "Si las compras están atadas (código SDMX)",
    "Se as compras são vinculadas (código SDMX)",
)
CONTRACTS = (
    table(
        "staged.oecd_dac1_value",
        Text("Flows and GNI of providers", "Flujos e INB de los oferentes", "Fluxos e RNB dos prestadores"),
        grain="one measure of one provider in one year, type of flow, unit and price basis",
        key=[
            "provider_code",
            "sector_sdmx",
            "measure_code",
            "tying_sdmx",
            "flow_type_code",
            "unit_measure",
            "price_basis_code",
            "year",
        ],
        columns=[
            dac.provider_sdmx,
            maybe(dac.provider_name),
            sector_sdmx,
            a.measure_code,
            maybe(dac.measure_name),
            tying_sdmx,
            dac.flow_type_code,
            dac.unit_measure,
            dac.price_basis_code,
            w.year,
            maybe(dac.observed_value),
            maybe(dac.base_year),
            a.unit_mult,
            maybe(p.obs_status),
            *p.PROVENANCE,
        ],
        amount="observed_value",
    ),
)


def requests(context: FetchContext) -> Generator[Request, Answer, None]:
    """One file a year: all providers, measures, units and price bases."""
    yield from oecd.ask_years(FLOW, EVERYTHING, "dac1", context.years(FIRST_YEAR), CSV)


def parse(snapshot: Snapshot, folder: Path) -> None:
    """The files of the snapshot, all SDMX-CSV or one Parquet file in the older codes, to one Parquet file.

    Raises:
        SourceChanged: both kinds lie together, so that the same figures would be there twice.
    """
    files = [snapshot.path(item["name"]) for item in snapshot.manifest["files"]]
    older = [path for path in files if path.suffix == ".parquet"]
    if not older:
        sdmx_to_parquet(files, folder / "value.parquet", COLUMNS, LABELS, optional=("BASE_PER",))
        return
    if len(files) > 1:
        raise SourceChanged(
            "a Parquet file in the older codes lies beside other files",
            where=snapshot.id,
            todo="give either the files of the SDMX service or one Parquet file",
        )
    with scratch(folder) as connection:
        codes = [(row["code"], row["sdmx_code"] or None) for row in codelists.rows("dac_area")]
        connection.execute("create table area (code varchar, sdmx_code varchar)")
        connection.executemany("insert into area values (?, ?)", codes)
        query = OLDER_QUERY.format(name=quoted(older[0].name), path=quoted(str(older[0])))
        copy(connection, query, folder / "value.parquet", older)


SOURCE = Source(
    id="oecd_dac1",
    title=Text(
        "Official and private flows by provider (DAC1)",
        "Flujos oficiales y privados por oferente (DAC1)",
        "Fluxos oficiais e privados por prestador (DAC1)",
    ),
    publisher="OECD, Development Assistance Committee",
    licence="CC BY 4.0",
    citation="OECD, DAC1: Flows by provider (ODA, OOF, private)",
    url="https://data-explorer.oecd.org/",
    contracts=CONTRACTS,
    parse=parse,
    requests=requests,
    files={"*.csv": CSV, "*.parquet": PARQUET},
    calendar="30 6 20 4,6,12 *",
    late_after_days=250,
    folder=Path(__file__).parent,
)
