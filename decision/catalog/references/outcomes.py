"""Checks of outcomes and scoring: all of the vocabulary is there, and numbers make sense."""

from collections.abc import Iterable, Sequence
from typing import Any

from decision.catalog import schema
from decision.catalog.content import Place
from decision.catalog.references.checker import Checker
from decision.catalog.rules import hundredths
from decision.domain.vocabulary import Boundary, Environment, Result, SeparationLevel, Zone

OUTCOMES = Place("outcomes.yaml")
SCORING = Place("scoring.yaml")


def check(checker: Checker) -> None:
    if checker.content.whole("outcomes.yaml"):
        outcomes = checker.content.outcomes
        _complete(checker, "boundaries", "boundary", outcomes.boundaries, Boundary)
        _complete(checker, "environments", "environment", outcomes.environments, Environment)
        _complete(checker, "results", "result", outcomes.results, Result)
        _complete(checker, "zones", "zone", outcomes.zones, Zone)
        levels = outcomes.separation_levels
        _complete(checker, "separation-levels", "separation level", levels, SeparationLevel)
        _levels(checker, levels)
    if checker.content.whole("scoring.yaml"):
        _scoring(checker, checker.content.scoring)


def _complete(
    checker: Checker, key: str, what: str, items: Sequence[Any], wanted: Iterable[str]
) -> None:
    place = OUTCOMES / key
    ids = [item.id for item in items]
    checker.unique(what, ((place / number / "id", name) for number, name in enumerate(ids)))
    for name in wanted:
        if name not in ids:
            checker.report(place, f"missing {what} '{name}'")


def _levels(checker: Checker, levels: list[schema.SeparationLevel]) -> None:
    for number, level in enumerate(levels):
        place = OUTCOMES / "separation-levels" / number
        checker.condition(place / "facts", level.facts)
        for before in levels[:number]:
            wider = before.when.items() <= level.when.items()
            if wider and before.facts in ({}, level.facts):
                message = f"the level {level.id} is never chosen, {before.id} above it fits always"
                checker.report(place, message)


def _scoring(checker: Checker, scoring: schema.Scoring) -> None:
    thresholds = scoring.thresholds
    for name, points in (("together", thresholds.together), ("separate", thresholds.separate)):
        if hundredths(points) % 1:
            checker.report(SCORING / "thresholds" / name, "must be a whole number of hundredths")
    if thresholds.separate >= thresholds.together:
        checker.report(SCORING / "thresholds", "'separate' must be less than 'together'")
    for name in Environment:
        if name.value not in scoring.risk:
            checker.report(SCORING / "risk", f"missing environment '{name}'")
    for where, share in scoring.risk.items():
        if not 0 <= share <= 1:
            checker.report(SCORING / "risk" / where, "must be a share between 0 and 1")
    place = SCORING / "implications"
    checker.unique(
        "implication",
        ((place / number / "id", each.id) for number, each in enumerate(scoring.implications)),
    )
    for number, each in enumerate(scoring.implications):
        checker.sourced(place / number, each.sources)
        if each.when.boundary in each.boundaries:
            checker.report(
                place / number / "boundaries",
                "a result cannot imply something for its own boundary",
            )
