"""From bytes to plain values: JSON and YAML with limits that are checked before anything is built.

YAML's parser ends the process on deep nesting, and aliases can make a small file huge; so its
events are counted first. Messages name a line and never repeat what stands there.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import yaml

from decision.readers import yaml_values
from decision.readers.shapes import Refused
from decision.readers.yaml_values import Tagged

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Limits:
    """What files may cost; None is without a limit. See :func:`for_web`."""

    bytes: int | None = None
    depth: int = 64
    #: Values in one file of JSON that is no plan or state, and in one file of YAML.
    json_values: int | None = None
    yaml_values: int | None = None
    yaml_bytes: int | None = None
    #: Words and signs, and characters, in all files of HCL together.
    hcl_tokens: int | None = None
    hcl_characters: int | None = None
    aliases: int = 1_000
    #: Values that aliases may add, counted as often as they are repeated.
    repeated: int = 200_000


def for_web(most_bytes: int) -> Limits:
    """Limits where others wait: each is reached in about a second at most, so that a file which
    is too much is refused soon, not when its time is up.

    YAML is read at 150,000 values a second (2 to 3 MB of manifests have 120,000 to 450,000), HCL
    at 25,000 words and signs a second, and at 2 million characters a second within one text.
    """
    return Limits(
        bytes=most_bytes,
        json_values=1_000_000,
        yaml_values=500_000,
        yaml_bytes=8_000_000,
        hcl_tokens=200_000,
        hcl_characters=2_000_000,
    )


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
    data = text.encode()
    keys = _checked(data, limits)
    try:
        found = _with_any_numbers(text, data)
    except msgspec.DecodeError as error:
        raise Refused(broken(data, str(error))) from None
    except RecursionError:
        raise Refused(_TOO_DEEP.format(depth=limits.depth)) from None
    except ValueError:  # a number of thousands of digits
        raise Refused("The file has a number that is too long.") from None
    if _count_keys(found) != keys:
        raise Refused("An object in the file has the same key twice; it is not clear which counts.")
    return found


def _with_any_numbers(text: str, data: bytes) -> Any:
    try:
        return _JSON.decode(data)
    except msgspec.ValidationError:  # a number like 1e999, which is valid JSON
        return json.loads(text)


def broken(data: bytes, message: str) -> str:
    """Where JSON is not valid, in words, from the message of its decoder."""
    match = _BYTE.search(message)
    if match is None:
        return "The file ends in the middle, or a text in it is not valid JSON. Save it again."
    line = data.count(b"\n", 0, int(match["byte"])) + 1
    return f"Line {line}: this is not valid JSON from here on."


def read_yaml(text: str, limits: Limits) -> list[Any]:
    """The documents of a YAML file, short tags as ``Tagged``. Raises ``Refused``."""
    if limits.yaml_bytes is not None and len(text) > limits.yaml_bytes:
        most = f"and of YAML {limits.yaml_bytes:,} are read here"
        raise Refused(f"{_seeming(text)} has {len(text):,} characters, {most}. {_SMALLER}")
    try:
        return [each for each in _documents(text, limits) if each is not None]
    except yaml_values.TooMuchError as error:
        raise Refused(_too_deep_or_many(text, limits, is_deep=error.is_deep)) from None
    except yaml_values.TwiceError as error:
        raise Refused(_TWICE_AT.format(line=error.line)) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        where = f"Line {mark.line + 1}: this" if mark else "This"
        raise Refused(f"{where} is not valid YAML.") from None
    except (RecursionError, TypeError, ValueError, OverflowError, AttributeError, KeyError):
        raise Refused("The file has a value that YAML does not allow.") from None


def _documents(text: str, limits: Limits) -> Iterable[Any]:
    try:
        return yaml_values.documents(yaml.parse(text, _Loader), limits.yaml_values, limits.depth)
    except yaml_values.Unusual:
        _count(yaml.parse(text, Loader=_Loader), limits)
        loaded: Iterator[Any] = yaml.load_all(text, Loader=_TagLoader)
        return loaded


_SMALLER = (
    "Choose a part of it, or read it with the command `manage.py inspect`, which has no such limit."
)


def too_many(values: int | None, what: str) -> str:
    """The message for a file of more values than are allowed."""
    return f"{what} has more than {values:,} values, which is too much to be read here. {_SMALLER}"


def _too_deep_or_many(text: str, limits: Limits, *, is_deep: bool) -> str:
    if is_deep:
        return _TOO_DEEP.format(depth=limits.depth)
    return too_many(limits.yaml_values, _seeming(text))


def _seeming(text: str) -> str:
    """What a text in YAML seems to be, without parsing it."""
    found = set(_TOP_KEY.findall(text, 0, 100_000))
    if {"apiVersion", "kind"} <= found:
        return "This file seems to hold Kubernetes manifests and"
    if found & {"AWSTemplateFormatVersion", "Resources"}:
        return "This file seems to be a CloudFormation template and"
    return "This YAML file"


_TOP_KEY = re.compile(r"^([A-Za-z]\w*):", re.MULTILINE)
_TWICE_AT = "Line {line}: this key is given twice; it is not clear which counts."
_JSON: msgspec.json.Decoder[Any] = msgspec.json.Decoder()
_BYTE = re.compile(r"\(byte (?P<byte>\d+)\)$")
_WITHIN = (dict, list)
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


def _checked(data: bytes, limits: Limits) -> int:
    """How many keys stand in all objects of a text in JSON, if it is valid.

    Brackets outside of strings are counted before a parser recurses into them. Each round takes
    the innermost pairs away, so that there are as many rounds as levels.
    """
    signs = _STRINGS.sub(b"", data)
    keys = signs.count(b":")
    brackets = signs.translate(None, _NO_BRACKETS)
    values = signs.count(b",") + brackets.count(b"[") + brackets.count(b"{")
    if limits.json_values is not None and values > limits.json_values:
        raise Refused(too_many(limits.json_values, "This JSON file"))
    if re.search(rb"[\[{]{%d}" % (limits.depth + 1), brackets):
        raise Refused(_TOO_DEEP.format(depth=limits.depth))  # the usual attack, without rounds
    for _ in range(limits.depth):
        inner = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if len(inner) == len(brackets):
            break
        brackets = inner
    if brackets.count(b"[") + brackets.count(b"{") > limits.depth or _is_matched(brackets):
        raise Refused(_TOO_DEEP.format(depth=limits.depth))
    return keys


def _count_keys(value: object) -> int:
    """How many keys the objects in a value have: fewer than were written, if one stood twice."""
    count, waiting = 0, [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            count += len(each)
            waiting += [one for one in each.values() if type(one) in _WITHIN]
        elif isinstance(each, list):
            waiting += [one for one in each if type(one) in _WITHIN]
    return count


def _is_matched(brackets: bytes) -> bool:
    """Whether pairs are left that could be taken away."""
    return b"[]" in brackets or b"{}" in brackets


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
        if limits.yaml_values is not None and nodes > limits.yaml_values:
            raise yaml_values.TooMuchError(is_deep=False)


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
            raise Refused(_TWICE_AT.format(line=key.start_mark.line + 1))
        if name != "<<":
            seen.add(name)
    loader.flatten_mapping(node)
    found: dict[Any, Any] = yaml.SafeLoader.construct_mapping(loader, node, deep=True)
    return found


def _number(loader: Any, node: Any) -> Any:
    if len(node.value) > yaml_values.LONGEST_NUMBER:
        raise ValueError
    name = node.tag.rpartition(":")[2]
    return getattr(yaml.SafeLoader, f"construct_yaml_{name}")(loader, node)


_TagLoader.add_constructor("tag:yaml.org,2002:int", _number)
_TagLoader.add_constructor("tag:yaml.org,2002:float", _number)
_TagLoader.add_multi_constructor("!", _tagged)
_TagLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
_TagLoader.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
)
