"""A graph in the terms of drawing: boxes in groups, and arrows between them.

All words are those of whoever makes the picture; what they are made of may be hostile.
"""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What a box is, told by form and line as well as by colour."""

    STORE = "store"
    STATEFUL = "stateful"
    CONTAINER = "container"
    APPLICATION = "application"
    STATELESS = "stateless"
    UNKNOWN = "unknown"
    MIXED = "mixed"


class Crossing(StrEnum):
    """How an arrow meets the line of a cut."""

    NOT = "not"
    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True)
class Box:
    """``title`` is broken like an address, ``note`` like a text. ``group`` is the place of its
    group in the picture, or none. ``hint`` has everything in full; ``url`` is where it leads."""

    title: str
    note: str
    shape: Shape
    group: int | None = None
    is_several: bool = False
    is_focus: bool = False
    hint: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another, by their places in the picture; it stands for ``count`` of them."""

    source: int
    target: int
    count: int = 1
    crosses_groups: bool = False
    crossing: Crossing = Crossing.NOT
    label: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class GraphPicture:
    """Everything that is drawn; ``groups`` are titles of frames around boxes."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    groups: tuple[str, ...] = ()
    unnamed: str = "(no name)"
    family: str = "IBM Plex Sans"
