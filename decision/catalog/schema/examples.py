"""Worked examples and what they promise."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from decision.catalog.schema.base import (
    BoundaryId,
    EnvironmentId,
    Identifier,
    ResultId,
    Strict,
    Text,
)


def _spread(result: Any) -> str:
    return "by-environment" if isinstance(result, dict) else "everywhere"


class ExampleStore(Strict):
    name: Text
    kind: Identifier | None = None
    answers: dict[Identifier, Identifier]
    notes: dict[Identifier, Text] = {}


ExpectedResult = Annotated[
    Annotated[ResultId, Tag("everywhere")]
    | Annotated[dict[EnvironmentId, ResultId], Tag("by-environment")],
    Discriminator(_spread),
]


class ExpectedStore(Strict):
    verdict: ResultId
    cells: dict[BoundaryId, ExpectedResult] = {}


class Example(Strict):
    id: Identifier
    title: Text
    story: Text
    lesson: Text  # what this case teaches, one sentence
    system: Text
    answers: dict[Identifier, Identifier]
    notes: dict[Identifier, Text] = {}
    stores: Annotated[list[ExampleStore], Field(min_length=1)]
    expect: dict[str, ExpectedStore]  # by store name
