"""Where sources contradict each other: both sides, and what decides between them."""

from dataclasses import dataclass

from decision.catalog import Catalog, schema
from decision.web.presenters import wording


@dataclass(frozen=True, slots=True)
class SideView:
    position: str
    because: str
    source: str


@dataclass(frozen=True, slots=True)
class BothSides:
    id: str
    title: str
    sides: tuple[SideView, ...]
    decides: str


def both_sides(catalog: Catalog, each: schema.Disagreement) -> BothSides:
    sides = tuple(
        SideView(side.position, side.because, wording.source_line(catalog, side.sources))
        for side in each.sides
    )
    return BothSides(each.id, each.title, sides, each.decides)
