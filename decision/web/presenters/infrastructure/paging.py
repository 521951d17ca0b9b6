"""Long lists a page at a time, and the numbers that addresses have for that."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: Longer numbers mean nothing here, and could be too long to be read.
MOST_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Page[T]:
    """A part of a list. ``first`` and ``last`` are counted from 1, and 0 where nothing is shown;
    ``previous`` and ``next`` are the numbers of its neighbours, 0 for none."""

    shown: tuple[T, ...]
    first: int
    last: int
    previous: int
    next: int


def page_of[T](found: Sequence[T], number: int, size: int) -> Page[T]:
    """The page with this number, counted from 1, of pages of ``size``; else the last one."""
    pages = max(1, -(-len(found) // size))
    number = min(number, pages)
    start = (number - 1) * size
    shown = tuple(found[start : start + size])
    return Page(
        shown=shown,
        first=start + 1 if shown else 0,
        last=start + len(shown),
        previous=number - 1,
        next=number + 1 if number < pages else 0,
    )


def number_in(text: str) -> int | None:
    """The whole number that an address has, if it is one."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else None


def page_number(text: str) -> int:
    """The number of a page that an address asks for: the first one if that is none."""
    return max(1, number_in(text) or 1)
