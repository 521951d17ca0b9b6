"""Whole percents that are parts of one whole."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from decision.domain.workshop.percents import whole_percents

PARTS = st.lists(st.fractions(0, 50, max_denominator=60), max_size=12)


def test_what_is_left_goes_to_the_largest_remainders_and_among_equals_to_the_first() -> None:
    assert whole_percents([1, 1, 1]) == [34, 33, 33]
    assert whole_percents([Fraction(5, 2), Fraction(1, 2), 0]) == [83, 17, 0]
    assert whole_percents([1, 1, 1, 1, 1, 1]) == [17, 17, 17, 17, 16, 16]


def test_of_nothing_there_are_no_parts() -> None:
    assert whole_percents([]) == []
    assert whole_percents([0, 0]) == [0, 0]


@given(PARTS)
def test_they_add_up_to_a_hundred_and_are_less_than_one_off(parts: list[Fraction]) -> None:
    found = whole_percents(parts)
    total = sum(parts)

    assert sum(found) == (100 if total else 0)
    assert all(
        abs(each - 100 * part / total) < 1 for each, part in zip(found, parts, strict=True) if total
    )


@given(PARTS)
def test_a_larger_part_never_has_the_smaller_percent(parts: list[Fraction]) -> None:
    found = sorted(zip(parts, whole_percents(parts), strict=True))

    assert [percent for _, percent in found] == sorted(percent for _, percent in found)
