"""How large each node is when Graphviz sets its label in the shipped font."""

import json
from typing import Any

from decision.reports.drawing.layout import Size
from decision.reports.drawing.process import DrawingUnavailable, Fonts, Limits, run_dot

POINTS_PER_INCH = 72


def measure(dot: str, fonts: Fonts, limits: Limits) -> dict[str, Size]:
    """Return the size of every node of a DOT text by its name, in points."""
    try:
        objects: list[dict[str, Any]] = json.loads(run_dot(dot, "sizes", fonts, limits))["objects"]
        return {item["name"]: _size(item) for item in objects}
    except (ValueError, KeyError) as error:
        raise DrawingUnavailable("Graphviz gave no sizes for the labels.") from error


def _size(item: dict[str, Any]) -> Size:
    return Size(float(item["width"]) * POINTS_PER_INCH, float(item["height"]) * POINTS_PER_INCH)
