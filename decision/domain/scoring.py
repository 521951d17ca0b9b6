"""Scoring one store: contributions, gates, implications and the five results.

The order never varies: sum the factors, let the gates act, then the implications. Every
contribution keeps its reason and its sources.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from decision.domain.conditions import Always, Condition
from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import Effect, Factor, Implication, Rulebook
from decision.domain.vocabulary import Boundary, Environment, Result

BOUNDARIES = tuple(Boundary)

#: The sign of the points that speak for a result; other results have none.
DIRECTION = {Result.TOGETHER: 1, Result.SEPARATE: -1}

_SEPARATE = int(Effect.SEPARATE)

#: Effects that decide a cell whatever its score is.
STRONGEST_FIRST = (
    (Effect.NOT_APPLICABLE, Result.NOT_APPLICABLE),
    (Effect.NOT_YET, Result.NOT_YET),
    (Effect.TOGETHER, Result.TOGETHER),
    (Effect.SEPARATE, Result.SEPARATE),
)

#: Effects that need a score to act on.
_LIMITS = (
    Effect.AT_LEAST_EITHER,
    Effect.AT_MOST_EITHER,
    Effect.LIFT,
    Effect.NOT_YET_BEFORE_TOGETHER,
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
class Acting:
    """A gate or implication that acts on a cell, with all its effects there combined."""

    id: str
    effects: int


@dataclass(frozen=True, slots=True)
class Applied:
    """An implication that acted on ``boundary``, and what the cell was before and after it."""

    implication: Implication
    boundary: Boundary
    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class Scored:
    """One boundary before implications: net score, combined effects of the fired gates.

    ``acting`` are those gates, the ones with the strongest effect first.
    """

    score: int
    effects: int
    contributions: tuple[Contribution, ...]
    acting: tuple[Acting, ...]

    @property
    def gates(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.acting)


def score(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> dict[Boundary, Scored]:
    """Every boundary of one store in one environment, without the implications."""
    contributions: list[list[Contribution]] = [[] for _ in BOUNDARIES]
    for weight in _active_weights(rulebook, values, environment):
        for place, contribution in weight.contributions:
            contributions[place].append(contribution)
    gates: list[dict[str, int]] = [{} for _ in BOUNDARIES]
    for gate, acting in _acting(rulebook, values, environment):
        for place in acting.places:
            gates[place][gate] = acting.effect | gates[place].get(gate, 0)
    return {
        boundary: Scored(
            sum([contribution.points for contribution in own]),
            reduce(or_, fired.values(), 0),
            tuple(own),
            _strongest_first(fired),
        )
        for boundary, own, fired in zip(BOUNDARIES, contributions, gates, strict=True)
    }


def outcomes(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> dict[Boundary, Result]:
    """Just the results, for callers that try many answers: no reasons are kept."""
    return settle(rulebook, *totals(rulebook, values, environment))


def totals(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> tuple[dict[Boundary, int], dict[Boundary, int]]:
    """Net scores and combined effects of the gates, without the reasons."""
    scores = [0] * len(BOUNDARIES)
    for weight in _active_weights(rulebook, values, environment):
        for place, contribution in weight.contributions:
            scores[place] += contribution.points
    effects = [0] * len(BOUNDARIES)
    for _, acting in _acting(rulebook, values, environment):
        for place in acting.places:
            effects[place] |= acting.effect
    return (
        dict(zip(BOUNDARIES, scores, strict=True)),
        dict(zip(BOUNDARIES, effects, strict=True)),
    )


def _active_weights(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> list["_Weight"]:
    """The factors that weigh for these known values, in content order."""
    found = []
    for name, by_option in _prepared(rulebook).weights[environment]:
        for weight in by_option.get(values.get(name, ""), ()):
            if weight.when is None or weight.when.holds(values) is True:
                found.append(weight)
    return found


def _acting(
    rulebook: Rulebook, values: Mapping[str, str], environment: Environment
) -> list[tuple[str, "_Acting"]]:
    """The effects that gates have for these known values, with the gate, in content order."""
    found = []
    for gate, when, effects in _prepared(rulebook).gates[environment]:
        if when.holds(values) is True:
            for each in effects:
                if each.when is None or each.when.holds(values) is True:
                    found.append((gate, each))
    return found


def _strongest_first(fired: Mapping[str, int]) -> tuple[Acting, ...]:
    """Gates whose strongest effects are alike stay in content order."""
    if not fired:
        return ()
    ordered = sorted(fired, key=lambda gate: fired[gate].bit_length(), reverse=True)
    return tuple(Acting(gate, fired[gate]) for gate in ordered)


@dataclass(frozen=True, slots=True)
class _Weight:
    """A factor in one environment: its condition, if any, and what it adds to boundaries.

    Boundaries are named by their place in ``BOUNDARIES``.
    """

    when: Condition | None
    contributions: tuple[tuple[int, Contribution], ...]


@dataclass(frozen=True, slots=True)
class _Acting:
    """An effect of a gate in one environment, with its own condition, if any."""

    when: Condition | None
    effect: int
    places: tuple[int, ...]


type _WeightsByOption = Mapping[str, tuple[_Weight, ...]]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Factors by question and option, and gates with the effects they have, by environment."""

    weights: Mapping[Environment, tuple[tuple[str, _WeightsByOption], ...]]
    gates: Mapping[Environment, tuple[tuple[str, Condition, tuple[_Acting, ...]], ...]]


@once_per_rulebook
def _prepared(rulebook: Rulebook) -> _Prepared:
    return _Prepared(
        {where: tuple(_weights(rulebook, where)) for where in Environment},
        {where: tuple(_gates(rulebook, where)) for where in Environment},
    )


def _weights(rulebook: Rulebook, where: Environment) -> Iterator[tuple[str, _WeightsByOption]]:
    for name in rulebook.names_that_weigh:
        yield (
            name,
            {
                option: tuple(_weight(factor, where) for factor in factors)
                for (question, option), factors in rulebook.factors_of.items()
                if question == name
            },
        )


def _weight(factor: Factor, where: Environment) -> _Weight:
    by_boundary = factor.points.get(where, {})
    return _Weight(
        _needed(factor.when),
        tuple(
            (BOUNDARIES.index(boundary), Contribution(
                factor.question, factor.option, points, factor.because, factor.sources
            ))
            for boundary, points in by_boundary.items()
        ),
    )  # fmt: skip


def _gates(
    rulebook: Rulebook, where: Environment
) -> Iterator[tuple[str, Condition, tuple[_Acting, ...]]]:
    for gate in rulebook.gates:
        effects = tuple(
            _Acting(_needed(each.when), int(each.effect), _places(each.boundaries))
            for each in gate.effects
            if where in each.environments
        )
        if effects:
            yield gate.id, gate.when, effects


def _places(boundaries: frozenset[Boundary]) -> tuple[int, ...]:
    return tuple(place for place, each in enumerate(BOUNDARIES) if each in boundaries)


def _needed(when: Condition) -> Condition | None:
    return None if isinstance(when, Always) else when


def settle(
    rulebook: Rulebook,
    scores: Mapping[Boundary, int],
    effects: Mapping[Boundary, int],
    applied: list[Applied] | None = None,
) -> dict[Boundary, Result]:
    """Results from net scores and effects, after the implications in content order.

    ``applied``, if it is given, gets every implication that acted, in the order in which
    they did; callers that try many answers do without.
    """
    combined = dict(effects)
    results = {b: resolve(rulebook, scores[b], combined[b]) for b in BOUNDARIES}
    for implication in rulebook.implications:
        start = implication.boundary
        if results[start] is not implication.result:
            continue
        if implication.gated and not combined[start] & _SEPARATE:
            continue
        for boundary in implication.boundaries:
            before = results[boundary]
            combined[boundary] |= int(implication.effect)
            after = results[boundary] = resolve(rulebook, scores[boundary], combined[boundary])
            if applied is not None:
                applied.append(Applied(implication, boundary, before, after))
    return results


def resolve(rulebook: Rulebook, score: int, effects: int) -> Result:
    """One cell's result: the strongest effect wins, the score decides where none does.

    ``together`` by a gate beats ``separate`` by a gate: it says that there is nothing to
    cut. ``not-yet-before-together`` stops only results that would move in together.
    """
    result = _by_score(rulebook, score)
    return with_effects(result, effects) if effects else result


@cache  # a few hundred combinations at most
def with_effects(result: Result, effects: int) -> Result:
    """What the effects make of the result that the score alone gives."""
    for effect, decided in STRONGEST_FIRST:
        if effects & effect:
            return decided
    result = _limited(result, effects)
    if effects & Effect.NOT_YET_BEFORE_TOGETHER and result is not Result.SEPARATE:
        return Result.NOT_YET
    return result


@cache  # a thousand combinations at most
def deciding(by_score: Result, effects: int) -> int:
    """The effects that make a cell what it is; none where the score decides.

    One that decides whatever the score is hides all others. Of those that only hold the
    score back or lift it, the ones count without which the result would be another.
    """
    for effect, _ in STRONGEST_FIRST:
        if effects & effect:
            return int(effect)
    result = with_effects(by_score, effects)
    return sum(
        int(effect)
        for effect in _LIMITS
        if effects & effect and with_effects(by_score, effects & ~effect) is not result
    )


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
