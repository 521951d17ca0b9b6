"""Who refers to whom, as a drawing and as a table."""

from typing import Final, cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from decision.reports.drawing import DrawingUnavailable, GraphForm
from decision.web.access import AssessmentRequest, readers
from decision.web.downloads import attachment, no_drawing
from decision.web.drawings import graph_download, graph_drawing
from decision.web.presenters.infrastructure.graph import Wanted, graph_page, graph_picture
from decision.web.presenters.maps import studio
from decision.web.views.infrastructure.common import confirmed_look, nothing_page

CONTENT_TYPES: Final = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "dot": "text/vnd.graphviz; charset=utf-8",
}


@require_safe
@readers
def graph(request: AssessmentRequest) -> HttpResponse:
    """Everything, one unit, or one store with what is around it."""
    look = confirmed_look(request)
    if look is None:
        return nothing_page(request)
    shown = graph_page(look, _wanted(request))
    drawing = graph_drawing(shown.picture, studio()) if shown.picture else None
    context = {
        "flow": look.flow,
        "current": "files",
        "shown": shown,
        "svg": drawing.svg if drawing else None,
        "drawing_error": drawing.problem if drawing else "",
        "downloads": _downloads(request, shown.query) if shown.picture else [],
    }
    return render(request, "infrastructure/graph.html", context)


@require_safe
@readers
def graph_as(request: AssessmentRequest, form: str) -> HttpResponse:
    """The same drawing as a file."""
    look = confirmed_look(request)
    if look is None or form not in CONTENT_TYPES:
        raise Http404("There is no such drawing or format.")
    picture = graph_picture(look, _wanted(request))
    if picture is None:
        raise Http404("There is nothing to draw.")
    try:
        data = graph_download(picture, cast(GraphForm, form), studio())
    except DrawingUnavailable as error:
        return no_drawing(request, error)
    name = f"{slugify(request.assessment.name) or 'assessment'}-graph.{form}"
    return attachment(data, CONTENT_TYPES[form], name)


def _wanted(request: AssessmentRequest) -> Wanted:
    return Wanted.of({name: str(value) for name, value in request.GET.dict().items()})


def _downloads(request: AssessmentRequest, query: str) -> list[dict[str, str]]:
    uses = {
        "svg": _("For editing and for the web."),
        "png": _("For slides and chats."),
        "dot": _("The text that Graphviz draws, to lay it out in another way."),
    }
    return [
        {
            "title": form.upper(),
            "text": text,
            "url": reverse("files-graph-download", args=[request.assessment.pk, form])
            + (f"?{query}" if query else ""),
        }
        for form, text in uses.items()
    ]
