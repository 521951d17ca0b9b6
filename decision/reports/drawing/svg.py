"""Graphviz's SVG made fit for pages: only known elements and attributes come through.

Everything is copied into a new tree by an allow-list, so nothing that a label could
smuggle in survives. There are no style attributes (the page's policy forbids them):
colours are presentation attributes, which the page's style sheet overrides by class.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

from decision.reports.drawing.labels import clean
from decision.reports.drawing.process import DrawingUnavailable

NAMESPACE: Final = "http://www.w3.org/2000/svg"

_PAINT: Final = frozenset({"fill", "stroke", "stroke-width", "stroke-dasharray"})
ALLOWED: Final[dict[str, frozenset[str]]] = {
    "svg": frozenset({"width", "height", "viewBox"}),
    "g": frozenset({"transform"}),
    "path": _PAINT | {"d"},
    "polygon": _PAINT | {"points"},
    "polyline": _PAINT | {"points"},
    "ellipse": _PAINT | {"cx", "cy", "rx", "ry"},
    "text": frozenset({"x", "y", "text-anchor", "font-family", "font-size", "fill"}),
}
_GEOMETRY: Final = frozenset({"d", "points", "x", "y"})
_FURTHER_DIGITS: Final = re.compile(r"(?:\.0\d*|(\.\d)\d*)(?!\d)")


@dataclass(frozen=True, slots=True)
class Group:
    """What the page knows about one node or edge: attributes, and a text shown on hover.

    ``url`` is an address of our own site, to which it leads.
    """

    attributes: Mapping[str, str]
    hint: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Finish:
    """How to finish a drawing. Without ``groups`` nodes and edges are flat, small shapes."""

    title: str
    family: str
    groups: Mapping[str, Group] = field(default_factory=dict)
    classes: str = ""
    paper: bool = False  # keep the paper behind the drawing
    role: str = "img"  # "group" for a drawing with links, which those who hear it can follow


def finished_svg(raw: bytes, finish: Finish) -> str:
    """Return Graphviz's SVG as a filtered picture with a title, without prolog or comments."""
    if b"<!ENTITY" in raw:
        raise DrawingUnavailable("Graphviz gave an unexpected drawing.")
    try:
        source = ET.fromstring(raw)  # noqa: S314 no entities, checked above
    except ET.ParseError as error:
        raise DrawingUnavailable("Graphviz gave a broken drawing.") from error
    root = _Filter(finish).root(source)
    return ET.tostring(root, encoding="unicode")


@dataclass(frozen=True, slots=True)
class _Filter:
    finish: Finish

    def root(self, source: ET.Element) -> ET.Element:
        attributes = self._attributes("svg", source)
        classes = {"class": self.finish.classes} if self.finish.classes else {}
        root = ET.Element(
            "svg", {"xmlns": NAMESPACE, "role": self.finish.role, **classes, **attributes}
        )
        title = ET.SubElement(root, "title")
        title.text = clean(self.finish.title)
        self._children(source, root)
        return root

    def _children(self, source: ET.Element, target: ET.Element) -> None:
        for child in source:
            name = _local_name(child)
            if name == "g":
                self._children(child, self._group(child, target))
            elif name in ALLOWED and name != "svg":
                self._shape(name, child, target)

    def _group(self, source: ET.Element, target: ET.Element) -> ET.Element:
        """Copy a group; one without a meaning of its own is dissolved into its parent."""
        group = self.finish.groups.get(source.get("id", ""))
        if group is None and "transform" not in source.attrib:
            return target
        attributes = dict(group.attributes) if group else self._attributes("g", source)
        if group and group.url:
            target = ET.SubElement(target, "a", {"href": group.url})
        copy = ET.SubElement(target, "g", attributes)
        if group and group.hint:
            ET.SubElement(copy, "title").text = clean(group.hint)
        return copy

    def _shape(self, name: str, source: ET.Element, target: ET.Element) -> None:
        attributes = self._attributes(name, source)
        if attributes.get("stroke") in ("transparent", "none") and name == "polygon":
            if not self.finish.paper:
                return  # pages have their own
            attributes["stroke"] = "none"
        shape = ET.SubElement(target, name, attributes)
        if name == "text":
            shape.text = source.text
            _set_font(shape, self.finish.family)

    def _attributes(self, name: str, source: ET.Element) -> dict[str, str]:
        return {
            key: _shortened(value) if key in _GEOMETRY else value
            for key, value in source.attrib.items()
            if key in ALLOWED[name]
        }


def _local_name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _shortened(value: str) -> str:
    """Keep one digit: a tenth of a point is finer than any screen or printer shows."""
    return _FURTHER_DIGITS.sub(r"\1", value)


def _set_font(text: ET.Element, family: str) -> None:
    """Name family and weight apart: Graphviz writes both into the family's name."""
    semi_bold = text.get("font-family", "").endswith("SemiBold")
    text.set("font-family", f"{family}, Liberation Sans, sans-serif")
    text.set("font-size", text.get("font-size", "11").removesuffix(".00"))
    if semi_bold:
        text.set("font-weight", "600")
