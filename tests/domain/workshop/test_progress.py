"""The steps of an item, drawn as the table that they are."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.domain.workshop.progress import (
    ROUNDS,
    IllegalMove,
    Move,
    Progress,
    Stage,
    after,
    moves,
)

WAITING = Progress()
VOTING = Progress(Stage.VOTING, 1, 0)
REVEALED = Progress(Stage.REVEALED, 1, 1)
AGAIN = Progress(Stage.VOTING, 2, 1)
REVEALED_AGAIN = Progress(Stage.REVEALED, 2, 2)
CARD = Progress(is_card=True)
CARD_REVEALED = Progress(Stage.REVEALED, 1, 1, is_card=True)
CARD_DEFINED = Progress(Stage.SETTLED, 1, 1, is_card=True)
CARD_AGAIN = Progress(Stage.VOTING, 2, 1, is_card=True)
CARD_DONE = Progress(Stage.SETTLED, 2, 2, is_card=True)


@pytest.mark.parametrize(
    ("before", "move", "then"),
    [
        (WAITING, Move.OPEN, VOTING),
        (VOTING, Move.REVEAL, REVEALED),
        (REVEALED, Move.VOTE_AGAIN, AGAIN),
        (AGAIN, Move.REVEAL, REVEALED_AGAIN),
        (REVEALED, Move.SETTLE, Progress(Stage.SETTLED, 1, 1)),
        (REVEALED_AGAIN, Move.SETTLE, Progress(Stage.SETTLED, 2, 2)),
        (WAITING, Move.SKIP, Progress(Stage.SKIPPED)),
        (VOTING, Move.SKIP, Progress(Stage.SKIPPED, 1, 0)),
        (Progress(Stage.SKIPPED), Move.REVISIT, WAITING),
        (Progress(Stage.SKIPPED, 1, 0), Move.REVISIT, VOTING),
        (Progress(Stage.SKIPPED, 2, 1), Move.REVISIT, AGAIN),
        (Progress(Stage.SETTLED, 1, 1), Move.REVISIT, REVEALED),
        (Progress(Stage.SETTLED, 2, 2), Move.REVISIT, REVEALED_AGAIN),
        (CARD, Move.OPEN, Progress(Stage.VOTING, 1, 0, is_card=True)),
        (CARD_REVEALED, Move.SETTLE, CARD_DEFINED),
        (CARD_DEFINED, Move.VOTE_AGAIN, CARD_AGAIN),
        (CARD_AGAIN, Move.REVEAL, CARD_DONE),
        (CARD_AGAIN, Move.SKIP, Progress(Stage.SKIPPED, 2, 1, is_card=True)),
    ],
)
def test_a_move_leads_to_the_next_step(before: Progress, move: Move, then: Progress) -> None:
    assert after(before, move) == then


def test_votes_that_were_not_revealed_stay_hidden_when_an_item_is_skipped_and_revisited() -> None:
    skipped = after(VOTING, Move.SKIP)

    assert skipped.revealed == 0
    assert after(skipped, Move.REVISIT) == VOTING


def test_there_is_no_third_round() -> None:
    assert Move.VOTE_AGAIN not in moves(REVEALED_AGAIN)
    with pytest.raises(IllegalMove):
        after(REVEALED_AGAIN, Move.VOTE_AGAIN)


def test_a_card_is_voted_on_again_only_when_its_definition_was_shown() -> None:
    assert Move.VOTE_AGAIN not in moves(CARD_REVEALED)
    assert moves(CARD_DEFINED) == (Move.VOTE_AGAIN,)
    assert moves(CARD_DONE) == ()


@pytest.mark.parametrize(
    ("progress", "shown"),
    [
        (CARD, False),
        (CARD_REVEALED, False),
        (CARD_DEFINED, True),
        (CARD_AGAIN, False),
        (CARD_DONE, True),
        (Progress(Stage.SETTLED, 1, 1), False),
    ],
)
def test_the_definition_of_a_card_is_a_step_of_its_own(progress: Progress, shown: bool) -> None:
    assert progress.shows_definition is shown


STAGES = (WAITING, VOTING, REVEALED, AGAIN, REVEALED_AGAIN, Progress(Stage.SETTLED, 1, 1))
CARD_STAGES = (CARD, CARD_REVEALED, CARD_DEFINED, CARD_AGAIN, CARD_DONE)


@pytest.mark.parametrize(
    ("progress", "move"),
    [
        (stage, move)
        for stage, move in product((*STAGES, *CARD_STAGES), Move)
        if move not in moves(stage)
    ],
)
def test_what_is_not_offered_is_refused(progress: Progress, move: Move) -> None:
    with pytest.raises(IllegalMove):
        after(progress, move)


@given(st.lists(st.sampled_from(Move), max_size=30), st.booleans())
def test_rounds_only_grow_and_nothing_is_revealed_before_it_was_voted_on(
    wanted: list[Move], is_card: bool
) -> None:
    now = Progress(is_card=is_card)
    was_defined = False
    for move in wanted:
        if move in moves(now):
            then = after(now, move)
            assert then.round >= now.round
            assert then.revealed >= now.revealed
            assert then.revealed == now.revealed or move is Move.REVEAL
            assert then.is_card is is_card
            assert then.round < ROUNDS or was_defined or not is_card
            now, was_defined = then, was_defined or then.shows_definition
        assert now.revealed <= now.round <= ROUNDS
        assert not now.is_voting or now.revealed < now.round
