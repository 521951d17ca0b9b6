"""Why: gates and answers as sentences with their sources."""

from collections.abc import Iterable
from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.recommendation import Cell
from decision.domain.scoring import DIRECTION, Contribution, by_strength
from decision.web.presenters import wording

#: How many reasons a verdict is given up front.
STRONGEST = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a gate that fired, or an answer that weighs."""

    title: str
    text: str
    source: str
    points: str = ""
    released_when: str = ""


def strongest_reasons(catalog: Catalog, cell: Cell) -> tuple[Reason, ...]:
    """Up to three reasons that speak for the result: gates first, then the heaviest answers.

    For "either" and the results without a direction, the heaviest of both sides.
    """
    wanted = DIRECTION.get(cell.result)
    answers = (
        contribution_reason(catalog, each)
        for each in by_strength(cell.contributions)
        if each.points and (wanted is None or each.points * wanted > 0)
    )
    return (*gate_reasons(catalog, cell.gates), *answers)[:STRONGEST]


def gate_reasons(catalog: Catalog, gates: Iterable[str]) -> tuple[Reason, ...]:
    found = (catalog.gates[each] for each in gates)
    return tuple(
        Reason(
            gate.title,
            gate.because,
            wording.source_line(catalog, gate.sources),
            released_when=gate.released_when,
        )
        for gate in found
    )


def contribution_reason(catalog: Catalog, each: Contribution) -> Reason:
    question = wording.question_title(catalog, each.question)
    answer = wording.option_title(catalog, each.question, each.option)
    return Reason(
        title=f"{question}: {answer}",
        text=each.because,
        source=wording.source_line(catalog, each.sources),
        points=wording.points(each.points),
    )
