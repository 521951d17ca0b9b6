"""Types of resources: what is listed, and the rules for what is not."""

from typing import Annotated, Literal

from pydantic import Field

from decision.catalog.schema.base import Identifier, Strict, Text, ZoneId

TypeName = Annotated[str, Field(min_length=1, max_length=200)]
SettingName = Annotated[str, Field(min_length=1, max_length=80)]
#: Words of a name, in lower case; compared in the singular.
Phrase = Annotated[str, Field(min_length=1, max_length=80)]

#: Tools that write types, by how they write them.
TypeToolId = Literal["cloudformation", "terraform", "pulumi", "kubernetes", "azure", "other"]

#: Tools that people type settings for.
WrittenBy = Literal[TypeToolId, "cdk"]

# --- resource-types/*.yaml --------------------------------------------------------


class TypeGroup(Strict):
    kind: Identifier  # a kind of store, or a class of rules.yaml
    label: Literal["stateful", "stateless"]
    zone: ZoneId | None = None  # of what is stateful
    holds_data: Annotated[bool, Field(alias="holds-data")] = False
    ripple: bool = False  # others depend on its identity
    protect: list[SettingName] = []  # settings that protect it, by the names that readers keep
    sources: list[Identifier]
    types: Annotated[list[TypeName], Field(min_length=1)]


class TypeGroups(Strict):
    title: Text
    groups: list[TypeGroup]


# --- resource-types/rules.yaml ----------------------------------------------------


class TypeClass(Strict):
    id: Identifier
    title: Text  # what such a resource does
    application: bool = False  # it is what runs, not what is kept or shared


class TypeRule(Strict):
    id: Identifier
    label: Literal["stateful", "stateless", "unknown"]
    kind: Identifier | None = None
    zone: ZoneId | None = None
    holds_data: Annotated[bool, Field(alias="holds-data")] = False
    ripple: bool = False
    clouds: list[Phrase] = []
    ending: list[Phrase] = []
    words: list[Phrase] = []
    beginning: list[Phrase] = []
    unless: list[Phrase] = []
    settings: list[SettingName] = []
    sources: list[Identifier]


class TypeException(Strict):
    id: Identifier
    tools: list[TypeToolId] = []
    clouds: list[Phrase] = []
    ending: Annotated[list[Phrase], Field(min_length=1)]
    settings: list[SettingName] = []
    without: list[SettingName] = []
    label: Literal["stateful", "stateless"] = "stateful"
    kind: Identifier | None = None
    sources: list[Identifier]


class TypeLending(Strict):
    id: Identifier
    tools: list[TypeToolId] = []
    clouds: list[Phrase] = []
    ending: Annotated[list[Phrase], Field(min_length=1)]
    to: list[Phrase] = []
    settings: Annotated[dict[SettingName, SettingName], Field(min_length=1)]
    is_referred_to: Annotated[bool, Field(alias="referred-to")] = False
    absent: Phrase | None = None
    sources: list[Identifier]


class TypeRules(Strict):
    classes: list[TypeClass]
    aliases: dict[Identifier, dict[Phrase, str]] = {}  # by cloud
    always: dict[TypeToolId, list[SettingName]] = {}
    rules: list[TypeRule]
    exceptions: list[TypeException] = []
    lending: list[TypeLending] = []


# --- resource-types/protection.yaml ----------------------------------------------

GuardId = Literal["deletion", "replacement", "contents", "recovery"]
HoldsId = Literal["on", "off", "unseen"]
SettingValue = bool | int | Annotated[str, Field(min_length=1, max_length=80)]


class ProtectionSetting(Strict):
    names: Annotated[list[SettingName], Field(min_length=1)]
    tools: list[TypeToolId] = []
    clouds: list[Phrase] = []
    types: list[TypeName] = []
    guards: list[GuardId] = []
    good: list[SettingValue] = []
    at_least: Annotated[int | None, Field(alias="at-least")] = None
    is_set: Annotated[HoldsId, Field(alias="set")] = "unseen"  # a value that is not kept
    absent: HoldsId  # nothing is written
    hidden_in: Annotated[list[Phrase], Field(alias="hidden-in")] = []  # formats
    defaults: dict[TypeName, HoldsId] = {}  # by type, where nothing is written
    want: SettingValue | None = None
    write: dict[WrittenBy, Text] = {}
    because: Text
    trap: Text | None = None
    sources: list[Identifier]


class ProtectionSettings(Strict):
    settings: list[ProtectionSetting]
