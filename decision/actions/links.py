"""Making and revoking capability links."""

from django.db import transaction
from django.utils import timezone

from decision.actions.changing import lock
from decision.models import Assessment, Link, Role
from decision.models.link import digest_of, new_secret

#: Links of an assessment that open it at the same time; more could not be kept track of.
MAX_LINKS = 20

#: Links that an assessment ever had: revoked ones stay listed, so this needs an end as well.
MOST_LINKS_EVER = 10 * MAX_LINKS


class LastEditLink(Exception):
    """Without this link nobody could ever change the assessment again."""


class TooManyLinks(Exception):
    """``MAX_LINKS`` links already open the assessment, or ``MOST_LINKS_EVER`` ever did."""


@transaction.atomic
def make_link(*, assessment: Assessment, role: Role, label: str = "", once: str = "") -> str:
    """Make a capability link and return its secret, which is stored nowhere.

    ``once`` is as in :func:`decision.models.link.new_secret`. Raises ``TooManyLinks``.
    """
    lock(assessment)
    made = Link.objects.filter(assessment=assessment)
    if made.filter(revoked_at=None).count() >= MAX_LINKS or made.count() >= MOST_LINKS_EVER:
        raise TooManyLinks
    secret = new_secret(role, once)
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
