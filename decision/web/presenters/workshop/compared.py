"""The room's verdicts before and after, of the same people."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from decision.catalog import Catalog
from decision.domain.prepared import remembered
from decision.domain.workshop.ballots import Room, StoreRoom
from decision.domain.workshop.groups import rounds_may_be_compared
from decision.domain.workshop.progress import ROUNDS
from decision.domain.workshop.room import verdicts_for
from decision.queries import Hall
from decision.web.presenters.workshop.verdicts import (
    MOST_KEPT,
    StoreVerdict,
    agreed_verdicts,
    store_verdict,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """The verdicts for one store by the first and by the last votes, of the same people."""

    before: StoreVerdict
    after: StoreVerdict


#: Worked out once for each state of a room.
_KEPT: dict[tuple[object, ...], tuple[Compared | None, ...]] = {}


def compared_verdicts(catalog: Catalog, hall: Hall) -> tuple[Compared | None, ...]:
    """For each store the verdicts of those who count both by their first and their last votes.

    ``None`` where there are too few of them, or where those who came or went would be told.
    """
    workshop = hall.workshop
    key = (workshop.pk, workshop.revision, catalog.content_hash, catalog.language)
    return remembered(_KEPT, key, MOST_KEPT, lambda: tuple(_compared(catalog, hall)))


def _compared(catalog: Catalog, hall: Hall) -> Iterator[Compared | None]:
    first, last = (_by_voter(catalog, hall, number) for number in (1, ROUNDS))
    agreed = agreed_verdicts(catalog, hall)
    for (before, ballots), (after, again), own in zip(first, last, agreed, strict=True):
        if rounds_may_be_compared(before.keys(), after.keys()):
            both = before.keys() & after.keys()
            then = verdicts_for(ballots.among({before[voter] for voter in both}))
            now = verdicts_for(again.among({after[voter] for voter in both}))
            yield Compared(store_verdict(catalog, then, own), store_verdict(catalog, now, own))
        else:
            yield None


def _by_voter(
    catalog: Catalog, hall: Hall, last_round: int
) -> Iterator[tuple[dict[UUID, int], StoreRoom]]:
    """Each store with the place of everybody who counts for it."""
    voices = hall.voices_by_voter(last_round)
    voters = list(voices)
    for store in Room(catalog.rulebook, hall.base, list(voices.values())).stores:
        yield {voters[place]: place for place in store.people}, store
