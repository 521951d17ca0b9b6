"""The room's verdict, held against the whole engine and against trying everything."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from decision.domain.answers import System
from decision.domain.recommendation import recommend
from decision.domain.rulebook import Effect, Rulebook
from decision.domain.vocabulary import DONT_KNOW, Level, Result
from decision.domain.workshop.room import room_verdicts
from decision.domain.workshop.split import split
from decision.domain.workshop.voices import Topic, Voice, leaning, with_votes
from tests.domain.random_rulebooks import rulebooks, systems
from tests.domain.toy import factor, gate, is_, question, system

SHARED = Rulebook(
    questions=(
        question("consumers", "one many"),
        question("pace", "same other"),
        question("owner", "us them", Level.SYSTEM),
    ),
    factors=(factor("consumers", "one", 300), factor("pace", "other", -50)),
    gates=(gate("many-consumers", is_("consumers", "many")),),
)
CONSUMERS, PACE, OWNER = Topic("consumers", 0), Topic("pace", 0), Topic("owner")


def voice(consumers: str, pace: str = "same", owner: str = "us", role: str = "") -> Voice:
    return Voice({CONSUMERS: consumers, PACE: pace, OWNER: owner}, role)


def test_each_voice_has_a_verdict_of_its_own() -> None:
    voices = [voice("one"), voice("many"), voice("many")]

    (orders,) = room_verdicts(SHARED, system({}, {}), voices)

    assert orders.verdicts == {Result.SEPARATE: 2, Result.TOGETHER: 1}
    assert orders.leading is Result.SEPARATE


def test_what_nobody_votes_on_stays_as_it_was() -> None:
    (orders,) = room_verdicts(SHARED, system({}, {"consumers": "many"}), [Voice({PACE: "same"})])

    assert orders.verdicts == {Result.SEPARATE: 1}


def test_verdicts_by_role_need_three_people() -> None:
    voices = [voice("one", role="dev")] * 3 + [voice("many", role="ops")] * 3

    (orders,) = room_verdicts(SHARED, system({}, {}), voices)

    assert orders.by_role == {"dev": {Result.TOGETHER: 3}, "ops": {Result.SEPARATE: 3}}
    (few,) = room_verdicts(SHARED, system({}, {}), voices[1:])
    assert few.by_role == {}


def test_the_question_that_sets_people_apart_has_the_whole_share() -> None:
    voices = [voice("one", "same"), voice("one", "other"), voice("one"), voice("many", "other")]

    found = split(SHARED, system({}, {}), voices)

    assert found.differing == 1
    assert [(each.topic, each.people) for each in found.shares if each.people] == [(CONSUMERS, 1)]


def test_a_mixed_question_that_turns_no_verdict_need_not_be_settled() -> None:
    voices = [voice("many", "same"), voice("many", "other", "them"), voice("many", owner="them")]

    shares = {each.topic: each for each in split(SHARED, system({}, {}), voices).shares}

    assert shares[PACE].need_not_be_settled
    assert shares[OWNER].need_not_be_settled
    assert not shares[CONSUMERS].mixed


def test_two_answers_that_only_together_turn_the_verdict_share_it() -> None:
    both = Rulebook(
        questions=(question("pace", "same other"), question("risk", "low high")),
        gates=(
            gate("both", is_("pace", "other"), effect_when=is_("risk", "high")),
            gate("else", is_("pace", "same other"), Effect.AT_MOST_EITHER),
        ),
    )
    pace, risk = Topic("pace", 0), Topic("risk", 0)
    voices = [Voice({pace: "same", risk: "low"})] * 2 + [Voice({pace: "other", risk: "high"})]

    found = split(both, system({}, {}), voices)

    assert {each.topic: each.people for each in found.shares} == {pace: 0.5, risk: 0.5}


def test_the_room_leans_to_what_most_know() -> None:
    voices = [voice(DONT_KNOW), voice(DONT_KNOW), voice("many")]

    assert leaning(SHARED, voices)[CONSUMERS] == "many"


def test_of_equals_the_first_in_the_content_leads() -> None:
    assert leaning(SHARED, [voice("many"), voice("one")])[CONSUMERS] == "one"


@st.composite
def rooms(draw: st.DrawFn) -> tuple[Rulebook, System, list[Voice]]:
    """A rulebook with two stores, and up to five voices that vote on some of its questions."""
    rulebook = draw(rulebooks())
    base = draw(systems(rulebook, stores=2))
    topics = [
        Topic(each.id, place)
        for each in rulebook.questions
        for place in ((None,) if each.level is Level.SYSTEM else (0, 1))
    ]
    voices = []
    for _ in range(draw(st.integers(1, 5))):
        votes = {
            topic: draw(
                st.sampled_from((*rulebook.question_by_id[topic.question].options, DONT_KNOW))
            )
            for topic in topics
            if draw(st.integers(0, 3))
        }
        voices.append(Voice(votes, draw(st.sampled_from(("", "dev", "ops")))))
    return rulebook, base, voices


@given(rooms())
@settings(max_examples=60, deadline=None)
def test_the_rooms_verdicts_are_the_engines(room: tuple[Rulebook, System, list[Voice]]) -> None:
    rulebook, base, voices = room
    each = [recommend(rulebook, with_votes(rulebook, base, voice.votes)) for voice in voices]

    for place, found in enumerate(room_verdicts(rulebook, base, voices)):
        assert Counter(found.verdicts) == Counter(own.stores[place].verdict for own in each)


@given(rooms())
@settings(max_examples=60, deadline=None)
def test_shares_add_up_to_the_people_who_differ(room: tuple[Rulebook, System, list[Voice]]) -> None:
    found = split(*room)

    assert sum(each.people for each in found.shares) == found.differing


@given(rooms())
@settings(max_examples=60, deadline=None)
def test_what_need_not_be_settled_turns_nobodys_verdict(
    room: tuple[Rulebook, System, list[Voice]],
) -> None:
    rulebook, base, voices = room
    # Contradicting answers are put aside by the engine; the room's split takes them as they are.
    rulebook = replace(rulebook, contradictions=())
    if any(fact.answerable for fact in rulebook.facts):
        base = replace(base, stores=tuple(replace(each, answers={}) for each in base.stores))
    said = {
        topic: {v.votes[topic] for v in voices if topic in v.votes}
        for v in voices
        for topic in v.votes
    }

    for share in split(rulebook, base, voices).shares:
        turns = any(
            verdicts(rulebook, base, {**voice.votes, share.topic: option})
            != verdicts(rulebook, base, voice.votes)
            for voice in voices
            for option in said[share.topic] - {DONT_KNOW}
        )
        assert share.decides == (share.mixed and turns)


def verdicts(rulebook: Rulebook, base: System, votes: Mapping[Topic, str]) -> list[Result]:
    found = recommend(rulebook, with_votes(rulebook, base, votes))
    return [store.verdict for store in found.stores]
