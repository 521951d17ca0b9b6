"""What to publish instead of a crossed reference, and how stores move to a unit of their own."""

from typing import Annotated, Literal

from pydantic import Field

from decision.catalog.schema.base import Identifier, Strict, Text
from decision.catalog.schema.resource_types import TypeName

#: Tools by how their units are taken apart.
MoveToolId = Literal[
    "cloudformation", "cdk", "terraform", "pulumi", "kubernetes", "azure", "compose"
]
PublishedAs = Literal["output", "parameter", "secret-id", "name", "order"]
WarningId = Literal["pending", "holder", "backward", "circle", "inbound", "uncertain", "unwritable"]
StepWhen = Literal[
    "foundation", "crossings", "backward", "circle", "inbound", "pending", "holder", "volumes"
]
#: How a file refers, in the words of its tool.
ReferenceKind = Annotated[str, Field(min_length=1, max_length=80)]

# --- moves.yaml -------------------------------------------------------------------


class BelongingEnd(Strict):
    """One end of a reference. Every key that it has must hold; without any it is any resource."""

    ending: list[Annotated[str, Field(min_length=1, max_length=80)]] = []  # words of the type
    kinds: list[Identifier] = []
    role: Literal["store", "application"] | None = None


class Belonging(Strict):
    id: Identifier
    source: Annotated[BelongingEnd, Field(alias="from")]
    target: Annotated[BelongingEnd, Field(alias="to")]
    because: Text
    sources: list[Identifier]


class Holder(Strict):
    """What others lie within, such as a namespace."""

    id: Identifier
    what: BelongingEnd
    because: Text
    sources: list[Identifier]


class Publishing(Strict):
    id: Identifier
    tools: list[MoveToolId] = []
    kinds: list[Identifier] = []  # of the resource that is referred to
    references: list[ReferenceKind] = []
    published_as: Annotated[PublishedAs, Field(alias="as")]
    text: Text
    sources: list[Identifier]


class MoveWarning(Strict):
    text: Text
    sources: list[Identifier]


class MoveStep(Strict):
    text: Text
    when: StepWhen | None = None


class ToolMove(Strict):
    tool: MoveToolId
    title: Text
    preconditions: Annotated[list[Text | MoveStep], Field(min_length=1)]  # a text: always
    steps: Annotated[list[MoveStep], Field(min_length=1)]
    back: Annotated[list[Text], Field(min_length=1)]
    sources: list[Identifier]


class ImportIdentifier(Strict):
    types: Annotated[list[TypeName], Field(min_length=1)]
    what: Text  # the id of such a resource is


class Moves(Strict):
    belongings: list[Belonging] = []
    holders: list[Holder] = []
    publish: list[Publishing]
    warnings: dict[WarningId, MoveWarning]
    moves: list[ToolMove]
    identifiers: list[ImportIdentifier] = []
    other_identifier: Annotated[Text, Field(alias="other-identifier")] = "its id"
    sources: list[Identifier]  # of the identifiers
