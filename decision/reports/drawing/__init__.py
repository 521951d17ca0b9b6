"""Drawings of mind maps, made with Graphviz: the only package that runs it.

``page_svg`` is for a page with script and style sheet, ``slim_svg`` for the report,
``draw`` for files. All take a ``MarkedMap`` (``decision.domain.mindmap.mark``,
``mapparts.split_by_branch`` or ``assessmentmap.assessment_map``), and all raise
``DrawingUnavailable`` with a message for people. The same input gives the same bytes:
``drawing_key`` names them for a cache.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Final

from decision.domain.assessmentmap import Assessed, AssessmentWords, assessment_map
from decision.domain.mindmap import MarkedMap
from decision.reports.drawing.appearance import DrawingWords, Look
from decision.reports.drawing.dottext import dot_text, measuring_text
from decision.reports.drawing.groups import groups
from decision.reports.drawing.pdfpage import settled_pdf
from decision.reports.drawing.process import DrawingUnavailable, Fonts, Format, Limits, run_dot
from decision.reports.drawing.sizes import measure
from decision.reports.drawing.svg import Finish, finished_svg

__all__ = [
    "A2_LANDSCAPE",
    "A3_LANDSCAPE",
    "ASSESSMENT_LOOK",
    "PRINT_LOOK",
    "TALK_LOOK",
    "DrawingUnavailable",
    "DrawingWords",
    "Fonts",
    "Format",
    "Limits",
    "Look",
    "Studio",
    "draw",
    "draw_assessment",
    "drawing_key",
    "page_svg",
    "slim_svg",
]

#: To be raised when the same map is drawn differently, so that caches forget.
REVISION: Final = 1

#: Paper in points.
A2_LANDSCAPE: Final = (1683.78, 1190.55)
A3_LANDSCAPE: Final = (1190.55, 841.89)

#: The talk's map: two branches to the left of the root, the largest to the right.
TALK_LOOK: Final = Look(left=("definitions", "affected-by"))
#: A part of the map on a printed page: short lines keep it narrow and its type large.
PRINT_LOOK: Final = Look(line=22)
#: The map of one assessment, which also shows zones and the verdict of the system.
ASSESSMENT_LOOK: Final = Look(notes=True)


@dataclass(frozen=True, slots=True)
class Studio:
    """What every drawing of an installation shares."""

    fonts: Fonts = field(default_factory=Fonts)
    limits: Limits = field(default_factory=Limits)
    language: str = "en"


def page_svg(marked: MarkedMap, look: Look, studio: Studio, prefix: str = "node-") -> str:
    """Return an SVG element for a page: ids, classes and data attributes for its script."""
    raw = _drawn(marked, look, studio, "svg")
    finish = Finish(
        marked.title,
        look.family,
        groups(marked, look, prefix),
        "mind-map is-marked" if marked.marked else "mind-map",
    )
    return finished_svg(raw, finish)


def slim_svg(marked: MarkedMap, look: Look, studio: Studio) -> str:
    """Return a small SVG document for the report: shapes and text, a title, nothing else."""
    return finished_svg(_drawn(marked, look, studio, "svg"), Finish(marked.title, look.family))


def draw(marked: MarkedMap, form: Format, look: Look, studio: Studio) -> bytes:
    """Return a file to download: SVG, PNG (transparent) or PDF (one page, with a title)."""
    if form == "svg":
        return slim_svg(marked, look, studio).encode()
    raw = _drawn(marked, look, studio, form)
    return settled_pdf(raw, marked.title, studio.language) if form == "pdf" else raw


def draw_assessment(
    assessed: Assessed,
    form: Format,
    studio: Studio,
    words: AssessmentWords | None = None,
    look: Look = ASSESSMENT_LOOK,
) -> bytes:
    """Return the small map of one assessment as a file, for slides."""
    return draw(assessment_map(assessed, words), form, look, studio)


def drawing_key(marked: MarkedMap, look: Look, variant: str) -> str:
    """Return a name for a drawing: the same for the same content, look and variant."""
    content = repr((REVISION, variant, look, marked))
    return hashlib.sha256(content.encode("utf-8", "backslashreplace")).hexdigest()


def _drawn(marked: MarkedMap, look: Look, studio: Studio, form: Format) -> bytes:
    sizes = measure(measuring_text(marked, look), studio.fonts, studio.limits)
    return run_dot(dot_text(marked, look, sizes), form, studio.fonts, studio.limits)
