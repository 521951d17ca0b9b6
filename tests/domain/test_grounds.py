"""The answers that a gate or contradiction rests on."""

import pytest

from decision.domain.conditions import Condition
from decision.domain.facts import values, values_by_environment
from decision.domain.grounds import gate_grounds, grounds
from decision.domain.rulebook import Rulebook
from decision.domain.vocabulary import Environment
from tests.domain.toy import PRODUCTION, all_, any_, fact, gate, is_, not_, question, within

A, B, C = is_("p", "a"), is_("q", "a"), is_("r", "a")
RULEBOOK = Rulebook(
    questions=(
        question("p"),
        question("q"),
        question("r"),
        question("asked-by-p", asked_when=A),
        question("muted-by-p", muted_when=A),
    ),
    facts=(fact("zone", answerable=True, easy=all_(A, B), hard=C),),
)


def found(condition: Condition, **answers: str) -> tuple[str, ...]:
    given = {name.replace("_", "-"): option for name, option in answers.items()}
    return grounds(RULEBOOK, values(RULEBOOK, given, PRODUCTION), given, condition)


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        (all_(B, A), ("p", "q")),
        (any_(A, C), ("p",)),
        (any_(A, B), ("p", "q")),
        (not_(C), ("r",)),
        (not_(all_(A, C)), ("r",)),
        (not_(any_(C, is_("q", "b"))), ("q", "r")),
        (not_(not_(A)), ("p",)),
        (all_(A, within(PRODUCTION)), ("p",)),
        (all_(A, C), ()),
    ],
)
def test_only_the_answers_that_make_it_hold_are_named(
    condition: Condition, names: tuple[str, ...]
) -> None:
    assert found(condition, p="a", q="a", r="b") == names


def test_a_fact_stands_for_the_answers_that_it_follows_from() -> None:
    assert found(is_("zone", "easy"), p="a", q="a", r="a") == ("p", "q")
    assert found(is_("zone", "hard"), p="b", q="a", r="a") == ("r",)


def test_a_fact_that_was_stated_stands_for_itself() -> None:
    assert found(is_("zone", "hard"), zone="hard", p="a") == ("zone",)


@pytest.mark.parametrize(
    ("name", "p"), [("asked-by-p", "b"), ("muted-by-p", "a")], ids=["closed", "muted"]
)
def test_a_question_that_another_answer_closes_stands_for_that_answer(name: str, p: str) -> None:
    assert found(not_(is_(name, "a")), p=p, muted_by_p="a") == ("p",)


def test_what_an_effect_needs_is_part_of_the_gate_where_it_acts() -> None:
    own = gate("g", A, environments=(PRODUCTION,), effect_when=B)

    def of(**answers: str) -> tuple[str, ...]:
        return gate_grounds(RULEBOOK, own, values_by_environment(RULEBOOK, answers), answers)

    assert of(p="a", q="a") == ("p", "q")
    assert of(p="a", q="b") == ("p",)
    assert of(p="b", q="a") == ()
    elsewhere = values_by_environment(RULEBOOK, {"p": "a", "q": "a"})
    test = {Environment.TEST: elsewhere[Environment.TEST]}
    assert gate_grounds(RULEBOOK, own, test, {"p": "a", "q": "a"}) == ("p",)
