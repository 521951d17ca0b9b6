"""Geometry of the diverging bars and of the score's axis, in percent of their width.

0 is far left (separate), 50 is zero points, 100 is far right (together). The templates
only write these numbers down.
"""

from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.recommendation import Cell
from decision.domain.rulebook import POINT
from decision.domain.scoring import Contribution, by_strength
from decision.web.presenters import wording

#: The axis goes so many times as far as the heaviest answer, and no further.
MOST = 3

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
    """All bars of one cell, the heaviest on top, and the axis they share.

    A sum far beyond the single answers, and a range beyond the sum, end at the axis's edge; the
    numbers stand beside them.
    """

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
        """The position; what is out of reach stands at the edge."""
        part = max(-1.0, min(1.0, hundredths / self.reach))
        edge = 50 if abs(hundredths) > self.reach else 50 - MARGIN
        return round(50 + part * edge, 2)


def chart_of(catalog: Catalog, cell: Cell) -> Chart:
    """The chart of one cell."""
    weighing = [each for each in by_strength(cell.contributions) if each.points]
    rulebook = catalog.rulebook
    thresholds = rulebook.together_from, rulebook.separate_from
    axis = Axis(_reach(cell.score, *thresholds, *(each.points for each in weighing)))
    low, high = _range(axis, cell)
    return Chart(
        rows=tuple(_bar(catalog, axis, each) for each in weighing),
        total=_sum(axis, cell, low, high),
        position=axis.at(cell.score),
        low=low,
        high=high,
        separate_until=axis.at(rulebook.separate_from),
        together_from=axis.at(rulebook.together_from),
        text=wording.score_sentence(cell.score, cell.low, cell.high),
    )


def _reach(score: int, *others: int) -> int:
    """How far the axis goes: the single answers have to be seen beside a large sum."""
    furthest = max(abs(each) for each in others)
    return min(max(furthest, abs(score)), MOST * furthest) + POINT


def _range(axis: Axis, cell: Cell) -> tuple[float, float] | tuple[None, None]:
    return (axis.at(cell.low), axis.at(cell.high)) if cell.low != cell.high else (None, None)


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


def _sum(axis: Axis, cell: Cell, low: float | None, high: float | None) -> Bar:
    end = axis.at(cell.score)
    return Bar(
        points=wording.points(cell.score),
        direction=_direction(cell.score),
        x=min(end, 50),
        width=round(abs(end - 50), 2),
        low=low,
        high=high,
    )


def _direction(hundredths: int) -> str:
    if hundredths == 0:
        return "none"
    return "together" if hundredths > 0 else "separate"
