"""Coming in by the join code, and leaving again."""

from django.db import IntegrityError, transaction
from django.db.models import F

from decision.actions.workshop.stepping import lock_workshop
from decision.domain.workshop.aliases import likeness
from decision.models import Participant, Vote, Workshop
from decision.models.link import digest_of, new_secret

#: Far more than a facilitator can lead; a limit against a script that joins for ever.
MOST_PARTICIPANTS = 2_000


class AliasTaken(Exception):
    """Somebody else in this workshop goes by this name, or by one that looks like it."""


class RoomFull(Exception):
    """The workshop has as many participants as it takes."""


class WorkshopOver(Exception):
    """The workshop has ended."""


@transaction.atomic
def join(
    *, workshop: Workshop, alias: str = "", role: str = "", once: str = "", kept: str = ""
) -> str:
    """Let somebody in; returns the secret that their browser keeps.

    Whoever has left and still has their secret, ``kept``, comes back as the same person, so that
    they count once; their role stays, or their votes would go from one group to another.

    In an anonymous workshop an alias is not stored. ``once`` is a secret of the form that asks
    for it: sent again, it lets the same person in, under the alias that it has now, and the role
    unless they have voted in another.
    Raises ``Workshop.DoesNotExist`` if the workshop was deleted meanwhile.
    """
    workshop = lock_workshop(workshop)
    if not workshop.accepts_people:
        raise WorkshopOver
    before = _holder(workshop, kept)
    secret = kept if before else new_secret("participate", once)
    sent_before = _holder(workshop, secret) if once and before is None else None
    if sent_before is not None and sent_before.votes.exists():
        before = sent_before
    person = Participant(
        workshop=workshop,
        digest=digest_of(secret),
        alias="" if workshop.is_anonymous else alias,
        role=before.role if before else role if role in workshop.roles else "",
    )
    others = Participant.objects.filter(workshop=workshop).exclude(digest=person.digest)
    if others.count() >= MOST_PARTICIPANTS:
        raise RoomFull
    aliases = others.exclude(alias="").values_list("alias", flat=True) if person.alias else ()
    if likeness(person.alias) in map(likeness, aliases):
        raise AliasTaken
    try:
        with transaction.atomic():
            Participant.objects.bulk_create(
                [person],
                update_conflicts=True,
                unique_fields=["digest"],
                update_fields=["alias", "role", "has_left"],
            )
    except IntegrityError:
        raise AliasTaken from None
    return secret


def _holder(workshop: Workshop, secret: str) -> Participant | None:
    return Participant.objects.filter(workshop=workshop, digest=digest_of(secret)).first()


@transaction.atomic
def leave(*, participant: Participant) -> None:
    """Let a participant go: their alias and their hidden votes are erased.

    Votes that were revealed stay counted. Their secret opens nothing any more, but ``join``
    knows them by it until ``forget``. Like every step it waits for the row of the workshop,
    which may be gone by then.
    """
    Workshop.objects.select_for_update().filter(pk=participant.workshop_id).values("pk").first()
    Vote.objects.filter(participant=participant, round__gt=F("item__revealed")).delete()
    Participant.objects.filter(pk=participant.pk).update(alias="", has_left=True)


@transaction.atomic
def forget(*, participant: Participant) -> None:
    """Erase what ties somebody who has left to their votes: nobody can come back as them.

    It waits for a step, which may be storing everybody anew.
    """
    Workshop.objects.select_for_update().filter(pk=participant.workshop_id).values("pk").first()
    found = Participant.objects.filter(pk=participant.pk, has_left=True)
    found.update(digest=digest_of(new_secret("gone")))
