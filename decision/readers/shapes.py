"""What every reader makes of a file: units with resources, and the references between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import msgspec


class Change(StrEnum):
    """What a plan would do to a resource."""

    NONE = "none"
    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    DESTROY = "destroy"
    FORGET = "forget"  # taken out of the state, left in the cloud


#: A setting of the written list: a flag, a number of days, or one of a few known words.
type Setting = bool | int | str


class Resource(msgspec.Struct, frozen=True, gc=False):  # made five times as fast as a dataclass
    """One resource as its file declares it.

    ``address`` is its name within the unit, ``type`` as its tool writes it, ``settings`` the
    protection settings that were found, by the names of :mod:`decision.readers.settings`.
    ``change`` is there if the file is a plan.
    """

    address: str
    type: str
    provider: str
    unit: str
    settings: Mapping[str, Setting] = msgspec.field(default_factory=dict)
    change: Change | None = None


class Place(NamedTuple):
    """Where a resource is: its unit, and its address there."""

    unit: str
    address: str


class Edge(NamedTuple):
    """``source`` refers to ``target``; ``kind`` says how, in the words of the tool."""

    source: Place
    target: Place
    kind: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One stack, one state, one folder of manifests: what is released as a whole.

    ``tool`` is an option of the question about the tool, where there is one for it.
    """

    name: str
    format: str
    tool: str | None
    resources: tuple[Resource, ...]
    edges: tuple[Edge, ...] = ()
    #: Names under which other units can refer to resources of this one.
    exports: Mapping[str, str] = field(default_factory=dict)
    #: Resources that refer to what another unit exports, as (address, exported name).
    imports: tuple[tuple[str, str], ...] = ()
    #: The file or folder that declares it, as it was given.
    path: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was found in some files that are read as one system."""

    units: tuple[Unit, ...]
    #: What could not be read within a file that was read, in words.
    remarks: tuple[str, ...] = ()


class Refused(Exception):
    """A file that is not read: what it seems to be, why not, and what to do.

    The message never repeats what the file holds.
    """
