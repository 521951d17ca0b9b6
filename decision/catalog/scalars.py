"""Plain YAML scalars by the core schema of YAML 1.2.

YAML 1.1, which most Python readers speak, takes ``no`` for false, ``1:30`` for 90 and
``0123`` for 83. Here these are text, text and 123.
"""

import math
import re

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEAN = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o(?P<octal>[0-7]+)|0x(?P<hex>[0-9a-fA-F]+)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")

#: More digits than any number of ours needs; Python slows down on huge ones.
MOST_DIGITS = 18

type Scalar = str | int | float | bool | None


def plain_scalar(text: str) -> Scalar:
    """The value of an unquoted scalar. Raises ``ValueError`` for a number out of bounds."""
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if text[0] not in "+-.0123456789":
        return text
    return _number(text)


def _number(text: str) -> Scalar:
    if _NOT_FINITE.fullmatch(text):
        raise ValueError("the number is not finite")
    if _INTEGER.fullmatch(text) or _OTHER_BASE.fullmatch(text):
        if len(text) > MOST_DIGITS:
            raise ValueError("the number is too large")
        other = _OTHER_BASE.fullmatch(text)
        if other:
            return int(other["octal"], 8) if other["octal"] else int(other["hex"], 16)
        return int(text)
    if _FLOAT.fullmatch(text):
        return _finite(text)
    return text


def _finite(text: str) -> float:
    if len(text) > 2 * MOST_DIGITS:
        raise ValueError("the number is too long")
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("the number is too large")
    return number
