"""Sensitivity on the real content, held against enumeration as far as that is feasible."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.domain.answers import System
from decision.domain.facts import told, values
from decision.domain.limits import is_impossible
from decision.domain.ranges import score_ranges
from decision.domain.recommendation import recommend_store
from decision.domain.rulebook import Rulebook
from decision.domain.scoring import score, settle
from decision.domain.sensitivity import analyse, possible_results
from decision.domain.vocabulary import Boundary, Level, Result
from tests.content.shipped import rulebook as shipped
from tests.domain import brute_force_flips
from tests.domain.toy import PRODUCTION, store

#: What the case leaves open: eight questions with three options each.
OPEN = (
    "consumers",
    "recovery",
    "loss-impact",
    "restore-tests",
    "data-lifetime",
    "environment-copies",
    "schema-compatibility",
    "seniority",
)


def answered(rulebook: Rulebook, level: Level) -> dict[str, str]:
    """Every question answered with its last option; with the first the talk would be over."""
    return {each.id: each.options[-1] for each in rulebook.questions if each.level is level}


@cache
def case() -> tuple[System, dict[str, str]]:
    """A system that leaves ``OPEN`` open, and its answers."""
    rulebook = shipped()
    known = {
        "iac-tool": "cdk",
        "infrastructure-ownership": "full",
        "separation-of-duties": "none",
        "unit-size": "small",
        "starting-point": "together",
        "team-structure": "cross-functional",
        "stored-by": "service",
        "schema-workflow": "migrations",
        "joint-changes": "often",
        "change-rate": "similar",
        "stateless-deployment": "rolling",
    }
    given = [
        {
            name: known.get(name, option)
            for name, option in answered(rulebook, level).items()
            if name not in OPEN
        }
        for level in (Level.SYSTEM, Level.STORE)
    ]
    return System("shipped", given[0], (store(given[1]),)), given[0] | given[1]


type Way = tuple[dict[str, str], dict[Boundary, int], dict[Boundary, Result]]


@cache
def every_way() -> tuple[Way, ...]:
    """All ways to answer what is open, with the scores and results in production.

    6,561 in total, of which the impossible ones are left out.
    """
    rulebook, (_, answers) = shipped(), case()
    ways: list[dict[str, str]] = [answers]
    for name in OPEN:
        options = rulebook.question_by_id[name].options
        ways = [{**way, name: option} for way in ways for option in options]
    assert len(ways) == 6561
    found = []
    for way in ways:
        known = values(rulebook, way, PRODUCTION)
        if is_impossible(rulebook, told(rulebook, known, way)):
            continue
        scored = score(rulebook, known, PRODUCTION)
        scores = {boundary: cell.score for boundary, cell in scored.items()}
        effects = {boundary: cell.effects for boundary, cell in scored.items()}
        found.append((way, scores, settle(rulebook, scores, effects)))
    return tuple(found)


@pytest.mark.parametrize("boundary", Boundary)
def test_ranges_of_the_shipped_content_equal_enumeration(boundary: Boundary) -> None:
    """All consistent ones of 6,561 completions."""
    found = score_ranges(shipped(), case()[1])

    reached = [scores[boundary] for _, scores, _ in every_way()]
    assert found[boundary, PRODUCTION] == (min(reached), max(reached))


@pytest.mark.parametrize("boundary", Boundary)
def test_possible_results_of_the_shipped_content_equal_enumeration(boundary: Boundary) -> None:
    """All consistent ones of 6,561 completions."""
    system, _ = case()

    found = possible_results(shipped(), system, system.stores[0])

    assert found[boundary, PRODUCTION] == {results[boundary] for _, _, results in every_way()}


def test_what_cannot_matter_in_the_shipped_content_turns_none_of_its_completions() -> None:
    """All consistent ones of 6,561 completions, compared in pairs for each open question."""
    system, _ = case()

    (found,) = analyse(shipped(), system).stores

    in_flips = {change.question for flip in found.flips for change in flip.changes}
    turning = {name for name in OPEN if _turns(name)}
    cells = recommend_store(shipped(), system, system.stores[0]).cells.values()
    asked = {name for row in cells for cell in row.values() for name in cell.ask}
    assert set(found.cannot_matter) == set(OPEN) - turning - in_flips - asked


def _turns(name: str) -> bool:
    by_rest: dict[tuple[str, ...], Result] = {}
    for way, _, results in every_way():
        rest = tuple(option for other, option in way.items() if other != name)
        if by_rest.setdefault(rest, results[Boundary.IAC_UNIT]) is not results[Boundary.IAC_UNIT]:
            return True
    return False


@pytest.mark.parametrize("open_", [(), ("consumers", "loss-impact")])
def test_flips_of_the_shipped_content_equal_trying_every_change(open_: tuple[str, ...]) -> None:
    """Every single change and every pair: some 1,500 recommendations for each case."""
    rulebook, (system, _) = shipped(), case()
    middle = {name: rulebook.question_by_id[name].options[1] for name in OPEN if name not in open_}
    levels = {each.id: each.level for each in rulebook.questions}
    of_system = {n: o for n, o in middle.items() if levels[n] is Level.SYSTEM}
    of_store = {n: o for n, o in middle.items() if levels[n] is Level.STORE}
    asked = System(
        "shipped",
        {**system.answers, **of_system},
        (store({**system.stores[0].answers, **of_store}),),
    )

    (found,) = analyse(rulebook, asked).stores

    assert found.flips == brute_force_flips.flips(rulebook, asked, asked.stores[0])
    assert {len(flip.changes) for flip in found.flips} == {1, 2}


def test_with_nothing_answered_the_shipped_content_leaves_every_kind_of_verdict_open() -> None:
    system = System("empty", {}, (store(),))

    (found,) = analyse(shipped(), system).stores

    assert found.verdict is Result.ASK_FIRST
    assert found.possible == {Result.TOGETHER, Result.SEPARATE, Result.EITHER, Result.NOT_YET}


@st.composite
def some_answers(draw: st.DrawFn) -> System:
    """Any answers to any of the shipped questions."""
    found: dict[Level, dict[str, str]] = {Level.SYSTEM: {}, Level.STORE: {}}
    for each in shipped().questions:
        option = draw(st.sampled_from((*each.options, *each.options, None)))
        if option:
            found[each.level][each.id] = option
    return System("drawn", found[Level.SYSTEM], (store(found[Level.STORE]),))


@given(some_answers())
def test_every_verdict_of_the_shipped_content_is_asked_for_or_possible(system: System) -> None:
    found = recommend_store(shipped(), system, system.stores[0])

    assert found.verdict in {Result.ASK_FIRST, *analyse(shipped(), system).stores[0].possible}


def test_a_contradiction_asks_for_nothing_first_where_only_one_result_is_possible() -> None:
    system = System(
        "shipped",
        {"iac-adoption": "none"},
        (store({"recovery": "recreatable", "loss-impact": "high"}),),
    )

    found = recommend_store(shipped(), system, system.stores[0])

    assert found.verdict is Result.NOT_YET
    assert found.deciding_cell.ask == ()
    assert found.contradictions == ("recreatable-high-loss",)
    assert found.look_again == ("recovery", "loss-impact")


@given(some_answers())
def test_the_impossible_pair_has_no_zone_and_asks_to_look_again(system: System) -> None:
    pair = {"stored-by": "application", "managed-by": "service"}
    system = replace(system, stores=(store({**system.stores[0].answers, **pair}),))
    rulebook, (own,) = shipped(), system.stores

    found = recommend_store(rulebook, system, own)

    assert found.zone is None
    assert {"stored-by", "managed-by"} <= set(found.look_again)
    assert found.verdict in {Result.ASK_FIRST, *analyse(rulebook, system).stores[0].possible}
    for row in found.cells.values():
        for cell in row.values():
            assert pair.keys() & set(cell.ask) in (set(), pair.keys())
            assert cell.low <= cell.score <= cell.high


@pytest.mark.parametrize(
    ("access", "result", "ask"),
    [
        ("in-memory", Result.ASK_FIRST, ("stored-by", "managed-by")),
        ("interface", Result.TOGETHER, ()),
    ],
)
def test_the_impossible_pair_is_asked_about_where_it_matters(
    access: str, result: Result, ask: tuple[str, ...]
) -> None:
    system, answers = case()
    pair = {"stored-by": "application", "managed-by": "service"}
    middle = {name: shipped().question_by_id[name].options[0] for name in OPEN}
    every = {
        **system.stores[0].answers,
        **middle,
        **pair,
        "loss-impact": "low",
        "access": access,
    }
    (own,) = (store(every),)

    found = recommend_store(shipped(), system, own)

    unit = found.cells[Boundary.IAC_UNIT][PRODUCTION]
    assert answers["infrastructure-ownership"] == "full"
    assert found.look_again == ("stored-by", "managed-by")
    assert (unit.result, unit.ask) == (result, ask)
    assert unit.low <= unit.score <= unit.high
    assert found.cells[Boundary.OWNER][PRODUCTION].result is Result.TOGETHER
