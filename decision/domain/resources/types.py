"""The table of types and the rules for what it does not list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from decision.domain.resources.names import Tool, keys_of, taken_apart, words_of


class Label(StrEnum):
    STATEFUL = "stateful"
    STATELESS = "stateless"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How a label came about."""

    LISTED = "listed"
    GUESSED = "guessed"
    DECIDED = "decided"  # by the team, where nothing else was known
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Listed:
    """What content says of a type. ``kind`` is a kind of store or a class of resources.

    ``ripple``: others depend on its identity. ``protect``: the settings that protect it, as
    readers keep them. ``zone`` is none for what is stateless.
    """

    group: str
    label: Label
    kind: str
    zone: str | None = None
    holds_data: bool = False
    ripple: bool = False
    protect: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


#: Phrases in the form in which they are compared: their words.
Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A guess about types that are not listed. Every condition that it has must hold.

    ``ending``, ``words`` and ``beginning`` are phrases (words in the singular); one of each must
    be at the end of the name, anywhere in service and name, at their beginning. ``unless`` are
    phrases that must not be there. ``settings`` are names of settings of which one is there.
    """

    id: str
    label: Label
    kind: str | None
    zone: str | None = None
    holds_data: bool = False
    ripple: bool = False
    clouds: frozenset[str] = frozenset()
    ending: Phrases = frozenset()
    words: Phrases = frozenset()
    beginning: Phrases = frozenset()
    unless: Phrases = frozenset()
    settings: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()

    @staticmethod
    def phrases(written: tuple[str, ...] | list[str]) -> Phrases:
        """Phrases as authors write them, in the form in which they are compared."""
        return frozenset(words_of(each) for each in written)


@dataclass(frozen=True, slots=True)
class Exempt:
    """Resources of a stateful type that keep no data of their own, as their settings show.

    A copy of another store, a member of a cluster, a set whose pods have no disk. ``settings``:
    one of these is there; ``without``: none of these is; both as
    :func:`decision.domain.resources.names.plain` has them. ``label`` and ``kind`` are what such a
    resource is instead.
    """

    id: str
    ending: Phrases
    tools: frozenset[str] = frozenset()
    clouds: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    label: Label = Label.STATEFUL
    kind: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lending:
    """Settings of one resource that protect another: ``settings`` by the name that they have, and
    the one as which they count.

    ``ending`` are phrases at the end of what lends, ``to`` of what is lent to (none: anything).
    What lends refers to the other, or ``is_referred_to`` by it. ``absent``: the value where
    nothing is written.
    """

    id: str
    ending: Phrases
    settings: Mapping[str, str]
    to: Phrases = frozenset()
    tools: frozenset[str] = frozenset()
    clouds: frozenset[str] = frozenset()
    is_referred_to: bool = False
    absent: bool | int | str | None = None


@dataclass(frozen=True, slots=True)
class Classified:
    """What is known of a type, or of one resource of it. ``by`` names the group or rule that says
    so; ``own_data`` is false for a resource that keeps nothing itself although its type does."""

    type: str
    label: Label
    kind: str | None
    zone: str | None
    basis: Basis
    holds_data: bool = False
    ripple: bool = False
    protect: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    by: str | None = None
    own_data: bool = True


@dataclass(frozen=True)
class ResourceTypes:
    """Every listed type by its name as written, and the rules in their order.

    ``aliases``: see :func:`decision.domain.resources.names.keys_of`. ``always`` has the settings
    that protect any resource, by tool.
    """

    listed: Mapping[str, Listed] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    always: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exceptions: tuple[Exempt, ...] = ()
    lending: tuple[Lending, ...] = ()

    @cached_property
    def by_lower(self) -> Mapping[str, str]:
        """Names as written, by themselves in lower case: Azure does not tell cases apart."""
        return {written.lower(): written for written in reversed(list(self.listed))}

    @cached_property
    def by_key(self) -> Mapping[str, str]:
        """Names as written, by the keys under which other tools' names meet them."""
        keys = {
            written: tuple(keys_of(taken_apart(written), self.aliases)) for written in self.listed
        }
        found: dict[str, str] = {}
        # The surest keys of all names come first, so that no weaker one takes their place.
        for rank in range(max(map(len, keys.values()), default=0)):
            for written, own in keys.items():
                if rank < len(own):
                    found.setdefault(own[rank], written)
        return found

    @cached_property
    def tools(self) -> Mapping[str, Tool]:
        return {written: taken_apart(written).tool for written in self.listed}
