"""What all pages about files begin with."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from decision import queries
from decision.models import Infrastructure
from decision.web.access import AssessmentRequest
from decision.web.presenters.infrastructure.look import Look
from decision.web.views.assessments import flow_of


def look_of(request: AssessmentRequest, row: Infrastructure) -> Look:
    return Look(flow_of(request), row)


def confirmed_look(request: AssessmentRequest) -> Look | None:
    """What the team confirmed, beside its answers; none before that."""
    row = queries.confirmed_reading(request.assessment)
    return look_of(request, row) if row is not None else None


def waits(request: AssessmentRequest) -> bool:
    """Whether something was read that this editor may confirm."""
    return request.may_edit and False in queries.reading_states(request.assessment)


def nothing_page(request: AssessmentRequest) -> HttpResponse:
    context = {"flow": flow_of(request), "current": "files", "waiting": waits(request)}
    return render(request, "infrastructure/nothing.html", context)


def home(request: AssessmentRequest) -> HttpResponse:
    return redirect("files", request.assessment.pk)
