"""Who may lead, show or take part in a workshop.

Facilitators and projectors come by capability links, which become grants in the session.
Participants hold a secret of their own in a cookie, so that the screens of a whole room cost no
session each second and a restart loses nobody.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from decision import queries
from decision.content import UnreadableEdition
from decision.models import Participant, Workshop, WorkshopLink, WorkshopRole
from decision.web.access import capability_headers

LOGGER: Final = logging.getLogger(__name__)

GRANTS = "workshop-grants"

#: How long a phone stays in the workshop without coming back, in seconds.
COOKIE_AGE = 90 * 24 * 60 * 60


class WorkshopRequest(HttpRequest):
    """A request that was let in to a workshop; ``link`` is what it came in by, if by a link."""

    workshop: Workshop
    link: WorkshopLink | None


class ParticipantRequest(WorkshopRequest):
    """A request of somebody in the room."""

    participant: Participant


View = Callable[..., HttpResponse]


def grant_workshop(request: HttpRequest, link: WorkshopLink) -> None:
    """Let this browser in by ``link``; who may lead is not lowered by a projector's link."""
    held = _held(request, link.workshop_id)
    if held is None or held.role == WorkshopRole.PROJECT or link.role == WorkshopRole.FACILITATE:
        grants = request.session.get(GRANTS, {})
        request.session[GRANTS] = grants | {str(link.workshop_id): link.pk}


def _held(request: HttpRequest, workshop_id: UUID) -> WorkshopLink | None:
    link_id = request.session.get(GRANTS, {}).get(str(workshop_id))
    return queries.valid_workshop_link(link_id, workshop_id) if link_id else None


def led_workshops(request: HttpRequest) -> list[Workshop]:
    """The workshops that this browser may lead, the newest first."""
    held = list(request.session.get(GRANTS, {}).values())
    return [link.workshop for link in queries.facilitated_by(held)] if held else []


def facilitators(view: View) -> View:
    """Let in whoever holds a facilitator's link."""
    return _by_link(view, frozenset((WorkshopRole.FACILITATE,)))


def projectors(view: View) -> View:
    """Let in whoever may show the workshop on a wall; who leads it may as well."""
    return _by_link(view, frozenset(WorkshopRole))


def _by_link(view: View, roles: frozenset[WorkshopRole]) -> View:
    @wraps(view)
    @never_cache
    def wrapper(request: WorkshopRequest, pk: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        link = _held(request, pk)
        workshop = queries.workshop_by_id(pk) if link and link.role in roles else None
        if workshop is None:
            return _closed(request)
        request.workshop, request.link = workshop, link
        return _guarded(request, view, args, kwargs)

    return wrapper


def in_the_room(view: View) -> View:
    """Let in whoever joined: their browser holds a participant's secret."""

    @wraps(view)
    @never_cache
    def wrapper(request: ParticipantRequest, pk: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        secret = request.COOKIES.get(cookie_name(pk), "")
        participant = queries.participant_by_secret(secret, pk) if secret else None
        if participant is None:
            return _closed(request)
        request.participant, request.workshop = participant, participant.workshop
        request.link = None
        return _guarded(request, view, args, kwargs)

    return wrapper


def _guarded(request: WorkshopRequest, view: View, args: Any, kwargs: Any) -> HttpResponse:
    try:
        return capability_headers(view(request, *args, **kwargs))
    except Workshop.DoesNotExist:  # deleted or expired while the view was at work
        return _closed(request)
    except UnreadableEdition as error:
        LOGGER.warning("The stored edition of a workshop cannot be read any more.")
        return _unreadable(request, str(error))


def _unreadable(request: WorkshopRequest, edition: str) -> HttpResponse:
    """A page that says so; ``edition`` may also be that of the assessment it came from."""
    context = {
        "workshop": request.workshop,
        "is_own": edition == request.workshop.edition_id,
        "may_lead": request.link is not None and request.link.role == WorkshopRole.FACILITATE,
    }
    page = render(request, "workshop/unreadable_edition.html", context, status=409)
    return capability_headers(page)


def _closed(request: HttpRequest) -> HttpResponse:
    return capability_headers(render(request, "workshop/closed.html", status=404))


def seen_in(request: HttpRequest) -> int:
    """The revision that a form was made for; 0, which none is, if it names none."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def join_url(request: HttpRequest, workshop: Workshop) -> str:
    """The whole address by which participants join."""
    return request.build_absolute_uri(reverse("workshop-join", args=[workshop.code]))


def cookie_name(workshop_id: UUID) -> str:
    return f"participant_{workshop_id.hex}"


def let_in(response: HttpResponse, workshop: Workshop, secret: str) -> HttpResponse:
    """Let the browser keep a participant's secret; the join page knows them again by it."""
    response.set_cookie(
        cookie_name(workshop.pk),
        secret,
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def let_out(response: HttpResponse, workshop: Workshop) -> HttpResponse:
    response.delete_cookie(cookie_name(workshop.pk), samesite="Lax")
    return response
