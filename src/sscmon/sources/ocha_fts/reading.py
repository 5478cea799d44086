"""Files of the Financial Tracking Service: JSON pages of flows, the list of places, and the flat tables of HDX."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from sscmon.errors import SourceChanged
from sscmon.readers import rows_to_parquet

HDX_COLUMNS = {
    "id": "fts_flow_id",
    "status": "status_text",
    "boundary": "boundary_text",
    "onBoundary": "on_boundary_text",
    "flowType": "fts_flow_type",
    "contributionType": "contribution_type_text",
    "amountUSD": "amount_usd_nominal",
    "originalAmount": "amount_original",
    "originalCurrency": "currency_code",
    "date": "flow_date",
    "description": "activity_description",
    "srcOrganization": "source_organisations",
    "srcOrganizationTypes": "source_types",
    "srcLocations": "source_places",
    "destOrganization": "destination_organisations",
    "destOrganizationTypes": "destination_types",
    "destLocations": "destination_places",
    "destUsageYearStart": "first_year",
    "destUsageYearEnd": "last_year",
    "destPlan": "destination_plans",
}
FLOW_COLUMNS = (
    "fts_flow_id",
    "version_number",
    "status_text",
    "boundary_text",
    "on_boundary_text",
    "fts_flow_type",
    "contribution_type_text",
    "is_new_money",
    "parent_flow_id",
    "child_flow_ids",
    "amount_usd_nominal",
    "amount_original",
    "currency_code",
    "flow_date",
    "activity_description",
    "source_organisations",
    "source_types",
    "source_places",
    "source_place_ids",
    "destination_organisations",
    "destination_types",
    "destination_places",
    "destination_place_ids",
    "destination_years",
    "destination_plans",
)
PLACE_COLUMNS = ("fts_location_id", "iso3", "location_name")


def read_files(paths: Iterable[Path], folder: Path) -> None:
    """Write `flow.parquet` and `location.parquet` of all files; what a file is, its content says.

    Raises:
        SourceChanged: a file is neither, or no file has a flow.
    """
    flows: list[tuple] = []
    places: list[tuple] = []
    for path in paths:
        if path.suffix.lower() == ".csv":
            flows.extend(_hdx_rows(path))
            continue
        data = _data(path)
        if isinstance(data, dict) and isinstance(data.get("flows"), list):
            flows.extend(_flow_rows(path, data["flows"]))
        elif isinstance(data, list):
            places.extend(_place_row(path, number, place) for number, place in enumerate(data))
        else:
            raise SourceChanged("the page has neither flows nor places", where=path.name, todo="look at it")
    rows_to_parquet(places, folder / "location.parquet", PLACE_COLUMNS)
    if not rows_to_parquet(flows, folder / "flow.parquet", FLOW_COLUMNS):
        raise SourceChanged("no file has a flow", where="ocha_fts", todo="fetch them again")


def _data(path: Path):
    content = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(content, dict) or content.get("status") != "ok":
        raise SourceChanged("the page does not say that its status is ok", where=path.name, todo="fetch it again")
    return content.get("data")


def _place_row(path: Path, number: int, place: dict) -> tuple:
    cells = (_text(place.get("id")), _text(place.get("iso3")), _text(place.get("name")))
    return (*cells, f"{path.name}[{number}]", None)


def _flow_rows(path: Path, flows: list) -> Iterator[tuple]:
    for number, flow in enumerate(flows):
        address = f"{path.name}[{number}]"
        try:
            yield (*_flow_cells(flow), address, None)
        except (KeyError, TypeError, AttributeError):
            yield (*(None for _ in FLOW_COLUMNS), address, json.dumps([flow], ensure_ascii=False))


def _flow_cells(flow: dict) -> tuple:
    source, destination = flow["sourceObjects"], flow["destinationObjects"]
    return (
        _text(flow["id"]),
        _text(flow.get("versionId")),
        flow["status"],
        flow.get("boundary"),
        flow.get("onBoundary"),
        flow.get("flowType"),
        flow.get("contributionType"),
        _text(flow.get("newMoney")),
        _text(flow.get("parentFlowId")),
        _joined(_text(child) for child in flow.get("childFlowIds") or ()),
        _text(flow["amountUSD"]),
        _text(flow.get("originalAmount")),
        flow.get("originalCurrency"),
        (flow.get("date") or "")[:10],
        flow.get("description"),
        _names(source, "Organization"),
        _types(source),
        _names(source, "Location"),
        _names(source, "Location", "id"),
        _names(destination, "Organization"),
        _types(destination),
        _names(destination, "Location"),
        _names(destination, "Location", "id"),
        _names(destination, "UsageYear"),
        _names(destination, "Plan"),
    )


def _names(objects: list[dict], kind: str, field: str = "name") -> str:
    return _joined(_text(thing[field]) for thing in objects if thing["type"] == kind)


def _types(objects: list[dict]) -> str:
    found = [
        kind for thing in objects if thing["type"] == "Organization" for kind in thing.get("organizationTypes") or ()
    ]
    return _joined(found)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(sorted(dict.fromkeys(parts)))


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _hdx_rows(path: Path) -> Iterator[tuple]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        missing = [name for name in HDX_COLUMNS if name not in header]
        if missing:
            raise SourceChanged(f"the table has no column {', '.join(missing)}", where=path.name, todo="look at it")
        line = reader.line_num + 1
        for cells in reader:
            address, line = f"{path.name}:{line}", reader.line_num + 1
            if cells[:1] == ["#date"]:
                continue
            if len(cells) != len(header):
                yield (*(None for _ in FLOW_COLUMNS), address, json.dumps(cells, ensure_ascii=False))
                continue
            row = dict(zip(header, cells, strict=True))
            given = {column: row[name] for name, column in HDX_COLUMNS.items()}
            given["destination_years"] = _joined(filter(None, (given["first_year"], given["last_year"])))
            for name in ("source_places", "destination_places"):
                given[name] = _joined(part.strip() for part in given[name].split(",") if part.strip())
            yield (*(given.get(name, "") for name in FLOW_COLUMNS), address, None)
