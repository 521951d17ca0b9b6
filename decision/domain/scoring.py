"""Scoring one store: contributions, gates, implications and the five results.

The order never varies: sum the factors, let the gates act, then the implications. Every
contribution keeps its reason and its sources.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decision.domain.rulebook import Effect, Factor, Gate, Rulebook
from decision.domain.vocabulary import Boundary, Environment, Result

BOUNDARIES = tuple(Boundary)


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
    effects: Effect
    contributions: tuple[Contribution, ...]
    gates: tuple[str, ...]


def active_factors(rulebook: Rulebook, values: Mapping[str, str]) -> list[Factor]:
    """The factors that weigh for these known values, in content order."""
    index = rulebook.factors_of
    return [
        factor
        for name in rulebook.names_that_weigh
        if (option := values.get(name))
        for factor in index.get((name, option), ())
        if factor.when.holds(values) is True
    ]


def fired_gates(rulebook: Rulebook, values: Mapping[str, str]) -> list[Gate]:
    """The gates whose condition is certainly true."""
    return [gate for gate in rulebook.gates if gate.when.holds(values) is True]


def score(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> dict[Boundary, Scored]:
    """Every boundary of one store in one environment, without the implications."""
    contributions: dict[Boundary, list[Contribution]] = {b: [] for b in BOUNDARIES}
    for factor in active_factors(rulebook, values):
        for boundary, points in factor.points.get(environment, {}).items():
            contributions[boundary].append(
                Contribution(factor.question, factor.option, points, factor.because, factor.sources)
            )
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


def _act(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> tuple[dict[Boundary, Effect], dict[Boundary, list[str]]]:
    effects = dict.fromkeys(BOUNDARIES, Effect.NONE)
    gates: dict[Boundary, list[str]] = {boundary: [] for boundary in BOUNDARIES}
    for gate in fired_gates(rulebook, values):
        for effect in gate.effects:
            if environment not in effect.environments or effect.when.holds(values) is not True:
                continue
            for boundary in effect.boundaries:
                effects[boundary] |= effect.effect
                if gate.id not in gates[boundary]:
                    gates[boundary].append(gate.id)
    return effects, gates


def outcomes(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> dict[Boundary, Result]:
    """Just the results, for callers that try many answers: no reasons are kept."""
    scores = dict.fromkeys(BOUNDARIES, 0)
    for factor in active_factors(rulebook, values):
        for boundary, points in factor.points.get(environment, {}).items():
            scores[boundary] += points
    effects, _ = _act(rulebook, values, environment)
    return settle(rulebook, scores, effects)


def settle(
    rulebook: Rulebook, scores: Mapping[Boundary, int], effects: Mapping[Boundary, Effect]
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


def resolve(rulebook: Rulebook, score: int, effects: Effect) -> Result:  # noqa: PLR0911
    """One cell's result: the strongest effect wins, the score decides where none does.

    ``together`` by a gate beats ``separate`` by a gate: it says that there is nothing to
    cut. ``not-yet-before-together`` stops only results that would move in together.
    """
    if effects & Effect.NOT_APPLICABLE:
        return Result.NOT_APPLICABLE
    if effects & Effect.NOT_YET:
        return Result.NOT_YET
    if effects & Effect.TOGETHER:
        return Result.TOGETHER
    if effects & Effect.SEPARATE:
        return Result.SEPARATE
    result = _limited(_by_score(rulebook, score), effects)
    if effects & Effect.NOT_YET_BEFORE_TOGETHER and result is not Result.SEPARATE:
        return Result.NOT_YET
    return result


def _by_score(rulebook: Rulebook, score: int) -> Result:
    if score >= rulebook.together_from:
        return Result.TOGETHER
    if score <= rulebook.separate_from:
        return Result.SEPARATE
    return Result.EITHER


def _limited(result: Result, effects: Effect) -> Result:
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
