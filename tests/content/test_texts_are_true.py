"""No text denies the answers that it is shown for.

A gate has one reason for all that fires it. So each text is held against every combination of
answers that lets its rule act: what it says of an answer has to be so, and what it says would
release the gate has to release it.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from decision.catalog import load_catalog
from decision.catalog.conditions import condition_of
from decision.domain.conditions import Condition
from decision.domain.rulebook import ENVIRONMENT
from decision.domain.vocabulary import Environment
from tests.content.shipped import CONTENT

CATALOG = load_catalog(CONTENT)
OPTIONS: Mapping[str, tuple[str, ...]] = {
    **{node.id: tuple(node.options) for node in CATALOG.rulebook.nodes},
    ENVIRONMENT: tuple(Environment),
}

type Answers = Mapping[str, str]

#: What a text says: pattern, question, and the answers for which it is so.
SAYS = (
    (r"[Tt]here is no backup", "restore-tests", {"none"}),
    (r"[Bb]ackup (is not proven|without a recent restore)", "restore-tests", {"untested"}),
    (r"nobody has restored|never (been )?restored", "restore-tests", set[str]()),
    (r"Another team has the last word", "ownership", {"none", "hand-offs", "environment-split"}),
    (r"platform's layer", "ownership", {"abstraction-layer"}),
    (r"One (team|writer) alone|[Ss]everal teams use", "consumers", {"shared-many-teams"}),
    (r"State in memory", "access", {"in-memory"}),
    (r"store that you run yourself", "access", {"interface"}),
    (r"^Without a hook|\. Without a hook", "lifecycle-hooks", {"missing"}),
    (r"no schema that could", "schema-workflow", {"no-schema"}),
    (r"The data cannot be made again", "recovery", {"irreplaceable"}),
    (r"new to infrastructure as code", "seniority", {"novice"}),
    (r"A stack rolls back as a whole", "iac-tool", {"cloudformation"}),
    (r"There is no rollback", "iac-tool", {"terraform"}),
)

#: What each gate says would release it, as answers: one mapping for each way that it names.
RELEASED_BY: Mapping[str, tuple[Answers, ...]] = {
    "no-iac": ({"iac-adoption": "full"},),
    "nothing-to-version": ({"schema-workflow": "migrations"},),
    "form-in-the-code": ({"zone": "medium"},),
    "hand-made-store": ({"starting-point": "separate"}, {"starting-point": "together"}),
    "manual-schema-changes": (
        {"schema-workflow": "migrations"},
        {"schema-workflow": "model-based"},
    ),
    "no-restore": ({"restore-tests": "tested"},),
    "unproven-restore": ({"restore-tests": "tested"},),
    "no-backup": ({"restore-tests": "tested"},),
    "stateful-compute": ({"zone": "easy", "access": "interface"},),
    "missing-hook": ({"lifecycle-hooks": "in-place"}, {"zone": "easy", "access": "interface"}),
    "self-run-without-hooks": ({"lifecycle-hooks": "in-place"},),
    "unit-limit": ({"unit-size": "medium"},),
    "two-tools": ({"iac-tool": "terraform"},),
    "costly-copies": ({"environment-copies": "ephemeral-cheap"},),
    "throw-away-copies": ({"environment-copies": "few-long-lived"},),
    "already-apart": ({"starting-point": "greenfield"}, {"recovery": "recreatable"}),
    "fleet-replacement": (
        {"stateless-deployment": "in-place"},
        {"stateless-deployment": "rolling"},
    ),
    "other-owner": ({"ownership": "full"}, {"ownership": "abstraction-layer"}),
    "shared-behind-layer": (
        {"consumers": "exclusive"},
        {"schema-workflow": "migrations"},
        {"schema-workflow": "model-based"},
    ),
    "own-sandbox": ({"ownership": "none"},),
    "shared-store": ({"consumers": "exclusive"},),
    "nobodys-schema": (
        {
            "team-structure": "cross-functional",
            "infrastructure-ownership": "full",
            "schema-workflow": "migrations",
        },
    ),
    "shared-within-team": ({"consumers": "exclusive"},),
    "separate-duties": ({"separation-of-duties": "review"},),
    "different-pace": (
        {"change-rate": "similar"},
        {"schema-compatibility": "lockstep"},
        {"loss-impact": "low"},
    ),
    "lasting-data": (
        {"recovery": "restorable", "loss-impact": "medium", "data-lifetime": "same"},
        {"recovery": "recreatable", "loss-impact": "low", "data-lifetime": "dies-with-app"},
    ),
    "weak-hands": (
        {"restore-tests": "tested", "automated-rollback": "needed-and-available"},
        {"restore-tests": "tested", "automated-rollback": "not-needed"},
        {"seniority": "senior"},
    ),
}


def acting_on(condition: Condition, *more: str) -> Iterator[dict[str, str]]:
    """Every way to answer what a condition looks at, and ``more``, so that it holds."""
    names = sorted({*condition.names(), *more})
    for options in product(*(OPTIONS[name] for name in names)):
        answers = dict(zip(names, options, strict=True))
        if condition.holds(answers) is True:
            yield answers


def texts() -> Iterator[tuple[str, str, Condition]]:
    """What a rule is, its texts in one, and when it acts."""
    for gate in CATALOG.gates.values():
        text = f"{gate.title}. {gate.because} {gate.released_when}"
        yield f"gate {gate.id}", text, condition_of(gate.when)
    for factor in CATALOG.factors:
        for name, option in factor.options.items():
            when = {"all": [{factor.question: name}, option.when or {factor.question: name}]}
            yield f"weight {factor.question} {name}", option.because, condition_of(when)
    for each in CATALOG.prerequisites.values():
        yield f"prerequisite {each.id}", f"{each.title}. {each.because}", condition_of(each.when)


CLAIMS = [
    pytest.param(text, question, so, when, id=f"{what}: {pattern}")
    for what, text, when in texts()
    for pattern, question, so in SAYS
    if re.search(pattern, text) and when.names() <= OPTIONS.keys()
]


@pytest.mark.parametrize(("text", "question", "so", "when"), CLAIMS)
def test_a_text_says_of_an_answer_only_what_was_answered(
    text: str, question: str, so: set[str], when: Condition
) -> None:
    denied = {each[question] for each in acting_on(when, question)} - so

    assert denied == set(), text


def test_the_way_out_of_every_gate_is_tried() -> None:
    assert RELEASED_BY.keys() == CATALOG.gates.keys()


@pytest.mark.parametrize(
    ("name", "way"), [(name, way) for name, ways in RELEASED_BY.items() for way in ways]
)
def test_what_is_said_to_release_a_gate_releases_it(name: str, way: Answers) -> None:
    """Whatever fired it: nobody is told to do what has been answered already."""
    when = condition_of(CATALOG.gates[name].when)

    still = [each for each in acting_on(when) if when.holds({**each, **way}) is True]

    assert still == []
