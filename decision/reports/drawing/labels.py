"""Text that is safe and legible inside a drawing.

Quoting is done here and not by a library: labels come from people. What the rules drop
is stated in ``clean``; everything else comes out of Graphviz as it went in.
"""

import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Final

#: A longer label would push everything else off the page; lists show the full text.
LONGEST: Final = 240
WIDTH: Final = 36
ELLIPSIS: Final = "…"

#: Unicode categories that no label keeps: control, surrogate, unassigned, private use.
_DROPPED: Final = frozenset({"Cc", "Cs", "Cn", "Co"})
#: Marks that turn the direction of the text around them, so that it reads as something else.
_DIRECTION: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """Drop characters that draw nothing or mislead, and make every run of space one space."""
    spaced = " ".join(text.split())
    if spaced.isprintable():  # so are almost all texts, and none of what is dropped
        return spaced
    kept = (
        character
        for character in spaced
        if unicodedata.category(character) not in _DROPPED and character not in _DIRECTION
    )
    return " ".join("".join(kept).split())


def shorten(text: str, longest: int = LONGEST) -> str:
    """Cut a text that is longer than ``longest`` characters and say so with an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + ELLIPSIS


def wrap(text: str, width: int = WIDTH) -> list[str]:
    """Break a text into lines of equal length, between words where that is possible.

    The text is cleaned and shortened first; without anything left there are no lines.
    """
    short = shorten(clean(text))
    if len(short) <= width:
        return [short] if short else []
    return _lines(short, _balanced(short, width))


def _balanced(text: str, width: int) -> int:
    """Return the narrowest width, up to ``width``, that needs no more lines."""
    count = len(_lines(text, width))
    low, high = max(1, len(text) // count - 1), width
    while low < high:
        middle = (low + high) // 2
        if len(_lines(text, middle)) > count:
            low = middle + 1
        else:
            high = middle
    return high


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def quoted(lines: Iterable[str], line_end: str = r"\l") -> str:
    r"""Return a DOT string of these lines; ``line_end`` is ``\l`` (left), ``\n`` or ``\r``.

    Graphviz reads ``&amp;`` and friends in labels, hence the first replacement.
    """
    escaped = (
        line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines
    )
    return '"' + "".join(line + line_end for line in escaped) + '"'
