"""Placements that were expected before the rules were run: they keep later changes honest."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from decision.domain.answers import Store, System
from decision.domain.recommendation import recommend
from decision.domain.vocabulary import Boundary, Environment
from tests.content.shipped import rulebook

FILE = Path(__file__).parent / "cases" / "placements.yaml"
PLACEMENTS: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def expected(case: Mapping[str, Any]) -> Iterator[tuple[Boundary, Environment, str]]:
    """The cells that a case names; one result for a boundary holds in all environments."""
    for boundary, results in case["expect"].items():
        by_environment = (
            results if isinstance(results, dict) else dict.fromkeys(Environment, results)
        )
        for environment, result in by_environment.items():
            yield Boundary(boundary), Environment(environment), result


@pytest.mark.parametrize("case", PLACEMENTS["cases"], ids=lambda case: case["title"])
def test_a_case_is_placed_as_an_architect_would_expect(case: Mapping[str, Any]) -> None:
    store = Store("store", {**PLACEMENTS["store"], **case.get("store", {})})
    system = System("system", {**PLACEMENTS["system"], **case.get("system", {})}, (store,))

    cells = recommend(rulebook(), system).stores[0].cells

    wanted = list(expected(case))
    assert [(b, e, cells[b][e].result.value) for b, e, _ in wanted] == wanted
