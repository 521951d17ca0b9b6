"""What counts where answers cannot be true together, and what the verdict is then."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from decision.domain.answers import Store, System
from decision.domain.limits import stand
from decision.domain.recommendation import recommend_store
from decision.domain.rulebook import Effect, Rulebook
from decision.domain.sensitivity import analyse, possible_results
from decision.domain.unknowns import completions
from decision.domain.vocabulary import Boundary, Result
from tests.domain.random_rulebooks import rulebooks, systems
from tests.domain.toy import (
    ALWAYS,
    OWNER,
    PRODUCTION,
    UNIT,
    all_,
    fact,
    factor,
    gate,
    impossible,
    is_,
    question,
    system,
)

PAIR = impossible("pair", all_(is_("p", "a"), is_("q", "b")))
BOUND = Rulebook(
    questions=(question("p"), question("q"), question("r")),
    factors=(factor("p", "a", 100), factor("q", "b", 100), factor("r", "a", 50)),
    gates=(gate("stop", is_("p", "b")),),
    contradictions=(PAIR,),
)


def standing(rulebook: Rulebook, **answers: str) -> tuple[dict[str, str], set[str]]:
    whole = system({}, answers)
    found = stand(rulebook, whole, whole.stores[0])
    return dict(found.answers), set(found.aside)


def test_the_only_option_left_counts_as_the_answer() -> None:
    assert standing(BOUND, p="a") == ({"p": "a", "q": "a"}, set())
    assert standing(BOUND, q="b") == ({"p": "b", "q": "b"}, set())
    assert standing(BOUND, p="b") == ({"p": "b"}, set())
    assert standing(BOUND) == ({}, set())


def test_an_option_left_by_another_one_that_is_left_counts_too() -> None:
    chain = impossible("next", all_(is_("q", "a"), is_("r", "b")))
    rulebook = replace(BOUND, contradictions=(PAIR, chain))

    assert standing(rulebook, p="a") == ({"p": "a", "q": "a", "r": "a"}, set())


def test_a_question_that_may_not_be_asked_is_not_answered() -> None:
    hidden = question("q", asked_when=is_("r", "a"))
    rulebook = replace(BOUND, questions=(question("r"), question("p"), hidden))

    assert standing(rulebook, p="a") == ({"p": "a"}, set())
    assert standing(rulebook, p="a", r="b") == ({"p": "a", "r": "b"}, set())
    assert standing(rulebook, p="a", r="a") == ({"p": "a", "q": "a", "r": "a"}, set())


def test_answers_that_cannot_be_true_together_are_put_aside() -> None:
    assert standing(BOUND, p="a", q="b", r="a") == ({"r": "a"}, {"p", "q"})


def test_answers_that_a_kind_fills_in_are_put_aside_too() -> None:
    rulebook = replace(BOUND, kinds={"box": {"q": "b", "r": "b"}})
    boxed = Store("s", {"p": "a"}, "box")

    found = stand(rulebook, System("toy", {}, (boxed,)), boxed)

    assert (dict(found.answers), set(found.aside)) == ({"r": "b"}, {"p", "q"})


def test_a_stated_fact_that_cannot_be_true_is_put_aside_with_what_it_follows_from() -> None:
    zone = fact("zone", answerable=True, hard=is_("p", "a"), easy=is_("p", "b"))
    never = impossible("never", all_(is_("zone", "hard"), is_("q", "b")))
    rulebook = replace(BOUND, facts=(zone,), contradictions=(never,))

    assert standing(rulebook, zone="hard", q="b", r="a") == ({"r": "a"}, {"zone", "q"})
    assert standing(rulebook, p="a", q="b") == ({}, {"p", "q"})


def test_a_contradiction_without_an_answer_puts_nothing_aside() -> None:
    rulebook = replace(BOUND, contradictions=(impossible("never", ALWAYS),))

    assert standing(rulebook, p="a", q="b") == ({"p": "a", "q": "b"}, set())


def test_answers_to_look_at_again_decide_where_they_make_a_difference() -> None:
    whole = system({}, {"p": "a", "q": "b"})

    found = recommend_store(BOUND, whole, whole.stores[0])

    assert found.look_again == ("p", "q")
    assert found.contradictions == ("pair",)
    assert found.cells[UNIT][PRODUCTION].result is Result.ASK_FIRST
    assert found.cells[UNIT][PRODUCTION].ask == ("p", "q")
    assert found.cells[OWNER][PRODUCTION].result is Result.EITHER
    assert found.cells[OWNER][PRODUCTION].ask == ()


def test_where_all_answers_to_look_at_again_lead_to_one_result_nothing_is_asked_first() -> None:
    stopped = replace(BOUND, gates=(gate("stop", is_("r", "a"), Effect.NOT_YET),))
    whole = system({}, {"p": "a", "q": "b", "r": "a"})

    found = recommend_store(stopped, whole, whole.stores[0])

    assert found.look_again == ("p", "q")
    assert found.cells[UNIT][PRODUCTION].result is Result.NOT_YET
    assert found.cells[UNIT][PRODUCTION].ask == ()


def test_a_score_that_moves_within_one_result_asks_for_nothing() -> None:
    moving = replace(BOUND, factors=(factor("p", "a", 100), factor("q", "b", 50)), gates=())
    whole = system({}, {"p": "a", "q": "b"})

    (cell,) = {recommend_store(moving, whole, whole.stores[0]).cells[UNIT][PRODUCTION].result}

    assert cell is Result.EITHER


@given(st.data())
def test_where_every_question_decides_a_result_is_asked_for_or_possible(
    data: st.DataObject,
) -> None:
    drawn = data.draw(rulebooks())
    deciding = (replace(each, decides=frozenset(Boundary)) for each in drawn.questions)
    rulebook = replace(drawn, questions=tuple(replace(each, assumed=None) for each in deciding))
    whole = data.draw(systems(rulebook))
    (store,) = whole.stores

    answers = stand(rulebook, whole, store).answers
    assume(any(True for _ in completions(rulebook, answers, rulebook.questions)))

    found = recommend_store(rulebook, whole, store)

    possible = possible_results(rulebook, whole, store)
    for boundary in Boundary:
        results, result = possible[boundary, PRODUCTION], found.cells[boundary][PRODUCTION].result
        assert result in results or result is Result.ASK_FIRST
        if len(results) == 1:
            assert {result} == results


@given(st.data())
def test_answers_never_turn_the_analysis_and_the_recommendation_apart(
    data: st.DataObject,
) -> None:
    rulebook = data.draw(rulebooks())
    whole = data.draw(systems(rulebook))

    (found,) = analyse(rulebook, whole).stores

    recommended = recommend_store(rulebook, whole, whole.stores[0])
    cells = [cell for row in recommended.cells.values() for cell in row.values()]
    assert found.verdict is recommended.verdict
    assert {name for cell in cells for name in cell.ask}.isdisjoint(found.cannot_matter)
