"""Where a team stands on the mind map: its answers and stores, put on the branches.

A ``Position`` is what one team has answered; ``mark`` puts it on a ``MindMap``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from decision.domain.mindmap import (
    Condition,
    CrossLink,
    MapNode,
    MarkedLink,
    MarkedMap,
    MarkedNode,
    MatchedAnswer,
    MindMap,
    StoreHere,
    TermLink,
)
from decision.domain.vocabulary import DONT_KNOW

#: The key under which conditions see the zone of a store.
ZONE: Final = "zone"


@dataclass(frozen=True, slots=True)
class StorePosition:
    """One store of the team: its answers and facts by id, its zone, its verdict in words."""

    name: str
    zone: str = ""
    verdict: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Position:
    """What a team has answered. Without answers and stores the map is the talk's alone."""

    answers: Mapping[str, str] = field(default_factory=dict)
    stores: tuple[StorePosition, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Texts for ids; an id without a text reads as its words."""

    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)

    def answer(self, question: str, option: str) -> str:
        return self.answers.get((question, option)) or option.replace("-", " ")

    def term(self, term: str) -> str:
        return self.terms.get(term) or term.replace("-", " ")


@dataclass(frozen=True, slots=True)
class _Finding:
    """Which answers and stores lead to one node."""

    answers: tuple[MatchedAnswer, ...] = ()
    stores: tuple[StoreHere, ...] = ()


def mark(
    mind_map: MindMap,
    position: Position | None = None,
    wording: Wording | None = None,
) -> MarkedMap:
    """Mark a team's position along the branches; without a position nothing is marked."""
    marker = _Marker(_without_unknown(position or Position()), wording or Wording())
    branches = tuple(marker.node(branch, role="", zone="") for branch in mind_map.branches)
    root = MarkedNode(
        id=mind_map.id,
        title=mind_map.title,
        role="root",
        on_path=any(branch.on_path for branch in branches),
        children=branches,
    )
    by_id = {node.id: node for node in root.walk()}
    links = tuple(_marked_link(link, by_id) for link in mind_map.cross_links)
    return MarkedMap(mind_map.id, mind_map.title, root, links)


def _marked_link(link: CrossLink, nodes: Mapping[str, MarkedNode]) -> MarkedLink:
    start, end = nodes[link.start], nodes[link.end]
    return MarkedLink(
        id=link.id,
        start=link.start,
        end=link.end,
        label=link.label,
        style=link.style,
        start_title=start.title,
        end_title=end.title,
        on_path=start.on_path and end.on_path,
    )


def _without_unknown(position: Position) -> Position:
    """Drop "don't know": it leads to no branch, like a missing answer."""
    stores = tuple(
        StorePosition(store.name, store.zone, store.verdict, _known(store.answers))
        for store in position.stores
    )
    return Position(_known(position.answers), stores)


def _known(answers: Mapping[str, str]) -> dict[str, str]:
    return {name: option for name, option in answers.items() if option not in ("", DONT_KNOW)}


@dataclass(frozen=True, slots=True)
class _Marker:
    position: Position
    wording: Wording

    def node(self, node: MapNode, role: str, zone: str) -> MarkedNode:
        # A role of its own ends the zone above it: a figure in a zone has no zone colour.
        zone = node.zone or ("" if node.role else zone)
        role = node.role or role
        children = tuple(self.node(child, role, zone) for child in node.children)
        found = self._finding(node)
        here = bool(found.answers or found.stores)
        return MarkedNode(
            id=node.id,
            title=node.title,
            note=node.note,
            role=role,
            zone=zone,
            question=node.question,
            terms=tuple(TermLink(term, self.wording.term(term)) for term in node.terms),
            here=here,
            on_path=here or any(child.on_path for child in children),
            answers=found.answers,
            stores=found.stores,
            children=children,
        )

    def _finding(self, node: MapNode) -> _Finding:
        if node.zone:
            return self._stores_of_zone(node)
        if node.marks is None:
            return _Finding()
        if node.marks.holds(self.position.answers):
            return _Finding(answers=self._matched(node.marks, self.position.answers, ""))
        return self._stores_that_match(node.marks)

    def _stores_of_zone(self, node: MapNode) -> _Finding:
        """Find the stores of the node's zone; a condition at the node narrows them down."""
        sitting = [
            store
            for store in self.position.stores
            if store.zone == node.zone
            and (node.marks is None or node.marks.holds(self._values(store)))
        ]
        return _Finding(stores=tuple(StoreHere(store.name, store.verdict) for store in sitting))

    def _stores_that_match(self, condition: Condition) -> _Finding:
        answers: list[MatchedAnswer] = []
        stores: list[StoreHere] = []
        for store in self.position.stores:
            if condition.holds(self._values(store)):
                answers += self._matched(condition, store.answers, store.name)
                stores.append(StoreHere(store.name))
        return _Finding(tuple(answers), tuple(stores))

    def _values(self, store: StorePosition) -> dict[str, str]:
        """Return the system's answers and the store's, as one condition sees them."""
        zone = {ZONE: store.zone} if store.zone else {}
        return {**self.position.answers, **zone, **store.answers}

    def _matched(
        self, condition: Condition, answers: Mapping[str, str], store: str
    ) -> tuple[MatchedAnswer, ...]:
        return tuple(
            MatchedAnswer(name, answers[name], self.wording.answer(name, answers[name]), store)
            for name in sorted(condition.names() & answers.keys())
        )
