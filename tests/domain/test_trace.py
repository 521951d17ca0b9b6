from dataclasses import replace

import pytest

from decision.domain.rulebook import Effect, Rulebook
from decision.domain.trace import GateStep, named_effects, trace
from decision.domain.vocabulary import Boundary, Environment, Result
from tests.domain.toy import (
    ALWAYS,
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

    assert found.cell.score == 200
    assert [each.question for each in found.cell.contributions] == ["p"]
    assert found.cell.by_score is Result.TOGETHER
    assert found.gates == (GateStep("limit", (Effect.AT_MOST_EITHER,)),)
    assert found.by_gates is Result.EITHER
    assert [(each.id, each.before, each.after) for each in found.cell.implied] == [
        ("other-owner", Result.EITHER, Result.SEPARATE),
        ("other-pipeline", Result.SEPARATE, Result.SEPARATE),
    ]
    assert found.cell.ask == ()
    assert found.cell.result is Result.SEPARATE


@pytest.mark.parametrize("boundary", [UNIT, PIPELINE, Boundary.SCHEMA_REPOSITORY])
def test_an_implication_whose_start_is_not_gated_leaves_no_step(boundary: Boundary) -> None:
    whole = system({}, {"p": "b", "q": "b"})

    found = trace(RULEBOOK, whole, whole.stores[0], boundary, Environment.TEST)

    assert (found.gates, found.cell.implied) == ((), ())
    assert found.cell.result is Result.EITHER


def test_a_missing_fact_overrules_all_other_steps() -> None:
    whole = system({}, {"p": "b"})

    found = trace(RULEBOOK, whole, whole.stores[0], OWNER, PRODUCTION)

    assert (found.cell.ask, found.by_gates) == (("q",), Result.EITHER)
    assert found.cell.result is Result.ASK_FIRST


def test_a_gate_with_several_effects_is_one_step() -> None:
    (start,) = (gate("g", is_("p", "a"), Effect.AT_MOST_EITHER),)
    both = replace(start, effects=(*start.effects, *gate("g", ALWAYS, Effect.SEPARATE).effects))
    whole = system({}, {"p": "a"})

    found = trace(
        Rulebook(questions=(question("p"),), gates=(both,)),
        whole,
        whole.stores[0],
        UNIT,
        PRODUCTION,
    )

    assert found.gates == (GateStep("g", (Effect.SEPARATE, Effect.AT_MOST_EITHER)),)


def test_either_is_named_as_one_effect() -> None:
    assert named_effects(Effect.AT_LEAST_EITHER | Effect.AT_MOST_EITHER) == (Effect.EITHER,)
    assert named_effects(Effect.NONE) == ()
