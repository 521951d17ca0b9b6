"""The life of an assessment: created, imported, renamed, deleted, brought back, erased."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from decision.actions.changing import expiry, lock, touch
from decision.actions.links import make_link
from decision.actions.stores import MAX_STORES, TooManyStores
from decision.catalog import Catalog
from decision.domain.answers import System
from decision.models import Answer, Assessment, Edition, Role, Store


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
        name=name, edition=freeze_edition(catalog=catalog), expires_at=expiry()
    )
    return NewAssessment(
        assessment,
        make_link(assessment=assessment, role=Role.EDIT),
        make_link(assessment=assessment, role=Role.READ),
    )


@transaction.atomic
def import_system(*, system: System, catalog: Catalog) -> NewAssessment:
    """Create an assessment from an answer file that was read before.

    Raises ``TooManyStores``, and then nothing is created.
    """
    if len(system.stores) > MAX_STORES:
        raise TooManyStores
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
    lock(assessment)
    Assessment.objects.filter(pk=assessment.pk).update(name=name)
    touch(assessment)


@transaction.atomic
def adopt_edition(*, assessment: Assessment, catalog: Catalog) -> None:
    """Move an assessment to another edition of the content; its answers stay as they are."""
    lock(assessment)
    edition = freeze_edition(catalog=catalog)
    Assessment.objects.filter(pk=assessment.pk).update(edition=edition)
    touch(assessment)


def delete_assessment(*, assessment: Assessment) -> None:
    """Delete an assessment; it can be brought back for ``UNDO_DAYS`` days."""
    Assessment.objects.alive().filter(pk=assessment.pk).update(deleted_at=timezone.now())


@transaction.atomic
def restore_assessment(*, assessment: Assessment) -> None:
    """Undo the deletion of an assessment, or its expiry while it is not yet erased."""
    Assessment.objects.filter(pk=assessment.pk).update(deleted_at=None)
    touch(assessment)


@transaction.atomic
def purge(*, keep: Catalog, now: datetime | None = None) -> int:
    """Erase what is expired or deleted beyond its undo period; returns how many.

    Editions that no assessment and no workshop uses go too, except that of ``keep``: the
    next assessment will use it, perhaps at this very moment.
    """
    moment = now or timezone.now()
    undo_until = moment - timedelta(days=settings.UNDO_DAYS)
    due = Assessment.objects.due_for_purge(deleted_before=undo_until, now=moment)
    count = due.count()
    due.delete()
    Edition.objects.filter(assessments=None, workshops=None).exclude(pk=keep.content_hash).delete()
    return count
