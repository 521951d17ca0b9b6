"""The units that a cut leads to, what each holds, and in which order they are deployed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from decision.catalog import schema
from decision.inspection.cuts import Cut
from decision.inspection.found import Found, Inspection
from decision.inspection.moves.publishing import published
from decision.inspection.moves.shapes import Link, ProposedUnit, Role, Split
from decision.inspection.moves.writing import slug, unique
from decision.readers.shapes import Place


def split(
    moves: schema.Moves | None, inspection: Inspection, cut: Cut, tool: schema.MoveToolId | None
) -> Split:
    """What a cut leads to. Without content about ``moves`` nothing is said of publishing."""
    sides = {each.resource.address: Role.DATA for each in cut.moving} | {
        each.resource.address: Role.FOUNDATION for each in cut.foundation
    }
    names = _names(cut, {each.name for each in inspection.units}, tool)
    links = [
        replace(each, publish=published(moves, each, names, tool) if moves else None)
        for each in _links(inspection, cut, sides)
    ]
    reads: dict[Role, dict[Role, None]] = defaultdict(dict)
    for each in links:
        reads[each.to][each.of] = None
    is_circle = Role.DATA in reads[Role.APPLICATION] and Role.APPLICATION in reads[Role.DATA]
    holds = _holds(inspection, cut, sides)
    return Split(
        cut,
        tuple(
            ProposedUnit(names[role], role, holds[role], tuple(names[r] for r in reads[role]))
            for role in _order(reads, is_circle)
            if holds[role]
        ),
        tuple(links),
        is_circle,
    )


def _order(reads: Mapping[Role, Collection[Role]], is_circle: bool) -> Iterator[Role]:
    """What is read comes first; of a circle the data, as it will be once the circle is turned."""
    yield Role.FOUNDATION
    last = [Role.DATA, Role.APPLICATION]
    only_backward = Role.APPLICATION in reads.get(Role.DATA, ()) and not is_circle
    yield from reversed(last) if only_backward else last


def _holds(
    inspection: Inspection, cut: Cut, sides: Mapping[str, Role]
) -> dict[Role, tuple[Found, ...]]:
    """What each unit holds; the new ones in the order in which it moves."""
    return {
        Role.FOUNDATION: cut.foundation,
        Role.DATA: cut.moving,
        Role.APPLICATION: tuple(
            inspection.at[Place(each.unit, each.address)]
            for each in cut.unit.resources
            if each.address not in sides
        ),
    }


def _links(inspection: Inspection, cut: Cut, sides: Mapping[str, Role]) -> Iterator[Link]:
    """The crossings of the cut, then who else reads the foundation."""
    for each in cut.crossings:
        yield Link(
            each.source,
            each.target,
            each.kinds,
            _role(sides, each.source),
            _role(sides, each.target),
            each.is_backward,
        )
    kinds: dict[tuple[Place, Place], dict[str, None]] = defaultdict(dict)
    for edge in cut.unit.edges:
        if (
            edge.source.unit == edge.target.unit
            and sides.get(edge.target.address) is Role.FOUNDATION
            and edge.source.address not in sides
        ):
            kinds[edge.source, edge.target][edge.kind] = None
    for (source, target), ways in kinds.items():
        if source in inspection.at and target in inspection.at:
            found = inspection.at
            yield Link(
                found[source],
                found[target],
                tuple(ways),
                Role.APPLICATION,
                Role.FOUNDATION,
                is_backward=False,
            )


def _role(sides: Mapping[str, Role], found: Found) -> Role:
    return sides.get(found.resource.address, Role.APPLICATION)


def _names(cut: Cut, taken: Collection[str], tool: schema.MoveToolId | None) -> Mapping[Role, str]:
    """The unit of today keeps its name; of a stack of Pulumi the project is what is new."""
    project, slash, stack = cut.unit.name, "", ""
    if tool == "pulumi":
        project, slash, stack = cut.unit.name.partition("/")
    base = slug(project) if tool in ("cloudformation", "cdk") else project

    def new(role: Role) -> str:
        return unique(f"{base}-{role}{slash}{stack}", taken)

    return {
        Role.APPLICATION: cut.unit.name,
        Role.DATA: new(Role.DATA),
        Role.FOUNDATION: new(Role.FOUNDATION),
    }
