"""What a team's files say: kept as a proposal, confirmed, thrown away; types decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decision.actions.changing import lock, touch
from decision.actions.stores import HIGHEST_NUMBER, MAX_STORES, NameTaken, TooManyStores
from decision.models import Assessment, DecidedType, Infrastructure, Store, StorePlace
from decision.readers.shapes import Place, Reading

#: A proposal that nobody confirms is erased after this long.
PROPOSAL_KEPT: Final = timedelta(days=1)

#: So many characters of one reading are kept: some fifty thousand resources.
MOST_CONTENT: Final = 20_000_000

#: More types than any system has that nobody knows.
MOST_DECIDED: Final = 1_000

#: As long as the name of a type may be.
TYPE_LENGTH: Final = 250


class TooLargeToKeep(Exception):
    """More was read than is kept of one assessment."""


class StaleReading(Exception):
    """The reading was replaced or thrown away after this form was made, or a store was removed."""


class TooManyTypes(Exception):
    """The assessment already has ``MOST_DECIDED`` decided types."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One store that the team confirms: a new one, or one that there is, by its ``number``."""

    place: Place
    name: str = ""
    kind: str = ""
    number: int | None = None


@transaction.atomic
def propose_reading(*, assessment: Assessment, reading: Reading) -> Infrastructure:
    """Keep what was read until it is confirmed, in place of any earlier proposal."""
    content = Infrastructure.content_of(reading)
    if len(content) > MOST_CONTENT:
        raise TooLargeToKeep
    lock(assessment)
    Infrastructure.objects.filter(assessment=assessment, is_confirmed=False).delete()
    return Infrastructure.objects.create(
        assessment=assessment, content=content, read_at=timezone.now()
    )


@transaction.atomic
def discard_proposal(*, assessment: Assessment) -> bool:
    """Throw away what was read and not confirmed; false if there was nothing."""
    lock(assessment)
    found = Infrastructure.objects.filter(assessment=assessment, is_confirmed=False)
    return bool(found.delete()[0])


@transaction.atomic
def confirm_reading(
    *,
    assessment: Assessment,
    reading_id: UUID,
    chosen: Sequence[Chosen],
    before: Iterable[Place] | None = None,
) -> list[Store]:
    """Make a proposal what the files say, and create and link its stores; returns new ones.

    ``before``: the stores of the reading whose place it takes. A proposal that is confirmed
    already stays as it is. Raises ``StaleReading``, ``NameTaken`` or ``TooManyStores``, and then
    nothing is changed.
    """
    lock(assessment)
    found = Infrastructure.objects.filter(assessment=assessment, pk=reading_id)
    row = found.defer("content").first()
    if row is None:
        raise StaleReading
    if row.is_confirmed:
        return []
    living = {each.number: each for each in assessment.stores.filter(removed_at=None)}
    if any(each.number is not None and each.number not in living for each in chosen):
        raise StaleReading
    added = _add(assessment, [each for each in chosen if each.number is None], living.values())
    linked = [(living[each.number], each.place) for each in chosen if each.number is not None]
    _link(assessment, [*linked, *added])
    Infrastructure.objects.filter(assessment=assessment, is_confirmed=True).delete()
    found.update(is_confirmed=True, before=None if before is None else [*map(list, before)])
    touch(assessment)
    return [store for store, _place in added]


def _add(
    assessment: Assessment, chosen: Sequence[Chosen], living: Iterable[Store]
) -> list[tuple[Store, Place]]:
    names = [each.name for each in living]
    ever = list(assessment.stores.values_list("number", flat=True))
    if chosen and (
        len(names) + len(chosen) > MAX_STORES or len(ever) + len(chosen) > HIGHEST_NUMBER
    ):
        raise TooManyStores
    names += [each.name for each in chosen]
    if len(set(names)) < len(names):
        raise NameTaken
    first = max(ever, default=0) + 1
    rows = Store.objects.bulk_create(
        Store(assessment=assessment, number=number, name=each.name, kind=each.kind)
        for number, each in enumerate(chosen, start=first)
    )
    return [(row, each.place) for row, each in zip(rows, chosen, strict=True)]


def _link(assessment: Assessment, places: Sequence[tuple[Store, Place]]) -> None:
    """Links of stores that are not in the list stay: a later file may have them again."""
    stores = {store.pk for store, _place in places}
    taken = {place for _store, place in places}
    own = StorePlace.objects.filter(store__assessment=assessment)
    gone = [each.pk for each in own if each.pk in stores or each.place in taken]
    StorePlace.objects.filter(pk__in=gone).delete()
    StorePlace.objects.bulk_create(
        StorePlace(store=store, unit=place.unit, address=place.address) for store, place in places
    )


@transaction.atomic
def remove_reading(*, assessment: Assessment) -> bool:
    """Delete everything that was read, with the links to stores; stores and answers stay."""
    lock(assessment)
    StorePlace.objects.filter(store__assessment=assessment).delete()
    gone, _ = Infrastructure.objects.filter(assessment=assessment).delete()
    if gone:
        touch(assessment)
    return bool(gone)


@transaction.atomic
def decide_type(*, assessment: Assessment, type: str, keeps_data: bool | None) -> None:
    """Remember whether a type keeps data; ``None`` takes it back. Raises ``TooManyTypes``."""
    lock(assessment)
    found = DecidedType.objects.filter(assessment=assessment, type=type)
    if keeps_data is None:
        found.delete()
    elif not found.update(keeps_data=keeps_data):
        if DecidedType.objects.filter(assessment=assessment).count() >= MOST_DECIDED:
            raise TooManyTypes
        DecidedType.objects.create(assessment=assessment, type=type, keeps_data=keeps_data)
    touch(assessment)


def purge_proposals(*, now: datetime | None = None) -> int:
    """Erase proposals that nobody confirmed for a day; returns how many."""
    due = (now or timezone.now()) - PROPOSAL_KEPT
    found = Infrastructure.objects.filter(is_confirmed=False, read_at__lt=due)
    return found.delete()[0]
