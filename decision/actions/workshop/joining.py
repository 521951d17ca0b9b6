"""Coming in by the join code, and leaving again."""

from django.db import IntegrityError, transaction
from django.db.models import F

from decision.models import Participant, Vote, Workshop
from decision.models.link import digest_of, new_secret

#: Far more than a facilitator can lead; a limit against a script that joins for ever.
MOST_PARTICIPANTS = 2_000


class AliasTaken(Exception):
    """Somebody else in this workshop goes by this name."""


class RoomFull(Exception):
    """The workshop has as many participants as it takes."""


class WorkshopOver(Exception):
    """The workshop has ended."""


@transaction.atomic
def join(*, workshop: Workshop, alias: str = "", role: str = "") -> str:
    """Let somebody in; returns the secret that their browser keeps.

    In an anonymous workshop an alias is not stored.
    """
    if not workshop.accepts_people:
        raise WorkshopOver
    if Participant.objects.filter(workshop=workshop).count() >= MOST_PARTICIPANTS:
        raise RoomFull
    secret = new_secret("participate")
    try:
        with transaction.atomic():
            Participant.objects.create(
                workshop=workshop,
                digest=digest_of(secret),
                alias="" if workshop.is_anonymous else alias,
                role=role if role in workshop.roles else "",
            )
    except IntegrityError:
        raise AliasTaken from None
    return secret


@transaction.atomic
def leave(*, participant: Participant) -> None:
    """Let a participant go: their alias, their way back and their hidden votes are erased.

    Votes that were revealed stay counted, with nobody behind them.
    """
    Vote.objects.filter(participant=participant, round__gt=F("item__revealed")).delete()
    Participant.objects.filter(pk=participant.pk).update(
        digest=digest_of(new_secret("gone")), alias="", has_left=True
    )
