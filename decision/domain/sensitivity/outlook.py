"""The results that one cell can still have, over every way to answer what is open."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import combinations, compress
from operator import not_, or_
from typing import NamedTuple

from decision.domain.consequences import EFFECT_BITS, Gain, consequences, unpack
from decision.domain.diagrams import Diagram, Diagrams, combine, leaves
from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import Effect, Rulebook
from decision.domain.scoring import BOUNDARIES, settle
from decision.domain.sensitivity.score_sets import ScoreSpace, moved
from decision.domain.sweep import separate_parts, sweep
from decision.domain.upstream import upstream
from decision.domain.vocabulary import (
    VERDICT_BOUNDARY,
    VERDICT_ENVIRONMENT,
    Boundary,
    Environment,
    Result,
)

#: Rules as far as they are still open.
type Rules = tuple[Diagram[Gain], ...]

#: Effects of one way and of another beside it, and how far the other's scores are shifted.
type PairKey = tuple[int, int, int]


class Both(NamedTuple):
    """What one way to answer gains, and what another gains beside it, shifts for points."""

    effects: int
    others: int
    shift: int
    apart: int
    possible: bool


class CellRules:
    """The rules that have a say in one boundary and environment of a rulebook."""

    def __init__(self, rulebook: Rulebook, boundary: Boundary, where: Environment) -> None:
        self.rulebook = rulebook
        self.boundary = boundary
        self.consequences = consequences(rulebook)
        lines = upstream(rulebook, boundary)
        self.scored = lines.scored
        nothing = Gain((0,) * len(lines.scored))
        self._rules = [
            *self.consequences.points(lines.scored, where),
            *self.consequences.effects(lines.gated, where, nothing),
        ]
        self._limits = self.consequences.impossible(where, nothing)
        self._results: dict[tuple[int, tuple[int, ...]], Result] = {}

    def outlook(self, answers: Mapping[str, str]) -> "Outlook":
        """What is open for these answers; impossible ways count only if there is no other."""
        known = self.consequences.known(answers)
        restrict = self.consequences.gains.restrict
        rules = [restrict(rule, known) for rule in self._rules]
        limits = [restrict(limit, known) for limit in self._limits]
        found = Outlook(self, [*rules, *limits])
        return found if found.results else Outlook(self, rules, contradicting=True)

    def result(self, effects: int, scores: Mapping[Boundary, int]) -> Result:
        """The cell's result for packed effects, and for scores of the boundaries scored."""
        key = effects, tuple(scores.values())
        found = self._results.get(key)
        if found is None:
            every = {**dict.fromkeys(BOUNDARIES, 0), **scores}
            found = settle(self.rulebook, every, unpack(effects))[self.boundary]
            self._results[key] = found
        return found


class Outlook:
    """What one cell can still become, its rules being restricted to what is open."""

    def __init__(
        self, cell: CellRules, rules: Sequence[Diagram[Gain]], contradicting: bool = False
    ) -> None:
        """``contradicting`` says that no way is possible, so that all count."""
        self._cell = cell
        self.contradicting = contradicting
        decided, self._parts = separate_parts(rules)
        self._possible = all(gain.possible for gain in decided)
        total = sum(decided, start=Gain((0,) * len(cell.scored)))
        self._effects = tidy(total.effects)
        self._open = [rule for part in self._parts for rule in part]
        gains = [[gain.points for gain in leaves(rule)] for rule in self._open]
        self._space = ScoreSpace(cell.rulebook, cell.scored, total.points, gains)
        self._shifts: dict[tuple[int, ...], int] = {}

    @cached_property
    def results(self) -> frozenset[Result]:
        """Every result that some way leads to; none if no way is possible."""
        ways = {self._effects: self._space.start} if self._possible else {}
        for part in self._parts:
            ways = sweep(part, ways, self._add, or_)
        return frozenset(
            self._cell.result(effects, region.scores)
            for effects, members in ways.items()
            for region in self._space.regions
            if members & region.members
        )

    def depends_on(self, question: str) -> bool:
        """Whether another answer to ``question`` changes the result, for some other answers."""
        level = self._cell.consequences.level(question)
        rules = [rule for rule in self._open if level in rule.levels]
        if len(self.results) < 2 or not rules:
            return False
        restrict = self._cell.consequences.gains.restrict
        count = len(self._cell.rulebook.question_by_id[question].options)
        chosen = [{level: option} for option in range(count)]
        # Options that leave the same rules are alike: one of them is enough.
        options = list(dict.fromkeys(tuple(restrict(r, each) for r in rules) for each in chosen))
        if all(gain.possible for rule in rules for gain in leaves(rule)):
            # Where one option is possible, all are: if two differ, so does one from the first.
            pairs = [(options[0], other) for other in options[1:]]
        else:
            pairs = list(combinations(options, 2))
        others = [rule for rule in self._open if level not in rule.levels]
        return any(self._differ((*one, *others), (*other, *others)) for one, other in pairs)

    def _differ(self, one: Rules, other: Rules) -> bool:
        """Follow the rules left by two options side by side: can they end differently?"""
        beside: Diagrams[Both] = Diagrams()
        pairs = [combine(beside, self._both, *rules) for rules in zip(one, other, strict=True)]
        decided, parts = separate_parts(pairs)
        begin = self._add_both((self._effects, self._effects, 0), self._space.start, decided)
        ways = dict([begin]) if begin else {}
        apart = [any(_differ(rule) for rule in part) for part in parts]
        for part in compress(parts, apart):
            ways = sweep(part, ways, self._add_both, or_)
        ways = {key: members for key, members in ways.items() if key[0] != key[1] or key[2]}
        for part in compress(parts, map(not_, apart)):
            ways = sweep(part, ways, self._add_both, or_)
        return any(self._ends_apart(key, members) for key, members in ways.items())

    def _ends_apart(self, key: PairKey, members: int) -> bool:
        effects, others, apart = key
        for region in self._space.regions:
            here = members & region.members
            if not here:
                continue
            result = self._cell.result(effects, region.scores)
            for opposite in self._space.regions:
                if moved(opposite.members, -apart) & here and result is not self._cell.result(
                    others, opposite.scores
                ):
                    return True
        return False

    def _add(self, effects: int, members: int, gains: Sequence[Gain]) -> tuple[int, int] | None:
        for gain in gains:
            if not gain.possible:
                return None
            effects |= gain.effects
            members = moved(members, self._shift(gain.points))
        return tidy(effects), members

    def _both(self, one: Gain, other: Gain) -> Both:
        own = self._shift(one.points)
        apart = self._shift(other.points) - own
        return Both(one.effects, other.effects, own, apart, one.possible and other.possible)

    def _add_both(
        self, key: PairKey, members: int, gains: Sequence[Both]
    ) -> tuple[PairKey, int] | None:
        effects, others, apart = key
        for gain in gains:
            if not gain.possible:
                return None
            effects |= gain.effects
            others |= gain.others
            apart += gain.apart
            members = moved(members, gain.shift)
        return (tidy(effects), tidy(others), apart), members

    def _shift(self, points: tuple[int, ...]) -> int:
        found = self._shifts.get(points)
        if found is None:
            found = self._shifts[points] = self._space.shift(points)
        return found


@lru_cache(maxsize=10_000)
def tidy(effects: int) -> int:
    """Packed effects without those that a stronger one hides, so that alike ways meet.

    "Separate" stays beside a stronger effect, because implications ask for it.
    """
    return sum(
        _strongest(effect) << (EFFECT_BITS * place)
        for place, effect in enumerate(unpack(effects).values())
    )


def _differ(rule: Diagram[Both]) -> bool:
    """Whether a rule can still do more for one of two ways than for the other."""
    return any(both.apart or both.effects != both.others for both in leaves(rule))


def _strongest(effect: Effect) -> int:
    for strong in (Effect.NOT_APPLICABLE, Effect.NOT_YET, Effect.TOGETHER, Effect.SEPARATE):
        if effect & strong:
            return int(strong | effect & Effect.SEPARATE)
    return int(effect)


def cell_rules(rulebook: Rulebook, boundary: Boundary, where: Environment) -> CellRules:
    """The rules of one cell, prepared on first use."""
    cells = _cells(rulebook)
    if (boundary, where) not in cells:
        cells[boundary, where] = CellRules(rulebook, boundary, where)
    return cells[boundary, where]


def verdict_rules(rulebook: Rulebook) -> CellRules:
    """The rules of the cell that is the verdict."""
    return cell_rules(rulebook, VERDICT_BOUNDARY, VERDICT_ENVIRONMENT)


@once_per_rulebook
def _cells(rulebook: Rulebook) -> dict[tuple[Boundary, Environment], CellRules]:
    return {}
