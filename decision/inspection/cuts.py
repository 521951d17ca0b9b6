"""Where a unit can be cut so that its stores come apart from the application.

The resources of one unit are the nodes of a graph, who refers to whom its edges. The stores that
should be separate are on one side; what runs the application, and the stores that stay with it,
on the other. Everything else (roles, alarms, subnets, stores of which nobody said anything) may go
with either, at the same price with the application, but what belongs
together (:mod:`belonging`) stays together wherever it can. Within that, the *minimum cut*
between the two is the smallest set of references that has to cross (:mod:`mincut`). Of equal
cuts the one with the fewest references from the stores' side to the other counts, since each
of them makes what is kept depend on what is thrown away; of those the one that moves least.
What others lie within, such as a namespace, is left out of this and goes below both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from decision.catalog import Catalog
from decision.inspection.belonging import belonging, holders
from decision.inspection.found import Found, Inspection
from decision.inspection.reach import reached
from decision.readers.shapes import Change, Edge, Place, Unit

#: Who refers to whom within a unit, and in which ways.
type References = Mapping[tuple[str, str], tuple[str, ...]]

#: What every unit of Pulumi has of its own: the stack itself, and the providers of its resources.
OF_EVERY_UNIT = ("pulumi:pulumi:Stack", "pulumi:providers:")

#: What a plan does to what is in no unit any more once it is carried out.
LEAVING = (Change.DESTROY, Change.FORGET)


@dataclass(frozen=True, slots=True)
class Crossing:
    """One reference that a cut crosses; ``kinds`` are the ways in which the file writes it.

    ``is_backward``: what is kept refers to what is thrown away, and cannot be made before it.
    """

    source: Found
    target: Found
    kinds: tuple[str, ...]
    is_backward: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """How one unit comes apart: addresses on the stores' side, in the order in which they move.

    ``foundation`` has what both sides refer to and can read from a third unit, such as a network;
    references to it are never backward. ``crossings`` are the references between the stores and
    the application, and from the stores to the foundation. ``inbound`` are references from other
    units to what moves: they must follow it. ``is_smallest`` is false where too much hangs
    together to say so. ``leaving`` are stores that would come apart if the plan at hand did not
    take them out of the unit. ``holding`` is what others lie within and that moves.
    """

    unit: Unit
    stores: tuple[Found, ...]
    moving: tuple[Found, ...]
    foundation: tuple[Found, ...]
    crossings: tuple[Crossing, ...]
    inbound: tuple[Edge, ...]
    is_smallest: bool = True
    leaving: tuple[Found, ...] = ()
    holding: tuple[Found, ...] = ()

    @property
    def changing(self) -> tuple[Found, ...]:
        """What the plan at hand would not leave in place, of the stores and of what moves."""
        return (
            *self.leaving,
            *(
                each
                for each in (*self.moving, *self.foundation)
                if each.resource.change in (Change.REPLACE, Change.CREATE)
            ),
        )

    @property
    def lower(self) -> int:
        """How many references lead from the stores' side to the foundation."""
        return len(self.crossings) - len(self.between)

    @property
    def between(self) -> tuple[Crossing, ...]:
        """The crossings between the stores' side and the application."""
        below = {each.resource.address for each in self.foundation}
        return tuple(each for each in self.crossings if each.target.resource.address not in below)


def cuts(
    catalog: Catalog,
    inspection: Inspection,
    separate: Collection[Place] | None = None,
    staying: Collection[Place] | None = None,
) -> list[Cut]:
    """One cut for each unit that holds both stores and what uses them.

    ``separate``: the stores that should come apart; by default all that do not belong to the
    application. ``staying``: those that stay with it; by default all others. Stores that are in
    neither go where the cut takes them; machines among them stay. What a plan takes out of a unit
    is in no cut of it.
    """
    if separate is None:
        separate = worth_parting(catalog, inspection)
    inbound = _inbound(inspection)
    by_unit = _by_unit(inspection)
    found = (
        _cut(catalog, _Parts(by_unit[unit.name], separate, staying), unit, inbound[unit.name])
        for unit in inspection.units
    )
    return [each for each in found if each is not None]


def worth_parting(catalog: Catalog, inspection: Inspection) -> set[Place]:
    """All stores but machines, and those that are part of something that runs, such as the log of
    a function."""
    by_unit = _by_unit(inspection)
    parts = {
        Place(unit.name, source)
        for unit in inspection.units
        for found in [{each.resource.address: each for each in by_unit[unit.name]}]
        for source, target in belonging(catalog, found, _references(unit, found))
        if found[target].runs
    }
    return {each.place for each in inspection.stores if not each.is_machine} - parts


def _by_unit(inspection: Inspection) -> Mapping[str, list[Found]]:
    by_unit: dict[str, list[Found]] = defaultdict(list)
    for each in inspection.found:
        by_unit[each.resource.unit].append(each)
    return by_unit


class _Parts:
    """The resources of one unit by the part that they play in a cut."""

    def __init__(
        self,
        found: Collection[Found],
        separate: Collection[Place],
        staying: Collection[Place] | None,
    ) -> None:
        leaving = [each for each in found if each.resource.change in LEAVING]
        gone = {each.resource.address for each in leaving}
        self.leaving = tuple(each for each in leaving if each.is_store and each.place in separate)
        self.by_address = {
            each.resource.address: each for each in found if each.resource.address not in gone
        }
        self.stores = [
            address
            for address, each in self.by_address.items()
            if each.is_store and each.place in separate
        ]
        chosen = set(self.stores)
        self.staying = {
            address
            for address, each in self.by_address.items()
            if address not in chosen
            and (each.runs or (each.is_store and (staying is None or each.place in staying)))
        }


def _cut(catalog: Catalog, parts: _Parts, unit: Unit, inbound: list[Edge]) -> Cut | None:
    if not parts.stores or not parts.staying:
        return None
    references = _references(unit, parts.by_address)
    below = _below(catalog, parts, references)
    pairs = [pair for pair in references if pair[1] not in below]
    tight = belonging(catalog, parts.by_address, pairs)
    # Loading networkx takes most of a second, and most processes never cut.
    from decision.inspection.mincut import smallest_side  # noqa: PLC0415

    side, is_smallest = smallest_side(parts.stores, parts.staying, pairs, tight)
    side |= _only_within(side, below, references)
    foundation = _foundation(parts, references, side, tight)
    moving = side - foundation
    outside = side | foundation
    crossed = [pair for pair in references if (pair[0] in moving) != (pair[1] in moving)]
    found = parts.by_address
    return Cut(
        unit=unit,
        stores=tuple(found[each] for each in parts.stores),
        moving=tuple(found[each] for each in _in_order(moving, references, found)),
        foundation=tuple(found[each] for each in _in_order(foundation, references, found)),
        crossings=tuple(
            Crossing(
                found[source],
                found[target],
                references[source, target],
                is_backward=source in moving and target not in foundation,
            )
            for source, target in crossed
        ),
        inbound=tuple(each for each in inbound if each.target.address in outside),
        is_smallest=is_smallest,
        leaving=parts.leaving,
        holding=tuple(
            each for address, each in found.items() if address in below and address in outside
        ),
    )


def _references(unit: Unit, resources: Mapping[str, Found]) -> References:
    """Pairs of resources within the unit, each with all ways in which the first refers.

    ``resources``: those of the unit by address. What every unit has of its own is not in it.
    """
    known = {
        address
        for address, each in resources.items()
        if not each.resource.type.startswith(OF_EVERY_UNIT)
    }
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for edge in unit.edges:
        source, target = edge.source, edge.target
        is_within = source.unit == target.unit == unit.name and source != target
        if is_within and source.address in known and target.address in known:
            found[source.address, target.address][edge.kind] = None
    return {pair: tuple(kinds) for pair, kinds in found.items()}


def _below(catalog: Catalog, parts: _Parts, references: References) -> set[str]:
    """What others lie within, if it needs nothing else itself."""
    bound = {*parts.staying, *parts.stores}
    found = holders(catalog, parts.by_address) - bound
    return found - {source for source, target in references if target not in found}


def _only_within(side: Collection[str], below: Collection[str], references: References) -> set[str]:
    """Of what others lie within that in which all is on the side of the stores."""
    readers: dict[str, list[str]] = defaultdict(list)
    for source, target in references:
        if target in below:
            readers[target].append(source)
    return {each for each, own in readers.items() if all(reader in side for reader in own)}


def _foundation(
    parts: _Parts,
    references: References,
    side: Collection[str],
    tight: Collection[tuple[str, str]],
) -> set[str]:
    """What both sides refer to, if a unit of its own below them can hold it, with all that this
    needs and what belongs to it: nothing that a store or the application owns, and nothing that
    needs one of these. ``side`` is that of the stores."""
    needs, needed_by = defaultdict(list), defaultdict(list)
    found = parts.by_address
    for source, target in references:
        needs[source].append(target)
        needed_by[target].append(source)
    bound = {*parts.staying, *parts.stores}
    owned = {target for source, target in tight if source in bound}
    impossible = reached(bound | owned, needed_by)
    following = {address for address in side if found[address].is_store}
    excluded = impossible | following
    shared = {
        address
        for address, readers in needed_by.items()
        if address not in excluded
        and any(each in side for each in readers)
        and (address not in side or any(each not in side for each in readers))
    }
    lower = reached(shared, needs)
    belonging_to: dict[str, list[str]] = defaultdict(list)
    for source, target in tight:
        if source not in impossible:
            belonging_to[target].append(source)
    joined = {each: [*needs[each], *belonging_to[each]] for each in _all_of(references)}
    return reached(lower, joined)


def _all_of(references: References) -> set[str]:
    """Everything that refers to something, or is referred to."""
    return {address for pair in references for address in pair}


def _in_order(
    side: Collection[str], references: References, found: Mapping[str, Found]
) -> Iterator[str]:
    """What is referred to comes before what refers to it; a circle in the order of the file."""
    needs: dict[str, list[str]] = defaultdict(list)
    for source, target in references:
        if source in side and target in side:
            needs[source].append(target)
    done: set[str] = set()
    for start in found:
        if start not in side or start in done:
            continue
        done.add(start)
        path = [(start, iter(needs[start]))]
        while path:
            address, rest = path[-1]
            following = next((each for each in rest if each not in done), None)
            if following is None:
                path.pop()
                yield address
            else:
                done.add(following)
                path.append((following, iter(needs[following])))


def _inbound(inspection: Inspection) -> Mapping[str, list[Edge]]:
    """References from other units, by the unit that they lead into."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for unit in inspection.units:
        for edge in unit.edges:
            if edge.source.unit != edge.target.unit:
                found[edge.target.unit].append(edge)
    return found
