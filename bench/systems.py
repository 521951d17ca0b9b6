"""The systems that are assessed: stores of the worked examples, with answers left out."""

import random
from dataclasses import replace
from itertools import cycle, islice

from decision.catalog import Catalog
from decision.catalog.examples import example_system
from decision.domain.answers import Store, System

#: Whose answers about teams and tools the systems take: an example that answers all of them.
BASE = "craft-market"

#: Answers taken away from each store, in turn.
GAPS = (2, 3, 4)

SEED = 20231129


def full(catalog: Catalog, stores: int) -> System:
    """A system with this many different stores and every answer that the examples give."""
    base = example_system(catalog, BASE)
    known = [store for name in catalog.examples for store in example_system(catalog, name).stores]
    numbered = enumerate(islice(cycle(known), stores), start=1)
    named = tuple(replace(store, name=f"{store.name} {number}") for number, store in numbered)
    return replace(base, stores=named)


def with_gaps(catalog: Catalog, stores: int) -> System:
    """The same, two to four answers of every store being open: as most teams have it."""
    chance = random.Random(SEED)
    system = full(catalog, stores)
    return replace(
        system,
        stores=tuple(
            _less(store, gaps, chance)
            for store, gaps in zip(system.stores, cycle(GAPS), strict=False)
        ),
    )


def sparse(catalog: Catalog, stores: int) -> System:
    """Different stores with two answers each, as after the first minutes; none about the team."""
    chance = random.Random(SEED)
    begun = tuple(
        _less(store, len(store.answers) - 2, chance) for store in full(catalog, stores).stores
    )
    return System("Just begun", stores=begun)


def contradicting(catalog: Catalog, stores: int, team: bool = True) -> System:
    """Different kinds of stores that all contradict themselves, with nothing else about them.

    ``team`` says whether the questions about the system are answered.
    """
    known = full(catalog, stores)
    pair = _impossible_pair(catalog)
    bare = tuple(replace(each, answers=pair, notes={}) for each in known.stores)
    return replace(known, answers=known.answers if team else {}, stores=bare)


def _impossible_pair(catalog: Catalog) -> dict[str, str]:
    """The answers of the last impossible contradiction, which kinds of stores leave alone."""
    impossible = [each for each in catalog.contradictions.values() if each.impossible]
    return {name: str(option) for name, option in impossible[-1].when.items()}


def unanswered(catalog: Catalog, stores: int) -> System:
    """The same stores, no question being answered: only their kinds are known."""
    bare = tuple(replace(each, answers={}, notes={}) for each in full(catalog, stores).stores)
    return System("Nothing known yet", stores=bare)


def _less(store: Store, gaps: int, chance: random.Random) -> Store:
    left_out = set(chance.sample(sorted(store.answers), min(gaps, len(store.answers))))
    kept = {name: option for name, option in store.answers.items() if name not in left_out}
    return replace(store, answers=kept)
