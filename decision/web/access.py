"""Who may see what: capability links become grants in the session.

A grant remembers which link let a browser in, never its secret; whether the link still
holds is asked on every request, so that revoking takes effect at once.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from decision import queries
from decision.content import UnreadableEdition
from decision.models import Assessment, Link, Role

LOGGER: Final = logging.getLogger(__name__)

#: Session key: the row of the link that let this browser in, by assessment.
GRANTS = "grants"


class AssessmentRequest(HttpRequest):
    """A request that was let in: what it may do and with which assessment."""

    assessment: Assessment
    may_edit: bool


def grant(request: HttpRequest, link: Link) -> None:
    """Let this browser in by ``link``; an edit grant is never lowered by a read link."""
    grants = request.session.get(GRANTS, {})
    held = held_link(request, link.assessment_id)
    if held is None or held.role == Role.READ or link.role == Role.EDIT:
        grants[str(link.assessment_id)] = link.pk
        request.session[GRANTS] = grants


def held_link(request: HttpRequest, assessment_id: UUID) -> Link | None:
    """The valid link by which this browser may see the assessment."""
    link_id = request.session.get(GRANTS, {}).get(str(assessment_id))
    return queries.valid_link(link_id, assessment_id) if link_id else None


def held_links(request: HttpRequest) -> list[Link]:
    """The links by which this browser may see assessments, the last changed one first."""
    grants = request.session.get(GRANTS, {})
    return queries.opened_by(list(grants.values())) if grants else []


View = Callable[..., HttpResponse]


def readers(view: View) -> View:
    """Let in whoever holds a link to the assessment; it is kept out of caches and indexes.

    To post, they need an edit link here too.
    """
    return _guarded(view, Role.READ)


def readers_may_post(view: View) -> View:
    """Let in readers even when they post: for forms that save nothing."""
    return _guarded(view, Role.READ, to_post=Role.READ)


def editors(view: View) -> View:
    """Let in whoever holds an edit link; readers get a page that says so."""
    return _guarded(view, Role.EDIT)


def _guarded(view: View, needed: Role, to_post: Role = Role.EDIT) -> View:
    @wraps(view)
    @never_cache
    def wrapper(request: AssessmentRequest, pk: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        link = held_link(request, pk)
        assessment = queries.assessment_by_id(pk) if link else None
        if link is None or assessment is None:
            return _closed(request, pk, link)
        request.assessment, request.may_edit = assessment, link.role == Role.EDIT
        if not request.may_edit and Role.EDIT in (needed, request.method == "POST" and to_post):
            page = render(request, "access/read_only.html", {"pk": pk}, status=403)
            return capability_headers(page)
        try:
            return capability_headers(view(request, *args, **kwargs))
        except Assessment.DoesNotExist:  # deleted or erased while the view was at work
            return _closed(request, pk, link)
        except UnreadableEdition:
            LOGGER.warning("The stored edition of an assessment cannot be read any more.")
            page = render(request, "access/unreadable_edition.html", {"pk": pk}, status=409)
            return capability_headers(page)

    return wrapper


def _closed(request: HttpRequest, pk: UUID, link: Link | None) -> HttpResponse:
    closed = queries.assessment_by_id(pk, deleted=True) if link else None
    context = {
        "assessment": closed,
        "may_edit": link and link.role == Role.EDIT,
        "undo_days": settings.UNDO_DAYS,
    }
    return capability_headers(render(request, "access/closed.html", context, status=404))


def capability_headers(response: HttpResponse) -> HttpResponse:
    """Headers of pages that only link holders see.

    ``strict-origin`` keeps the address out of referrers, yet lets Django's check of forms
    without JavaScript pass, which ``no-referrer`` does not.
    """
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "strict-origin"
    if "no-store" not in response.get("Cache-Control", ""):
        response["Cache-Control"] = "private, no-store"
    return response
