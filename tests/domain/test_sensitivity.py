from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from decision.domain.answers import Store, System
from decision.domain.limits import stand
from decision.domain.recommendation import recommend_store
from decision.domain.rulebook import Effect, Rulebook
from decision.domain.sensitivity import (
    Change,
    Flip,
    LoadBearing,
    NextQuestion,
    Purpose,
    Sensitivity,
    StoreSensitivity,
    StoreTurns,
    Turn,
    WaitingCell,
    analyse,
    possible_results,
)
from decision.domain.vocabulary import (
    VERDICT_BOUNDARY,
    VERDICT_ENVIRONMENT,
    Boundary,
    Environment,
    Level,
    Result,
)
from tests.domain import brute_force, brute_force_flips
from tests.domain.random_rulebooks import rulebooks, systems
from tests.domain.toy import (
    OTHER_OWNER,
    OWNER,
    PIPELINE,
    PRODUCTION,
    UNIT,
    all_,
    any_,
    fact,
    factor,
    gate,
    impossible,
    is_,
    question,
    store,
    system,
)

TOGETHER, SEPARATE, EITHER = Result.TOGETHER, Result.SEPARATE, Result.EITHER
ASK_FIRST = Result.ASK_FIRST
SYSTEM, STORE = Level.SYSTEM, Level.STORE


@given(st.data())
def test_the_verdict_that_is_tried_thousands_of_times_is_the_recommended_one(
    data: st.DataObject,
) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook))
    (store,) = system.stores

    recommended = recommend_store(rulebook, system, store).verdict

    assert analyse(rulebook, system).stores[0].verdict is recommended
    assert brute_force_flips.verdict(rulebook, system, store) is recommended


@given(st.data())
def test_flips_equal_trying_every_change_and_every_pair_of_changes(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks(most_questions=4))
    system = data.draw(systems(rulebook))

    (found,) = analyse(rulebook, system).stores

    assert found.flips == brute_force_flips.flips(rulebook, system, system.stores[0])


@given(st.data())
def test_what_cannot_matter_is_in_no_flip_and_turns_no_completion(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook))
    store = system.stores[0]
    standing = stand(rulebook, system, store)
    answers = standing.answers

    (found,) = analyse(rulebook, system).stores

    cell = (VERDICT_BOUNDARY, VERDICT_ENVIRONMENT)
    flips = brute_force_flips.flips(rulebook, system, store)
    matter = brute_force.that_matter(rulebook, answers, *cell)
    matter |= {change.question for flip in flips for change in flip.changes}
    matter |= set(waiting(rulebook, system, store))
    possible = [
        change.question
        for change in brute_force_flips.single_changes(rulebook, system, store)
        if brute_force_flips.verdict_after(rulebook, system, store, change) is not None
    ]
    open_ = [name for name in dict.fromkeys(possible) if name not in answers]
    assert found.possible == brute_force.possible(rulebook, answers, *cell)
    assert found.settled == (found.possible == {found.verdict})
    matter |= standing.aside
    assert found.cannot_matter == tuple(name for name in open_ if name not in matter)


def waiting(rulebook: Rulebook, system: System, store: Store) -> Iterator[str]:
    for row in recommend_store(rulebook, system, store).cells.values():
        for cell in row.values():
            yield from cell.ask


@given(st.data())
def test_next_questions_lead_where_the_engine_leads(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks(most_questions=4))
    system = data.draw(systems(rulebook, stores=2))

    found = analyse(rulebook, system)

    by_name = {each.name: each for each in system.stores}
    for asked in found.next_questions:
        after = (
            brute_force_flips.verdict_after_looking_again
            if asked.purpose is Purpose.AGAIN
            else brute_force_flips.verdict_after
        )
        for outcome in asked.outcomes:
            concerned = by_name[outcome.store]
            changes = brute_force_flips.single_changes(rulebook, system, concerned)
            assert outcome.turns == tuple(
                Turn(change.after, verdict)
                for change in changes
                if change.question == asked.question
                if (verdict := after(rulebook, system, concerned, change))
            )


@given(st.data())
def test_answers_to_look_at_again_are_the_first_questions(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks(most_questions=4))
    system = data.draw(systems(rulebook, stores=2))

    asked = analyse(rulebook, system).next_questions

    wanted = {
        (store.name, change.question)
        for store in system.stores
        for change in brute_force_flips.single_changes(rulebook, system, store)
        if change.question in stand(rulebook, system, store).aside
    }
    again = [each for each in asked if each.purpose is Purpose.AGAIN]
    assert {(name, each.question) for each in again for name in each.stores} == wanted
    assert list(asked[: len(again)]) == again


def test_a_system_without_stores_has_nothing_to_change() -> None:
    assert analyse(Rulebook(questions=(question("p"),)), System("toy")) == Sensitivity((), ())


def test_everything_found_for_one_store() -> None:
    rulebook = Rulebook(
        questions=(
            question("adoption", "none full", SYSTEM),
            question("consumers", "one many"),
            question("loss", "low middle high"),
            question("colour", "red blue"),
        ),
        factors=(
            factor("loss", "low", 200),
            factor("loss", "high", -100),
            factor("consumers", "one", 100),
        ),
        gates=(
            gate("no-code", is_("adoption", "none"), Effect.NOT_YET),
            gate("shared", is_("consumers", "many")),
        ),
    )

    found = analyse(rulebook, system({"adoption": "full"}, {"consumers": "one"}))

    no_code = Change("adoption", SYSTEM, "full", "none")
    many = Change("consumers", STORE, "one", "many")
    low = Change("loss", STORE, None, "low")
    assert found.stores == (
        StoreSensitivity(
            name="store 1",
            verdict=EITHER,
            possible=frozenset((TOGETHER, EITHER)),
            settled=False,
            flips=(
                Flip((many,), SEPARATE),
                Flip((low,), TOGETHER),
                Flip((no_code,), Result.NOT_YET),
            ),
            load_bearing=(
                LoadBearing("adoption", SYSTEM, "full", (Turn("none", Result.NOT_YET),)),
                LoadBearing("consumers", STORE, "one", (Turn("many", SEPARATE),)),
            ),
            cannot_matter=("colour",),
        ),
    )
    assert found.next_questions == (
        NextQuestion(
            "loss",
            STORE,
            ("store 1",),
            (
                StoreTurns(
                    "store 1",
                    (Turn("low", TOGETHER), Turn("middle", EITHER), Turn("high", EITHER)),
                ),
            ),
            Purpose.VERDICT,
        ),
        NextQuestion(
            "colour",
            STORE,
            ("store 1",),
            (StoreTurns("store 1", (Turn("red", EITHER), Turn("blue", EITHER))),),
            Purpose.DETAIL,
        ),
    )


TWO_STEPS = Rulebook(
    questions=(question("p"), question("q"), question("r")),
    factors=(factor("p", "a", 100), factor("q", "a", 100), factor("r", "a", 100)),
)


def flips(rulebook: Rulebook, **answers: str) -> tuple[Flip, ...]:
    return analyse(rulebook, system({}, answers)).stores[0].flips


def test_two_changes_flip_together_where_neither_does_alone() -> None:
    p, q = Change("p", STORE, "b", "a"), Change("q", STORE, "b", "a")
    r = Change("r", STORE, None, "a")

    assert flips(TWO_STEPS, p="b", q="b") == (
        Flip((p, q), TOGETHER),
        Flip((p, r), TOGETHER),
        Flip((q, r), TOGETHER),
    )


def test_a_pair_is_no_flip_where_one_of_its_changes_flips_alone() -> None:
    assert flips(TWO_STEPS, p="a", q="b", r="b") == (
        Flip((Change("q", STORE, "b", "a"),), TOGETHER),
        Flip((Change("r", STORE, "b", "a"),), TOGETHER),
    )


def test_two_changes_that_meet_in_one_gate_flip_together() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q")),
        gates=(gate("both", all_(is_("p", "a"), is_("q", "a"))),),
    )

    assert flips(rulebook, p="b", q="b") == (
        Flip((Change("p", STORE, "b", "a"), Change("q", STORE, "b", "a")), SEPARATE),
    )


OPENING = Rulebook(
    questions=(question("p"), question("q", asked_when=is_("p", "a"), decides=(UNIT,))),
    gates=(gate("stop", is_("q", "a")),),
)


def test_a_change_that_opens_a_deciding_question_is_followed_through_its_answers() -> None:
    assert flips(OPENING, p="b") == (
        Flip((Change("p", STORE, "b", "a"), Change("q", STORE, None, "a")), SEPARATE),
    )


def test_a_change_that_only_opens_questions_names_them() -> None:
    two = all_(is_("q", "a"), is_("r", "a"))
    deciding = question("r", asked_when=is_("p", "a"), decides=(UNIT,))
    rulebook = replace(
        OPENING, questions=(*OPENING.questions, deciding), gates=(gate("stop", two),)
    )

    assert flips(rulebook, p="b") == (
        Flip((Change("p", STORE, "b", "a"),), ASK_FIRST, opens=("q", "r")),
    )


def test_an_answer_that_is_enough_alone_is_not_named_after_a_change_that_opens_it() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q", decides=(UNIT,))),
        gates=(gate("stop", is_("q", "a")), gate("hidden", is_("p", "b"), Effect.SEPARATE)),
    )

    assert flips(rulebook, p="b") == (
        Flip((Change("p", STORE, "b", "a"), Change("q", STORE, None, "b")), EITHER),
    )


def test_changes_that_a_team_can_make_come_first() -> None:
    (p, q, r) = TWO_STEPS.questions
    rulebook = replace(TWO_STEPS, questions=(p, replace(q, changeable=True), r))

    found = flips(rulebook, p="a", q="a", r="b")

    assert found == (
        Flip((Change("q", STORE, "a", "b"),), EITHER),
        Flip((Change("p", STORE, "a", "b"),), EITHER),
    )


def test_flips_that_only_make_things_worse_come_last_and_say_so() -> None:
    rulebook = Rulebook(
        questions=(replace(question("p", "a b c"), worse=("a", "b")), question("q")),
        factors=(factor("p", "a", -200), factor("p", "c", 200), factor("q", "a", 200)),
    )
    worse = Flip((Change("p", STORE, "b", "a"),), SEPARATE, worsens=True)
    better = Flip((Change("p", STORE, "b", "c"),), TOGETHER)
    other = Flip((Change("q", STORE, None, "a"),), TOGETHER)

    assert flips(rulebook, p="b") == (better, other, worse)
    assert not any(each.worsens for each in flips(rulebook))
    assert not any(each.worsens for each in flips(rulebook, p="dont-know"))


def test_a_flip_that_makes_one_thing_better_and_another_worse_is_none_that_worsens() -> None:
    rulebook = replace(
        TWO_STEPS, questions=tuple(replace(each, worse=("b",)) for each in TWO_STEPS.questions)
    )
    turned = replace(
        rulebook, questions=(*rulebook.questions[:2], replace(question("r"), worse=("a",)))
    )

    found = flips(turned, p="b", q="a", r="b")

    assert {(tuple(c.question for c in each.changes), each.worsens) for each in found} == {
        (("p",), False),
        (("r",), True),
    }
    mixed = flips(turned, p="b", q="b", r="b")
    assert (("p", "r"), False) in {
        (tuple(c.question for c in each.changes), each.worsens) for each in mixed
    }


CASF = impossible("pair", all_(is_("stored", "application"), is_("managed", "service")))
PLACES = Rulebook(
    questions=(
        question("stored", "service application"),
        question("managed", "service application"),
        question("other"),
    ),
    facts=(
        fact(
            "zone",
            easy=all_(is_("stored", "service"), is_("managed", "service")),
            medium=all_(is_("stored", "service"), is_("managed", "application")),
            hard=all_(is_("stored", "application"), is_("managed", "application")),
        ),
    ),
    factors=(factor("zone", "easy", 200), factor("zone", "hard", -200)),
    contradictions=(CASF,),
)


def test_no_change_leads_to_answers_that_cannot_be_true() -> None:
    found = flips(PLACES, stored="application", managed="application", other="a")

    stored = Change("stored", STORE, "application", "service")
    managed = Change("managed", STORE, "application", "service")
    assert found == (Flip((stored,), EITHER),)
    assert flips(PLACES, stored="service", managed="application", other="a") == (
        Flip((Change("stored", STORE, "service", "application"),), SEPARATE),
        Flip((managed,), TOGETHER),
    )


def test_answers_that_cannot_be_true_are_looked_at_again() -> None:
    (found,) = analyse(PLACES, system({}, {"stored": "application", "managed": "service"})).stores

    stored = Change("stored", STORE, "application", "service")
    managed = Change("managed", STORE, "service", "application")
    assert found.verdict is ASK_FIRST
    assert found.possible == {TOGETHER, EITHER, SEPARATE}
    assert found.flips == (Flip((stored,), TOGETHER), Flip((managed,), SEPARATE))
    assert found.cannot_matter == ()
    asked = analyse(PLACES, system({}, {"stored": "application", "managed": "service"}))
    assert [(each.question, each.purpose) for each in asked.next_questions] == [
        ("stored", Purpose.AGAIN),
        ("managed", Purpose.AGAIN),
    ]


def test_two_contradictions_at_once_are_both_asked_about() -> None:
    pair = impossible("other pair", all_(is_("p", "a"), is_("q", "a")))
    rulebook = replace(
        PLACES,
        questions=(*PLACES.questions, question("p"), question("q")),
        contradictions=(CASF, pair),
    )
    both = {"stored": "application", "managed": "service", "p": "a", "q": "a", "other": "a"}

    found = analyse(rulebook, system({}, both))

    assert {each.question for each in found.next_questions} == {"stored", "managed", "p", "q"}
    assert {each.purpose for each in found.next_questions} == {Purpose.AGAIN}
    turns = {each.question: each.outcomes[0].turns for each in found.next_questions}
    assert turns["stored"] == (Turn("service", TOGETHER),)
    assert turns["p"] == (Turn("b", ASK_FIRST),)
    assert found.stores[0].cannot_matter == ()


def test_an_answer_that_every_other_one_contradicts_too_is_asked_about_without_a_lead() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q"), question("r")),
        factors=(factor("q", "a", 200),),
        contradictions=(
            impossible("one", all_(is_("p", "a"), is_("q", "b"))),
            impossible("other", all_(is_("p", "b"), is_("r", "b"))),
        ),
    )

    found = analyse(rulebook, system({}, {"p": "a", "q": "b", "r": "b"}))

    turns = {each.question: each.outcomes[0].turns for each in found.next_questions}
    assert turns == {"q": (Turn("a", TOGETHER),), "p": ()}


def test_a_question_that_a_cell_waits_for_can_matter_and_comes_before_details() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q", decides=(PIPELINE,)), question("r")),
        gates=(gate("apart", is_("q", "a"), boundaries=(PIPELINE,)), gate("stop", is_("p", "a"))),
    )

    found = analyse(rulebook, system({}, {"p": "a"}))

    assert found.stores[0].settled
    assert found.stores[0].cannot_matter == ("r",)
    assert [(each.question, each.purpose) for each in found.next_questions] == [
        ("q", Purpose.CELLS),
        ("r", Purpose.DETAIL),
    ]
    assert found.next_questions[0].cells == tuple(
        WaitingCell("store 1", PIPELINE, where) for where in Environment
    )


def test_changes_that_only_rule_out_an_answer_can_flip_together() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q"), question("r", decides=(UNIT,))),
        gates=(gate("stop", is_("r", "a")),),
        contradictions=(impossible("never", all_(is_("p", "a"), is_("q", "a"), is_("r", "a"))),),
    )

    assert flips(rulebook, p="b", q="b") == (
        Flip((Change("r", STORE, None, "a"),), SEPARATE),
        Flip((Change("r", STORE, None, "b"),), EITHER),
        Flip((Change("p", STORE, "b", "a"), Change("q", STORE, "b", "a")), EITHER),
    )


def test_a_muted_answer_rules_out_the_answer_that_mutes_it() -> None:
    rulebook = Rulebook(
        questions=(question("p", decides=(UNIT,)), question("q", muted_when=is_("p", "a"))),
        gates=(gate("stop", is_("p", "a")),),
        contradictions=(impossible("never", all_(is_("p", "a"), is_("q", "b"))),),
    )

    free, bound = analyse(rulebook, system({}, {"q": "a"}, {"q": "b"})).stores

    assert (free.verdict, free.possible) == (ASK_FIRST, frozenset((SEPARATE, EITHER)))
    assert (bound.verdict, bound.possible) == (EITHER, frozenset((EITHER,)))


def test_an_answer_kept_for_a_question_not_asked_counts_once_a_change_asks_it() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q", asked_when=is_("p", "a"))),
        gates=(gate("stop", is_("q", "a")),),
    )

    assert flips(rulebook, p="b", q="a") == (Flip((Change("p", STORE, "b", "a"),), SEPARATE),)


def test_a_muted_answer_can_be_half_of_a_flip() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q", muted_when=is_("p", "a"))),
        gates=(gate("stop", is_("q", "a")),),
    )

    assert flips(rulebook, p="a", q="b") == (
        Flip((Change("p", STORE, "a", "b"), Change("q", STORE, "b", "a")), SEPARATE),
    )


def test_a_stated_fact_can_be_changed_like_an_answer() -> None:
    rulebook = Rulebook(
        questions=(question("p"),),
        facts=(fact("zone", answerable=True, easy=is_("p", "a"), hard=is_("p", "b")),),
        gates=(gate("stop", is_("zone", "hard")),),
    )

    assert flips(rulebook, zone="easy") == (
        Flip((Change("zone", STORE, "easy", "hard"),), SEPARATE),
    )


def test_a_change_names_dont_know_as_what_was_said_before() -> None:
    assert flips(TWO_STEPS, p="a", q="dont-know", r="b")[0] == (
        Flip((Change("q", STORE, "dont-know", "a"),), TOGETHER)
    )


def test_what_a_kind_fills_in_can_be_changed() -> None:
    rulebook = replace(TWO_STEPS, kinds={"box": {"p": "a"}})
    boxed = System("toy", {}, (replace(store({"q": "a", "r": "b"}), kind="box"),))

    assert analyse(rulebook, boxed).stores[0].load_bearing == (
        LoadBearing("p", STORE, "a", (Turn("b", EITHER),)),
        LoadBearing("q", STORE, "a", (Turn("b", EITHER),)),
    )


def test_a_store_is_settled_where_every_completion_ends_in_its_verdict() -> None:
    (found,) = analyse(TWO_STEPS, system({}, {"p": "a", "q": "a"})).stores

    assert (found.possible, found.settled) == (frozenset((TOGETHER,)), True)
    assert found.cannot_matter == ("r",)


def test_a_verdict_that_the_open_answers_will_surely_change_is_not_settled() -> None:
    rulebook = Rulebook(
        questions=(question("p"),), factors=(factor("p", "a", 200), factor("p", "b", 300))
    )

    (found,) = analyse(rulebook, system({}, {})).stores

    assert (found.verdict, found.possible) == (EITHER, frozenset((TOGETHER,)))
    assert found.settled is False


def test_an_answer_that_cannot_be_true_alone_is_taken_as_open() -> None:
    rulebook = replace(TWO_STEPS, contradictions=(impossible("never", is_("p", "a")),))

    (found,) = analyse(rulebook, system({}, {"p": "a", "r": "b"})).stores

    assert found.possible == {EITHER}


def test_every_cell_has_its_own_possible_results() -> None:
    rulebook = Rulebook(
        questions=(question("p"),),
        factors=(factor("p", "a", {OWNER: -200}, environments=(PRODUCTION,)),),
        implications=(replace(OTHER_OWNER, gated=False),),
    )
    whole = system({}, {})

    found = possible_results(rulebook, whole, whole.stores[0])

    assert found[OWNER, PRODUCTION] == {SEPARATE, EITHER}
    assert found[UNIT, PRODUCTION] == {SEPARATE, EITHER}
    assert found[UNIT, Environment.TEST] == {EITHER}
    assert len(found) == len(Boundary) * len(Environment)


def test_the_next_question_is_the_one_that_changes_most_stores() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q"), question("r", "a b c"), question("s")),
        factors=(factor("p", "a", 20), factor("s", "a", 30)),
        gates=(
            gate("q", is_("q", "a")),
            gate("r", any_(is_("r", "a"), is_("r", "b"))),
            gate("r on one", is_("r", "c"), Effect.NOT_YET),
        ),
    )
    known = {"p": "a", "s": "a"}

    found = analyse(rulebook, system({}, {**known, "r": "c"}, {}, known))

    assert [(each.question, each.stores, each.purpose) for each in found.next_questions] == [
        ("r", ("store 2", "store 3"), Purpose.VERDICT),
        ("q", ("store 2", "store 3"), Purpose.VERDICT),
        ("s", ("store 2",), Purpose.DETAIL),
        ("p", ("store 2",), Purpose.DETAIL),
    ]


def test_questions_that_change_nothing_alone_are_ranked_by_how_far_they_move_the_score() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q"), question("r")),
        factors=(factor("p", "a", 80), factor("q", "a", 120), factor("r", "a", 100)),
    )

    found = analyse(rulebook, system({}, {}))

    assert [each.question for each in found.next_questions] == ["q", "r", "p"]
