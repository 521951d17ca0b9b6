"""Whether a resource is protected, by what, and what is missing.

A *guard* is a danger that a setting can hold off. A resource is protected if something guards
against its deletion and something against its replacement; both count, since a tool that may not
delete can still make a new, empty one. What a file does not show is not known, never missing.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from decision.domain.resources.names import Tool, taken_apart
from decision.domain.resources.types import Classified, Label

#: A setting as readers keep it: a flag, a small number, a known word, or :data:`SET`.
type Value = bool | int | str
#: Stands for a value that is there and was not kept.
SET = "set"
#: The option of the question about the tool whose programs write CloudFormation.
CDK = "cdk"


class Guard(StrEnum):
    """What a setting can hold off."""

    DELETION = "deletion"
    REPLACEMENT = "replacement"
    CONTENTS = "contents"  # what lies within goes along
    RECOVERY = "recovery"  # there is no way back


#: Without these a resource is not protected.
NEEDED = (Guard.DELETION, Guard.REPLACEMENT)


class Holds(StrEnum):
    """Whether a setting protects, as far as a file shows."""

    ON = "on"
    OFF = "off"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Protecting:
    """What content says of a setting.

    ``names`` in any tool's spelling; ``tools``, ``clouds``, ``types`` that have it, none for all.
    It protects with one of the values ``good``, or from the number ``at_least`` on; ``is_set``
    and ``absent`` say what holds for a value that was not kept and for none. ``hidden_in`` has the
    formats that do not show it, ``defaults`` what single types do where nothing is written.
    ``want`` is the value to write, ``write`` the whole setting by tool where it is more than that.
    """

    names: tuple[str, ...]
    absent: Holds
    because: str
    guards: tuple[Guard, ...] = ()
    tools: frozenset[str] = frozenset()
    clouds: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    good: tuple[Value, ...] = ()
    at_least: int | None = None
    is_set: Holds = Holds.UNSEEN
    hidden_in: frozenset[str] = frozenset()
    defaults: Mapping[str, Holds] = field(default_factory=dict)
    want: Value | None = None
    write: Mapping[str, str] = field(default_factory=dict)
    trap: str = ""
    sources: tuple[str, ...] = ()

    def holds(self, value: Value | None, of_type: str, format: str) -> Holds:
        """What a value, or its absence, means for a resource of a type in a file of a format."""
        if value is None:
            hidden = Holds.UNSEEN if format in self.hidden_in else self.absent
            return self.defaults.get(of_type, hidden)
        if value == SET:
            return self.is_set
        # Flags are numbers to Python, and no numbers here.
        if self.at_least is not None and type(value) is int:
            return Holds.ON if value >= self.at_least else Holds.OFF
        same = any(value == good and type(value) is type(good) for good in self.good)
        return Holds.ON if same else Holds.OFF

    def written(self, name: str, tool: str) -> str:
        """The setting as it has to be typed for a tool; empty where content does not say."""
        if tool in self.write:
            return self.write[tool]
        if self.want is None:
            return ""
        return _typed(name, self.want, tool)


def _typed(name: str, value: Value, tool: str) -> str:
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    quoted = f'"{text}"' if isinstance(value, str) else text
    if tool == Tool.TERRAFORM:
        return f"{name} = {quoted}"
    if tool == Tool.AZURE:
        return f'"{name}": {quoted}'
    if tool == CDK:
        return f"{name[:1].lower()}{name[1:]}: {quoted}"
    return f"{name}: {text}"


@dataclass(frozen=True, slots=True)
class Gap:
    """A setting that should protect and does not (``off``), or that the file does not show.

    ``write`` is the exact setting for the resource's tool; ``against`` what it would hold off.
    """

    setting: str
    holds: Holds
    against: tuple[Guard, ...]
    write: str
    because: str
    trap: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Protection:
    """What guards one resource: each guard on, off or unseen.

    ``by`` are the settings that are written and do, ``by_default`` those that do unwritten.
    """

    guards: Mapping[Guard, Holds]
    by: tuple[str, ...] = ()
    by_default: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def is_protected(self) -> bool | None:
        """Against deletion and replacement; none where the file does not show it."""
        needed = [self.guards.get(guard, Holds.UNSEEN) for guard in NEEDED]
        if Holds.OFF in needed:
            return False
        return None if Holds.UNSEEN in needed else True

    @property
    def open_guards(self) -> tuple[Guard, ...]:
        """What nothing guards against, of the guards that are needed."""
        return tuple(each for each in NEEDED if self.guards.get(each) is Holds.OFF)


@dataclass(frozen=True)
class ProtectionRules:
    """Every setting that content describes; of two for one name the first that fits counts."""

    settings: tuple[Protecting, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Protecting, ...]]:
        found: dict[str, list[Protecting]] = {}
        for each in self.settings:
            for name in each.names:
                found.setdefault(plain(name), []).append(each)
        return {name: tuple(rules) for name, rules in found.items()}

    def about(self, name: str, tool: str, cloud: str, of_type: str = "") -> Protecting | None:
        """What is said of a setting of a tool's type."""
        for each in self._by_name.get(plain(name), ()):
            asked = ((each.tools, tool), (each.clouds, cloud), (each.types, of_type))
            if all(not whose or own in whose for whose, own in asked):
                return each
        return None


def plain(name: str) -> str:
    """A name without what tools and people spell differently: case, hyphens, underscores."""
    return re.sub("[^a-z0-9]", "", name.lower())


def protection_of(
    rules: ProtectionRules,
    about: Classified,
    settings: Mapping[str, Value],
    format: str,
    tool: str | None = None,
) -> Protection | None:
    """What protects a stateful resource, as far as its file shows; none for any other.

    ``settings`` are those that its reader kept, ``format`` is the file's, ``tool`` the option of
    the question about the tool (CDK writes CloudFormation, and is typed otherwise).
    """
    if about.label is not Label.STATEFUL:
        return None
    name = taken_apart(about.type)
    typed_by = CDK if tool == CDK else str(name.tool)
    known = [
        (setting, rule, settings.get(setting))
        for setting in _relevant(about.protect, settings)
        if (rule := rules.about(setting, name.tool, name.cloud, about.type)) is not None
    ]
    judged = [
        (setting, rule, rule.holds(value, about.type, format)) for setting, rule, value in known
    ]
    guards = _guards(judged, settings)
    gaps = tuple(
        Gap(
            setting,
            holds,
            rule.guards,
            rule.written(setting, typed_by),
            rule.because,
            rule.trap,
            rule.sources,
        )
        for setting, rule, holds in judged
        if _is_gap(rule, holds, guards)
    )
    on = [setting for setting, rule, holds in judged if holds is Holds.ON and rule.guards]
    return Protection(
        guards,
        by=tuple(each for each in on if each in settings),
        by_default=tuple(each for each in on if each not in settings),
        gaps=gaps,
    )


def _relevant(protect: Iterable[str], settings: Mapping[str, Value]) -> list[str]:
    """The settings that the type should have, and those that the resource has, each once."""
    given = {plain(name): name for name in settings}
    wanted = {plain(name): given.get(plain(name), name) for name in protect}
    return list({**wanted, **given}.values())


def _guards(
    judged: Iterable[tuple[str, Protecting, Holds]], written: Container[str]
) -> dict[Guard, Holds]:
    """One setting that is on is enough. One that is written, with a value that is decided elsewhere
    (a variable, a parameter), may be on: whether there is a guard is then not seen. Else one that
    is seen to be off counts before those that the file cannot show.

    (Plans of Terraform do not show ``prevent_destroy``, and it goes with its block: where a
    service has a switch of its own and it is off, the resource is called unprotected.)
    """
    found: dict[Guard, tuple[int, Holds]] = {}
    for setting, rule, holds in judged:
        decided_elsewhere = holds is Holds.UNSEEN and setting in written
        ranked = (1 if decided_elsewhere else _RANK[holds], holds)
        for guard in rule.guards:
            found[guard] = min(ranked, found.get(guard, ranked))
    return {guard: holds for guard, (_, holds) in found.items()}


_RANK = {Holds.ON: 0, Holds.OFF: 2, Holds.UNSEEN: 3}


def _is_gap(rule: Protecting, holds: Holds, guards: Mapping[Guard, Holds]) -> bool:
    """Whether something is left open that this setting would close."""
    if holds is Holds.ON or not rule.guards:
        return False
    if set(rule.guards) <= set(NEEDED):
        # Where another setting is decided elsewhere, nothing is known to be missing.
        return any(
            guards[guard] is Holds.OFF or guards[guard] is holds is Holds.UNSEEN
            for guard in rule.guards
        )
    return holds is Holds.OFF


__all__ = [
    "NEEDED",
    "Gap",
    "Guard",
    "Holds",
    "Protecting",
    "Protection",
    "ProtectionRules",
    "Value",
    "protection_of",
]
