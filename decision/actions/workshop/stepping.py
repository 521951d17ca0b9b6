"""A facilitator's steps: what all screens show next."""

from uuid import UUID

from django.db import transaction
from django.db.models import F

from decision.actions.changing import expiry
from decision.actions.workshop.mixing import mix_people, mix_votes
from decision.actions.workshop.rehearsal import cast_simulated_votes
from decision.domain.workshop.progress import Move, Progress, Stage, after
from decision.models import Item, Showing, Vote, Workshop


class StaleStep(Exception):
    """Somebody stepped meanwhile, or ended the workshop; ``workshop`` is as it is now."""

    def __init__(self, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop


def lock_workshop(workshop: Workshop) -> Workshop:
    """The workshop as it is now; other steps wait until the transaction ends.

    Raises ``Workshop.DoesNotExist`` if it was deleted or expired meanwhile.
    """
    return Workshop.objects.alive().select_for_update().get(pk=workshop.pk)


def begin_step(workshop: Workshop, seen: int, *, after_end: bool = False) -> Workshop:
    """The locked workshop.

    Raises ``StaleStep`` if it is not at the revision ``seen``, or has ended: once everybody
    has gone, only a step that is meant for ``after_end`` may change what they agreed on.
    """
    now = lock_workshop(workshop)
    if now.revision != seen or (now.ended_at is not None and not after_end):
        raise StaleStep(now)
    return now


def finish_step(workshop: Workshop, **changes: object) -> None:
    """Store ``changes``; all screens notice."""
    Workshop.objects.filter(pk=workshop.pk).update(
        revision=F("revision") + 1, expires_at=expiry(), **changes
    )


#: What a new topic does to the timer: it starts afresh.
NO_TIMER = {"timer_ends_at": None, "timer_left": None}


@transaction.atomic
def move_item(*, workshop: Workshop, item: Item, move: Move, seen: int) -> None:
    """Open, reveal, vote again, skip or revisit one item; all screens go to it.

    They stay where they are if an item is skipped that they do not show. Raises ``IllegalMove``
    if the item's stage does not allow it.
    """
    begin_step(workshop, seen)
    _advance(item, move)
    if move is Move.REVEAL:
        mix_people(workshop)
    cast_simulated_votes(workshop, [item])
    shown = Workshop.objects.filter(pk=workshop.pk, showing=Showing.ITEM, current=item.pk)
    if move is Move.SKIP and not shown.exists():
        finish_step(workshop)
        return
    finish_step(workshop, showing=Showing.ITEM, current=item.pk, **NO_TIMER)


@transaction.atomic
def settle_item(
    *, workshop: Workshop, item: Item, agreed: str, dissent: str, seen: int, stay: bool = False
) -> None:
    """Keep what the room agrees on, and what somebody holds against it; of a card, show the
    definition.

    All screens go to it, unless they are to ``stay`` where they are.
    """
    begin_step(workshop, seen)
    Item.objects.filter(pk=item.pk).update(agreed=agreed, dissent=dissent)
    _advance(item, Move.SETTLE)
    there = {"showing": Showing.ITEM, "current": item.pk, **NO_TIMER}
    finish_step(workshop, **({} if stay else there))


@transaction.atomic
def show(*, workshop: Workshop, showing: Showing, item: Item | None = None, seen: int) -> None:
    """Let all screens show the lobby, an item as it stands, the verdict or the end.

    A look at the join code, for somebody who comes late, does not stop the timer of a talk.
    """
    now = begin_step(workshop, seen)
    aside = showing == Showing.LOBBY or (now.showing == Showing.LOBBY and item is not None)
    finish_step(
        workshop,
        showing=showing,
        current=item.pk if item else None,
        **({} if aside else NO_TIMER),
    )


@transaction.atomic
def close_all(*, workshop: Workshop, seen: int) -> None:
    """Reveal everything that people are voting on: the end of answering at one's own pace.

    No screen shows any of it yet: the facilitator sees it first, and says what comes next.
    """
    begin_step(workshop, seen)
    for item in Item.objects.select_for_update().filter(workshop=workshop, stage=Stage.VOTING):
        _advance(item, Move.REVEAL)
    mix_people(workshop)
    finish_step(workshop, showing=Showing.LOBBY, current=None, **NO_TIMER)


@transaction.atomic
def hide_reason(*, workshop: Workshop, vote: UUID, hidden: bool) -> None:
    """Hide the reason of a vote from all screens, or show it again."""
    lock_workshop(workshop)
    found = Vote.objects.filter(pk=vote, item__workshop=workshop).update(is_hidden=hidden)
    if found:
        finish_step(workshop)


def _advance(item: Item, move: Move) -> None:
    """Votes lock the same row, so each vote is counted before or refused after the move."""
    row = Item.objects.select_for_update().get(pk=item.pk)
    is_card = row.subject == Item.Subject.CARD
    moved = after(Progress(Stage(row.stage), row.round, row.revealed, is_card), move)
    Item.objects.filter(pk=item.pk).update(
        stage=moved.stage, round=moved.round, revealed=moved.revealed
    )
    if move is Move.REVEAL:
        mix_votes(item)
