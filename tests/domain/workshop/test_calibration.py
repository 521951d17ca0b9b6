"""Votes on cards against the talk's definition, and whose answers rest on another one."""

from decision.domain.workshop.calibration import (
    CardVotes,
    Definitions,
    Match,
    definitions,
    match,
)


def test_a_match_counts_who_agrees_with_the_definition() -> None:
    found = match("stateful", ["stateful", "stateless", "stateful"])

    assert found == Match(2, 3)
    assert found is not None
    assert found.percent == 67


def test_fewer_than_three_votes_on_a_card_are_not_shown() -> None:
    assert match("stateful", ["stateful", "stateful"]) is None


def test_whoever_differs_on_one_card_holds_another_definition() -> None:
    queue = CardVotes("stateful", {"a": "stateful", "b": "stateless", "c": "stateful"})
    bucket = CardVotes("stateful", {"a": "stateful", "c": "it-depends"})

    assert definitions("abcd", [queue, bucket]) == Definitions(differing=2, others=1)


def test_who_voted_on_no_card_and_who_did_not_answer_is_not_counted() -> None:
    queue = CardVotes("stateful", {"a": "stateless", "z": "stateless"})

    assert definitions("ab", [queue]) == Definitions(differing=1, others=0)


def test_both_sides_need_three_people_to_be_shown() -> None:
    assert Definitions(3, 3).may_be_shown
    assert not Definitions(3, 2).may_be_shown
    assert not Definitions(2, 9).may_be_shown


def test_where_everybody_differs_nobody_stands_apart() -> None:
    assert Definitions(3, 0).may_be_shown
    assert not Definitions(0, 3).may_be_shown
