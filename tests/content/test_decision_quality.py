"""How far recommendations agree with the panel: 22 cases, three independent judgements each.

``pytest -k decision_quality -s`` prints the table. The cases lie beside the project, not in
it; without them these tests are skipped. The figures below are what the content has
reached: a change of the content that falls below them needs a reason in its README.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
import yaml

from decision.domain.answers import Store, System
from decision.domain.recommendation import recommend
from decision.domain.vocabulary import Boundary, Environment
from tests.content.shipped import PROJECT, rulebook

#: The committed figures, in percent of the cells on which the panel has a majority.
COMMITTED_TOTAL = 98.7
COMMITTED_BY_BOUNDARY = {
    Boundary.SCHEMA_REPOSITORY: 95.4,
    Boundary.INFRASTRUCTURE_REPOSITORY: 100.0,
    Boundary.IAC_UNIT: 98.4,
    Boundary.PIPELINE: 100.0,
    Boundary.OWNER: 100.0,
}

SCENARIOS = PROJECT.parent / "shared" / "domain" / "scenarios.yaml"
OPPOSITE = {"together", "separate"}

pytestmark = pytest.mark.skipif(
    not SCENARIOS.is_file(), reason="the panel's cases are not beside the project"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One cell: what the panel's majority says and what the content recommends."""

    case: str
    boundary: Boundary
    environment: Environment
    panel: str
    recommended: str

    @property
    def agrees(self) -> bool:
        return self.panel == self.recommended

    @property
    def is_opposite(self) -> bool:
        return {self.panel, self.recommended} == OPPOSITE


def majority(judgement: Any, environment: Environment) -> str | None:
    """The panel's result for one cell; ``None`` if not judged or all judges differ (a list)."""
    if isinstance(judgement, Mapping) and "majority" not in judgement:
        judgement = judgement[environment.value]
    if isinstance(judgement, Mapping):
        judgement = judgement["majority"]
    return judgement if isinstance(judgement, str) else None


def judged_cells(case: Mapping[str, Any]) -> Iterator[Judged]:
    """The cells of one case on which the panel has a majority."""
    stores = tuple(Store(store["name"], store["answers"]) for store in case["stores"])
    system = System(case["system"], case["answers"], stores)
    for store in recommend(rulebook(), system).stores:
        for boundary in Boundary:
            for environment in Environment:
                panel = majority(case["panel"].get(boundary.value), environment)
                if panel is not None:
                    cell = store.cells[boundary][environment]
                    yield Judged(case["id"], boundary, environment, panel, cell.result.value)


@cache
def all_cells() -> tuple[Judged, ...]:
    cases = yaml.safe_load(SCENARIOS.read_text(encoding="utf-8"))
    return tuple(cell for case in cases for cell in judged_cells(case))


def percent(cells: list[Judged]) -> float:
    return 100 * sum(cell.agrees for cell in cells) / len(cells)


def on(boundary: Boundary) -> list[Judged]:
    return [cell for cell in all_cells() if cell.boundary is boundary]


def table(cells: Sequence[Judged]) -> str:
    """Agreement in total, by boundary and by environment, and every cell that is apart."""
    agreeing: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for cell in cells:
        for group in ("total", cell.boundary.value, cell.environment.value):
            counted[group] += 1
            agreeing[group] += cell.agrees
    lines = [
        f"{group:<28}{agreeing[group]:>4} of {counted[group]:>4}"
        f"{100 * agreeing[group] / counted[group]:>8.1f} %"
        for group in ("total", *Boundary, *Environment)
    ]
    apart = [cell for cell in cells if not cell.agrees]
    lines.append(f"{'opposite':<28}{sum(cell.is_opposite for cell in apart):>4}")
    lines.extend(
        f"  {cell.case} {cell.boundary}, {cell.environment}: "
        f"panel {cell.panel}, recommended {cell.recommended}"
        for cell in apart
    )
    return "\n".join(lines)


def test_recommendations_agree_with_the_panel_as_far_as_committed() -> None:
    sys.stdout.write(f"\n{table(all_cells())}\n")

    assert percent(list(all_cells())) >= COMMITTED_TOTAL, table(all_cells())


@pytest.mark.parametrize("boundary", Boundary)
def test_each_boundary_agrees_with_the_panel_as_far_as_committed(boundary: Boundary) -> None:
    assert percent(on(boundary)) >= COMMITTED_BY_BOUNDARY[boundary], table(all_cells())


def test_no_recommendation_is_the_opposite_of_the_panel() -> None:
    assert [cell for cell in all_cells() if cell.is_opposite] == []
