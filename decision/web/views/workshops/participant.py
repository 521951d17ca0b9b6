"""The participant's screen: one thing at a time."""

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from decision import queries
from decision.actions import workshop as actions
from decision.content import catalog_for
from decision.domain.workshop.progress import Stage
from decision.models import Showing
from decision.queries import Ballot, Glance
from decision.web.access import capability_headers
from decision.web.live import ASIDE, PART, live_page, unchanged, version_of
from decision.web.parts import in_common
from decision.web.presenters.workshop.left import left_reason
from decision.web.presenters.workshop.participant import Refused, participant_view
from decision.web.presenters.workshop.subjects import subject_of
from decision.web.workshop_access import ParticipantRequest, cookie_name, in_the_room
from decision.web.workshop_forms import ReasonForm, VoteForm

#: After so many seconds a browser without JavaScript looks again, where nothing is to be done.
LOOK_AGAIN = 4

#: In the address of the page on which somebody writes a reason after the reveal.
WRITING = "reason"

#: The status of an answer to what came after the room had gone on.
TOO_LATE = 409


@require_safe
@never_cache
def screen(request: HttpRequest, pk: UUID, number: int | None = None) -> HttpResponse:
    """What this person sees now; ``number`` is the item that they chose at their own pace.

    A whole room asks every second whether something is new: that it is not is told first,
    before anything is read that only a page needs.
    """
    # The version comes before all that is shown: the room may go on in between, and a part that
    # is older than its version would stay on the phone until the step after next.
    seen = _glance(request, pk)
    version = version_of(seen, number, WRITING in request.GET)
    if seen is not None and (same := unchanged(request, version)) is not None:
        return capability_headers(same)

    def whole() -> HttpResponse:
        return _whole(request, pk, number, version)

    key = _shared(request, pk, seen)
    if key is None:
        return whole()
    page = in_common(key, lambda: _shared(request, pk, _glance(request, pk)), version, whole)
    return capability_headers(page)


def _glance(request: HttpRequest, pk: UUID) -> Glance | None:
    return queries.glance(request.COOKIES.get(cookie_name(pk), ""), pk)


def _shared(request: HttpRequest, pk: UUID, seen: Glance | None) -> str | None:
    """What the part depends on if it is alike for many; ``None`` if it is this person's own.

    A whole page has forms of its own, and so has the part while somebody writes a reason. A
    running timer is right to the second.
    """
    is_part = request.method == "GET" and PART in request.headers and WRITING not in request.GET
    common = seen.in_common() if seen is not None and is_part else None
    if seen is None or common is None:
        return None
    second = int(time.time()) if seen.timer_runs else None
    return version_of(pk, get_language(), second, common)


@in_the_room
def _whole(request: ParticipantRequest, number: int | None, version: str) -> HttpResponse:
    return _screen(request, number, version)


def _screen(
    request: ParticipantRequest,
    number: int | None,
    version: str,
    refused: Refused | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The page; with ``refused`` it has the address of a form, so it names where it is found."""
    workshop = request.workshop
    writes = WRITING in request.GET

    def build() -> Mapping[str, Any]:
        own = _own_votes(request, refused)
        view = participant_view(request.participant, own, number, refused, writes_reason=writes)
        page = reverse("workshop-participant", args=[workshop.pk])
        here = f"{page}?reason=1" if view.reason_form else page
        return {
            "view": view,
            "workshop": workshop,
            "too_late": refused is not None and refused.too_late,
            "refresh": LOOK_AGAIN if view.only_waits else None,
            "live_url": here if refused else "",
        }

    return live_page(request, "workshop/participant.html", version, build, status=status)


def _own_votes(request: ParticipantRequest, refused: Refused | None) -> Ballot:
    """Their votes as far as the page shows them: on all items only at their own pace."""
    workshop = request.workshop
    one = workshop.showing == Showing.ITEM and refused is None
    return queries.ballot(request.participant, [workshop.current_id] if one else None)


def _after_refusal(
    request: ParticipantRequest, refused: Refused, number: int | None = None, *, status: int
) -> HttpResponse:
    """The screen as it is now, with what could not be taken."""
    workshop = request.workshop
    seen = queries.glance(request.COOKIES[cookie_name(workshop.pk)], workshop.pk)
    version = version_of(seen, number, refused.reason_form is not None)
    workshop.refresh_from_db()
    return _screen(request, number, version, refused, status=status)


@require_POST
@in_the_room
def vote(request: ParticipantRequest, item: int) -> HttpResponse:
    """Take a vote; the script gets a short answer, a plain form the next page."""
    if ASIDE in request.POST:
        return _left_behind(request, item)
    row = queries.item_of(request.workshop, item)
    if row is None:
        return _too_late(request, item)
    subject = subject_of(catalog_for(request.workshop.edition_id), request.workshop, row)
    form = VoteForm(subject, request.POST)
    number = row.position if request.workshop.showing == "lobby" else None
    if not form.is_valid():
        if PART in request.headers:
            return JsonResponse({"saved": False, "errors": form.errors}, status=422)
        is_over = row.stage != Stage.VOTING
        refused = Refused(item, _written(request), form=form, too_late=is_over)
        return _after_refusal(request, refused, number, status=422)
    try:
        actions.cast_vote(participant=request.participant, item=row.pk, **form.cleaned_data)
    except actions.VoteRefused:
        return _too_late(request, item)
    return _saved(request)


@require_POST
@in_the_room
def reason(request: ParticipantRequest, item: int) -> HttpResponse:
    """Add or change one's reason after the votes were revealed."""
    if ASIDE in request.POST:
        return _left_behind(request, item)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        if PART in request.headers:
            return JsonResponse({"saved": False, "errors": form.errors}, status=422)
        refused = Refused(item, _written(request), reason_form=form)
        return _after_refusal(request, refused, status=422)
    try:
        actions.give_reason(
            participant=request.participant, item=item, reason=form.cleaned_data["reason"]
        )
    except actions.VoteRefused:
        return _too_late(request, item)
    return _saved(request)


def _saved(request: ParticipantRequest) -> HttpResponse:
    if PART in request.headers:
        return JsonResponse({"saved": True})
    return redirect("workshop-participant", request.workshop.pk)


def _written(request: ParticipantRequest) -> str:
    return request.POST.get("reason", "")


def _too_late(request: ParticipantRequest, item: int) -> HttpResponse:
    """It was not taken; the page shows where the room is now, and what was written."""
    if PART in request.headers:
        return _left_behind(request, item, status=TOO_LATE)
    refused = Refused(item, _written(request), too_late=True)
    return _after_refusal(request, refused, status=TOO_LATE)


def _left_behind(request: ParticipantRequest, item: int, *, status: int = 200) -> HttpResponse:
    """What was written, for the script to keep beside the screen; empty if nothing was."""
    own = queries.ballot(request.participant)
    left = left_reason(own, item, _written(request))
    if left is None:
        return HttpResponse(status=status)
    context = {"left": left, "workshop": request.workshop}
    return render(request, "workshop/left_reason.html", context, status=status)
