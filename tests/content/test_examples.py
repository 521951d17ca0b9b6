"""Every worked example of ``content/examples`` gives the results it promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from decision.catalog.schema import Example, ExpectedStore
from decision.domain.answers import Store, System
from decision.domain.recommendation import Recommendation, StoreRecommendation, recommend
from decision.domain.vocabulary import Environment, Result, Zone
from tests.content.shipped import CONTENT, rulebook

FILES = sorted((CONTENT / "examples").glob("*.yaml"))
TOOLS = {"cloudformation", "cdk", "terraform", "pulumi", "kubernetes"}


def read(file: Path) -> Example:
    return Example.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def recommended(example: Example) -> Recommendation:
    stores = tuple(Store(store.name, store.answers, store.kind) for store in example.stores)
    return recommend(rulebook(), System(example.system, example.answers, stores))


def expected_cells(expected: ExpectedStore) -> Iterator[tuple[str, str, str]]:
    """Boundary, environment and result; one result for a boundary holds in all environments."""
    for boundary, results in expected.cells.items():
        by_environment = (
            results if isinstance(results, dict) else dict.fromkeys(Environment, results)
        )
        for environment, result in by_environment.items():
            yield boundary, str(environment), result


def found_cells(store: StoreRecommendation) -> set[tuple[str, str, str]]:
    return {
        (boundary.value, environment.value, cell.result.value)
        for boundary, by_environment in store.cells.items()
        for environment, cell in by_environment.items()
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_example_has_the_verdicts_and_cells_it_promises(file: Path) -> None:
    example = read(file)

    stores = recommended(example).stores

    assert {store.name: store.verdict.value for store in stores} == {
        name: expected.verdict for name, expected in example.expect.items()
    }
    for store in stores:
        promised = set(expected_cells(example.expect[store.name]))
        assert promised - found_cells(store) == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_example_is_named_as_its_file(file: Path) -> None:
    assert read(file).id == file.stem


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_answers_of_an_example_do_not_contradict_each_other(file: Path) -> None:
    assert {store.contradictions for store in recommended(read(file)).stores} == {()}


def test_the_examples_cover_every_zone_tool_and_result() -> None:
    examples = [read(file) for file in FILES]
    stores = [store for example in examples for store in recommended(example).stores]

    assert {store.zone for store in stores} == set(Zone)
    assert {example.answers.get("iac-tool") for example in examples} >= TOOLS
    assert {result for store in stores for *_, result in found_cells(store)} == {
        result.value for result in Result
    }


def test_some_examples_have_several_stores_and_some_have_unknown_answers() -> None:
    examples = [read(file) for file in FILES]

    assert sorted(len(example.stores) for example in examples)[-3:] >= [2, 2, 3]
    assert any("dont-know" in store.answers.values() for each in examples for store in each.stores)
