from hypothesis import given
from hypothesis import strategies as st

from decision.domain.answers import known
from decision.domain.ranges import score_ranges
from decision.domain.rulebook import Rulebook
from decision.domain.vocabulary import Environment
from tests.domain import brute_force
from tests.domain.random_rulebooks import rulebooks, systems
from tests.domain.toy import (
    OWNER,
    PRODUCTION,
    UNIT,
    all_,
    fact,
    factor,
    impossible,
    is_,
    not_,
    question,
    within,
)


@given(st.data())
def test_ranges_equal_the_scores_of_every_completion(data: st.DataObject) -> None:
    rulebook = data.draw(rulebooks())
    system = data.draw(systems(rulebook))
    answers = known(system.answers) | known(system.stores[0].answers)

    found = score_ranges(rulebook, answers)

    assert found == brute_force.ranges(rulebook, answers)


def unit(rulebook: Rulebook, **answers: str) -> tuple[int, int]:
    return score_ranges(rulebook, answers)[UNIT, PRODUCTION]


def test_with_everything_known_a_range_is_the_score() -> None:
    rulebook = Rulebook(questions=(question("p"),), factors=(factor("p", "a", 150),))

    assert unit(rulebook, p="a") == (150, 150)
    assert unit(rulebook, p="b") == (0, 0)


def test_independent_questions_add_up() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q", "a b c")),
        factors=(factor("p", "a", 100), factor("q", "a", -50), factor("q", "b", 25)),
    )

    assert unit(rulebook) == (-50, 125)


def test_an_option_without_weight_is_one_of_the_ways_to_answer() -> None:
    rulebook = Rulebook(questions=(question("p"),), factors=(factor("p", "a", 100),))

    assert unit(rulebook) == (0, 100)


def test_a_question_that_may_not_be_asked_can_weigh_nothing() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q", asked_when=is_("p", "a"))),
        factors=(factor("p", "b", 30), factor("q", "a", 100), factor("q", "b", 200)),
    )

    assert unit(rulebook) == (30, 200)
    assert unit(rulebook, p="b") == (30, 30)
    assert unit(rulebook, p="b", q="a") == (30, 30)


def test_a_muted_question_weighs_nothing() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q", muted_when=is_("p", "a"))),
        factors=(factor("q", "a", 100), factor("q", "b", 200)),
    )

    assert unit(rulebook, p="a") == (0, 0)
    assert unit(rulebook, p="b") == (100, 200)
    assert unit(rulebook) == (0, 200)


def test_the_best_of_two_questions_may_exclude_each_other() -> None:
    both = all_(is_("p", "a"), is_("q", "a"))
    factors = (factor("p", "a", 100), factor("q", "a", 100))
    free = Rulebook(questions=(question("p"), question("q")), factors=factors)
    bound = Rulebook(
        questions=free.questions, factors=factors, contradictions=(impossible("both", both),)
    )

    assert unit(free) == (0, 200)
    assert unit(bound) == (0, 100)
    assert unit(bound, p="a") == (100, 100)


def test_where_the_answers_given_are_impossible_all_ways_count() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q")),
        factors=(factor("p", "a", 100), factor("q", "a", 10)),
        contradictions=(impossible("never", is_("p", "a")),),
    )

    assert unit(rulebook, p="a") == (100, 110)


def test_where_no_way_to_answer_the_rest_is_possible_all_count() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q")),
        factors=(factor("q", "a", 10),),
        contradictions=(
            impossible("a", all_(is_("p", "a"), is_("q", "a"))),
            impossible("b", all_(is_("p", "a"), is_("q", "b"))),
        ),
    )

    assert unit(rulebook, p="a") == (0, 10)


def test_an_interaction_counts_once_for_each_way() -> None:
    rulebook = Rulebook(
        questions=(question("p"), question("q")),
        factors=(factor("p", "a", 100, when=is_("q", "a")), factor("q", "a", -100)),
    )

    assert unit(rulebook) == (-100, 0)


def test_a_fact_stated_directly_leaves_nothing_open() -> None:
    rulebook = Rulebook(
        questions=(question("p"),),
        facts=(fact("zone", answerable=True, easy=is_("p", "a"), hard=is_("p", "b")),),
        factors=(factor("zone", "easy", 100), factor("zone", "hard", -100)),
    )

    assert unit(rulebook) == (-100, 100)
    assert unit(rulebook, zone="easy") == (100, 100)


def test_environments_and_boundaries_have_their_own_ranges() -> None:
    rulebook = Rulebook(
        questions=(question("p"),),
        facts=(fact("ours", yes=all_(is_("p", "a"), not_(within(PRODUCTION)))),),
        factors=(factor("ours", "yes", 100), factor("p", "a", {OWNER: -50})),
    )

    found = score_ranges(rulebook, {})

    assert found[UNIT, PRODUCTION] == (0, 0)
    assert found[UNIT, Environment.TEST] == (0, 100)
    assert found[OWNER, PRODUCTION] == (-50, 0)


def test_a_rulebook_without_factors_has_no_points_to_range_over() -> None:
    assert unit(Rulebook(questions=(question("p"),))) == (0, 0)
