import pytest

from decision.domain.facts import values
from decision.domain.rulebook import Effect, Rulebook
from decision.domain.scoring import (
    BOUNDARIES,
    Contribution,
    by_strength,
    outcomes,
    resolve,
    score,
    settle,
)
from decision.domain.vocabulary import Boundary, Environment, Result
from tests.domain.toy import (
    ONE_UNIT,
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
)

EMPTY = Rulebook(questions=())
TALK = Rulebook(questions=(), implications=(OTHER_OWNER, OTHER_PIPELINE, ONE_UNIT))
A, B = is_("q", "a"), is_("q", "b")


def in_production(rulebook: Rulebook, **answers: str) -> dict[str, str]:
    return values(rulebook, answers, PRODUCTION)


@pytest.mark.parametrize(
    ("points", "result"),
    [
        (200, Result.TOGETHER),
        (199, Result.EITHER),
        (0, Result.EITHER),
        (-199, Result.EITHER),
        (-200, Result.SEPARATE),
    ],
)
def test_the_score_alone_decides_at_the_thresholds(points: int, result: Result) -> None:
    assert resolve(EMPTY, points, Effect.NONE) is result


@pytest.mark.parametrize(
    ("effects", "points", "result"),
    [
        (Effect.SEPARATE, 900, Result.SEPARATE),
        (Effect.TOGETHER | Effect.SEPARATE, -900, Result.TOGETHER),
        (Effect.NOT_YET | Effect.TOGETHER, 900, Result.NOT_YET),
        (Effect.NOT_APPLICABLE | Effect.NOT_YET, 900, Result.NOT_APPLICABLE),
        (Effect.AT_MOST_EITHER, 900, Result.EITHER),
        (Effect.AT_MOST_EITHER, -900, Result.SEPARATE),
        (Effect.AT_LEAST_EITHER, -900, Result.EITHER),
        (Effect.AT_LEAST_EITHER, 900, Result.TOGETHER),
        (Effect.EITHER, 900, Result.EITHER),
        (Effect.EITHER, -900, Result.EITHER),
        (Effect.LIFT, -900, Result.TOGETHER),
        (Effect.LIFT | Effect.AT_MOST_EITHER, -900, Result.EITHER),
        (Effect.LIFT | Effect.SEPARATE, 900, Result.SEPARATE),
        (Effect.NOT_YET_BEFORE_TOGETHER, 900, Result.NOT_YET),
        (Effect.NOT_YET_BEFORE_TOGETHER, 0, Result.NOT_YET),
        (Effect.NOT_YET_BEFORE_TOGETHER, -900, Result.SEPARATE),
    ],
)
def test_the_strongest_effect_of_the_gates_wins(
    effects: Effect, points: int, result: Result
) -> None:
    assert resolve(EMPTY, points, effects) is result


def test_every_contribution_keeps_its_reason_and_source() -> None:
    rulebook = Rulebook(
        questions=(question("q"), question("r")),
        factors=(factor("q", "a", {UNIT: 100, OWNER: -50}), factor("r", "b", -25)),
    )

    scored = score(rulebook, in_production(rulebook, q="a", r="b"), PRODUCTION)

    assert scored[UNIT].score == 75
    assert scored[UNIT].contributions == (
        Contribution("q", "a", 100, "q is a", ("source-of-q",)),
        Contribution("r", "b", -25, "r is b", ("source-of-r",)),
    )
    assert scored[OWNER].score == -50
    assert scored[PIPELINE].contributions == ()


def test_a_factor_weighs_only_in_its_environments_and_while_its_condition_certainly_holds() -> None:
    rulebook = Rulebook(
        questions=(question("q"), question("r")),
        factors=(
            factor("q", "a", 100, when=is_("r", "a")),
            factor("q", "a", 10, environments=(Environment.TEST,)),
        ),
    )

    def unit(where: Environment, **answers: str) -> int:
        return score(rulebook, values(rulebook, answers, where), where)[UNIT].score

    assert unit(PRODUCTION, q="a", r="a") == 100
    assert unit(PRODUCTION, q="a", r="b") == 0
    assert unit(PRODUCTION, q="a") == 0
    assert unit(Environment.TEST, q="a", r="a") == 110


def test_a_gate_acts_on_its_boundaries_and_environments_while_its_effect_holds() -> None:
    rulebook = Rulebook(
        questions=(question("q"), question("r")),
        gates=(
            gate("stop", A, Effect.SEPARATE, (UNIT, OWNER), (PRODUCTION,)),
            gate("wait", A, Effect.NOT_YET, (UNIT,), effect_when=is_("r", "a")),
        ),
    )
    known = in_production(rulebook, q="a")

    scored = score(rulebook, known, PRODUCTION)

    assert scored[UNIT].effects == Effect.SEPARATE
    assert scored[UNIT].gates == ("stop",)
    assert scored[OWNER].gates == ("stop",)
    assert scored[PIPELINE].gates == ()
    assert score(rulebook, known, Environment.TEST)[UNIT].gates == ()
    both = score(rulebook, in_production(rulebook, q="a", r="a"), PRODUCTION)
    assert both[UNIT].effects == Effect.SEPARATE | Effect.NOT_YET


def test_outcomes_are_the_results_that_the_scores_and_gates_settle() -> None:
    rulebook = Rulebook(
        questions=(question("q"),),
        factors=(factor("q", "a", {UNIT: 200, OWNER: -200}),),
        gates=(gate("own-pipeline", A, Effect.SEPARATE, (PIPELINE,)),),
    )

    found = outcomes(rulebook, in_production(rulebook, q="a"), PRODUCTION)

    assert found == {
        Boundary.SCHEMA_REPOSITORY: Result.EITHER,
        Boundary.INFRASTRUCTURE_REPOSITORY: Result.EITHER,
        UNIT: Result.TOGETHER,
        PIPELINE: Result.SEPARATE,
        OWNER: Result.SEPARATE,
    }


def settled(**cells: tuple[int, Effect]) -> dict[Boundary, Result]:
    given = {Boundary[name.upper()]: cell for name, cell in cells.items()}
    scores = {boundary: given.get(boundary, (0, Effect.NONE))[0] for boundary in BOUNDARIES}
    effects = {boundary: given.get(boundary, (0, Effect.NONE))[1] for boundary in BOUNDARIES}
    return settle(TALK, scores, effects)


def test_another_owner_by_gate_means_another_unit_and_pipeline() -> None:
    found = settled(owner=(0, Effect.SEPARATE), iac_unit=(900, Effect.NONE))

    assert (found[UNIT], found[PIPELINE]) == (Result.SEPARATE, Result.SEPARATE)


def test_an_implication_that_asks_for_a_gate_ignores_what_the_score_gave() -> None:
    assert settled(owner=(-900, Effect.NONE))[UNIT] is Result.EITHER


def test_an_implication_sees_what_earlier_ones_did() -> None:
    found = settled(owner=(0, Effect.SEPARATE))

    assert found[UNIT] is Result.SEPARATE


def test_one_unit_lifts_a_scored_pipeline_but_not_a_gated_one() -> None:
    lifted = settled(iac_unit=(200, Effect.NONE), pipeline=(-900, Effect.NONE))
    limited = settled(iac_unit=(200, Effect.NONE), pipeline=(0, Effect.AT_MOST_EITHER))

    assert lifted[PIPELINE] is Result.TOGETHER
    assert limited[PIPELINE] is Result.EITHER


def test_the_strongest_contributions_come_first_and_equal_ones_in_content_order() -> None:
    light, first, second = (
        Contribution(name, "a", points, "", ())
        for name, points in (("light", 25), ("first", -100), ("second", 100))
    )

    assert by_strength((light, first, second)) == [first, second, light]
