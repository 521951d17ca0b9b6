"""One vote each."""

from django.db import transaction

from decision.domain.workshop.progress import Stage
from decision.models import Item, Participant, Vote


class VoteRefused(Exception):
    """The item is not open in this round, or not on this agenda."""


@transaction.atomic
def cast_vote(
    *, participant: Participant, item: int, round: int, option: str, reason: str = ""
) -> None:
    """Store or replace a participant's vote in the open round.

    The caller checks that ``option`` is one of the item's. Voting and revealing lock the same
    row: no vote slips in after the counts were shown.
    """
    open_ = (
        Item.objects.select_for_update()
        .filter(pk=item, workshop=participant.workshop_id, stage=Stage.VOTING, round=round)
        .only("pk")
    )
    if not open_.exists():
        raise VoteRefused
    Vote.objects.bulk_create(
        [Vote(item_id=item, participant=participant, round=round, option=option, reason=reason)],
        update_conflicts=True,
        unique_fields=["item", "participant", "round"],
        update_fields=["option", "reason"],
    )
