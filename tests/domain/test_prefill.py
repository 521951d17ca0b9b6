"""What kinds and assumptions fill in, and that the team has the last word."""

from dataclasses import replace

import pytest

from decision.domain.answers import Store, System, of_store
from decision.domain.recommendation import recommend, with_kind
from decision.domain.rulebook import Assumption, Effect, Fact, FactRule, Gate, GateEffect, Rulebook
from decision.domain.sensitivity import analyse
from decision.domain.vocabulary import DONT_KNOW, Boundary, Result
from tests.domain.toy import UNIT, all_, is_, question

SHAPE = replace(
    question("shape", "tables none", asked_when=is_("zone", "easy medium")),
    assumed=Assumption("none", is_("zone", "easy")),
)
RULEBOOK = Rulebook(
    questions=(question("stored", "service app"), question("managed", "service app"), SHAPE),
    facts=(
        Fact(
            "zone",
            ("easy", "medium", "hard"),
            (
                FactRule("easy", all_(is_("stored", "service"), is_("managed", "service"))),
                FactRule("medium", is_("stored", "service")),
                FactRule("hard", is_("stored", "app")),
            ),
            answerable=True,
        ),
    ),
    gates=(
        Gate(
            "shapeless",
            is_("shape", "none"),
            (GateEffect(Effect.SEPARATE, frozenset((UNIT,))),),
        ),
    ),
    kinds={
        "bucket": {"stored": "service", "managed": "service"},
        "table": {"stored": "service", "managed": "app", "shape": "tables"},
    },
)


@pytest.mark.parametrize(
    ("kind", "answers", "shape"),
    [
        (None, {"zone": "easy"}, "none"),
        (None, {"stored": "service", "managed": "service"}, "none"),
        ("bucket", {}, "none"),
        ("bucket", {"shape": "tables"}, "tables"),
        ("bucket", {"shape": DONT_KNOW}, None),
        ("bucket", {"managed": "app"}, None),
        ("bucket", {"managed": DONT_KNOW}, None),
        ("bucket", {"zone": "hard"}, None),
        ("table", {}, "tables"),
        ("table", {"zone": "easy"}, "tables"),
        ("table", {"shape": DONT_KNOW}, None),
        (None, {"stored": "service"}, None),
        (None, {}, None),
    ],
)
def test_an_assumption_fills_in_what_nobody_has_answered(
    kind: str | None, answers: dict[str, str], shape: str | None
) -> None:
    store = Store("s", answers, kind)

    given = with_kind(RULEBOOK, store, of_store(System("toy"), store))

    assert given.get("shape") == shape
    assert DONT_KNOW not in given.values()


def test_a_recommendation_counts_what_is_assumed() -> None:
    found = recommend(RULEBOOK, System("toy", {}, (Store("s", {"zone": "easy"}),)))

    assert found.stores[0].cells[Boundary.IAC_UNIT]["production"].result is Result.SEPARATE  # type: ignore[index]


def test_a_change_that_ends_an_assumption_is_a_flip() -> None:
    system = System("toy", {}, (Store("s", {"stored": "service", "managed": "service"}),))

    (found,) = analyse(RULEBOOK, system).stores

    single = {(f.changes[0].question, f.changes[0].after) for f in found.flips}
    assert single == {("stored", "app"), ("managed", "app"), ("shape", "tables")}
    assert {each.question: each.answer for each in found.load_bearing} == {
        "stored": "service", "managed": "service", "shape": "none",
    }  # fmt: skip


def test_a_change_that_begins_an_assumption_is_a_flip() -> None:
    system = System("toy", {}, (Store("s", {"stored": "service", "managed": "app"}),))
    declined = System("toy", {}, (replace(system.stores[0], answers={
        **system.stores[0].answers, "shape": DONT_KNOW,
    }),))  # fmt: skip

    (found,) = analyse(RULEBOOK, system).stores
    (other,) = analyse(RULEBOOK, declined).stores

    assert [f.changes[0].question for f in found.flips] == ["managed", "shape"]
    assert [f.changes[0].question for f in other.flips] == ["shape"]
