"""YAML without aliases, built from the parser's events in one go, counted as they come.

Nearly every file is so, and large ones are: this takes half the time of counting first and loading
then, and whatever is wrong is found where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml


@dataclass(frozen=True, slots=True)
class Tagged:
    """A YAML value with a short tag of its own, such as CloudFormation's ``!Ref``."""

    tag: str
    value: Any


class Unusual(Exception):
    """Anchors, aliases, merged keys, keys that are no texts, or full tags: for a whole loader."""


class TwiceError(Exception):
    """A key that is given twice, on a ``line``."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


class TooMuchError(Exception):
    """More values than are allowed, or (``is_deep``) deeper within each other."""

    def __init__(self, *, is_deep: bool) -> None:
        super().__init__()
        self.is_deep = is_deep


_NO_KEY: Final = object()
_TAG: Final = "tag:yaml.org,2002:"
#: Plain scalars that are something else than texts begin like this.
_STARTS: Final = frozenset(yaml.SafeLoader.yaml_implicit_resolvers)
_NAMES: Final = yaml.resolver.Resolver()
_BUILD: Final = yaml.constructor.SafeConstructor()
#: Characters of a number. YAML has numbers to the base of 60 ("190:20:30"), for which each
#: further part takes longer than the one before.
LONGEST_NUMBER: Final = 1_000


def documents(events: Iterator[Any], values: int | None, depth: int) -> list[Any]:
    """The documents of a stream: mappings, lists and scalars, short tags as ``Tagged``, dates as
    texts. ``values`` and ``depth`` are the most that there may be.

    Raises ``Unusual``, ``TwiceError``, ``TooMuchError``, and the parser's errors.
    """
    building, known = _Building(depth), dict[str, object]()
    for count, event in enumerate(events):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            building.put(_scalar(event, known), event)
        elif kind is yaml.MappingStartEvent:
            building.open(event, {})
        elif kind is yaml.SequenceStartEvent:
            building.open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            building.close(event)
        elif kind is yaml.AliasEvent:
            raise Unusual
        if values is not None and count > values:
            raise TooMuchError(is_deep=False)
    return building.documents


class _Building:
    """What is built so far: the container that is open, and those around it."""

    def __init__(self, depth: int) -> None:
        self.documents: list[Any] = []
        self._depth = depth
        self._open: Any = self.documents
        self._key: object = _NO_KEY
        self._around: list[tuple[Any, object, str | None]] = []

    def open(self, event: Any, empty: object) -> None:
        """Begins a mapping or a list."""
        _check_usual(event)
        if self._key is _NO_KEY and type(self._open) is dict:
            raise Unusual
        self._around.append((self._open, self._key, event.tag))
        if len(self._around) > self._depth:
            raise TooMuchError(is_deep=True)
        self._open, self._key = empty, _NO_KEY

    def close(self, event: Any) -> None:
        """Ends what was begun last."""
        value = self._open
        self._open, self._key, tag = self._around.pop()
        self.put(Tagged(tag[1:], value) if tag else value, event)

    def put(self, value: object, event: Any) -> None:
        """Adds a value to a list, or a key and then its value to a mapping."""
        if type(self._open) is list:
            self._open.append(value)
        elif self._key is not _NO_KEY:
            self._open[self._key] = value
            self._key = _NO_KEY
        elif type(value) is not str or value in ("", "<<"):
            raise Unusual
        elif value in self._open:
            raise TwiceError(event.start_mark.line + 1)
        else:
            self._key = value


def _check_usual(event: Any) -> None:
    tag = event.tag
    if event.anchor is not None or (tag is not None and (tag[0] != "!" or len(tag) == 1)):
        raise Unusual


def _scalar(event: Any, known: dict[str, object]) -> object:
    value: str = event.value
    if event.tag is not None or event.anchor is not None:
        _check_usual(event)
        return Tagged(event.tag[1:], value)
    # Only what stands without quotes can be anything but a text.
    if not event.implicit[0] or value[:1] not in _STARTS:
        return value
    if value not in known:
        known[value] = _plain(value)
    return known[value]


def _plain(value: str) -> object:
    """What a scalar without quotes stands for. Raises ``ValueError`` for a number that is none."""
    tag: str = _NAMES.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    node = yaml.ScalarNode(tag, value)
    match tag.removeprefix(_TAG):
        case "str" | "timestamp":
            return value
        case "int" | "float" if len(value) > LONGEST_NUMBER:
            raise ValueError
        case "int":
            return _BUILD.construct_yaml_int(node)
        case "float":
            return _BUILD.construct_yaml_float(node)
        case "bool":
            return _BUILD.construct_yaml_bool(node)
        case "null":
            return None
    raise Unusual
