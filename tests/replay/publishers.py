"""Each publisher's endpoints in their true shape. Every figure is invented; nothing comes from a publisher's file."""

import io
import json
import re
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq

from replay import deflate64
from replay.server import Asked, Endpoint, Reply

IATI_KEY = "sample-key-0123456789"
CRS_GUID = "0a1b2c3d-0000-4000-8000-00000000c0de"
LATEST = {"DSD_DAC1@DF_DAC1": "1.8", "DSD_DAC2@DF_DAC2A": "1.6", "DSD_CRS@DF_CRS": "1.6"}
DIMENSIONS = {"DSD_DAC1@DF_DAC1": 7, "DSD_DAC2@DF_DAC2A": 5, "DSD_CRS@DF_CRS": 11}
TOSSD_YEARS = (2031, 2032)
CRS_LITERALS = ("DonorCode|Year|USD_Disbursement\n" + "".join(f"{i % 900}|2031|{i}.5\n" for i in range(2_600))).encode()
CRS_TEXT = (CRS_LITERALS, 40_000, 33_000)


def as_json(content: object, **headers: str) -> Reply:
    return Reply(json.dumps(content).encode(), headers={"Content-Type": "application/json", **headers}, is_packed=True)


def zip_file(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 4, 1, 6, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def xlsx_file(rows: list[list[str]]) -> bytes:
    """The least that is a workbook: one sheet of inline text."""
    space = "http://schemas.openxmlformats.org"
    sheet = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    main, kind = f"{space}/spreadsheetml/2006/main", f"{space}/officeDocument/2006/relationships"
    relation = (
        f'<Relationships xmlns="{space}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}/%s" Target="%s"/></Relationships>'
    )
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zip_file(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{space}/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
                f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>'
            ).encode(),
            "_rels/.rels": (relation % ("officeDocument", "xl/workbook.xml")).encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>'
                '<sheet name="Sample" sheetId="1" r:id="r1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (relation % ("worksheet", "worksheets/sheet1.xml")).encode(),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
            ).encode(),
        }
    )


def parquet_file(columns: dict[str, list]) -> bytes:
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target)
    return target.getvalue()


# ---- IATI: bulk data service, datastore, registry

IATI_XML = {
    name: (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<iati-activities version="2.03" generated-datetime="2031-04-01T06:00:00">'
        f"<iati-activity><iati-identifier>XX-SAMPLE-{name}</iati-identifier></iati-activity></iati-activities>"
    ).encode()
    for name in ("sample-a", "sample-b")
}


def iati_bulk_index(asked: Asked) -> Reply:
    base = f"http://{asked.headers['Host']}/bulk-data.iatistandard.org/sample"
    datasets = [
        {
            "id": f"00000000-0000-4000-8000-00000000000{number}",
            "short_name": name,
            "reporting_org_short_name": "sample",
            "source_url": f"https://publisher.invalid/{name}.xml",
            "last_known_good_dataset": {
                "cached_dataset_url_xml": f"{base}/{name}.xml",
                "hash_excluding_generated_timestamp": f"{number:040x}",
                "verified_on_server": "2031-04-01T06:00:00Z",
            }
            if name in IATI_XML
            else None,
        }
        for number, name in enumerate((*IATI_XML, "sample-unreachable"))
    ]
    return as_json({"index_created": "2031-04-01T06:00:00Z", "datasets": datasets})


def iati_bulk_file(asked: Asked) -> Reply | None:
    body = IATI_XML.get(asked.path.rsplit("/", 1)[1].removesuffix(".xml"))
    return Reply(body, headers={"Content-Type": "application/xml"}, is_file=True) if body else None


def iati_corpus(asked: Asked) -> Reply:
    return Reply(zip_file({f"iati-data/sample/{name}.xml": body for name, body in IATI_XML.items()}), is_file=True)


DOCUMENTS = [
    {
        "iati_identifier": f"XX-SAMPLE-{number:02}",
        "transaction_value": [1.0, 2.0],
        "transaction_transaction_type_code": [2, 3],
    }
    for number in range(7)
]


def iati_datastore(asked: Asked) -> Reply:
    if asked.headers.get("Ocp-Apim-Subscription-Key") != IATI_KEY:
        said = asked.headers.get("Ocp-Apim-Subscription-Key", "none")
        text = {"statusCode": 401, "message": f"Access denied due to invalid subscription key {said}."}
        return Reply(json.dumps(text).encode(), 401, {"Content-Type": "application/json"})
    rows = min(int(asked.query.get("rows", 10)), 1000)
    cursor = asked.query.get("cursorMark")
    start = int(asked.query.get("start", 0)) if cursor is None else int(cursor.replace("*", "0").removeprefix("AoE"))
    found = DOCUMENTS[start : start + rows]
    content = {"response": {"numFound": len(DOCUMENTS), "start": start, "docs": found}}
    if cursor is not None:
        content["nextCursorMark"] = f"AoE{start + len(found)}" if found else cursor
    return as_json(content)


def iati_registry(asked: Asked) -> Reply:
    start, rows = int(asked.query.get("start", 0)), int(asked.query["rows"])
    results = [{"name": f"sample-{number}"} for number in range(5)][start : start + rows]
    return as_json({"success": True, "result": {"count": 5, "results": results}})


# ---- OECD: SDMX and bulk files


def oecd_dataflow(asked: Asked) -> Reply:
    flow, version = re.search(r"OECD\.DCD\.FSD/([^/]+)/([^/]+)$", asked.path).groups()
    if flow not in LATEST or version not in ("latest", LATEST[flow]):
        return Reply(b"Could not find Dataflow and/or DSD related with this data request", 404)
    link = f"https://stats.oecd.org/wbos/fileview2.aspx?IDFile={CRS_GUID}"
    note = f"&lt;a href=&quot;{link}&quot;&gt;CRS 2031 (dotStat format)&lt;/a&gt;"
    return Reply(
        f'<?xml version="1.0"?><message:Structure xmlns:message="m" xmlns:structure="s" xmlns:common="c">'
        f"<message:Structures>"
        f'<structure:Dataflows><structure:Dataflow id="{flow}" agencyID="OECD.DCD.FSD" version="{LATEST[flow]}">'
        f"<common:Description>{note}</common:Description></structure:Dataflow></structure:Dataflows>"
        f"</message:Structures></message:Structure>".encode(),
        headers={"Content-Type": "application/vnd.sdmx.structure+xml"},
        is_packed=True,
    )


def oecd_data(asked: Asked) -> Reply:
    service, flow, version, key = re.search(
        r"sdmx\.oecd\.org/([^/]+)/rest/data/OECD\.DCD\.FSD,([^,]+),([^/]*)/([^/]*)$", asked.path
    ).groups()
    if service == "public" and flow == "DSD_CRS@DF_CRS":
        return Reply(b"Internal Server Error", 500)
    if version not in ("", LATEST.get(flow)) or key.count(".") != DIMENSIONS[flow] - 1:
        return Reply(b"Could not find Dataflow and/or DSD related with this data request", 404)
    if "XXX" in key:
        return Reply(b"NoResultsFound", 404)
    head = "DATAFLOW,DONOR: Donor,RECIPIENT: Recipient,TIME_PERIOD: Time period,OBS_VALUE,UNIT_MULT: Unit multiplier"
    rows = [
        f"OECD.DCD.FSD:{flow}({LATEST[flow]}),BRA: Brazil,CUB: Cuba,{year},{year}.25,6: Millions"
        for year in (2031, 2032)
    ]
    body = "\ufeff" + "\n".join((head, *rows)) + "\n"
    return Reply(body.encode(), headers={"Content-Type": "application/vnd.sdmx.data+csv"}, is_packed=True)


def oecd_bulk(asked: Asked) -> Reply | None:
    if asked.query.get("IDFile") != CRS_GUID:
        return Reply(b"<html><title>OECD statistics</title>no such file</html>", headers={"Content-Type": "text/html"})
    headers = {"Content-Disposition": 'attachment; filename="../../CRS 2031.zip"'}
    return Reply(deflate64.zip_of("CRS 2031 data.txt", *CRS_TEXT), headers=headers, is_file=True)


# ---- TOSSD, AidData, World Bank, United Nations, exchange rates


def tossd(asked: Asked) -> Reply | None:
    year = int(re.search(r"tossddata_(\d{4})\.parquet$", asked.path)[1])
    if year not in TOSSD_YEARS:
        return None
    columns = {"provider_code": ["0", "62"], "year": [str(year)] * 2, "usd_disbursement": [10.5, float(year)]}
    return Reply(parquet_file(columns), is_file=True)


def aiddata(asked: Asked) -> Reply:
    sheet = [["AidData Record ID", "Recommended For Aggregates"], ["1", "Yes"]]
    return Reply(
        zip_file({"Sample/AidDatasSample_v3.0.xlsx": xlsx_file(sheet), "Sample/README.txt": b"x"}), is_file=True
    )


WORLD_BANK_ROWS = 5


def world_bank(asked: Asked) -> Reply:
    language, countries, series = re.search(r"v2/(\w+)/country/([^/]+)/indicator/([^/]+)$", asked.path).groups()
    if asked.query.get("format") != "json":
        return Reply(b'<?xml version="1.0"?><wb:data xmlns:wb="http://www.worldbank.org"/>')
    if series.startswith("XX."):
        error = {"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}
        return as_json([{"message": [error]}])
    page, size = int(asked.query.get("page", 1)), int(asked.query.get("per_page", 50))
    pages = -(-WORLD_BANK_ROWS // size)
    rows = [
        {
            "indicator": {"id": series, "value": "Sample"},
            "country": {"id": "CU", "value": "Cuba"},
            "countryiso3code": "CUB",
            "date": str(2031 + number),
            "value": 1.5 * number,
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }
        for number in range(WORLD_BANK_ROWS)
    ][(page - 1) * size : page * size]
    head = {"page": page, "pages": pages, "per_page": size, "total": WORLD_BANK_ROWS, "lastupdated": "2031-04-01"}
    return as_json([head, rows])


def un_national_accounts(asked: Asked) -> Reply:
    rows = [["Sample"], [""], ["CountryID", "Country", "1970", "1971"], ["192", "Cuba", "1", "2"]]
    return Reply(xlsx_file(rows), is_file=True)


def fts(asked: Asked) -> Reply:
    if "locationISO3" in asked.query:
        return Reply(b'{"status":"error","message":"locationISO3 is not allowed"}', 400)
    page = int(asked.query.get("page", 1))
    flows = [{"id": str(10 * page + n), "amountUSD": 1000 * n, "status": "paid"} for n in (1, 2)]
    meta = {"language": "en", "count": 6}
    if page < 3:
        meta["nextLink"] = f"http://{asked.headers['Host']}/{asked.path}?year={asked.query['year']}&page={page + 1}"
    return as_json(
        {"status": "ok", "data": {"incoming": {}, "outgoing": {}, "internal": {}, "flows": flows}, "meta": meta}
    )


def ecb(asked: Asked) -> Reply:
    body = b"Date,USD,BRL,\n2031-04-01,1.5,6.25,\n2031-03-31,1.4,N/A,\n"
    return Reply(zip_file({"eurofxref-hist.csv": body}), is_file=True)


def imf_rates(asked: Asked) -> Reply:
    body = b"Date,Rate,Currency,Frequency,Source,Country code,Country\n2031-12-31,24.0,CUP,A,IMF,CU,Cuba\n"
    return Reply(body, headers={"Content-Type": "text/csv"}, is_file=True)


ENDPOINTS: dict[str, Endpoint] = {
    r"^bulk-data\.iatistandard\.org/datasets-(minimal|full)$": iati_bulk_index,
    r"^bulk-data\.iatistandard\.org/reporting-orgs$": lambda asked: as_json(
        {"reporting_orgs": [{"short_name": "sample"}]}
    ),
    r"^bulk-data\.iatistandard\.org/iati-data\.zip$": iati_corpus,
    r"^bulk-data\.iatistandard\.org/sample/[\w-]+\.xml$": iati_bulk_file,
    r"^api\.iatistandard\.org/datastore/(activity|transaction|budget)/select$": iati_datastore,
    r"^iatiregistry\.org/api/3/action/package_search$": iati_registry,
    r"^sdmx\.oecd\.org/public/rest/dataflow/": oecd_dataflow,
    r"^sdmx\.oecd\.org/(public|dcd-public)/rest/data/": oecd_data,
    r"^stats\.oecd\.org/wbos/fileview2\.aspx$": oecd_bulk,
    r"^tossd\.online/tossddata_\d{4}\.parquet$": tossd,
    r"^docs\.aiddata\.org/ad4/datasets/.*\.zip$": aiddata,
    r"^api\.worldbank\.org/v2/": world_bank,
    r"^unstats\.un\.org/unsd/amaapi/api/file/\d+$": un_national_accounts,
    r"^api\.hpc\.tools/v1/": fts,
    r"^www\.ecb\.europa\.eu/stats/eurofxref/eurofxref-hist\.zip$": ecb,
    r"^codeforiati\.org/imf-exchangerates/imf_exchangerates\.csv$": imf_rates,
}
