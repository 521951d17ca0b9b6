"""Why a cell is what it is: the one place that chooses reasons and puts them in order.

What really decides comes first: the missing facts of "ask first", then the gates and
implications that give the result, then the answers with the most points.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from decision.domain.implied import Implied
from decision.domain.recommendation import Cell
from decision.domain.rulebook import Effect
from decision.domain.scoring import DIRECTION, Contribution, by_strength, deciding
from decision.domain.vocabulary import Result

#: How many reasons a summary names.
STRONGEST = 3

#: Effects that pull towards a result without having to decide it.
_AGREEING = {
    Result.TOGETHER: Effect.TOGETHER | Effect.LIFT | Effect.AT_LEAST_EITHER,
    Result.SEPARATE: Effect.SEPARATE | Effect.AT_MOST_EITHER,
    Result.EITHER: Effect.EITHER,
}

#: Results that only a gate or implication gives: no answer's points speak for them.
_POINTLESS = frozenset((Result.NOT_APPLICABLE, Result.NOT_YET))


class ReasonKind(StrEnum):
    MISSING = "missing"  # a fact that has to be asked first
    ANY_ANSWER = "any-answer"  # an open question of which every answer leads to the result
    GATE = "gate"
    IMPLICATION = "implication"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. ``id`` is that of the gate or implication, or of the question or fact.

    ``decides`` says that the result rests on it. ``weighs`` is there for an answer,
    ``follows`` for an implication.
    """

    kind: ReasonKind
    id: str
    decides: bool = False
    weighs: Contribution | None = None
    follows: Implied | None = None


def reasons(cell: Cell) -> tuple[Reason, ...]:
    """Everything that speaks for the result, what decides first; nothing that speaks against.

    For "either" and "ask first" the answers of both sides are named.
    """
    answers = tuple(_answers(cell))
    if cell.ask:
        missing = (Reason(ReasonKind.MISSING, name, decides=True) for name in cell.ask)
        return (*missing, *_rules(cell, cell.effects), *answers)
    if cell.agree:
        every = (Reason(ReasonKind.ANY_ANSWER, name, decides=True) for name in cell.agree)
        return (*every, *_rules(cell, _AGREEING.get(cell.result, Effect.NONE)), *answers)
    wanted = deciding(cell.by_score, cell.effects)
    deciders = tuple(replace(each, decides=True) for each in _rules(cell, wanted))
    agreeing = _rules(cell, _AGREEING.get(cell.result, Effect.NONE) & ~wanted)
    named = {(each.kind, each.id) for each in deciders}
    others = tuple(each for each in agreeing if (each.kind, each.id) not in named)
    if deciders:
        return (*deciders, *others, *answers)
    # The score decides, so the heaviest answer leads; what a gate says holds beyond it.
    return (*answers[:1], *others, *answers[1:])


def strongest(cell: Cell) -> tuple[Reason, ...]:
    """The reasons that a summary names."""
    return reasons(cell)[:STRONGEST]


def _rules(cell: Cell, effects: int) -> Iterator[Reason]:
    """Gates, then implications, with one of these effects.

    An implication that rests on gates named before it would say the same once more.
    """
    told: set[str] = set()
    for gate in cell.acting:
        if gate.effects & effects:
            told.add(gate.id)
            yield Reason(ReasonKind.GATE, gate.id)
    for each in cell.implied:
        if each.effects & effects and not (each.gates and told.issuperset(each.gates)):
            told.update(each.gates)
            yield Reason(ReasonKind.IMPLICATION, each.id, follows=each)


def _answers(cell: Cell) -> Iterator[Reason]:
    """The answers that weigh for the result, the heaviest first."""
    if cell.result in _POINTLESS:
        return
    wanted = DIRECTION.get(cell.result)
    for each in by_strength(cell.contributions):
        if each.points and (wanted is None or each.points * wanted > 0):
            yield Reason(ReasonKind.ANSWER, each.question, weighs=each)
