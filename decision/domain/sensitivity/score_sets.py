"""Sets of scores as the bits of one whole number.

Bit n stands for the n-th combination of scores, so a union is "or", and adding points to
every member is a shift. One score is kept for each boundary whose score can still change
the result; the others need no room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import gcd

from decision.domain.rulebook import Rulebook
from decision.domain.vocabulary import Boundary

type Points = tuple[int, ...]
#: Lowest and highest score that still end in the same way, with one score of that kind.
type Band = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """The members of a set that end alike: ``scores`` stands for all in ``members``."""

    scores: Mapping[Boundary, int]
    members: int


@dataclass(frozen=True, slots=True)
class _Axis:
    """How the score of one boundary is laid out: ``stride`` bits for each ``unit`` of points."""

    lowest: int
    unit: int
    width: int
    stride: int


class ScoreSpace:
    """Where every combination of scores between the given lowest and highest has its bit."""

    def __init__(
        self,
        rulebook: Rulebook,
        boundaries: Sequence[Boundary],
        start: Points,
        gains: Sequence[Sequence[Points]],
    ) -> None:
        """``gains`` has, for each rule, the points it may add to ``start``."""
        self._boundaries = boundaries
        self._axes: list[_Axis] = []
        bands = []
        stride = 1
        for place, first in enumerate(start):
            own = [[points[place] for points in rule] for rule in gains]
            low = sum(min(0, *rule) for rule in own)
            high = sum(max(0, *rule) for rule in own)
            unit = gcd(*(points for rule in own for points in rule)) or 1
            reached = _bands(rulebook, first + low, first + high)
            width = (high - low) // unit + 1 if len(reached) > 1 else 1
            self._axes.append(_Axis(first + low, unit, width, stride if width > 1 else 0))
            bands.append(reached)
            stride *= width
        self.start = 1 << sum(
            (first - axis.lowest) // axis.unit * axis.stride
            for first, axis in zip(start, self._axes, strict=True)
        )
        self.regions = [self._region(choice) for choice in product(*bands)]

    def shift(self, points: Points) -> int:
        """How far ``points`` move every member of a set; negative is to the right."""
        return sum(
            each // axis.unit * axis.stride for each, axis in zip(points, self._axes, strict=True)
        )

    def _region(self, choice: Sequence[Band]) -> Region:
        members = 1
        for (low, high, _), axis in zip(choice, self._axes, strict=True):
            if axis.stride:
                first = -((axis.lowest - low) // axis.unit)
                last = (high - axis.lowest) // axis.unit
                members = _repeat(members, axis.stride, first, last)
        scores = {b: band[2] for b, band in zip(self._boundaries, choice, strict=True)}
        return Region(scores, members)


def moved(members: int, shift: int) -> int:
    """The set after adding the points that ``shift`` stands for."""
    return members << shift if shift >= 0 else members >> -shift


def _repeat(members: int, stride: int, first: int, last: int) -> int:
    """The same pattern in each of the rows ``first`` to ``last``."""
    rows = last - first + 1
    if rows <= 0:
        return 0
    return members * (((1 << (stride * rows)) - 1) // ((1 << stride) - 1)) << (stride * first)


def _bands(rulebook: Rulebook, low: int, high: int) -> list[Band]:
    """The parts of ``low`` to ``high`` that give different results, as :func:`resolve` does."""
    together = rulebook.together_from
    separate = min(rulebook.separate_from, together - 1)
    cut = [(low, separate), (separate + 1, together - 1), (together, high)]
    held = [(max(low, first), min(high, last)) for first, last in cut]
    return [(first, last, first) for first, last in held if first <= last]
