"""A marked map as DOT text, the input of Graphviz.

Nodes are named by number, never by data, and every text is quoted by ``labels.quoted``.
"""

from collections.abc import Mapping
from typing import Final

from decision.domain.mindmap import MarkedLink
from decision.reports.drawing import palette
from decision.reports.drawing.appearance import Look, node_attributes
from decision.reports.drawing.labels import quoted, wrap
from decision.reports.drawing.layout import (
    Box,
    Curve,
    Point,
    Size,
    TreeNode,
    branch_curve,
    enclosing,
    place,
)
from decision.reports.drawing.links import place_link
from decision.reports.drawing.numbering import Numbered
from decision.reports.drawing.sheet import Sheet

#: Free border of a poster or slide, in points.
MARGIN: Final = 28
#: A small map is enlarged to fill its paper, but no more than this.
LARGEST_ZOOM: Final = 2.0


def measuring_text(sheet: Sheet) -> str:
    """Return the DOT text of the nodes alone, from which Graphviz tells their sizes."""
    return _graph(sheet.look, [_node(item, sheet) for item in sheet.nodes])


def dot_text(sheet: Sheet, sizes: Mapping[str, Size], resolution: int | None = None) -> str:
    """Return the DOT text with the place of everything; the same input gives the same text.

    ``resolution`` is in pixels per inch; without it the form's own is taken.
    """
    nodes, look = sheet.nodes, sheet.look
    by_name = {item.name: item for item in nodes}
    boxes = place(_tree(nodes), nodes[0].name, sizes)
    names = {item.node.id: item.name for item in nodes}
    lines = [_edge(item, by_name[item.parent], boxes) for item in nodes if item.parent]
    lines += [_link(index, link, names, boxes) for index, link in enumerate(sheet.marked.links)]
    lines += [_node(item, sheet, boxes[item.name]) for item in nodes]
    dots = [] if resolution is None else [f"graph [dpi={resolution}];"]
    return _graph(look, [*dots, *_paper(look, boxes), *lines])


def _tree(nodes: tuple[Numbered, ...]) -> dict[str, TreeNode]:
    children: dict[str, list[str]] = {item.name: [] for item in nodes}
    for item in nodes:
        if item.parent:
            children[item.parent].append(item.name)
    return {item.name: TreeNode(item.name, tuple(children[item.name]), item.left) for item in nodes}


def _graph(look: Look, lines: list[str]) -> str:
    return "\n".join(["digraph map {", *_defaults(look), *lines, "}", ""])


def _paper(look: Look, boxes: Mapping[str, Box]) -> list[str]:
    """Fit the map into the paper, if one is asked for, and put it in the middle."""
    if look.paper is None:
        return []
    frame = enclosing(boxes.values())
    width, height = look.paper
    fitting = min((width - 2 * MARGIN) / frame.width, (height - 2 * MARGIN) / frame.height)
    zoom = min(fitting, LARGEST_ZOOM)
    return [f'graph [pad=0, margin=0, viewport="{width:.2f},{height:.2f},{zoom:.5f}"];']


def _defaults(look: Look) -> list[str]:
    font = quoted([look.family], "")
    return [
        f'graph [bgcolor="{palette.PAPER}", pad=0.25, outputorder=edgesfirst];',
        f'node [shape=box, style="rounded,filled", fontname={font}, fontsize=11, '
        'margin="0.13,0.055", height=0.2, width=0.2];',
        f"edge [arrowhead=none, fontname={font}, fontsize=10];",
    ]


def _node(item: Numbered, sheet: Sheet, box: Box | None = None) -> str:
    attributes = node_attributes(item, sheet.look)
    if box is not None:
        attributes["pos"] = f'"{_point((box.x, box.y))}"'
    attributes["label"] = quoted(sheet.lines[item.name])
    attributes["id"] = f'"{item.name}"'
    return f"{item.name} [{', '.join(f'{key}={value}' for key, value in attributes.items())}];"


def _point(point: Point) -> str:
    """Write a point for Graphviz, whose y grows upwards."""
    return f"{point[0]:.2f},{-point[1]:.2f}"


def _curve(curve: Curve) -> str:
    return " ".join(_point(point) for point in curve)


def _edge(item: Numbered, parent: Numbered, boxes: Mapping[str, Box]) -> str:
    colours = palette.family(item.node.role, item.node.zone)
    on_path = item.node.on_path
    width = 2.6 if on_path else max(0.9, 2.6 - 0.5 * item.depth)
    colour = palette.INK if on_path else colours.line
    curve = branch_curve(boxes[parent.name], boxes[item.name], item.left)
    return (
        f'{parent.name} -> {item.name} [pos="{_curve(curve)}", color="{colour}", '
        f'penwidth={width:.1f}, id="e{item.name}"];'
    )


def _link(index: int, link: MarkedLink, names: Mapping[str, str], boxes: Mapping[str, Box]) -> str:
    colour = palette.INK if link.on_path else palette.LINK
    width = 2 if link.on_path else 1.1
    style = "dotted" if link.style == "dotted" else "dashed"
    start, end = names[link.start], names[link.end]
    placed = place_link(boxes[start], boxes[end], _width(link.label), index)
    return (
        f'{start} -> {end} [pos="{_curve(placed.curve)}", lp="{_point(placed.label)}", '
        f'style={style}, color="{colour}", fontcolor="{palette.INK_SOFT}", penwidth={width}, '
        f'label={quoted(wrap(link.label))}, id="x{index}"];'
    )


def _width(text: str) -> float:
    """Estimate the width of a link's label at its 10 points; only its place depends on it."""
    return 5.0 * max((len(line) for line in wrap(text)), default=0)
