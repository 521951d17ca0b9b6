"""What a recommendation can say, and the edition that says it."""

from typing import Annotated

from pydantic import Field

from decision.catalog.schema.base import (
    BoundaryId,
    ConditionData,
    EnvironmentId,
    Identifier,
    LevelId,
    ResultId,
    Strict,
    Text,
    ZoneId,
)

# --- edition.yaml -----------------------------------------------------------------


class Edition(Strict):
    id: Annotated[str, Field(pattern=r"^\d{4}\.\d+$")]
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    title: Text
    summary: Text
    showcase: Identifier  # the worked example on the start page


# --- outcomes.yaml ----------------------------------------------------------------


class Boundary(Strict):
    id: BoundaryId
    title: Text  # a noun phrase, e.g. "Infrastructure unit"
    short: Text  # fits a table header
    explanation: Text  # what "together" means here, one or two sentences
    together: Text  # "One stack, one state, one release"
    separate: Text


class Environment(Strict):
    id: EnvironmentId
    title: Text


class Result(Strict):
    id: ResultId
    title: Text  # one or two words
    sentence: Text  # completes "{store} …" for the cell of the verdict: "gets a unit of its own"
    explanation: Text


class Zone(Strict):
    id: ZoneId
    title: Text
    explanation: Text
    examples: Text


class SeparationLevel(Strict):
    id: LevelId
    title: Text
    explanation: Text
    when: dict[BoundaryId, ResultId] = {}  # production results that select the level
    facts: ConditionData = {}  # and answers that must hold


class Outcomes(Strict):
    boundaries: list[Boundary]
    environments: list[Environment]
    results: list[Result]
    zones: list[Zone]
    separation_levels: Annotated[list[SeparationLevel], Field(alias="separation-levels")]
