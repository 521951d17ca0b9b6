"""Pulumi: ``pulumi state move`` for what moves."""

import re
from collections.abc import Iterator

from decision.catalog import schema
from decision.inspection.found import Found
from decision.inspection.moves.shapes import Files, ProposedUnit, Role, Split, Written
from decision.inspection.moves.writing import as_shell, comment, is_named, slug

_STACK = "pulumi:pulumi:Stack"
_PROVIDERS = "pulumi:providers:"


def files(_: schema.Moves, split: Split) -> Files:
    """A script of commands, one for each unit that things move to."""
    old = split.unit(Role.APPLICATION)
    cannot: list[str] = []
    lines = [
        comment("URNs are put together from what was read. Compare them with the output of"),
        comment(
            "pulumi stack --show-urns: in front of its type, a child has the types of its parents."
        ),
        f"pulumi stack export --stack {_word(old.name)} --file before-{slug(old.name)}.json",
    ]
    for unit in split.new:
        urns = []
        for found in unit.holds:
            urn = _urn(old, found)
            if urn is None:
                cannot.append(found.resource.address)
            elif not _goes_by_itself(found):
                urns.append(urn)
        lines.append(
            f"pulumi stack export --stack {_word(unit.name)} --file before-{slug(unit.name)}.json"
        )
        lines.extend(_command(old, unit, urns))
    lines += [comment("In both projects:"), "pulumi preview --expect-no-changes"]
    return Files((Written("state-move.sh", "shell", "\n".join(lines) + "\n"),), tuple(cannot))


def _command(old: ProposedUnit, unit: ProposedUnit, urns: list[str]) -> Iterator[str]:
    if urns:
        yield f"pulumi state move --source {_word(old.name)} --dest {_word(unit.name)} \\"
        yield " \\\n".join(f"  {each}" for each in urns)


def _goes_by_itself(found: Found) -> bool:
    """The stack itself does not move, and providers go along with their resources."""
    type_ = found.resource.type
    return type_ == _STACK or type_.startswith(_PROVIDERS)


def _urn(old: ProposedUnit, found: Found) -> str | None:
    """A URN as one word of a shell; the reader puts the type before a name that comes twice."""
    address, type_ = found.resource.address, found.resource.type
    name = address.removeprefix(f"{type_}::")
    if not is_named(name) or re.search(r"#\d+$", name):
        return None
    project, _, stack = old.name.partition("/")
    return as_shell(f"urn:pulumi:{stack or 'STACK'}::{project}::{type_}::{name}")


def _word(name: str) -> str:
    return as_shell(name) or as_shell(slug(name)) or "STACK"
