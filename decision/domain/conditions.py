"""Conditions over answers, in three-valued (Kleene) logic.

A condition is true, false, or not decided yet because an answer is missing. Rules act
only on what is certainly true; a question stays open unless its condition is certainly
false. What a missing answer could still do is the business of ``sensitivity``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

#: The value of a question that its conditions do not ask, and of a fact no rule gives.
NOT_ASKED: Final = ""

#: Known values by question, fact or ``environment``; a missing key is not known.
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Always:
    """The condition that holds whatever the answers are."""

    def holds(self, values: Values) -> bool | None:
        return True

    def names(self) -> frozenset[str]:
        return frozenset()


@dataclass(frozen=True, slots=True)
class Is:
    """A question or fact has one of these values."""

    name: str
    options: frozenset[str]

    def holds(self, values: Values) -> bool | None:
        value = values.get(self.name)
        return None if value is None else value in self.options

    def names(self) -> frozenset[str]:
        return frozenset((self.name,))


#: Names with the values that are wanted of them, and the other parts of a condition.
type _Sorted = tuple[tuple[tuple[str, frozenset[str]], ...], tuple["Condition", ...]]


@dataclass(frozen=True, slots=True)
class All:
    parts: "tuple[Condition, ...]"
    _sorted: _Sorted = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sorted", _sort(self.parts))

    def holds(self, values: Values) -> bool | None:
        wanted, others = self._sorted
        verdict: bool | None = True
        for name, options in wanted:
            value = values.get(name)
            if value is None:
                verdict = None
            elif value not in options:
                return False
        for part in others:
            held = part.holds(values)
            if held is False:
                return False
            if held is None:
                verdict = None
        return verdict

    def names(self) -> frozenset[str]:
        return _names(self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: "tuple[Condition, ...]"
    _sorted: _Sorted = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sorted", _sort(self.parts))

    def holds(self, values: Values) -> bool | None:
        wanted, others = self._sorted
        verdict: bool | None = False
        for name, options in wanted:
            value = values.get(name)
            if value is None:
                verdict = None
            elif value in options:
                return True
        for part in others:
            held = part.holds(values)
            if held is True:
                return True
            if held is None:
                verdict = None
        return verdict

    def names(self) -> frozenset[str]:
        return _names(self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"

    def holds(self, values: Values) -> bool | None:
        held = self.part.holds(values)
        return None if held is None else not held

    def names(self) -> frozenset[str]:
        return self.part.names()


@dataclass(frozen=True, slots=True)
class Unknown:
    """At least one of these has no known value.

    For advice only (prerequisites, guardrails, playbooks): a gate or factor that reacts to
    missing knowledge would break the promise that a range covers every completion.
    """

    of: frozenset[str]

    def holds(self, values: Values) -> bool | None:
        return any(name not in values for name in self.of)

    def names(self) -> frozenset[str]:
        return self.of


Condition = Always | Is | All | AnyOf | Not | Unknown


def _names(parts: Iterable[Condition]) -> frozenset[str]:
    return frozenset().union(*(part.names() for part in parts))


def _sort(parts: Iterable[Condition]) -> _Sorted:
    """Most parts ask for one value: looked at in place, they cost a third of a call each."""
    parts = tuple(parts)
    wanted = tuple((part.name, part.options) for part in parts if isinstance(part, Is))
    return wanted, tuple(part for part in parts if not isinstance(part, Is))
