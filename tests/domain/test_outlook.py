from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.domain import diagrams
from decision.domain.answers import known
from decision.domain.rulebook import Effect, Implication, Rulebook
from decision.domain.sensitivity.outlook import CellRules, Outlook
from decision.domain.vocabulary import Boundary, Environment, Result
from tests.domain import brute_force
from tests.domain.random_rulebooks import rulebooks, systems
from tests.domain.toy import (
    OTHER_OWNER,
    OWNER,
    PRODUCTION,
    UNIT,
    all_,
    factor,
    gate,
    impossible,
    is_,
    question,
)


@given(st.data())
def test_the_possible_results_are_those_of_every_completion(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook))
    answers = known(system.answers) | known(system.stores[0].answers)
    boundary = data.draw(st.sampled_from(Boundary))
    where = data.draw(st.sampled_from(Environment))

    found = CellRules(rulebook, boundary, where).outlook(answers)

    assert found.results == brute_force.possible(rulebook, answers, boundary, where)


@given(st.data())
def test_a_result_depends_on_a_question_if_two_completions_that_differ_only_there_differ(
    data: st.DataObject,
) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook))
    answers = known(system.answers) | known(system.stores[0].answers)
    boundary = data.draw(st.sampled_from(Boundary))
    where = data.draw(st.sampled_from(Environment))
    open_ = [each.id for each in rulebook.questions if each.id not in answers]

    outlook = CellRules(rulebook, boundary, where).outlook(answers)
    found = {name for name in open_ if outlook.depends_on(name)}

    assert found == brute_force.that_matter(rulebook, answers, boundary, where)


def outlook(rulebook: Rulebook, **answers: str) -> Outlook:
    return CellRules(rulebook, UNIT, PRODUCTION).outlook(answers)


EITHER_OR = Rulebook(
    questions=(question("p", "a b c"), question("q")),
    factors=(factor("p", "a", 200), factor("p", "b", 200), factor("p", "c", -200)),
)


def test_an_option_that_is_impossible_does_not_count_as_another_end() -> None:
    bound = replace(EITHER_OR, contradictions=(impossible("never", is_("p", "c")),))

    assert outlook(EITHER_OR).depends_on("p") is True
    assert outlook(bound).depends_on("p") is False
    assert outlook(bound).results == {Result.TOGETHER}


def test_options_that_are_never_possible_side_by_side_are_not_compared() -> None:
    # p can be c only where q is b, and a or b only where q is a.
    bound = replace(
        EITHER_OR,
        contradictions=(
            impossible("one", all_(is_("p", "c"), is_("q", "a"))),
            impossible("two", all_(is_("p", "a b"), is_("q", "b"))),
        ),
    )

    assert outlook(bound).results == {Result.TOGETHER, Result.SEPARATE}
    assert outlook(bound).depends_on("p") is False
    assert outlook(bound).depends_on("q") is False


def test_the_last_two_options_may_be_the_ones_that_differ() -> None:
    bound = replace(EITHER_OR, contradictions=(impossible("never", is_("p", "a")),))

    assert outlook(bound).depends_on("p") is True


def test_answers_that_are_impossible_are_marked_and_all_ways_count() -> None:
    bound = replace(EITHER_OR, contradictions=(impossible("never", is_("q", "a")),))

    assert outlook(bound, q="a").contradicting is True
    assert outlook(bound, q="a").results == {Result.TOGETHER, Result.SEPARATE}
    assert outlook(bound, q="b").contradicting is False


def test_a_question_matters_where_it_moves_the_score_over_a_threshold_only_with_others() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q"), question("r")),
        factors=(factor("p", "a", 100), factor("q", "a", 100), factor("r", "a", 1)),
    )

    found = outlook(rulebook)

    assert [found.depends_on(name) for name in "pqr"] == [True, True, False]


def test_a_gate_hides_what_the_score_would_say() -> None:
    rulebook = replace(EITHER_OR, gates=(gate("stop", is_("q", "a"), Effect.NOT_YET),))

    assert outlook(rulebook, q="a").results == {Result.NOT_YET}
    assert outlook(rulebook, q="a").depends_on("p") is False
    assert outlook(rulebook).depends_on("q") is True


def test_a_score_that_matters_through_an_implication_is_followed() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q")),
        factors=(factor("p", "a", {OWNER: -100}), factor("q", "a", {OWNER: -100, UNIT: 200})),
        implications=(replace(OTHER_OWNER, gated=False),),
    )

    assert outlook(rulebook).results == {Result.EITHER, Result.TOGETHER, Result.SEPARATE}
    assert outlook(rulebook, q="b").results == {Result.EITHER}
    assert outlook(rulebook, q="a").depends_on("p") is True


def test_thresholds_without_room_for_either_leave_two_results() -> None:
    rulebook = replace(EITHER_OR, together_from=0, separate_from=-1)

    assert outlook(rulebook).results == {Result.TOGETHER, Result.SEPARATE}


def test_forgetting_shared_nodes_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagrams, "MOST_NODES", 2)
    rulebook = replace(EITHER_OR, gates=(gate("stop", all_(is_("q", "a"), is_("p", "c"))),))

    assert outlook(rulebook).results == {Result.TOGETHER, Result.SEPARATE}
    assert outlook(rulebook, p="c").results == {Result.SEPARATE}


def test_scores_that_step_over_either_never_end_there() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q")),
        factors=(factor("p", "a", 300), factor("q", "a", -150)),
        together_from=100,
        separate_from=-100,
    )

    assert outlook(rulebook, q="a").results == {Result.TOGETHER, Result.SEPARATE}


def test_a_gate_is_remembered_even_where_a_stronger_one_hides_it() -> None:
    only_gated = Implication("i", OWNER, Result.TOGETHER, True, Effect.NOT_YET, frozenset((UNIT,)))
    rulebook = Rulebook(
        questions=(question("p"), question("q")),
        gates=(
            gate("apart", is_("p", "a"), Effect.SEPARATE, (OWNER,)),
            gate("nothing to cut", is_("q", "a"), Effect.TOGETHER, (OWNER,)),
        ),
        implications=(only_gated,),
    )

    assert outlook(rulebook).results == {Result.EITHER, Result.NOT_YET}
    assert outlook(rulebook, p="b").results == {Result.EITHER}
