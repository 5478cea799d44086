"""One activity as an IATI 2.03 element; the order of the elements is that of the Standard."""

import re
from decimal import Decimal
from urllib.parse import quote, urlsplit

from lxml import etree

from sscmon.publish.iati.reporter import Reporter

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
OWN_VOCABULARY = "urn:sscmon:vocabulary:"
CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TAG_VOCABULARIES = {"SDG-goal": "2", "SDG-target": "3"}
GAZETTEER = re.compile(r"([AG]\d):(.+)")
THIRD_PARTY, SIBLING = "5", "3"
HEADINGS = {"100", "110", "120", "150", "200", "300", "310", "320", "330", "400", "500", "700"}


def identifier(reporter: Reporter, activity_id: str) -> str:
    """The activity's identifier in IATI: the reporter's, and ours with what IATI forbids written as %XX."""
    return f"{reporter.ref}-{quote(activity_id, safe=':')}"


def activity_element(activity: dict, reporter: Reporter, updated: str) -> etree._Element:
    """An activity with all its parts.

    Args:
        activity: as `parts.activities` gives it.
        updated: time of the data (UTC, ISO 8601).
    """
    root = etree.Element("iati-activity", {LANGUAGE: activity["language"], "last-updated-datetime": updated})
    currencies = {row["currency_code"] for row in activity["transactions"]}
    if len(currencies) == 1:
        root.set("default-currency", currencies.pop())
    _add(root, "iati-identifier", text=identifier(reporter, activity["activity_id"]))
    root.append(reporter_element(reporter))
    _narrative(_add(root, "title"), activity["activity_title"])
    _narrative(_add(root, "description", type="1"), activity["activity_description"])
    for row in activity["participants"]:
        _organisation(root, "participating-org", row["name"], row["org_ref"], row["type_code"], role=row["role_code"])
    _identifiers(root, activity)
    _add(root, "activity-status", code=activity["status_code"])
    _add(root, "activity-date", type=activity["start_type"], **{"iso-date": activity["start_date"].isoformat()})
    if activity["end_date"]:
        _add(root, "activity-date", type=activity["end_type"], **{"iso-date": activity["end_date"].isoformat()})
    for row in activity["recipients"]:
        _place(root, row, row["percentage_pct"])
    for row in activity["locations"]:
        _location(root, row)
    for row in activity["sectors"]:
        _sector(root, row)
    for row in activity["tags"]:
        _tag(root, row)
    if activity["collaboration_code"]:
        _add(root, "collaboration-type", code=activity["collaboration_code"])
    if activity["tied_status"]:
        _add(root, "default-tied-status", code=activity["tied_status"])
    for row in activity["transactions"]:
        _transaction(root, row)
    for row in activity["documents"]:
        _document(root, row)
    if activity["counterpart_activity_id"]:
        _add(root, "related-activity", ref=identifier(reporter, activity["counterpart_activity_id"]), type=SIBLING)
    if activity["original_identifier"]:
        _add(root, "related-activity", ref=activity["original_identifier"].strip(), type=THIRD_PARTY)
    _conditions(root, activity["conditions"])
    for row in activity["quantities"]:
        _result(root, row)
    return root


def reporter_element(reporter: Reporter) -> etree._Element:
    """The reporting organisation, marked where it reports on others."""
    element = etree.Element("reporting-org", {"ref": reporter.ref, "type": reporter.type_code})
    element.set("secondary-reporter", "1" if reporter.is_secondary else "0")
    _narrative(element, reporter.name)
    return element


def _add(parent: etree._Element, name: str, *, text: str | None = None, **attributes: str | None) -> etree._Element:
    given = {key.replace("_", "-"): _clean(value) for key, value in attributes.items() if value is not None}
    element = etree.SubElement(parent, name, given)
    if text is not None:
        element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    return CONTROL.sub(" ", text)


def _narrative(parent: etree._Element, text: str, language: str | None = None) -> None:
    element = _add(parent, "narrative", text=text)
    if language:
        element.set(LANGUAGE, language)


def _organisation(parent, element: str, name: str | None, ref: str | None, type_code: str | None, **more) -> None:
    if name is None and ref is None:
        return
    organisation = _add(parent, element, ref=ref, type=type_code, **more)
    if name is not None:
        _narrative(organisation, name)


def _identifiers(root: etree._Element, activity: dict) -> None:
    """Ours as the reporter's own, then those of others with the scheme as the owner's name."""
    _add(root, "other-identifier", ref=activity["activity_id"], type="A1")
    for row in activity["identifiers"]:
        kind = "A2" if row["identifier_scheme"] == "iati-A2" else "A9"
        other = _add(root, "other-identifier", ref=row["identifier_value"], type=kind)
        _narrative(_add(other, "owner-org"), row["identifier_scheme"])


def _place(parent: etree._Element, row: dict, percentage: Decimal | None = None) -> None:
    element = _add(
        parent,
        row["element"],
        code=row["place_code"],
        vocabulary=row["vocabulary_code"],
        percentage=None if percentage is None else _number(percentage),
    )
    if row["place_name"]:
        _narrative(element, row["place_name"], "en")


def _location(root: etree._Element, row: dict) -> None:
    """A place by gazetteer, point, reference or name, as the code of the place begins."""
    code, name = row["location_code"], row["location_name"]
    known = GAZETTEER.fullmatch(code)
    element = _add(root, "location", ref=None if known else _after(code, "ref:"))
    if known:
        _add(element, "location-id", vocabulary=known[1], code=known[2])
    if name or code.startswith("name:"):
        _narrative(_add(element, "name"), name or code.removeprefix("name:"))
    if known and row["admin_level"] is not None:
        _add(element, "administrative", vocabulary=known[1], code=known[2], level=str(row["admin_level"]))
    if code.startswith("point:"):
        point = _add(element, "point", srsName="http://www.opengis.net/def/crs/EPSG/0/4326")
        _add(point, "pos", text=code.removeprefix("point:"))


def _after(code: str, prefix: str) -> str | None:
    """The reference in a code of a place; another code stands for itself, a point or a name for nothing."""
    return None if code.startswith(("point:", "name:")) else code.removeprefix(prefix)


def _sector(root: etree._Element, row: dict) -> None:
    own = row["own_vocabulary"]
    sector = _add(
        root,
        "sector",
        vocabulary=row["vocabulary_code"],
        vocabulary_uri=f"{OWN_VOCABULARY}{quote(own)}" if own else None,
        code=row["sector_code"],
        percentage=None if row["percentage_pct"] is None else _number(row["percentage_pct"]),
    )
    if own:
        _narrative(sector, row["label"], "en")


def _tag(root: etree._Element, row: dict) -> None:
    vocabulary = TAG_VOCABULARIES.get(row["vocabulary"], "99")
    uri = f"{OWN_VOCABULARY}{quote(row['vocabulary'])}" if vocabulary == "99" else None
    tag = _add(root, "tag", code=row["tag_code"], vocabulary=vocabulary, vocabulary_uri=uri)
    if uri:
        _narrative(tag, row["label"], "en")


def _transaction(root: etree._Element, row: dict) -> None:
    day = row["transaction_date"].isoformat()
    transaction = _add(root, "transaction", ref=row["transaction_ref"])
    _add(transaction, "transaction-type", code=row["type_code"])
    _add(transaction, "transaction-date", iso_date=day)
    _add(transaction, "value", text=_number(row["amount_original"]), currency=row["currency_code"], value_date=day)
    if not row["is_dated"]:
        said = f"Figure of the year {row['period_end_year']}; the day is not known."
        _narrative(_add(transaction, "description"), said, "en")
    _organisation(transaction, "provider-org", row["provider_name"], row["provider_ref"], row["provider_type"])
    _organisation(transaction, "receiver-org", row["receiver_name"], row["receiver_ref"], row["receiver_type"])
    if row["sector_code"]:
        is_own = row["sector_code"] in HEADINGS
        sector = _add(
            transaction,
            "sector",
            vocabulary="99" if is_own else "2",
            vocabulary_uri=f"{OWN_VOCABULARY}CRS3" if is_own else None,
            code=row["sector_code"],
        )
        if is_own:
            _narrative(sector, row["sector_code"], "en")
    if row["has_place_by_transaction"]:
        _place(transaction, row)
    for name in ("flow_type", "finance_type", "aid_type", "tied_status"):
        if row[name]:
            _add(transaction, name.replace("_", "-"), code=row[name])


def _document(root: etree._Element, row: dict) -> None:
    """A document named with a figure; IATI demands a category: a report (A08) for a PDF, else a page (A12)."""
    is_pdf = urlsplit(row["url"]).path.lower().endswith(".pdf")
    link = _add(root, "document-link", format="application/pdf" if is_pdf else "text/html", url=row["url"])
    _narrative(_add(link, "title"), row["document_title"] or row["document_id"], row["language"])
    _add(link, "category", code="A08" if is_pdf else "A12")
    if row["language"]:
        _add(link, "language", code=row["language"])


def _conditions(root: etree._Element, rows: list[dict]) -> None:
    attached = [row for row in rows if row["is_attached"]]
    if not rows:
        return
    conditions = _add(root, "conditions", attached="1" if attached else "0")
    for row in attached:
        said = {"1": "policy condition", "2": "performance condition", "3": "fiduciary condition"}[
            row["condition_type"]
        ]
        _narrative(_add(conditions, "condition", type=row["condition_type"]), said, "en")


def _result(root: etree._Element, row: dict) -> None:
    """A physical figure as a value reached, which only a flow lets a reader add up."""
    is_flow = row["value_type"] == "FLOW"
    result = _add(root, "result", type="1", aggregation_status="1" if is_flow else "0")
    labels = (("en", row["label_en"]), ("es", row["label_es"]), ("pt", row["label_pt"]))
    named = [(language, label) for language, label in labels if label] or [("en", row["kind"])]
    title = _add(result, "title")
    indicator = _add(result, "indicator", measure="1", aggregation_status="1" if is_flow else "0")
    indicator_title = _add(indicator, "title")
    for language, label in named:
        _narrative(title, label, language)
        _narrative(indicator_title, f"{label} [{row['quantity_unit']}]", language)
    code = "|".join((row["kind"], row["kind_detail"] or "_Z", row["value_type"], row["quantity_unit"]))
    _add(indicator, "reference", vocabulary="99", code=code, indicator_uri=f"{OWN_VOCABULARY}kind")
    period = _add(indicator, "period")
    _add(period, "period-start", iso_date=row["start_date"].isoformat())
    _add(period, "period-end", iso_date=row["end_date"].isoformat())
    _add(period, "actual", value=_number(row["quantity_value"]))


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
