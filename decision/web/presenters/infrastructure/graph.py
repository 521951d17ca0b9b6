"""The graph of a team's files: what is drawn, the same as a table, and other ways to look."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import ngettext

from decision.inspection.graph import Graph, graph
from decision.inspection.references import View
from decision.readers.shapes import Place
from decision.reports.drawing import GraphPicture
from decision.web.presenters.infrastructure.graph_naming import Names
from decision.web.presenters.infrastructure.graph_picture import picture_of, shapes_of, signs_of
from decision.web.presenters.infrastructure.graph_rows import (
    FoldedRow,
    ReferenceRow,
    folded_row,
    reference_row,
    urgency,
)
from decision.web.presenters.infrastructure.look import Look
from decision.web.presenters.infrastructure.paging import number_in, page_number, page_of

PAGE: Final = 200
#: So many units or stores are offered to look at; there are links to more in drawing and tables.
MOST_OFFERED: Final = 500
QUERY_LENGTH: Final = 2_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page asks for: one unit, one resource in the middle, a page of the references."""

    unit: str = ""
    around: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        return cls(
            unit=query.get("unit", "")[:QUERY_LENGTH],
            around=query.get("around", "")[:QUERY_LENGTH],
            page=page_number(query.get("page", "")),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to look at, as an option of a form."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class GraphPage:
    """The page "Who refers to whom"; ``picture`` is none where there is nothing to draw.

    ``query`` gets the same view again. ``shapes`` and ``signs`` are what the legend explains.
    """

    picture: GraphPicture | None
    heading: str
    summary: str
    is_too_large: bool
    is_folded: bool
    is_whole: bool
    query: str
    units: tuple[Choice, ...]
    stores: tuple[Choice, ...]
    folded: tuple[FoldedRow, ...]
    rows: tuple[ReferenceRow, ...]
    total: int
    first: int
    last: int
    previous: str
    next: str
    has_units: bool
    shapes: tuple[tuple[str, str], ...]
    signs: tuple[tuple[str, str], ...]


def graph_page(look: Look, wanted: Wanted) -> GraphPage:
    seen = _seen(look, wanted)
    view = seen.view
    names = Names(look)
    page = page_of(sorted(seen.references, key=urgency), wanted.page, PAGE)
    query = names.query(view)
    return GraphPage(
        picture=picture_of(names, seen) if seen.nodes else None,
        heading=names.heading(view),
        summary=_summary(seen, has_units=names.has_units),
        is_too_large=seen.is_too_large,
        is_folded=seen.is_folded,
        is_whole=view == View(),
        query=urlencode(query),
        units=tuple(
            Choice(unit.name, unit.name, view.around is None and unit.name == view.unit)
            for unit in look.inspection.units[:MOST_OFFERED]
            if unit.resources
        ),
        stores=tuple(
            Choice(str(number), names.with_unit(each), each.place == view.around)
            for number, each in enumerate(look.inspection.stores[:MOST_OFFERED], start=1)
        ),
        folded=tuple(folded_row(names, each) for each in seen.nodes if each.is_folded),
        rows=tuple(reference_row(each) for each in page.shown),
        total=len(seen.references),
        first=page.first,
        last=page.last,
        previous=urlencode({**query, "page": page.previous}) if page.previous else "",
        next=urlencode({**query, "page": page.next}) if page.next else "",
        has_units=names.has_units,
        shapes=tuple(shapes_of(seen)),
        signs=tuple(signs_of(seen)),
    )


def graph_picture(look: Look, wanted: Wanted) -> GraphPicture | None:
    """What is drawn, for a file; none where there is nothing to draw."""
    seen = _seen(look, wanted)
    return picture_of(Names(look), seen) if seen.nodes else None


def _seen(look: Look, wanted: Wanted) -> Graph:
    return graph(look.inspection, look.examination.cuts, _view(look, wanted))


def _view(look: Look, wanted: Wanted) -> View:
    """What is asked for, if it is there; else everything."""
    if wanted.around:
        place = _place(look, wanted)
        return View(around=place) if place is not None else View()
    return View(unit=wanted.unit) if wanted.unit in look.units else View()


def _place(look: Look, wanted: Wanted) -> Place | None:
    """A resource by its address (in a unit, where one is named), or a store by its number."""
    if wanted.unit:
        place = Place(wanted.unit, wanted.around)
        return place if place in look.inspection.at else None
    number, stores = number_in(wanted.around), look.inspection.stores
    if number is not None:
        return stores[number - 1].place if 0 < number <= len(stores) else None
    found = (each.place for each in look.inspection.found)
    return next((place for place in found if place.address == wanted.around), None)


def _summary(seen: Graph, *, has_units: bool) -> str:
    """The graph in words, for those who do not see the drawing."""
    resources, references = len(seen.found), len(seen.references)
    stateful = sum(each.is_stateful for each in seen.found)
    crossing = sum(each.crosses_units for each in seen.references)
    has = ngettext(
        "%(count)d resource, %(stateful)d of them stateful.",
        "%(count)d resources, %(stateful)d of them stateful.",
        resources,
    )
    refer = (
        ngettext(
            "%(count)d reference, %(crossing)d of them to another unit.",
            "%(count)d references, %(crossing)d of them to another unit.",
            references,
        )
        if has_units
        else ngettext("%(count)d reference.", "%(count)d references.", references)
    )
    counts = {"count": references, "crossing": crossing}
    return f"{has % {'count': resources, 'stateful': stateful}} {refer % counts}"
