"""The mind map as a tree, with and without a team's position on it.

A ``MindMap`` is the talk's tree of ideas with cross-links between its branches. A
``MarkedMap`` is the same tree when somebody's position has been put on it (see
``mapposition.mark``): every node says whether the team's path passes it, which answers
lead there and which stores sit there. Drawings and nested lists are made from marked
maps only, so both always say the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol


class Condition(Protocol):
    """What a node needs from a condition; those of the rulebook fit."""

    def holds(self, values: Mapping[str, str]) -> bool | None:
        """Say whether it holds; None when a missing answer decides."""

    def names(self) -> frozenset[str]:
        """Return the ids of the questions and facts that it reads."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """One idea of the map; ``role`` is its colour family, inherited by the children."""

    id: str
    title: str
    note: str = ""
    role: str = ""
    terms: tuple[str, ...] = ()
    question: str = ""
    zone: str = ""
    marks: Condition | None = None
    children: "tuple[MapNode, ...]" = ()


@dataclass(frozen=True, slots=True)
class CrossLink:
    """A relation between two branches; ``style`` is ``dashed`` or ``dotted``."""

    id: str
    start: str
    end: str
    label: str
    style: str = "dashed"


@dataclass(frozen=True, slots=True)
class MindMap:
    id: str
    title: str
    branches: tuple[MapNode, ...]
    cross_links: tuple[CrossLink, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchedAnswer:
    """An answer that belongs to a node; ``store`` is empty for answers about the system."""

    question: str
    option: str
    text: str
    store: str = ""


@dataclass(frozen=True, slots=True)
class StoreHere:
    """A store that sits at a node, with its verdict in words."""

    name: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class TermLink:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class MarkedNode:
    """A node with the team's position.

    ``here``: the team or one of its stores stands exactly here. ``on_path``: here, or
    somewhere below. ``continues``: the branch goes on in another drawing.
    """

    id: str
    title: str
    note: str = ""
    role: str = ""
    zone: str = ""
    question: str = ""
    terms: tuple[TermLink, ...] = ()
    here: bool = False
    on_path: bool = False
    answers: tuple[MatchedAnswer, ...] = ()
    stores: tuple[StoreHere, ...] = ()
    children: "tuple[MarkedNode, ...]" = ()
    continues: bool = False

    def walk(self) -> "Iterator[MarkedNode]":
        """Yield this node and all below it, parents first, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def size(self) -> int:
        return sum(1 for _ in self.walk())


@dataclass(frozen=True, slots=True)
class MarkedLink:
    """A cross-link; ``on_path`` when the team's path passes both of its ends."""

    id: str
    start: str
    end: str
    label: str
    style: str
    start_title: str
    end_title: str
    on_path: bool = False


@dataclass(frozen=True, slots=True)
class MarkedMap:
    """A tree with one root and links across it, ready to be drawn or listed."""

    id: str
    title: str
    root: MarkedNode
    links: tuple[MarkedLink, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether a team's position is on the map at all."""
        return self.root.on_path
