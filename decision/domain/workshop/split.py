"""What splits the room: which questions are behind different verdicts.

Each person is compared with the room's leaning, which is what most people who know answered
on each topic. Where the two lead to different verdicts for a store, the person's votes are
replaced by the leaning ones, one after another: the vote at which the verdict turns is what
set them apart. As the order can matter, all orders are looked at and each has the same
weight, which is the Shapley value. It takes the verdicts of all combinations of the votes
that differ, so it is done for up to :data:`MOST_EXACT` of them; who differs by more is walked
over twice, in the order of the content and backwards. Either way the shares of a store add up
to the people whose verdict differs from that of the leaning.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import comb, lcm

from decision.domain.sensitivity.situations import Situation
from decision.domain.vocabulary import Result
from decision.domain.workshop.ballots import Ballot, Ballots, Room, StoreRoom
from decision.domain.workshop.voices import Topic, in_order, leaning, mixed_answers

#: A ballot, its verdict, and how many people cast it.
type _Alike = tuple[Ballot, Result, int]

#: Up to so many votes of one person that differ, all orders to replace them are looked at.
MOST_EXACT = 6

#: Shares are counted in parts of a person: a whole number of these for any share of an order.
PARTS = 2 * lcm(*range(1, MOST_EXACT + 1))


@dataclass(frozen=True, slots=True)
class Share:
    """How far one topic is behind the differences in verdicts.

    ``people`` counts the persons, once for each store, that its votes set apart (parts are
    possible, and less than nothing: there its votes hide a difference). ``mixed`` says that
    people voted differently on it; ``decides`` that besides somebody's verdict for some store
    turns by it: if they voted like somebody else in the room, or on the way from their votes to
    the room's leaning.
    """

    topic: Topic
    people: Fraction
    mixed: bool
    decides: bool

    @property
    def need_not_be_settled(self) -> bool:
        return self.mixed and not self.decides


@dataclass(frozen=True, slots=True)
class Split:
    """The shares, what decides most first, and how many people differ, over all stores."""

    shares: tuple[Share, ...]
    differing: int


def split(room: Room) -> Split:
    """Explain the different verdicts of a room by the topics that people voted on."""
    lean = leaning(room.rulebook, room.voices)
    mixed = mixed_answers(room.voices)
    parts = dict.fromkeys(in_order(room.rulebook, lean), 0)
    deciding: set[Topic] = set()
    differing = 0
    for store in room.stores:
        walks = _Walks(store.ballots, lean)
        alike = _alike(store)
        for start, verdict, count in alike:
            if verdict is not walks.wanted:
                differing += count
                turned = walks.turned(start)
                deciding |= turned.keys()
                for topic, share in turned.items():
                    parts[topic] += share * count
        waiting = {topic: mixed[topic] for topic in mixed if topic not in deciding}
        deciding.update(_turning(store.ballots, alike, waiting))
    shares = [
        Share(topic, Fraction(own, PARTS), topic in mixed, topic in mixed and topic in deciding)
        for topic, own in parts.items()
    ]
    return Split(tuple(sorted(shares, key=_rank)), differing)


def _rank(share: Share) -> tuple[Fraction, bool, bool]:
    """What decides comes first; the sort keeps the content's order among equals."""
    return -max(share.people, Fraction(0)), not share.decides, not share.mixed


def _alike(store: StoreRoom) -> list[_Alike]:
    """Ballots with their verdicts and how many people cast the same: they walk together."""
    found: dict[Situation, _Alike] = {}
    for ballot, verdict in zip(store.cast, store.verdicts, strict=True):
        before = found.get(ballot.situation)
        found[ballot.situation] = (ballot, verdict, before[2] + 1 if before else 1)
    return list(found.values())


class _Walks:
    """The ways from anybody's ballot to the room's leaning, for one store."""

    def __init__(self, ballots: Ballots, lean: Mapping[Topic, str]) -> None:
        self._ballots = ballots
        self._goal = {topic: option for topic, option in lean.items() if ballots.bears(topic)}
        self.wanted = ballots.verdict(ballots.of(self._goal))

    def turned(self, start: Ballot) -> dict[Topic, int]:
        """What turns a ballot's other verdict into the leaning's, in parts of a person.

        A topic is there even if it turns the verdict back as often as over.
        """
        differs = self._ballots.differs
        steps = [
            (topic, option)
            for topic, option in self._goal.items()
            if differs(topic, start.votes.get(topic), option)
        ]
        few = len(steps) <= MOST_EXACT
        return self._in_all_orders(start, steps) if few else self._in_two_orders(start, steps)

    def _agrees(self, ballot: Ballot) -> bool:
        return self._ballots.verdict(ballot) is self.wanted

    def _in_all_orders(self, start: Ballot, steps: Sequence[tuple[Topic, str]]) -> dict[Topic, int]:
        """The Shapley value; what was replaced is a set of bits, one for each step."""
        ways = [start]
        agrees = [False]
        for step, (topic, option) in enumerate(steps):
            for before in range(1 << step):
                ways.append(self._ballots.changed(ways[before], topic, option))
                agrees.append(self._agrees(ways[-1]))
        weights = _weights(len(steps))
        turned: dict[Topic, int] = {}
        for step, (topic, _) in enumerate(steps):
            bit = 1 << step
            pairs = [each for each in range(len(ways)) if not each & bit]
            turns = [each for each in pairs if agrees[each] is not agrees[each | bit]]
            if turns:
                turned[topic] = sum(
                    -weights[each.bit_count()] if agrees[each] else weights[each.bit_count()]
                    for each in turns
                )
        return turned

    def _in_two_orders(self, start: Ballot, steps: Sequence[tuple[Topic, str]]) -> dict[Topic, int]:
        turned: dict[Topic, int] = {}
        for order in (steps, steps[::-1]):
            now, agrees = start, False
            for topic, option in order:
                now = self._ballots.changed(now, topic, option)
                agreed, agrees = agrees, self._agrees(now)
                if agrees is not agreed:
                    part = PARTS // 2 if agrees else -PARTS // 2
                    turned[topic] = turned.get(topic, 0) + part
        return turned


@cache
def _weights(steps: int) -> tuple[int, ...]:
    """The part of all orders in which one step comes after so many of the others, by how many."""
    return tuple(PARTS // (steps * comb(steps - 1, before)) for before in range(steps))


def _turning(
    ballots: Ballots, alike: Sequence[_Alike], said: Mapping[Topic, Sequence[str]]
) -> Iterator[Topic]:
    """Mixed topics with a vote from the room that would turn somebody's verdict."""
    for topic, options in said.items():
        if not ballots.bears(topic):
            continue
        turned = (
            ballots.verdict(ballots.changed(ballot, topic, option)) is not verdict
            for ballot, verdict, _ in alike
            for option in options
            if ballots.differs(topic, ballot.votes.get(topic), option)
        )
        if any(turned):
            yield topic
