"""The nodes of a map in drawing order, each with the name that Graphviz knows it by."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from decision.domain.mindmap import MarkedMap, MarkedNode

#: Nodes below the branches that are drawn as large as a branch: the talk's black CASF.
HEAD_IDS: Final = frozenset({"casf"})


@dataclass(frozen=True, slots=True)
class Numbered:
    """A node with its name in DOT and its place in the tree."""

    name: str
    node: MarkedNode
    parent: str  # the DOT name of the parent, empty for the root
    depth: int
    left: bool
    opens_zone: bool = False  # the first node of its zone

    @property
    def opens_branch(self) -> bool:
        return self.depth == 1 or self.node.id in HEAD_IDS

    @property
    def is_head(self) -> bool:
        """Whether it opens a branch or a zone, or is a verdict: drawn in full colour."""
        return self.opens_branch or self.opens_zone or self.node.role.startswith("verdict")


#: So many branches stand well below each other on one side.
ONE_SIDED: Final = 3


def number(
    marked: MarkedMap, left_roles: Collection[str], *, balanced: bool = False
) -> tuple[Numbered, ...]:
    """Give every node of the map its DOT name, parents before children.

    Branches of these roles stand left of the root; ``balanced`` puts the first half there,
    counted in nodes, where there are many branches.
    """
    branches = marked.root.children
    left = _first_half(branches) if balanced and len(branches) > ONE_SIDED else frozenset()
    by_role = {branch.id for branch in branches if branch.role in left_roles}
    return tuple(_number(marked.root, left | by_role))


def _first_half(branches: Sequence[MarkedNode]) -> frozenset[str]:
    """Return the ids of the first branches that hold about half of the nodes."""
    half = sum(branch.size for branch in branches) / 2
    ends = accumulate(branch.size for branch in branches)
    pairs = zip(branches, ends, strict=True)
    return frozenset(branch.id for branch, end in pairs if end - branch.size / 2 < half)


def _number(root: MarkedNode, left_ids: Collection[str]) -> Iterator[Numbered]:
    waiting = [(root, "", 0, False, "")]
    count = 0
    while waiting:
        node, parent, depth, left, zone = waiting.pop()
        left = left or (depth == 1 and node.id in left_ids)
        name = f"n{count}"
        count += 1
        yield Numbered(name, node, parent, depth, left, bool(node.zone) and node.zone != zone)
        waiting += [(child, name, depth + 1, left, node.zone) for child in reversed(node.children)]
