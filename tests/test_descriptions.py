"""CSV on the Web and the data catalogue, each as a tool of its format reads it."""

import json
import warnings
from decimal import Decimal
from urllib.parse import unquote, urlsplit

import pytest
from csvw import CSVW
from pyshacl import validate
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from sscmon.snapshots import sha256_of

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SCHEMA = Namespace("https://schema.org/")
CHECKED_ROWS = 3_000


@pytest.fixture(scope="module")
def short_tables(released, tmp_path_factory):
    """The metadata with the tables that are short enough to be checked row by row, and those they refer to."""
    group = json.loads((released / "data" / "csv-metadata.json").read_text(encoding="utf-8"))
    folder = tmp_path_factory.mktemp("csvw")
    kept = {}
    for table in group["tables"]:
        text = (released / "data" / table["url"]).read_text(encoding="utf-8")
        if text.count("\n") <= CHECKED_ROWS:
            kept[table["url"]] = table
            (folder / table["url"]).write_text(text, encoding="utf-8")
    for table in kept.values():
        links = table["tableSchema"].get("foreignKeys", [])
        table["tableSchema"]["foreignKeys"] = [link for link in links if link["reference"]["resource"] in kept]
    (folder / "csv-metadata.json").write_text(json.dumps({**group, "tables": list(kept.values())}), encoding="utf-8")
    return folder


def is_valid(folder) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            return CSVW(str(folder / "csv-metadata.json"), validate=True).is_valid
        except ValueError:
            return False


def test_every_table_is_described_and_found_by_a_reader_of_csvw(released):
    described = CSVW(str(released / "data" / "csv-metadata.json"))
    assert {str(table.url) for table in described.tables} == {path.name for path in released.glob("data/*.csv")}
    flow = next(table for table in described.tables if str(table.url) == "core-flow.csv")
    rows = list(flow.iterdicts(strict=True))
    assert rows and isinstance(rows[0]["amount_original"], Decimal)


def test_short_tables_are_valid_row_by_row_with_their_links(short_tables):
    assert len(list(short_tables.glob("*.csv"))) > 30
    assert is_valid(short_tables)


@pytest.mark.parametrize(
    "old, new",
    [
        ("CUB,", "CUBA_WHO,"),
        ("\n", "\nwithout the other cells\n"),
    ],
)
def test_a_broken_row_is_found(short_tables, tmp_path, old, new):
    for path in short_tables.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    target = tmp_path / "core-flow.csv"
    text = target.read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not is_valid(tmp_path)


@pytest.fixture(scope="module")
def catalog(released):
    path = released / "dcat.jsonld"
    return Graph().parse(path, format="json-ld", publicID=f"{released.as_uri()}/dcat.jsonld")


def test_the_catalogue_has_what_dcat_ap_asks_for(catalog, request):
    shapes = Graph().parse(request.path.parent / "dcat_shapes.ttl")
    conforms, _, told = validate(catalog, shacl_graph=shapes)
    assert conforms, told
    (release,) = catalog.subjects(RDF.type, SCHEMA.Dataset)
    catalog_without = Graph() + catalog
    catalog_without.remove((release, DCAT.version, None))
    assert not validate(catalog_without, shacl_graph=shapes)[0]


def test_the_catalogue_lists_every_file_with_its_size_and_checksum(catalog, released):
    listed = {}
    for one in catalog.subjects(RDF.type, DCAT.Distribution):
        name = unquote(urlsplit(one).path).removeprefix(f"{released.as_posix()}/")
        checksum = catalog.value(one, SPDX.checksum)
        listed[name] = (int(catalog.value(one, DCAT.byteSize)), str(catalog.value(checksum, SPDX.checksumValue)))
    late = {"dcat.jsonld", "README.md", "README.es.md", "README.pt.md", "SHA256SUMS"}
    paths = {path.relative_to(released).as_posix(): path for path in released.rglob("*") if path.is_file()}
    assert listed == {name: (path.stat().st_size, sha256_of(path)) for name, path in paths.items() if name not in late}
