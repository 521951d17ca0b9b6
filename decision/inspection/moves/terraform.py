"""Terraform and OpenTofu: forget in the old state, adopt in the new one, and read outputs.

``removed`` takes no instance keys (Terraform's page "Remove a resource from state"): where only
some instances of a resource move, ``state rm`` is the way. OpenTofu up to 1.9 knows no
``lifecycle`` in ``removed`` and always forgets.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from decision.catalog import schema
from decision.inspection.moves.addresses import Address, parsed
from decision.inspection.moves.shapes import Files, Link, ProposedUnit, Role, Split, Written
from decision.inspection.moves.writing import (
    FILL_IN,
    as_hcl,
    as_shell,
    comment,
    slug,
)
from decision.readers.names import numbered

_LANGUAGE = "hcl"
#: The format of ``.tf`` files: what ``count`` and ``for_each`` make is not in them.
_SOURCE = "terraform-hcl"


def files(moves: schema.Moves, split: Split) -> Files:
    """Blocks for the old state and the new ones, and the outputs between them."""
    sorted_out = _Sorted.of(split)
    identifiers = {name: each.what for each in moves.identifiers for name in each.types}
    outputs = _output_names(split)
    found = [_file(split.unit(Role.APPLICATION), "removed", _removed(split, sorted_out))]
    found += [
        _file(unit, "imports", _imports(split, unit, sorted_out, identifiers, moves))
        for unit in split.new
    ]
    found += [_file(unit, "outputs", _outputs(split, unit, outputs)) for unit in split.units]
    found += [_file(unit, "reads", _reads(split, unit, outputs)) for unit in split.units]
    found.append(_file(split.unit(Role.APPLICATION), "moved-instead", _moved(split, sorted_out)))
    if sorted_out.partly:
        found.append(Written("state-rm.sh", "shell", _state_rm(sorted_out)))
    return Files(tuple(each for each in found if each.text), sorted_out.unwritable)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """What leaves the state: resources as a whole, those of which instances stay, data sources.

    What a plan would still create is in no state, and is none of them.
    """

    by_address: Mapping[str, Address]
    whole: tuple[Address, ...]
    partly: tuple[Address, ...]
    unwritable: tuple[str, ...]

    @classmethod
    def of(cls, split: Split) -> "_Sorted":
        leaving = [each.resource.address for unit in split.new for each in unit.moved]
        parts = {each: parsed(each) for each in leaving}
        known = {name: each for name, each in parts.items() if each is not None}
        staying = {
            each.without_keys
            for found in split.unit(Role.APPLICATION).holds
            for each in [parsed(found.resource.address)]
            if each is not None
        }
        managed = [each for each in known.values() if not each.is_data]
        return cls(
            known,
            tuple(each for each in managed if each.without_keys not in staying),
            tuple(each for each in managed if each.without_keys in staying),
            tuple(name for name, each in parts.items() if each is None),
        )

    def of_unit(self, unit: ProposedUnit) -> Iterator[tuple[str, Address | None]]:
        for each in unit.moved:
            yield each.resource.address, self.by_address.get(each.resource.address)


def _file(unit: ProposedUnit, name: str, blocks: Iterable[str]) -> Written:
    return Written(f"{slug(unit.name)}/{name}.tf", _LANGUAGE, "\n".join(blocks))


def _removed(split: Split, found: _Sorted) -> Iterator[str]:
    """By the unit that they go to, since each unit moves in a step of its own."""
    whole = {each.without_keys for each in found.whole}
    if whole:
        remark = "OpenTofu up to 1.9: leave out the lifecycle blocks; it always forgets."
        yield comment(remark) + "\n"
    for unit in split.new:
        own = [each.without_keys for _, each in found.of_unit(unit) if each is not None]
        leaving = [each for each in dict.fromkeys(own) if each in whole]
        if leaving:
            yield comment(f"After {unit.name} has imported these:") + "\n"
        for address in leaving:
            yield (
                f"removed {{\n  from = {address}\n\n  lifecycle {{\n    destroy = false\n  }}\n}}\n"
            )
    for each in found.unwritable:
        yield _cannot(each)


def _state_rm(found: _Sorted) -> str:
    lines = [
        comment("Other instances of these resources stay, and removed blocks take all of them."),
        comment("Instead of terraform, tofu does the same. Look at the list with -dry-run first."),
    ]
    lines += [f"terraform state rm -dry-run {as_shell(each.whole)}" for each in found.partly]
    return "\n".join(lines) + "\n"


def _imports(
    split: Split,
    unit: ProposedUnit,
    sorted_out: _Sorted,
    identifiers: Mapping[str, str],
    moves: schema.Moves,
) -> Iterator[str]:
    if split.cut.unit.format == _SOURCE:
        yield (
            comment("Read from source, which shows no instances. A resource with count or for_each")
            + "\n"
            + comment('needs one block for each: to = type.name[0], or to = type.name["key"].')
            + "\n"
        )
    for written, address in sorted_out.of_unit(unit):
        if address is None:
            yield _cannot(written)
        elif address.is_data:
            yield (
                comment(f"{written} is a data source: declare it again; nothing is imported.")
                + "\n"
            )
        else:
            what = identifiers.get(address.type, moves.other_identifier)
            yield (
                f"import {{\n  to = {address.whole}\n  id = {as_hcl(f'{FILL_IN}: {what}')}\n}}\n"
            )
    for each in unit.declared:
        written = each.resource.address
        yield comment(f"{written} does not exist yet: declare it; nothing is imported.") + "\n"


def _output_names(split: Split) -> Mapping[str, str]:
    """The output of each address that is read from another unit."""
    read = dict.fromkeys(each.read.resource.address for each in split.links if each.passes)
    return dict(zip(read, numbered((slug(each, "_", 60) for each in read), "_"), strict=True))


def _outputs(split: Split, unit: ProposedUnit, outputs: Mapping[str, str]) -> Iterator[str]:
    for address, readers in _read_from(split, unit).items():
        parts = parsed(address)
        if parts is None:
            yield _cannot(address)
            continue
        value, hint = f"{parts.whole}.id", "or the attribute that is really read"
        if parts.modules:
            outer = parts.modules[0]
            value = f"module.{outer.name}{outer.key}.{outputs[address]}"
            hint = f"the module has to give it out first, from {address}"
        if split.cut.unit.format == _SOURCE and not parts.modules and not parts.resource.key:
            hint += "; with count or for_each, of which instance"
        lines = [f"output {as_hcl(outputs[address])} {{"]
        lines += [f"  {comment(f'for {each.reader.resource.address}')}" for each in readers]
        lines += [f"  {comment(hint)}", f"  value = {value}", "}\n"]
        yield "\n".join(lines)


def _read_from(split: Split, unit: ProposedUnit) -> dict[str, list[Link]]:
    """Who reads what of a unit, the wrong way round left out: these are turned instead."""
    found: dict[str, list[Link]] = {}
    for each in split.links:
        if each.of is unit.role and each.passes and not each.is_backward:
            found.setdefault(each.read.resource.address, []).append(each)
    return found


def _reads(split: Split, unit: ProposedUnit, outputs: Mapping[str, str]) -> Iterator[str]:
    for other in split.units:
        read = [
            each
            for each in split.links
            if (each.to, each.of) == (unit.role, other.role)
            and each.passes
            and not each.is_backward
            and parsed(each.read.resource.address) is not None
        ]
        if not read:
            continue
        state = slug(other.name, "_")
        yield (
            f'data "terraform_remote_state" "{state}" {{\n'
            f"  backend = {as_hcl(f'{FILL_IN}: the backend of {other.name}')}\n"
            "  config  = {}\n"
            "}\n"
        )
        lines = ["locals {"]
        for address in dict.fromkeys(each.read.resource.address for each in read):
            name = outputs[address]
            lines.append(f"  {comment(f'instead of {address}')}")
            lines.append(f"  {name} = data.terraform_remote_state.{state}.outputs.{name}")
        yield "\n".join([*lines, "}\n"])


def _moved(split: Split, found: _Sorted) -> Iterator[str]:
    """The smaller step: one state, with the stores in a module of their own."""
    blocks = []
    for unit in split.new:
        module = slug(unit.name, "_")
        own = [each for _, each in found.of_unit(unit) if each and not each.is_data]
        for each in dict.fromkeys(own):
            blocks.append(
                f"moved {{\n  from = {each.whole}\n  to   = module.{module}.{each.whole}\n}}\n"
            )
    if blocks:
        yield (
            comment(
                "The smaller step: everything stays in one state, and what would move goes into"
            )
            + "\n"
            + comment("a module. Use either this file or removed.tf and imports.tf, not both.")
            + "\n"
        )
    yield from blocks


def _cannot(address: str) -> str:
    return comment(f"This address cannot be written here; add it by hand: {address}") + "\n"
