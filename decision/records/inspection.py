"""What infrastructure files hold, for programs and for people.

JSON: ``{"format", "units": [{"name", "format", "tool"}], "resources": [{"address", "type",
"provider", "unit", "label", "kind", "zone", "basis", "change"}], "edges": [[from, to, kind]],
"stores": [{"address", "unit", "kind", "zone", "basis"}], "remarks": [text]}``.
An address that several units have is written ``unit/address`` in edges. ``zone`` is our
interpretation of the type alone.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from decision.domain.resources import Classified, Label, ResourceTypes, classify
from decision.readers.shapes import Place, Reading, Resource

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Inspection:
    """A reading with what is known of each resource's type, in the order of the files."""

    reading: Reading
    resources: tuple[tuple[Resource, Classified], ...]

    @property
    def stores(self) -> list[tuple[Resource, Classified]]:
        """What holds data: the candidates for the stores of an assessment."""
        return [
            (resource, found)
            for resource, found in self.resources
            if found.label is Label.STATEFUL and found.holds_data
        ]

    @property
    def unknown(self) -> list[str]:
        """Types about which nothing is known, by name."""
        found = {each.type for each, about in self.resources if about.label is Label.UNKNOWN}
        return sorted(found)


def inspection_of(types: ResourceTypes, reading: Reading) -> Inspection:
    """Classify every resource of a reading."""
    known: dict[str, Classified] = {}
    pairs = []
    for unit in reading.units:
        for resource in unit.resources:
            if resource.type not in known:
                known[resource.type] = classify(types, resource.type)
            pairs.append((resource, known[resource.type]))
    return Inspection(reading, tuple(pairs))


def to_json(inspection: Inspection) -> dict[str, Any]:
    """The inspection as plain values."""
    units = inspection.reading.units
    name = _namer(inspection)
    return {
        "format": FORMAT,
        "units": [{"name": each.name, "format": each.format, "tool": each.tool} for each in units],
        "resources": [_resource(*pair) for pair in inspection.resources],
        "edges": [
            [name(edge.source), name(edge.target), edge.kind]
            for unit in units
            for edge in unit.edges
        ],
        "stores": [
            {
                "address": resource.address,
                "unit": resource.unit,
                "kind": found.kind,
                "zone": found.zone,
                "basis": found.basis.value,
            }
            for resource, found in inspection.stores
        ],
        "remarks": list(inspection.reading.remarks),
    }


def to_text(inspection: Inspection) -> str:
    """A summary to read: units, stores, what is not known."""
    return "".join(f"{line}\n" for line in _lines(inspection))


def _lines(inspection: Inspection) -> Iterator[str]:
    for unit in inspection.reading.units:
        yield (
            f"{unit.name} ({unit.format}): resources {len(unit.resources)}, "
            f"references {len(unit.edges)}"
        )
    yield ""
    yield f"Stores: {len(inspection.stores)}"
    for resource, found in inspection.stores:
        guessed = "" if found.basis == "listed" else f", {found.basis}"
        zone = f", zone {found.zone}" if found.zone else ""
        change = f", the plan would {resource.change} it" if _is_lost(resource) else ""
        yield (
            f"  {resource.unit}: {resource.address} ({found.kind or 'kind not known'}{zone}"
            f"{guessed}){change}"
        )
    if inspection.unknown:
        yield ""
        yield "Not known whether stateful: " + ", ".join(inspection.unknown)
    if inspection.reading.remarks:
        yield ""
        yield from inspection.reading.remarks


def _is_lost(resource: Resource) -> bool:
    return resource.change in ("replace", "destroy")


def _resource(resource: Resource, found: Classified) -> dict[str, str | None]:
    return {
        "address": resource.address,
        "type": resource.type,
        "provider": resource.provider,
        "unit": resource.unit,
        "label": found.label.value,
        "kind": found.kind,
        "zone": found.zone,
        "basis": found.basis.value,
        "change": resource.change.value if resource.change else None,
    }


def _namer(inspection: Inspection) -> Any:
    shared = Counter(resource.address for resource, _ in inspection.resources)

    def name(place: Place) -> str:
        return place.address if shared[place.address] < 2 else f"{place.unit}/{place.address}"

    return name
