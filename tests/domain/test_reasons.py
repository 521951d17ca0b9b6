"""What really decides a cell is the first of its reasons."""

from dataclasses import replace

from decision.domain.reasons import ReasonKind, reasons, strongest
from decision.domain.recommendation import Cell, recommend
from decision.domain.rulebook import Effect, Gate, Rulebook
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
    system,
)

MISSING, ANY_ANSWER, GATE, IMPLICATION, ANSWER = ReasonKind

TALK = (OTHER_OWNER, OTHER_PIPELINE, ONE_UNIT)


def cell(
    *gates: Gate,
    points: int = 0,
    boundary: Boundary = UNIT,
    where: Environment = PRODUCTION,
    others: tuple[int, ...] = (),
) -> Cell:
    """The cell of a store whose answers weigh ``points`` and ``others``; all gates apply."""
    weights = (points, *others)
    names = [f"w{place}" for place, _ in enumerate(weights)]
    rulebook = Rulebook(
        questions=(question("g"), *map(question, names)),
        factors=tuple(factor(name, "a", own) for name, own in zip(names, weights, strict=True)),
        gates=gates,
        implications=TALK,
    )
    whole = system({}, dict.fromkeys(("g", *names), "a"))
    return recommend(rulebook, whole).stores[0].cells[boundary][where]


def fires(name: str, effect: Effect, *boundaries: Boundary) -> Gate:
    return gate(name, is_("g", "a"), effect, boundaries or (UNIT,))


def named(found: Cell) -> list[tuple[ReasonKind, str]]:
    return [(each.kind, each.id) for each in reasons(found)]


def test_an_implication_that_decides_comes_before_gates_and_answers() -> None:
    found = cell(
        fires("limit", Effect.AT_MOST_EITHER),
        fires("duties", Effect.SEPARATE, PIPELINE),
        points=300,
        others=(-100,),
    )

    assert found.result is Result.SEPARATE
    assert named(found) == [(IMPLICATION, "other-pipeline"), (GATE, "limit"), (ANSWER, "w1")]


def test_an_implication_names_the_gates_it_rests_on_however_far_back() -> None:
    found = cell(fires("foreign", Effect.SEPARATE, OWNER))

    first, second = found.implied
    assert (first.id, first.start, first.result, first.gates) == (
        "other-owner",
        OWNER,
        Result.SEPARATE,
        ("foreign",),
    )
    assert (second.id, second.start, second.gates) == ("other-pipeline", PIPELINE, ("foreign",))
    assert (second.before, second.after) == (Result.SEPARATE, Result.SEPARATE)


def test_an_implication_that_rests_on_what_is_named_already_is_not_repeated() -> None:
    found = cell(fires("foreign", Effect.SEPARATE, OWNER, UNIT))

    assert [each.id for each in found.implied] == ["other-owner", "other-pipeline"]
    assert named(found) == [(GATE, "foreign")]


def test_a_result_that_points_gave_is_followed_without_gates() -> None:
    found = cell(points=300, boundary=PIPELINE)

    assert [(each.id, each.gates) for each in found.implied] == [("one-unit", ())]
    assert named(found) == [(IMPLICATION, "one-unit")]


def test_a_gate_that_decides_comes_first_and_a_weaker_one_after_it() -> None:
    found = cell(fires("weak", Effect.AT_MOST_EITHER), fires("strong", Effect.SEPARATE))

    assert [each.decides for each in reasons(found)] == [True, False]
    assert named(found) == [(GATE, "strong"), (GATE, "weak")]


def test_gates_that_decide_alike_stay_in_content_order() -> None:
    both = fires("both", Effect.SEPARATE)
    both = replace(both, effects=(*both.effects, *fires("", Effect.AT_MOST_EITHER).effects))

    found = cell(fires("first", Effect.SEPARATE), both)

    assert named(found) == [(GATE, "first"), (GATE, "both")]


def test_where_the_score_decides_its_heaviest_answer_leads() -> None:
    found = cell(fires("limit", Effect.AT_MOST_EITHER), points=-200, others=(-100, 50))

    assert found.result is Result.SEPARATE
    assert named(found) == [(ANSWER, "w0"), (GATE, "limit"), (ANSWER, "w1")]


def test_a_gate_that_holds_the_score_back_decides() -> None:
    found = cell(fires("limit", Effect.AT_MOST_EITHER), points=300)

    assert found.result is Result.EITHER
    assert [(each.id, each.decides) for each in reasons(found)] == [("limit", True), ("w0", False)]


def test_what_speaks_against_the_result_is_no_reason() -> None:
    found = cell(
        fires("branch", Effect.AT_LEAST_EITHER), fires("apart", Effect.SEPARATE), points=200
    )

    assert named(found) == [(GATE, "apart")]


def test_points_are_no_reason_for_not_yet() -> None:
    found = cell(fires("wait", Effect.NOT_YET), points=300, others=(-200,))

    assert named(found) == [(GATE, "wait")]


def test_a_gate_that_stops_only_a_move_in_decides_not_yet() -> None:
    found = cell(fires("wait", Effect.NOT_YET_BEFORE_TOGETHER), points=300)

    assert found.result is Result.NOT_YET
    assert [(each.id, each.decides) for each in reasons(found)] == [("wait", True)]


def test_a_summary_names_three() -> None:
    found = cell(points=-100, others=(-100, -100, -100))

    assert [each.id for each in strongest(found)] == ["w0", "w1", "w2"]


OPEN = Rulebook(
    questions=(question("q", decides=(UNIT,)), question("p")),
    factors=(factor("q", "a", 200), factor("q", "b", -200), factor("p", "a", 100)),
)


def test_a_missing_fact_that_decides_comes_first() -> None:
    found = recommend(OPEN, system({}, {"p": "a"})).stores[0].deciding_cell

    assert found.result is Result.ASK_FIRST
    assert named(found) == [(MISSING, "q"), (ANSWER, "p")]


def test_an_open_question_of_which_every_answer_leads_to_the_result_comes_first() -> None:
    agreeing = replace(OPEN, factors=(factor("q", "a", 200), factor("q", "b", 200)))

    found = recommend(agreeing, system({}, {"p": "a"})).stores[0].deciding_cell

    assert (found.result, found.agree) == (Result.TOGETHER, ("q",))
    assert named(found) == [(ANY_ANSWER, "q")]


def test_a_result_against_its_score_is_marked() -> None:
    assert cell(fires("apart", Effect.SEPARATE), points=300).against_score
    assert not cell(fires("apart", Effect.SEPARATE), points=-300).against_score
    assert not cell(fires("wait", Effect.NOT_YET), points=300).against_score
