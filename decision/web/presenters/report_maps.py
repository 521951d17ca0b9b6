"""The maps of the report: this assessment, and the talk's map with the team's position."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.mapparts import MapPart, split_by_branch
from decision.domain.mindmap import MarkedMap, MarkedNode
from decision.reports.drawing import (
    ASSESSMENT_LOOK,
    PRINT_LOOK,
    DrawingUnavailable,
    Look,
    Studio,
    slim_svg,
)
from decision.reports.pdf.legibility import Area, is_too_tall, text_size
from decision.web.presenters import wording
from decision.web.presenters.maps import marked_map, small_map, studio
from decision.web.presenters.result import ResultView

#: Marked places that the text beside a map names.
PLACES = 12

#: Points: the smallest type on any page of the report.
SMALLEST_TYPE = 6.5

#: What a landscape page leaves for its drawing in points, on A4 and on Letter alike. The style
#: sheet gives drawings the same room.
LANDSCAPE = Area(width=724, height=425)

#: Characters per line of a label: the longest lines with which a drawing is still legible.
LINES = (PRINT_LOOK.line, 18, 15)

#: The same for drawings that are too tall: longer lines make lower labels.
LONGER_LINES = (40, 60)

#: Levels below the root that the overview may show.
OVERVIEW_DEPTHS = range(1, 8)

#: Drawings that are made at the same time.
AT_ONCE = 2

#: A part of the map is never cut smaller than this many nodes.
FEWEST_NODES = 4


@dataclass(frozen=True, slots=True)
class MapPicture:
    """One drawing: its file among the assets, what it shows in words, and what is above it."""

    title: str
    file: str
    text: str
    above: str = ""


@dataclass(frozen=True, slots=True)
class ReportMaps:
    """All drawings; ``problem`` says why there is none, for people."""

    assessment: MapPicture | None = None
    overview: MapPicture | None = None
    parts: tuple[MapPicture, ...] = ()
    places: tuple[str, ...] = ()
    problem: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


def report_maps(
    catalog: Catalog, system: System, result: ResultView, *, short: bool = False
) -> ReportMaps:
    """Draw all maps, or none where Graphviz cannot; the short report has only the small one."""
    atelier = _Atelier(studio())
    marked = None if short else marked_map(catalog, system, result)
    places = _places(marked.root) if marked else ()
    try:
        own = small_map(result)
        drawn = _legible(own, ASSESSMENT_LOOK, atelier.studio)
        assessment = atelier.keep("map-assessment.svg", result.system, own, drawn)
        pictures = tuple(_talk_pictures(marked, atelier)) if marked else (None,)
    except DrawingUnavailable as error:
        return ReportMaps(places=places, problem=str(error))
    overview, *parts = pictures
    return ReportMaps(
        assessment, overview, tuple(filter(None, parts)), places, "", dict(atelier.files)
    )


@dataclass(frozen=True, slots=True)
class _Atelier:
    """Keeps the files of drawings."""

    studio: Studio
    files: dict[str, bytes] = field(default_factory=dict)

    def keep(
        self, name: str, title: str, marked: MarkedMap, svg: str, above: str = ""
    ) -> MapPicture:
        self.files[name] = svg.encode()
        return MapPicture(title, name, _text(title, marked), above)


def _talk_pictures(marked: MarkedMap, atelier: _Atelier) -> Iterator[MapPicture]:
    """The talk's map: first what is where, then a page for each part of it."""
    # Graphviz runs in processes of its own, so that threads let it use several processors.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(
            lambda part: tuple(_legible_parts(part, atelier.studio)), split_by_branch(marked)
        )
        parts = [each for several in found for each in several]
    overview, svg = _overview(marked, frozenset(part.map.root.id for part, _ in parts), atelier)
    yield atelier.keep("map-overview.svg", marked.title, overview, svg)
    for number, (part, drawn) in enumerate(parts, start=1):
        *above, title = part.heading
        yield atelier.keep(f"map-{number}.svg", title, part.map, drawn, " › ".join(above))


def _overview(
    marked: MarkedMap, starts: frozenset[str], atelier: _Atelier
) -> tuple[MarkedMap, str]:
    """The map down to where its parts begin, as deep as can be read."""
    deepest, svg = marked, ""
    for depth in reversed(OVERVIEW_DEPTHS):
        root = _pruned(marked.root, starts, depth)
        ids = {node.id for node in root.walk()}
        links = tuple(link for link in marked.links if link.start in ids and link.end in ids)
        deepest = replace(marked, id=f"{marked.id}-overview", root=root, links=links)
        svg = slim_svg(deepest, PRINT_LOOK, atelier.studio)
        if text_size(svg, LANDSCAPE) >= SMALLEST_TYPE:
            break
    return deepest, svg


def _pruned(node: MarkedNode, kept: frozenset[str], depth: int) -> MarkedNode:
    below = (each for each in node.children if any(n.id in kept for n in each.walk()))
    children = tuple(_pruned(each, kept, depth - 1) for each in below) if depth else ()
    return replace(node, children=children)


def _legible_parts(part: MapPart, atelier: Studio) -> Iterator[tuple[MapPart, str]]:
    """A part and its drawing; several smaller parts where its type would be too small."""
    svg = _legible(part.map, PRINT_LOOK, atelier)
    smaller = part.map.root.size * 2 // 3
    if text_size(svg, LANDSCAPE) >= SMALLEST_TYPE or smaller < FEWEST_NODES:
        yield part, svg
        return
    above = MarkedNode("", "", children=(part.map.root,))
    for each in split_by_branch(replace(part.map, root=above), smaller):
        yield from _legible_parts(MapPart((*part.heading[:-1], *each.heading), each.map), atelier)


def _legible(marked: MarkedMap, look: Look, atelier: Studio) -> str:
    """A drawing with the longest lines whose type can still be read, else the most legible.

    One that is too tall for the page gets longer lines, for as long as that helps.
    """
    best, size = "", 0.0
    for line in LINES:
        svg = slim_svg(marked, replace(look, line=line), atelier)
        found = text_size(svg, LANDSCAPE)
        if found > size:
            best, size = svg, found
        if size >= SMALLEST_TYPE:
            break
    for line in LONGER_LINES:
        if not is_too_tall(best, LANDSCAPE):
            break
        svg = slim_svg(marked, replace(look, line=line), atelier)
        found = text_size(svg, LANDSCAPE)
        if found > size:
            best, size = svg, found
    return best


def _text(title: str, marked: MarkedMap) -> str:
    places = _places(marked.root)
    if not places:
        return _("Mind map: %s.") % title
    return _("Mind map: %(title)s. Marked: %(places)s.") % {
        "title": title,
        "places": "; ".join(places[:PLACES]),
    }


def _places(root: MarkedNode) -> tuple[str, ...]:
    """The places where the team or its stores stand, in reading order."""
    return tuple(dict.fromkeys(_place(node) for node in root.walk() if node.here))


def _place(node: MarkedNode) -> str:
    stores = [store.name for store in node.stores]
    return f"{node.title} ({wording.listed(stores)})" if stores else node.title
