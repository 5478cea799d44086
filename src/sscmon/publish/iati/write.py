"""The IATI files of a reporter: activity files by provider, one organisation file, and what was left out."""

import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import duckdb
from lxml import etree

from sscmon.publish.draft import DATABASE, Draft
from sscmon.publish.iati import chosen
from sscmon.publish.iati.element import LANGUAGE, activity_element, reporter_element
from sscmon.publish.iati.parts import activities
from sscmon.publish.iati.reporter import Reporter
from sscmon.scratch import scratch

VERSION = "2.03"
LEFT_OUT = "left-out.csv"


def write(draft: Draft, folder: Path, reporter: Reporter, provider_id: str | None = None) -> int:
    """Write the files into a new folder, from the draft's released database alone; the same data, the same bytes.

    Args:
        provider_id: only activities of this provider.

    Returns:
        Number of activities written.
    """
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix=".iati-", dir=folder.parent) as spill, scratch(Path(spill)) as connection:
        chosen.choose(connection, draft.paths, draft.folder / DATABASE, reporter, provider_id)
        count = _write_activities(connection, folder, reporter, draft.created)
        chosen.write_left_out(connection, folder / LEFT_OUT)
    _write_organisation(folder / "organisation.xml", reporter, draft.created)
    return count


def _write_activities(connection: duckdb.DuckDBPyConnection, folder: Path, reporter: Reporter, created: str) -> int:
    count = 0
    for party_id, group in groupby(activities(connection), lambda activity: activity["file_party_id"]):
        elements = (activity_element(activity, reporter, created) for activity in group)
        name = party_id.lower().strip("_").replace("+", "-")
        count += _stream(folder / f"activities-{name}.xml", "iati-activities", created, elements)
    return count


def _write_organisation(target: Path, reporter: Reporter, created: str) -> None:
    organisation = etree.Element("iati-organisation", {LANGUAGE: "en", "last-updated-datetime": created})
    etree.SubElement(organisation, "organisation-identifier").text = reporter.ref
    name = etree.SubElement(organisation, "name")
    etree.SubElement(name, "narrative").text = reporter.name
    organisation.append(reporter_element(reporter))
    _stream(target, "iati-organisations", created, iter([organisation]))


def _stream(target: Path, root: str, created: str, elements: Iterator[etree._Element]) -> int:
    """Write elements one by one under a root; returns how many."""
    count = 0
    attributes = {"version": VERSION, "generated-datetime": created}
    with etree.xmlfile(str(target), encoding="utf-8") as file:
        file.write_declaration()
        with file.element(root, attributes):
            file.write("\n")
            for element in elements:
                file.write(element, pretty_print=True)
                count += 1
    return count
