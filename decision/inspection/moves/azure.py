"""Azure Resource Manager: the declaration moves; what-if shows that nothing else does."""

import re

from decision.catalog import schema
from decision.inspection.moves.shapes import Files, ProposedUnit, Split, Written
from decision.inspection.moves.writing import FILL_IN, as_json, comment, slug
from decision.readers.names import numbered

_TYPE = re.compile(r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)*(/[A-Za-z0-9]+)+")


def files(_: schema.Moves, split: Split) -> Files:
    """Commands that show what would happen, and outputs for what is read."""
    lines = [
        comment("what-if changes nothing. Deploy afterwards in the same mode, by your pipeline.")
    ]
    lines += [
        f"az deployment group what-if --mode Incremental --resource-group {FILL_IN} \\\n"
        f"  --template-file {slug(each.name)}.json"
        for each in split.units
    ]
    found = [Written("what-if.sh", "shell", "\n".join(lines) + "\n")]
    for unit in split.units:
        outputs = _outputs(split, unit)
        if outputs:
            text = as_json({"outputs": outputs})
            found.append(Written(f"{slug(unit.name)}.outputs.json", "json", text))
    return Files(tuple(found))


def _outputs(split: Split, unit: ProposedUnit) -> dict[str, dict[str, str]]:
    """Resource ids, with the name left open: it is often made of parameters."""
    types = {
        each.read.resource.address: each.read.resource.type
        for each in split.links
        if each.of is unit.role and not each.is_backward and each.passes
    }
    names = numbered((slug(address, "_", 60) for address in types), "_")
    return {
        name: {
            "type": "string",
            "value": _resource_id(type_),
        }
        for name, type_ in zip(names, types.values(), strict=True)
    }


def _resource_id(type_: str) -> str:
    """The function takes a name for each part of the type behind the provider."""
    if not _TYPE.fullmatch(type_):
        return f"[resourceId('{FILL_IN}', '{FILL_IN}')]"
    names = ", ".join([f"'{FILL_IN}'"] * type_.count("/"))
    return f"[resourceId('{type_}', {names})]"
