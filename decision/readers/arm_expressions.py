"""Expressions of ARM templates, as far as names and references need them.

An expression is read into a tree (a literal, or a call with its arguments), variables are put in
where they are defined, and what stays open (parameters, ``uniqueString``…) is kept as a mark:
two names are the same if they are the same text with the same marks. Nothing is evaluated.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decision.readers.shapes import Refused

_TOKEN = re.compile(r"\s*(?:'((?:[^']|'')*+)'|([A-Za-z_][\w-]*)|(-?\d+)|([()\[\],.?]))")
#: Longer expressions, deeper ones, and longer names are left alone.
_MOST_CHARACTERS = 20_000
_MOST_DEPTH = 40
_MOST_NAME = 1_000
_MOST_CALLS = 1_000
#: Calls that all expressions of a file have together, those in variables as often as they are
#: put in. Templates have at most 4 MB.
MOST_EFFORT = 500_000
#: Characters of a name that count as much as a call.
_PER_CALL = 100


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; ``rest`` is what is taken from its result, as text."""

    name: str
    arguments: "tuple[Node, ...]"
    rest: str = ""


type Node = str | Call


def parsed(value: object) -> Node | None:
    """The tree of a text in brackets; a literal text as it is; None for what is neither."""
    if not isinstance(value, str) or len(value) > _MOST_CHARACTERS:
        return None
    if not (value.startswith("[") and value.endswith("]")):
        return value
    if value.startswith("[["):
        return value[1:]
    try:
        return _Parser(value[1:-1]).whole()
    except _Unreadable:
        return None


class Effort:
    """What the expressions of one file may still cost."""

    def __init__(self) -> None:
        self._left = MOST_EFFORT

    def spend(self, calls: int) -> None:
        """Raises ``Refused`` if that is too much."""
        self._left -= calls
        if self._left < 0:
            raise Refused(
                "The expressions of this template are longer than can be followed, with their "
                "variables put in. Choose the templates of which it is made."
            )


class Names:
    """Names of one template, with its variables put in."""

    def __init__(self, variables: object, effort: Effort | None = None) -> None:
        self._variables = variables if isinstance(variables, Mapping) else {}
        self._seen: dict[str, str | None] = {}
        self._parsed: dict[str, Node | None] = {}
        self.effort = effort or Effort()

    def text(self, node: Node | None, depth: int = 0) -> str:
        """The text of a name. Marks stand in braces and hold no slash."""
        if node is None or depth > _MOST_DEPTH:
            return "{expression}"
        if isinstance(node, str):
            return node
        arguments = node.arguments
        match node.name.lower():
            case "concat":
                found = "".join(self.text(each, depth + 1) for each in arguments)
            case "format" if arguments and isinstance(arguments[0], str):
                rest = [self.text(each, depth + 1) for each in arguments[1:]]
                found = re.sub(
                    r"\{(\d{1,3})\}",
                    lambda m: rest[int(m[1])] if int(m[1]) < len(rest) else "{expression}",
                    arguments[0],
                )
            case "variables" if not node.rest and len(arguments) == 1:
                found = self._variable(arguments[0], depth)
            case _:
                found = _mark(node)
        self.effort.spend(1 + len(found) // _PER_CALL)
        return found[:_MOST_NAME]

    def calls(self, node: Node | None, depth: int = 0) -> Iterator[Call]:
        """All calls in an expression, the outer ones first, with those in its variables."""
        waiting: list[tuple[Node | None, int]] = [(node, depth)]
        seen: set[str] = set()
        left = _MOST_CALLS
        while waiting and left:
            left -= 1
            self.effort.spend(1)
            each, level = waiting.pop()
            if not isinstance(each, Call) or level > _MOST_DEPTH:
                continue
            yield each
            waiting.extend((inner, level + 1) for inner in reversed(each.arguments))
            name = each.arguments[0] if each.arguments else None
            if each.name.lower() == "variables" and isinstance(name, str) and name not in seen:
                seen.add(name)
                waiting.append((self._defined(name), level + 1))

    def _variable(self, name: Node, depth: int) -> str:
        if not isinstance(name, str):
            return "{variables}"
        if name not in self._seen:
            self._seen[name] = None  # a variable that is made of itself stays open
            value = self._variables.get(name)
            if isinstance(value, str):
                self._seen[name] = self.text(self._defined(name), depth + 1)
        return self._seen[name] or _brace(name)

    def _defined(self, name: str) -> Node | None:
        """What a variable is made of, parsed once."""
        if name not in self._parsed:
            self._parsed[name] = parsed(self._variables.get(name))
        return self._parsed[name]


def _mark(node: Call) -> str:
    """What stands for a value that only the deployment knows."""
    if node.name.lower() in ("parameters", "variables") and node.arguments:
        first = node.arguments[0]
        return _brace((first if isinstance(first, str) else node.name) + node.rest)
    inner = ",".join(
        each if isinstance(each, str) else _mark(each).strip("{}") for each in node.arguments
    )
    return _brace(f"{node.name}({inner}){node.rest}" if inner else f"{node.name}{node.rest}")


def _brace(text: str) -> str:
    return "{" + re.sub(r"[^A-Za-z0-9_.,()\[\]-]", "_", text) + "}"


class _Unreadable(Exception):
    """The expression is not one."""


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def whole(self) -> Node:
        node = self._node(0)
        if self._text[self._at :].strip():
            raise _Unreadable
        return node

    def _node(self, depth: int) -> Node:
        if depth > _MOST_DEPTH:
            raise _Unreadable
        literal, name, number = self._next()[:3]
        if literal is not None:
            return literal.replace("''", "'")
        if number is not None:
            return number
        if name is None:
            raise _Unreadable
        arguments: list[Node] = []
        if self._taken("("):
            while not self._taken(")"):
                if arguments and not self._taken(","):
                    raise _Unreadable
                arguments.append(self._node(depth + 1))
        return Call(name, tuple(arguments), self._rest(depth))

    def _rest(self, depth: int) -> str:
        """Properties and elements that are taken from a result."""
        taken = ""
        while True:
            if self._taken("."):
                self._taken("?")
                name = self._next()[1]
                if name is None:
                    raise _Unreadable
                taken += f".{name}"
            elif self._taken("["):
                self._taken("?")
                inner = self._node(depth + 1)
                if not self._taken("]"):
                    raise _Unreadable
                taken += f"[{inner if isinstance(inner, str) else inner.name}]"
            else:
                return taken

    def _next(self) -> tuple[str | None, ...]:
        match = _TOKEN.match(self._text, self._at)
        if match is None:
            raise _Unreadable
        self._at = match.end()
        return tuple(match.groups())

    def _taken(self, mark: str) -> bool:
        match = _TOKEN.match(self._text, self._at)
        if match is None or match[4] != mark:
            return False
        self._at = match.end()
        return True
