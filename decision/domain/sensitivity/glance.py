"""A quick look while the questions are being answered: verdicts, and what to ask next.

The same verdicts, possible results and ranking as ``analyse``, without the flips, which take
most of its time. What was worked out for a store is remembered: an answer about one store
leaves the others as they are.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from decision.domain.answers import Store, System
from decision.domain.prepared import once_per_rulebook, remembered
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.flips import StoreChanges
from decision.domain.sensitivity.next_questions import Concern, next_questions
from decision.domain.sensitivity.outlook import verdict_rules
from decision.domain.sensitivity.shapes import NextQuestion, Purpose
from decision.domain.vocabulary import Result

#: Stores that are remembered for a rulebook; forgotten first is what came first.
KEPT = 512


@dataclass(frozen=True, slots=True)
class StoreGlance:
    """The verdict of one store as it stands, and what the open answers can make of it."""

    name: str
    verdict: Result
    possible: frozenset[Result]

    @property
    def settled(self) -> bool:
        return self.possible == {self.verdict}


@dataclass(frozen=True, slots=True)
class Glance:
    """``next_question`` is the one that ``analyse`` ranks first, if it changes a verdict.

    Or if its answer contradicts another one.
    """

    stores: tuple[StoreGlance, ...]
    next_question: NextQuestion | None


_WORTH_ASKING = (Purpose.AGAIN, Purpose.VERDICT)

type Seen = tuple[StoreChanges, frozenset[Result]]


def glance(rulebook: Rulebook, system: System) -> Glance:
    """Look at every store of ``system`` and at the question to ask next."""
    seen = [_seen(rulebook, system, store) for store in system.stores]
    stores = tuple(
        StoreGlance(changes.store.name, changes.verdict, possible) for changes, possible in seen
    )
    concerns = [Concern(changes, changes.turning_alone(), {}) for changes, _ in seen]
    ranked = next_questions(rulebook, concerns)
    best = ranked[0] if ranked and ranked[0].purpose in _WORTH_ASKING else None
    return Glance(stores, best)


def _seen(rulebook: Rulebook, system: System, store: Store) -> Seen:
    key = (store.name, store.kind, tuple(store.answers.items()), tuple(system.answers.items()))
    return remembered(_kept(rulebook), key, KEPT, lambda: _look(rulebook, system, store))


def _look(rulebook: Rulebook, system: System, store: Store) -> Seen:
    # Without the other stores, which would be kept in memory along with this one.
    changes = StoreChanges(rulebook, System(system.name, system.answers, (store,)), store)
    return changes, verdict_rules(rulebook).outlook(changes.answers).results


@once_per_rulebook
def _kept(rulebook: Rulebook) -> dict[Hashable, Seen]:
    return {}
