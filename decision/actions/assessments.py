"""The life of an assessment: created, imported, renamed, deleted, brought back, erased."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from decision.actions.changing import expiry, lock, touch
from decision.actions.links import make_link
from decision.actions.stores import MAX_STORES, TooManyStores
from decision.catalog import Catalog
from decision.domain.answers import System
from decision.models import Answer, Assessment, Edition, Link, Role, Store
from decision.models.link import digest_of, new_secret


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


def create_assessment(*, name: str, catalog: Catalog, once: str = "") -> NewAssessment:
    """Create an empty assessment with an edit link and a read link.

    ``once`` is a secret of the form that asks for it. The same one gives the same assessment
    with the same links again: a form that is sent twice creates one.
    """
    return _once(once, lambda: _create(name, catalog, once))


def import_system(*, system: System, catalog: Catalog, once: str = "") -> NewAssessment:
    """Create an assessment from an answer file that was read before.

    ``once`` is as for :func:`create_assessment`. Raises ``TooManyStores``, and then nothing
    is created.
    """
    if len(system.stores) > MAX_STORES:
        raise TooManyStores
    return _once(once, lambda: _import(system, catalog, once))


def _once(once: str, make: Callable[[], NewAssessment]) -> NewAssessment:
    try:
        with transaction.atomic():
            return _created_before(once) or make()
    except IntegrityError:  # somebody was faster: then it is there by now
        found = _created_before(once)
        if found is None:
            raise
        return found


def _created_before(once: str) -> NewAssessment | None:
    """What ``once`` has created, while both links still open it."""
    if not once:
        return None
    links = list(_links_of(once))
    if not links or any(_is_closed(link) for link in links):
        return None
    return NewAssessment(
        links[0].assessment, new_secret(Role.EDIT, once), new_secret(Role.READ, once)
    )


def _links_of(once: str) -> QuerySet[Link]:
    """The links that were made for ``once``, as far as they still exist."""
    digests = [digest_of(new_secret(role, once)) for role in Role]
    return Link.objects.filter(digest__in=digests).select_related("assessment")


def _is_closed(link: Link) -> bool:
    alive = Assessment.objects.alive().filter(pk=link.assessment_id)
    return link.revoked_at is not None or not alive.exists()


@transaction.atomic
def _create(name: str, catalog: Catalog, once: str) -> NewAssessment:
    if once and any(map(_is_closed, _links_of(once))):
        once = ""  # its assessment was deleted, or a link revoked: those stay closed
    assessment = Assessment.objects.create(
        name=name, edition=freeze_edition(catalog=catalog), expires_at=expiry()
    )
    return NewAssessment(
        assessment,
        make_link(assessment=assessment, role=Role.EDIT, once=once),
        make_link(assessment=assessment, role=Role.READ, once=once),
    )


@transaction.atomic
def _import(system: System, catalog: Catalog, once: str) -> NewAssessment:
    created = _create(system.name, catalog, once)
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
