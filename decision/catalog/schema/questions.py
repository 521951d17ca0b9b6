"""What is asked, and what follows from several answers."""

from typing import Annotated, Literal

from pydantic import Field

from decision.catalog.schema.base import BoundaryId, ConditionData, Identifier, Strict, Text

# --- questions/*.yaml -------------------------------------------------------------


class Option(Strict):
    id: Identifier
    title: Text  # the answer as a team would say it
    help: Text | None = None


class Assumption(Strict):
    """An answer that follows from others, until the team gives its own."""

    option: Identifier
    when: ConditionData


class Question(Strict):
    id: Identifier
    level: Literal["system", "store"]
    origin: Literal["talk", "map", "added"]
    core: bool = False  # one of the first questions that give a wide answer alone
    reference: Text | None = None  # "Q3.1.1": the talk's own number or map branch
    title: Text  # the question itself, ends with "?"
    short: Text  # a noun phrase for tables: "Who consumes the store"
    why: Text  # why we ask, what it decides
    help: Text | None = None
    example: Text | None = None
    terms: list[Identifier] = []  # glossary ids explained in place
    sources: list[Identifier]
    asked_when: Annotated[ConditionData | None, Field(alias="asked-when")] = None
    muted_when: Annotated[ConditionData | None, Field(alias="muted-when")] = None
    muted_because: Annotated[Text | None, Field(alias="muted-because")] = None
    assumed: Assumption | None = None  # filled in while `when` certainly holds
    decides: list[BoundaryId] = []  # unknown here may mean ask-first there
    changeable: bool = False  # a team can make it otherwise, by itself and in reasonable time
    worse: list[Identifier] = []  # options worse than all others, the worst first
    options: Annotated[list[Option], Field(min_length=2)]


class Section(Strict):
    id: Identifier
    title: Text
    intro: Text
    position: int
    questions: list[Question]


# --- facts.yaml -------------------------------------------------------------------


class FactRule(Strict):
    value: Identifier
    when: ConditionData


class Fact(Strict):
    id: Identifier
    title: Text
    explanation: Text
    values: dict[Identifier, Text]  # each with its words
    rules: list[FactRule]  # the first that holds gives the value
    speaks_for: Annotated[Identifier | None, Field(alias="speaks-for")] = None  # the question
    answerable: bool = False  # an answer file may state it directly


class Facts(Strict):
    facts: list[Fact]
