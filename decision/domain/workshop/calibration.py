"""What words mean to the room: votes on cards against the talk's definition.

Answers may rest on a card: whoever takes a queue for stateless answers questions about queues
differently. So each question says how many of its answers come from people who, at their last
vote, held another definition than the talk on a card that it rests on.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from decision.domain.workshop.groups import may_be_left_over, may_be_shown


@dataclass(frozen=True, slots=True)
class Match:
    """How many of those who voted on a card matched the talk's definition."""

    matching: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.matching / self.total) if self.total else 0


def match(answer: str, votes: Iterable[str]) -> Match | None:
    """The match of one round; ``None`` where too few voted to show it."""
    options = list(votes)
    found = Match(sum(option == answer for option in options), len(options))
    return found if may_be_shown(found.total) else None


@dataclass(frozen=True, slots=True)
class CardVotes[Voter: Hashable]:
    """A card's answer by the talk's definition, and everybody's last vote on it."""

    answer: str
    last: Mapping[Voter, str]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Of those who answered a question and voted on its cards: who holds another definition."""

    differing: int
    others: int

    @property
    def may_be_shown(self) -> bool:
        """Those who differ need to be three people, and so do the others if there are any."""
        return may_be_shown(self.differing) and may_be_left_over(self.others)


def definitions[Voter: Hashable](
    voters: Iterable[Voter], cards: Iterable[CardVotes[Voter]]
) -> Definitions:
    """Count the voters of a question by whether they differ on one of its cards."""
    rests_on = list(cards)
    differing = others = 0
    for voter in voters:
        held = [card.last[voter] == card.answer for card in rests_on if voter in card.last]
        if held and all(held):
            others += 1
        elif held:
            differing += 1
    return Definitions(differing, others)
