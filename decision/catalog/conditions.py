"""Conditions as content writes them, and as the engine reads them.

In content a condition is a mapping, and all its entries must hold::

    {recovery: [restorable, irreplaceable], not: {environment: development}}

An entry is a name with an option or a list of options, or one of ``all`` and ``any`` (lists
of conditions), ``not`` (a condition) and ``unknown`` (names without a known answer).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from decision.catalog.yamltree import Path
from decision.domain.conditions import All, Always, AnyOf, Condition, Is, Not, Unknown

LISTS = ("all", "any")
WORDS = (*LISTS, "not", "unknown")


def condition_of(data: Mapping[str, Any] | None) -> Condition:
    """The engine's condition; ``data`` must have passed :func:`misshapen`."""
    parts = tuple(_part(name, value) for name, value in (data or {}).items())
    if not parts:
        return Always()
    return parts[0] if len(parts) == 1 else All(parts)


def _part(name: str, value: Any) -> Condition:
    if name == "all":
        return All(tuple(map(condition_of, value)))
    if name == "any":
        return AnyOf(tuple(map(condition_of, value)))
    if name == "not":
        return Not(condition_of(value))
    if name == "unknown":
        return Unknown(frozenset(_several(value)))
    return Is(name, frozenset(_several(value)))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a condition reads and, unless it asks what is unknown, one option of it."""

    name: str
    option: str | None
    path: Path


def mentions(data: Mapping[str, Any] | None, path: Path) -> Iterator[Mention]:
    """Every name and option of a well-formed condition, with the place where it stands."""
    for name, value in (data or {}).items():
        here = (*path, name)
        if name in LISTS:
            for position, inner in enumerate(value):
                yield from mentions(inner, (*here, position))
        elif name == "not":
            yield from mentions(value, here)
        elif name == "unknown":
            yield from (Mention(each, None, where) for each, where in _placed(value, here))
        else:
            yield from (Mention(name, each, where) for each, where in _placed(value, here))


def misshapen(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """What is wrong with the form of a condition: places and messages."""
    if not isinstance(data, dict):
        yield path, "a condition must be a mapping of names to options"
        return
    for name, value in data.items():
        here = (*path, name)
        if name in LISTS:
            if not isinstance(value, list) or not value:
                yield here, f"'{name}' must be a list of conditions"
                continue
            for position, inner in enumerate(value):
                yield from misshapen(inner, (*here, position))
        elif name == "not":
            yield from misshapen(value, here)
        elif not _is_words(value):
            wanted = "names" if name == "unknown" else "options"
            yield here, f"a condition needs text or a list of {wanted} here"


def _is_words(value: Any) -> bool:
    several = value if isinstance(value, list) else [value]
    return bool(several) and all(isinstance(each, str) and each for each in several)


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _placed(value: str | list[str], path: Path) -> Iterator[tuple[str, Path]]:
    if isinstance(value, str):
        yield value, path
        return
    for position, each in enumerate(value):
        yield each, (*path, position)
