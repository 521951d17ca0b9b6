"""How far recommendations agree with the third look: 24 more cases of our own, judged blind.

``pytest -k third_look -s`` prints the table. The README of the content says what it showed.
"""

import sys
from functools import cache

import yaml

from decision.domain.vocabulary import Boundary, Environment
from tests.content.shipped import PROJECT
from tests.content.test_decision_quality import Judged, judged_cells, percent, table

#: The committed figure, in percent of the cells on which the three stances have a majority.
COMMITTED = 90.9

#: The cells that may be the opposite; the README of the content argues for each.
ARGUED = {("T12", Boundary.PIPELINE, Environment.PRODUCTION)}

CASES = PROJECT / "tests" / "content" / "cases" / "third-look.yaml"


@cache
def cells() -> tuple[Judged, ...]:
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return tuple(cell for case in cases for cell in judged_cells(case))


def test_recommendations_agree_with_the_third_look_as_far_as_committed() -> None:
    sys.stdout.write(f"\n{table(cells())}\n")

    assert percent(list(cells())) >= COMMITTED


def test_only_an_argued_recommendation_is_the_opposite_of_the_third_look() -> None:
    opposite = {
        (cell.case, cell.boundary, cell.environment) for cell in cells() if cell.is_opposite
    }

    assert opposite <= ARGUED
