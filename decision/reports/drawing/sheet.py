"""A map with all that is known of its nodes before they have a place: worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision.domain.mindmap import MarkedMap
from decision.reports.drawing.appearance import Look, label_lines
from decision.reports.drawing.numbering import Numbered, number


@dataclass(frozen=True, slots=True)
class Sheet:
    """``nodes`` stand parents first; ``lines`` are those of each label, by the node's name."""

    marked: MarkedMap
    look: Look
    nodes: tuple[Numbered, ...]
    lines: Mapping[str, list[str]]


def sheet(marked: MarkedMap, look: Look) -> Sheet:
    nodes = number(marked, look.left, balanced=look.balanced)
    return Sheet(marked, look, nodes, {item.name: label_lines(item, look) for item in nodes})
