"""The room's verdict, held against the whole engine."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from decision.domain.answers import System
from decision.domain.recommendation import recommend
from decision.domain.rulebook import Rulebook
from decision.domain.vocabulary import DONT_KNOW, Level, Result
from decision.domain.workshop.ballots import Ballots, Room
from decision.domain.workshop.room import StoreVerdicts, room_verdicts, verdicts_for
from decision.domain.workshop.voices import Topic, Voice, with_votes
from tests.domain.toy import fact, factor, gate, is_, question, system
from tests.domain.workshop.rooms import counting, rooms

SHARED = Rulebook(
    questions=(
        question("consumers", "one many"),
        question("pace", "same other"),
        question("colour", "red blue"),
        question("owner", "us them", Level.SYSTEM),
    ),
    factors=(factor("consumers", "one", 300), factor("pace", "other", -50)),
    gates=(
        gate("many-consumers", is_("consumers", "many")),
        gate("other-owner", is_("owner", "them")),
    ),
)
CONSUMERS, PACE, OWNER = Topic("consumers", 0), Topic("pace", 0), Topic("owner")
OTHER_CONSUMERS, COLOUR = Topic("consumers", 1), Topic("colour", 0)


def voice(consumers: str, pace: str = "same", role: str = "") -> Voice:
    return Voice({CONSUMERS: consumers, PACE: pace}, role)


def verdicts(voices: list[Voice], base: System | None = None) -> tuple[StoreVerdicts, ...]:
    return room_verdicts(Room(SHARED, base or system({}, {}), voices))


def test_each_voice_has_a_verdict_of_its_own() -> None:
    (orders,) = verdicts([voice("one"), voice("many"), voice("many")])

    assert orders.verdicts == {Result.SEPARATE: 2, Result.TOGETHER: 1}
    assert orders.leading is Result.SEPARATE


def test_where_two_verdicts_are_as_common_none_leads() -> None:
    (orders,) = verdicts([voice("one"), voice("many")])

    assert orders.leading is None
    assert verdicts([])[0].leading is None


def test_what_nobody_votes_on_stays_as_it_was() -> None:
    (orders,) = verdicts([Voice({PACE: "same"})], system({}, {"consumers": "many"}))

    assert orders.verdicts == {Result.SEPARATE: 1}


def test_verdicts_by_role_need_three_people() -> None:
    voices = [voice("one", role="dev")] * 3 + [voice("many", role="ops")] * 3

    (orders,) = verdicts(voices)

    assert orders.by_role == {"dev": {Result.TOGETHER: 3}, "ops": {Result.SEPARATE: 3}}
    (few,) = verdicts(voices[1:])
    assert few.by_role == {}


# Who counts


def test_who_voted_on_nothing_about_a_store_does_not_count_for_it() -> None:
    both = Voice({CONSUMERS: "one", OTHER_CONSUMERS: "many", OWNER: "us"})
    of_the_system = Voice({OWNER: "us"})

    orders, images = verdicts([both, both, of_the_system], system({}, {}, {}))

    assert (orders.voices, images.voices) == (2, 2)
    assert (orders.verdicts, images.verdicts) == ({Result.TOGETHER: 2}, {Result.SEPARATE: 2})


def test_while_nobody_voted_on_a_store_those_count_who_voted_on_its_system() -> None:
    orders, images = verdicts([voice("one"), Voice({OWNER: "us"})], system({}, {}, {}))

    assert (orders.voices, orders.on_system) == (1, False)
    assert (images.voices, images.on_system) == (1, True)


def test_a_vote_on_what_can_move_no_verdict_counts_for_nothing() -> None:
    (orders,) = verdicts([Voice({COLOUR: "red"})] * 3)

    assert orders.voices == 0
    assert not orders.on_system


def test_those_are_counted_out_who_left_out_a_question_that_others_voted_on() -> None:
    every = Voice({CONSUMERS: "one", PACE: "same", OWNER: "us", COLOUR: "red"})
    voices = [every, voice("one"), Voice({CONSUMERS: "one", OWNER: "us"}), Voice({OWNER: "us"})]

    (orders,) = verdicts(voices)

    assert (orders.voices, orders.partly) == (3, 2)
    assert verdicts([every, every])[0].partly == 0


def test_the_same_people_are_found_again_among_all() -> None:
    voices = [voice("one", role="dev"), Voice({OWNER: "us"}), voice("many"), voice("many", "other")]
    (orders,) = Room(SHARED, system({}, {}), voices).stores

    found = orders.among({0, 1, 3})

    assert (found.people, found.roles) == ([0, 3], ["dev", ""])
    assert verdicts_for(found).verdicts == {Result.TOGETHER: 1, Result.SEPARATE: 1}
    assert verdicts_for(found).partly == 2


def test_a_vote_replaces_the_fact_that_the_assessment_states() -> None:
    rulebook = Rulebook(
        questions=(question("stored", "service app"),),
        facts=(fact("zone", True, easy=is_("stored", "service"), hard=is_("stored", "app")),),
        gates=(gate("hard", is_("zone", "hard")),),
    )
    stored = Topic("stored", 0)
    ballots = Ballots(rulebook, system({}, {"zone": "easy"}), 0)

    silent = ballots.of({})
    changed = ballots.changed(silent, stored, "app")

    assert ballots.verdict(silent) is Result.EITHER
    assert ballots.verdict(changed) is Result.SEPARATE
    assert ballots.verdict(ballots.changed(changed, stored, None)) is Result.EITHER


# Held against the engine


@given(rooms())
@settings(max_examples=80, deadline=None)
def test_the_rooms_verdicts_are_the_engines(room: tuple[Rulebook, System, list[Voice]]) -> None:
    rulebook, base, voices = room
    each = [recommend(rulebook, with_votes(rulebook, base, voice.votes)) for voice in voices]

    for place, found in enumerate(room_verdicts(Room(rulebook, base, voices))):
        people = counting(rulebook, voices, place)
        assert Counter(found.verdicts) == Counter(each[n].stores[place].verdict for n in people)


@given(rooms(), st.data())
@settings(max_examples=80, deadline=None)
def test_a_ballot_changed_vote_by_vote_is_worth_what_the_engine_says(
    room: tuple[Rulebook, System, list[Voice]], data: st.DataObject
) -> None:
    rulebook, base, voices = room
    ballots = Ballots(rulebook, base, 0)
    topics = sorted({topic for voice in voices for topic in voice.votes if ballots.bears(topic)})
    votes = {topic: option for topic, option in voices[0].votes.items() if ballots.bears(topic)}
    ballot = ballots.of(votes)

    for _ in range(4 if topics else 0):
        topic = data.draw(st.sampled_from(topics))
        options = rulebook.question_by_id[topic.question].options
        option = data.draw(st.sampled_from((None, DONT_KNOW, *options)))
        ballot = ballots.changed(ballot, topic, option)
        votes = {each: said for each, said in votes.items() if each != topic}
        votes |= {topic: option} if option else {}
        assert ballot.votes == votes
        own = recommend(rulebook, with_votes(rulebook, base, votes))
        assert ballots.verdict(ballot) is own.stores[0].verdict
