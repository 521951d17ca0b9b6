"""Who refers to whom, across units and within them.

A *reference* is a pair of resources with all ways in which the first refers to the second. They
can be looked at as a whole, by one unit with what it is joined with in others, or around one
resource.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from decision.inspection.cuts import Cut
from decision.inspection.found import Found, Inspection
from decision.readers.shapes import Place

#: Two resources by their places among all that were found: the first refers to the second.
type Pair = tuple[int, int]
#: The ways in which it does.
type Kinds = Mapping[Pair, Iterable[str]]


class Crossed(StrEnum):
    """Whether a proposed cut crosses a reference."""

    NOT = "not"
    FORWARD = "forward"
    BACKWARD = "backward"  # what is kept refers to what is thrown away


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: everything, one unit, or one resource with its neighbours."""

    unit: str | None = None
    around: Place | None = None


class Reference(NamedTuple):
    """``source`` refers to ``target`` in these ways, which are words of the tool."""

    source: Found
    target: Found
    kinds: tuple[str, ...]
    crossed: Crossed = Crossed.NOT

    @property
    def crosses_units(self) -> bool:
        return self.source.resource.unit != self.target.resource.unit


def joined(inspection: Inspection, number: Mapping[Place, int]) -> Kinds:
    """All pairs of which one refers to the other; what refers to itself is left out."""
    found: dict[Pair, dict[str, None]] = defaultdict(dict)
    for unit in inspection.units:
        for edge in unit.edges:
            source, target = number.get(edge.source), number.get(edge.target)
            if source is not None and target is not None and source != target:
                found[source, target][edge.kind] = None
    return found


def seen_in(
    inspection: Inspection, kinds: Kinds, number: Mapping[Place, int], view: View
) -> tuple[Kinds, Collection[int]]:
    """The pairs of a view, and the resources in it in the order of the files."""
    if view.around is not None:
        middle = number.get(view.around)
        near = {end for pair in kinds if middle in pair for end in pair}
        near |= {middle} if middle is not None else set()
        return {pair: own for pair, own in kinds.items() if near.issuperset(pair)}, sorted(near)
    if view.unit is None:
        return kinds, range(len(inspection.found))
    own = {n for n, each in enumerate(inspection.found) if each.resource.unit == view.unit}
    touching = {pair: each for pair, each in kinds.items() if not own.isdisjoint(pair)}
    return touching, sorted(own.union(*touching))


def references_of(
    found: Mapping[int, Found], kinds: Kinds, cuts: Iterable[Cut], number: Mapping[Place, int]
) -> dict[Pair, Reference]:
    """The references of these pairs, marked where one of these cuts crosses them."""
    crossed = {
        (number.get(each.source.place), number.get(each.target.place)): (
            Crossed.BACKWARD if each.is_backward else Crossed.FORWARD
        )
        for cut in cuts
        for each in cut.crossings
    }
    return {
        pair: Reference(found[pair[0]], found[pair[1]], tuple(own), crossed.get(pair, Crossed.NOT))
        for pair, own in kinds.items()
    }
