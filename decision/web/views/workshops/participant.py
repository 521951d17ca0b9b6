"""The participant's screen: one thing at a time."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from decision import queries
from decision.actions import workshop as actions
from decision.content import catalog_for
from decision.web.access import capability_headers
from decision.web.live import PART, live_page, unchanged, version_of
from decision.web.presenters.workshop.participant import participant_view
from decision.web.presenters.workshop.subjects import subject_of
from decision.web.workshop_access import ParticipantRequest, cookie_name, in_the_room
from decision.web.workshop_forms import ReasonForm, VoteForm

#: After so many seconds a browser without JavaScript looks again, where nothing is to be done.
LOOK_AGAIN = 4


@require_safe
def screen(request: HttpRequest, pk: UUID, number: int | None = None) -> HttpResponse:
    """What this person sees now; ``number`` is the item that they chose at their own pace.

    A whole room asks every second whether something is new: that it is not is told first,
    before anything is read that only a page needs.
    """
    # The version comes before all that is shown: the room may go on in between, and a part that
    # is older than its version would stay on the phone until the step after next.
    seen = queries.glance(request.COOKIES.get(cookie_name(pk), ""), pk)
    version = version_of(seen, number, "reason" in request.GET)
    same = unchanged(request, version) if seen is not None else None
    return capability_headers(same) if same is not None else _whole(request, pk, number, version)


@in_the_room
def _whole(request: ParticipantRequest, number: int | None, version: str) -> HttpResponse:
    return _screen(request, number, version)


def _screen(
    request: ParticipantRequest,
    number: int | None,
    version: str,
    *,
    form: VoteForm | None = None,
    reason_form: ReasonForm | None = None,
    status: int = 200,
    refused: bool = False,
) -> HttpResponse:
    workshop = request.workshop
    writes = reason_form is not None or "reason" in request.GET
    posted = request.method == "POST"

    def build() -> Mapping[str, Any]:
        own = queries.ballot(request.participant)
        view = participant_view(
            request.participant, own, number, form, reason_form, writes_reason=writes
        )
        refresh = LOOK_AGAIN if view.only_waits else None
        return {
            "view": view,
            "workshop": workshop,
            "refused": refused,
            "refresh": refresh,
            "live_url": reverse("workshop-participant", args=[workshop.pk]) if posted else "",
        }

    return live_page(request, "workshop/participant.html", version, build, status=status)


def _after_refusal(
    request: ParticipantRequest,
    number: int | None = None,
    *,
    form: VoteForm | None = None,
    reason_form: ReasonForm | None = None,
    status: int,
    refused: bool = False,
) -> HttpResponse:
    """The screen as it is now, with what could not be taken."""
    workshop = request.workshop
    seen = queries.glance(request.COOKIES[cookie_name(workshop.pk)], workshop.pk)
    version = version_of(seen, number, reason_form is not None)
    workshop.refresh_from_db()
    return _screen(
        request,
        number,
        version,
        form=form,
        reason_form=reason_form,
        status=status,
        refused=refused,
    )


@require_POST
@in_the_room
def vote(request: ParticipantRequest, item: int) -> HttpResponse:
    """Take a vote; the script gets a short answer, a plain form the next page."""
    row = queries.item_of(request.workshop, item)
    if row is None:
        return _refused(request, None)
    subject = subject_of(catalog_for(request.workshop.edition_id), request.workshop, row)
    form = VoteForm(subject, request.POST)
    number = row.position if request.workshop.showing == "lobby" else None
    if not form.is_valid():
        if PART in request.headers:
            return JsonResponse({"saved": False, "errors": form.errors}, status=422)
        return _after_refusal(request, number, form=form, status=422)
    try:
        actions.cast_vote(participant=request.participant, item=row.pk, **form.cleaned_data)
    except actions.VoteRefused:
        return _refused(request, form)
    if PART in request.headers:
        return JsonResponse({"saved": True})
    return redirect("workshop-participant", request.workshop.pk)


@require_POST
@in_the_room
def reason(request: ParticipantRequest, item: int) -> HttpResponse:
    """Add or change one's reason after the votes were revealed."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        if PART in request.headers:
            return JsonResponse({"saved": False, "errors": form.errors}, status=422)
        return _after_refusal(request, reason_form=form, status=422)
    try:
        actions.give_reason(
            participant=request.participant, item=item, reason=form.cleaned_data["reason"]
        )
    except actions.VoteRefused:
        return _refused(request, None)
    if PART in request.headers:
        return JsonResponse({"saved": True})
    return redirect("workshop-participant", request.workshop.pk)


def _refused(request: ParticipantRequest, form: VoteForm | None) -> HttpResponse:
    """The vote came too late; the page shows where the room is now."""
    if PART in request.headers:
        return JsonResponse({"saved": False, "closed": True}, status=409)
    return _after_refusal(request, status=409, refused=True)
