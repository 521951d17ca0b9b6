"""What the files say, and everything that was found."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decision.web.access import AssessmentRequest, readers
from decision.web.presenters.infrastructure.findings import findings
from decision.web.presenters.infrastructure.says import Reader
from decision.web.presenters.infrastructure.table import Filter, table
from decision.web.views.infrastructure.common import confirmed_look, nothing_page, waits


@require_safe
@readers
def overview(request: AssessmentRequest) -> HttpResponse:
    """What the files say, or how to have them read."""
    look = confirmed_look(request)
    if look is None:
        return nothing_page(request)
    Reader(look).keep_cuts()
    context = {
        "flow": look.flow,
        "current": "files",
        "found": findings(look),
        "waiting": waits(request),
    }
    return render(request, "infrastructure/findings.html", context)


@require_safe
@readers
def resources(request: AssessmentRequest) -> HttpResponse:
    """Everything that was found, by unit."""
    look = confirmed_look(request)
    if look is None:
        return nothing_page(request)
    wanted = Filter.of({name: str(value) for name, value in request.GET.dict().items()})
    context = {"flow": look.flow, "current": "files", "table": table(look, wanted)}
    return render(request, "infrastructure/resources.html", context)
