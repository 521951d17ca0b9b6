"""Drawings of mind maps, made with Graphviz: the only package that runs it.

``page_svg`` is for a page with script and style sheet, ``slim_svg`` for the report,
``draw`` for files. All take a ``MarkedMap`` (``decision.domain.mindmap.mark``,
``mapparts.split_by_branch`` or ``assessmentmap.assessment_map``), and all raise
``DrawingUnavailable`` with a message for people. The same input gives the same bytes:
``drawing_key`` names them for a cache. Graphs of other shapes than a tree are drawn by
``graphs`` (``graph_svg``, ``graph_file``) from a ``GraphPicture``.
"""

import hashlib
from dataclasses import replace
from typing import Final

from decision.domain.mindmap import MarkedMap
from decision.reports.drawing.appearance import DrawingWords, Look
from decision.reports.drawing.dottext import dot_text, measuring_text
from decision.reports.drawing.graphs import GraphForm, graph_file, graph_key, graph_svg
from decision.reports.drawing.groups import groups
from decision.reports.drawing.pdfpage import settled_pdf
from decision.reports.drawing.picture import GraphPicture
from decision.reports.drawing.process import (
    DrawingNotInstalled,
    DrawingUnavailable,
    Fonts,
    Format,
    Limits,
    run_dot,
)
from decision.reports.drawing.sheet import Sheet, sheet
from decision.reports.drawing.sizes import measure
from decision.reports.drawing.studio import Studio
from decision.reports.drawing.svg import Finish, finished_svg

__all__ = [
    "ASSESSMENT_LOOK",
    "PRINT_LOOK",
    "SLIDE_LOOK",
    "TALK_LOOK",
    "DrawingNotInstalled",
    "DrawingUnavailable",
    "DrawingWords",
    "Fonts",
    "Format",
    "GraphForm",
    "GraphPicture",
    "Limits",
    "Look",
    "Studio",
    "draw",
    "drawing_key",
    "graph_file",
    "graph_key",
    "graph_svg",
    "page_svg",
    "slim_svg",
]

#: To be raised when the same map is drawn differently, so that caches forget.
REVISION: Final = 2

#: A slide in points, as the usual programs make them.
SLIDE: Final = (960.0, 540.0)

#: Pixels per inch of a picture on paper: a slide has 1920 by 1080.
SLIDE_RESOLUTION: Final = 144

#: The talk's map: two branches to the left of the root, the largest to the right.
TALK_LOOK: Final = Look(left=("definitions", "affected-by"))
#: A part of the map on a printed page: short lines keep it narrow and its type large.
PRINT_LOOK: Final = Look(line=22)
#: The map of one assessment, which also shows zones and the verdict of the system.
ASSESSMENT_LOOK: Final = Look(notes=True, balanced=True, line=30)
#: The same as a file: one slide of 16 to 9. Short lines leave room for large type.
SLIDE_LOOK: Final = replace(ASSESSMENT_LOOK, paper=SLIDE, line=23)


def page_svg(marked: MarkedMap, look: Look, studio: Studio, prefix: str = "node-") -> str:
    """Return an SVG element for a page: ids, classes and data attributes for its script."""
    prepared = sheet(marked, look)
    raw = _drawn(prepared, studio, "svg")
    finish = Finish(
        marked.title,
        look.family,
        groups(prepared, prefix),
        "mind-map is-marked" if marked.marked else "mind-map",
    )
    return finished_svg(raw, finish)


def slim_svg(marked: MarkedMap, look: Look, studio: Studio) -> str:
    """Return a small SVG document for the report: shapes and text, a title, nothing else."""
    raw = _drawn(sheet(marked, look), studio, "svg")
    return finished_svg(raw, Finish(marked.title, look.family))


def draw(marked: MarkedMap, form: Format, look: Look, studio: Studio) -> bytes:
    """Return a file to download, on white paper: SVG, PNG or PDF (one page, with a title)."""
    raw = _drawn(sheet(marked, look), studio, form)
    if form == "svg":
        return finished_svg(raw, Finish(marked.title, look.family, paper=True)).encode()
    return settled_pdf(raw, marked.title, studio.language) if form == "pdf" else raw


def drawing_key(marked: MarkedMap, look: Look, variant: str) -> str:
    """Return a name for a drawing: the same for the same content, look and variant."""
    content = repr((REVISION, variant, look, marked))
    return hashlib.sha256(content.encode("utf-8", "backslashreplace")).hexdigest()


def _drawn(prepared: Sheet, studio: Studio, form: Format) -> bytes:
    sizes = measure(measuring_text(prepared), studio.fonts, studio.limits)
    # A slide is seen on a whole screen; a map without paper has pixels enough.
    resolution = SLIDE_RESOLUTION if prepared.look.paper and form == "png" else None
    text = dot_text(prepared, sizes, resolution)
    return run_dot(text, form, studio.fonts, studio.limits)
