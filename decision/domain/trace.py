"""How one cell was worked out, step by step: for the ``explain`` command and its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision.domain.answers import Store, System
from decision.domain.facts import values
from decision.domain.limits import stand
from decision.domain.recommendation import Cell, recommend_store
from decision.domain.rulebook import Effect, Rulebook
from decision.domain.scoring import with_effects
from decision.domain.vocabulary import Boundary, Environment, Result

#: Effects as content names them, the strongest first.
_NAMED = (
    Effect.NOT_APPLICABLE,
    Effect.NOT_YET,
    Effect.TOGETHER,
    Effect.SEPARATE,
    Effect.NOT_YET_BEFORE_TOGETHER,
    Effect.EITHER,
    Effect.AT_MOST_EITHER,
    Effect.AT_LEAST_EITHER,
    Effect.LIFT,
)


@dataclass(frozen=True, slots=True)
class GateStep:
    """A gate that fired and all that it does to this cell, the strongest effect first."""

    gate: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What went into one cell. ``cell`` has contributions, implications and missing facts.

    ``by_gates`` is the result once the gates acted. Open questions that decide overrule what
    follows from the steps, and ``cell.result`` is what is shown.
    """

    values: Mapping[str, str]
    cell: Cell
    gates: tuple[GateStep, ...]
    by_gates: Result


def trace(
    rulebook: Rulebook, system: System, store: Store, boundary: Boundary, environment: Environment
) -> Trace:
    """Work out one cell again and keep every step."""
    given = stand(rulebook, system, store).answers
    cell = recommend_store(rulebook, system, store).cells[boundary][environment]
    fired = 0
    for gate in cell.acting:
        fired |= gate.effects
    return Trace(
        values=values(rulebook, given, environment),
        cell=cell,
        gates=tuple(GateStep(gate.id, named_effects(gate.effects)) for gate in cell.acting),
        by_gates=with_effects(cell.by_score, fired),
    )


def named_effects(effects: int) -> tuple[Effect, ...]:
    """Combined effects one by one, the strongest first; "either" stands for its two halves."""
    found = []
    for effect in _NAMED:
        if effects & effect == effect:
            found.append(effect)
            effects &= ~effect
    return tuple(found)
