"""The mind map."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from decision.web.access import AssessmentRequest, readers


@require_safe
@readers
def mind_map(request: AssessmentRequest) -> HttpResponse:
    raise NotImplementedError


@require_safe
@readers
def small_map(request: AssessmentRequest) -> HttpResponse:
    raise NotImplementedError


@require_safe
@readers
def download(request: AssessmentRequest, which: str, kind: str) -> HttpResponse:
    raise NotImplementedError
