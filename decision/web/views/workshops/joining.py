"""Coming in: by the code on the wall, on a second device; and leaving."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision import queries
from decision.actions import workshop as actions
from decision.models import Workshop
from decision.web.access import capability_headers
from decision.web.caller import caller_of
from decision.web.workshop_access import (
    ParticipantRequest,
    cookie_name,
    in_the_room,
    let_in,
    let_out,
)
from decision.web.workshop_forms import JoinCodeForm, JoinForm

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@GET_OR_POST
def enter_code(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the wall."""
    form = JoinCodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _code_page(request, form, 422 if form.is_bound else 200)
    return _looked_up(request, form.cleaned_data["code"], form) or redirect(
        "workshop-join", form.cleaned_data["code"]
    )


@never_cache
@GET_OR_POST
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a role, and an alias where the workshop wants one; then you are in."""
    form = JoinCodeForm({"code": code})
    cleaned = form.cleaned_data["code"] if form.is_valid() else ""
    refused = _looked_up(request, cleaned, form)
    if refused is not None:
        return refused
    workshop = queries.workshop_by_code(cleaned)
    if workshop is None:  # deleted since the line above
        return _code_page(request, form, 404)
    if _is_in(request, workshop.pk):
        return redirect("workshop-participant", workshop.pk)
    return _join_page(request, workshop)


def _join_page(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = JoinForm(posted, alias=not workshop.is_anonymous, roles=workshop.roles)
    context = {"form": form, "workshop": workshop}
    if posted is None or not form.is_valid():
        status = 422 if form.is_bound else 200
        return _no_referrer(render(request, "workshop/join.html", context, status=status))
    try:
        secret = actions.join(
            workshop=workshop,
            alias=form.cleaned_data.get("alias", ""),
            role=form.cleaned_data.get("role", ""),
        )
    except (actions.AliasTaken, actions.RoomFull, actions.WorkshopOver) as refusal:
        context["refusal"] = type(refusal).__name__
        return _no_referrer(render(request, "workshop/join.html", context, status=409))
    page = HttpResponseRedirect(reverse("workshop-participant", args=[workshop.pk]), status=303)
    return let_in(page, workshop, secret)


def _looked_up(request: HttpRequest, code: str, form: JoinCodeForm) -> HttpResponse | None:
    """A page that says why the code does not open anything; ``None`` if it does.

    Wrong codes are counted, right ones are not: the people in a room share one address.
    """
    address = caller_of(request)
    try:
        actions.check_guesses(address=address)
    except actions.TooManyGuesses:
        return _no_referrer(render(request, "workshop/too_many_guesses.html", status=429))
    if queries.workshop_by_code(code) is not None:
        return None
    actions.count_guess(address=address)
    return _code_page(request, form, 404, wrong=code)


def _code_page(
    request: HttpRequest, form: JoinCodeForm, status: int, wrong: str | None = None
) -> HttpResponse:
    context = {"form": form, "wrong": wrong}
    page = render(request, "workshop/enter_code.html", context, status=status)
    return page if wrong is None else _no_referrer(page)


def _is_in(request: HttpRequest, workshop_id: UUID) -> bool:
    """Whoever scans the code twice is not counted twice."""
    secret = request.COOKIES.get(cookie_name(workshop_id), "")
    return bool(secret) and queries.participant_by_secret(secret, workshop_id) is not None


def _no_referrer(response: HttpResponse) -> HttpResponse:
    return capability_headers(response)


@require_safe
@in_the_room
def second_device(request: ParticipantRequest) -> HttpResponse:
    """The link by which the same person goes on elsewhere: still one vote."""
    secret = request.COOKIES[cookie_name(request.workshop.pk)]
    url = request.build_absolute_uri(reverse("workshop-return", args=[request.workshop.pk, secret]))
    return render(
        request, "workshop/second_device.html", {"workshop": request.workshop, "url": url}
    )


@never_cache
@GET_OR_POST
def come_back(request: HttpRequest, pk: UUID, secret: str) -> HttpResponse:
    """Go on as the participant who holds this link, after a button was pressed."""
    participant = queries.participant_by_secret(secret, pk)
    if participant is None:
        return capability_headers(render(request, "workshop/closed.html", status=404))
    if request.method != "POST":
        context = {"workshop": participant.workshop}
        return capability_headers(render(request, "workshop/come_back.html", context))
    page = HttpResponseRedirect(reverse("workshop-participant", args=[pk]), status=303)
    return capability_headers(let_in(page, participant.workshop, secret))


@require_POST
@in_the_room
def leave(request: ParticipantRequest) -> HttpResponse:
    """Leave for good: the alias, the way back and hidden votes are erased."""
    actions.leave(participant=request.participant)
    page = render(request, "workshop/left.html", {"workshop": request.workshop})
    return let_out(page, request.workshop)
