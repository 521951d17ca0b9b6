import pytest

from decision.domain.rulebook import Effect, Rulebook
from decision.domain.trace import GateStep, ImplicationStep, trace
from decision.domain.vocabulary import Boundary, Environment, Result
from tests.domain.toy import (
    OTHER_OWNER,
    OTHER_PIPELINE,
    OWNER,
    PIPELINE,
    PRODUCTION,
    UNIT,
    factor,
    gate,
    is_,
    question,
    system,
)

RULEBOOK = Rulebook(
    questions=(question("p"), question("q", decides=(OWNER,))),
    factors=(factor("p", "a", 200),),
    gates=(
        gate("other", is_("q", "a"), Effect.SEPARATE, (OWNER,)),
        gate("limit", is_("p", "a"), Effect.AT_MOST_EITHER, (UNIT,), (PRODUCTION,)),
    ),
    implications=(OTHER_OWNER, OTHER_PIPELINE),
)


def test_a_trace_keeps_every_step_in_its_order() -> None:
    whole = system({}, {"p": "a", "q": "a"})

    found = trace(RULEBOOK, whole, whole.stores[0], UNIT, PRODUCTION)

    assert found.score == 200
    assert [each.question for each in found.contributions] == ["p"]
    assert found.by_score is Result.TOGETHER
    assert found.gates == (GateStep("limit", Effect.AT_MOST_EITHER),)
    assert found.by_gates is Result.EITHER
    assert found.implications == (
        ImplicationStep("other-owner", Result.EITHER, Result.SEPARATE),
        ImplicationStep("other-pipeline", Result.SEPARATE, Result.SEPARATE),
    )
    assert found.ask == ()
    assert found.result is Result.SEPARATE


@pytest.mark.parametrize("boundary", [UNIT, PIPELINE, Boundary.SCHEMA_REPOSITORY])
def test_an_implication_whose_start_is_not_gated_leaves_no_step(boundary: Boundary) -> None:
    whole = system({}, {"p": "b", "q": "b"})

    found = trace(RULEBOOK, whole, whole.stores[0], boundary, Environment.TEST)

    assert (found.gates, found.implications) == ((), ())
    assert found.result is Result.EITHER


def test_a_missing_fact_overrules_all_other_steps() -> None:
    whole = system({}, {"p": "b"})

    found = trace(RULEBOOK, whole, whole.stores[0], OWNER, PRODUCTION)

    assert (found.ask, found.by_gates, found.result) == (("q",), Result.EITHER, Result.ASK_FIRST)
