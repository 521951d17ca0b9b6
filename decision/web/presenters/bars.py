"""Geometry of the diverging bars and of the score's axis, in percent of their width.

0 is far left (separate), 50 is zero points, 100 is far right (together). The templates
only write these numbers down.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.recommendation import Cell
from decision.domain.rulebook import POINT
from decision.domain.scoring import Contribution, by_strength
from decision.web.presenters import wording

#: Free space at both ends of the axis, in percent.
MARGIN = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One contribution, or their sum with the range as a whisker."""

    points: str
    direction: str
    x: float
    width: float
    question: str = ""
    answer: str = ""
    because: str = ""
    source: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """All bars of one cell, the heaviest on top, and the axis they share."""

    rows: tuple[Bar, ...]
    total: Bar
    position: float
    low: float | None
    high: float | None
    separate_until: float
    together_from: float
    text: str


class Axis:
    """Turns points (in hundredths) into percent of the width."""

    def __init__(self, reach: int) -> None:
        self.reach = reach

    def at(self, hundredths: int) -> float:
        return round(50 + hundredths / self.reach * (50 - MARGIN), 2)


def chart_of(catalog: Catalog, cell: Cell) -> Chart:
    """The chart of one cell."""
    weighing = [each for each in by_strength(cell.contributions) if each.points]
    rulebook = catalog.rulebook
    axis = Axis(_reach(cell, weighing, rulebook.together_from, rulebook.separate_from))
    low, high = (axis.at(cell.low), axis.at(cell.high)) if cell.low != cell.high else (None, None)
    return Chart(
        rows=tuple(_bar(catalog, axis, each) for each in weighing),
        total=_sum(axis, cell.score, low, high),
        position=axis.at(cell.score),
        low=low,
        high=high,
        separate_until=axis.at(rulebook.separate_from),
        together_from=axis.at(rulebook.together_from),
        text=wording.score_sentence(cell.score, cell.low, cell.high),
    )


def _reach(cell: Cell, weighing: Iterable[Contribution], *thresholds: int) -> int:
    furthest = max(abs(each) for each in (cell.score, cell.low, cell.high, *thresholds))
    return max([furthest, *(abs(each.points) for each in weighing)]) + POINT


def _bar(catalog: Catalog, axis: Axis, each: Contribution) -> Bar:
    end = axis.at(each.points)
    return Bar(
        points=wording.points(each.points),
        direction=_direction(each.points),
        x=min(end, 50),
        width=round(abs(end - 50), 2),
        question=wording.question_title(catalog, each.question),
        answer=wording.option_title(catalog, each.question, each.option),
        because=each.because,
        source=wording.source_line(catalog, each.sources),
    )


def _sum(axis: Axis, score: int, low: float | None, high: float | None) -> Bar:
    end = axis.at(score)
    return Bar(
        points=wording.points(score),
        direction=_direction(score),
        x=min(end, 50),
        width=round(abs(end - 50), 2),
        low=low,
        high=high,
    )


def _direction(hundredths: int) -> str:
    if hundredths == 0:
        return "none"
    return "together" if hundredths > 0 else "separate"
