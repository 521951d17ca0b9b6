"""The talk's map."""

from typing import Annotated, Literal

from pydantic import Field

from decision.catalog.schema.base import ConditionData, Identifier, Strict, Text, ZoneId

MapRole = Literal["definitions", "affected-by", "workload-types", "casf", "figure"]


class MapNode(Strict):
    id: Identifier
    title: Text
    note: Text | None = None
    terms: list[Identifier] = []
    marks: ConditionData | None = None  # on the team's path when these answers hold
    zone: ZoneId | None = None  # stores of this zone are shown here
    question: Identifier | None = None  # the question this branch is about
    role: MapRole | None = None  # colour family; branches below inherit it
    children: list["MapNode"] = []


class MapBranch(MapNode):
    role: Literal["definitions", "affected-by", "workload-types"]


class CrossLink(Strict):
    id: Identifier
    start: Identifier
    end: Identifier
    label: Text
    style: Literal["dashed", "dotted"] = "dashed"


class MindMap(Strict):
    id: Identifier
    title: Text
    branches: list[MapBranch]
    cross_links: Annotated[list[CrossLink], Field(alias="cross-links")]
    sources: list[Identifier]
