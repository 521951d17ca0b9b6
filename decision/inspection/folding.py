"""Which resources stand together in a picture that cannot show each of them.

What keeps data stays single for as long as possible: the rest is folded first, by the modules
that the tool knows (Terraform's modules, Kubernetes' namespaces), else by type, then by kind, then
by unit.
"""

import re
from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from decision.inspection.found import Found
from decision.readers.shapes import Place

#: So many stateful resources stay single at most.
MOST_SINGLE: Final = 60


class Fold(StrEnum):
    """What the resources of one node have in common."""

    RESOURCE = "resource"  # it is one resource
    MODULE = "module"
    TYPE = "type"
    KIND = "kind"
    UNIT = "unit"
    REST = "rest"  # nothing: they are of several units


class Key(NamedTuple):
    """What tells nodes apart: ``unit`` and ``name`` are empty for what has none.

    ``is_stateful`` parts what is stateful from what is not where both would have one name.
    """

    unit: str
    by: Fold
    name: str
    is_stateful: bool = False


#: How one resource is folded.
type Way = Callable[[Found], Key]

REST: Final = Key("", Fold.REST, "")


def single(found: Found) -> Key:
    return Key(found.resource.unit, Fold.RESOURCE, found.resource.address, found.is_stateful)


def by_unit(found: Found) -> Key:
    return Key(found.resource.unit, Fold.UNIT, found.resource.unit)


def _by_state(found: Found) -> Key:
    return Key(found.resource.unit, Fold.UNIT, found.resource.unit, found.is_stateful)


def _by_type(found: Found) -> Key:
    return Key(found.resource.unit, Fold.TYPE, found.resource.type, found.is_stateful)


def _by_kind(found: Found) -> Key:
    return Key(found.resource.unit, Fold.KIND, found.about.kind or "", found.is_stateful)


def _by_module(found: Found) -> Key:
    path = modules(found.resource.address, found.resource.provider)
    return _of_module(found, ".".join(path)) if path else _by_type(found)


def _by_top_module(found: Found) -> Key:
    path = modules(found.resource.address, found.resource.provider)
    return _of_module(found, path[0]) if path else _by_type(found)


def _by_top_module_or_kind(found: Found) -> Key:
    path = modules(found.resource.address, found.resource.provider)
    return _of_module(found, path[0]) if path else _by_kind(found)


def _of_module(found: Found, name: str) -> Key:
    return Key(found.resource.unit, Fold.MODULE, name)


def _as_rest(_found: Found) -> Key:
    return REST


#: Ways for what may stay single, for what else is stateful, and for the rest: the first that
#: fits is taken.
_STEPS: Final[tuple[tuple[Way, Way, Way], ...]] = (
    (single, single, single),
    (single, _by_type, _by_module),
    (single, _by_type, _by_top_module),
    (single, _by_type, _by_top_module_or_kind),
    (single, _by_type, _by_kind),
    (single, _by_kind, _by_state),
    (_by_type, _by_type, _by_top_module),
    (_by_type, _by_type, _by_kind),
    (_by_kind, _by_kind, _by_kind),
    (_by_state, _by_state, _by_state),
    (by_unit, by_unit, by_unit),
)
_LAST: Final = (_as_rest, _as_rest, _as_rest)


def ways(
    found: Collection[Found], always: Collection[Place] = (), *, may_mix_units: bool = False
) -> Iterator[Way]:
    """The ways to fold these resources, the finest first.

    Those of ``always`` are never folded. ``may_mix_units``: in the end all others may stand
    together; else each unit keeps a node of its own, however many units there are.
    """
    staying, fixed = _staying(found), frozenset(always)
    steps = (*_STEPS, _LAST) if may_mix_units else _STEPS
    for kept, stateful, rest in steps:
        yield _way(fixed, staying, kept, stateful, rest)


def _way(
    fixed: Collection[Place], staying: Collection[Place], kept: Way, stateful: Way, rest: Way
) -> Way:
    def way(found: Found) -> Key:
        if fixed and found.place in fixed:
            return single(found)
        if not found.is_stateful:
            return rest(found)
        return kept(found) if found.place in staying else stateful(found)

    return way


def _staying(found: Collection[Found]) -> frozenset[Place]:
    """What is stateful, as long as that is not too much; else what holds data; else nothing."""
    for chosen in (
        [each for each in found if each.is_stateful],
        [each for each in found if each.is_store],
    ):
        if len(chosen) <= MOST_SINGLE:
            return frozenset(each.place for each in chosen)
    return frozenset()


#: One module of an address, with its index: in quotes there may be anything.
_MODULE: Final = re.compile(r'(module\.[^.\[\]"]+)(?:\["(?:[^"\\]|\\.)*"\]|\[[^\]"]*\])?\.')
#: What the addresses of Kubernetes' objects are made of: a namespace, where there is one, a kind
#: and a name.
_OBJECT: Final = 3


def modules(address: str, provider: str) -> tuple[str, ...]:
    """The modules around a resource from the outermost on, without their indices."""
    if provider == "kubernetes":
        parts = address.split("/")
        return (parts[0],) if len(parts) >= _OBJECT else ()
    found, at = [], 0
    while match := _MODULE.match(address, at):
        found.append(match[1])
        at = match.end()
    return tuple(found)
