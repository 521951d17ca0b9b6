"""One vote each."""

from django.db import transaction
from django.db.models import F

from decision.domain.workshop.progress import Stage
from decision.models import Item, Participant, Vote


class VoteRefused(Exception):
    """The item is not open in this round, or not on this agenda, or the workshop has ended."""


@transaction.atomic
def cast_vote(
    *, participant: Participant, item: int, round: int, option: str, reason: str = ""
) -> None:
    """Store or replace a participant's vote in the open round.

    The caller checks that ``option`` is one of the item's. Voting and revealing lock the same
    row: no vote slips in after the counts were shown. A reason that the facilitator has hidden
    stays hidden when it comes along to the next round.
    """
    open_ = Item.objects.select_for_update(of=("self",)).filter(
        pk=item,
        workshop=participant.workshop_id,
        workshop__ended_at=None,
        stage=Stage.VOTING,
        round=round,
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


def give_reason(*, participant: Participant, item: int, reason: str) -> None:
    """Add or change the reason of a vote that was revealed; a hidden one stays hidden.

    Raises ``VoteRefused`` for somebody who did not vote in the last revealed round, and once
    the workshop has ended.
    """
    found = Vote.objects.filter(
        participant=participant,
        item=item,
        item__workshop__ended_at=None,
        round=F("item__revealed"),
    ).exclude(item__stage=Stage.VOTING)
    if not found.update(reason=reason):
        raise VoteRefused
