"""The result, one cell of it in full, and the what-if."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision import actions
from decision.domain.vocabulary import Boundary, Environment
from decision.web.access import AssessmentRequest, editors, readers, readers_may_post
from decision.web.htmx import render_page
from decision.web.presenters.flow import Flow
from decision.web.presenters.infrastructure.says import reading_beside
from decision.web.presenters.next_steps import counts, next_steps
from decision.web.presenters.panel import HIDDEN
from decision.web.presenters.result import result_view, with_files
from decision.web.presenters.trace import cell_trace
from decision.web.presenters.what_if import Changes, as_fields, read_changes, what_if
from decision.web.views.assessments import flow_of

#: Longer addresses are refused by servers and by Django's redirects.
LONGEST_ADDRESS = 2000


@require_safe
@readers
def result(request: AssessmentRequest) -> HttpResponse:
    """The answer first, then why, and what would change it."""
    flow = flow_of(request)
    view = result_view(
        flow.catalog, flow.system, partial(_cell_address, flow), partial(_question_address, flow)
    )
    view = with_files(view, reading_beside(flow), with_cuts=True)
    context = {
        "flow": flow,
        "result": view,
        "next_steps": next_steps(flow, view),
        "counts": counts(flow),
        "current": "result",
    }
    return render(request, "results/result.html", context)


def _cell_address(flow: Flow, position: int, boundary: str, environment: str) -> str:
    number = flow.sheet.stores[position - 1].number
    return reverse("result-cell", args=[flow.sheet.assessment.pk, number, boundary, environment])


def _question_address(flow: Flow, position: int, question: str) -> str:
    """The page that asks it, for the store or for the system; empty if none does."""
    number = flow.sheet.stores[position - 1].number
    step = flow.step(number, question) or flow.step(None, question)
    return step.url if step else ""


@require_safe
@readers
def cell(request: AssessmentRequest, number: int, boundary: str, environment: str) -> HttpResponse:
    """How one cell was worked out, step by step."""
    flow = flow_of(request)
    store = flow.sheet.store(number)
    if store is None or boundary not in list(Boundary) or environment not in list(Environment):
        raise Http404("There is no such store, boundary or environment.")
    found = cell_trace(flow, store, Boundary(boundary), Environment(environment))
    context = {"flow": flow, "store": store, "cell": found, "current": "result"}
    return render(request, "results/cell.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers_may_post
def try_out(request: AssessmentRequest) -> HttpResponse:
    """Change answers without saving. What is changed stands in the address, to be shared.

    A form with every answer of many stores does not fit into an address: it is posted, and
    sent on to the address that holds the changes alone.
    """
    flow = flow_of(request)
    if request.method == "POST":
        tried = read_changes(flow, request.POST)
        address = reverse("what-if", args=[request.assessment.pk], query=as_fields(tried))
        short = len(address) < LONGEST_ADDRESS
        return redirect(address) if short else _what_if_page(request, flow, tried)
    return _what_if_page(request, flow, read_changes(flow, request.GET))


@require_POST
@editors
def adopt(request: AssessmentRequest) -> HttpResponse:
    """Save what was tried, unless the answers have moved on since."""
    flow = flow_of(request)
    changes = read_changes(flow, request.POST)
    seen = request.POST.get("seen", "")
    try:
        actions.adopt_answers(
            assessment=request.assessment,
            changes=changes,
            seen=seen,
            replaced_by=flow.catalog.rulebook.replaced_by,
        )
    except actions.StaleForm:
        return _what_if_page(request, flow_of(request), changes, stale=True)
    messages.success(request, _("The tried answers are adopted."))
    return redirect("result", request.assessment.pk)


def _what_if_page(
    request: AssessmentRequest, flow: Flow, changes: Changes, *, stale: bool = False
) -> HttpResponse:
    view = what_if(flow, changes)
    context = {"flow": flow, "what_if": view, "stale": stale, "current": "what-if"}
    status = 409 if stale else 200
    return render_page(request, "results/what_if.html", context, part="outcome", status=status)


@require_POST
def toggle_panel(request: HttpRequest) -> HttpResponse:
    """Hide or show the side panel, and go back to where the reader was."""
    request.session[HIDDEN] = not request.session.get(HIDDEN, False)
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    # Only a path: redirect() would take a bare word for the name of a view.
    return redirect(target if safe and target.startswith("/") else "home")
