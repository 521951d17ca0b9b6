"""What stays of a workshop: actions, the next review, an assessment; and its deletion."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from decision.actions.answers import adopt_answers
from decision.actions.assessments import NewAssessment, import_system
from decision.actions.workshop.gone import bury_codes
from decision.actions.workshop.stepping import NO_TIMER, begin_step, finish_step, lock_workshop
from decision.catalog import Catalog
from decision.domain.answers import System
from decision.models import (
    ActionPoint,
    Assessment,
    FailedTry,
    GoneCode,
    Item,
    Showing,
    Workshop,
)

#: More than a room can promise in an hour.
MOST_ACTION_POINTS = 50


class TooManyActionPoints(Exception):
    """The workshop has as many action points as it takes."""


@transaction.atomic
def add_action_point(*, workshop: Workshop, text: str, owner: str, due: date | None) -> None:
    lock_workshop(workshop)
    if workshop.action_points.count() >= MOST_ACTION_POINTS:
        raise TooManyActionPoints
    ActionPoint.objects.create(workshop=workshop, text=text, owner=owner, due=due)
    finish_step(workshop)


@transaction.atomic
def remove_action_point(*, workshop: Workshop, action_point: int) -> None:
    lock_workshop(workshop)
    if ActionPoint.objects.filter(workshop=workshop, pk=action_point).delete()[0]:
        finish_step(workshop)


@transaction.atomic
def set_next_review(*, workshop: Workshop, day: date | None) -> None:
    lock_workshop(workshop)
    finish_step(workshop, next_review=day)


@transaction.atomic
def end_workshop(*, workshop: Workshop, seen: int) -> None:
    """Nobody can vote or come in any more; all screens show the summary."""
    begin_step(workshop, seen)
    finish_step(workshop, ended_at=timezone.now(), showing=Showing.END, current=None, **NO_TIMER)


@transaction.atomic
def reopen_workshop(*, workshop: Workshop, seen: int) -> None:
    """Take the end back."""
    begin_step(workshop, seen, after_end=True)
    finish_step(workshop, ended_at=None, showing=Showing.VERDICT, current=None)


@transaction.atomic
def make_assessment(
    *, workshop: Workshop, system: System, catalog: Catalog, seen: int
) -> NewAssessment:
    """Make an assessment of what the room agreed on; a double click makes one."""
    begin_step(workshop, seen, after_end=True)
    created = import_system(system=system, catalog=catalog)
    finish_step(workshop, result=created.assessment)
    return created


@transaction.atomic
def update_assessment(
    *,
    workshop: Workshop,
    assessment: Assessment,
    changes: Mapping[tuple[int | None, str], str],
    seen: str,
    replaced_by: Callable[[str], Sequence[str]],
) -> None:
    """Write what the room agreed on into the assessment that the workshop came from.

    ``seen`` is the fingerprint of the answers that the difference was shown against; raises
    ``StaleForm`` when they have moved on.
    """
    adopt_answers(assessment=assessment, changes=changes, seen=seen, replaced_by=replaced_by)
    lock_workshop(workshop)
    finish_step(workshop, result=assessment)


@transaction.atomic
def delete_workshop(*, workshop: Workshop) -> None:
    """Erase a workshop with its votes, links and reasons, at once and for good.

    An assessment that was made of it stays, and so does that its code is gone.
    """
    _erase(Workshop.objects.filter(pk=workshop.pk))


@transaction.atomic
def purge_workshops(*, now: datetime | None = None) -> int:
    """Erase expired workshops, old counts of wrong codes and what is left of codes that are gone.

    Returns how many workshops.
    """
    moment = now or timezone.now()
    count = _erase(Workshop.objects.filter(expires_at__lt=moment))
    for counts_or_codes in (FailedTry, GoneCode):
        counts_or_codes.objects.filter(expires_at__lt=moment).delete()
    return count


def _erase(workshops: QuerySet[Workshop]) -> int:
    """Erase workshops; returns how many.

    Whoever steps or joins waits for the row of the workshop, whoever votes for that of the
    item; then they find nothing. Without waiting they could add rows to what is being erased.
    """
    rows = workshops.select_for_update().order_by("pk")
    codes = dict(rows.values_list("pk", "code"))
    keys = list(codes)
    items = Item.objects.select_for_update().filter(workshop__in=keys).order_by("pk")
    list(items.values_list("pk"))
    Workshop.objects.filter(pk__in=keys).delete()
    bury_codes(codes.values())
    return len(keys)
