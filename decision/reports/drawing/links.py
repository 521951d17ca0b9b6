"""Where cross-links run, and where their labels stand without covering anything."""

from dataclasses import dataclass

from decision.reports.drawing.layout import ACROSS, Box, Curve, Point

#: Boxes further apart than this have room for a label between them.
ROOM = 26.0


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """The curve of a cross-link and the middle of its label."""

    curve: Curve
    label: Point


def place_link(start: Box, end: Box, label_width: float, rank: int = 0) -> LinkPlace:
    """Place a link between two nodes of any branches.

    ``rank`` counts the links of the map: labels of neighbours stand at different places.
    """
    if abs(start.x - end.x) < (start.width + end.width) / 2 + ACROSS:
        return _beside(start, end, label_width)
    if end.x < start.x:
        return _back(start, end, label_width)
    return _across(start, end, label_width, rank)


def _across(start: Box, end: Box, label_width: float, rank: int) -> LinkPlace:
    """Run to the right in a wide arc, as from one side of the map to the other."""
    first, last = start.side(left=False), end.side(left=True)
    reach = (last[0] - first[0]) / 2
    curve = (first, (first[0] + reach, first[1]), (last[0] - reach, last[1]), last)
    x, y = along(curve, 0.24 + 0.07 * (rank % 2))
    rises = last[1] < first[1]
    shift = label_width / 2 + 5
    return LinkPlace(curve, (x - shift if rises else x + shift, y - 9))


def _back(start: Box, end: Box, label_width: float) -> LinkPlace:
    """Run back to the left, level between the two rows."""
    sign = 1 if end.y > start.y else -1
    first = (start.x, start.y + sign * start.height / 2)
    last = (end.x + end.width / 4, end.y - sign * end.height / 2)
    level = (first[1] + last[1]) / 2
    curve = (first, (first[0], level), (last[0] + ACROSS, level), last)
    return LinkPlace(curve, (first[0] + label_width / 2 + 6, first[1] + sign * 9))


def _beside(start: Box, end: Box, label_width: float) -> LinkPlace:
    """Run out to the right and to the node above or below."""
    sign = 1 if end.y > start.y else -1
    first = start.side(left=False)
    last = (end.x + end.width / 4, end.y - sign * end.height / 2)
    out = max(first[0], last[0]) + ACROSS
    curve = (first, (out, first[1]), (last[0], last[1] - sign * ACROSS), last)
    if abs(end.y - start.y) > (start.height + end.height) / 2 + ROOM:
        return LinkPlace(curve, (last[0] - label_width / 2 - 8, last[1] - sign * 12))
    x, y = along(curve, 0.4)
    return LinkPlace(curve, (x + label_width / 2 + 6, y - sign * 8))


def along(curve: Curve, share: float) -> Point:
    """Return the point of a curve at ``share`` of its way, 0 to 1."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    return (
        sum(weight * point[0] for weight, point in zip(weights, curve, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, curve, strict=True)),
    )
