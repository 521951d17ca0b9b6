"""An inspection as plain values, for programs.

``{"format", "units": [{"name", "format", "tool"}], "resources": [{"address", "type", "provider",
"unit", "label", "kind", "zone", "basis", "protected", "in_place", "by_default", "change"}], "edges":
[[from, to, kind]], "stores": [{"address", "unit", "kind", "zone", "basis", "protected"}],
"gaps": [{"address", "unit", "type", "setting", "state", "against", "write", "because", "trap",
"sources"}], "remarks": [text]}``.

An address that several units have is written ``unit/address`` in edges. ``zone`` is our
interpretation of the type alone. ``protected`` is null for what is not stateful and where the files
do not show it; ``state`` of a gap is ``off`` or ``unseen``.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from decision.inspection import Found, Inspection
from decision.readers.shapes import Place

FORMAT = 1


def to_json(inspection: Inspection) -> dict[str, Any]:
    """The inspection as plain values."""
    name = namer(inspection)
    return {
        "format": FORMAT,
        "units": [
            {"name": each.name, "format": each.format, "tool": each.tool}
            for each in inspection.units
        ],
        "resources": [_resource(each) for each in inspection.found],
        "edges": [
            [name(edge.source), name(edge.target), edge.kind]
            for unit in inspection.units
            for edge in unit.edges
        ],
        "stores": [_store(each) for each in inspection.stores],
        "gaps": [gap for each in inspection.found for gap in _gaps(each)],
        "remarks": list(inspection.reading.remarks),
    }


def namer(inspection: Inspection) -> Callable[[Place], str]:
    """How a place is written where its unit is not beside it."""
    shared = Counter(each.resource.address for each in inspection.found)

    def name(place: Place) -> str:
        return place.address if shared[place.address] < 2 else f"{place.unit}/{place.address}"

    return name


def _resource(each: Found) -> dict[str, Any]:
    resource, about = each.resource, each.about
    return {
        "address": resource.address,
        "type": resource.type,
        "provider": resource.provider,
        "unit": resource.unit,
        "label": about.label.value,
        "kind": about.kind,
        "zone": about.zone,
        "basis": about.basis.value,
        "protected": each.is_protected,
        "in_place": list(each.protection.by) if each.protection else [],
        "by_default": list(each.protection.by_default) if each.protection else [],
        "change": resource.change.value if resource.change else None,
    }


def _store(each: Found) -> dict[str, Any]:
    return {
        "address": each.resource.address,
        "unit": each.resource.unit,
        "kind": each.about.kind,
        "zone": each.about.zone,
        "basis": each.about.basis.value,
        "protected": each.is_protected,
    }


def _gaps(each: Found) -> list[dict[str, Any]]:
    return [
        {
            "address": each.resource.address,
            "unit": each.resource.unit,
            "type": each.resource.type,
            "setting": gap.setting,
            "state": gap.holds.value,
            "against": [guard.value for guard in gap.against],
            "write": gap.write,
            "because": gap.because,
            "trap": gap.trap,
            "sources": list(gap.sources),
        }
        for gap in (each.protection.gaps if each.protection else ())
    ]
