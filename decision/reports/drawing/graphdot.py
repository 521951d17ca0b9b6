"""A graph as DOT text, for Graphviz to lay out from left to right.

Boxes, arrows and groups are named by number, never by data, and every text is quoted by
``labels.quoted``. Everything that has no size of its own (labels, boxes, arrows) is bounded by
whoever makes the picture, since a layout can take any time.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import ceil, log10, sqrt
from typing import Final

from decision.reports.drawing import palette
from decision.reports.drawing.addresses import address_lines
from decision.reports.drawing.labels import quoted, shorten, wrap
from decision.reports.drawing.picture import Arrow, Box, Crossing, GraphPicture, Shape

NOTE_WIDTH: Final = 30
#: A longer title of a group would be wider than what is in it.
LONGEST_GROUP: Final = 60
#: Boxes without arrows stand in rows, about so many times as many as columns.
ROWS_PER_COLUMN: Final = 3
#: With more arrows Graphviz looks less long for the best places.
MANY_ARROWS: Final = 150

_ACCENT: Final = palette.ACCENT
_PLAIN: Final = palette.NEUTRAL

#: How boxes look on light paper: form, fill, line, text, and how thick the line is.
_LOOKS: Final[Mapping[Shape, Mapping[str, str]]] = {
    Shape.STORE: {
        "shape": "cylinder",
        "style": "filled",
        "fillcolor": _ACCENT.strong,
        "color": _ACCENT.text,
        "fontcolor": palette.PAPER,
        "penwidth": "2",
    },
    Shape.STATEFUL: {
        "style": "filled",
        "fillcolor": _ACCENT.tint,
        "color": _ACCENT.strong,
        "fontcolor": _ACCENT.text,
        "penwidth": "2.2",
    },
    Shape.CONTAINER: {
        "shape": "tab",
        "style": "filled",
        "fillcolor": _PLAIN.tint,
        "color": palette.LINK,
        "fontcolor": palette.INK,
    },
    Shape.APPLICATION: {
        "style": "rounded,filled",
        "fillcolor": palette.INK,
        "color": palette.INK,
        "fontcolor": palette.PAPER,
    },
    Shape.STATELESS: {
        "style": "rounded,filled",
        "fillcolor": palette.PAPER,
        "color": palette.LINK,
        "fontcolor": palette.INK,
    },
    Shape.UNKNOWN: {
        "style": "rounded,filled,dashed",
        "fillcolor": palette.PAPER,
        "color": palette.INK,
        "fontcolor": palette.INK,
    },
    Shape.MIXED: {
        "style": "filled",
        "fillcolor": _PLAIN.tint,
        "color": palette.LINK,
        "fontcolor": palette.INK,
    },
}
#: Shapes that several together keep; all others become a stack.
_OWN_FORM: Final = (Shape.STORE, Shape.CONTAINER)
_BOLD: Final = (Shape.STORE, Shape.STATEFUL)


def graph_text(picture: GraphPicture) -> str:
    """The DOT text of a picture; the same picture gives the same text."""
    lines = [
        *_defaults(picture),
        *_grouped(picture),
        *_rows(picture),
        *(_arrow(number, each) for number, each in enumerate(picture.arrows)),
    ]
    return "\n".join(["digraph graph_ {", *lines, "}", ""])


def _defaults(picture: GraphPicture) -> list[str]:
    font = quoted([picture.family], "")
    effort = ", nslimit=4, nslimit1=4, mclimit=0.5" if len(picture.arrows) > MANY_ARROWS else ""
    return [
        f'graph [rankdir=LR, bgcolor="{palette.PAPER}", pad=0.2, nodesep=0.14, ranksep=0.6, '
        f'fontname={_semi_bold(picture)}, fontsize=12, fontcolor="{palette.INK}"{effort}];',
        f'node [shape=box, fontname={font}, fontsize=10, margin="0.11,0.06", height=0.3, '
        "width=0.3, penwidth=1];",
        f"edge [fontname={font}, fontsize=9, arrowsize=0.65];",
    ]


def _semi_bold(picture: GraphPicture) -> str:
    return quoted([f"{picture.family} SemiBold"], "")


def _grouped(picture: GraphPicture) -> Iterator[str]:
    """The boxes by their groups, those without one last."""
    members: dict[int | None, list[str]] = defaultdict(list)
    for number, box in enumerate(picture.boxes):
        members[box.group].append(_box(number, box, picture))
    for group, title in enumerate(picture.groups):
        if members[group]:
            label = quoted([shorten(" ".join(address_lines(title, LONGEST_GROUP, 1)))], "")
            yield f"subgraph cluster_{group} {{"
            yield (
                f'id="g{group}"; label={label}; labeljust=l; style="rounded"; '
                f'color="{_PLAIN.line}"; margin=12;'
            )
            yield from members[group]
            yield "}"
    yield from members[None]


def _box(number: int, box: Box, picture: GraphPicture) -> str:
    attributes = {key: f'"{value}"' for key, value in _LOOKS[box.shape].items()}
    if box.is_several and box.shape not in _OWN_FORM:
        attributes |= {"shape": '"box3d"', "style": attributes["style"].replace("rounded,", "")}
    if box.is_focus:
        attributes["penwidth"] = '"4"'
    if box.shape in _BOLD or box.is_focus:
        attributes["fontname"] = _semi_bold(picture)
    lines = (address_lines(box.title) or [picture.unnamed]) + wrap(box.note, NOTE_WIDTH)
    attributes["label"] = quoted(lines, r"\n")
    attributes["id"] = f'"n{number}"'
    return f"n{number} [{', '.join(f'{key}={value}' for key, value in attributes.items())}];"


def _rows(picture: GraphPicture) -> Iterator[str]:
    """Boxes without arrows in rows: Graphviz would stand them all in one column."""
    joined = {end for each in picture.arrows for end in (each.source, each.target)}
    alone: dict[int | None, list[int]] = defaultdict(list)
    for number, box in enumerate(picture.boxes):
        if number not in joined:
            alone[box.group].append(number)
    for numbers in alone.values():
        columns = ceil(sqrt(len(numbers) / ROWS_PER_COLUMN))
        for first in range(0, len(numbers), columns):
            row = numbers[first : first + columns]
            if len(row) > 1:
                yield " -> ".join(f"n{each}" for each in row) + " [style=invis];"


def _arrow(number: int, arrow: Arrow) -> str:
    attributes = {"color": palette.LINK, "penwidth": f"{min(3.0, 0.9 + log10(arrow.count)):.1f}"}
    if arrow.crosses_groups:
        attributes |= {"style": "dashed", "color": palette.INK, "penwidth": "1.8"}
    if arrow.crossing is not Crossing.NOT:
        # A bar across its beginning tells it apart without colour.
        attributes |= {"color": _ACCENT.strong, "penwidth": "2.2", "dir": "both"}
        attributes |= {"arrowtail": "tee"}
    if arrow.crossing is Crossing.BACKWARD:
        attributes["color"] = palette.ZONES["hard"].strong
    if arrow.label:
        attributes["fontcolor"] = attributes["color"]
    text = ", ".join(f'{key}="{value}"' for key, value in attributes.items())
    label = f", label={quoted(wrap(arrow.label), '')}" if arrow.label else ""
    return f'n{arrow.source} -> n{arrow.target} [{text}{label}, id="e{number}"];'
