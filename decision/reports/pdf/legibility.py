"""How large the type of a drawing is once it stands on paper."""

import re
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

LENGTH: Final = re.compile(r"\s*([\d.]+)\s*(pt|px)?\s*")

#: Points of one unit: CSS pixels are the default.
POINTS: Final = {"pt": 1.0, "px": 0.75, None: 0.75}


@dataclass(frozen=True, slots=True)
class Area:
    """What a page leaves for a drawing, in points."""

    width: float
    height: float


def text_size(svg: str, area: Area) -> float:
    """Return the smallest type of a drawing in points.

    The drawing has its own size, or fills ``area`` where it is larger. Raises ``ValueError``
    for a drawing without width, height, view box or text.
    """
    root = ET.fromstring(svg)  # noqa: S314 our own drawings only
    width, height = _points(root.get("width", "")), _points(root.get("height", ""))
    units = float(root.get("viewBox", "").split()[2])
    sizes = [float(text.get("font-size", "16")) for text in root.iter() if _is_text(text)]
    scale = min(1.0, area.width / width, area.height / height)
    return min(sizes) * scale * width / units


def is_too_tall(svg: str, area: Area) -> bool:
    """Whether a drawing is shrunk because of its height, with room left beside it."""
    root = ET.fromstring(svg)  # noqa: S314 our own drawings only
    width, height = _points(root.get("width", "")), _points(root.get("height", ""))
    return height > area.height and height * area.width > width * area.height


def _points(length: str) -> float:
    found = LENGTH.fullmatch(length)
    if found is None:
        raise ValueError(f"A drawing has no such length: {length!r}.")
    return float(found[1]) * POINTS[found[2]]


def _is_text(element: ET.Element) -> bool:
    return element.tag.rpartition("}")[2] == "text" and bool(element.text)
