"""Answers of the Datastore's search (JSON) as IATI XML again.

The search gives an activity as parallel lists. Lists that decide amounts and shares must have equal lengths, or the
activity is refused; a list that only describes (a name, a reference) and does not fit is left out.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sscmon.errors import SourceChanged
from sscmon.sources.iati.cutting import Piece
from sscmon.sources.iati.prologue import Root

ROOT = Root(b"<iati-activities>", "utf-8", {"version": "2.03"})
ATTRIBUTES = {
    "default_currency": "default-currency",
    "hierarchy": "hierarchy",
    "humanitarian": "humanitarian",
    "last_updated_datetime": "last-updated-datetime",
    "xml_lang": "{http://www.w3.org/XML/1998/namespace}lang",
}
SINGLE = {
    "iati_identifier": "iati-identifier",
    "activity_status_code": "activity-status/@code",
    "activity_scope_code": "activity-scope/@code",
    "collaboration_type_code": "collaboration-type/@code",
    "default_flow_type_code": "default-flow-type/@code",
    "default_finance_type_code": "default-finance-type/@code",
    "default_tied_status_code": "default-tied-status/@code",
    "conditions_attached": "conditions/@attached",
}
# element: (list that counts its occurrences, lists that must fit, lists that may be left out)
SEVERAL = {
    "reporting-org": (
        "reporting_org_ref",
        {},
        {
            "reporting_org_type": "@type",
            "reporting_org_secondary_reporter": "@secondary-reporter",
            "reporting_org_narrative": "narrative",
        },
    ),
    "title": ("title_narrative", {}, {}),
    "description": ("description_narrative", {}, {"description_type": "@type"}),
    "participating-org": (
        "participating_org_role",
        {},
        {
            "participating_org_ref": "@ref",
            "participating_org_type": "@type",
            "participating_org_narrative": "narrative",
        },
    ),
    "other-identifier": ("other_identifier_ref", {}, {"other_identifier_type": "@type"}),
    "activity-date": ("activity_date_type", {"activity_date_iso_date": "@iso-date"}, {}),
    "recipient-country": ("recipient_country_code", {"recipient_country_percentage": "@percentage"}, {}),
    "recipient-region": (
        "recipient_region_code",
        {"recipient_region_percentage": "@percentage", "recipient_region_vocabulary": "@vocabulary"},
        {},
    ),
    "sector": (
        "sector_code",
        {"sector_vocabulary": "@vocabulary", "sector_percentage": "@percentage"},
        {"sector_narrative": "narrative"},
    ),
    "tag": ("tag_code", {"tag_vocabulary": "@vocabulary"}, {"tag_narrative": "narrative"}),
    "default-aid-type": ("default_aid_type_code", {}, {}),
    "related-activity": ("related_activity_ref", {"related_activity_type": "@type"}, {}),
    "budget": (
        "budget_value",
        {
            "budget_period_start_iso_date": "period-start/@iso-date",
            "budget_period_end_iso_date": "period-end/@iso-date",
            "budget_value_currency": "value/@currency",
            "budget_type": "@type",
            "budget_status": "@status",
        },
        {"budget_value_value_date": "value/@value-date"},
    ),
    "transaction": (
        "transaction_value",
        {
            "transaction_transaction_type_code": "transaction-type/@code",
            "transaction_transaction_date_iso_date": "transaction-date/@iso-date",
            "transaction_value_currency": "value/@currency",
            "transaction_sector_code": "sector/@code",
            "transaction_sector_vocabulary": "sector/@vocabulary",
            "transaction_recipient_country_code": "recipient-country/@code",
            "transaction_recipient_region_code": "recipient-region/@code",
        },
        {
            "transaction_ref": "@ref",
            "transaction_value_value_date": "value/@value-date",
            "transaction_description_narrative": "description/narrative",
            "transaction_provider_org_ref": "provider-org/@ref",
            "transaction_provider_org_narrative": "provider-org/narrative",
            "transaction_receiver_org_ref": "receiver-org/@ref",
            "transaction_receiver_org_narrative": "receiver-org/narrative",
            "transaction_finance_type_code": "finance-type/@code",
            "transaction_aid_type_code": "aid-type/@code",
        },
    ),
}
COUNTED_AT = {
    "reporting-org": "@ref",
    "title": "narrative",
    "description": "narrative",
    "participating-org": "@role",
    "other-identifier": "@ref",
    "activity-date": "@type",
    "related-activity": "@ref",
    "budget": "value",
    "transaction": "value",
}


def pieces(documents: list[dict]) -> Iterator[Piece]:
    """One piece an activity, in the order of the answer."""
    for number, document in enumerate(documents):
        try:
            xml, refused = _activity(document), ""
        except ValueError as error:
            xml, refused = json.dumps(document, ensure_ascii=False).encode(), str(error)
        yield Piece(xml, number, 1, number + 1, refused=refused)


def load(path: Path) -> list | dict:
    """A JSON file of a snapshot.

    Raises:
        SourceChanged: it is not readable JSON.
    """
    try:
        return json.loads(path.read_bytes())
    except ValueError as error:
        raise SourceChanged(
            f"the file is not readable JSON: {error}", where=path.name, todo="fetch it again"
        ) from error


def _activity(document: dict) -> bytes:
    activity = etree.Element("iati-activity")
    for key, name in ATTRIBUTES.items():
        if key in document:
            activity.set(name, _text(document[key]))
    for key, path in SINGLE.items():
        if key in document:
            _put(activity, path, _text(_list(document, key)[0]))
    for element, (counted, fitting, describing) in SEVERAL.items():
        values = _list(document, counted)
        lists = {}
        for key, path in {**fitting, **describing}.items():
            if found := _list(document, key):
                if len(found) == len(values):
                    lists[path] = found
                elif key in fitting:
                    raise ValueError(
                        f"the lists {counted} ({len(values)}) and {key} ({len(found)}) do not fit together; "
                        "fetch this activity as XML"
                    )
        for place, value in enumerate(values):
            child = etree.SubElement(activity, element)
            _put(child, COUNTED_AT.get(element, "@code"), _text(value))
            for path, found in lists.items():
                _put(child, path, _text(found[place]))
    return etree.tostring(activity, encoding="utf-8")


def _list(document: dict, key: str) -> list:
    value = document.get(key, [])
    return value if isinstance(value, list) else [value]


def _text(value) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


def _put(element: etree._Element, path: str, value: str) -> None:
    """Set the text or attribute at a path such as `value/@currency`, making the elements on the way."""
    *names, last = path.split("/")
    if not last.startswith("@"):
        names.append(last)
    for name in names:
        found = element.find(name)
        element = etree.SubElement(element, name) if found is None else found
    if last.startswith("@"):
        element.set(last[1:], value)
    else:
        element.text = value
