"""Coming in: by the code on the wall, on a second device; and leaving."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision import queries
from decision.actions import workshop as actions
from decision.models import Participant, Workshop
from decision.web import once
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
    code = form.cleaned_data["code"]
    return (
        _own_place(request, code)
        or _looked_up(request, code, form)
        or redirect("workshop-join", code)
    )


@never_cache
@GET_OR_POST
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a role, and an alias where the workshop wants one; then you are in."""
    form = JoinCodeForm({"code": code})
    cleaned = form.cleaned_data["code"] if form.is_valid() else ""
    answer = _own_place(request, cleaned) or _looked_up(request, cleaned, form)
    if answer is not None:
        return answer
    workshop = queries.workshop_by_code(cleaned)
    try:
        if workshop is not None:
            return _join_page(request, workshop)
    except Workshop.DoesNotExist:  # deleted while the line above was at work
        pass
    return _gone_page(request, form, cleaned) or _code_page(request, form, 404, wrong=cleaned)


def _join_page(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    before = _was_in(request, workshop.pk)
    # Whoever comes back keeps their role: it is not asked for again.
    roles = [] if before else workshop.roles
    form = JoinForm(posted, alias=not workshop.is_anonymous, roles=roles)
    context = {"form": form, "workshop": workshop, "once": once.token(request), "before": before}
    if not workshop.accepts_people:
        context["refusal"] = actions.WorkshopOver.__name__
    if posted is None or not form.is_valid():
        status = 422 if form.is_bound else 200
        return _no_referrer(render(request, "workshop/join.html", context, status=status))
    try:
        secret = actions.join(
            workshop=workshop,
            alias=form.cleaned_data.get("alias", ""),
            role=form.cleaned_data.get("role", ""),
            once=once.key(request, workshop.pk.hex),
            kept=_kept(request, workshop.pk),
        )
    except (actions.AliasTaken, actions.RoomFull, actions.WorkshopOver) as refusal:
        context["refusal"] = type(refusal).__name__
        return _no_referrer(render(request, "workshop/join.html", context, status=409))
    page = HttpResponseRedirect(reverse("workshop-participant", args=[workshop.pk]), status=303)
    return let_in(page, workshop, secret)


def _own_place(request: HttpRequest, code: str) -> HttpResponse | None:
    """The way on for whoever is in already, however many wrong codes their network sent.

    The code alone tells nothing here: only whoever holds a place in that room gets an answer.
    """
    workshop = queries.workshop_by_code(code)
    if workshop is None or not _is_in(request, workshop.pk):
        return None
    return redirect("workshop-participant", workshop.pk)


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
    if gone := _gone_page(request, form, code):
        return gone
    actions.count_guess(address=address)
    return _code_page(request, form, 404, wrong=code)


def _gone_page(request: HttpRequest, form: JoinCodeForm, code: str) -> HttpResponse | None:
    """A page that says that the workshop is gone: to scan an old code again is no guess."""
    if not actions.is_gone(code=code):
        return None
    return _no_referrer(_code_page(request, form, 410, gone=True))


def _code_page(
    request: HttpRequest,
    form: JoinCodeForm,
    status: int,
    wrong: str | None = None,
    *,
    gone: bool = False,
) -> HttpResponse:
    context = {"form": form, "wrong": wrong, "gone": gone}
    page = render(request, "workshop/enter_code.html", context, status=status)
    return page if wrong is None else _no_referrer(page)


def _is_in(request: HttpRequest, workshop_id: UUID) -> bool:
    """Whoever scans the code twice is not counted twice."""
    secret = _kept(request, workshop_id)
    return bool(secret) and queries.participant_by_secret(secret, workshop_id) is not None


def _was_in(request: HttpRequest, workshop_id: UUID) -> Participant | None:
    """Whoever has left with this browser, and has not been forgotten."""
    secret = _kept(request, workshop_id)
    return queries.participant_by_secret(secret, workshop_id, has_left=True) if secret else None


def _kept(request: HttpRequest, workshop_id: UUID) -> str:
    return request.COOKIES.get(cookie_name(workshop_id), "")


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
    """Leave: the alias and hidden votes are erased.

    The cookie stays, so that whoever joins again counts once, unless they want it forgotten.
    """
    actions.leave(participant=request.participant)
    return render(request, "workshop/left.html", {"workshop": request.workshop})


@never_cache
@require_POST
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take from this browser who has left with it: then it is another person who joins."""
    participant = _was_in(request, pk)
    if participant is None:
        return capability_headers(render(request, "workshop/closed.html", status=404))
    actions.forget(participant=participant)
    context = {"workshop": participant.workshop, "forgotten": True}
    page = render(request, "workshop/left.html", context)
    return capability_headers(let_out(page, participant.workshop))
