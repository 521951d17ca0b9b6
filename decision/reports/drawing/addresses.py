"""Addresses of resources as lines of a label: broken where their parts end."""

import re
from collections.abc import Iterator
from typing import Final

from decision.reports.drawing.labels import ELLIPSIS, clean

WIDTH: Final = 28
MOST_LINES: Final = 3

#: A part of an address with the sign that ends it, or a word of a name in camel case.
_PART: Final = re.compile(
    r"[\s./:_\-]+|[^\s./:_\-]+?(?:[\s./:_\-]+|(?<=[a-z])(?=[A-Z])|$)", re.DOTALL
)


def address_lines(text: str, width: int = WIDTH, most: int = MOST_LINES) -> list[str]:
    """Break an address into at most so many lines of at most so many characters.

    What is too long loses its middle: ends tell resources apart. The text is cleaned first;
    without anything left there are no lines.
    """
    whole = clean(text)
    lines = list(_filled(whole, width))
    longest = width * most
    while len(lines) > most:
        lines = list(_filled(_without_middle(whole, longest), width))
        longest -= 4
    return lines


def _without_middle(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    end = (longest - 1) // 2
    return text[: longest - 1 - end] + ELLIPSIS + text[len(text) - end :]


def _filled(text: str, width: int) -> Iterator[str]:
    """Lines as full as they can be; a part that is longer than a line is cut."""
    line = ""
    for part in _parts(text):
        if line and len(line) + len(part.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += part
        while len(line.rstrip()) > width:
            yield line[:width]
            line = line[width:]
    if line.strip():
        yield line.rstrip()


def _parts(text: str) -> Iterator[str]:
    for match in _PART.finditer(text):
        yield match[0]
