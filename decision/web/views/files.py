"""The report: what it holds, and the PDF."""

from typing import cast, get_args

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from decision.reports.pdf import Paper, ReportBusy, ReportFailed
from decision.web.access import AssessmentRequest, readers
from decision.web.presenters.report import Extent
from decision.web.report_files import report_pdf as pdf_of
from decision.web.views.assessments import flow_of

#: Seconds after which a busy renderer is worth another try.
RETRY_AFTER = 10


@require_safe
@readers
def report_page(request: AssessmentRequest) -> HttpResponse:
    """What the report holds, and in which paper sizes."""
    pk = request.assessment.pk
    papers = {"a4": _("A4"), "letter": _("US Letter")}
    downloads = [
        {"title": title % name, "text": text, "url": reverse(view, args=[pk, paper])}
        for view, title, text in (
            (
                "report-pdf-short",
                _("Short report, %s"),
                _("To read before a meeting: result, reasons, what is due, what is open."),
            ),
            (
                "report-pdf",
                _("Full report, %s"),
                _("For the record: also all answers, settings, sources and the whole map."),
            ),
        )
        for paper, name in papers.items()
    ]
    downloads.append(
        {
            "title": _("Answer file"),
            "text": _("All answers and notes, to import again or to use on the command line."),
            "url": reverse("assessment-export", args=[pk]),
        }
    )
    context = {"flow": flow_of(request), "current": "report", "downloads": downloads}
    return render(request, "report_page.html", context)


@require_safe
@readers
def report_pdf(request: AssessmentRequest, paper: str, extent: Extent = "full") -> HttpResponse:
    """The report as a PDF; a page that says so when the renderer is busy or failed."""
    if paper not in get_args(Paper):
        raise Http404("There is no such paper size.")
    try:
        data = pdf_of(flow_of(request), cast(Paper, paper), extent)
    except ReportBusy as error:
        response = _unavailable(request, str(error))
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    except ReportFailed as error:
        return _unavailable(request, str(error))
    response = HttpResponse(data, content_type="application/pdf")
    name = slugify(request.assessment.name) or "report"
    ending = "-short" if extent == "short" else ""
    response["Content-Disposition"] = f'inline; filename="{name}{ending}.pdf"'
    return response


def _unavailable(request: AssessmentRequest, reason: str) -> HttpResponse:
    context = {"reason": reason, "retry_after": RETRY_AFTER}
    return render(request, "errors/503.html", context, status=503)
