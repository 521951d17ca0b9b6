"""The talk's map with the team's position, and the small map of one assessment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from decision.content import current_catalog
from decision.domain.mindmap import MarkedMap
from decision.reports.drawing import (
    ASSESSMENT_LOOK,
    SLIDE_LOOK,
    TALK_LOOK,
    DrawingUnavailable,
    Format,
    Look,
)
from decision.web.access import AssessmentRequest, readers
from decision.web.downloads import attachment, no_drawing
from decision.web.drawings import file_drawing, page_drawing
from decision.web.presenters.flow import Flow
from decision.web.presenters.infrastructure.says import reading_beside
from decision.web.presenters.maps import marked_map, small_map, studio, talk_map
from decision.web.presenters.result import ResultView, result_view, with_files
from decision.web.views.assessments import flow_of

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}

TALK, SMALL = "talk", "assessment"


def _talk(flow: Flow) -> MarkedMap:
    return marked_map(flow.catalog, flow.system, _result(flow))


def _small(flow: Flow) -> MarkedMap:
    return small_map(_result(flow))


def _result(flow: Flow) -> ResultView:
    return with_files(result_view(flow.catalog, flow.system), reading_beside(flow))


@dataclass(frozen=True, slots=True)
class Kind:
    """How a map is made, and how it looks on its page and as a file."""

    make: Callable[[Flow], MarkedMap]
    look: Look
    file_look: Look


MAPS: Final = {
    TALK: Kind(_talk, TALK_LOOK, TALK_LOOK),
    SMALL: Kind(_small, ASSESSMENT_LOOK, SLIDE_LOOK),
}


@require_safe
@readers
def mind_map(request: AssessmentRequest) -> HttpResponse:
    """The talk's whole map with this team's answers and stores on it."""
    return _page(request, TALK)


@require_safe
@readers
def assessment_map(request: AssessmentRequest) -> HttpResponse:
    """System, stores, verdicts, reasons and next steps: for slides."""
    return _page(request, SMALL)


def _page(request: AssessmentRequest, which: str) -> HttpResponse:
    flow = flow_of(request)
    kind = MAPS[which]
    marked = kind.make(flow)
    drawing = page_drawing(marked, kind.look, studio())
    context = {
        "flow": flow,
        "current": "map",
        "which": which,
        "small": which == SMALL,
        "heading": _("This assessment on one map") if which == SMALL else "",
        "page_frame": "map/frame.html",
        "marked": marked,
        "svg": drawing.svg,
        "drawing_error": drawing.problem,
        "downloads": _downloads(request, which),
        "glossary_url": reverse("glossary"),
    }
    return render(request, "map/map.html", context)


def _downloads(request: AssessmentRequest, which: str) -> list[dict[str, str]]:
    uses = {
        "svg": _("For editing and for the web."),
        "png": _("For slides and chats."),
        "pdf": _("For print; sharp at any size."),
    }
    return [
        {
            "title": form.upper(),
            "text": text,
            "url": reverse("map-download", args=[request.assessment.pk, which, form]),
        }
        for form, text in uses.items()
    ]


@require_safe
@readers
def download(request: AssessmentRequest, which: str, form: str) -> HttpResponse:
    """A map as a file."""
    if which not in MAPS or form not in CONTENT_TYPES:
        raise Http404("There is no such map or format.")
    kind = MAPS[which]
    try:
        marked = kind.make(flow_of(request))
        data = file_drawing(marked, cast(Format, form), kind.file_look, studio())
    except DrawingUnavailable as error:
        return no_drawing(request, error)
    name = f"{slugify(request.assessment.name) or 'assessment'}-{which}-map.{form}"
    return attachment(data, CONTENT_TYPES[form], name)


@require_safe
def public_map(request: HttpRequest) -> HttpResponse:
    """The talk's map without anybody's answers."""
    marked = talk_map(current_catalog())
    drawing = page_drawing(marked, TALK_LOOK, studio())
    context = {
        "marked": marked,
        "svg": drawing.svg,
        "drawing_error": drawing.problem,
        "glossary_url": reverse("glossary"),
    }
    return render(request, "map/map.html", context)
