"""From bytes to plain values: JSON and YAML with limits that are checked before anything is built.

YAML's parser ends the process on deep nesting, and aliases can make a small file huge; so its
events are counted first. Messages name a line and never repeat what stands there.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from decision.readers.shapes import Refused

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost; ``bytes`` is None where the caller has no cap of its own."""

    bytes: int | None = None
    depth: int = 64
    nodes: int = 5_000_000
    aliases: int = 1_000
    #: A template or manifest is small beside a plan or a state.
    yaml_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Tagged:
    """A YAML value with a short tag of its own, such as CloudFormation's ``!Ref``."""

    tag: str
    value: Any


def decoded(data: bytes) -> str:
    """The text of a file. Raises ``Refused`` for what is no text."""
    if data[:2] in (b"PK", b"\x1f\x8b"):
        raise Refused("This is an archive. Unpack it and choose the files in it.")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("This is not a text file in UTF-8. Save it as UTF-8.") from None
    if "\0" in text:
        raise Refused("The file holds a NUL character, as no infrastructure file does.")
    return text


def read_json(text: str, limits: Limits) -> Any:
    """The values of a JSON file. Raises ``Refused``."""
    _check_depth(text, limits)
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        line = error.lineno
        # The error holds the whole input: it goes no further.
        raise Refused(f"Line {line}: this is not valid JSON from here on.") from None
    except RecursionError:
        raise Refused(_TOO_DEEP.format(depth=limits.depth)) from None


def read_yaml(text: str, limits: Limits) -> list[Any]:
    """The documents of a YAML file, short tags as ``Tagged``. Raises ``Refused``."""
    if len(text) > limits.yaml_bytes:
        raise Refused(f"This YAML file is longer than {limits.yaml_bytes} characters.")
    try:
        _count(yaml.parse(text, Loader=_Loader), limits)
        return [each for each in yaml.load_all(text, Loader=_TagLoader) if each is not None]  # noqa: S506 (a SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        where = f"Line {mark.line + 1}: this" if mark else "This"
        raise Refused(f"{where} is not valid YAML.") from None
    except (RecursionError, ValueError, OverflowError):
        raise Refused("The file has a value that YAML does not allow.") from None


_TOO_DEEP = "The file is nested more than {depth} levels deep."

_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")


def _check_depth(text: str, limits: Limits) -> None:
    """Brackets outside of strings are counted before a parser recurses into them."""
    depth = nodes = 0
    for match in _BRACKETS.finditer(_STRINGS.sub('""', text)):
        if match.group() in "[{":
            depth += 1
            nodes += 1
            if depth > limits.depth:
                raise Refused(_TOO_DEEP.format(depth=limits.depth))
            if nodes > limits.nodes:
                raise Refused(f"The file has more than {limits.nodes} objects and lists.")
        else:
            depth -= 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("An object in the file has the same key twice; it is not clear which counts.")
    return found


def _count(events: Iterator[Any], limits: Limits) -> None:
    depth = nodes = aliases = 0
    for event in events:
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > limits.depth:
                raise Refused(_TOO_DEEP.format(depth=limits.depth))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
            if aliases > limits.aliases:
                raise Refused(f"The file has more than {limits.aliases} aliases.")
        nodes += 1
        if nodes > limits.nodes:
            raise Refused(f"The file has more than {limits.nodes} values.")


class _TagLoader(_Loader):  # type: ignore[misc]
    """A safe loader that keeps short tags, dates as texts, and refuses a key given twice."""


def _tagged(loader: Any, suffix: str, node: Any) -> Tagged:
    build: Callable[..., Any] = {
        yaml.ScalarNode: loader.construct_scalar,
        yaml.SequenceNode: lambda each: loader.construct_sequence(each, deep=True),
        yaml.MappingNode: lambda each: loader.construct_mapping(each, deep=True),
    }[type(node)]
    return Tagged(suffix, build(node))


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    seen: set[str] = set()
    for key, _ in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if name and name in seen:
            line = key.start_mark.line + 1
            raise Refused(f"Line {line}: this key is given twice; it is not clear which counts.")
        seen.add(name)
    found: dict[Any, Any] = yaml.SafeLoader.construct_mapping(loader, node, deep=True)
    return found


_TagLoader.add_multi_constructor("!", _tagged)
_TagLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
_TagLoader.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
)
