"""What splits a room, held against the whole engine and against trying every order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings

from decision.domain.answers import System
from decision.domain.recommendation import recommend
from decision.domain.rulebook import Effect, Rulebook
from decision.domain.vocabulary import DONT_KNOW, Level, Result
from decision.domain.workshop import split as module
from decision.domain.workshop.ballots import Room
from decision.domain.workshop.room import room_verdicts
from decision.domain.workshop.split import Share, Split, split
from decision.domain.workshop.voices import Topic, Voice, leaning, with_votes
from tests.domain.toy import all_, factor, gate, impossible, is_, question, system
from tests.domain.workshop.rooms import counting, rooms

SHARED = Rulebook(
    questions=(
        question("consumers", "one many"),
        question("pace", "same other"),
        question("owner", "us them", Level.SYSTEM),
    ),
    factors=(factor("consumers", "one", 300), factor("pace", "other", -50)),
    gates=(gate("many-consumers", is_("consumers", "many")),),
)
CONSUMERS, PACE, RISK, OWNER = (
    Topic("consumers", 0),
    Topic("pace", 0),
    Topic("risk", 0),
    Topic("owner"),
)


def voice(consumers: str, pace: str = "same", owner: str = "us") -> Voice:
    return Voice({CONSUMERS: consumers, PACE: pace, OWNER: owner})


def split_of(rulebook: Rulebook, voices: Sequence[Voice], base: System | None = None) -> Split:
    return split(Room(rulebook, base or system({}, {}), voices))


def shares_of(found: Split) -> dict[Topic, Share]:
    return {each.topic: each for each in found.shares}


def people_of(found: Split) -> dict[Topic, Fraction]:
    return {each.topic: each.people for each in found.shares}


def test_the_question_that_sets_people_apart_has_the_whole_share() -> None:
    voices = [voice("one", "same"), voice("one", "other"), voice("one"), voice("many", "other")]

    found = split_of(SHARED, voices)

    assert found.differing == 1
    assert {topic: own for topic, own in people_of(found).items() if own} == {CONSUMERS: 1}


def test_a_mixed_question_that_turns_no_verdict_need_not_be_settled() -> None:
    voices = [voice("many", "same"), voice("many", "other", "them"), voice("many", owner="them")]

    shares = shares_of(split_of(SHARED, voices))

    assert shares[PACE].need_not_be_settled
    assert shares[OWNER].need_not_be_settled
    assert not shares[CONSUMERS].mixed
    assert not shares[CONSUMERS].need_not_be_settled


BOTH = Rulebook(
    questions=(question("pace", "same other"), question("risk", "low high")),
    gates=(
        gate("both", is_("pace", "other"), effect_when=is_("risk", "high")),
        gate("else", is_("pace", "same other"), Effect.AT_MOST_EITHER),
    ),
)


def test_two_answers_that_only_together_turn_the_verdict_share_it_and_both_decide() -> None:
    voices = [Voice({PACE: "same", RISK: "low"})] * 2 + [Voice({PACE: "other", RISK: "high"})]

    found = split_of(BOTH, voices)

    assert people_of(found) == {PACE: Fraction(1, 2), RISK: Fraction(1, 2)}
    assert not any(each.need_not_be_settled for each in found.shares)


def test_an_answer_that_hides_a_difference_has_less_than_no_share() -> None:
    rulebook = Rulebook(
        questions=tuple(question(name, "low high") for name in ("pace", "risk", "size")),
        gates=(
            gate("pace", is_("pace", "high")),
            gate("risk", all_(is_("risk", "high"), is_("size", "low"))),
        ),
    )
    size = Topic("size", 0)
    voices = [Voice({PACE: "low", RISK: "low", size: "low"})] * 2
    voices.append(Voice({PACE: "high", RISK: "high", size: "high"}))

    found = split_of(rulebook, voices)

    assert found.differing == 1
    assert people_of(found) == {PACE: Fraction(5, 6), RISK: Fraction(2, 6), size: Fraction(-1, 6)}
    assert all(each.decides for each in found.shares)


def test_what_decides_most_comes_first_then_what_could_then_the_rest() -> None:
    rulebook = Rulebook(
        questions=tuple(question(name, "low high") for name in ("none", "could", "less", "most")),
        factors=(factor("none", "high", 1), factor("could", "high", 100)),
        gates=(gate("l", is_("less", "high")), gate("m", is_("most", "high"))),
    )
    none, could, less, most = (Topic(name, 0) for name in ("none", "could", "less", "most"))
    same = {none: "low", could: "high", less: "low", most: "low"}
    voices = [Voice(same)] * 4 + [
        Voice({**same, most: "high"}),
        Voice({**same, most: "high", none: "high"}),
        Voice({**same, less: "high", could: "low"}),
    ]

    found = split_of(rulebook, voices)

    assert [each.topic for each in found.shares] == [most, less, none, could]
    assert [each.decides for each in found.shares] == [True, True, False, False]


def test_what_could_turn_a_verdict_comes_before_what_need_not_be_settled() -> None:
    rulebook = Rulebook(
        questions=(
            question("idle", "low high"),
            question("pace", "low high"),
            question("risk", "low high"),
        ),
        factors=(factor("idle", "high", 1),),
        gates=(gate("g", all_(is_("pace", "high"), is_("risk", "high"))),),
    )
    idle = Topic("idle", 0)
    voices = [
        Voice({idle: "low", PACE: "high", RISK: "low"}),
        Voice({idle: "high", PACE: "low", RISK: "high"}),
        Voice({idle: "low", PACE: "low", RISK: "low"}),
    ]

    found = split_of(rulebook, voices)

    assert found.differing == 0
    assert [each.topic for each in found.shares] == [PACE, RISK, idle]
    assert [each.decides for each in found.shares] == [True, True, False]


# "We don't know", and no vote at all


def test_who_does_not_know_differs_from_who_keeps_what_was_answered_before() -> None:
    base = system({}, {"consumers": "many"})
    unsure = Voice({CONSUMERS: DONT_KNOW, PACE: "same"})

    found = split_of(SHARED, [unsure, unsure, Voice({PACE: "same"})], base)

    assert found.differing == 1
    assert people_of(found)[CONSUMERS] == 1
    assert not shares_of(found)[CONSUMERS].decides  # all who voted on it say the same


def test_who_does_not_know_is_led_to_what_others_know() -> None:
    base = system({}, {"consumers": "one"})
    unsure = Voice({CONSUMERS: DONT_KNOW})

    found = split_of(SHARED, [unsure, unsure, Voice({CONSUMERS: "many"})], base)

    assert found.differing == 2
    assert people_of(found) == {CONSUMERS: 2}
    assert shares_of(found)[CONSUMERS].decides


def test_the_room_leans_to_what_most_know() -> None:
    voices = [voice(DONT_KNOW), voice(DONT_KNOW), voice("many")]

    assert leaning(SHARED, voices)[CONSUMERS] == "many"


def test_where_nobody_knows_who_voted_the_room_does_not_know() -> None:
    assert leaning(SHARED, [Voice({CONSUMERS: DONT_KNOW}), Voice({PACE: "same"})]) == {
        CONSUMERS: DONT_KNOW,
        PACE: "same",
    }


def test_of_equals_the_first_in_the_content_leads() -> None:
    assert leaning(SHARED, [voice("many"), voice("one")])[CONSUMERS] == "one"


# Votes that contradict each other


def test_a_question_that_only_matters_beside_a_contradiction_is_to_be_settled() -> None:
    """Whoever contradicts themselves has to be asked first, and another answer mends it."""
    rulebook = Rulebook(
        questions=(question("stored", "service app"), question("managed", "service app")),
        gates=(gate("g", is_("managed", "app")),),
        contradictions=(impossible("c", all_(is_("stored", "app"), is_("managed", "service"))),),
    )
    stored, managed = Topic("stored", 0), Topic("managed", 0)
    voices = [Voice({stored: "service", managed: "service"})] * 2
    voices.append(Voice({stored: "app", managed: "service"}))

    (found,) = room_verdicts(Room(rulebook, system({}, {}), voices))
    parts = split_of(rulebook, voices)

    assert len(found.verdicts) == 2
    assert parts.differing == 1
    assert people_of(parts)[stored] == 1
    assert shares_of(parts)[stored].decides


# Held against trying everything

type Found = tuple[Rulebook, System, list[Voice]]


class Plainly:
    """The same by the whole engine, order by order."""

    def __init__(self, rulebook: Rulebook, base: System, voices: Sequence[Voice]) -> None:
        self.voices = voices
        self.rulebook = rulebook
        self.lean = leaning(rulebook, voices)
        self.places = range(len(base.stores))

        @cache
        def verdicts(votes: frozenset[tuple[Topic, str]]) -> tuple[Result, ...]:
            own = recommend(rulebook, with_votes(rulebook, base, dict(votes)))
            return tuple(store.verdict for store in own.stores)

        self._verdicts = verdicts

    def verdict(self, votes: Mapping[Topic, str], place: int) -> Result:
        return self._verdicts(frozenset(votes.items()))[place]

    def differing(self) -> Iterator[tuple[Mapping[Topic, str], int]]:
        for place in self.places:
            for number in counting(self.rulebook, self.voices, place):
                votes = self.voices[number].votes
                if self.verdict(votes, place) is not self.verdict(self.lean, place):
                    yield votes, place

    def steps(self, votes: Mapping[Topic, str], place: int) -> list[Topic]:
        return [
            topic
            for topic, option in self.lean.items()
            if topic.store in (None, place) and votes.get(topic) != option
        ]

    def agrees(self, votes: Mapping[Topic, str], place: int, replaced: Iterable[Topic]) -> bool:
        now = {**votes, **{topic: self.lean[topic] for topic in replaced}}
        return self.verdict(now, place) is self.verdict(self.lean, place)

    def shares(
        self, orders: Callable[[list[Topic]], Sequence[Sequence[Topic]]]
    ) -> dict[Topic, Fraction]:
        found = dict.fromkeys(self.lean, Fraction(0))
        for votes, place in self.differing():
            walks = orders(self.steps(votes, place))
            for walk in walks:
                for number, topic in enumerate(walk):
                    before = self.agrees(votes, place, walk[:number])
                    after = self.agrees(votes, place, walk[: number + 1])
                    found[topic] += Fraction(after - before, len(walks))
        return found

    def turns_on_a_way(self, topic: Topic) -> bool:
        for votes, place in self.differing():
            others = [each for each in self.steps(votes, place) if each != topic]
            if len(others) == len(self.steps(votes, place)):
                continue
            for size in range(len(others) + 1):
                for replaced in combinations(others, size):
                    before = self.agrees(votes, place, replaced)
                    if self.agrees(votes, place, (*replaced, topic)) is not before:
                        return True
        return False

    def turns_alone(self, topic: Topic) -> bool:
        said = {voice.votes[topic] for voice in self.voices if topic in voice.votes} - {DONT_KNOW}
        return any(
            self.verdict({**self.voices[number].votes, topic: option}, place)
            is not self.verdict(self.voices[number].votes, place)
            for place in self.places
            if topic.store in (None, place)
            for number in counting(self.rulebook, self.voices, place)
            for option in said
        )


@given(rooms(most_questions=3))
@settings(max_examples=80, deadline=None)
def test_the_shares_are_the_mean_over_all_orders(room: Found) -> None:
    found = people_of(split(Room(*room)))

    assert found == Plainly(*room).shares(lambda steps: list(permutations(steps)))


@given(rooms())
@settings(max_examples=60, deadline=None)
def test_beyond_the_bound_they_are_the_mean_of_two_orders(room: Found) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_EXACT", -1)
        found = people_of(split(Room(*room)))

    assert found == Plainly(*room).shares(lambda steps: [steps, steps[::-1]])


@pytest.mark.parametrize("most", [-1, 2, module.MOST_EXACT])
@given(room=rooms())
@settings(max_examples=40, deadline=None)
def test_shares_add_up_to_the_people_who_differ(room: Found, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_EXACT", most)
        found = split(Room(*room))

    assert sum(each.people for each in found.shares) == found.differing
    assert found.differing == len(list(Plainly(*room).differing()))


@given(rooms())
@settings(max_examples=60, deadline=None)
def test_if_verdicts_are_not_all_alike_somebody_differs(room: Found) -> None:
    whole = Room(*room)

    if any(len(store.verdicts) > 1 for store in room_verdicts(whole)):
        assert split(whole).differing > 0


@given(rooms(most_questions=4))
@settings(max_examples=60, deadline=None)
def test_what_need_not_be_settled_turns_nobodys_verdict(room: Found) -> None:
    plainly = Plainly(*room)

    for share in split(Room(*room)).shares:
        turns = plainly.turns_alone(share.topic) or plainly.turns_on_a_way(share.topic)
        assert share.decides == (share.mixed and turns)
        assert not (share.need_not_be_settled and share.people)


def test_the_bound_takes_whole_parts() -> None:
    for steps in range(1, module.MOST_EXACT + 1):
        weights = module._weights(steps)
        orders = [sum(1 for _ in combinations(range(steps - 1), n)) for n in range(steps)]
        assert sum(w * n for w, n in zip(weights, orders, strict=True)) == module.PARTS
