"""One vote each."""

from django.db import transaction
from django.db.models import F

from decision.domain.workshop.progress import Stage
from decision.models import Item, Participant, Vote, Workshop


class VoteRefused(Exception):
    """The item is not open in this round, or not on this agenda, or the workshop has ended.

    Or whoever votes has left meanwhile.
    """


@transaction.atomic
def cast_vote(
    *, participant: Participant, item: int, round: int, option: str, reason: str = ""
) -> None:
    """Store or replace a participant's vote in the open round.

    The caller checks that ``option`` is one of the item's. Voting waits for every step, and
    every step for voting: no vote slips in after the counts were shown, or after the end. A
    reason that the facilitator has hidden stays hidden when it comes along to the next round.
    """
    _admit(participant)
    open_ = Item.objects.select_for_update().filter(
        pk=item, workshop=participant.workshop_id, stage=Stage.VOTING, round=round
    )
    if open_.only("pk").first() is None:
        raise VoteRefused
    own = Vote.objects.filter(item=item, participant=participant, round__lt=round)
    is_hidden = bool(round > 1 and reason) and own.filter(reason=reason, is_hidden=True).exists()
    vote = Vote(
        item_id=item,
        participant=participant,
        round=round,
        option=option,
        reason=reason,
        is_hidden=is_hidden,
    )
    Vote.objects.bulk_create(
        [vote],
        update_conflicts=True,
        unique_fields=["item", "participant", "round"],
        update_fields=["option", "reason", "is_hidden"],
    )


@transaction.atomic
def give_reason(*, participant: Participant, item: int, reason: str) -> None:
    """Add or change the reason of a vote that was revealed; a hidden one stays hidden.

    Raises ``VoteRefused`` for somebody who did not vote in the last revealed round, and once
    the workshop has ended.
    """
    _admit(participant)
    found = Vote.objects.filter(participant=participant, item=item, round=F("item__revealed"))
    if not found.exclude(item__stage=Stage.VOTING).update(reason=reason):
        raise VoteRefused
    Item.objects.filter(pk=item).update(reasons_given=F("reasons_given") + 1)


def _admit(participant: Participant) -> None:
    """Look once more, now that no step can come in between; raises ``VoteRefused``.

    What the caller has read may be older than the end of the workshop, or than its deletion.
    """
    locked = Workshop.objects.alive().select_for_update().only("ended_at")
    workshop = locked.filter(pk=participant.workshop_id).first()
    is_here = Participant.objects.filter(pk=participant.pk, has_left=False)
    if workshop is None or not workshop.accepts_people or not is_here.exists():
        raise VoteRefused
