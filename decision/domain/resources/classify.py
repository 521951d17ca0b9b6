"""Whether a type of resource is stateful: by the table, else by rules, else not known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from decision.domain.resources.names import Tool, TypeName, keys_of, taken_apart, words_of
from decision.domain.resources.protection import plain
from decision.domain.resources.types import (
    Basis,
    Classified,
    Exempt,
    Label,
    Listed,
    Phrases,
    ResourceTypes,
    Rule,
)

_NONE: Mapping[str, object] = {}


def classify(types: ResourceTypes, type: str, settings: Mapping[str, object] = _NONE) -> Classified:
    """What ``type`` is. ``settings`` are the protection settings that its resource has.

    What no list and no rule says is unknown, never stateless.
    """
    name = taken_apart(type)
    written = _listed_as(types, type, name)
    if written is not None:
        return _as_listed(types, type, name, written)
    said = _Phrases.of(name.words)
    for rule in types.rules:
        if _holds(rule, name.cloud, said, settings):
            return _as_guessed(types, type, name, rule)
    return Classified(type, Label.UNKNOWN, None, None, Basis.UNKNOWN)


def as_it_is(types: ResourceTypes, about: Classified, settings: Mapping[str, object]) -> Classified:
    """What one resource of a type is: some keep nothing of their own, as their settings show.

    A copy of another store, a member of a cluster or a set without disks is no store.
    """
    if about.label is not Label.STATEFUL:
        return about
    name = taken_apart(about.type)
    ends = frozenset(name.words[-length:] for length in range(1, len(name.words) + 1))
    given = frozenset(map(plain, settings))
    for each in types.exceptions:
        if not each.ending.isdisjoint(ends) and _is_exempt(each, name, given):
            if each.label is Label.STATEFUL:
                return replace(about, kind=each.kind or about.kind, own_data=False)
            return replace(
                about,
                label=each.label,
                kind=each.kind or about.kind,
                zone=None,
                holds_data=False,
                ripple=False,
                protect=(),
                sources=each.sources,
                by=each.id,
                own_data=False,
            )
    return about


def _is_exempt(each: Exempt, name: TypeName, given: frozenset[str]) -> bool:
    if each.tools and name.tool not in each.tools:
        return False
    if each.clouds and name.cloud not in each.clouds:
        return False
    if each.settings and each.settings.isdisjoint(given):
        return False
    return each.without.isdisjoint(given)


def _listed_as(types: ResourceTypes, type: str, name: TypeName) -> str | None:
    """The listed name of this type, its own or that of another tool."""
    if type in types.listed:
        return type
    same = types.by_lower.get(type.lower())
    if same is not None and types.tools[same] is name.tool:  # a Secret is no secret of Compose
        return same
    keys = keys_of(name, types.aliases)
    return next((types.by_key[key] for key in keys if key in types.by_key), None)


def _as_listed(types: ResourceTypes, type: str, name: TypeName, written: str) -> Classified:
    known: Listed = types.listed[written]
    protect: Iterable[str] = known.protect
    if types.tools[written] is not name.tool:
        protect = (spelled(each, name.tool) for each in protect)
    return Classified(
        type,
        known.label,
        known.kind,
        known.zone,
        Basis.LISTED,
        holds_data=known.holds_data,
        ripple=known.ripple,
        protect=_protecting(types, name, known.label, protect),
        sources=known.sources,
        by=known.group,
    )


def _as_guessed(types: ResourceTypes, type: str, name: TypeName, rule: Rule) -> Classified:
    unknown = rule.label is Label.UNKNOWN
    return Classified(
        type,
        rule.label,
        rule.kind,
        rule.zone,
        Basis.UNKNOWN if unknown else Basis.GUESSED,
        holds_data=rule.holds_data,
        ripple=rule.ripple,
        protect=_protecting(types, name, rule.label, ()),
        sources=rule.sources,
        by=rule.id,
    )


def _protecting(
    types: ResourceTypes, name: TypeName, label: Label, own: Iterable[str]
) -> tuple[str, ...]:
    if label is not Label.STATEFUL:
        return ()
    return tuple(dict.fromkeys((*types.always.get(name.tool, ()), *own)))


def spelled(setting: str, tool: Tool) -> str:
    """A setting's name in the way in which a tool spells names."""
    words = setting.split("_") if "_" in setting else words_of(setting)
    if tool is Tool.TERRAFORM:
        return "_".join(word.lower() for word in words)
    title = "".join(word[:1].upper() + word[1:] for word in words)
    return title if tool is Tool.CLOUDFORMATION else title[:1].lower() + title[1:]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Every phrase of a name, so that a rule compares sets however many phrases it has."""

    at_end: Phrases
    at_beginning: Phrases
    anywhere: Phrases

    @classmethod
    def of(cls, words: tuple[str, ...]) -> "_Phrases":
        ends = range(1, len(words) + 1)
        return cls(
            frozenset(words[-length:] for length in ends),
            frozenset(words[:length] for length in ends),
            frozenset(words[start:end] for end in ends for start in range(end)),
        )


def _holds(rule: Rule, cloud: str, said: _Phrases, settings: Mapping[str, object]) -> bool:
    if rule.clouds and cloud not in rule.clouds:
        return False
    if rule.settings and rule.settings.isdisjoint(settings):
        return False
    if rule.ending and rule.ending.isdisjoint(said.at_end):
        return False
    if rule.beginning and rule.beginning.isdisjoint(said.at_beginning):
        return False
    if rule.words and rule.words.isdisjoint(said.anywhere):
        return False
    return rule.unless.isdisjoint(said.anywhere)
