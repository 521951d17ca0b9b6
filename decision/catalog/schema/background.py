"""Definitions, sources, and where the sources disagree."""

from typing import Annotated, Literal

from pydantic import Field, HttpUrl

from decision.catalog.schema.base import ConditionData, Identifier, Strict, Text

# --- glossary.yaml ----------------------------------------------------------------


class Term(Strict):
    id: Identifier
    title: Text
    definition: Text
    origin: Literal["talk", "map", "added"]
    see: list[Identifier] = []
    sources: list[Identifier]


class Glossary(Strict):
    terms: list[Term]


# --- sources.yaml -----------------------------------------------------------------


class Source(Strict):
    id: Identifier
    title: Text
    author: Text
    year: int | None = None
    url: HttpUrl | None = None
    note: Text | None = None  # what it is used for, where to look in it


class Sources(Strict):
    sources: list[Source]


# --- disagreements.yaml -----------------------------------------------------------


class Side(Strict):
    position: Text
    because: Text
    sources: list[Identifier]


class Disagreement(Strict):
    id: Identifier
    title: Text
    when: ConditionData | None = None  # when it matters to this team; absent: always
    sides: Annotated[list[Side], Field(min_length=2)]
    decides: Text  # what tells which side fits


class Disagreements(Strict):
    disagreements: list[Disagreement]
