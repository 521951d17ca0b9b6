"""What decides: weights, gates, implications, contradictions."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from decision.catalog.schema.base import (
    BoundaryId,
    ConditionData,
    EffectId,
    EnvironmentId,
    Identifier,
    Points,
    PointsByBoundary,
    PointsByEnvironment,
    ResultId,
    Strict,
    Text,
)


def _written_by(points: Any) -> str:
    """Which of the two ways of writing points this is, so that messages fit it."""
    first = next(iter(points.values()), None) if isinstance(points, dict) else None
    return "by-environment" if isinstance(first, dict) else "by-boundary"


# --- scoring.yaml -----------------------------------------------------------------


class Thresholds(Strict):
    together: Points
    separate: Points


class ImplicationIf(Strict):
    boundary: BoundaryId
    result: ResultId
    gated: bool = False  # only when a gate, not the score, gave that result


class Implication(Strict):
    id: Identifier
    title: Text
    when: ImplicationIf
    effect: Literal["separate", "together"]
    boundaries: list[BoundaryId]
    because: Text
    sources: list[Identifier]


class Scoring(Strict):
    thresholds: Thresholds
    risk: dict[EnvironmentId, Points]
    implications: list[Implication]


# --- factors.yaml -----------------------------------------------------------------


class FactorOption(Strict):
    points: Annotated[
        Annotated[PointsByBoundary, Tag("by-boundary")]
        | Annotated[PointsByEnvironment, Tag("by-environment")],
        Discriminator(_written_by),
    ]
    because: Text
    sources: list[Identifier] = []  # of this option alone; the factor's follow
    when: ConditionData | None = None  # a further condition: an interaction


class Factor(Strict):
    question: Identifier  # a question or a fact
    risk: bool = False
    sources: list[Identifier] = []  # of every option here
    options: dict[Identifier, FactorOption]


class Factors(Strict):
    factors: list[Factor]


# --- gates.yaml -------------------------------------------------------------------


class GateEffect(Strict):
    result: EffectId
    boundaries: list[BoundaryId]
    environments: list[EnvironmentId] = ["development", "test", "production"]
    when: ConditionData | None = None


class Gate(Strict):
    id: Identifier
    title: Text
    when: ConditionData
    effects: list[GateEffect] = []
    prerequisites: list[Identifier] = []
    because: Text
    released_when: Annotated[Text, Field(alias="released-when")]
    sources: list[Identifier]


class Gates(Strict):
    gates: list[Gate]


# --- contradictions.yaml ----------------------------------------------------------


class Contradiction(Strict):
    id: Identifier
    title: Text
    when: ConditionData
    because: Text
    mend: Text  # what the team should look at
    impossible: bool = False  # such completions of unknown answers are left out
    sources: list[Identifier] = []


class Contradictions(Strict):
    contradictions: list[Contradiction]
