"""What may stand beside what: nothing of one or two people is left over by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.domain.workshop.groups import (
    SMALLEST_GROUP,
    groups_may_be_compared,
    rounds_may_be_compared,
)

PEOPLE = st.frozensets(st.integers(0, 9))


@pytest.mark.parametrize(
    ("first", "second", "compared"),
    [
        ("abc", "abc", True),
        ("abc", "abcd", False),
        ("abcd", "abc", False),
        ("abc", "abcde", False),
        ("abcde", "abcfg", False),
        ("abcd", "abcefg", False),  # three came, but one went
        ("abc", "abcdef", True),
        ("abcdef", "abc", True),
        ("abcdef", "abcghi", True),
        ("abcde", "abfgh", False),  # of two people alone it would be told what they did
        ("ab", "ab", False),
        ("", "", False),
    ],
)
def test_rounds_are_compared_only_if_nobody_or_three_people_came_and_went(
    first: str, second: str, *, compared: bool
) -> None:
    assert rounds_may_be_compared(set(first), set(second)) is compared


@given(PEOPLE, PEOPLE)
def test_of_what_is_compared_no_part_is_one_or_two_people(
    first: frozenset[int], second: frozenset[int]
) -> None:
    parts = [len(first - second), len(second - first), len(first ^ second), len(first & second)]

    if rounds_may_be_compared(first, second):
        assert not {1, 2} & set(parts)
        assert parts[-1] >= SMALLEST_GROUP
    else:
        assert {1, 2} & set(parts) or not first & second


def in_groups(people: str) -> dict[str, str]:
    """People by letter; small letters are in one group, capitals in another."""
    return {each: "dev" if each.islower() else "ops" for each in people}


@pytest.mark.parametrize(
    ("first", "second", "compared"),
    [
        ("abcABC", "abcABC", True),
        ("abcABC", "abcABCD", False),
        ("abcABC", "abcdABCDE", False),  # three came, of each group fewer
        ("abcdABCDE", "abcABC", False),
        ("abcABC", "abcdefABC", True),
        ("a", "a", True),  # a small group is hidden in both
        ("", "", True),
    ],
)
def test_counts_by_group_need_that_of_each_group_nobody_or_three_people_came_and_went(
    first: str, second: str, *, compared: bool
) -> None:
    assert groups_may_be_compared(in_groups(first), in_groups(second)) is compared
