"""What other pages than those about files show of a reading: little, worked out once.

A reading may have ten thousand resources, and pages show a dozen of them. What does not depend on
answers is kept by the reading and the links to stores; where to cut, which depends on verdicts
alone, by the stores that should be separate as well.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.core.cache import cache

from decision.inspection import Found
from decision.inspection.measures import Measured, measures
from decision.readers.shapes import Place
from decision.web.presenters.infrastructure.look import Look

#: Kept values never change, so they may stay as long as there is room.
KEPT_SECONDS: Final = 24 * 3600

#: With more resources than these other pages do not wait for cuts.
MOST_CUT_AT_ONCE: Final = 2_000

#: So many resources are named of any sort; counts are of all.
MOST_NAMED: Final = 3
MOST_LOST: Final = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Some resources: a few of their addresses, and how many there are."""

    addresses: tuple[str, ...]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.addresses)


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """The resource that a store is. ``users`` refer to it, ``runs`` shares its unit and runs."""

    found: Found
    missing: tuple[str, ...]
    users: Named
    runs: Named


@dataclass(frozen=True, slots=True)
class CutFacts:
    """How one unit comes apart; ``stores`` are those of the assessment among all that come apart,
    of which there are ``apart``. ``crossings`` are the references between them and the rest."""

    unit: str
    stores: frozenset[Place]
    apart: int
    crossings: int
    backward: int


@dataclass(frozen=True, slots=True)
class Facts:
    """One reading. ``lost`` is what a plan would replace or destroy; ``linked`` says which store,
    counted from 0, is which resource; ``measured`` leaves out what is none of the stores."""

    units: int
    resources: int
    lost: tuple[Found, ...]
    lost_count: int
    stores: Mapping[int, StoreFacts]
    linked: Mapping[Place, int]
    unlinked: int
    unlinked_unprotected: int
    measured: tuple[Measured, ...]


class KeptFacts:
    """The facts of a reading, from the cache where they are there."""

    def __init__(self, look: Look) -> None:
        self.look = look

    @cached_property
    def _key(self) -> str:
        """Everything that facts depend on."""
        look = self.look
        told = (
            str(look.row.pk),
            look.catalog.content_hash,
            sorted(look.decided.items()),
            sorted(look.confirmed.items()),
        )
        return f"files-{hashlib.sha256(repr(told).encode('utf-8', 'replace')).hexdigest()}"

    @cached_property
    def facts(self) -> Facts:
        found = cache.get(self._key)
        if not isinstance(found, Facts):
            found = _facts(self.look)
            cache.set(self._key, found, KEPT_SECONDS)
        return found

    def cuts(self, separate: Collection[int]) -> tuple[CutFacts, ...] | None:
        """Where units are cut; ``separate``: the stores, counted from 0, whose verdict that is.

        None for so many resources that it takes too long for a page that is about something
        else, until the page about files has worked it out.
        """
        found = cache.get(self._key_of_cuts(separate))
        if isinstance(found, tuple):
            return found
        if self.facts.resources > MOST_CUT_AT_ONCE:
            return None
        return self.keep_cuts(separate)

    def keep_cuts(self, separate: Collection[int]) -> tuple[CutFacts, ...]:
        """Work out where units are cut, and keep it for other pages."""
        found = tuple(_cuts(self.look))
        cache.set(self._key_of_cuts(separate), found, KEPT_SECONDS)
        return found

    def _key_of_cuts(self, separate: Collection[int]) -> str:
        return f"{self._key}-cuts-{'-'.join(map(str, sorted(separate)))}"


def _facts(look: Look) -> Facts:
    inspection, linked = look.inspection, look.linked
    lost = [each for each in inspection.found if each.is_lost]
    others = [each for each in inspection.stores if each.place not in linked]
    measured = measures(look.catalog, inspection)
    return Facts(
        units=len(inspection.units),
        resources=len(inspection.found),
        lost=tuple(lost[:MOST_LOST]),
        lost_count=len(lost),
        stores=_stores(look),
        linked=dict(linked),
        unlinked=len(others),
        unlinked_unprotected=sum(each.is_protected is False for each in others),
        measured=tuple(
            each for each in measured if each.store is None or each.store.place in linked
        ),
    )


def _stores(look: Look) -> dict[int, StoreFacts]:
    """By store, with one look at every resource and reference."""
    linked = look.linked
    units = {place.unit for place in linked}
    users: dict[Place, dict[str, None]] = defaultdict(dict)
    for unit in look.inspection.units:
        for edge in unit.edges:
            if edge.target in linked and edge.source != edge.target:
                users[edge.target][edge.source.address] = None
    runs: dict[str, list[str]] = defaultdict(list)
    for each in look.inspection.found:
        if each.resource.unit in units and each.runs:
            runs[each.resource.unit].append(each.resource.address)
    return {
        number: StoreFacts(
            found=look.inspection.at[place],
            missing=tuple(_missing(look.inspection.at[place])),
            users=_named(list(users[place])),
            runs=_named(runs[place.unit]),
        )
        for place, number in linked.items()
    }


def _missing(found: Found) -> Iterator[str]:
    gaps = found.protection.gaps if found.protection else ()
    yield from dict.fromkeys(gap.setting for gap in gaps)


def _named(addresses: list[str]) -> Named:
    return Named(tuple(addresses[:MOST_NAMED]), len(addresses))


def _cuts(look: Look) -> Iterator[CutFacts]:
    for each in look.examination.cuts:
        own = frozenset(store.place for store in each.stores if store.place in look.linked)
        if own:
            backward = sum(crossing.is_backward for crossing in each.crossings)
            yield CutFacts(each.unit.name, own, len(each.stores), len(each.between), backward)
