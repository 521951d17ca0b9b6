"""Scoring one store: contributions, gates, implications and the five results.

The order never varies: sum the factors, let the gates act, then the implications. Every
contribution keeps its reason and its sources.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from decision.domain.conditions import Condition
from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import Effect, Factor, Gate, GateEffect, Rulebook
from decision.domain.vocabulary import Boundary, Environment, Result

BOUNDARIES = tuple(Boundary)

#: The sign of the points that speak for a result; other results have none.
DIRECTION = {Result.TOGETHER: 1, Result.SEPARATE: -1}

#: Effects that decide a cell whatever its score is.
_STRONGEST_FIRST = (
    (Effect.NOT_APPLICABLE, Result.NOT_APPLICABLE),
    (Effect.NOT_YET, Result.NOT_YET),
    (Effect.TOGETHER, Result.TOGETHER),
    (Effect.SEPARATE, Result.SEPARATE),
)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one answer adds to one cell; ``points`` in hundredths, positive is together."""

    question: str
    option: str
    points: int
    because: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """One boundary before implications: net score, combined effects of the fired gates."""

    score: int
    effects: int
    contributions: tuple[Contribution, ...]
    gates: tuple[str, ...]


def fired_gates(rulebook: Rulebook, values: Mapping[str, str]) -> list[Gate]:
    """The gates whose condition is certainly true."""
    return [gate for gate in rulebook.gates if gate.when.holds(values) is True]


def score(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> dict[Boundary, Scored]:
    """Every boundary of one store in one environment, without the implications."""
    contributions: dict[Boundary, list[Contribution]] = {b: [] for b in BOUNDARIES}
    for weight in _active_weights(rulebook, values, environment):
        for boundary, contribution in weight.contributions:
            contributions[boundary].append(contribution)
    effects, gates = _act(rulebook, values, environment)
    return {
        boundary: Scored(
            sum(contribution.points for contribution in contributions[boundary]),
            effects[boundary],
            tuple(contributions[boundary]),
            tuple(gates[boundary]),
        )
        for boundary in BOUNDARIES
    }


def outcomes(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> dict[Boundary, Result]:
    """Just the results, for callers that try many answers: no reasons are kept."""
    scores = dict.fromkeys(BOUNDARIES, 0)
    for weight in _active_weights(rulebook, values, environment):
        for boundary, contribution in weight.contributions:
            scores[boundary] += contribution.points
    effects, _ = _act(rulebook, values, environment)
    return settle(rulebook, scores, effects)


def _active_weights(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> Iterator["_Weight"]:
    """The factors that weigh for these known values, in content order."""
    index = _prepared(rulebook).weights[environment]
    for name in rulebook.names_that_weigh:
        option = values.get(name)
        if option:
            for weight in index.get((name, option), ()):
                if weight.when.holds(values) is True:
                    yield weight


def _act(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> tuple[dict[Boundary, int], dict[Boundary, list[str]]]:
    """Effects by boundary, and the gates that have them, those with the strongest effect first."""
    effects = dict.fromkeys(BOUNDARIES, 0)
    strongest: dict[Boundary, dict[str, int]] = {boundary: {} for boundary in BOUNDARIES}
    for gate, acting in _prepared(rulebook).gates[environment]:
        if gate.when.holds(values) is not True:
            continue
        for effect in acting:
            if effect.when.holds(values) is not True:
                continue
            own = int(effect.effect)
            for boundary in effect.boundaries:
                effects[boundary] |= own
                fired = strongest[boundary]
                fired[gate.id] = max(own, fired.get(gate.id, 0))
    gates = {
        boundary: sorted(fired, key=fired.__getitem__, reverse=True)
        for boundary, fired in strongest.items()
    }
    return effects, gates


@dataclass(frozen=True, slots=True)
class _Weight:
    """A factor in one environment: its condition, and what it adds to the boundaries."""

    when: Condition
    contributions: tuple[tuple[Boundary, Contribution], ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Factors by question and option, and gates with the effects they have, by environment."""

    weights: Mapping[Environment, Mapping[tuple[str, str], tuple[_Weight, ...]]]
    gates: Mapping[Environment, tuple[tuple[Gate, tuple[GateEffect, ...]], ...]]


@once_per_rulebook
def _prepared(rulebook: Rulebook) -> _Prepared:
    return _Prepared(
        {
            where: {
                key: tuple(_weight(factor, where) for factor in factors)
                for key, factors in rulebook.factors_of.items()
            }
            for where in Environment
        },
        {
            where: tuple(
                (gate, tuple(each for each in gate.effects if where in each.environments))
                for gate in rulebook.gates
                if any(where in each.environments for each in gate.effects)
            )
            for where in Environment
        },
    )


def _weight(factor: Factor, where: Environment) -> _Weight:
    by_boundary = factor.points.get(where, {})
    return _Weight(
        factor.when,
        tuple(
            (boundary, Contribution(factor.question, factor.option, points, factor.because,
                                    factor.sources))
            for boundary, points in by_boundary.items()
        ),
    )  # fmt: skip


def settle(
    rulebook: Rulebook, scores: Mapping[Boundary, int], effects: Mapping[Boundary, int]
) -> dict[Boundary, Result]:
    """Results from net scores and effects, after the implications in content order."""
    combined = dict(effects)
    results = {b: resolve(rulebook, scores[b], combined[b]) for b in BOUNDARIES}
    for implication in rulebook.implications:
        start = implication.boundary
        if results[start] is not implication.result:
            continue
        if implication.gated and not combined[start] & Effect.SEPARATE:
            continue
        for boundary in implication.boundaries:
            combined[boundary] |= implication.effect
            results[boundary] = resolve(rulebook, scores[boundary], combined[boundary])
    return results


def resolve(rulebook: Rulebook, score: int, effects: int) -> Result:
    """One cell's result: the strongest effect wins, the score decides where none does.

    ``together`` by a gate beats ``separate`` by a gate: it says that there is nothing to
    cut. ``not-yet-before-together`` stops only results that would move in together.
    """
    result = _by_score(rulebook, score)
    return _with_effects(result, effects) if effects else result


@cache  # a few hundred combinations at most
def _with_effects(result: Result, effects: int) -> Result:
    for effect, decided in _STRONGEST_FIRST:
        if effects & effect:
            return decided
    result = _limited(result, effects)
    if effects & Effect.NOT_YET_BEFORE_TOGETHER and result is not Result.SEPARATE:
        return Result.NOT_YET
    return result


def _by_score(rulebook: Rulebook, score: int) -> Result:
    if score >= rulebook.together_from:
        return Result.TOGETHER
    if score <= rulebook.separate_from:
        return Result.SEPARATE
    return Result.EITHER


def _limited(result: Result, effects: int) -> Result:
    if effects & Effect.LIFT:
        result = Result.TOGETHER
    if effects & Effect.AT_MOST_EITHER and result is Result.TOGETHER:
        return Result.EITHER
    if effects & Effect.AT_LEAST_EITHER and result is Result.SEPARATE:
        return Result.EITHER
    return result


def by_strength(contributions: Iterable[Contribution]) -> list[Contribution]:
    """The heaviest first; those of equal weight stay in content order."""
    return sorted(contributions, key=lambda each: -abs(each.points))
