"""Named writes: the only place where stored state changes.

Every action takes keyword arguments, runs in one short transaction, and leaves nothing
half done. Conflicts and limits are exceptions with what the page needs to explain them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from decision.catalog import Catalog
from decision.domain.answers import System
from decision.models import Answer, Assessment, Edition, Link, Role, Store
from decision.models.link import digest_of, new_secret

#: More stores than any real system under one assessment; keeps pages and reports finite.
MAX_STORES = 200


class EditConflict(Exception):
    """Somebody else changed the answer after this form was filled; both are kept."""

    def __init__(self, current: Answer | None) -> None:
        super().__init__("the answer was changed elsewhere")
        self.current = current


class TooManyStores(Exception):
    """The assessment already has ``MAX_STORES`` stores."""


class NameTaken(Exception):
    """The assessment already has a store of that name."""


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """A created assessment with the secrets of its first two links, to be shown once."""

    assessment: Assessment
    edit_secret: str
    read_secret: str


def freeze_edition(*, catalog: Catalog) -> Edition:
    """The stored copy of a catalog, made on first use."""
    edition, _ = Edition.objects.get_or_create(
        content_hash=catalog.content_hash,
        defaults={"name": catalog.edition.id, "files": dict(catalog.files)},
    )
    return edition


@transaction.atomic
def create_assessment(*, name: str, catalog: Catalog) -> NewAssessment:
    """Create an empty assessment with an edit link and a read link."""
    assessment = Assessment.objects.create(
        name=name, edition=freeze_edition(catalog=catalog), expires_at=_expiry()
    )
    return NewAssessment(
        assessment,
        make_link(assessment=assessment, role=Role.EDIT),
        make_link(assessment=assessment, role=Role.READ),
    )


@transaction.atomic
def import_system(*, system: System, catalog: Catalog) -> NewAssessment:
    """Create an assessment from an answer file that was read before."""
    created = create_assessment(name=system.name, catalog=catalog)
    _write_answers(created.assessment, None, system.answers, system.notes)
    for number, store in enumerate(system.stores, start=1):
        row = Store.objects.create(
            assessment=created.assessment, number=number, name=store.name, kind=store.kind or ""
        )
        _write_answers(created.assessment, row, store.answers, store.notes)
    return created


def _write_answers(
    assessment: Assessment,
    store: Store | None,
    answers: Mapping[str, str],
    notes: Mapping[str, str],
) -> None:
    Answer.objects.bulk_create(
        Answer(
            assessment=assessment,
            store=store,
            question=question,
            option=answers.get(question, ""),
            note=notes.get(question, ""),
        )
        for question in dict.fromkeys((*answers, *notes))
    )


@transaction.atomic
def rename_assessment(*, assessment: Assessment, name: str) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(name=name)
    _touch(assessment)


@transaction.atomic
def save_answer(
    *,
    assessment: Assessment,
    store: Store | None,
    question: str,
    option: str,
    note: str,
    seen: int,
) -> None:
    """Save the answer and note of one question.

    ``seen`` is the revision that the form was filled from, 0 for none. Raises
    ``EditConflict`` when the stored answer has moved on and differs from what is saved.
    """
    current = (
        Answer.objects.select_for_update()
        .filter(assessment=assessment, store=store, question=question)
        .first()
    )
    if current is not None and (current.option, current.note) == (option, note):
        return
    if (current.revision if current else 0) != seen:
        raise EditConflict(current)
    if current is None:
        Answer.objects.create(
            assessment=assessment, store=store, question=question, option=option, note=note
        )
    else:
        current.option, current.note, current.revision = option, note, current.revision + 1
        current.save()
    _touch(assessment)


@transaction.atomic
def adopt_answers(
    *, assessment: Assessment, changes: Mapping[tuple[int | None, str], str]
) -> None:
    """Save what was tried in a what-if: options by (store number or None, question).

    Notes stay; a what-if never writes one.
    """
    stores = {store.number: store for store in assessment.stores.filter(removed_at=None)}
    for (number, question), option in changes.items():
        store = None if number is None else stores[number]
        answer, created = Answer.objects.get_or_create(
            assessment=assessment, store=store, question=question, defaults={"option": option}
        )
        if not created and answer.option != option:
            answer.option, answer.revision = option, answer.revision + 1
            answer.save()
    _touch(assessment)


@transaction.atomic
def add_store(*, assessment: Assessment, name: str, kind: str) -> Store:
    """Add a store; its kind pre-fills what is known about such stores."""
    _lock(assessment)
    if assessment.stores.filter(removed_at=None).count() >= MAX_STORES:
        raise TooManyStores
    _refuse_taken_name(assessment, name)
    store = Store.objects.create(
        assessment=assessment, number=_next_number(assessment), name=name, kind=kind
    )
    _touch(assessment)
    return store


@transaction.atomic
def change_store(*, store: Store, name: str, kind: str) -> None:
    """Rename a store or change its kind; its answers stay."""
    _lock(store.assessment)
    _refuse_taken_name(store.assessment, name, besides=store)
    Store.objects.filter(pk=store.pk).update(name=name, kind=kind)
    _touch(store.assessment)


@transaction.atomic
def copy_store(*, store: Store, name: str) -> Store:
    """Add a store with the same kind, answers and notes."""
    copy = add_store(assessment=store.assessment, name=name, kind=store.kind)
    Answer.objects.bulk_create(
        Answer(
            assessment=store.assessment,
            store=copy,
            question=answer.question,
            option=answer.option,
            note=answer.note,
        )
        for answer in store.answers.all()
    )
    return copy


@transaction.atomic
def remove_store(*, store: Store) -> None:
    """Take a store out of the assessment; :func:`restore_store` brings it back whole."""
    Store.objects.filter(pk=store.pk).update(removed_at=timezone.now())
    _touch(store.assessment)


@transaction.atomic
def restore_store(*, store: Store) -> None:
    """Undo the removal of a store. Raises ``NameTaken`` if its name is in use again."""
    _lock(store.assessment)
    _refuse_taken_name(store.assessment, store.name, besides=store)
    Store.objects.filter(pk=store.pk).update(removed_at=None)
    _touch(store.assessment)


def make_link(*, assessment: Assessment, role: Role, label: str = "") -> str:
    """Make a capability link and return its secret, which is stored nowhere."""
    secret = new_secret(role)
    Link.objects.create(assessment=assessment, role=role, digest=digest_of(secret), label=label)
    return secret


def revoke_link(*, link: Link) -> None:
    """Revoke a link: everybody who came in by it is out at their next request."""
    Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def delete_assessment(*, assessment: Assessment) -> None:
    """Delete an assessment; it can be brought back for ``UNDO_DAYS`` days."""
    Assessment.objects.filter(pk=assessment.pk).update(deleted_at=timezone.now())


def restore_assessment(*, assessment: Assessment) -> None:
    """Undo the deletion of an assessment."""
    Assessment.objects.filter(pk=assessment.pk).update(deleted_at=None)
    _touch(assessment)


@transaction.atomic
def adopt_edition(*, assessment: Assessment, catalog: Catalog) -> None:
    """Move an assessment to another edition of the content; its answers stay as they are."""
    edition = freeze_edition(catalog=catalog)
    Assessment.objects.filter(pk=assessment.pk).update(edition=edition)
    _touch(assessment)


def purge(*, now: datetime | None = None) -> int:
    """Erase what is expired or deleted beyond its undo period; returns how many."""
    moment = now or timezone.now()
    undo_until = moment - timedelta(days=settings.UNDO_DAYS)
    due = Assessment.objects.due_for_purge(deleted_before=undo_until, now=moment)
    count = due.count()
    due.delete()
    Edition.objects.filter(assessments=None).delete()
    return count


def _expiry() -> datetime:
    return timezone.now() + timedelta(days=settings.RETENTION_DAYS)


def _touch(assessment: Assessment) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(
        updated_at=timezone.now(), expires_at=_expiry()
    )


def _lock(assessment: Assessment) -> None:
    """Serialise changes to the list of stores (a no-op on SQLite, which has one writer)."""
    Assessment.objects.select_for_update().get(pk=assessment.pk)


def _next_number(assessment: Assessment) -> int:
    return (assessment.stores.aggregate(highest=Max("number"))["highest"] or 0) + 1


def _refuse_taken_name(assessment: Assessment, name: str, besides: Store | None = None) -> None:
    taken = assessment.stores.filter(removed_at=None, name=name)
    if taken.exclude(pk=besides.pk if besides else None).exists():
        raise NameTaken
