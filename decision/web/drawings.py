"""Drawings for pages and downloads, kept by their content so that each is drawn once."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from decision.domain.mindmap import MarkedMap
from decision.reports.drawing import (
    DrawingNotInstalled,
    DrawingUnavailable,
    Format,
    GraphForm,
    GraphPicture,
    Look,
    Studio,
    draw,
    drawing_key,
    graph_file,
    graph_key,
    graph_svg,
    page_svg,
)
from decision.web.turns import NoTurn, one_of

#: A drawing never changes, so it may stay as long as there is room.
KEPT_SECONDS = 24 * 3600
#: A graph that could not be drawn is not tried again for so long: that takes seconds each time.
PROBLEM_SECONDS = 120
#: Graphs come from files and may take long; so many are drawn at once on a machine.
GRAPHS_AT_ONCE = 2
GRAPH_SECONDS = 5


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """An SVG element for a page, or why there is none."""

    svg: SafeString | None
    problem: str = ""


def page_drawing(marked: MarkedMap, look: Look, studio: Studio) -> PageDrawing:
    """The drawing of a map for a page; the page has the same as a list without it."""
    key = drawing_key(marked, look, "page")
    svg = cache.get(key)
    if svg is None:
        try:
            svg = page_svg(marked, look, studio)
        except DrawingUnavailable as error:
            return PageDrawing(None, str(error))
        cache.set(key, svg, KEPT_SECONDS)
    # Filtered by an allow-list of elements and attributes: nothing people typed is markup.
    return PageDrawing(mark_safe(svg))  # noqa: S308


def file_drawing(marked: MarkedMap, form: Format, look: Look, studio: Studio) -> bytes:
    """The drawing of a map as a file. Raises ``DrawingUnavailable``."""
    key = drawing_key(marked, look, f"file-{form}")
    data = cache.get(key)
    if data is None:
        data = draw(marked, form, look, studio)
        cache.set(key, data, KEPT_SECONDS)
    return bytes(data)


def graph_drawing(picture: GraphPicture, studio: Studio) -> PageDrawing:
    """The drawing of a graph for a page, or why there is none."""
    key = graph_key(picture, "page")
    try:
        svg = _graph(key, lambda quick: graph_svg(picture, quick), studio)
    except DrawingUnavailable as error:
        return PageDrawing(None, str(error))
    # Filtered as above; addresses in it are our own.
    return PageDrawing(mark_safe(svg))  # noqa: S308


def graph_download(picture: GraphPicture, form: GraphForm, studio: Studio) -> bytes:
    """The drawing of a graph as a file. Raises ``DrawingUnavailable``."""
    key = graph_key(picture, f"file-{form}")
    return _graph(key, lambda quick: graph_file(picture, form, quick), studio)


def _graph[Drawn](key: str, make: Callable[[Studio], Drawn], studio: Studio) -> Drawn:
    """What was kept, or what is made in turn; a failure is kept for a while, too."""
    kept: tuple[Drawn] | None = cache.get(key)
    if kept is not None:
        return kept[0]
    problem = cache.get(f"{key}-problem")
    if problem is not None:
        raise DrawingUnavailable(problem)
    quick = replace(studio, limits=replace(studio.limits, seconds=GRAPH_SECONDS))
    turns = settings.DATA_FOLDER / "cache" / "turns"
    try:
        with one_of(turns, "graph", GRAPHS_AT_ONCE, GRAPH_SECONDS):
            drawn = make(quick)
    except NoTurn as error:
        words = _("Others are having graphs drawn just now. Load the page again in a moment.")
        raise DrawingUnavailable(words) from error
    except DrawingNotInstalled:
        raise
    except DrawingUnavailable as error:
        cache.set(f"{key}-problem", str(error), PROBLEM_SECONDS)
        raise
    cache.set(key, (drawn,), KEPT_SECONDS)
    return drawn
