"""How one cell was worked out, step by step: for the ``explain`` command and its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision.domain.answers import Store, System, of_store
from decision.domain.facts import values
from decision.domain.recommendation import with_kind
from decision.domain.rulebook import Effect, Implication, Rulebook
from decision.domain.scoring import Contribution, Scored, fired_gates, resolve, score
from decision.domain.unknowns import to_ask_first
from decision.domain.vocabulary import Boundary, Environment, Result


@dataclass(frozen=True, slots=True)
class GateStep:
    """A gate that fired and what it does to this cell."""

    gate: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class ImplicationStep:
    """An implication that applied, and what the cell was before and after it."""

    implication: str
    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class Trace:
    """The steps in their order; points in hundredths.

    ``by_score`` is what the sum alone would give, ``by_gates`` the result once the gates
    acted. ``ask`` names missing facts that overrule both; ``result`` is what is shown.
    """

    values: Mapping[str, str]
    contributions: tuple[Contribution, ...]
    score: int
    by_score: Result
    gates: tuple[GateStep, ...]
    by_gates: Result
    implications: tuple[ImplicationStep, ...]
    ask: tuple[str, ...]
    result: Result


def trace(
    rulebook: Rulebook, system: System, store: Store, boundary: Boundary, environment: Environment
) -> Trace:
    """Work out one cell again and keep every step."""
    given = with_kind(rulebook, store, of_store(system, store))
    found = values(rulebook, given, environment)
    scored = score(rulebook, found, environment)
    own = scored[boundary]
    steps, settled = _implications(rulebook, scored, boundary)
    ask = to_ask_first(rulebook, given, found, environment).get(boundary, ())
    return Trace(
        values=found,
        contributions=own.contributions,
        score=own.score,
        by_score=resolve(rulebook, own.score, Effect.NONE),
        gates=_gates(rulebook, found, boundary, environment),
        by_gates=resolve(rulebook, own.score, own.effects),
        implications=steps,
        ask=ask,
        result=Result.ASK_FIRST if ask else settled,
    )


def _gates(
    rulebook: Rulebook, found: Mapping[str, str], boundary: Boundary, environment: Environment
) -> tuple[GateStep, ...]:
    return tuple(
        GateStep(gate.id, effect.effect)
        for gate in fired_gates(rulebook, found)
        for effect in gate.effects
        if boundary in effect.boundaries
        and environment in effect.environments
        and effect.when.holds(found) is True
    )


def _implications(
    rulebook: Rulebook, scored: Mapping[Boundary, Scored], boundary: Boundary
) -> tuple[tuple[ImplicationStep, ...], Result]:
    """Replays :func:`scoring.settle`, keeping the implications that touch ``boundary``."""
    effects = {each: cell.effects for each, cell in scored.items()}
    results = {each: resolve(rulebook, cell.score, cell.effects) for each, cell in scored.items()}
    steps = []
    for implication in rulebook.implications:
        if not _applies(implication, results, effects):
            continue
        for each in implication.boundaries:
            before = results[each]
            effects[each] |= implication.effect
            results[each] = resolve(rulebook, scored[each].score, effects[each])
            if each is boundary:
                steps.append(ImplicationStep(implication.id, before, results[each]))
    return tuple(steps), results[boundary]


def _applies(
    implication: Implication,
    results: Mapping[Boundary, Result],
    effects: Mapping[Boundary, int],
) -> bool:
    if results[implication.boundary] is not implication.result:
        return False
    return not implication.gated or bool(effects[implication.boundary] & Effect.SEPARATE)
