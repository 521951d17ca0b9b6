"""Stacks within stacks: a nested stack's template is a unit, joined with the one that nests it.

What a resource in it refers to by a parameter stands in the stack that nests it, and what that
stack refers to as an output of the nested one stands in its template. Both are followed through as
many stacks as there are. Templates are found by the path of their asset (CDK), by the path that
``TemplateURL`` or SAM's ``Location`` names, or by the file name at the end of an address.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from decision.readers.cloudformation import functions, text_of
from decision.readers.documents import mapping
from decision.readers.shapes import Edge, Place, Refused

PARAMETER = "Parameter"
OUTPUT = "Outputs"

_TYPES = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
_SUB = re.compile(r"\$\{(?P<name>[A-Za-z0-9.:]+)\}")
#: Names that are followed from stack to stack for one reference, and for all of them, and
#: references that are found: each far more than any real system has.
_MOST_STEPS: Final = 1_000
MOST_FOLLOWED: Final = 300_000


#: A name in a stack, by the path of its template, with the attribute that is asked for.
type _Name = tuple[str, str, str]
type _Use = tuple["_Stack", str, str]


@dataclass(slots=True, eq=False)  # a stack is the same as itself alone
class _Stack:
    unit: str
    path: str
    document: Mapping[str, Any]
    #: The stacks that nest this one, with the name of the resource there.
    parents: list[tuple["_Stack", str]] = field(default_factory=list)
    nested: dict[str, "_Stack"] = field(default_factory=dict)

    def declared(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for name, each in self.resources.items():
            if isinstance(each, Mapping) and isinstance(each.get("Type"), str):
                yield str(name), each

    @property
    def resources(self) -> Mapping[str, Any]:
        return mapping(self.document.get("Resources"))

    def properties(self, name: str) -> Mapping[str, Any]:
        return mapping(mapping(self.resources.get(name)).get("Properties"))


def edges(templates: Mapping[str, tuple[str, Mapping[str, Any]]]) -> list[Edge]:
    """The references between stacks that are nested, given (unit, template) by path."""
    stacks = {path: _Stack(unit, path, document) for path, (unit, document) in templates.items()}
    for stack in stacks.values():
        for name, each in stack.declared():
            path = _template(each, stack.path, stacks)
            if path is not None and path != stack.path:
                stack.nested[name] = stacks[path]
                stacks[path].parents.append((stack, name))
    found: dict[Edge, None] = {}
    followed = _Followed()
    for stack in stacks.values():
        if not stack.nested and not stack.parents:
            continue
        for name, each in stack.declared():
            if name not in stack.nested:  # what it is given is followed from within it
                found.update(dict.fromkeys(_crossing(followed, stack, name, each)))
    return list(found)


def _template(declared: Mapping[str, Any], path: str, paths: Mapping[str, Any]) -> str | None:
    """The path of the template of a nested stack, if this is one and it is among the files."""
    property_ = _TYPES.get(declared["Type"])
    if property_ is None:
        return None
    said = mapping(declared.get("Metadata")).get("aws:asset:path")
    if not isinstance(said, str):
        said = text_of(mapping(declared.get("Properties")).get(property_))
    if not said:
        return None
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), said))
    if whole in paths:
        return whole
    last = posixpath.basename(said.split("?", 1)[0])
    same = [each for each in paths if last and posixpath.basename(each) == last]
    return same[0] if len(same) == 1 else None


def _crossing(
    followed: "_Followed", stack: _Stack, name: str, declared: Mapping[str, Any]
) -> Iterator[Edge]:
    source = Place(stack.unit, name)
    for used, attribute in dict.fromkeys(_uses(declared)):
        kind = OUTPUT if used in stack.nested else PARAMETER
        for target in followed.targets(stack, used, attribute):
            if target.unit != stack.unit:
                yield Edge(source, target, kind)


class _Followed:
    """What names stand for in the end, each worked out once."""

    def __init__(self) -> None:
        self._left = MOST_FOLLOWED
        self._known: dict[_Name, tuple[Place, ...]] = {}
        self._next: dict[_Name, tuple[_Use, ...]] = {}

    def targets(self, stack: _Stack, name: str, attribute: str) -> tuple[Place, ...]:
        """The resources that a name stands for. Raises ``Refused`` for far too many ways."""
        key = (stack.path, name, attribute)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(self._ends((stack, name, attribute)))
        self._count(len(found))
        return found

    def _ends(self, start: "_Use") -> Iterator[Place]:
        waiting = [start]
        seen: set[_Name] = set()
        while waiting and len(seen) < _MOST_STEPS:
            at, name, attribute = waiting.pop()
            key = (at.path, name, attribute)
            if key in seen:
                continue
            seen.add(key)
            if not _leads_on(at, name, attribute) and name in at.resources:
                yield Place(at.unit, name)
                continue
            if key not in self._next:
                self._next[key] = tuple(dict.fromkeys(_following(at, name, attribute)))
            self._count(len(self._next[key]))
            waiting += self._next[key]

    def _count(self, more: int) -> None:
        self._left -= more
        if self._left < 0:
            raise Refused(
                "The stacks that nest each other refer to each other in more ways than can be "
                "followed. Choose the templates of fewer stacks."
            )


def _leads_on(at: _Stack, name: str, attribute: str) -> bool:
    """Whether this is an output of a nested stack."""
    return name in at.nested and attribute.startswith("Outputs.")


def _following(at: _Stack, name: str, attribute: str) -> "Iterator[_Use]":
    """The names that a name stands for, one step on."""
    if _leads_on(at, name, attribute):
        child = at.nested[name]
        output = mapping(child.document.get("Outputs")).get(attribute.removeprefix("Outputs."))
        yield from ((child, *use) for use in _uses(mapping(output).get("Value")))
    elif name in mapping(at.document.get("Parameters")):
        for parent, call in at.parents:
            given = mapping(parent.properties(call).get("Parameters")).get(name)
            yield from ((parent, *use) for use in _uses(given))


def _uses(value: object) -> Iterator[tuple[str, str]]:
    """Names in a value, with the attribute that is asked for."""
    for function, inner in functions(value):
        match function.removeprefix("!").removeprefix("Fn::"):
            case "Ref" if isinstance(inner, str):
                yield inner, ""
            case "GetAtt" if isinstance(inner, str):
                yield _apart(inner)
            case "GetAtt" if isinstance(inner, list) and len(inner) > 1:
                if isinstance(inner[0], str) and isinstance(inner[1], str):
                    yield inner[0], inner[1]
            case "Sub":
                text = inner[0] if isinstance(inner, list) and inner else inner
                if isinstance(text, str):
                    yield from map(_apart, dict.fromkeys(_SUB.findall(text)))


def _apart(name: str) -> tuple[str, str]:
    start, _, rest = name.partition(".")
    return start, rest
