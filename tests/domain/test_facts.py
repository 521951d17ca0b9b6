import pytest

from decision.domain.facts import is_asked, is_muted, told, values, values_by_environment
from decision.domain.rulebook import Rulebook
from decision.domain.vocabulary import Environment
from tests.domain.toy import PRODUCTION, any_, fact, is_, not_, question, within

BRANCHING = Rulebook(
    questions=(
        question("adoption", "none full"),
        question("tool", "cdk pulumi", asked_when=not_(is_("adoption", "none"))),
        question("recovery", "easy hard"),
        question("loss", "low high", muted_when=is_("recovery", "easy")),
    )
)
ZONES = Rulebook(
    questions=(question("stored", "service app"), question("managed", "service app")),
    facts=(
        fact(
            "zone",
            answerable=True,
            easy=is_("managed", "service"),
            hard=is_("stored", "app"),
        ),
        fact("ours", yes=any_(within(Environment.TEST), is_("stored", "app"))),
    ),
)


def test_known_answers_are_values_and_missing_ones_have_no_entry() -> None:
    found = values(BRANCHING, {"adoption": "full", "recovery": "hard"}, PRODUCTION)

    assert found == {"environment": "production", "adoption": "full", "recovery": "hard"}


def test_a_question_that_is_not_asked_has_the_value_not_asked_whatever_was_answered() -> None:
    found = values(BRANCHING, {"adoption": "none", "tool": "cdk"}, PRODUCTION)

    assert found["tool"] == ""


def test_a_question_whose_condition_is_undecided_keeps_its_answer() -> None:
    assert values(BRANCHING, {"tool": "cdk"}, PRODUCTION)["tool"] == "cdk"


def test_a_muted_answer_weighs_nothing() -> None:
    found = values(BRANCHING, {"recovery": "easy", "loss": "high"}, PRODUCTION)

    assert found["loss"] == ""


def test_a_question_that_might_be_muted_keeps_its_answer() -> None:
    assert values(BRANCHING, {"loss": "high"}, PRODUCTION)["loss"] == "high"


def test_a_fact_has_the_value_of_its_first_rule_that_holds() -> None:
    found = values(ZONES, {"managed": "service", "stored": "app"}, PRODUCTION)

    assert found["zone"] == "easy"


def test_a_fact_is_open_while_an_earlier_rule_could_still_hold() -> None:
    assert "zone" not in values(ZONES, {"stored": "app"}, PRODUCTION)


def test_a_fact_that_no_rule_gives_counts_as_not_asked() -> None:
    found = values(ZONES, {"managed": "app", "stored": "service"}, PRODUCTION)

    assert found["zone"] == ""


def test_an_answerable_fact_can_be_stated_directly() -> None:
    found = values(ZONES, {"zone": "hard", "managed": "service"}, PRODUCTION)

    assert found["zone"] == "hard"


def test_a_fact_that_is_not_answerable_is_never_taken_from_the_answers() -> None:
    found = values(ZONES, {"ours": "yes", "stored": "service"}, PRODUCTION)

    assert found["ours"] == ""


@pytest.mark.parametrize("answers", [{}, {"stored": "app"}, {"stored": "service", "zone": "easy"}])
def test_values_by_environment_are_the_values_of_each_environment(answers: dict[str, str]) -> None:
    found = values_by_environment(ZONES, answers)

    assert found == {where: values(ZONES, answers, where) for where in Environment}


def test_a_question_is_asked_unless_it_certainly_need_not_be() -> None:
    tool = BRANCHING.question_by_id["tool"]

    assert is_asked(tool, {"adoption": "full"}) is True
    assert is_asked(tool, {}) is True
    assert is_asked(tool, {"adoption": "none"}) is False


def test_a_question_is_muted_only_by_what_is_certain() -> None:
    loss, tool = BRANCHING.question_by_id["loss"], BRANCHING.question_by_id["tool"]

    assert is_muted(loss, {"recovery": "easy"}) is True
    assert is_muted(loss, {}) is False
    assert is_muted(tool, {"recovery": "easy"}) is False


def test_told_puts_muted_answers_back_but_not_those_of_questions_not_asked() -> None:
    answers = {"adoption": "none", "tool": "cdk", "recovery": "easy", "loss": "high"}
    found = values(BRANCHING, answers, PRODUCTION)

    assert told(BRANCHING, found, answers) == {**found, "loss": "high"}
