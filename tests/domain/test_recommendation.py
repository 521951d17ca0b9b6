from dataclasses import replace

import pytest

from decision.domain.advice import Disagreement, Guardrail, Playbook, Prerequisite
from decision.domain.answers import Store, System
from decision.domain.conditions import Unknown
from decision.domain.recommendation import Cell, recommend, recommend_store, tools, with_kind
from decision.domain.rulebook import Contradiction, Effect, LevelRule, Rulebook
from decision.domain.scoring import Contribution
from decision.domain.vocabulary import (
    Boundary,
    Environment,
    Level,
    Result,
    SeparationLevel,
    Zone,
)
from tests.domain.toy import (
    ONE_UNIT,
    OTHER_OWNER,
    PIPELINE,
    PRODUCTION,
    UNIT,
    all_,
    fact,
    factor,
    gate,
    is_,
    not_,
    question,
    store,
    system,
)

RULEBOOK = Rulebook(
    questions=(
        question("adoption", "none full", Level.SYSTEM),
        question("tool", "cdk pulumi", Level.SYSTEM, asked_when=not_(is_("adoption", "none"))),
        question("consumers", "one many", decides=(UNIT, PIPELINE)),
        question("stored", "service app"),
        question("managed", "service app"),
        question("loss", "low high"),
    ),
    facts=(
        fact(
            "zone",
            answerable=True,
            easy=is_("managed", "service"),
            medium=all_(is_("stored", "service"), is_("managed", "app")),
            hard=is_("stored", "app"),
        ),
    ),
    factors=(factor("loss", "low", 200), factor("loss", "high", -100)),
    gates=(
        gate("shared", is_("consumers", "many"), Effect.SEPARATE, (UNIT,)),
        gate("no-code", is_("adoption", "none"), Effect.NOT_YET, tuple(Boundary)),
    ),
    implications=(OTHER_OWNER, ONE_UNIT),
    contradictions=(Contradiction("odd", all_(is_("consumers", "many"), is_("loss", "low"))),),
    levels=(
        LevelRule(SeparationLevel.L0, {UNIT: Result.TOGETHER}, is_("zone", "easy")),
        LevelRule(SeparationLevel.L1, {UNIT: Result.TOGETHER}),
        LevelRule(SeparationLevel.L2, {UNIT: Result.SEPARATE, PIPELINE: Result.EITHER}),
    ),
    guardrails=(
        Guardrail("retain", "cdk"),
        Guardrail("keep-table", "cdk", kinds=frozenset(("table",))),
        Guardrail("protect", "pulumi", when=is_("loss", "high")),
        Guardrail("snapshot", "any", environments=frozenset((Environment.TEST,))),
    ),
    prerequisites=(
        Prerequisite("tell-many", is_("verdict", "separate")),
        Prerequisite("find-out", Unknown(frozenset(("consumers",))), urgent=True),
    ),
    playbooks=(
        Playbook("split", frozenset((Result.SEPARATE,))),
        Playbook("stay", frozenset((Result.TOGETHER, Result.EITHER)), is_("loss", "low")),
    ),
    disagreements=(
        Disagreement("always"),
        Disagreement("about-tables", is_("consumers", "many")),
    ),
    kinds={"table": {"stored": "service", "managed": "app", "loss": "high"}},
    tool_question="tool",
)
FULL = {"adoption": "full", "tool": "cdk"}
PLAIN = {"consumers": "one", "stored": "service", "managed": "app", "loss": "low"}


def verdict(**answers: str) -> Result:
    return recommend(RULEBOOK, system(FULL, answers)).stores[0].verdict


def test_the_verdict_of_a_store_is_its_unit_in_production() -> None:
    (found,) = recommend(RULEBOOK, system(FULL, PLAIN)).stores

    assert found.verdict is Result.TOGETHER
    assert found.deciding_cell is found.cells[UNIT][PRODUCTION]
    assert found.deciding_cell == Cell(
        result=Result.TOGETHER,
        score=200,
        low=200,
        high=200,
        by_score=Result.TOGETHER,
        acting=(),
        contributions=(Contribution("loss", "low", 200, "loss is low", ("source-of-loss",)),),
    )


def test_stores_that_agree_give_the_system_their_verdict() -> None:
    assert recommend(RULEBOOK, system(FULL, PLAIN, PLAIN)).verdict == "together"


def test_stores_that_differ_make_the_system_mixed() -> None:
    found = recommend(RULEBOOK, system(FULL, PLAIN, {**PLAIN, "consumers": "many"}))

    assert found.verdict == "mixed"
    assert [each.verdict for each in found.stores] == [Result.TOGETHER, Result.SEPARATE]
    assert [each.name for each in found.stores] == ["store 1", "store 2"]


def test_a_system_without_stores_has_to_be_asked_first() -> None:
    assert recommend(RULEBOOK, system(FULL)).verdict == "ask-first"


def test_an_open_deciding_question_gives_ask_first_and_is_named() -> None:
    (found,) = recommend(RULEBOOK, system(FULL, {"loss": "low"})).stores

    assert found.deciding_cell.result is Result.ASK_FIRST
    assert found.deciding_cell.ask == ("consumers",)
    assert found.level is None


def test_the_range_of_a_cell_covers_what_is_open() -> None:
    (found,) = recommend(RULEBOOK, system(FULL, {"consumers": "one"})).stores

    cell = found.deciding_cell
    assert (cell.score, cell.low, cell.high) == (0, -100, 200)


def test_dont_know_counts_like_a_missing_answer() -> None:
    told = recommend(RULEBOOK, system(FULL, {"consumers": "one", "loss": "dont-know"}))
    silent = recommend(RULEBOOK, system(FULL, {"consumers": "one"}))

    assert told.stores[0].cells == silent.stores[0].cells


def test_a_gate_on_every_boundary_holds_in_every_environment() -> None:
    (found,) = recommend(RULEBOOK, system({"adoption": "none"}, PLAIN)).stores

    assert {cell.result for cells in found.cells.values() for cell in cells.values()} == {
        Result.NOT_YET
    }


@pytest.mark.parametrize(
    ("answers", "zone"),
    [
        ({"managed": "service"}, Zone.EASY),
        ({"stored": "service", "managed": "app"}, Zone.MEDIUM),
        ({"zone": "hard"}, Zone.HARD),
        ({}, None),
    ],
)
def test_the_zone_is_worked_out_or_stated_or_open(
    answers: dict[str, str], zone: Zone | None
) -> None:
    assert recommend(RULEBOOK, system(FULL, answers)).stores[0].zone is zone


def test_a_kind_fills_in_answers_and_the_team_has_the_last_word() -> None:
    filled = with_kind(RULEBOOK, Store("s", kind="table"), {"loss": "low"})

    assert filled == {"stored": "service", "managed": "app", "loss": "low"}


def test_a_stated_zone_replaces_what_the_kind_says_about_it() -> None:
    filled = with_kind(RULEBOOK, Store("s", kind="table"), {"zone": "hard"})

    assert filled == {"zone": "hard", "loss": "high"}


@pytest.mark.parametrize("kind", [None, "unheard-of"])
def test_a_store_of_no_known_kind_has_just_its_answers(kind: str | None) -> None:
    assert with_kind(RULEBOOK, Store("s", kind=kind), {"loss": "low"}) == {"loss": "low"}


def test_guardrails_follow_the_teams_tool_and_the_kind_of_store() -> None:
    def due(kind: str | None, **answers: str) -> tuple[str, ...]:
        named = System("toy", {"adoption": "full", **answers})
        return recommend_store(RULEBOOK, named, Store("s", PLAIN, kind)).guardrails

    assert due(None, tool="cdk") == ("retain", "snapshot")
    assert due("table", tool="cdk") == ("retain", "keep-table", "snapshot")
    assert due(None, tool="pulumi") == ("snapshot",)
    assert due(None) == ("retain", "snapshot")


def test_all_tools_apply_while_the_teams_own_is_not_known() -> None:
    assert tools(RULEBOOK, {}) == {"cdk", "pulumi", "any"}
    assert tools(RULEBOOK, {"tool": "cdk"}) == {"cdk", "any"}


def test_urgent_prerequisites_come_first_and_gates_add_what_is_not_excluded() -> None:
    gates = (replace(RULEBOOK.gates[0], prerequisites=("move", "tell-many", "perhaps")),)
    rulebook = replace(RULEBOOK, gates=gates, prerequisites=(
        *RULEBOOK.prerequisites,
        Prerequisite("perhaps", is_("tool", "cdk")),
        Prerequisite("hurry", is_("loss", "high"), urgent=True),
    ))  # fmt: skip
    answers = {"consumers": "many", "loss": "high"}

    (found,) = recommend(rulebook, system(FULL, answers)).stores

    assert found.prerequisites == ("hurry", "tell-many", "perhaps")
    assert recommend(RULEBOOK, system(FULL, {})).stores[0].prerequisites == ("find-out",)


def test_the_first_playbook_for_the_verdict_and_the_facts_is_chosen() -> None:
    def playbook(**answers: str) -> str | None:
        return recommend(RULEBOOK, system(FULL, {**PLAIN, **answers})).stores[0].playbook

    assert playbook(consumers="many") == "split"
    assert playbook() == "stay"
    assert playbook(loss="high") is None


def test_contradictions_between_answers_are_listed_muted_or_not() -> None:
    rulebook = replace(
        RULEBOOK,
        questions=(
            *RULEBOOK.questions[:5],
            question("loss", "low high", muted_when=is_("consumers", "many")),
        ),
    )
    answers = {**PLAIN, "consumers": "many"}

    assert recommend(rulebook, system(FULL, answers)).stores[0].contradictions == ("odd",)
    assert recommend(RULEBOOK, system(FULL, PLAIN)).stores[0].contradictions == ()


def test_a_contradiction_of_one_environment_is_found_there() -> None:
    rulebook = replace(
        RULEBOOK,
        contradictions=(
            Contradiction("here", all_(is_("environment", "test"), is_("loss", "low"))),
        ),
    )

    assert recommend(rulebook, system(FULL, PLAIN)).stores[0].contradictions == ("here",)


def test_answers_to_questions_that_are_not_asked_are_listed_as_ignored() -> None:
    found = recommend(RULEBOOK, system({"adoption": "none", "tool": "cdk"}, PLAIN))
    zones = replace(
        RULEBOOK,
        questions=(
            *RULEBOOK.questions[:5],
            question("loss", "low high", asked_when=is_("consumers", "many")),
        ),
    )

    assert found.ignored == ("tool",)
    assert recommend(zones, system(FULL, PLAIN)).stores[0].ignored == ("loss",)


def test_disagreements_between_sources_are_those_that_matter_to_a_store() -> None:
    one = recommend(RULEBOOK, system(FULL, PLAIN))
    many = recommend(RULEBOOK, system(FULL, PLAIN, {"consumers": "many"}))

    assert one.disagreements == ("always",)
    assert many.disagreements == ("always", "about-tables")


def test_the_level_is_the_first_that_fits_the_results_and_the_facts() -> None:
    def level(**answers: str) -> tuple[SeparationLevel | None, tuple[SeparationLevel, ...]]:
        (found,) = recommend(RULEBOOK, system(FULL, {**PLAIN, **answers})).stores
        return found.level, found.levels

    assert level(managed="service") == (SeparationLevel.L0, (SeparationLevel.L0,))
    assert level() == (SeparationLevel.L1, (SeparationLevel.L1,))
    assert level(consumers="many") == (SeparationLevel.L2, (SeparationLevel.L2,))


def test_either_leaves_two_levels_open_and_the_score_says_which_is_nearer() -> None:
    near_together = replace(RULEBOOK, together_from=300)
    both = (SeparationLevel.L1, SeparationLevel.L2)

    (pro,) = recommend(near_together, system(FULL, PLAIN)).stores
    (contra,) = recommend(RULEBOOK, system(FULL, {**PLAIN, "loss": "high"})).stores

    assert (pro.verdict, pro.level, pro.levels) == (Result.EITHER, SeparationLevel.L1, both)
    assert (contra.verdict, contra.level, contra.levels) == (
        Result.EITHER, SeparationLevel.L2, both,
    )  # fmt: skip


def test_a_verdict_that_no_level_describes_has_none() -> None:
    (found,) = recommend(RULEBOOK, system({"adoption": "none"}, PLAIN)).stores

    assert (found.level, found.levels) == (None, ())


def test_a_store_is_recommended_alike_alone_and_in_its_system() -> None:
    whole = system(FULL, PLAIN)

    assert (
        recommend_store(RULEBOOK, whole, store(PLAIN, "store 1"))
        == (recommend(RULEBOOK, whole).stores[0])
    )
