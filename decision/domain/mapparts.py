"""Cutting a large map into parts that are legible on one printed page each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from decision.domain.mindmap import MarkedMap, MarkedNode

#: A4 with readable type holds no more than this.
NODES_PER_PAGE = 45


@dataclass(frozen=True, slots=True)
class MapPart:
    """One page of the map; ``heading`` is the way from the branch to its first node."""

    heading: tuple[str, ...]
    map: MarkedMap

    @property
    def title(self) -> str:
        return " › ".join(self.heading)


def split_by_branch(marked: MarkedMap, limit: int = NODES_PER_PAGE) -> tuple[MapPart, ...]:
    """Split a map into parts of at most ``limit`` nodes each, in reading order.

    Where a branch is too large, its largest branches that fit a page move to parts of
    their own and leave a node behind that says it continues. Only a node with more than
    ``limit`` children makes a larger part. Cross-links stay where both ends do.
    """
    parts: list[MapPart] = []
    for branch in marked.root.children:
        parts += [
            MapPart(heading, _part_map(marked, node)) for heading, node in _pages(branch, (), limit)
        ]
    return tuple(parts)


def _part_map(marked: MarkedMap, root: MarkedNode) -> MarkedMap:
    ids = {node.id for node in root.walk()}
    links = tuple(link for link in marked.links if link.start in ids and link.end in ids)
    return MarkedMap(f"{marked.id}-{root.id}", root.title, root, links)


def _pages(
    branch: MarkedNode, above: tuple[str, ...], limit: int
) -> Iterator[tuple[tuple[str, ...], MarkedNode]]:
    """Yield a page for the branch, then pages for what had to leave it."""
    moved: dict[str, MarkedNode] = {}
    rest = branch
    while rest.size > limit:
        largest = _largest_that_fits(rest, limit)
        if largest is None:
            break
        moved[largest.id] = largest
        rest = _cut(rest, largest.id)
    yield (*above, branch.title), rest
    for way, node in _ways(branch, above):
        if node.id in moved:
            yield (*way, node.title), moved[node.id]


def _largest_that_fits(root: MarkedNode, limit: int) -> MarkedNode | None:
    """Return the largest branch that fits a page; the first of several in reading order."""
    fitting = [node for node in root.walk() if node is not root and 1 < node.size <= limit]
    return max(fitting, key=lambda node: node.size, default=None)


def _cut(node: MarkedNode, cut: str) -> MarkedNode:
    if node.id == cut:
        return replace(node, children=(), continues=True)
    return replace(node, children=tuple(_cut(child, cut) for child in node.children))


def _ways(node: MarkedNode, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], MarkedNode]]:
    yield above, node
    for child in node.children:
        yield from _ways(child, (*above, node.title))
