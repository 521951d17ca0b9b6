from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from decision.domain.facts import values
from decision.domain.limits import Standing, stand
from decision.domain.rulebook import Effect, Rulebook
from decision.domain.scoring import outcomes
from decision.domain.unknowns import Decision, completions, decisions, open_questions
from decision.domain.vocabulary import Boundary, Environment, Result
from tests.domain.random_rulebooks import rulebooks, systems
from tests.domain.toy import (
    OWNER,
    PRODUCTION,
    UNIT,
    all_,
    factor,
    gate,
    impossible,
    is_,
    question,
    within,
)


def asks(rulebook: Rulebook, **answers: str) -> dict[Boundary, tuple[str, ...]]:
    found = values(rulebook, answers, PRODUCTION)
    decided = decisions(rulebook, Standing(answers, answers, frozenset()), found, PRODUCTION)
    return {boundary: each.ask for boundary, each in decided.items() if each.ask}


@given(st.data())
def test_what_open_questions_decide_equals_trying_every_answer(data: st.DataObject) -> None:
    drawn = data.draw(rulebooks())
    deciding = data.draw(st.sets(st.sampled_from([each.id for each in drawn.questions])))
    everywhere = frozenset(Boundary)
    rulebook = replace(
        drawn,
        questions=tuple(
            replace(each, decides=everywhere if each.id in deciding else each.decides)
            for each in drawn.questions
        ),
    )
    whole = data.draw(systems(rulebook))
    standing = stand(rulebook, whole, whole.stores[0])
    where = data.draw(st.sampled_from(Environment))
    found = values(rulebook, standing.answers, where)

    decided = decisions(rulebook, standing, found, where)

    known = outcomes(rulebook, found, where)
    for boundary in Boundary:
        deciders = [
            each
            for each in open_questions(rulebook, standing.answers, found)
            if boundary in each.decides or each.id in standing.aside
        ]
        ways = completions(rulebook, standing.answers, deciders, where)
        results = {
            outcomes(rulebook, values(rulebook, {**standing.answers, **way}, where), where)[
                boundary
            ]
            for way in ways
        }
        decision = decided.get(boundary, Decision(known[boundary]))
        if len(results) > 1:
            assert decision.result is Result.ASK_FIRST
            assert set(decision.ask) <= {each.id for each in deciders}
            assert decision.ask
        else:
            assert decision.result is (results.pop() if results else known[boundary])
            assert decision.ask == ()


def test_open_questions_are_those_that_may_be_asked_and_have_no_known_answer() -> None:
    rulebook = Rulebook(
        questions=(
            question("p"),
            question("q", asked_when=is_("p", "a")),
            question("r", asked_when=is_("p", "b")),
            question("s", muted_when=is_("p", "a")),
        )
    )

    def names(**answers: str) -> list[str]:
        found = values(rulebook, answers, PRODUCTION)
        return [each.id for each in open_questions(rulebook, answers, found)]

    assert names() == ["p", "q", "r", "s"]
    assert names(p="a") == ["q"]
    assert names(p="b") == ["r", "s"]


def test_completions_leave_out_questions_that_an_answer_makes_pointless() -> None:
    rulebook = Rulebook(questions=(question("q", asked_when=is_("p", "a")), question("p")))

    found = list(completions(rulebook, {}, rulebook.questions))

    assert found == [{"p": "a", "q": "a"}, {"p": "a", "q": "b"}, {"p": "b"}]


def test_completions_leave_out_what_the_content_calls_impossible() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q")),
        contradictions=(impossible("never", all_(is_("p", "a"), is_("q", "b"))),),
    )

    assert list(completions(rulebook, {"p": "a"}, rulebook.questions[1:])) == [{"p": "a", "q": "a"}]


def test_a_muted_answer_still_rules_out_the_completion_that_mutes_it() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q", muted_when=is_("p", "a"))),
        contradictions=(impossible("never", all_(is_("p", "a"), is_("q", "b"))),),
    )

    assert list(completions(rulebook, {"q": "b"}, rulebook.questions[:1])) == [{"p": "b", "q": "b"}]


def test_what_is_impossible_is_judged_in_the_environment_asked_about() -> None:
    rulebook = Rulebook(
        questions=(question("p"),),
        contradictions=(impossible("never", all_(is_("p", "a"), within(Environment.TEST))),),
    )

    assert len(list(completions(rulebook, {}, rulebook.questions))) == 2
    assert list(completions(rulebook, {}, rulebook.questions, Environment.TEST)) == [{"p": "b"}]


def test_an_open_deciding_question_is_named_where_its_answers_end_differently() -> None:
    rulebook = Rulebook(
        questions=(question("p", decides=(UNIT, OWNER)), question("q")),
        gates=(gate("stop", is_("p", "a")),),
    )

    assert asks(rulebook) == {UNIT: ("p",)}
    assert asks(rulebook, p="b") == {}


def test_an_open_question_that_decides_nothing_is_never_asked_for_first() -> None:
    rulebook = Rulebook(questions=(question("p"),), gates=(gate("stop", is_("p", "a")),))

    assert asks(rulebook) == {}


def test_only_deciding_questions_that_make_a_difference_are_named() -> None:
    rulebook = Rulebook(
        questions=(question("p", decides=(UNIT,)), question("q", decides=(UNIT,))),
        gates=(gate("stop", is_("p", "a")),),
    )

    assert asks(rulebook) == {UNIT: ("p",)}


def test_a_score_that_every_completion_leaves_on_one_side_asks_for_nothing() -> None:
    rulebook = Rulebook(
        questions=(question("p", decides=(UNIT,)),),
        factors=(factor("p", "a", 200), factor("p", "b", 300)),
    )

    assert asks(rulebook) == {}


def test_a_question_that_moves_nothing_of_a_boundary_is_not_said_to_agree_on_it() -> None:
    rulebook = Rulebook(
        questions=(question("p", decides=(UNIT, OWNER)), question("q", decides=(UNIT, OWNER))),
        gates=(gate("stop", is_("p", "a b"), Effect.NOT_YET),),
    )
    found = values(rulebook, {}, PRODUCTION)

    decided = decisions(rulebook, Standing({}, {}, frozenset()), found, PRODUCTION)

    assert decided == {UNIT: Decision(Result.NOT_YET, agree=("p",))}


def test_questions_that_differ_only_together_are_all_named() -> None:
    # No two completions differ in one question alone: the others are impossible.
    rulebook = Rulebook(
        questions=(question("p", decides=(UNIT,)), question("q", decides=(UNIT,))),
        gates=(gate("stop", is_("p", "a"), Effect.SEPARATE),),
        contradictions=(
            impossible("one", all_(is_("p", "a"), is_("q", "b"))),
            impossible("other", all_(is_("p", "b"), is_("q", "a"))),
        ),
    )

    assert asks(rulebook) == {UNIT: ("p", "q")}
