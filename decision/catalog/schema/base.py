"""The words that all files share: ids, texts, conditions, points."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
BoundaryId = Literal[
    "schema-repository", "infrastructure-repository", "iac-unit", "pipeline", "owner"
]
EnvironmentId = Literal["development", "test", "production"]
ResultId = Literal["together", "separate", "either", "ask-first", "not-yet", "not-applicable"]
EffectId = Literal[
    "not-applicable",
    "not-yet",
    "together",
    "separate",
    "either",
    "at-most-either",
    "at-least-either",
    "not-yet-before-together",
]
LevelId = Literal["L0", "L1", "L2", "L3", "L4"]
ZoneId = Literal["easy", "medium", "hard"]
ToolId = Literal["cloudformation", "cdk", "terraform", "pulumi", "kubernetes", "azure", "any"]

# {question-or-fact: option | [options], environment: …, any: […], all: […], not: {…}, unknown: […]}
ConditionData = dict[str, Any]
Points = float
PointsByBoundary = dict[BoundaryId, Points]
PointsByEnvironment = dict[EnvironmentId, PointsByBoundary]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
