"""CDK: an override file for ``cdk refactor``, and CloudFormation's own mapping to fall back on."""

from decision.catalog import schema
from decision.inspection.moves import cloudformation
from decision.inspection.moves.shapes import Files, Role, Split, Written
from decision.inspection.moves.writing import FILL_IN, as_json


def files(_: schema.Moves, split: Split) -> Files:
    """Places as ``stack.logical id``, by account and region, as the CLI reads them (aws-cdk-cli,
    mapping-helpers.ts)."""
    old = cloudformation.stack(split.unit(Role.APPLICATION))
    places = {
        f"{old}.{name}": f"{cloudformation.stack(unit)}.{name}"
        for unit, name in cloudformation.moving(split)
    }
    environment = {"account": FILL_IN, "region": FILL_IN, "resources": places}
    override = Written("refactor-override.json", "json", as_json({"environments": [environment]}))
    # CDK writes exports and imports by itself: only the mapping and its command are of use.
    fallback = cloudformation.refactor(split, lambda name: f"cdk.out/{name}.template.json")
    return Files((override, *fallback), cloudformation.unwritable(split))
