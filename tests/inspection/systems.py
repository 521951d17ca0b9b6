"""Small systems to look at: units of resources that refer to each other."""

from collections.abc import Iterable

from decision.content import current_catalog
from decision.inspection import Inspection, inspected
from decision.readers.shapes import Edge, Place, Reading, Resource, Unit

STORE, FUNCTION, ROLE = "aws_dynamodb_table", "aws_lambda_function", "aws_iam_role"


def unit(name: str, resources: Iterable[tuple[str, str]], *pairs: tuple[str, str]) -> Unit:
    """Resources by address and type; pairs are addresses here, or "unit/address" of others."""
    return Unit(
        name,
        "terraform-plan",
        "terraform",
        tuple(Resource(address, type, "aws", name) for address, type in resources),
        tuple(Edge(place(name, a), place(name, b), "reference") for a, b in pairs),
    )


def place(unit: str, written: str) -> Place:
    first, slash, rest = written.partition("/")
    return Place(first, rest) if slash else Place(unit, written)


def inspection(*units: Unit) -> Inspection:
    return inspected(current_catalog(), Reading(units))


def many(prefix: str, type: str, count: int) -> list[tuple[str, str]]:
    return [(f"{prefix}{type}.n{number}", type) for number in range(count)]
