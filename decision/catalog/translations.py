"""Texts in another language: ``content/de/gates.yaml`` beside ``content/gates.yaml``.

A translated file has the shape of the English one and holds only ids and texts. Rules stand
in English files alone, so that a language can never change a result. What is not translated
stays English.
"""

import copy
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel

from decision.catalog import schema
from decision.catalog.problems import Problem, did_you_mean, excerpt
from decision.catalog.yamltree import Document, Path

#: By which key the members of a list are told apart; lists without either go by position.
IDENTITIES = ("id", "question")

#: Texts that other places refer to, as if they were ids.
REFERRED_TO = frozenset(("name",))

MOST = 2000


def translated(english: Document, other: Document) -> tuple[Document, list[Problem]]:
    """The English document with the texts of the other one, and what is wrong with those."""
    merge = _Merge(other)
    value = copy.deepcopy(english.value)
    merge.into(value, other.value or {}, ())
    return Document(english.file, value, english.lines), merge.problems


@cache
def text_keys() -> frozenset[str]:
    """The keys of content files that hold texts for people."""
    models = [each for each in vars(schema).values() if _is_model(each)]
    return frozenset(key for model in models for key in _texts_of(model)) - REFERRED_TO


def _is_model(each: object) -> bool:
    return isinstance(each, type) and issubclass(each, BaseModel)


def _texts_of(model: type[BaseModel]) -> Iterator[str]:
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        if _holds_text(hints[name]):
            yield field.alias or name


def _holds_text(hint: Any) -> bool:
    return hint == schema.Text or any(_holds_text(each) for each in get_args(hint))


class _Merge:
    """Puts texts in place, and reports what has no place."""

    def __init__(self, other: Document) -> None:
        self.other = other
        self.problems: list[Problem] = []

    def report(self, path: Path, message: str, hint: str = "") -> None:
        self.problems.append(self.other.problem(path, message, hint))

    def into(self, value: Any, texts: Any, path: Path) -> None:
        """Replace texts within a mapping or a list of mappings."""
        if isinstance(value, dict) and isinstance(texts, dict):
            for key, text in texts.items():
                self._entry(value, key, text, (*path, key))
        elif isinstance(value, list) and isinstance(texts, list):
            for number, each in enumerate(texts):
                self._member(value, each, number, (*path, number))
        else:
            self.report(path, "the translation has another shape than the English file")

    def _entry(self, value: dict[str, Any], key: str, text: Any, path: Path) -> None:
        if key not in value:
            self.report(
                path, f"the English file has no key {excerpt(key)}", did_you_mean(key, value)
            )
        elif key in text_keys() and _same_shape(value[key], text):
            self._text(value, key, text, path)
        elif _has_members(value[key]) and key not in text_keys():
            self.into(value[key], text, path)
        elif value[key] != text:
            message = f"'{key}' is no text of this shape; rules stand in the English file"
            self.report(path, message)

    def _text(self, value: dict[str, Any], key: str, text: Any, path: Path) -> None:
        texts = [text] if isinstance(text, str) else list(_leaves(text))
        if not all(0 < len(each) <= MOST for each in texts):
            self.report(path, f"a text must have between 1 and {MOST} characters")
        value[key] = {**value[key], **text} if isinstance(text, dict) else text

    def _member(self, value: list[Any], texts: Any, number: int, path: Path) -> None:
        """Find the member of a list that a translation belongs to."""
        identity = next((key for key in IDENTITIES if isinstance(texts, dict) and key in texts), "")
        if not identity:
            if number < len(value):
                self.into(value[number], texts, path)
            else:
                self.report(path, "the English file has no such entry")
            return
        known = {str(each.get(identity)): each for each in value if isinstance(each, dict)}
        name = str(texts[identity])
        if name in known:
            self.into(known[name], texts, path)
        else:
            hint = did_you_mean(name, known)
            self.report((*path, identity), f"the English file has no {excerpt(name)}", hint)


def _has_members(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and all(isinstance(each, dict) for each in value)
    )


def _same_shape(value: Any, text: Any) -> bool:
    """Text for text, as many texts for several, and texts for known keys."""
    if isinstance(value, str):
        return isinstance(text, str)
    if isinstance(value, list):
        return isinstance(text, list) and len(text) == len(value) and _all_text(text)
    if isinstance(value, dict):
        return isinstance(text, dict) and text.keys() <= value.keys() and _all_text(text.values())
    return False


def _all_text(values: Any) -> bool:
    return all(isinstance(each, str) for each in values)


def _leaves(text: list[str] | Mapping[str, str]) -> list[str]:
    return list(text.values()) if isinstance(text, Mapping) else text
