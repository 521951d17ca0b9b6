"""From the values of a file to its class, or to problems in plain words.

pydantic finds what does not fit; here its findings get a line and words that an author
who never heard of pydantic understands.
"""

import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from decision.catalog.problems import Problem, did_you_mean, excerpt, listed
from decision.catalog.yamltree import Document, Path

_PATTERNS = {
    r"^[a-z0-9]+([-.][a-z0-9]+)*$": "an id has only lower-case letters, digits, hyphens and points",
    r"^\d{4}\.\d+$": 'must look like "2026.1", in quotes',
    r"^\d{4}-\d{2}-\d{2}$": "must be a date like 2026-01-31",
}

_PLAIN = {
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "list_type": "must be a list",
    "dict_type": "must be a mapping",
    "model_type": "must be a mapping",
    "model_attributes_type": "must be a mapping",
    "string_too_short": "must not be empty",
    "finite_number": "must be a number",
}


def shaped[M: BaseModel](document: Document, model: type[M]) -> tuple[M | None, list[Problem]]:
    """The file's value as ``model``, or everything about its form that is wrong."""
    if document.value is None:
        return None, [document.problem((), "the file is empty")]
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, list(dict.fromkeys(_problem(document, model, each) for each in details))


def _problem(document: Document, model: type[BaseModel], error: ErrorDetails) -> Problem:
    path = _path(document.value, error["loc"])
    message, hint = _words(model, path, error)
    return document.problem(path, message, hint)


def _path(value: Any, location: Path) -> Path:
    """The location without the steps that only pydantic knows, such as branches of a union."""
    path: list[str | int] = []
    for position, step in enumerate(location):
        last = position == len(location) - 1
        if isinstance(value, Mapping) and (step in value or (last and step != "[key]")):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            continue
        path.append(step)
    return tuple(path)


def _words(model: type[BaseModel], path: Path, error: ErrorDetails) -> tuple[str, str]:
    """Message and hint for one finding."""
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    if kind == "extra_forbidden":
        key = str(path[-1])
        return f"unknown key {excerpt(key)}", did_you_mean(key, _keys_at(model, path[:-1]))
    if kind == "missing":
        return f"missing key '{error['loc'][-1]}'", ""
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        hint = did_you_mean(given, known) if isinstance(given, str) else ""
        return f"must be one of {listed(known)}", hint
    return _other_words(kind, context), _quotes_hint(kind, given)


def _other_words(kind: str, context: Mapping[str, Any]) -> str:
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(context.get("pattern")), "is not written as it should be")
    if kind == "string_too_long":
        return f"must not be longer than {context['max_length']} characters"
    if kind == "too_short":
        return f"needs at least {context['min_length']} entries"
    if kind.startswith("url"):
        return "must be a web address"
    return _PLAIN.get(kind, "is not valid here")


def _quotes_hint(kind: str, given: object) -> str:
    if kind == "string_type" and isinstance(given, bool | int | float):
        return "put it in quotes"
    return ""


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the mapping at ``path`` may have."""
    kinds: list[Any] = [model]
    for step in path:
        kinds = [inner for kind in kinds for inner in _below(kind, step)]
    return [key for kind in kinds for key in _aliases(kind)]


def _aliases(kind: Any) -> dict[str, Any]:
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return {}
    fields = kind.model_fields.items()
    return {field.alias or name: field.annotation for name, field in fields}


def _below(kind: Any, step: str | int) -> Iterator[Any]:
    """The types that may stand one step below a type."""
    arguments = get_args(kind)
    if get_origin(kind) is list and isinstance(step, int):
        yield from _unwrapped(arguments[0])
    elif get_origin(kind) is dict and isinstance(step, str):
        yield from _unwrapped(arguments[1])
    else:
        found = _aliases(kind).get(str(step))
        if found is not None:
            yield from _unwrapped(found)


def _unwrapped(kind: Any) -> Iterator[Any]:
    if get_origin(kind) is Annotated:
        yield from _unwrapped(get_args(kind)[0])
    elif get_origin(kind) in {Union, UnionType}:
        for each in get_args(kind):
            yield from _unwrapped(each)
    else:
        yield kind
