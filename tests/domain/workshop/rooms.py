"""Random rooms, and who counts in them, written down once more and plainly."""

from collections.abc import Sequence

from hypothesis import strategies as st

from decision.domain.answers import System
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.situations import situations
from decision.domain.vocabulary import DONT_KNOW, Level
from decision.domain.workshop.voices import Topic, Voice
from tests.domain.random_rulebooks import rulebooks, systems


@st.composite
def rooms(
    draw: st.DrawFn, most_questions: int = 5, most_people: int = 5
) -> tuple[Rulebook, System, list[Voice]]:
    """A rulebook with two stores that are partly answered, and voices on some of its questions.

    Votes for "we don't know" are among them, and votes that contradict each other.
    """
    rulebook = draw(rulebooks(most_questions))
    base = draw(systems(rulebook, stores=2))
    topics = [
        Topic(each.id, place)
        for each in rulebook.questions
        for place in ((None,) if each.level is Level.SYSTEM else (0, 1))
    ]
    voices = []
    for _ in range(draw(st.integers(1, most_people))):
        votes = {
            topic: draw(
                st.sampled_from((*rulebook.question_by_id[topic.question].options, DONT_KNOW))
            )
            for topic in topics
            if draw(st.integers(0, 3))
        }
        voices.append(Voice(votes, draw(st.sampled_from(("", "dev", "ops")))))
    return rulebook, base, voices


def counting(rulebook: Rulebook, voices: Sequence[Voice], place: int) -> list[int]:
    """The places of those who count for a store."""
    matters = situations(rulebook).can_matter
    for store in (place, None):
        people = [
            number
            for number, voice in enumerate(voices)
            if any(topic.store == store and matters(topic.question) for topic in voice.votes)
        ]
        if people:
            return people
    return []
