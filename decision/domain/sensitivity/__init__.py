"""What could change the recommendation, and which question to answer next.

``analyse`` is exact: possible results, flips and "cannot matter" equal what trying every way
to answer would give. Read ``shapes`` (what is found) first; then ``flips`` and its
``situations`` (what single changes do), and ``outlook`` (what all open answers can do).
"""

from decision.domain.answers import Store, System
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.cannot_matter import cannot_matter
from decision.domain.sensitivity.flips import StoreChanges
from decision.domain.sensitivity.glance import Glance, StoreGlance, glance
from decision.domain.sensitivity.next_questions import next_questions
from decision.domain.sensitivity.outlook import cell_rules, verdict_rules
from decision.domain.sensitivity.shapes import (
    Change,
    Flip,
    LoadBearing,
    NextQuestion,
    Sensitivity,
    StoreSensitivity,
    StoreTurns,
    Turn,
)
from decision.domain.vocabulary import Boundary, Environment, Result

__all__ = [
    "Change",
    "Flip",
    "Glance",
    "LoadBearing",
    "NextQuestion",
    "Sensitivity",
    "StoreGlance",
    "StoreSensitivity",
    "StoreTurns",
    "Turn",
    "analyse",
    "glance",
    "possible_results",
]


def analyse(rulebook: Rulebook, system: System) -> Sensitivity:
    """Find what could change the verdict of every store of ``system``."""
    changes = [StoreChanges(rulebook, system, store) for store in system.stores]
    stores = [_store(rulebook, each) for each in changes]
    cannot_matter = [frozenset(store.cannot_matter) for store in stores]
    ranked = next_questions(rulebook, list(zip(changes, cannot_matter, strict=True)))
    return Sensitivity(tuple(stores), ranked)


def possible_results(
    rulebook: Rulebook, system: System, store: Store
) -> dict[tuple[Boundary, Environment], frozenset[Result]]:
    """The results that each cell of a store can still have, whatever the open answers are."""
    answers = StoreChanges(rulebook, system, store).answers
    return {
        (boundary, where): cell_rules(rulebook, boundary, where).outlook(answers).results
        for boundary in Boundary
        for where in Environment
    }


def _store(rulebook: Rulebook, changes: StoreChanges) -> StoreSensitivity:
    outlook = verdict_rules(rulebook).outlook(changes.answers)
    flips = changes.flips()
    in_flips = {change.question for flip in flips for change in flip.changes}
    return StoreSensitivity(
        name=changes.store.name,
        verdict=changes.verdict,
        possible=outlook.results,
        settled=outlook.results == {changes.verdict},
        flips=flips,
        load_bearing=changes.load_bearing(),
        cannot_matter=cannot_matter(rulebook, changes, outlook, in_flips),
    )
