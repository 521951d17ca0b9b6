"""A graph in the terms of drawing, and the legend of what is drawn."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from decision.inspection.graph import Arrow as GraphArrow
from decision.inspection.graph import Graph, Node
from decision.inspection.references import Crossed
from decision.reports.drawing.picture import Arrow, Box, Crossing, GraphPicture, Shape
from decision.web.presenters.infrastructure.graph_naming import Names


def picture_of(names: Names, seen: Graph) -> GraphPicture:
    """What is drawn: boxes framed by unit, those of other units without a frame."""
    groups = [unit for unit in seen.units if unit]
    number = {unit: n for n, unit in enumerate(groups)}
    return GraphPicture(
        title=names.heading(seen.view),
        boxes=tuple(_box(names, each, number) for each in seen.nodes),
        arrows=tuple(
            Arrow(
                each.source,
                each.target,
                each.count,
                each.crosses_units,
                Crossing(each.crossed.value),
                label=_("wrong way") if each.crossed is Crossed.BACKWARD else "",
                hint=_arrow_hint(names, seen, each),
            )
            for each in seen.arrows
        ),
        groups=tuple(groups),
        unnamed=_("(no name)"),
    )


def _arrow_hint(names: Names, seen: Graph, arrow: GraphArrow) -> str:
    ends = (names.title(seen.nodes[each]) for each in (arrow.source, arrow.target))
    number = f", {arrow.count} ×" if arrow.count > 1 else ""
    return f"{' → '.join(ends)}{number} ({', '.join(arrow.kinds)})"


def _box(names: Names, node: Node, groups: Mapping[str, int]) -> Box:
    title, note = names.on_box(node)
    return Box(
        title=title,
        note=note,
        shape=_shape(node),
        group=None if node.is_outside else groups.get(node.key.unit),
        is_several=node.is_folded,
        is_focus=node.is_focus,
        hint=names.hint(node),
        url=names.url(node),
    )


def _shape(node: Node) -> Shape:
    """Other units look alike, whatever of them is joined with the one that is looked at."""
    return Shape.MIXED if node.is_outside else Shape(node.nature.value)


def shapes_of(seen: Graph) -> Iterator[tuple[str, str]]:
    """The shapes that are drawn, each with what it says."""
    there = {_shape(each) for each in seen.nodes}
    words = {
        Shape.STORE: _("Store: a cylinder"),
        Shape.STATEFUL: _("Stateful without data of its own: a bold border"),
        Shape.APPLICATION: _("Application: filled"),
        Shape.STATELESS: _("Stateless"),
        Shape.CONTAINER: _("Holds others: a tab"),
        Shape.UNKNOWN: _("Not known: a dashed border"),
        Shape.MIXED: _("Of several kinds"),
    }
    yield from ((shape.value, text) for shape, text in words.items() if shape in there)
    if any(each.is_folded for each in seen.nodes):
        yield "several", _("Several together: their number stands before ×")


def signs_of(seen: Graph) -> Iterator[tuple[str, str]]:
    """The lines that are drawn, each with what it says."""
    if any(each.crosses_units for each in seen.arrows):
        yield "units", _("From one unit to another: dashed")
    there = {each.crossed for each in seen.arrows}
    if there & {Crossed.FORWARD, Crossed.BACKWARD}:
        yield "cut", _("Crosses the proposed cut: a bar where it begins")
    if Crossed.BACKWARD in there:
        yield "backward", _("What is kept refers to what is thrown away: “wrong way”")
