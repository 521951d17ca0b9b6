"""Decision diagrams: functions of the answers, stored so that equal parts are shared.

A diagram asks questions in one fixed order (each has a *level*) and ends in a leaf. It skips
a question that makes no difference, so the questions that a diagram names are exactly those
that its value depends on. Conditions, facts, points and effects all become diagrams; a
partly answered questionnaire *restricts* them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

#: Shared nodes kept before all are forgotten. Forgetting costs time, never correctness.
MOST_NODES = 200_000


@dataclass(frozen=True, slots=True, eq=False)
class Leaf[T]:
    """The end of a diagram."""

    value: T
    serial: int


@dataclass(frozen=True, slots=True, eq=False)
class Node[T]:
    """The question at ``level``, with what follows from each of its options."""

    level: int
    branches: "tuple[Diagram[T], ...]"
    serial: int
    levels: frozenset[int]


type Diagram[T] = Leaf[T] | Node[T]


class Diagrams[T]:
    """Makes diagrams that end in values of one type; equal diagrams are the same object."""

    def __init__(self) -> None:
        self._leaves: dict[T, Leaf[T]] = {}
        self._nodes: dict[tuple[int, tuple[Diagram[T], ...]], Node[T]] = {}
        self._restricted: dict[tuple[Node[T], tuple[int | None, ...]], Diagram[T]] = {}
        self._made = 0

    def leaf(self, value: T) -> Leaf[T]:
        found = self._leaves.get(value)
        if found is None:
            found = self._leaves[value] = Leaf(value, self._next())
        return found

    def node(self, level: int, branches: Iterable[Diagram[T]]) -> Diagram[T]:
        key = level, tuple(branches)
        first = key[1][0]
        if all(branch is first for branch in key[1]):
            return first
        found = self._nodes.get(key)
        if found is None:
            below = (branch.levels for branch in key[1] if isinstance(branch, Node))
            levels = frozenset((level,)).union(*below)
            found = self._nodes[key] = Node(level, key[1], self._next(), levels)
        return found

    def restrict(self, diagram: Diagram[T], known: Mapping[int, int]) -> Diagram[T]:
        """The diagram once the options at the ``known`` levels are chosen."""
        if isinstance(diagram, Leaf):
            return diagram
        key = diagram, tuple(known.get(level) for level in diagram.levels)
        found = self._restricted.get(key)
        if found is None:
            chosen = known.get(diagram.level)
            found = (
                self.node(diagram.level, [self.restrict(b, known) for b in diagram.branches])
                if chosen is None
                else self.restrict(diagram.branches[chosen], known)
            )
            self._restricted[key] = found
        return found

    def _next(self) -> int:
        if len(self._nodes) + len(self._restricted) > MOST_NODES:
            self._nodes.clear()
            self._restricted.clear()
        self._made += 1
        return self._made


def combine[A, B, T](
    into: Diagrams[T], merge: Callable[[A, B], T], left: Diagram[A], right: Diagram[B]
) -> Diagram[T]:
    """The diagram whose leaves merge the leaves of two others."""
    done: dict[tuple[Diagram[A], Diagram[B]], Diagram[T]] = {}

    def walk(a: Diagram[A], b: Diagram[B]) -> Diagram[T]:
        found = done.get((a, b))
        if found is None:
            found = done[a, b] = step(a, b)
        return found

    def step(a: Diagram[A], b: Diagram[B]) -> Diagram[T]:
        if isinstance(a, Leaf):
            if isinstance(b, Leaf):
                return into.leaf(merge(a.value, b.value))
            return into.node(b.level, [walk(a, branch) for branch in b.branches])
        if isinstance(b, Leaf) or a.level < b.level:
            return into.node(a.level, [walk(branch, b) for branch in a.branches])
        if b.level < a.level:
            return into.node(b.level, [walk(a, branch) for branch in b.branches])
        pairs = zip(a.branches, b.branches, strict=True)
        return into.node(a.level, [walk(one, other) for one, other in pairs])

    return walk(left, right)


def change[A, T](into: Diagrams[T], turn: Callable[[A], T], diagram: Diagram[A]) -> Diagram[T]:
    """The diagram with every leaf turned into another."""
    done: dict[Diagram[A], Diagram[T]] = {}

    def walk(at: Diagram[A]) -> Diagram[T]:
        found = done.get(at)
        if found is None:
            found = done[at] = (
                into.leaf(turn(at.value))
                if isinstance(at, Leaf)
                else into.node(at.level, [walk(branch) for branch in at.branches])
            )
        return found

    return walk(diagram)


def choose[T](
    into: Diagrams[T], condition: Diagram[bool], then: Diagram[T], otherwise: Diagram[T]
) -> Diagram[T]:
    """``then`` where the condition holds, ``otherwise`` where it does not."""
    scratch: Diagrams[tuple[T, T]] = Diagrams()
    both = combine(scratch, lambda one, other: (one, other), then, otherwise)
    return combine(into, lambda holds, pair: pair[0] if holds else pair[1], condition, both)


def leaves[T](diagram: Diagram[T]) -> set[T]:
    """The values that the diagram can end in."""
    seen: set[Diagram[T]] = set()
    waiting = [diagram]
    found: set[T] = set()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        if isinstance(at, Leaf):
            found.add(at.value)
        else:
            waiting.extend(at.branches)
    return found
