"""A safe reader for YAML 1.2 and JSON: plain values, and the line where each stands.

It walks parser events and builds the values itself, because loaders recurse: deep nesting
ends the process, aliases can blow up a small file, and a second key silently replaces the
first. No recursion here, and every limit is checked before anything is built. Messages
never repeat the input, apart from a short and cleaned piece of a key.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from decision.catalog.plaintext import UnreadableError, decoded, named_character, refused_character
from decision.catalog.problems import Problem, excerpt
from decision.catalog.scalars import Scalar, plain_scalar

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Keys and positions from the root to a value.
type Path = tuple[str | int, ...]

#: JSON writes characters beyond U+FFFF as a pair of escapes, which YAML does not know.
_SURROGATE_PAIR = re.compile(
    r"(?<!\\)(?P<escaped>(?:\\\\)*)"
    r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
)


_NOT_YAML = "this is not valid YAML from here on"

_TAB = "indent with spaces, not tabs"

#: The parser's usual complaints, by a part of them that never varies.
_STUMBLES = {
    "mapping values are not allowed": "a ':' is not expected here; text with ': ' needs quotes",
    "could not find expected ':'": "a key without ':' (or a text that needs quotes)",
    "cannot start any token": "this character cannot start a text; use quotes",
    "tab character": _TAB,
    "did not find expected key": "a key is expected here; look at the indentation and the quotes",
    "did not find expected '-'": "a list item is expected here; look at the indentation",
    "unexpected end of stream": "a quote is opened and never closed",
    "did not find expected ',' or": "a ',' or a closing bracket is missing",
}

#: JSON strings may hold these as they are; the parser takes them for line ends.
_SEPARATORS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost before it is refused."""

    bytes: int = 1_000_000
    depth: int = 64
    nodes: int = 20_000
    key: int = 200
    scalar: int = 20_000


@dataclass(frozen=True, slots=True)
class Document:
    """The values of one file. ``lines`` has the line of each key's or list item's place."""

    file: str
    value: Any
    lines: Mapping[Path, int] = field(repr=False)

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest place above it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, message: str, hint: str = "") -> Problem:
        return Problem(self.file, self.line(path), message, hint)


def read_tree(data: bytes | str, file: str, limits: Limits | None = None) -> Document:
    """Read one file. Raises ``UnreadableError`` with the problems found; duplicates come all."""
    limits = limits or Limits()
    text = decoded(data, file, limits.bytes)
    if text.lstrip()[:1] in {"{", "["}:
        text = _SURROGATE_PAIR.sub(_joined_pair, text).translate(_SEPARATORS)
    builder = _Builder(file, limits)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 0
        message = _TAB if _tab_indents(text, line) else _stumble(error)
        raise UnreadableError(Problem(file, line, message)) from None
    except RecursionError:  # only the parser written in Python can get there
        raise UnreadableError(Problem(file, 0, "the file is nested too deeply")) from None
    if builder.duplicates:
        raise UnreadableError(*builder.duplicates)
    return Document(file, builder.value, builder.lines)


def _tab_indents(text: str, line: int) -> bool:
    """Whether a tab stands before the first character of a line, counted from 1."""
    found = text.split("\n", line)[line - 1 : line]
    return any("\t" in each[: len(each) - len(each.lstrip())] for each in found)


def _stumble(error: yaml.YAMLError) -> str:
    """Where the parser stumbled, in our own words: its words can quote the input."""
    said = getattr(error, "problem", None) or ""
    return next((ours for theirs, ours in _STUMBLES.items() if theirs in said), _NOT_YAML)


def _joined_pair(found: re.Match[str]) -> str:
    pair = chr(int(found["high"], 16)) + chr(int(found["low"], 16))
    return found["escaped"] + pair.encode("utf-16", "surrogatepass").decode("utf-16")


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being filled; ``key`` waits for its value."""

    path: Path
    value: Any
    key: str | None = None
    key_lines: dict[str, int] = field(default_factory=dict)


class _Builder:
    """Turns events into values, one at a time."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.value: Any = None
        self.lines: dict[Path, int] = {(): 1}
        self.duplicates: list[Problem] = []
        self._open: list[_Open] = []
        self._documents = 0
        self._nodes = 0

    def take(self, event: Any) -> None:
        """Add what one event says."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            self._check(event, line)
            self._scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._check(event, line)
            self._start({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._refuse(line, "aliases (*name) are not allowed")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event, line)

    def _refuse(self, line: int, message: str) -> UnreadableError:
        return UnreadableError(Problem(self.file, line, message))

    def _document(self, event: Any, line: int) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._refuse(line, "a second document (---) is not allowed")
        if event.version or event.tags:
            raise self._refuse(line, "directives (%YAML, %TAG) are not allowed")

    def _check(self, event: Any, line: int) -> None:
        self._nodes += 1
        if self._nodes > self.limits.nodes:
            raise self._refuse(line, f"the file has more than {self.limits.nodes:,} values")
        if event.anchor:
            raise self._refuse(line, "anchors (&name) are not allowed")
        if event.tag:
            raise self._refuse(line, "tags (!name) are not allowed")

    def _scalar(self, event: Any, line: int) -> None:
        text: str = event.value
        refused = refused_character(text) if event.style == '"' else None
        if refused is not None:  # written as an escape; anything else was refused before
            raise self._refuse(line, named_character(text[refused]))
        plain = event.style is None or event.style == ""
        if self._open and isinstance(self._open[-1].value, dict) and self._open[-1].key is None:
            self._key(text, line, plain=plain)
            return
        if len(text) > self.limits.scalar:
            message = f"the text is longer than {self.limits.scalar:,} characters"
            raise self._refuse(line, message)
        self._put(self._value_of(text, line) if plain else text, line)

    def _value_of(self, text: str, line: int) -> Scalar:
        try:
            return plain_scalar(text)
        except ValueError as error:
            raise self._refuse(line, str(error)) from None

    def _key(self, text: str, line: int, *, plain: bool) -> None:
        if len(text) > self.limits.key:
            raise self._refuse(line, f"the key is longer than {self.limits.key} characters")
        if plain and text == "<<":
            raise self._refuse(line, "merge keys (<<) are not allowed")
        if not text:
            raise self._refuse(line, "a key is missing")
        into = self._open[-1]
        first = into.key_lines.setdefault(text, line)
        if text in into.value:
            message = f"the key {excerpt(text)} is here a second time"
            self.duplicates.append(Problem(self.file, line, message, f"first in line {first}"))
        into.key = text
        self.lines[(*into.path, text)] = first

    def _start(self, value: dict[str, Any] | list[Any], line: int) -> None:
        if len(self._open) >= self.limits.depth:
            raise self._refuse(line, f"the file is nested deeper than {self.limits.depth} levels")
        self._open.append(_Open(self._put(value, line), value))

    def _put(self, value: Any, line: int) -> Path:
        """Store a finished scalar or a list or mapping that is about to be filled."""
        if not self._open:
            self.value = value
            self.lines[()] = line
            return ()
        into = self._open[-1]
        if isinstance(into.value, list):
            path: Path = (*into.path, len(into.value))
            into.value.append(value)
            self.lines[path] = line
            return path
        if into.key is None:
            raise self._refuse(line, "a key must be a single word or text")
        path = (*into.path, into.key)
        into.value[into.key] = value
        into.key = None
        return path
