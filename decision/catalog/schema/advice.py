"""Kinds of store, and what is due for a store besides its placement."""

from typing import Annotated

from pydantic import Field

from decision.catalog.schema.base import (
    ConditionData,
    EnvironmentId,
    Identifier,
    ResultId,
    Strict,
    Text,
    ToolId,
)

# --- kinds.yaml -------------------------------------------------------------------


class Kind(Strict):
    id: Identifier
    title: Text
    group: Text  # heading in the picker
    examples: Text  # products people know
    note: Text | None = None
    answers: dict[Identifier, Identifier]  # what it pre-fills
    sources: list[Identifier]


class Kinds(Strict):
    kinds: list[Kind]


# --- guardrails/*.yaml ------------------------------------------------------------


class Provider(Strict):
    id: Identifier
    title: Text


class Guardrail(Strict):
    id: Identifier
    title: Text  # an imperative
    provider: Identifier | None = None  # of the cloud; none: for every one
    kinds: list[Identifier] = []  # empty: every kind
    when: ConditionData | None = None
    setting: Text  # the exact setting or snippet, as typed
    because: Text
    trap: Text | None = None  # how it is commonly got wrong
    environments: list[EnvironmentId] = ["test", "production"]
    sources: list[Identifier]


class Guardrails(Strict):
    tool: ToolId
    title: Text
    providers: list[Provider] = []  # where the settings of a tool differ between clouds
    guardrails: list[Guardrail]


# --- prerequisites.yaml -----------------------------------------------------------


class Prerequisite(Strict):
    id: Identifier
    title: Text  # an imperative
    when: ConditionData
    steps: Annotated[list[Text], Field(min_length=1)]
    done_when: Annotated[Text, Field(alias="done-when")]
    because: Text
    urgent: bool = False  # before anything else is moved
    sources: list[Identifier]


class Prerequisites(Strict):
    prerequisites: list[Prerequisite]


# --- playbooks.yaml ---------------------------------------------------------------


class Playbook(Strict):
    id: Identifier
    title: Text
    verdicts: list[ResultId]
    when: ConditionData | None = None
    steps: Annotated[list[Text], Field(min_length=1)]
    sources: list[Identifier]


class Playbooks(Strict):
    playbooks: list[Playbook]
