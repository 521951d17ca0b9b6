"""What each person in the room said, as answers that the engine understands.

A *topic* is a question of the system or of one of its stores. A *voice* is one person's
votes by topic, without a name. What a voice does not vote on stays as the assessment had it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from decision.domain.answers import Answers, Store, System
from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import Rulebook
from decision.domain.vocabulary import DONT_KNOW


class Topic(NamedTuple):
    """A question, with the place of its store among the system's (None: of the system)."""

    question: str
    store: int | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One person's votes, and the role that they chose, if any."""

    votes: Mapping[Topic, str]
    role: str = ""


def with_votes(rulebook: Rulebook, system: System, votes: Mapping[Topic, str]) -> System:
    """The system with votes in place of its answers; the rest stays.

    A vote on what a stated fact follows from replaces that fact, as an answer does.
    """
    by_place: dict[int | None, dict[str, str]] = {}
    for topic, option in votes.items():
        by_place.setdefault(topic.store, {})[topic.question] = option
    return replace(
        system,
        answers=_replaced(rulebook, system.answers, by_place.get(None, {})),
        stores=tuple(
            _store(rulebook, store, by_place.get(place, {}))
            for place, store in enumerate(system.stores)
        ),
    )


def _store(rulebook: Rulebook, store: Store, votes: Mapping[str, str]) -> Store:
    return replace(store, answers=_replaced(rulebook, store.answers, votes)) if votes else store


def _replaced(rulebook: Rulebook, answers: Answers, votes: Mapping[str, str]) -> Answers:
    if not votes:
        return answers
    replaced = _facts_replaced(rulebook)
    gone = {fact for question in votes for fact in replaced.get(question, ())}
    return {**_but(answers, gone), **votes}


@once_per_rulebook
def _facts_replaced(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """The stated facts that an answer replaces, by question: the same for a whole room."""
    return {each.id: tuple(rulebook.replaced_by(each.id)) for each in rulebook.questions}


def _but(answers: Answers, gone: Collection[str]) -> Answers:
    return {name: option for name, option in answers.items() if name not in gone}


def leaning(rulebook: Rulebook, voices: Sequence[Voice]) -> dict[Topic, str]:
    """What most people who know answered, by topic; of equals the first in the content.

    "We don't know" has no say where somebody knows better. Where nobody does who voted, it is
    what the room says.
    """
    found: defaultdict[Topic, Counter[str]] = defaultdict(Counter)
    for voice in voices:
        for topic, option in voice.votes.items():
            votes = found[topic]
            if option != DONT_KNOW:
                votes[option] += 1
    return {
        topic: _most_common(rulebook, topic, found[topic]) for topic in in_order(rulebook, found)
    }


def _most_common(rulebook: Rulebook, topic: Topic, votes: Mapping[str, int]) -> str:
    order = {option: -place for place, option in enumerate(_options(rulebook, topic.question))}
    ranked = sorted(votes, key=lambda option: (votes[option], order.get(option, -len(order))))
    return ranked[-1] if ranked else DONT_KNOW


def _options(rulebook: Rulebook, question: str) -> tuple[str, ...]:
    known = rulebook.question_by_id.get(question)
    return known.options if known else ()


def in_order(rulebook: Rulebook, topics: Iterable[Topic]) -> list[Topic]:
    """Topics as the content orders their questions; those of the system before each store's."""
    place = {question.id: number for number, question in enumerate(rulebook.questions)}
    return sorted(
        topics,
        key=lambda topic: (
            -1 if topic.store is None else topic.store,
            place.get(topic.question, len(place)),
        ),
    )


def mixed_answers(voices: Sequence[Voice]) -> dict[Topic, tuple[str, ...]]:
    """Topics on which not everybody who voted said the same, with what was said and is known."""
    said: dict[Topic, dict[str, None]] = {}
    for voice in voices:
        for topic, option in voice.votes.items():
            said.setdefault(topic, {})[option] = None
    return {
        topic: tuple(option for option in options if option != DONT_KNOW)
        for topic, options in said.items()
        if len(options) > 1
    }
