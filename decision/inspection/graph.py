"""Who refers to whom, as a graph that is small enough to be drawn.

A *node* stands for one resource or, where there are too many, for several that are folded
(:mod:`decision.inspection.folding`); an *arrow* has all references from one node to another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from decision.domain.resources import Label
from decision.inspection.cuts import Cut
from decision.inspection.folding import REST, Fold, Key, Way, by_unit, single, ways
from decision.inspection.found import Found, Inspection
from decision.inspection.references import (
    Crossed,
    Kinds,
    Pair,
    Reference,
    View,
    joined,
    references_of,
    seen_in,
)

#: More cannot be read, and Graphviz may take minutes for more arrows than that.
MOST_NODES: Final = 150
MOST_ARROWS: Final = 300
#: More units around one are one node together.
MOST_UNITS: Final = 20

#: Classes of resources that hold others.
CONTAINERS: Final = frozenset({"container", "account"})


class Nature(StrEnum):
    """What a node is, for its looks."""

    STORE = "store"  # it holds data
    STATEFUL = "stateful"  # others know it, or it cannot be made again, but it holds no data
    CONTAINER = "container"
    APPLICATION = "application"
    STATELESS = "stateless"
    UNKNOWN = "unknown"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Node:
    """Resources that are drawn as one. ``is_outside``: they are not of the unit looked at."""

    key: Key
    members: tuple[Found, ...]
    nature: Nature
    is_focus: bool = False
    is_outside: bool = False

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def stateful(self) -> int:
        return sum(each.is_stateful for each in self.members)

    @property
    def is_folded(self) -> bool:
        return self.key.by is not Fold.RESOURCE


@dataclass(frozen=True, slots=True)
class Arrow:
    """All references from one node to another; both are places in the graph's ``nodes``."""

    source: int
    target: int
    kinds: tuple[str, ...]
    count: int
    crosses_units: bool
    crossed: Crossed


@dataclass(frozen=True)
class Graph:
    """``nodes`` is empty if there is nothing to draw, or too much even when folded.

    ``references`` are all of the view, drawn or within a node. ``found`` is what is looked at,
    with what is outside of it and joined with it.
    """

    view: View
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    references: tuple[Reference, ...]
    found: tuple[Found, ...]

    @property
    def is_too_large(self) -> bool:
        return bool(self.found) and not self.nodes

    @property
    def is_folded(self) -> bool:
        return any(each.is_folded and not each.is_outside for each in self.nodes)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that have nodes, in the order of these; empty for what is of several."""
        return tuple(dict.fromkeys(each.key.unit for each in self.nodes))


def graph(inspection: Inspection, cuts: Iterable[Cut] = (), view: View | None = None) -> Graph:
    """The graph of a view (everything by default); references that ``cuts`` cross are marked.

    It has at most ``MOST_NODES`` nodes and ``MOST_ARROWS`` arrows. A view of one unit or around
    one resource always fits.
    """
    view = view or View()
    number = {each.place: n for n, each in enumerate(inspection.found)}
    kinds, seen = seen_in(inspection, joined(inspection, number), number, view)
    found = {n: inspection.found[n] for n in seen}
    references = references_of(found, kinds, cuts, number)
    outside = _outside(found, view)
    always = () if view.around is None else (view.around,)
    inside = [each for n, each in found.items() if n not in outside]
    for way in ways(inside, always, may_mix_units=view.around is not None):
        keys = _keys(found, outside, way)
        if keys is not None and not _has_many_arrows(keys, kinds):
            nodes = _nodes(keys, found, outside, view)
            arrows = _arrows(keys, references)
            return Graph(view, nodes, arrows, tuple(references.values()), tuple(found.values()))
    return Graph(view, (), (), tuple(references.values()), tuple(found.values()))


def _outside(found: Mapping[int, Found], view: View) -> Mapping[int, Key]:
    """Where resources of other units stand while one unit is looked at."""
    if view.unit is None or view.around is not None:
        return {}
    others = {n: each for n, each in found.items() if each.resource.unit != view.unit}
    units = {each.resource.unit for each in others.values()}
    return {n: by_unit(each) if len(units) <= MOST_UNITS else REST for n, each in others.items()}


def _keys(
    found: Mapping[int, Found], outside: Mapping[int, Key], way: Way
) -> Mapping[int, Key] | None:
    """The node of each resource, or none if there would be too many nodes.

    Equal keys are one object. What would be folded alone stays what it is.
    """
    keys: dict[int, Key] = {}
    different: dict[Key, Key] = {}
    alone: dict[Key, int | None] = {}
    for n, each in found.items():
        key = outside.get(n) or way(each)
        keys[n] = different.setdefault(key, key)
        alone[key] = None if key in alone or n in outside else n
        if len(different) > MOST_NODES:
            return None
    return keys | {n: single(found[n]) for n in alone.values() if n is not None}


def _has_many_arrows(keys: Mapping[int, Key], kinds: Kinds) -> bool:
    # Equal keys are one object, and its number is compared faster than its names.
    node = {n: id(key) for n, key in keys.items()}
    found = set()
    for source, target in kinds:
        start, end = node[source], node[target]
        if start != end:
            found.add((start, end))
            if len(found) > MOST_ARROWS:
                return True
    return False


def _arrows(keys: Mapping[int, Key], references: Mapping[Pair, Reference]) -> tuple[Arrow, ...]:
    places = {key: place for place, key in enumerate(dict.fromkeys(keys.values()))}
    node = {n: places[key] for n, key in keys.items()}
    found: dict[Pair, list[Reference]] = defaultdict(list)
    for (source, target), each in references.items():
        if node[source] != node[target]:
            found[node[source], node[target]].append(each)
    return tuple(_arrow(source, target, own) for (source, target), own in found.items())


def _arrow(source: int, target: int, own: list[Reference]) -> Arrow:
    crossed = {each.crossed for each in own}
    return Arrow(
        source,
        target,
        tuple(dict.fromkeys(kind for each in own for kind in each.kinds)),
        len(own),
        any(each.crosses_units for each in own),
        _worst(crossed),
    )


def _worst(crossed: Collection[Crossed]) -> Crossed:
    if Crossed.BACKWARD in crossed:
        return Crossed.BACKWARD
    return Crossed.FORWARD if Crossed.FORWARD in crossed else Crossed.NOT


def _nodes(
    keys: Mapping[int, Key],
    found: Mapping[int, Found],
    outside: Collection[int],
    view: View,
) -> tuple[Node, ...]:
    members: dict[Key, list[int]] = defaultdict(list)
    for n, key in keys.items():
        members[key].append(n)
    return tuple(
        Node(
            key,
            tuple(found[n] for n in own),
            _common({_nature(found[n]) for n in own}),
            is_focus=view.around is not None and found[own[0]].place == view.around,
            is_outside=own[0] in outside,
        )
        for key, own in members.items()
    )


def _nature(found: Found) -> Nature:
    about = found.about
    if found.is_store:
        return Nature.STORE
    if about.kind in CONTAINERS:
        return Nature.CONTAINER
    if found.is_stateful:
        return Nature.STATEFUL
    if about.label is Label.UNKNOWN:
        return Nature.UNKNOWN
    return Nature.APPLICATION if found.runs else Nature.STATELESS


def _common(natures: Collection[Nature]) -> Nature:
    return next(iter(natures)) if len(natures) == 1 else Nature.MIXED
