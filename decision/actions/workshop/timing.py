"""The timer of a discussion: started, paused, resumed, extended, stopped."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from decision.actions.workshop.stepping import begin_step, finish_step
from decision.models import Workshop

#: Longest time on the timer, in seconds.
MOST_SECONDS = 60 * 60


@transaction.atomic
def start_timer(*, workshop: Workshop, seconds: int, seen: int) -> None:
    begin_step(workshop, seen)
    _run(workshop, seconds)


@transaction.atomic
def pause_timer(*, workshop: Workshop, seen: int) -> None:
    now = begin_step(workshop, seen)
    finish_step(workshop, timer_ends_at=None, timer_left=now.seconds_left())


@transaction.atomic
def resume_timer(*, workshop: Workshop, seen: int) -> None:
    now = begin_step(workshop, seen)
    _run(workshop, now.seconds_left() or 0)


@transaction.atomic
def extend_timer(*, workshop: Workshop, seconds: int, seen: int) -> None:
    """Add seconds; a paused timer stays paused."""
    now = begin_step(workshop, seen)
    left = min((now.seconds_left() or 0) + seconds, MOST_SECONDS)
    if now.timer_left is not None:
        finish_step(workshop, timer_left=left)
    else:
        _run(workshop, left)


@transaction.atomic
def stop_timer(*, workshop: Workshop, seen: int) -> None:
    begin_step(workshop, seen)
    finish_step(workshop, timer_ends_at=None, timer_left=None)


def _run(workshop: Workshop, seconds: int) -> None:
    ends_at = timezone.now() + timedelta(seconds=min(seconds, MOST_SECONDS))
    finish_step(workshop, timer_ends_at=ends_at, timer_left=None)
