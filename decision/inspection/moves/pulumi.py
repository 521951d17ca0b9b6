"""Pulumi: ``pulumi state move`` for what moves."""

import re
from collections.abc import Iterator, Mapping

from decision.catalog import schema
from decision.inspection.found import Found
from decision.inspection.moves.shapes import Files, ProposedUnit, Role, Split, Written
from decision.inspection.moves.writing import FILL_IN, as_shell, comment, is_named, slug
from decision.readers.shapes import Unit

_STACK = "pulumi:pulumi:Stack"
_PROVIDERS = "pulumi:providers:"


def files(_: schema.Moves, split: Split) -> Files:
    """A script of commands, one for each unit that things move to."""
    old, types = split.unit(Role.APPLICATION), _types(split.cut.unit)
    cannot: list[str] = []
    lines = [
        comment("URNs are put together from what was read. Compare them with the output of"),
        comment("pulumi stack --show-urns. What is a child of something here goes along with it."),
        comment("ORG is your organization; without Pulumi Cloud it is the word organization."),
        f"ORG={FILL_IN}",
        f"pulumi stack export --stack {_stack(old)} --file before-{slug(old.name)}.json",
    ]
    for unit in split.new:
        urns = []
        for found in unit.moved:
            urn = _urn(old, found, types[found.resource.address])
            if urn is None:
                cannot.append(found.resource.address)
            elif not _goes_by_itself(found):
                urns.append(urn)
        lines.append(
            f"pulumi stack export --stack {_stack(unit)} --file before-{slug(unit.name)}.json"
        )
        lines.extend(_command(old, unit, urns))
    preview = "# pulumi preview --expect-no-changes --stack"
    lines.append(comment("Then, in the folder of each project, with its program changed as well:"))
    lines += [f"{preview} {_stack(each)}" for each in split.units]
    return Files((Written("state-move.sh", "shell", "\n".join(lines) + "\n"),), tuple(cannot))


def _command(old: ProposedUnit, unit: ProposedUnit, urns: list[str]) -> Iterator[str]:
    if urns:
        yield f"pulumi state move --source {_stack(old)} --dest {_stack(unit)} \\"
        yield " \\\n".join(f"  {each}" for each in urns)


def _goes_by_itself(found: Found) -> bool:
    """The stack itself does not move, and providers go along with their resources."""
    type_ = found.resource.type
    return type_ == _STACK or type_.startswith(_PROVIDERS)


def _types(unit: Unit) -> Mapping[str, str]:
    """The type of each resource as its URN has it: behind those of its parents, by address."""
    own = {each.address: each.type for each in unit.resources}
    parents = {
        edge.source.address: edge.target.address for edge in unit.edges if edge.kind == "parent"
    }
    found = {}
    for address, type_ in own.items():
        chain: dict[str, None] = {}
        each: str | None = address
        # A circle of parents is in no real stack, and in a hostile file it ends here.
        while each is not None and each not in chain and own.get(each, _STACK) != _STACK:
            chain[each] = None
            each = parents.get(each)
        found[address] = "$".join(own[each] for each in reversed(chain)) or type_
    return found


def _urn(old: ProposedUnit, found: Found, types: str) -> str | None:
    """A URN as one word of a shell; the reader puts the type before a name that comes twice."""
    address, type_ = found.resource.address, found.resource.type
    name = address.removeprefix(f"{type_}::")
    if not is_named(name) or re.search(r"#\d+$", name):
        return None
    project, _, stack = old.name.partition("/")
    return as_shell(f"urn:pulumi:{stack or 'STACK'}::{project}::{types}::{name}")


def _stack(unit: ProposedUnit) -> str:
    """A stack as the command line takes it: of another project than that of the folder it stands in
    only by organization, project and name."""
    name = as_shell(unit.name) or as_shell(slug(unit.name)) or "STACK"
    return f'"$ORG"/{name}' if "/" in unit.name else name
