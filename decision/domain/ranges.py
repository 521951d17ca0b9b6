"""Exact score ranges over everything unknown, branching respected."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from decision.domain.consequences import Gain, consequences
from decision.domain.diagrams import Diagram, combine
from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import Rulebook
from decision.domain.sweep import Open, separate_parts, sweep
from decision.domain.vocabulary import Boundary, Environment

BOUNDARIES = tuple(Boundary)

#: Ranges of parts that are remembered for each rulebook.
MOST_PARTS = 20_000

NOTHING = Gain((0,) * len(BOUNDARIES))

#: Points of each boundary, in the order of ``Boundary``, of one environment after another.
type Points = tuple[int, ...]
#: Lowest and highest score of each.
type Extremes = tuple[Points, Points]


def score_ranges(
    rulebook: Rulebook, answers: Mapping[str, str]
) -> dict[tuple[Boundary, Environment], tuple[int, int]]:
    """Lowest and highest net score of each cell over all completions of ``answers``.

    A completion answers every open question; those that the content calls impossible in an
    environment do not count there. Where the answers given leave no possible completion,
    all count: the contradiction is reported elsewhere.
    """
    return _ranges(rulebook).of(answers)


class _Ranges:
    """The factors of one rulebook as diagrams, and the ranges of their parts.

    Environments in which the same answers are impossible are worked out together: their
    points stand side by side.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._all = consequences(rulebook)
        alike: dict[tuple[Diagram[Gain], ...], list[Environment]] = {}
        for where in Environment:
            alike.setdefault(tuple(self._all.impossible(where, NOTHING)), []).append(where)
        self._groups = [self._group(environments) for environments in alike.values()]
        self._parts: dict[Open[Gain], Extremes | None] = {}

    def of(self, answers: Mapping[str, str]) -> dict[tuple[Boundary, Environment], tuple[int, int]]:
        known = self._all.known(answers)
        restrict = self._all.gains.restrict
        found: dict[tuple[Boundary, Environment], tuple[int, int]] = {}
        for group in self._groups:
            points = [restrict(rule, known) for rule in group.points]
            limits = [restrict(limit, known) for limit in group.limits]
            extremes = self._extremes([*points, *limits], group.nothing)
            extremes = extremes or self._extremes(points, group.nothing)
            assert extremes is not None  # only limits can leave nothing
            cells = ((boundary, where) for where in group.environments for boundary in BOUNDARIES)
            found |= dict(zip(cells, zip(*extremes, strict=True), strict=True))
        return found

    def _group(self, environments: Sequence[Environment]) -> "_Group":
        nothing = Gain((0,) * (len(BOUNDARIES) * len(environments)))
        first, *others = (self._all.points(BOUNDARIES, where) for where in environments)
        for other in others:
            pairs = zip(first, other, strict=True)
            first = [combine(self._all.gains, _beside, *pair) for pair in pairs]
        limits = self._all.impossible(environments[0], nothing)
        return _Group(environments, first, limits, nothing.points)

    def _extremes(self, rules: Sequence[Diagram[Gain]], nothing: Points) -> Extremes | None:
        decided, parts = separate_parts(rules)
        if not all(gain.possible for gain in decided):
            return None
        gains = (gain.points for gain in decided)
        start = tuple(map(sum, zip(*gains, strict=True))) or nothing
        total: Extremes = (start, start)
        for part in parts:
            own = self._part(part, nothing)
            if own is None:
                return None
            total = _plus(total, own)
        return total

    def _part(self, rules: Open[Gain], nothing: Points) -> Extremes | None:
        if rules not in self._parts:
            if len(self._parts) >= MOST_PARTS:
                self._parts.clear()
            ways = sweep(rules, {None: (nothing, nothing)}, _add, _widest)
            self._parts[rules] = ways.get(None)
        return self._parts[rules]


class _Group(NamedTuple):
    """Environments that are worked out together, and the points and limits of their cells."""

    environments: Sequence[Environment]
    points: Sequence[Diagram[Gain]]
    limits: Sequence[Diagram[Gain]]
    nothing: Points


_ranges = once_per_rulebook(_Ranges)


def _beside(one: Gain, other: Gain) -> Gain:
    return Gain(one.points + other.points)


def _add(_: None, extremes: Extremes, gains: Sequence[Gain]) -> tuple[None, Extremes] | None:
    for gain in gains:
        if not gain.possible:
            return None
        extremes = _plus(extremes, (gain.points, gain.points))
    return None, extremes


def _plus(one: Extremes, other: Extremes) -> Extremes:
    low, high = zip(one, other, strict=True)
    return tuple(map(int.__add__, *low)), tuple(map(int.__add__, *high))


def _widest(one: Extremes, other: Extremes) -> Extremes:
    low, high = zip(one, other, strict=True)
    return tuple(map(min, *low)), tuple(map(max, *high))
