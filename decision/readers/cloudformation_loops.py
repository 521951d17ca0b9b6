"""``Fn::ForEach`` of CloudFormation: the resources that a loop over written values declares.

A loop is ``"Fn::ForEach::Name": [identifier, values, {"Key${identifier}": body}]``, and may hold
further loops. ``&{identifier}`` is the value without what a name may not have. A loop over values
that the template does not show (a parameter) is one resource with the key as it is written.
Source: the AWS CloudFormation User Guide, "Fn::ForEach".
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from decision.readers.shapes import Refused
from decision.readers.yaml_values import Tagged

LOOP: Final = "Fn::ForEach::"
#: Turns of all loops together (a stack has at most 500 resources), and characters that they make.
MOST_TURNS: Final = 5_000
MOST_CHARACTERS: Final = 20_000_000
#: What a value that is filled costs beside its text, in characters.
_VALUE: Final = 20

type _Values = Mapping[str, str]


def unrolled(resources: Mapping[Any, Any]) -> dict[str, Any]:
    """Resources with those of loops in their places. Raises ``Refused`` for far too many."""
    if not any(str(key).startswith(LOOP) for key in resources):
        return {str(key): body for key, body in resources.items()}
    return dict(_Loops().entries(resources, {}))


class _Loops:
    """The loops of one template, and how much they may still make."""

    def __init__(self) -> None:
        self._turns, self._characters = MOST_TURNS, MOST_CHARACTERS

    def entries(self, resources: Mapping[Any, Any], values: _Values) -> Iterator[tuple[str, Any]]:
        for key, body in resources.items():
            name = str(key)
            if name.startswith(LOOP):
                yield from self._loop(body, values)
            else:
                yield (
                    self._written(name, values),
                    self._filled(body, values) if values else body,
                )

    def _loop(self, loop: object, values: _Values) -> Iterator[tuple[str, Any]]:
        match loop:
            case [str(identifier), collection, Mapping() as body]:
                for value in self._collection(collection, values):
                    self._turns -= 1
                    self._check()
                    turn = values if value is None else {**values, identifier: value}
                    yield from self.entries(body, turn)

    def _collection(self, collection: object, values: _Values) -> list[str | None]:
        """The values of a loop; one that is none where the template does not show them."""
        found = self._filled(collection, values)
        if isinstance(found, list) and all(isinstance(each, str | int | float) for each in found):
            return [str(each) for each in found]
        return [None]

    def _filled(self, value: object, values: _Values) -> Any:
        """A value with those of the loops around it; documents are only so deep."""
        filled = value
        self._characters -= _VALUE
        self._check()
        match value:
            case str():
                filled = self._written(value, values)
            case {"Ref": str(name), **rest} if not rest and name in values:
                filled = values[name]
            case Tagged(tag="Ref", value=str(name)) if name in values:
                filled = values[name]
            case Tagged():
                filled = Tagged(value.tag, self._filled(value.value, values))
            case Mapping():
                filled = {key: self._filled(inner, values) for key, inner in value.items()}
            case list():
                filled = [self._filled(inner, values) for inner in value]
        return filled

    def _written(self, text: str, values: _Values) -> str:
        for name, value in values.items():
            text = text.replace(f"${{{name}}}", value)
            text = text.replace(f"&{{{name}}}", re.sub(r"[^A-Za-z0-9]", "", value))
            self._characters -= len(text)
            self._check()
        return text

    def _check(self) -> None:
        if self._turns < 0 or self._characters < 0:
            raise Refused(
                f"The loops (Fn::ForEach) of this template take more than {MOST_TURNS} turns or "
                f"make a text of more than {MOST_CHARACTERS // 1_000_000} MB, more than a stack "
                "may have. Choose the template that they lead to."
            )
