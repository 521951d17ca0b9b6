"""The steps of one item on the agenda, as a table of moves.

Vocabulary: an *item* is a question (of the system or of a store) or a *card* that settles
the meaning of words. It is *waiting* until the facilitator opens it; people *vote*; the
counts are *revealed*; there may be one second *round*; then it is *settled*. It can be
*skipped* and *revisited*. What was voted in a round is shown to nobody until that round
is revealed.

A question is settled by what the room agrees on. A card is settled by its definition, which
is shown once people have talked about what the word means to them: so its second round comes
after that, and what changes between its two rounds is what the definition changed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

#: People may vote this often on one item: before and after they have talked.
ROUNDS = 2


class Stage(StrEnum):
    WAITING = "waiting"
    VOTING = "voting"
    REVEALED = "revealed"
    SETTLED = "settled"
    SKIPPED = "skipped"


class Move(StrEnum):
    OPEN = "open"
    REVEAL = "reveal"
    VOTE_AGAIN = "vote-again"
    SETTLE = "settle"
    SKIP = "skip"
    REVISIT = "revisit"


class IllegalMove(Exception):
    """The item is at a stage that does not allow the move."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an item is: rounds begun (0 to 2), and rounds whose counts were revealed.

    ``is_card`` says which of the two tables of moves it follows.
    """

    stage: Stage = Stage.WAITING
    round: int = 0
    revealed: int = 0
    is_card: bool = False

    @property
    def is_voting(self) -> bool:
        return self.stage is Stage.VOTING

    @property
    def can_vote_again(self) -> bool:
        return self.round < ROUNDS and (self.stage, Move.VOTE_AGAIN) in _table(self)

    @property
    def shows_definition(self) -> bool:
        """Whether everybody may see what the card says."""
        return self.is_card and self.stage is Stage.SETTLED


def after(progress: Progress, move: Move) -> Progress:
    """The progress after a move. Raises ``IllegalMove`` if the stage does not allow it."""
    step = _table(progress).get((progress.stage, move))
    if step is None:
        raise IllegalMove(f"{move} is not possible while {progress.stage}")
    return step(progress)


def moves(progress: Progress) -> tuple[Move, ...]:
    """The moves that are possible now, in the order in which a facilitator wants them."""
    possible = (move for move in Move if (progress.stage, move) in _table(progress))
    return tuple(
        move for move in possible if move is not Move.VOTE_AGAIN or progress.can_vote_again
    )


def _open(progress: Progress) -> Progress:
    return replace(progress, stage=Stage.VOTING, round=max(progress.round, 1))


def _reveal(progress: Progress) -> Progress:
    return replace(progress, stage=Stage.REVEALED, revealed=progress.round)


def _reveal_card(progress: Progress) -> Progress:
    """The second round comes after the definition, so its counts stand beside it."""
    shown = _reveal(progress)
    return replace(shown, stage=Stage.SETTLED) if shown.revealed == ROUNDS else shown


def _vote_again(progress: Progress) -> Progress:
    if not progress.can_vote_again:
        raise IllegalMove("both rounds are over")
    return replace(progress, stage=Stage.VOTING, round=progress.round + 1)


def _settle(progress: Progress) -> Progress:
    return replace(progress, stage=Stage.SETTLED)


def _skip(progress: Progress) -> Progress:
    return replace(progress, stage=Stage.SKIPPED)


def _revisit(progress: Progress) -> Progress:
    """Back to where the item was: a vote that was not revealed goes on, still hidden."""
    if progress.round == 0:
        return replace(progress, stage=Stage.WAITING)
    hidden = progress.round > progress.revealed
    return replace(progress, stage=Stage.VOTING if hidden else Stage.REVEALED)


_Table = Mapping[tuple[Stage, Move], Callable[[Progress], Progress]]

_COMMON: _Table = {
    (Stage.WAITING, Move.OPEN): _open,
    (Stage.WAITING, Move.SKIP): _skip,
    (Stage.VOTING, Move.SKIP): _skip,
    (Stage.REVEALED, Move.SETTLE): _settle,
    (Stage.REVEALED, Move.SKIP): _skip,
    (Stage.SKIPPED, Move.REVISIT): _revisit,
}
_OF_QUESTIONS: _Table = {
    **_COMMON,
    (Stage.VOTING, Move.REVEAL): _reveal,
    (Stage.REVEALED, Move.VOTE_AGAIN): _vote_again,
    (Stage.SETTLED, Move.REVISIT): _revisit,
}
_OF_CARDS: _Table = {
    **_COMMON,
    (Stage.VOTING, Move.REVEAL): _reveal_card,
    (Stage.SETTLED, Move.VOTE_AGAIN): _vote_again,
}


def _table(progress: Progress) -> _Table:
    return _OF_CARDS if progress.is_card else _OF_QUESTIONS
