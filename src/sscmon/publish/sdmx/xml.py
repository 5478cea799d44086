"""Structures as SDMX-ML, in the two versions that are in use: 2.1 and 3.0."""

from lxml import etree
from lxml.builder import ElementMaker

from sscmon import __version__
from sscmon.publish.labels import Code
from sscmon.publish.sdmx.structure import (
    AGENCY,
    COMPONENTS,
    CONCEPTS,
    DATAFLOW,
    STRUCTURE,
    TITLE,
    Component,
    identifier,
)
from sscmon.text import LANGUAGES, Text

NAMESPACE = "http://www.sdmx.org/resources/sdmxml/schemas/{}/{}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACES = {"mes": "message", "str": "structure", "com": "common"}
CLASSES = {"Codelist": "codelist", "Concept": "conceptscheme", "DataStructure": "datastructure"}


def structures(codelists: dict[str, dict[str, Code]], release: str, prepared: str, version: str) -> bytes:
    """All structures of the indicators as one SDMX-ML message.

    Args:
        codelists: code lists by identifier, as `structure.codelists` gives them.
        release: year and number of the release, as 2026.1.
        prepared: time of the message (UTC, ISO 8601).
        version: of SDMX-ML: 2.1 or 3.0.
    """
    return etree.tostring(
        _Message(codelists, release, prepared, version).element(),
        xml_declaration=True, encoding="UTF-8", pretty_print=True,
    )  # fmt: skip


def artefact_version(release: str, version: str = "3.0") -> str:
    """The version of all artefacts of a release: 2026.1 in SDMX 2.1, and 2026.1.0 where three parts are asked for."""
    return release if version == "2.1" else f"{release}.0"


class _Message:
    def __init__(self, codelists: dict, release: str, prepared: str, version: str):
        self.codelists, self.prepared = codelists, prepared
        self.is_old = version == "2.1"
        self.version = artefact_version(release, version)
        folder = "v2_1" if self.is_old else "v3_0"
        spaces = {short: NAMESPACE.format(folder, name) for short, name in SPACES.items()}
        self.mes, self.str, self.com = (ElementMaker(namespace=spaces[short], nsmap=spaces) for short in SPACES)

    def element(self) -> etree._Element:
        lists = self.str.Codelists(*(self._codelist(name, codes) for name, codes in self.codelists.items()))
        concepts = self.str.ConceptScheme(
            *self._named(TITLE),
            *(self.str.Concept(*self._named(one.name), id=one.id) for one in COMPONENTS),
            **self._identity(CONCEPTS),
        )
        flow = self.str.Dataflow(
            *self._named(TITLE),
            self.str.Structure(self._reference("DataStructure", STRUCTURE)),
            **self._identity(DATAFLOW),
        )
        structure = self.str.DataStructure(*self._named(TITLE), self._components(), **self._identity(STRUCTURE))
        schemes = self.str.Concepts(concepts) if self.is_old else self.str.ConceptSchemes(concepts)
        flows, structures = self.str.Dataflows(flow), self.str.DataStructures(structure)
        ordered = (flows, lists, schemes, structures) if self.is_old else (lists, schemes, flows, structures)
        return self.mes.Structure(self._header(), self.mes.Structures(*ordered))

    def _header(self) -> etree._Element:
        return self.mes.Header(
            self.mes.ID(identifier(f"{AGENCY}_{self.version}")),
            self.mes.Test("false"),
            self.mes.Prepared(self.prepared),
            self.mes.Sender(self.com.Name(f"sscmon {__version__}", {XML_LANGUAGE: "en"}), id=AGENCY),
        )

    def _identity(self, name: str) -> dict[str, str]:
        final = {"isFinal": "true"} if self.is_old else {}
        return {"id": name, "agencyID": AGENCY, "version": self.version, **final}

    def _named(self, label: Text, definition: Text | None = None) -> list[etree._Element]:
        names = [self.com.Name(label.in_(lang), {XML_LANGUAGE: lang}) for lang in LANGUAGES]
        return names + [
            self.com.Description(definition.in_(lang), {XML_LANGUAGE: lang}) for lang in LANGUAGES if definition
        ]

    def _codelist(self, name: str, codes: dict[str, Code]) -> etree._Element:
        originals = {code.code: found for found, code in codes.items()}
        concept = next(component for component in COMPONENTS if component.codelist == name)
        items = []
        for found, code in codes.items():
            parent = originals.get(code.parent)
            above = () if parent is None else (self._parent(parent),)
            items.append(self.str.Code(*self._named(code.label, code.definition), *above, id=found))
        return self.str.Codelist(*self._named(concept.name), *items, **self._identity(name))

    def _parent(self, code: str) -> etree._Element:
        return self.str.Parent(etree.Element("Ref", id=code)) if self.is_old else self.str.Parent(code)

    def _reference(self, kind: str, name: str, item: str = "") -> etree._Element | str:
        """What an element that refers to an artefact holds: a Ref in 2.1, the URN in 3.0."""
        if not self.is_old:
            whole = f"{AGENCY}:{name}({self.version})" + (f".{item}" if item else "")
            return f"urn:sdmx:org.sdmx.infomodel.{CLASSES[kind]}.{kind}={whole}"
        kinds = {"agencyID": AGENCY, "package": CLASSES[kind], "class": kind}
        if item:
            parent = {"maintainableParentID": name, "maintainableParentVersion": self.version}
            return etree.Element("Ref", id=item, **parent, **kinds)
        return etree.Element("Ref", id=name, version=self.version, **kinds)

    def _components(self) -> etree._Element:
        dimensions = [self._dimension(one, place) for place, one in enumerate(_of("dimension"), 1)]
        (time,), (measure,), bounds = _of("time"), _of("measure"), _of("bound")
        dimensions.append(self.str.TimeDimension(*self._content(time), **self._place(time, len(dimensions) + 1)))
        if self.is_old:
            measures = self.str.MeasureList(self.str.PrimaryMeasure(*self._content(measure), id=measure.id))
            attributes = [self._attribute(one) for one in (*bounds, *_of("attribute"))]
        else:
            measures = self.str.MeasureList(
                *(self.str.Measure(*self._content(one), id=one.id, usage="optional") for one in (measure, *bounds))
            )
            attributes = [self._attribute(one) for one in _of("attribute")]
        measures.set("id", "MeasureDescriptor")
        return self.str.DataStructureComponents(
            self.str.DimensionList(*dimensions, id="DimensionDescriptor"),
            self.str.AttributeList(*attributes, id="AttributeDescriptor"),
            measures,
        )

    def _place(self, component: Component, place: int) -> dict[str, str]:
        return {"id": component.id, "position": str(place)} if self.is_old else {"id": component.id}

    def _dimension(self, component: Component, place: int) -> etree._Element:
        return self.str.Dimension(*self._content(component), id=component.id, position=str(place))

    def _attribute(self, component: Component) -> etree._Element:
        if self.is_old:
            (measure,) = _of("measure")
            relation = self.str.AttributeRelationship(self.str.PrimaryMeasure(etree.Element("Ref", id=measure.id)))
            usage = {"assignmentStatus": "Mandatory" if component.is_required else "Conditional"}
        else:
            relation = self.str.AttributeRelationship(self.str.Observation())
            usage = {"usage": "mandatory" if component.is_required else "optional"}
        return self.str.Attribute(*self._content(component), relation, id=component.id, **usage)

    def _content(self, component: Component) -> list[etree._Element]:
        """The concept of a component and what its values are."""
        if component.codelist:
            values = self.str.Enumeration(self._reference("Codelist", component.codelist))
        else:
            values = self.str.TextFormat(textType=component.text_type)
        return [
            self.str.ConceptIdentity(self._reference("Concept", CONCEPTS, component.id)),
            self.str.LocalRepresentation(values),
        ]


def _of(role: str) -> list[Component]:
    return [component for component in COMPONENTS if component.role == role]
