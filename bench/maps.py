"""Drawn maps against ``dot`` alone on the same text."""

import subprocess
from collections.abc import Iterator

from bench.site import visit
from bench.systems import with_gaps
from bench.table import Row, within_times
from bench.timing import PASSING, Work, side_by_side
from decision.catalog import Catalog
from decision.domain.mindmap import MarkedMap
from decision.reports.drawing import ASSESSMENT_LOOK, TALK_LOOK, Look, page_svg
from decision.reports.drawing.dottext import dot_text, measuring_text
from decision.reports.drawing.sheet import sheet
from decision.reports.drawing.sizes import measure
from decision.web.presenters.maps import marked_map, small_map, studio
from decision.web.presenters.result import result_view

DOT_ALONE = "dot alone"
STORES = 3


def rows(catalog: Catalog) -> Iterator[Row]:
    system = with_gaps(catalog, STORES)
    result = result_view(catalog, system)
    talk, small = marked_map(catalog, system, result), small_map(result)
    yield _drawing("talk's map as SVG", talk, TALK_LOOK)
    yield _drawing("assessment's map as SVG", small, ASSESSMENT_LOOK)
    at = visit(system)
    yield _page("map page", lambda: at.get_afresh("map"), talk, TALK_LOOK)
    yield _page("the same again", lambda: at.get("map"), talk, TALK_LOOK)


def _drawing(name: str, marked: MarkedMap, look: Look) -> Row:
    return _page(name, lambda: page_svg(marked, look, studio()), marked, look)


def _page(name: str, work: Work, marked: MarkedMap, look: Look) -> Row:
    ours, theirs = side_by_side(work, _dot_alone(marked, look), clock=PASSING)
    return Row(name, ours, DOT_ALONE, theirs, within_times(3))


def _dot_alone(marked: MarkedMap, look: Look) -> Work:
    """One run of dot that lays out and draws the same nodes and edges, checking nothing."""
    prepared = sheet(marked, look)
    sizes = measure(measuring_text(prepared), studio().fonts, studio().limits)
    text = dot_text(prepared, sizes).encode()
    return lambda: subprocess.run(["dot", "-Tsvg"], input=text, check=True, capture_output=True)
