"""The end of a workshop: its summary, actions, next review, and the assessment that it becomes."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision import queries
from decision.actions import StaleForm
from decision.actions import workshop as actions
from decision.content import catalog_for
from decision.models import Assessment, Role, Workshop
from decision.web.access import grant, held_link
from decision.web.presenters.workshop.conclusion import Difference, agreed_system, difference
from decision.web.presenters.workshop.summary import progress_of_room, summary_of
from decision.web.workshop_access import WorkshopRequest, facilitators, seen_in
from decision.web.workshop_forms import ActionPointForm, ReviewForm

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@facilitators
def summary(request: WorkshopRequest) -> HttpResponse:
    """What the workshop has led to so far, or in the end."""
    return _summary(request, {})


def _summary(
    request: WorkshopRequest, context: dict[str, object], status: int = 200
) -> HttpResponse:
    workshop = request.workshop
    base: dict[str, object] = {
        "workshop": workshop,
        "current": "summary",
        "summary": summary_of(catalog_for(workshop.edition_id), queries.hall(workshop)),
        "action_points": list(workshop.action_points.all()),
        "action_form": ActionPointForm(),
        "review_form": ReviewForm(initial={"day": workshop.next_review}),
    }
    return render(request, "workshop/summary.html", base | context, status=status)


@require_POST
@facilitators
def add_action_point(request: WorkshopRequest) -> HttpResponse:
    """Keep something to do, with its owner and date."""
    form = ActionPointForm(request.POST)
    if not form.is_valid():
        return _summary(request, {"action_form": form}, status=422)
    try:
        actions.add_action_point(workshop=request.workshop, **form.cleaned_data)
    except actions.TooManyActionPoints:
        form.add_error("text", _("There are as many actions as fit. Remove one first."))
        return _summary(request, {"action_form": form}, status=409)
    return _to_actions(request)


@require_POST
@facilitators
def remove_action_point(request: WorkshopRequest, action_point: int) -> HttpResponse:
    """Take something off the list."""
    actions.remove_action_point(workshop=request.workshop, action_point=action_point)
    return _to_actions(request)


@require_POST
@facilitators
def set_review(request: WorkshopRequest) -> HttpResponse:
    """Keep the day on which the answers are looked at again, or none."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _summary(request, {"review_form": form}, status=422)
    actions.set_next_review(workshop=request.workshop, day=form.cleaned_data["day"])
    return _to_actions(request)


def _to_actions(request: WorkshopRequest) -> HttpResponse:
    page = reverse("workshop-summary", args=[request.workshop.pk])
    return redirect(f"{page}#actions")


@require_POST
@facilitators
def reopen(request: WorkshopRequest) -> HttpResponse:
    """Take the end back."""
    try:
        actions.reopen_workshop(workshop=request.workshop, seen=seen_in(request))
    except actions.StaleStep:
        messages.error(request, _("Somebody has changed the workshop meanwhile. Look again."))
        return redirect("workshop-summary", request.workshop.pk)
    return redirect("workshop-console", request.workshop.pk)


@require_safe
@facilitators
def conclude(request: WorkshopRequest) -> HttpResponse:
    """Make an assessment of it, or update the one that it came from."""
    return _conclude(request, request.workshop)


def _conclude(
    request: WorkshopRequest, workshop: Workshop, *, stale: bool = False, status: int = 200
) -> HttpResponse:
    agreed, left_open = progress_of_room(queries.hall(workshop))
    context = {
        "workshop": workshop,
        "current": "conclude",
        "agreed": agreed,
        "open": left_open,
        "origin": _editable(request, workshop.assessment),
        "result": _editable(request, workshop.result),
        "stale": stale,
    }
    return render(request, "workshop/conclude.html", context, status=status)


def _editable(request: WorkshopRequest, assessment: Assessment | None) -> Assessment | None:
    """The assessment, if it is alive and this browser may edit it."""
    link = held_link(request, assessment.pk) if assessment else None
    if assessment is None or link is None or link.role != Role.EDIT:
        return None
    return queries.assessment_by_id(assessment.pk)


@require_POST
@facilitators
def make(request: WorkshopRequest) -> HttpResponse:
    """Make an assessment of what was agreed on, and show its two links this one time."""
    workshop = request.workshop
    catalog = catalog_for(workshop.edition_id)
    system = agreed_system(catalog, queries.hall(workshop))
    try:
        created = actions.make_assessment(
            workshop=workshop, system=system, catalog=catalog, seen=seen_in(request)
        )
    except actions.StaleStep as meanwhile:
        return _conclude(request, meanwhile.workshop, stale=True, status=409)
    link = queries.link_by_secret(created.edit_secret)
    if link is not None:
        grant(request, link)
    context = {
        "assessment": created.assessment,
        "edit_url": request.build_absolute_uri(reverse("link-open", args=[created.edit_secret])),
        "read_url": request.build_absolute_uri(reverse("link-open", args=[created.read_secret])),
        "next_url": reverse("result", args=[created.assessment.pk]),
    }
    return render(request, "start/created.html", context)


@GET_OR_POST
@facilitators
def update(request: WorkshopRequest) -> HttpResponse:
    """Show what would change in the assessment that the workshop came from; then change it."""
    origin = _editable(request, request.workshop.assessment)
    if origin is None:
        messages.error(request, _("This browser cannot edit the assessment, or it is deleted."))
        return redirect("workshop-conclude", request.workshop.pk)
    if request.method != "POST":
        return _update_page(request, origin)
    try:
        return _updated(request, origin)
    except StaleForm:
        return _update_page(request, origin, stale=True)


def _updated(request: WorkshopRequest, origin: Assessment) -> HttpResponse:
    """Raises ``StaleForm`` if the answers, or what was agreed, are not what the form showed."""
    shown = _difference(request, origin)
    changes = shown.chosen(request.POST.getlist("change"))
    if changes is None:
        raise StaleForm
    try:
        actions.update_assessment(
            workshop=request.workshop,
            assessment=origin,
            changes=changes,
            seen=request.POST.get("seen", ""),
            replaced_by=catalog_for(origin.edition_id).rulebook.replaced_by,
        )
    except Assessment.DoesNotExist:  # deleted while this was at work
        return redirect("workshop-conclude", request.workshop.pk)
    messages.success(request, _outcome(shown, changes))
    return redirect("result", origin.pk)


def _outcome(shown: Difference, changes: Mapping[tuple[int | None, str], str]) -> str:
    if shown.changes and not changes:
        return _("No answer was changed, because none was marked.")
    if len(changes) < len(shown.changes):
        return _("The assessment has the answers that were marked; the others stay as they were.")
    return _("The assessment has the answers that the room agreed on.")


def _difference(request: WorkshopRequest, origin: Assessment) -> Difference:
    catalog = catalog_for(origin.edition_id)
    return difference(catalog, queries.hall(request.workshop), queries.sheet(origin))


def _update_page(
    request: WorkshopRequest, origin: Assessment, *, stale: bool = False
) -> HttpResponse:
    shown = _difference(request, origin)
    marked = request.POST.getlist("change") if stale else [each.name for each in shown.changes]
    context = {
        "workshop": request.workshop,
        "current": "conclude",
        "assessment": origin,
        "difference": shown,
        "marked": marked,
        "stale": stale,
    }
    status = 409 if stale else 200
    return render(request, "workshop/update.html", context, status=status)
