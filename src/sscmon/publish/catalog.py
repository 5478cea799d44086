"""The release for data catalogues: DCAT 3 with provenance (PROV-O) and schema.org, in one JSON-LD file.

Follows the W3C recommendations Data Catalog Vocabulary 3 (2024) and The PROV Ontology (2013), and the properties that
DCAT-AP asks for. Addresses are relative, so that the file is true wherever the release lies.
"""

import json
from pathlib import Path

from sscmon import __version__
from sscmon.dictionary import resource_name
from sscmon.publish.draft import DATA_LICENCE, DESCRIPTION, KEYWORDS, TITLE, Draft, Part
from sscmon.snapshots import sha256_of
from sscmon.text import LANGUAGES, Text

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGE_IRI = "http://publications.europa.eu/resource/authority/language/"
LANGUAGE_CODES = {"en": "ENG", "es": "SPA", "pt": "POR"}
FILE_TYPE_IRI = "http://www.iana.org/assignments/media-types/"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".cff": "application/yaml",
    ".json": "application/json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}
STANDARDS = {
    "datapackage.json": "https://datapackage.org/profiles/2.0/datapackage.json",
    "data/csv-metadata.json": "http://www.w3.org/ns/csvw",
    "sdmx/structure-2.1.xml": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message",
    "sdmx/structure-3.0.xml": "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/message",
}
PUBLISHER = {"@id": "#publisher"}
DATASET, BUILD, SERIES = {"@id": "#dataset"}, {"@id": "#build"}, {"@id": "#series"}


def write_catalog(draft: Draft) -> None:
    """Write `dcat.jsonld`: the dataset, each file so far with size and checksum, and the snapshots behind it."""
    with draft.connect() as connection:
        years = connection.execute("select min(year), max(year) from indicator.observation").fetchone()
        sources = connection.execute(
            "select source_id, title_en, title_es, title_pt, publisher, licence, url from meta.source order by 1"
        ).fetchall()
        files = connection.execute(
            "select snapshot_id, source_id, min(retrieved_text) from meta.vintage group by all order by 1"
        ).fetchall()
        measured = connection.execute("select title_en from indicator.catalogue order by indicator_id").fetchall()
    used = {source_id for _, source_id, _ in files}
    written = sorted(path for path in draft.folder.rglob("*") if path.is_file())
    labels = {resource_name(name): contract.metadata["label"] for name, contract in draft.contracts.items()}
    distributions = [_distribution(draft, path, labels) for path in written]
    graph = [
        _catalog(draft),
        {"@id": "#series", "@type": "dcat:DatasetSeries", "dct:title": "sscmon", "dct:publisher": PUBLISHER},
        _dataset(draft, years, distributions, files, [title for (title,) in measured]),
        {"@id": "#publisher", "@type": ["foaf:Agent", "foaf:Organization", "prov:Agent", "schema:Organization"],
         "foaf:name": "sscmon", "schema:name": "sscmon"},
        _build(draft, files),
        {"@id": "#code", "@type": ["prov:SoftwareAgent"], "schema:name": "sscmon", "schema:version": __version__},
        *(_source(*source) for source in sources if source[0] in used),
        *(_snapshot(*file) for file in files),
        *distributions,
    ]  # fmt: skip
    draft.write_text("dcat.jsonld", json.dumps({"@context": CONTEXT, "@graph": graph}, indent=1, ensure_ascii=False))


def _texts(text: Text) -> list[dict[str, str]]:
    return [{"@value": text.in_(language), "@language": language} for language in LANGUAGES]


def _time(value: str) -> dict[str, str]:
    return {"@value": value, "@type": "xsd:dateTime"}


def _catalog(draft: Draft) -> dict:
    return {
        "@id": "#catalog",
        "@type": "dcat:Catalog",
        "dct:title": "sscmon",
        "dct:description": _texts(DESCRIPTION),
        "dct:publisher": PUBLISHER,
        "dct:license": {"@id": DATA_LICENCE["path"]},
        "dct:modified": _time(draft.created),
        "dcat:dataset": [DATASET, SERIES],
    }


def _dataset(draft: Draft, years: tuple, distributions: list, snapshots: list, measured: list[str]) -> dict:
    first, last = (str(year) for year in years)
    listed = [{"@id": one["@id"]} for one in distributions]
    return {
        "@id": "#dataset",
        "@type": ["dcat:Dataset", "prov:Entity", "schema:Dataset"],
        "dct:title": TITLE,
        "dct:description": _texts(DESCRIPTION),
        "dct:identifier": f"sscmon {draft.name}",
        "dct:publisher": PUBLISHER,
        "dct:creator": PUBLISHER,
        "dct:issued": _time(draft.created),
        "dct:license": {"@id": DATA_LICENCE["path"]},
        "dct:language": [{"@id": f"{LANGUAGE_IRI}{LANGUAGE_CODES[language]}"} for language in LANGUAGES],
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": first, "@type": "xsd:gYear"},
            "dcat:endDate": {"@value": last, "@type": "xsd:gYear"},
        },
        "dcat:version": draft.name,
        "dcat:inSeries": SERIES,
        "dcat:keyword": _texts(KEYWORDS),
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/INTR"},
        "dcat:distribution": listed,
        "prov:wasGeneratedBy": BUILD,
        "prov:wasDerivedFrom": [{"@id": _snapshot_iri(snapshot_id)} for snapshot_id, *_ in snapshots],
        "schema:name": TITLE,
        "schema:description": _texts(DESCRIPTION),
        "schema:version": draft.name,
        "schema:datePublished": draft.created[:10],
        "schema:license": DATA_LICENCE["path"],
        "schema:isAccessibleForFree": True,
        "schema:creator": PUBLISHER,
        "schema:keywords": list(KEYWORDS),
        "schema:temporalCoverage": f"{first}/{last}",
        "schema:variableMeasured": measured,
        "schema:distribution": listed,
    }


def _distribution(draft: Draft, path: Path, labels: dict[str, Text]) -> dict:
    name, digest = path.relative_to(draft.folder).as_posix(), sha256_of(path)
    described = labels.get(path.stem) or draft.described(name)
    found = {
        "@id": name,
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": name,
        "dct:description": _texts(described),
        "dcat:accessURL": {"@id": name},
        "dcat:downloadURL": {"@id": name},
        "dcat:byteSize": {"@value": str(path.stat().st_size), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": DATA_LICENCE["path"]},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": digest, "@type": "xsd:hexBinary"},
        },
        "schema:contentUrl": {"@id": name},
        "schema:contentSize": str(path.stat().st_size),
        "schema:sha256": digest,
    }
    if media_type := MEDIA_TYPES.get(path.suffix):
        found |= {"dcat:mediaType": {"@id": FILE_TYPE_IRI + media_type}, "schema:encodingFormat": media_type}
    if standard := STANDARDS.get(name):
        found["dct:conformsTo"] = {"@id": standard}
    return found


def _build(draft: Draft, snapshots: list) -> dict:
    return {
        "@id": "#build",
        "@type": "prov:Activity",
        "prov:used": [{"@id": _snapshot_iri(snapshot_id)} for snapshot_id, *_ in snapshots],
        "prov:wasAssociatedWith": [{"@id": "#code"}, PUBLISHER],
        "prov:generated": DATASET,
    }


def _source(source_id: str, en: str, es: str, pt: str, publisher: str, licence: str, url: str | None) -> dict:
    return {
        "@id": f"#source/{source_id}",
        "@type": ["dcat:Dataset", "prov:Entity"],
        "dct:title": _texts(Text(en, es, pt)),
        "dct:description": _texts(Text(en, es, pt)),
        "dct:publisher": {"@type": ["foaf:Agent", "prov:Agent"], "foaf:name": publisher},
        "dct:rights": {"@type": "dct:RightsStatement", "dct:description": licence},
        **({"dcat:landingPage": {"@id": url}} if url else {}),
    }


def _snapshot(snapshot_id: str, source_id: str, retrieved: str) -> dict:
    return {
        "@id": _snapshot_iri(snapshot_id),
        "@type": "prov:Entity",
        "dct:identifier": snapshot_id,
        "prov:specializationOf": {"@id": f"#source/{source_id}"},
        "prov:generatedAtTime": _time(retrieved),
    }


def _snapshot_iri(snapshot_id: str) -> str:
    return f"#snapshot/{snapshot_id}"


PART = Part(
    write_catalog,
    {
        "dcat.jsonld": Text(
            "the release for data catalogues: DCAT 3, PROV and schema.org",
            "la publicación para catálogos de datos: DCAT 3, PROV y schema.org",
            "a publicação para catálogos de dados: DCAT 3, PROV e schema.org",
        )
    },
)
