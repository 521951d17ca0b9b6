"""The stores of an assessment: add, change, copy, remove, bring back."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from decision.actions.changing import lock, touch
from decision.models import Answer, Assessment, Store

#: More stores than any real system under one assessment; keeps pages and reports finite.
MAX_STORES = 200

#: Removed stores keep their numbers and rows, so adding and removing has an end as well.
HIGHEST_NUMBER = 10 * MAX_STORES

#: As long as a name may be, less what the number of a copy takes.
LONGEST_STEM = 190


class TooManyStores(Exception):
    """The assessment already has ``MAX_STORES`` stores, or ever had ``HIGHEST_NUMBER``."""


class NameTaken(Exception):
    """The assessment already has a store of that name."""


@transaction.atomic
def add_store(*, assessment: Assessment, name: str, kind: str) -> Store:
    """Add a store; its kind pre-fills what is known about such stores."""
    lock(assessment)
    _refuse_too_many(assessment)
    _refuse_taken_name(assessment, name)
    store = Store.objects.create(
        assessment=assessment, number=_next_number(assessment), name=name, kind=kind
    )
    touch(assessment)
    return store


@transaction.atomic
def change_store(*, store: Store, name: str, kind: str) -> None:
    """Rename a store or change its kind; its answers stay."""
    lock(store.assessment)
    _refuse_taken_name(store.assessment, name, besides=store)
    Store.objects.filter(pk=store.pk).update(name=name, kind=kind)
    touch(store.assessment)


@transaction.atomic
def copy_store(*, store: Store) -> Store:
    """Add a store with the same kind, answers and notes, under a name that is free."""
    lock(store.assessment)
    taken = set(store.assessment.stores.values_list("name", flat=True))
    copy = add_store(
        assessment=store.assessment, name=_free_name(store.name, taken), kind=store.kind
    )
    Answer.objects.bulk_create(
        Answer(
            assessment=store.assessment,
            store=copy,
            question=answer.question,
            option=answer.option,
            note=answer.note,
        )
        for answer in store.answers.all()
        if answer.option or answer.note
    )
    return copy


@transaction.atomic
def remove_store(*, store: Store) -> None:
    """Take a store out of the assessment; :func:`restore_store` brings it back whole."""
    lock(store.assessment)
    Store.objects.filter(pk=store.pk, removed_at=None).update(removed_at=timezone.now())
    touch(store.assessment)


@transaction.atomic
def restore_store(*, store: Store) -> None:
    """Undo the removal of a store.

    Raises ``NameTaken`` if its name is in use again, ``TooManyStores`` if its place is.
    """
    lock(store.assessment)
    if not Store.objects.exclude(removed_at=None).filter(pk=store.pk).exists():
        return
    _refuse_too_many(store.assessment, adding=0)
    _refuse_taken_name(store.assessment, store.name, besides=store)
    Store.objects.filter(pk=store.pk).update(removed_at=None)
    touch(store.assessment)


def _next_number(assessment: Assessment) -> int:
    return (assessment.stores.aggregate(highest=Max("number"))["highest"] or 0) + 1


def _refuse_too_many(assessment: Assessment, *, adding: int = 1) -> None:
    living = assessment.stores.filter(removed_at=None).count()
    if living >= MAX_STORES or assessment.stores.count() + adding > HIGHEST_NUMBER:
        raise TooManyStores


def _refuse_taken_name(assessment: Assessment, name: str, besides: Store | None = None) -> None:
    taken = assessment.stores.filter(removed_at=None, name=name)
    if (taken.exclude(pk=besides.pk) if besides else taken).exists():
        raise NameTaken


def _free_name(name: str, taken: Collection[str]) -> str:
    stem = name[:LONGEST_STEM]
    candidates = (f"{stem} ({count})" for count in range(2, len(taken) + 3))
    return next(candidate for candidate in candidates if candidate not in taken)
