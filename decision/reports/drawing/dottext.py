"""A marked map as DOT text, the input of Graphviz.

Nodes are named by number, never by data, and every text is quoted by ``labels.quoted``.
"""

from collections.abc import Mapping
from typing import Final

from decision.domain.mindmap import MarkedLink, MarkedMap
from decision.reports.drawing import palette
from decision.reports.drawing.appearance import Look, label_lines, node_attributes
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
from decision.reports.drawing.numbering import Numbered, number

#: Free border of a poster, in points.
MARGIN: Final = 34


def measuring_text(marked: MarkedMap, look: Look) -> str:
    """Return the DOT text of the nodes alone, from which Graphviz tells their sizes."""
    nodes = number(marked, look.left)
    return _graph(look, [_node(item, look) for item in nodes])


def dot_text(marked: MarkedMap, look: Look, sizes: Mapping[str, Size]) -> str:
    """Return the DOT text with the place of everything; the same input gives the same text."""
    nodes = number(marked, look.left)
    by_name = {item.name: item for item in nodes}
    boxes = place(_tree(nodes), nodes[0].name, sizes)
    names = {item.node.id: item.name for item in nodes}
    lines = [_edge(item, by_name[item.parent], boxes) for item in nodes if item.parent]
    lines += [_link(index, link, names, boxes) for index, link in enumerate(marked.links)]
    lines += [_node(item, look, boxes[item.name]) for item in nodes]
    return _graph(look, [*_paper(look, boxes), *lines])


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
    zoom = min((width - 2 * MARGIN) / frame.width, (height - 2 * MARGIN) / frame.height)
    return [f'graph [pad=0, margin=0, viewport="{width:.2f},{height:.2f},{zoom:.5f}"];']


def _defaults(look: Look) -> list[str]:
    font = quoted([look.family], "")
    return [
        'graph [bgcolor="transparent", pad=0.25, outputorder=edgesfirst];',
        f'node [shape=box, style="rounded,filled", fontname={font}, fontsize=11, '
        'margin="0.13,0.055", height=0.2, width=0.2];',
        f"edge [arrowhead=none, fontname={font}, fontsize=10];",
    ]


def _node(item: Numbered, look: Look, box: Box | None = None) -> str:
    attributes = node_attributes(item, look)
    if box is not None:
        attributes["pos"] = f'"{_point((box.x, box.y))}"'
    attributes["label"] = quoted(label_lines(item, look))
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
