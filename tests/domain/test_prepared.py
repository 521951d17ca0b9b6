import pytest

from decision.domain.answers import System
from decision.domain.conditions import Unknown
from decision.domain.prepared import KEPT, once_per_rulebook
from decision.domain.ranges import score_ranges
from decision.domain.reading_order import reading_order
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity import analyse
from decision.domain.upstream import Upstream, upstream
from decision.domain.vocabulary import Boundary, Result
from tests.domain.toy import (
    ONE_UNIT,
    OTHER_OWNER,
    OTHER_PIPELINE,
    OWNER,
    PIPELINE,
    UNIT,
    all_,
    fact,
    factor,
    gate,
    is_,
    question,
    store,
)


def test_a_rulebook_is_prepared_once() -> None:
    built: list[Rulebook] = []

    @once_per_rulebook
    def prepare(rulebook: Rulebook) -> int:
        built.append(rulebook)
        return len(built)

    one, same_content = Rulebook(questions=()), Rulebook(questions=())

    assert [prepare(one), prepare(one), prepare(same_content)] == [1, 1, 2]


def test_only_the_last_few_rulebooks_are_remembered() -> None:
    built: list[Rulebook] = []
    prepare = once_per_rulebook(built.append)
    many = [Rulebook(questions=()) for _ in range(KEPT + 1)]

    for rulebook in (*many, *many[1:], many[0]):
        prepare(rulebook)

    assert len(built) == len(many) + 1


def test_questions_of_one_rule_are_read_next_to_each_other() -> None:
    rulebook = Rulebook(
        questions=tuple(question(name) for name in "pqrs"),
        gates=(
            gate("one", all_(is_("p", "a"), is_("s", "a"))),
            gate("two", all_(is_("q", "a"), is_("r", "a"))),
        ),
    )

    assert reading_order(rulebook) == ("p", "s", "q", "r")


def test_a_fact_is_read_only_if_it_can_be_stated() -> None:
    rulebook = Rulebook(
        questions=(question("p"),),
        facts=(fact("stated", True, yes=is_("p", "a")), fact("derived", yes=is_("p", "a"))),
    )

    assert set(reading_order(rulebook)) == {"p", "stated"}


def test_implications_are_followed_backwards() -> None:
    rulebook = Rulebook(questions=(), implications=(OTHER_OWNER, OTHER_PIPELINE, ONE_UNIT))

    assert upstream(rulebook, UNIT) == Upstream((UNIT, PIPELINE, OWNER), (UNIT,))
    assert upstream(rulebook, OWNER) == Upstream((OWNER,), (OWNER,))


def test_the_score_matters_where_an_implication_asks_for_no_gate() -> None:
    rulebook = Rulebook(questions=(), implications=(OTHER_PIPELINE, ONE_UNIT))

    assert upstream(rulebook, PIPELINE) == Upstream((UNIT, PIPELINE), (UNIT, PIPELINE))


BLIND = Unknown(frozenset(("p",)))


def test_a_gate_about_missing_answers_is_refused() -> None:
    rulebook = Rulebook(questions=(question("p"),), gates=(gate("blind", BLIND),))

    with pytest.raises(ValueError, match="only advice may depend on missing answers"):
        analyse(rulebook, System("toy", {}, (store(),)))


def test_a_factor_about_missing_answers_is_refused() -> None:
    rulebook = Rulebook(questions=(question("p"),), factors=(factor("p", "a", 100, BLIND),))

    with pytest.raises(ValueError, match="only advice may depend on missing answers"):
        score_ranges(rulebook, {})


def test_results_have_one_word_for_each_boundary_and_environment() -> None:
    assert [each.value for each in Boundary] == [
        "schema-repository", "infrastructure-repository", "iac-unit", "pipeline", "owner",
    ]  # fmt: skip
    assert [each.value for each in Result] == [
        "together", "separate", "either", "ask-first", "not-yet", "not-applicable",
    ]  # fmt: skip


def test_conditions_that_run_in_a_circle_are_refused_with_their_names() -> None:
    rulebook = Rulebook(
        questions=(
            question("p", asked_when=is_("q", "a")),
            question("q", asked_when=is_("p", "a")),
        )
    )

    with pytest.raises(ValueError, match="conditions run in a circle: p, q"):
        score_ranges(rulebook, {})
