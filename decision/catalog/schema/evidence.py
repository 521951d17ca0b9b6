"""What infrastructure files say about answers."""

from typing import Annotated, Literal

from pydantic import Field

from decision.catalog.schema.base import Identifier, Strict, Text

#: What is measured in files.
MeasureId = Literal[
    "tool", "declared", "size", "placement", "rollback", "users", "zone", "keeper", "removal"
]
Resources = Annotated[int, Field(ge=1, le=100_000)]

# --- evidence.yaml ----------------------------------------------------------------


class UnitSizes(Strict):
    medium: Resources
    near_limit: Annotated[Resources, Field(alias="near-limit")]


class EvidenceValue(Strict):
    suggests: Identifier | None = None  # an option of the question
    supports: list[Identifier] = []
    contradicts: list[Identifier] = []
    because: Text


class EvidenceRule(Strict):
    id: Identifier
    question: Identifier  # or an answerable fact
    measure: MeasureId
    values: dict[Identifier, EvidenceValue]
    sources: list[Identifier]


class EvidenceRules(Strict):
    sizes: dict[Identifier, UnitSizes]
    evidence: list[EvidenceRule]
