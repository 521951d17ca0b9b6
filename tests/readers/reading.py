"""Short ways to read texts in tests."""

import json
from collections.abc import Mapping

from decision.readers.documents import Limits
from decision.readers.shapes import Reading, Resource, Setting, Unit
from decision.readers.system import read_files


def read_texts(**texts: object) -> Reading:
    """Files by name without ending; what is no text is written as JSON."""
    return read_paths(texts)


def read_paths(texts: Mapping[str, object]) -> Reading:
    """The same by path."""
    files = {
        path: (each if isinstance(each, str) else json.dumps(each)).encode()
        for path, each in texts.items()
    }
    return read_files(files, Limits())


def unit_of(text: object) -> Unit:
    """The only unit of one file."""
    (unit,) = read_texts(file=text).units
    return unit


def edges_of(unit: Unit) -> set[tuple[str, str, str]]:
    """Source, target and kind, without the name of the unit."""
    return {(e.source.address, e.target.address, e.kind) for e in unit.edges}


def resource_of(unit: Unit, address: str) -> Resource:
    """The resource at an address."""
    return next(each for each in unit.resources if each.address == address)


def settings_of(unit: Unit, address: str) -> dict[str, Setting]:
    """What is kept of the resource at an address."""
    return dict(resource_of(unit, address).settings)


def types_of(unit: Unit) -> dict[str, str]:
    """Types by address."""
    return {each.address: each.type for each in unit.resources}
