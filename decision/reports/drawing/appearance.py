"""How each node of a map looks: its words, colours, borders and type."""

from dataclasses import dataclass, field
from typing import Final

from decision.domain.mindmap import MarkedNode
from decision.reports.drawing import palette
from decision.reports.drawing.labels import WIDTH, clean, quoted, wrap
from decision.reports.drawing.numbering import Numbered
from decision.reports.drawing.palette import Family

#: Stores named at one node; the rest are counted.
STORES_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class DrawingWords:
    """The few words that the drawing adds to the map's own."""

    here: str = "You are here"
    more: str = "and {count} more"
    continues: str = "continues on its own page"
    unnamed: str = "(no name)"


@dataclass(frozen=True, slots=True)
class Look:
    """How a map is drawn. ``left`` names the roles of branches left of the root.

    ``balanced`` puts the first half of many branches left of it, whatever their roles.
    """

    family: str = "IBM Plex Sans"
    left: tuple[str, ...] = ()
    balanced: bool = False
    words: DrawingWords = field(default_factory=DrawingWords)
    paper: tuple[float, float] | None = None  # width and height in points, for posters and slides
    notes: bool = False  # draw a node's note below its title
    line: int = WIDTH  # characters per line of a label


def label_lines(item: Numbered, look: Look) -> list[str]:
    """Return the lines of a node: title, who stands here, whether it continues elsewhere."""
    node, words, width = item.node, look.words, _line_width(item, look)
    lines = wrap(node.title, width) or [words.unnamed]
    if look.notes and node.note:
        lines += wrap(node.note, width)
    lines += [line for text in _marker_texts(node, words) for line in wrap(text, width)]
    if node.continues:
        lines += wrap(f"… {words.continues}", width)
    return lines


def _line_width(item: Numbered, look: Look) -> int:
    """Return the characters per line: fewer where the type is larger, at least short words."""
    if item.depth == 0:
        return max(18, round(look.line * 0.6))
    return max(17, round(look.line * 0.75)) if item.opens_branch else look.line


def _marker_texts(node: MarkedNode, words: DrawingWords) -> list[str]:
    if not node.here:
        return []
    if not node.stores:
        given = ", ".join(answer.text for answer in node.answers)
        return [f"→ {words.here}: {given}" if node.question else f"→ {words.here}"]
    said = {answer.store: answer.text for answer in node.answers if node.question}
    texts = [
        f"→ {_with(clean(store.name) or words.unnamed, store.verdict or said.get(store.name, ''))}"
        for store in node.stores[:STORES_SHOWN]
    ]
    rest = len(node.stores) - STORES_SHOWN
    return texts + ([f"→ {words.more.format(count=rest)}"] if rest > 0 else [])


def _with(name: str, said: str) -> str:
    return f"{name}: {said}" if said else name


def node_attributes(item: Numbered, look: Look) -> dict[str, str]:
    node = item.node
    colours = palette.family(node.role, node.zone)
    if item.depth == 0:
        found = _filled(colours.strong, size=20, look=look) | {"margin": '"0.3,0.18"'}
    elif item.opens_branch:
        found = _filled(colours.strong, size=15, look=look) | {"margin": '"0.2,0.1"'}
    elif item.is_head:
        found = _filled(colours.strong, size=12, look=look) | {"margin": '"0.16,0.08"'}
    else:
        found = _tinted(colours, leaf=not node.children)
    return found | _path_attributes(item, look) | _zone_border(item, colours)


def _filled(colour: str, size: int, look: Look) -> dict[str, str]:
    return {
        "fillcolor": f'"{colour}"',
        "color": f'"{colour}"',
        "fontcolor": f'"{palette.PAPER}"',
        "fontsize": str(size),
        "fontname": quoted([f"{look.family} SemiBold"], ""),
    }


def _tinted(colours: Family, leaf: bool) -> dict[str, str]:
    return {
        "fillcolor": f'"{palette.PAPER if leaf else colours.tint}"',
        "color": f'"{colours.line}"',
        "fontcolor": f'"{colours.text}"',
        "penwidth": "0.8" if leaf else "1.1",
    }


def _path_attributes(item: Numbered, look: Look) -> dict[str, str]:
    """Emphasize the team's path without colour: thick dark border and semi-bold type."""
    if not item.node.on_path:
        return {}
    width = "2.6" if item.node.here else "1.7"
    bold = quoted([f"{look.family} SemiBold"], "")
    return {"penwidth": width, "color": f'"{palette.INK}"', "fontname": bold}


def _zone_border(item: Numbered, colours: Family) -> dict[str, str]:
    """Tell zones apart without colour: medium is dashed, hard has a double border."""
    if not (item.opens_zone or item.node.children):
        return {}
    if colours.border == "dashed":
        return {"style": '"rounded,filled,dashed"'} | (
            {"color": f'"{palette.INK}"'} if item.opens_zone else {}
        )
    if colours.border == "double":
        return {"peripheries": "2", "penwidth": "1.4" if item.node.on_path else "0.9"}
    return {}
