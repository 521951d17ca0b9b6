"""Making and revoking capability links."""

from django.db import transaction
from django.utils import timezone

from decision.actions.changing import lock
from decision.models import Assessment, Link, Role
from decision.models.link import digest_of, new_secret


class LastEditLink(Exception):
    """Without this link nobody could ever change the assessment again."""


def make_link(*, assessment: Assessment, role: Role, label: str = "") -> str:
    """Make a capability link and return its secret, which is stored nowhere."""
    secret = new_secret(role)
    Link.objects.create(assessment=assessment, role=role, digest=digest_of(secret), label=label)
    return secret


@transaction.atomic
def revoke_link(*, link: Link) -> None:
    """Revoke a link: everybody who came in by it is out at their next request.

    Raises ``LastEditLink`` rather than lock everybody out.
    """
    lock(link.assessment)
    holding = Link.objects.filter(assessment=link.assessment_id, revoked_at=None)
    others = holding.filter(role=Role.EDIT).exclude(pk=link.pk)
    if link.role == Role.EDIT and not others.exists():
        raise LastEditLink
    holding.filter(pk=link.pk).update(revoked_at=timezone.now())
