"""What follows from other boundaries: the implications that acted, and what they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from decision.domain.rulebook import Rulebook
from decision.domain.scoring import Applied, Scored, deciding, resolve, settle
from decision.domain.vocabulary import Boundary, Result


@dataclass(frozen=True, slots=True)
class Implied:
    """An implication that acted on a cell; ``effects`` is what it does there.

    ``start`` is the boundary that it follows from, and ``result`` what that one is. ``gates``
    made it so; there are none where its score did. ``before`` and ``after`` are what the cell
    itself was: they are the same where it would have been so anyway.
    """

    id: str
    effects: int
    start: Boundary
    result: Result
    gates: tuple[str, ...]
    before: Result
    after: Result


@dataclass(frozen=True, slots=True)
class Settled:
    """Results by boundary, and the implications that acted on each, in the order they did."""

    results: Mapping[Boundary, Result]
    implied: Mapping[Boundary, tuple[Implied, ...]]


def settle_all(rulebook: Rulebook, scored: Mapping[Boundary, Scored]) -> Settled:
    """The results of one store in one environment, with what led from one to the other."""
    applied: list[Applied] = []
    results = settle(
        rulebook,
        {boundary: each.score for boundary, each in scored.items()},
        {boundary: each.effects for boundary, each in scored.items()},
        applied,
    )
    implied: dict[Boundary, tuple[Implied, ...]] = dict.fromkeys(scored, ())
    for place, step in enumerate(applied):
        rule = step.implication
        implied[step.boundary] += (
            Implied(
                rule.id,
                int(rule.effect),
                rule.boundary,
                rule.result,
                tuple(dict.fromkeys(_origins(rulebook, scored, applied[:place], rule.boundary))),
                step.before,
                step.after,
            ),
        )
    return Settled(results, implied)


def _origins(
    rulebook: Rulebook,
    scored: Mapping[Boundary, Scored],
    earlier: Sequence[Applied],
    start: Boundary,
) -> Iterator[str]:
    """The gates that gave ``start`` its result, be it by way of earlier implications.

    An implication follows only from what came before it, so this comes to an end.
    """
    cell = scored[start]
    led_here = [(place, each) for place, each in enumerate(earlier) if each.boundary is start]
    effects = cell.effects
    for _, each in led_here:
        effects |= int(each.implication.effect)
    wanted = deciding(resolve(rulebook, cell.score, 0), effects)
    yield from (each.id for each in cell.acting if each.effects & wanted)
    for place, each in led_here:
        if int(each.implication.effect) & wanted:
            yield from _origins(rulebook, scored, earlier[:place], each.implication.boundary)
