"""The facilitator's console: every step of a workshop is one small form."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from decision import queries
from decision.actions import workshop as actions
from decision.content import catalog_for
from decision.domain.workshop.progress import IllegalMove, Move
from decision.models import Item, Showing, Workshop
from decision.web.live import ASIDE, PART, is_shown, live_page, unchanged, version_of
from decision.web.parts import kept_text
from decision.web.presenters.workshop.console import MINUTES, ConsoleView, console_view
from decision.web.presenters.workshop.guide import refusal
from decision.web.presenters.workshop.left import left_settling
from decision.web.presenters.workshop.subjects import subject_of
from decision.web.workshop_access import WorkshopRequest, facilitators, seen_in
from decision.web.workshop_forms import SettleForm

#: What the timer starts with if no choice came along, in minutes; by how many seconds it grows.
FIRST_MINUTES = 3
MORE_SECONDS = 60

#: A step of the agenda that changes no item: all screens go to one as it stands.
SHOW = "show"

#: What a facilitator can do with a reason.
HIDE = "hide"
VISIBILITIES = (HIDE, "show")

Step = Callable[[], None]


@require_safe
@facilitators
def console(request: WorkshopRequest) -> HttpResponse:
    """Agenda, counts, timer, next step."""
    return _console(request, request.workshop)


def _console(
    request: WorkshopRequest,
    workshop: Workshop,
    *,
    form: SettleForm | None = None,
    status: int = 200,
    stale: bool = False,
    refused: str = "",
) -> HttpResponse:
    """Each vote changes the count, so the version holds the number of votes and people.

    A script that takes a step is shown it at once. What the votes lead to that it revealed is
    worked out when the script asks again, naming the version that has it as it was before.
    """
    item = queries.item_of(workshop, workshop.current_id) if workshop.current_id else None
    votes = queries.votes_cast(item) if item else queries.votes_in_all(workshop)
    reasons = queries.reasons_of(item) if item else ()
    version = version_of(workshop.revision, votes, queries.participants(workshop), reasons)

    same = unchanged(request, version)
    if same is not None:
        return same
    before = version_of(version, "before")
    at_once = PART in request.headers and not is_shown(request, before)
    view = console_view(workshop, form, at_once=at_once)

    def build() -> Mapping[str, Any]:
        return {
            "view": view,
            "agenda": _agenda(request, workshop, view),
            "room": _room(workshop, view),
            "workshop": workshop,
            "stale": stale,
            "refused": refused,
            "live_url": reverse("workshop-console", args=[workshop.pk]),
            "join_at": f"{request.get_host()}{reverse('workshop-enter')}",
        }

    shown = before if view.room.is_before else version
    return live_page(request, "workshop/console.html", shown, build, status=status)


# While people vote, the console is made anew every second, and a long agenda is most of it.


def _agenda(request: WorkshopRequest, workshop: Workshop, view: ConsoleView) -> SafeString:
    """The agenda, which only a step changes. Its forms are those of this browser alone."""
    get_token(request)
    browser = request.META["CSRF_COOKIE"]
    before = view.room.is_before
    key = version_of("agenda", workshop.pk, workshop.revision, before, get_language(), browser)
    context = {
        "agenda": view.agenda,
        "scene": view.scene.name,
        "workshop": workshop,
        "seen": workshop.revision,
    }
    return kept_text(key, lambda: render_to_string("workshop/agenda.html", context, request))


def _room(workshop: Workshop, view: ConsoleView) -> SafeString:
    """The room's verdict, which only a step changes."""
    before = view.room.is_before
    key = version_of("room", workshop.pk, workshop.revision, before, get_language())
    return kept_text(key, lambda: render_to_string("workshop/room.html", {"room": view.room}))


def _stepped(
    request: WorkshopRequest, step: Step, *, form: SettleForm | None = None
) -> HttpResponse:
    """Take the step and show the console; say so if somebody stepped meanwhile.

    What was typed into ``form`` is shown again.
    """
    try:
        step()
    except actions.StaleStep as stale:
        return _console(request, stale.workshop, form=form, status=409, stale=True)
    return redirect("workshop-console", request.workshop.pk)


def _moved(
    request: WorkshopRequest, item: Item, move: Move, step: Step, *, form: SettleForm | None = None
) -> HttpResponse:
    """The same for a step that the item may not allow where it is."""
    try:
        return _stepped(request, step, form=form)
    except IllegalMove:
        now = _item(request, item.pk)
        subject = subject_of(catalog_for(request.workshop.edition_id), request.workshop, now)
        why = refusal(queries.progress_of(now), move, subject.short)
        return _console(request, request.workshop, form=form, status=409, refused=why)


def _item(request: WorkshopRequest, pk: int) -> Item:
    item = queries.item_of(request.workshop, pk)
    if item is None:
        raise Http404("There is no such item on the agenda.")
    return item


@require_POST
@facilitators
def move(request: WorkshopRequest, item: int, move: str) -> HttpResponse:
    """Open, reveal, vote again, skip or revisit an item, or show it as it stands."""
    if move not in (*Move, SHOW) or move == Move.SETTLE:
        raise Http404("There is no such step.")
    row = _item(request, item)
    if move == SHOW:
        return _stepped(
            request,
            lambda: actions.show(
                workshop=request.workshop,
                showing=Showing.ITEM,
                item=row,
                seen=seen_in(request),
            ),
        )
    return _moved(
        request,
        row,
        Move(move),
        lambda: actions.move_item(
            workshop=request.workshop, item=row, move=Move(move), seen=seen_in(request)
        ),
    )


@require_POST
@facilitators
def settle(request: WorkshopRequest, item: int) -> HttpResponse:
    """Keep what the room agrees on; of a card, which needs no agreement, show the definition.

    With ``stay`` the screens stay where they are: the room has gone on since it was written.
    """
    row = _item(request, item)
    subject = subject_of(catalog_for(request.workshop.edition_id), request.workshop, row)
    agreed, dissent, form = "", "", None
    if not subject.is_card:
        form = SettleForm(subject, request.POST)
        if ASIDE in request.POST:
            return _left_behind(request, row, form)
        if not form.is_valid():
            return _console(request, request.workshop, form=form, status=422)
        agreed, dissent = form.cleaned_data["agreed"], form.cleaned_data["dissent"]
    return _moved(
        request,
        row,
        Move.SETTLE,
        lambda: actions.settle_item(
            workshop=request.workshop, item=row, agreed=agreed, dissent=dissent,
            seen=seen_in(request), stay="stay" in request.POST,
        ),
        form=form,
    )  # fmt: skip


def _left_behind(request: WorkshopRequest, item: Item, form: SettleForm) -> HttpResponse:
    """What was written, for the script to keep beside the console; empty if it is kept."""
    workshop = request.workshop
    left = left_settling(item, form, has_ended=workshop.ended_at is not None)
    if left is None:
        return HttpResponse()
    context = {"left": left, "workshop": workshop, "seen": workshop.revision}
    return render(request, "workshop/left_settling.html", context)


@require_POST
@facilitators
def show(request: WorkshopRequest, showing: str) -> HttpResponse:
    """Let all screens show the lobby or the verdict."""
    if showing not in (Showing.LOBBY, Showing.VERDICT):
        raise Http404("There is no such screen.")
    return _stepped(
        request,
        lambda: actions.show(
            workshop=request.workshop, showing=Showing(showing), seen=seen_in(request)
        ),
    )


@require_POST
@facilitators
def close(request: WorkshopRequest) -> HttpResponse:
    """End answering at one's own pace: the facilitator sees first what it led to."""
    return _stepped(
        request, lambda: actions.close_all(workshop=request.workshop, seen=seen_in(request))
    )


@require_POST
@facilitators
def timer(request: WorkshopRequest, command: str) -> HttpResponse:
    """Start, pause, resume, extend or stop the timer."""
    workshop, seen = request.workshop, seen_in(request)
    steps: dict[str, Step] = {
        "start": lambda: actions.start_timer(
            workshop=workshop, seconds=_minutes(request) * 60, seen=seen
        ),
        "pause": lambda: actions.pause_timer(workshop=workshop, seen=seen),
        "resume": lambda: actions.resume_timer(workshop=workshop, seen=seen),
        "extend": lambda: actions.extend_timer(workshop=workshop, seconds=MORE_SECONDS, seen=seen),
        "stop": lambda: actions.stop_timer(workshop=workshop, seen=seen),
    }
    if command not in steps:
        raise Http404("The timer cannot do that.")
    return _stepped(request, steps[command])


def _minutes(request: WorkshopRequest) -> int:
    """The minutes that were chosen, of those that are offered."""
    chosen = request.POST.get("minutes")
    return next((each for each in MINUTES if str(each) == chosen), FIRST_MINUTES)


@require_POST
@facilitators
def reason(request: WorkshopRequest, vote: UUID, visibility: str) -> HttpResponse:
    """Hide a reason from all screens, or show it again."""
    if visibility not in VISIBILITIES:
        raise Http404("A reason can be shown or hidden.")
    actions.hide_reason(workshop=request.workshop, vote=vote, hidden=visibility == HIDE)
    return redirect("workshop-console", request.workshop.pk)


@require_POST
@facilitators
def end(request: WorkshopRequest) -> HttpResponse:
    """End the workshop: nobody votes or joins any more."""
    return _stepped(
        request,
        lambda: actions.end_workshop(workshop=request.workshop, seen=seen_in(request)),
    )
