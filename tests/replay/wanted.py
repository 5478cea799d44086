"""What a source asks each publisher for, as its `requests` would: the addresses are those of the replay server."""

import re
from collections.abc import Generator
from dataclasses import replace

from replay.server import ReplayServer
from sscmon.errors import SourceChanged
from sscmon.fetching import paging
from sscmon.fetching.expect import Expect, FileKind, of_members, without_stamp
from sscmon.fetching.request import Answer, FetchContext, Request, Requests, Secret

CSV, JSON, XML = Expect(FileKind.CSV), Expect(FileKind.JSON), Expect(FileKind.XML)
KEY = Secret("SSCMON_IATI_KEY", "a free key: https://developer.iatistandard.org")
TOSSD = Expect(FileKind.PARQUET, columns=("provider_code", "usd_disbursement"), min_rows=1)
IMF = Expect(FileKind.CSV, columns=("Date", "Rate", "Currency", "Country code"), min_rows=1)
ECB = Expect(FileKind.ZIP, members=("eurofxref-hist.csv",), digest=of_members)
SDMX = Expect(FileKind.CSV, columns=("DONOR", "TIME_PERIOD", "OBS_VALUE"), min_rows=1)
CRS = Expect(FileKind.ZIP, members=("CRS * data.txt",))
AIDDATA = Expect(FileKind.ZIP, members=("*.xlsx",))
WORKBOOK = Expect(FileKind.XLSX)
STAMPED = Expect(FileKind.XML, digest=without_stamp(rb'generated-datetime="[^"]*"'))
Asking = Generator[Request, Answer, None]


def one(server: ReplayServer, name: str, address: str, expect: Expect, **more) -> Requests:
    """A source that asks for one file."""

    def requests(context: FetchContext) -> Asking:
        yield Request(name, server.url(address), expect, **more)

    return requests


def tossd(server: ReplayServer, first: int = 2031) -> Requests:
    """One file a year; a year that is not published yet is no fault."""

    def requests(context: FetchContext) -> Asking:
        for year in replace(context, today=context.today.replace(year=2033)).years(first):
            yield Request(
                f"{year}.parquet", server.url(f"tossd.online/tossddata_{year}.parquet"), TOSSD, is_optional=True
            )

    return requests


def world_bank(server: ReplayServer, series: str = "SS.SAMPLE", size: int = 2) -> Requests:
    params = {"format": "json", "per_page": size, "page": 1}
    address = f"api.worldbank.org/v2/en/country/all/indicator/{series}"
    return one(server, f"{series}.json", address, JSON, params=params, page=paging.world_bank)


def oecd(server: ReplayServer, flow: str, key: str, service: str = "public", version: str = "") -> Requests:
    """Discover the version of a dataflow, then fetch; no results is no fault."""

    def requests(context: FetchContext) -> Asking:
        found = version
        if not found:
            address = server.url(f"sdmx.oecd.org/public/rest/dataflow/OECD.DCD.FSD/{flow}/latest")
            answer = yield Request("dataflow.xml", address, XML, is_kept=False, pace_s=3.0)
            match = re.search(r'<\w*:?Dataflow [^>]*version="([\d.]+)"', answer.text())
            if not match:
                raise SourceChanged(f"the dataflow {flow} has no version", where=answer.request.address)
            found = match[1]
        address = server.url(f"sdmx.oecd.org/{service}/rest/data/OECD.DCD.FSD,{flow},{found}/{key}")
        yield Request(
            f"{flow.split('_')[-1].lower()}.csv",
            address,
            SDMX,
            params={"dimensionAtObservation": "AllDimensions", "format": "csvfilewithlabels"},
            empty_if=("NoResultsFound", "NoRecordsFound"),
            pace_s=3.0,
        )

    return requests


def oecd_bulk(server: ReplayServer) -> Requests:
    """Find the file's id in the description of the dataflow, then fetch the archive."""

    def requests(context: FetchContext) -> Asking:
        address = server.url("sdmx.oecd.org/public/rest/dataflow/OECD.DCD.FSD/DSD_CRS@DF_CRS/1.6")
        answer = yield Request("dataflow.xml", address, XML, is_kept=False)
        guid = re.search(r"IDFile=([0-9a-f-]{36})[^>]*&gt;CRS 2031 \(dotStat format\)", answer.text())[1]
        yield Request("crs_2031.zip", server.url("stats.oecd.org/wbos/fileview2.aspx"), CRS, params={"IDFile": guid})

    return requests


def iati_bulk(server: ReplayServer) -> Requests:
    """The index, then each dataset that has a good copy."""

    def requests(context: FetchContext) -> Asking:
        index = yield Request("datasets.json", server.url("bulk-data.iatistandard.org/datasets-minimal"), JSON)
        for dataset in index.json()["datasets"]:
            if good := dataset["last_known_good_dataset"]:
                yield Request(f"{dataset['id']}.xml", good["cached_dataset_url_xml"], STAMPED, pace_s=0.0)

    return requests


def iati_datastore(server: ReplayServer, by_cursor: bool = True) -> Requests:
    params = {"q": "*:*", "rows": 3, "wt": "json"}
    params |= {"sort": "id asc", "cursorMark": "*"} if by_cursor else {"start": 0}
    page = paging.solr_cursor if by_cursor else paging.solr_start
    headers = {"Ocp-Apim-Subscription-Key": KEY}
    address = "api.iatistandard.org/datastore/activity/select"
    return one(server, "activity.json", address, JSON, params=params, headers=headers, page=page)


def fts(server: ReplayServer) -> Requests:
    return one(
        server, "flow.json", "api.hpc.tools/v1/public/fts/flow", JSON, params={"year": 2031}, page=paging.fts_next_link
    )


def registry(server: ReplayServer) -> Requests:
    params = {"start": 0, "rows": 2}
    return one(
        server,
        "packages.json",
        "iatiregistry.org/api/3/action/package_search",
        JSON,
        params=params,
        page=paging.ckan_start,
    )
