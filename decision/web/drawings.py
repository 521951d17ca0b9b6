"""Drawings for pages and downloads, kept by their content so that each is drawn once."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from decision.domain.mindmap import MarkedMap
from decision.reports.drawing import (
    DrawingUnavailable,
    Format,
    Look,
    Studio,
    draw,
    drawing_key,
    page_svg,
)

#: A drawing never changes, so it may stay as long as there is room.
KEPT_SECONDS = 24 * 3600


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
