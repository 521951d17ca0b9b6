"""Compose: volumes that no project owns, and one network for both projects."""

from decision.catalog import schema
from decision.inspection.moves.shapes import Files, Split, Written
from decision.inspection.moves.writing import FILL_IN, as_yaml, comment, is_named, slug


def files(_: schema.Moves, split: Split) -> Files:
    """A fragment for the files of both projects."""
    addresses = [each.resource.address for unit in split.new for each in unit.holds]
    volumes = [each.removeprefix("volume/") for each in addresses if each.startswith("volume/")]
    lines = [
        comment(
            "In the files of both projects. Put the real names, as docker volume ls shows them."
        )
    ]
    known = [each for each in volumes if is_named(each)]
    if known:
        lines.append("volumes:")
        for each in known:
            lines += [f"  {as_yaml(each)}:", "    external: true"]
            lines.append(f"    name: {as_yaml(f'{FILL_IN}_{each}')}")
    shared = slug(f"{split.cut.unit.name}-shared")
    lines += ["networks:", "  shared:", "    external: true", f"    name: {as_yaml(shared)}"]
    text = "\n".join(lines) + "\n"
    cannot = tuple(each for each in addresses if not is_named(each))
    return Files((Written("external.yaml", "yaml", text),), cannot)
