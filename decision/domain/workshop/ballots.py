"""What votes lead to for one store: the only place that the room's verdicts and its split ask.

A *ballot* is what one person voted on the questions that can move the store's verdict. What
is not on it stays as the assessment had it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from decision.domain.answers import System
from decision.domain.limits import stand
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.flips import said_or_of_kind
from decision.domain.sensitivity.situations import Situation, situations
from decision.domain.unknowns import result_of
from decision.domain.vocabulary import VERDICT_BOUNDARY, VERDICT_ENVIRONMENT, Result
from decision.domain.workshop.voices import Topic, Voice, with_votes

type Votes = Mapping[Topic, str]


class Ballot(NamedTuple):
    """Votes, and the situation that they put the store in."""

    votes: Votes
    situation: Situation


class Ballots:
    """Any votes on the topics of one store, and the verdicts that they lead to."""

    def __init__(self, rulebook: Rulebook, system: System, place: int) -> None:
        self._rulebook = rulebook
        self._system = system
        self.place = place
        self.name = system.stores[place].name
        self._engine = situations(rulebook)
        self._on_facts = self._behind_stated_facts()
        self._answers: dict[tuple[Topic, str | None], str | None] = {}

    def bears(self, topic: Topic) -> bool:
        """Whether votes on the topic can move this store's verdict."""
        return topic.store in (None, self.place) and self._engine.can_matter(topic.question)

    def of(self, votes: Votes) -> Ballot:
        """The ballot with these votes, all of which bear on the store."""
        return self.cast(votes, with_votes(self._rulebook, self._system, votes))

    def cast(self, votes: Votes, system: System) -> Ballot:
        """The same for whom has worked out the system that the votes make."""
        said = said_or_of_kind(self._rulebook, system, system.stores[self.place])
        return Ballot(votes, self._engine.of(said))

    def changed(self, ballot: Ballot, topic: Topic, option: str | None) -> Ballot:
        """The ballot with another vote on one topic that bears on the store, or with none."""
        votes = {**ballot.votes, topic: option} if option else _without(ballot.votes, topic)
        if topic.question in self._on_facts:
            return self.of(votes)
        answer = self._answer(topic, option)
        return Ballot(votes, self._engine.changed(ballot.situation, topic.question, answer))

    def differs(self, topic: Topic, one: str | None, other: str | None) -> bool:
        """Whether it makes any difference which of two votes, or none, is on a ballot."""
        if one == other:
            return False
        if topic.question in self._on_facts:
            return True
        return self._answer(topic, one) != self._answer(topic, other)

    def verdict(self, ballot: Ballot) -> Result:
        """The engine's verdict; a stated fact that contradicts answers takes its longer way."""
        return self._engine.verdict_standing(ballot.situation) or self._put_aside(ballot.votes)

    def _put_aside(self, votes: Votes) -> Result:
        system = with_votes(self._rulebook, self._system, votes)
        standing = stand(self._rulebook, system, system.stores[self.place])
        return result_of(self._rulebook, standing, VERDICT_BOUNDARY, VERDICT_ENVIRONMENT)

    def _answer(self, topic: Topic, option: str | None) -> str | None:
        """The answer that a vote amounts to, or none: what was answered before and what the kind
        of store says count where nobody voted, and "we don't know" may be no answer."""
        key = topic, option
        if key not in self._answers:
            votes = {topic: option} if option else {}
            system = with_votes(self._rulebook, self._system, votes)
            said = said_or_of_kind(self._rulebook, system, system.stores[self.place])
            self._answers[key] = said.get(topic.question)
        return self._answers[key]

    def _behind_stated_facts(self) -> frozenset[str]:
        """The questions whose votes replace a fact that the assessment states of this store.

        Whether the fact counts rests on all of them together.
        """
        stated = self._system.stores[self.place].answers
        questions = (each.id for each in self._rulebook.questions)
        return frozenset(
            name
            for name in questions
            if any(fact in stated for fact in self._rulebook.replaced_by(name))
        )


def _without(votes: Votes, topic: Topic) -> Votes:
    return {each: option for each, option in votes.items() if each != topic}


class StoreRoom(NamedTuple):
    """The people whose votes count for one store: their ballots, verdicts and roles, in order.

    ``people`` are their places among the voices. ``topics`` counts what bears on the store and
    has votes. ``on_system`` says that nobody voted on the store's own questions.
    """

    ballots: Ballots
    topics: int
    on_system: bool
    people: Sequence[int]
    cast: Sequence[Ballot]
    verdicts: Sequence[Result]
    roles: Sequence[str]

    @property
    def partly(self) -> int:
        """How many people left out some of the topics."""
        return sum(len(each.votes) < self.topics for each in self.cast)

    def among(self, people: Collection[int]) -> "StoreRoom":
        """The same of some of the people only."""
        kept = [place for place, number in enumerate(self.people) if number in people]
        return self._replace(
            people=[self.people[place] for place in kept],
            cast=[self.cast[place] for place in kept],
            verdicts=[self.verdicts[place] for place in kept],
            roles=[self.roles[place] for place in kept],
        )


class Room:
    """What everybody's votes are worth for every store; ``system`` has what nobody votes on.

    People count for a store if they voted on a question about it. While nobody did, those count
    who voted on a question about the system that bears on it.
    """

    def __init__(self, rulebook: Rulebook, system: System, voices: Sequence[Voice]) -> None:
        self.rulebook = rulebook
        self.voices = voices
        self._system = system
        self._systems = [with_votes(rulebook, system, voice.votes) for voice in voices]
        self._votes = [_by_store(voice.votes) for voice in voices]
        self.stores = tuple(self._store(place) for place in range(len(system.stores)))

    def _store(self, place: int) -> StoreRoom:
        ballots = Ballots(self.rulebook, self._system, place)
        bearing = {topic for topic in _all_of(self._votes, place) if ballots.bears(topic)}
        own = {topic for topic in bearing if topic.store is not None}
        people, cast = [], []
        for number, by_store in enumerate(self._votes):
            said = {**by_store.get(None, {}), **by_store.get(place, {})}
            votes = {topic: option for topic, option in said.items() if topic in bearing}
            if not votes.keys().isdisjoint(own or bearing):
                people.append(number)
                cast.append(ballots.cast(votes, self._systems[number]))
        return StoreRoom(
            ballots,
            topics=len(bearing),
            on_system=bool(bearing) and not own,
            people=people,
            cast=cast,
            verdicts=[ballots.verdict(each) for each in cast],
            roles=[self.voices[number].role for number in people],
        )


def _by_store(votes: Votes) -> dict[int | None, dict[Topic, str]]:
    found: dict[int | None, dict[Topic, str]] = {}
    for topic, option in votes.items():
        found.setdefault(topic.store, {})[topic] = option
    return found


def _all_of(
    votes: Iterable[Mapping[int | None, Mapping[Topic, str]]], place: int
) -> Iterator[Topic]:
    """All topics of the system and of one store with a vote, once each."""
    found = (by_store.get(store, {}) for by_store in votes for store in (None, place))
    yield from dict.fromkeys(topic for each in found for topic in each)
