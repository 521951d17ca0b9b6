"""Whole percents that add up to a hundred."""

from collections.abc import Sequence
from fractions import Fraction


def whole_percents(parts: Sequence[Fraction | int]) -> list[int]:
    """The share of each part in all of them, in whole percent, by the largest remainder.

    Parts are not below zero. The percents add up to 100, or are all 0 where there is nothing.
    What is left after rounding down goes to the largest remainders, among equals to the first.
    """
    total = sum(parts)
    if not total:
        return [0] * len(parts)
    exact = [Fraction(100 * part) / total for part in parts]
    whole = [int(each) for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: whole[place] - exact[place])
    for place in by_remainder[: 100 - sum(whole)]:
        whole[place] += 1
    return whole
