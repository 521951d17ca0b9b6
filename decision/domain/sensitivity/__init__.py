"""What could change the recommendation, and which question to answer next.

``analyse`` is exact: possible results, flips and "cannot matter" equal what trying every way
to answer would give. Read ``shapes`` (what is found) first; then ``flips`` and its
``situations`` (what single changes do), and ``outlook`` (what all open answers can do).
"""

from typing import NamedTuple

from decision.domain.answers import Store, System
from decision.domain.facts import values_by_environment
from decision.domain.limits import stand
from decision.domain.prepared import once_per_rulebook, remembered
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.flips import StoreChanges
from decision.domain.sensitivity.glance import Glance, StoreGlance, glance
from decision.domain.sensitivity.next_questions import Concern, next_questions
from decision.domain.sensitivity.outlook import cell_rules, verdict_rules
from decision.domain.sensitivity.shapes import (
    Change,
    Flip,
    LoadBearing,
    NextQuestion,
    Purpose,
    Sensitivity,
    StoreSensitivity,
    StoreTurns,
    Turn,
    WaitingCell,
)
from decision.domain.sensitivity.turning import turning
from decision.domain.unknowns import decisions
from decision.domain.vocabulary import Boundary, Environment, Result

__all__ = [
    "Change",
    "Flip",
    "Glance",
    "LoadBearing",
    "NextQuestion",
    "Purpose",
    "Sensitivity",
    "StoreGlance",
    "StoreSensitivity",
    "StoreTurns",
    "Turn",
    "WaitingCell",
    "analyse",
    "glance",
    "kept_turns",
    "possible_results",
]


def analyse(rulebook: Rulebook, system: System) -> Sensitivity:
    """Find what could change the verdict of every store of ``system``."""
    found = [_store(rulebook, StoreChanges(rulebook, system, each)) for each in system.stores]
    concerns = [concern for _, concern in found]
    return Sensitivity(tuple(store for store, _ in found), next_questions(rulebook, concerns))


def possible_results(
    rulebook: Rulebook, system: System, store: Store
) -> dict[tuple[Boundary, Environment], frozenset[Result]]:
    """The results that each cell of a store can still have, whatever the open answers are."""
    answers = stand(rulebook, system, store).answers
    return {
        (boundary, where): cell_rules(rulebook, boundary, where).outlook(answers).results
        for boundary in Boundary
        for where in Environment
    }


def _store(rulebook: Rulebook, changes: StoreChanges) -> tuple[StoreSensitivity, Concern]:
    kept = kept_turns(rulebook)
    found = remembered(kept, changes.key, MOST_KEPT, lambda: _turns_of(rulebook, changes))
    waiting = _waiting(rulebook, changes)
    flipping = {change.question for flip in found.flips for change in flip.changes}
    play_a_part = flipping | found.turning
    store = StoreSensitivity(
        name=changes.store.name,
        verdict=changes.verdict,
        possible=found.possible,
        settled=found.possible == {changes.verdict},
        flips=found.flips,
        load_bearing=changes.load_bearing(),
        cannot_matter=tuple(
            name
            for name in changes.first_answers
            if name not in play_a_part and name not in waiting
            if name not in changes.standing.aside
        ),
    )
    return store, Concern(changes, found.turning, waiting)


class _Turns(NamedTuple):
    """What the answers that can reach the verdict make of it: alike for stores alike in them."""

    possible: frozenset[Result]
    flips: tuple[Flip, ...]
    turning: frozenset[str]


#: Many stores of a system, and the same store from page to page, are alike in what decides.
MOST_KEPT = 256


@once_per_rulebook
def kept_turns(_rulebook: Rulebook) -> dict[object, _Turns]:
    """What is remembered for a rulebook of the stores that were looked at."""
    return {}


def _turns_of(rulebook: Rulebook, changes: StoreChanges) -> _Turns:
    outlook = verdict_rules(rulebook).outlook(changes.answers)
    return _Turns(outlook.results, changes.flips(), turning(rulebook, changes, outlook))


def _waiting(rulebook: Rulebook, changes: StoreChanges) -> dict[str, tuple[WaitingCell, ...]]:
    """The cells that are "ask first", by the questions that they name."""
    found: dict[str, tuple[WaitingCell, ...]] = {}
    by_environment = values_by_environment(rulebook, changes.standing.answers)
    for where, values in by_environment.items():
        for boundary, decision in decisions(rulebook, changes.standing, values, where).items():
            for question in decision.ask:
                cell = WaitingCell(changes.store.name, boundary, where)
                found[question] = (*found.get(question, ()), cell)
    return found
