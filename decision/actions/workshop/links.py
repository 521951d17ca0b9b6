"""Capability links of workshops: for further facilitators, and for the projector."""

from django.db import transaction
from django.utils import timezone

from decision.actions.workshop.stepping import lock_workshop
from decision.models import Workshop, WorkshopLink, WorkshopRole
from decision.models.link import digest_of, new_secret

#: More live links than one workshop needs; a limit against a script that makes them for ever.
MOST_LINKS = 20


class TooManyLinks(Exception):
    """The workshop has as many live links as it takes; revoking one makes room."""


class LastFacilitator(Exception):
    """Without this link nobody could lead the workshop any more."""


@transaction.atomic
def make_workshop_link(*, workshop: Workshop, role: WorkshopRole, once: str = "") -> str:
    """Make a capability link and return its secret, which is stored nowhere.

    ``once`` is as in :func:`decision.models.link.new_secret`. Raises ``TooManyLinks``, and
    then none is made.
    """
    lock_workshop(workshop)
    if WorkshopLink.objects.filter(workshop=workshop, revoked_at=None).count() >= MOST_LINKS:
        raise TooManyLinks
    secret = new_secret(role, once)
    WorkshopLink.objects.create(workshop=workshop, role=role, digest=digest_of(secret))
    return secret


@transaction.atomic
def revoke_workshop_link(*, link: WorkshopLink) -> None:
    """Revoke a link. Raises ``LastFacilitator`` rather than leave the room without one."""
    lock_workshop(link.workshop)
    holding = WorkshopLink.objects.filter(workshop=link.workshop_id, revoked_at=None)
    others = holding.filter(role=WorkshopRole.FACILITATE).exclude(pk=link.pk)
    if link.role == WorkshopRole.FACILITATE and not others.exists():
        raise LastFacilitator
    holding.filter(pk=link.pk).update(revoked_at=timezone.now())
