"""Answers that do not go together are named, and those that do are left in peace."""

from collections.abc import Mapping

import pytest

from decision.domain.answers import Store, System
from decision.domain.recommendation import recommend
from decision.domain.vocabulary import Level
from tests.content.shipped import rulebook

MEMORY = {"zone": "hard", "access": "in-memory"}
REQUESTED = {"infrastructure-ownership": "none", "owned-environments": "none"}
HANDED_OVER = {"infrastructure-ownership": "shared", "ownership-sharing": "hand-offs"}

APART = {
    "restorable-without-backup": {"recovery": "restorable", "restore-tests": "none"},
    "disaster-nobody-would-miss": {"data-lifetime": "dies-with-app", "loss-impact": "high"},
    "must-stay-yet-low-loss": {"data-lifetime": "outlives-app", "loss-impact": "low"},
    "cross-functional-with-specialists": {
        "team-structure": "cross-functional",
        "infrastructure-ownership": "shared",
        "schema-workflow": "manual-by-dbas",
    },
    "platform-without-ownership": {
        "team-structure": "stream-aligned-with-platform",
        **REQUESTED,
    },
    "in-memory-shared": {**MEMORY, "consumers": "shared-same-team"},
    "in-memory-own-pace": {**MEMORY, "change-rate": "very-different"},
    "in-memory-filled-by-the-platform": {"access": "in-memory", "created-by": "cloud-resource"},
    "easy-zone-with-schema": {"zone": "easy", "schema-workflow": "migrations"},
    "unstructured-with-schema": {"format": "unstructured", "schema-workflow": "model-based"},
    "separate-people-by-hand": {
        "separation-of-duties": "separate-people",
        "schema-workflow": "manual-by-developers",
    },
    "no-code-but-units": {"iac-adoption": "none", "starting-point": "together"},
    "two-tools-one-unit": {"iac-tool": "mixed", "starting-point": "together"},
    "pulumi-rollback": {"iac-tool": "pulumi", "automated-rollback": "needed-and-available"},
    "hand-made-yet-copied": {
        "starting-point": "manual",
        "environment-copies": "ephemeral-cheap",
    },
    "requested-yet-copied": {**REQUESTED, "environment-copies": "ephemeral-cheap"},
    "same-pace-rarely-joint": {"change-rate": "similar", "joint-changes": "rarely"},
    "lockstep-with-other-teams": {
        "schema-compatibility": "lockstep",
        "consumers": "shared-many-teams",
    },
}


def found(answers: Mapping[str, str]) -> tuple[str, ...]:
    """What these answers, put where they belong, contradict."""
    level = {each.id: each.level for each in rulebook().questions}
    system = {n: o for n, o in answers.items() if level.get(n) is Level.SYSTEM}
    store = {n: o for n, o in answers.items() if n not in system}
    (only,) = recommend(rulebook(), System("any", system, (Store("any", store),))).stores
    return only.contradictions


@pytest.mark.parametrize(("name", "answers"), APART.items(), ids=list(APART))
def test_answers_that_do_not_go_together_are_named(name: str, answers: Mapping[str, str]) -> None:
    assert name in found(answers)


@pytest.mark.parametrize(("name", "answers"), APART.items(), ids=list(APART))
def test_without_one_of_them_nothing_is_named(name: str, answers: Mapping[str, str]) -> None:
    for left_out in answers:
        rest = {question: option for question, option in answers.items() if question != left_out}
        assert name not in found(rest), left_out


def test_handing_over_each_change_rules_out_copies_at_will() -> None:
    assert "requested-yet-copied" in found({**HANDED_OVER, "environment-copies": "ephemeral-cheap"})


@pytest.mark.parametrize(
    "answers",
    [
        {"recovery": "irreplaceable", "restore-tests": "none"},
        {"recovery": "irreplaceable", "loss-impact": "low"},
        {"data-lifetime": "dies-with-app", "loss-impact": "medium"},
        {"zone": "easy", "schema-workflow": "model-based"},
        {"change-rate": "very-different", "joint-changes": "rarely"},
    ],
)
def test_answers_that_can_both_be_true_are_left_in_peace(answers: Mapping[str, str]) -> None:
    assert found(answers) == ()
