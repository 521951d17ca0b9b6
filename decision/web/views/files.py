"""The report: what it holds, and the PDF."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decision.web.access import AssessmentRequest, readers
from decision.web.views.assessments import flow_of


@require_safe
@readers
def report_page(request: AssessmentRequest) -> HttpResponse:
    """What the report holds, and in which paper sizes."""
    context = {"flow": flow_of(request), "current": "report"}
    return render(request, "report_page.html", context)


@require_safe
@readers
def report_pdf(request: AssessmentRequest, paper: str) -> HttpResponse:
    raise NotImplementedError
