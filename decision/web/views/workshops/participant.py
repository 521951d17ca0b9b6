"""The participant's screen: one thing at a time."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from decision import queries
from decision.actions import workshop as actions
from decision.content import catalog_for
from decision.web.live import PART, live_page, version_of
from decision.web.presenters.workshop.participant import participant_view
from decision.web.presenters.workshop.subjects import subject_of
from decision.web.workshop_access import ParticipantRequest, in_the_room
from decision.web.workshop_forms import VoteForm


@require_safe
@in_the_room
def screen(request: ParticipantRequest, number: int | None = None) -> HttpResponse:
    """What this person sees now; ``number`` is the item that they chose at their own pace."""
    return _screen(request, number)


def _screen(
    request: ParticipantRequest,
    number: int | None = None,
    *,
    form: VoteForm | None = None,
    status: int = 200,
    refused: bool = False,
) -> HttpResponse:
    own = queries.ballot(request.participant)
    said = sorted((item, round_, vote.option) for (item, round_), vote in own.votes.items())
    version = version_of(request.workshop.revision, number, said, request.workshop.ended_at)

    def build() -> Mapping[str, Any]:
        view = participant_view(request.participant, own, number, form)
        return {"view": view, "workshop": request.workshop, "refused": refused}

    return live_page(request, "workshop/participant.html", version, build, status=status)


@require_POST
@in_the_room
def vote(request: ParticipantRequest, item: int) -> HttpResponse:
    """Take a vote; the script gets a short answer, a plain form the next page."""
    row = queries.item_of(request.workshop, item)
    if row is None:
        return _refused(request, None)
    subject = subject_of(catalog_for(request.workshop.edition), request.workshop, row)
    form = VoteForm(subject, request.POST)
    number = row.position if request.workshop.showing == "lobby" else None
    if not form.is_valid():
        if PART in request.headers:
            return JsonResponse({"saved": False, "errors": form.errors}, status=422)
        return _screen(request, number, form=form, status=422)
    try:
        actions.cast_vote(participant=request.participant, item=row.pk, **form.cleaned_data)
    except actions.VoteRefused:
        return _refused(request, form)
    if PART in request.headers:
        return JsonResponse({"saved": True})
    return redirect("workshop-participant", request.workshop.pk)


def _refused(request: ParticipantRequest, form: VoteForm | None) -> HttpResponse:
    """The vote came too late; the page shows where the room is now."""
    if PART in request.headers:
        return JsonResponse({"saved": False, "closed": True}, status=409)
    return _screen(request, status=409, refused=True)
