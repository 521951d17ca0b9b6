"""What open questions can still do in one environment: the few rules that their answers move.

Trying every way to answer them then means to look at these rules only. All others hold, or do
not hold, whatever the answers are.
"""

from collections.abc import Mapping, Sequence
from operator import or_
from typing import NamedTuple

from decision.domain.conditions import All, Condition, Is
from decision.domain.masks import Clauses, Masks, holds
from decision.domain.prepared import once_per_rulebook, remembered
from decision.domain.rulebook import Rulebook
from decision.domain.scoring import BOUNDARIES, settle, totals
from decision.domain.upstream import upstream
from decision.domain.vocabulary import Boundary, Environment, Result

#: Sums of points and effects whose results are remembered for a rulebook.
MOST_RESULTS = 20_000

#: Sets of moving values whose rules are remembered for a rulebook.
MOST_SETS = 1_000

type Sums = tuple[tuple[int, ...], tuple[int, ...]]


class Rule(NamedTuple):
    """A factor or an effect of a gate: points and effects in the order of ``BOUNDARIES``.

    ``true`` and ``false`` are clauses that hold where it certainly acts or does not; ``weighs``
    and ``acts`` have a bit for each boundary with points and with effects.
    """

    true: Clauses
    false: Clauses
    names: frozenset[str]
    points: tuple[int, ...]
    effects: tuple[int, ...]
    weighs: int
    acts: int


class OpenRules:
    """The rules that are open while some values are.

    ``found`` are the values that follow from the known answers, and ``moving`` names all that
    the answers to open questions can give another value.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        where: Environment,
        found: Mapping[str, str],
        moving: frozenset[str],
    ) -> None:
        self._prepared = _prepared(rulebook)
        self._masks = self._prepared.masks[where]
        self._moving = moving
        fixed = {name: value for name, value in found.items() if name not in moving}
        self._fixed = self._masks.state(fixed)
        scores, effects = totals(rulebook, fixed, where)
        self._scores = tuple(scores[each] for each in BOUNDARIES)
        self._effects = tuple(effects[each] for each in BOUNDARIES)
        # Values only ever join the fixed ones, so what is certain for these stays certain.
        self._rules = [
            (self._left(rule.true), rule)
            for rule in self._prepared.reading(where, moving)
            if not holds(rule.true, self._fixed) and not holds(rule.false, self._fixed)
        ]

    def names(self, boundary: Boundary) -> frozenset[str]:
        """The values that open rules look at, of all rules that have a say in ``boundary``."""
        gated, scored = self._prepared.lines[boundary]
        looking = [r.names for _, r in self._rules if r.acts & gated or r.weighs & scored]
        return frozenset().union(*looking)

    def results(self, values: Mapping[str, str]) -> Mapping[Boundary, Result]:
        """The results for the fixed values together with some moving ones."""
        state = self._fixed
        for name in self._moving:
            if name in values:
                state |= self._masks.bit(name, values[name])
        acting = [rule for when, rule in self._rules if holds(when, state)]
        if not acting:
            return self._prepared.results((self._scores, self._effects))
        points = zip(self._scores, *[rule.points for rule in acting], strict=True)
        effects = self._effects
        for rule in acting:
            if rule.acts:
                effects = tuple(map(or_, effects, rule.effects))
        return self._prepared.results((tuple(map(sum, points)), effects))

    def _left(self, clauses: Clauses) -> Clauses:
        """The clauses that the fixed values do not fulfil already."""
        return tuple(mask for mask in clauses if not self._fixed & mask)


class _Prepared:
    """All rules of a rulebook by environment, and where they have a say."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self.masks = {where: Masks(rulebook, where) for where in Environment}
        self._rules = {where: _rules(rulebook, where, self.masks[where]) for where in Environment}
        self.lines = {each: _lines(rulebook, each) for each in BOUNDARIES}
        self._reading: dict[tuple[Environment, frozenset[str]], tuple[Rule, ...]] = {}
        self._results: dict[Sums, Mapping[Boundary, Result]] = {}

    def reading(self, where: Environment, names: frozenset[str]) -> tuple[Rule, ...]:
        """The rules that look at one of these values."""
        return remembered(
            self._reading,
            (where, names),
            MOST_SETS,
            lambda: tuple(rule for rule in self._rules[where] if rule.names & names),
        )

    def results(self, sums: Sums) -> Mapping[Boundary, Result]:
        return remembered(self._results, sums, MOST_RESULTS, lambda: self._settled(*sums))

    def _settled(
        self, scores: tuple[int, ...], effects: tuple[int, ...]
    ) -> Mapping[Boundary, Result]:
        return settle(
            self._rulebook,
            dict(zip(BOUNDARIES, scores, strict=True)),
            dict(zip(BOUNDARIES, effects, strict=True)),
        )


_prepared = once_per_rulebook(_Prepared)


def _rules(rulebook: Rulebook, where: Environment, masks: Masks) -> tuple[Rule, ...]:
    nothing = (0,) * len(BOUNDARIES)
    found = []

    def add(when: Condition, points: tuple[int, ...], effects: tuple[int, ...]) -> None:
        clauses = masks.true(when), masks.false(when)
        found.append(Rule(*clauses, when.names(), points, effects, _bits(points), _bits(effects)))

    for factor in rulebook.factors:
        by_boundary = factor.points.get(where, {})
        points = tuple(by_boundary.get(each, 0) for each in BOUNDARIES)
        if any(points):
            is_given = Is(factor.question, frozenset((factor.option,)))
            add(All((is_given, factor.when)), points, nothing)
    for gate in rulebook.gates:
        for effect in gate.effects:
            if where in effect.environments:
                acts = tuple(int(effect.effect) * (b in effect.boundaries) for b in BOUNDARIES)
                add(All((gate.when, effect.when)), nothing, acts)
    return tuple(found)


def _lines(rulebook: Rulebook, boundary: Boundary) -> tuple[int, int]:
    lines = upstream(rulebook, boundary)
    gated = _bits([each in lines.gated for each in BOUNDARIES])
    return gated, _bits([each in lines.scored for each in BOUNDARIES])


def _bits(numbers: Sequence[int]) -> int:
    """A bit for each place with a number that is not zero."""
    return sum(1 << place for place, each in enumerate(numbers) if each)
