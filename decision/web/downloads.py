"""Answers that a browser stores as a file, and one that says why there is none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from decision.reports.drawing import DrawingNotInstalled, DrawingUnavailable


def attachment(data: bytes | str, content_type: str, name: str) -> HttpResponse:
    """A file to be stored under ``name``, which has neither quotes nor line ends."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)


def no_drawing(request: HttpRequest, error: DrawingUnavailable) -> HttpResponse:
    """The page for a drawing that cannot be made, now or on this machine."""
    context = {"reason": str(error), "lasting": isinstance(error, DrawingNotInstalled)}
    return render(request, "errors/503.html", context, status=503)
