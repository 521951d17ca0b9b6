import pytest

from decision.domain.conditions import All, Always, AnyOf, Condition, Is, Not, Unknown
from tests.domain.toy import all_, any_, is_, not_

YES: Condition = is_("yes", "a")
NO: Condition = is_("no", "a")
OPEN: Condition = is_("open", "a")
VALUES = {"yes": "a", "no": "b"}


def test_always_holds_without_any_answer() -> None:
    assert Always().holds({}) is True


@pytest.mark.parametrize(("value", "held"), [("a", True), ("b", True), ("c", False)])
def test_a_question_condition_holds_for_the_options_it_names(value: str, held: bool) -> None:
    assert is_("q", "a b").holds({"q": value}) is held


def test_a_question_condition_is_undecided_while_the_answer_is_missing() -> None:
    assert is_("q", "a").holds({}) is None


def test_a_question_that_is_not_asked_has_none_of_the_options() -> None:
    assert is_("q", "a b").holds({"q": ""}) is False


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        (all_(YES, YES), True),
        (all_(YES, NO), False),
        (all_(YES, OPEN), None),
        (all_(OPEN, NO), False),
        (all_(), True),
        (any_(NO, YES), True),
        (any_(NO, NO), False),
        (any_(NO, OPEN), None),
        (any_(OPEN, YES), True),
        (any_(), False),
        (not_(YES), False),
        (not_(NO), True),
        (not_(OPEN), None),
    ],
)
def test_an_open_part_leaves_a_condition_undecided_only_where_it_could_decide(
    condition: Condition, held: bool | None
) -> None:
    assert condition.holds(VALUES) is held


def test_unknown_holds_while_one_of_its_names_has_no_value() -> None:
    assert Unknown(frozenset(("yes", "open"))).holds(VALUES) is True
    assert Unknown(frozenset(("yes", "no"))).holds(VALUES) is False


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        (Always(), set()),
        (Is("a", frozenset()), {"a"}),
        (All((is_("a", "x"), Not(is_("b", "x")))), {"a", "b"}),
        (AnyOf((is_("a", "x"), Unknown(frozenset("cd")))), {"a", "c", "d"}),
    ],
)
def test_a_condition_names_what_it_reads(condition: Condition, names: set[str]) -> None:
    assert condition.names() == names
