"""From bytes to plain values: JSON and YAML with limits that are checked before anything is built.

YAML's parser ends the process on deep nesting, and aliases can make a small file huge; so its
events are counted first. Messages name a line and never repeat what stands there.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
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
    #: Values that aliases may add, counted as often as they are repeated.
    repeated: int = 200_000
    #: A template or manifest is small beside a plan or a state.
    yaml_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Tagged:
    """A YAML value with a short tag of its own, such as CloudFormation's ``!Ref``."""

    tag: str
    value: Any


def check_size(files: Mapping[str, bytes], limits: Limits) -> None:
    """Raises ``Refused`` for no files, and for more bytes together than are allowed."""
    if not files:
        raise Refused("No file was chosen.")
    size = sum(map(len, files.values()))
    if limits.bytes is not None and size > limits.bytes:
        raise Refused(
            f"The files have {size:,} bytes together; {limits.bytes:,} are allowed. "
            "Choose fewer or smaller files."
        )


def mapping(value: object) -> Mapping[str, Any]:
    """The value where it is one with keys, else none: a file may hold anything anywhere."""
    return value if isinstance(value, Mapping) else {}


def decoded(data: bytes) -> str:
    """The text of a file. Raises ``Refused`` for what is no text."""
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06") or data[:2] == b"\x1f\x8b":
        raise Refused("This is an archive. Unpack it and choose the files in it.")
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        elif data.isascii():  # nearly all, and several times as fast
            text = data.decode("ascii")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("This is not a text file in UTF-8. Save it as UTF-8.") from None
    if "\0" in text:
        raise Refused("The file holds a NUL character, as no infrastructure file does.")
    return text


def mended(text: str) -> str:
    """The text of a JSON file, with the sign for a broken character in place of each half of a
    surrogate pair that stands alone: it is no text, and cannot be stored or printed."""
    if r"\ud" not in text and r"\uD" not in text:
        return text
    return _ESCAPED.sub(_whole, text)


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
    except ValueError:  # a number of thousands of digits
        raise Refused("The file has a number that is too long.") from None


def read_yaml(text: str, limits: Limits) -> list[Any]:
    """The documents of a YAML file, short tags as ``Tagged``. Raises ``Refused``."""
    if len(text) > limits.yaml_bytes:
        raise Refused(f"This YAML file is longer than {limits.yaml_bytes} characters.")
    try:
        _count(yaml.parse(text, Loader=_Loader), limits)
        return [each for each in yaml.load_all(text, Loader=_TagLoader) if each is not None]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        where = f"Line {mark.line + 1}: this" if mark else "This"
        raise Refused(f"{where} is not valid YAML.") from None
    except (RecursionError, TypeError, ValueError, OverflowError, AttributeError, KeyError):
        raise Refused("The file has a value that YAML does not allow.") from None


_TOO_DEEP = "The file is nested more than {depth} levels deep."

#: What stands behind a backslash; a pair of surrogates is one character.
_ESCAPED = re.compile(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|.)", re.DOTALL
)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]..")


def _whole(escaped: re.Match[str]) -> str:
    return r"\ufffd" if _SURROGATE.fullmatch(escaped[0]) else escaped[0]


#: A string, also one that nothing closes; the possessive quantifiers keep it linear.
_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
_NO_BRACKETS = bytes(each for each in range(256) if each not in b"[]{}")


def _check_depth(text: str, limits: Limits) -> None:
    """Brackets outside of strings are counted before a parser recurses into them.

    Each round takes the innermost pairs away, so that there are as many rounds as levels.
    """
    brackets = _STRINGS.sub(b"", text.encode(errors="replace")).translate(None, _NO_BRACKETS)
    if brackets.count(b"[") + brackets.count(b"{") > limits.nodes:
        raise Refused(f"The file has more than {limits.nodes} objects and lists.")
    if re.search(rb"[\[{]{%d}" % (limits.depth + 1), brackets):
        raise Refused(_TOO_DEEP.format(depth=limits.depth))  # the usual attack, without rounds
    for _ in range(limits.depth):
        inner = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if len(inner) == len(brackets):
            break
        brackets = inner
    if brackets.count(b"[") + brackets.count(b"{") > limits.depth or _is_matched(brackets):
        raise Refused(_TOO_DEEP.format(depth=limits.depth))


def _is_matched(brackets: bytes) -> bool:
    """Whether pairs are left that could be taken away."""
    return b"[]" in brackets or b"{}" in brackets


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("An object in the file has the same key twice; it is not clear which counts.")
    return found


def _count(events: Iterator[Any], limits: Limits) -> None:
    """Count events as they come, aliases as often as what they stand for is repeated."""
    aliases = repeated = 0
    open_: list[tuple[str | None, int]] = []  # anchors of what is open, and the count before it
    sizes: dict[str, int] = {}
    for nodes, event in enumerate(events):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            open_.append((event.anchor, nodes + repeated))
            if len(open_) > limits.depth:
                raise Refused(_TOO_DEEP.format(depth=limits.depth))
            sizes.pop(event.anchor or "", None)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            anchor, before = open_.pop()
            if anchor:
                sizes[anchor] = nodes + repeated - before
        elif isinstance(event, yaml.ScalarEvent):
            if event.anchor:
                sizes[event.anchor] = 1
        elif isinstance(event, yaml.AliasEvent):
            aliases += 1
            if any(event.anchor == anchor for anchor, _ in open_):
                raise Refused("The file has an alias for a value that it is a part of.")
            repeated += sizes.get(event.anchor or "", 0)
            if aliases > limits.aliases or repeated > limits.repeated:
                raise Refused("The file repeats too much by aliases. Write it out without them.")
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
    seen: set[str] = set()  # before what is merged in, which may be written over
    for key, _ in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        if name and name in seen:
            line = key.start_mark.line + 1
            raise Refused(f"Line {line}: this key is given twice; it is not clear which counts.")
        if name != "<<":
            seen.add(name)
    loader.flatten_mapping(node)
    found: dict[Any, Any] = yaml.SafeLoader.construct_mapping(loader, node, deep=True)
    return found


_TagLoader.add_multi_constructor("!", _tagged)
_TagLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
_TagLoader.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
)
