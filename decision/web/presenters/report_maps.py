"""The maps of the report: this assessment, and the talk's map with the team's position."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.mapparts import split_by_branch
from decision.domain.mindmap import MarkedMap, MarkedNode
from decision.reports.drawing import (
    ASSESSMENT_LOOK,
    TALK_LOOK,
    DrawingUnavailable,
    Look,
    Studio,
    slim_svg,
)
from decision.web.presenters import wording
from decision.web.presenters.maps import marked_map, small_map, studio
from decision.web.presenters.result import ResultView

#: Marked places that the text beside a map names.
PLACES = 12


@dataclass(frozen=True, slots=True)
class MapPicture:
    """One drawing: its file among the assets, and what it shows in words."""

    title: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportMaps:
    """All drawings; ``problem`` says why there is none, for people."""

    assessment: MapPicture | None = None
    parts: tuple[MapPicture, ...] = ()
    whole: MapPicture | None = None
    places: tuple[str, ...] = ()
    problem: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)


def report_maps(catalog: Catalog, system: System, result: ResultView) -> ReportMaps:
    """Draw all maps, or none where Graphviz cannot."""
    marked = marked_map(catalog, system, result)
    atelier = _Atelier(studio())
    try:
        picture = atelier.draw(
            "map-assessment.svg", result.system, small_map(result), ASSESSMENT_LOOK
        )
        parts = tuple(
            atelier.draw(f"map-{number}.svg", part.title, part.map, TALK_LOOK)
            for number, part in enumerate(split_by_branch(marked), start=1)
        )
        whole = atelier.draw("map-whole.svg", marked.title, marked, TALK_LOOK)
    except DrawingUnavailable as error:
        return ReportMaps(places=_places(marked.root), problem=str(error))
    return ReportMaps(picture, parts, whole, _places(marked.root), "", atelier.files)


@dataclass(frozen=True, slots=True)
class _Atelier:
    """Draws maps and keeps the files."""

    studio: Studio
    files: dict[str, bytes] = field(default_factory=dict)

    def draw(self, name: str, title: str, marked: MarkedMap, look: Look) -> MapPicture:
        self.files[name] = slim_svg(marked, look, self.studio).encode()
        return MapPicture(title, name, _text(title, marked))


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
