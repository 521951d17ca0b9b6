"""Which store of an assessment is which resource in the files.

A name that is the address, or its last part, is the same store; else the only store of a kind on
both sides. What is not sure is not matched.
"""

import re
from collections import Counter
from collections.abc import Mapping

from decision.domain.answers import System
from decision.domain.resources import plain
from decision.inspection.found import Found, Inspection
from decision.readers.shapes import Place


def matched(inspection: Inspection, system: System) -> Mapping[Place, int]:
    """The place of a store among the system's, by where its resource is."""
    found = _by_name(inspection, system)
    taken = set(found.values())
    left = [each for each in inspection.stores if each.place not in found]
    kinds = Counter(each.about.kind for each in left)
    wanted = Counter(store.kind for place, store in enumerate(system.stores) if place not in taken)
    for place, store in enumerate(system.stores):
        if place not in taken and store.kind and kinds[store.kind] == wanted[store.kind] == 1:
            resource = next(each for each in left if each.about.kind == store.kind)
            found[resource.place] = place
    return found


def alike(inspection: Inspection, system: System) -> Mapping[int, tuple[Place, ...]]:
    """The resources that bear the name of a store, by its place among the system's, where there
    are several: which of them it is, only the team can say."""
    names = _named(inspection)
    same = {place: names.get(plain(store.name), []) for place, store in enumerate(system.stores)}
    return {
        place: tuple(each.place for each in found) for place, found in same.items() if found[1:]
    }


def _named(inspection: Inspection) -> dict[str, list[Found]]:
    names: dict[str, list[Found]] = {}
    for each in inspection.stores:
        for name in _names(each):
            names.setdefault(name, []).append(each)
    return names


def _by_name(inspection: Inspection, system: System) -> dict[Place, int]:
    names = _named(inspection)
    found: dict[Place, int] = {}
    for place, store in enumerate(system.stores):
        same = names.get(plain(store.name), [])
        if len(same) == 1 and same[0].place not in found:
            found[same[0].place] = place
    return found


def _names(each: Found) -> set[str]:
    """What people may call a resource: its address, with its unit, or the last part of it."""
    address = each.resource.address
    last = re.split(r"[./:]", re.sub(r"\[[^\]]*\]$", "", address))[-1]
    return {plain(name) for name in (address, last, f"{each.resource.unit}/{address}")} - {""}
