"""The same answers give the same bytes, in whatever order they were given."""

import pytest

from decision.catalog import load_catalog
from decision.domain.answers import Answers, Store, System
from decision.domain.recommendation import recommend
from decision.domain.sensitivity import analyse
from tests.content.shipped import CONTENT

CATALOG = load_catalog(CONTENT)


def backwards(answers: Answers) -> dict[str, str]:
    return dict(reversed(list(answers.items())))


@pytest.mark.parametrize("name", CATALOG.examples)
def test_the_order_of_the_answers_changes_nothing(name: str) -> None:
    example = CATALOG.examples[name]
    stores = tuple(Store(each.name, each.answers, each.kind) for each in example.stores)
    system = System(example.system, example.answers, stores)
    turned = System(
        example.system,
        backwards(example.answers),
        tuple(Store(each.name, backwards(each.answers), each.kind) for each in example.stores),
    )

    found = [
        (
            [
                (each.verdict, each.cells, each.ignored, each.contradictions, each.prerequisites)
                for each in recommend(CATALOG.rulebook, one).stores
            ],
            recommend(CATALOG.rulebook, one).ignored,
            analyse(CATALOG.rulebook, one),
        )
        for one in (system, turned)
    ]

    assert found[0] == found[1]


def test_what_is_ignored_stands_in_the_order_of_the_questions() -> None:
    answers = {"recovery": "recreatable", "restore-tests": "none", "data-lifetime": "same"}
    store = Store("cache", {**answers, "loss-impact": "low", "zone": "easy"})

    (found,) = recommend(CATALOG.rulebook, System("any", {}, (store,))).stores

    order = [each for each in CATALOG.questions if each in found.ignored]
    assert list(found.ignored) == order
    assert set(found.ignored) >= {"restore-tests", "loss-impact"}
