"""Exact score ranges over everything unknown, branching respected."""

from collections.abc import Mapping, Sequence

from decision.domain.consequences import Gain, consequences
from decision.domain.diagrams import Diagram
from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import Rulebook
from decision.domain.sweep import Open, separate_parts, sweep
from decision.domain.vocabulary import Boundary, Environment

BOUNDARIES = tuple(Boundary)

#: Ranges of parts that are remembered for each rulebook.
MOST_PARTS = 20_000

NOTHING = Gain((0,) * len(BOUNDARIES))

#: Lowest and highest score of each boundary, in the order of ``Boundary``.
type Extremes = tuple[tuple[int, ...], tuple[int, ...]]


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
    """The factors of one rulebook as diagrams, and the ranges of their parts."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._all = consequences(rulebook)
        self._points = {where: self._all.points(BOUNDARIES, where) for where in Environment}
        self._limits = {where: self._all.impossible(where, NOTHING) for where in Environment}
        self._parts: dict[Open[Gain], Extremes | None] = {}

    def of(self, answers: Mapping[str, str]) -> dict[tuple[Boundary, Environment], tuple[int, int]]:
        known = self._all.known(answers)
        found = {}
        for where in Environment:
            points = [self._all.gains.restrict(rule, known) for rule in self._points[where]]
            limits = [self._all.gains.restrict(rule, known) for rule in self._limits[where]]
            extremes = self._extremes([*points, *limits]) or self._extremes(points)
            assert extremes is not None  # only limits can leave nothing
            for boundary, low, high in zip(BOUNDARIES, *extremes, strict=True):
                found[boundary, where] = (low, high)
        return found

    def _extremes(self, rules: Sequence[Diagram[Gain]]) -> Extremes | None:
        decided, parts = separate_parts(rules)
        if not all(gain.possible for gain in decided):
            return None
        known = tuple(map(sum, zip(*(gain.points for gain in decided), strict=True)))
        start = known or NOTHING.points
        total: Extremes = (start, start)
        for part in parts:
            own = self._part(part)
            if own is None:
                return None
            total = _plus(total, own)
        return total

    def _part(self, rules: Open[Gain]) -> Extremes | None:
        if rules not in self._parts:
            if len(self._parts) >= MOST_PARTS:
                self._parts.clear()
            nothing = NOTHING.points
            ways = sweep(rules, {None: (nothing, nothing)}, _add, _widest)
            self._parts[rules] = ways.get(None)
        return self._parts[rules]


_ranges = once_per_rulebook(_Ranges)


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
