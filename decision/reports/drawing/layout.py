"""Where everything stands: a compact two-sided tree with curved edges.

Graphviz measures and draws; the places are computed here, because a mind map wants its
children in reading order, aligned at their parent and as close as their labels allow.
Lengths are points, x grows to the right, y downwards.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

#: Space between parent and child, between leaves, and between branches.
ACROSS: Final = 38.0
ACROSS_ROOT: Final = 70.0
LEAF_GAP: Final = 4.0
BRANCH_GAP: Final = 9.0

#: Outlines are kept in strips of this width: fine enough, and quick.
STRIP: Final = 16.0

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Size:
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A node of the layout: its name, its side, and its children's names in order."""

    name: str
    children: tuple[str, ...]
    left: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a node: the middle of its label and its size."""

    x: float
    y: float
    width: float
    height: float

    def side(self, left: bool) -> Point:
        half = self.width / 2
        return (self.x - half if left else self.x + half, self.y)


def enclosing(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all of these (at least one)."""
    every = list(boxes)
    left = min(box.x - box.width / 2 for box in every)
    right = max(box.x + box.width / 2 for box in every)
    top = min(box.y - box.height / 2 for box in every)
    bottom = max(box.y + box.height / 2 for box in every)
    return Box((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)


@dataclass(slots=True)
class _Branch:
    """A subtree in the making: where its parts are and how far it reaches in each strip."""

    name: str
    offset: float = 0.0  # of its middle from its parent's middle
    children: "list[_Branch]" = field(default_factory=list)
    top: dict[int, float] = field(default_factory=dict)
    bottom: dict[int, float] = field(default_factory=dict)


def place(tree: Mapping[str, TreeNode], root: str, sizes: Mapping[str, Size]) -> dict[str, Box]:
    """Return the box of every node; no two boxes overlap."""
    boxes: dict[str, Box] = {}
    children = tree[root].children
    for left in (False, True):
        names = [name for name in children if tree[name].left == left]
        side = _Side(tree, sizes, root, left)
        branch = side.branch(root, names, 0.0)
        boxes.update(side.boxes(branch, 0.0, 0.0))
    return boxes


@dataclass(frozen=True, slots=True)
class _Side:
    tree: Mapping[str, TreeNode]
    sizes: Mapping[str, Size]
    root: str
    left: bool

    def branch(self, name: str, children: Sequence[str], start: float) -> _Branch:
        """Lay out a subtree whose node begins at ``start``, measured away from the root."""
        size = self.sizes[name]
        branch = _Branch(name)
        end = start + size.width
        first = end + self._across(name)
        for child in children:
            grown = self.branch(child, self.tree[child].children, first)
            _cover(grown, end, first, self.sizes[child].height)
            _append(branch, grown, self._gap(child))
        _centre(branch)
        _cover(branch, start, end, size.height)
        return branch

    def boxes(self, branch: _Branch, start: float, y: float) -> Iterator[tuple[str, Box]]:
        size = self.sizes[branch.name]
        if branch.name == self.root:  # its middle is the middle of the map
            start = -size.width / 2
        middle = start + size.width / 2
        yield branch.name, Box(-middle if self.left else middle, y, size.width, size.height)
        below = start + size.width + self._across(branch.name)
        for child in branch.children:
            yield from self.boxes(child, below, y + child.offset)

    def _across(self, name: str) -> float:
        return ACROSS_ROOT if name == self.root else ACROSS

    def _gap(self, name: str) -> float:
        return BRANCH_GAP if self.tree[name].children else LEAF_GAP


def _strips(start: float, end: float) -> range:
    return range(int(start // STRIP), int(end // STRIP) + 1)


def _cover(branch: _Branch, start: float, end: float, height: float) -> None:
    """Add a box around the branch's middle to its outline."""
    for strip in _strips(start, end):
        branch.top[strip] = min(branch.top.get(strip, 0.0), -height / 2)
        branch.bottom[strip] = max(branch.bottom.get(strip, 0.0), height / 2)


def _append(branch: _Branch, child: _Branch, gap: float) -> None:
    """Put a child below its elder siblings, as near as the outlines allow."""
    reach = [
        branch.bottom[strip] + gap - top
        for strip, top in child.top.items()
        if strip in branch.bottom
    ]
    child.offset = max(reach, default=0.0)
    branch.children.append(child)
    for strip, top in child.top.items():
        branch.top[strip] = min(branch.top.get(strip, top + child.offset), top + child.offset)
    for strip, bottom in child.bottom.items():
        lowest = bottom + child.offset
        branch.bottom[strip] = max(branch.bottom.get(strip, lowest), lowest)


def _centre(branch: _Branch) -> None:
    """Move the children so that they reach equally far above and below the middle."""
    if not branch.children:
        return
    middle = (min(branch.top.values()) + max(branch.bottom.values())) / 2
    for child in branch.children:
        child.offset -= middle
    branch.top = {strip: top - middle for strip, top in branch.top.items()}
    branch.bottom = {strip: bottom - middle for strip, bottom in branch.bottom.items()}


def branch_curve(parent: Box, child: Box, left: bool) -> Curve:
    """Return the edge from parent to child, level at both ends."""
    start, end = parent.side(left), child.side(not left)
    middle = (start[0] + end[0]) / 2
    return start, (middle, start[1]), (middle, end[1]), end
