"""The preview: what is kept of the files, and which stores are proposed."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from decision.actions import MAX_STORES
from decision.domain.resources import Basis
from decision.inspection import Found
from decision.models import Store
from decision.readers.shapes import Place
from decision.web.presenters.infrastructure.changes import Changes, changes
from decision.web.presenters.infrastructure.look import Look, basis_text
from decision.web.presenters.infrastructure.naming import free, store_name

#: So many resources are listed one by one.
MOST_ROWS = 500
#: So many candidates are offered: more than an assessment may have.
MOST_CANDIDATES = 300


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resource that may become a store; ``existing`` is the store that it already is."""

    number: int
    place: Place
    type: str
    kind: str
    kind_title: str
    zone: str
    zone_label: str
    basis: str
    is_ticked: bool
    is_machine: bool
    name: str
    existing: Store | None

    @property
    def address(self) -> str:
        return self.place.address


@dataclass(frozen=True, slots=True)
class Row:
    """One resource as it is kept."""

    address: str
    type: str
    unit: str
    settings: tuple[str, ...]
    change: str
    refers: int


@dataclass(frozen=True, slots=True)
class UnitRow:
    name: str
    path: str
    tool: str
    resources: int
    edges: int


@dataclass(frozen=True, slots=True)
class TypeRow:
    """A type of which nothing is known, or that the team decided; ``keeps_data`` says what."""

    name: str
    count: int
    keeps_data: bool | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that is kept once it is confirmed; ``more`` are resources beyond the rows."""

    units: tuple[UnitRow, ...]
    types: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    resources: int
    edges: int
    has_plan: bool
    candidates: tuple[Candidate, ...]
    candidates_left_out: int
    unknown: tuple[TypeRow, ...]
    decided: tuple[TypeRow, ...]
    remarks: tuple[str, ...]
    changes: Changes | None

    @property
    def fingerprint(self) -> str:
        """Changes whenever a number would name another resource, or another store."""
        told = [(*each.place, each.existing and each.existing.number) for each in self.candidates]
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def rows_left_out(self) -> int:
        return self.resources - len(self.rows)


def proposal(look: Look, before: list[Place] | None) -> Proposal:
    """``before``: the stores of the reading that this one would take the place of."""
    found = look.inspection.found
    candidates = tuple(_candidates(look))
    types = Counter(each.resource.type for each in found)
    return Proposal(
        units=unit_rows(look),
        types=tuple(types.most_common(MOST_ROWS)),
        rows=tuple(_rows(look)),
        resources=len(found),
        edges=look.edges,
        has_plan=look.has_plan,
        candidates=candidates,
        candidates_left_out=len(look.inspection.stores) - len(candidates),
        unknown=unknown_types(look),
        decided=decided_types(look),
        remarks=look.inspection.reading.remarks,
        changes=changes(look, before),
    )


def unit_rows(look: Look) -> tuple[UnitRow, ...]:
    return tuple(
        UnitRow(each.name, each.path, look.tool_title(each), len(each.resources), len(each.edges))
        for each in look.inspection.units
    )


def unknown_types(look: Look) -> tuple[TypeRow, ...]:
    """Types of which nothing is known, the most frequent first."""
    counts = Counter(each.resource.type for each in look.inspection.found)
    found = [TypeRow(each, counts[each]) for each in look.inspection.unknown]
    return tuple(sorted(found, key=lambda each: -each.count)[:MOST_ROWS])


def decided_types(look: Look) -> tuple[TypeRow, ...]:
    """Types of these files that the team decided."""
    counts = Counter(
        each.resource.type for each in look.inspection.found if each.about.basis is Basis.DECIDED
    )
    return tuple(TypeRow(name, counts[name], look.decided.get(name)) for name in sorted(counts))


def _candidates(look: Look) -> Iterator[Candidate]:
    stores = look.flow.sheet.stores
    taken = {store.name for store in stores}
    room = MAX_STORES - len(stores)
    offered = sorted(look.inspection.stores, key=lambda each: each.place not in look.likely)
    for number, each in enumerate(offered[:MOST_CANDIDATES], start=1):
        place = look.likely.get(each.place)
        existing = stores[place] if place is not None else None
        is_ticked = existing is not None or (room > 0 and _is_sure(each))
        name = existing.name if existing else free(_name(look, each), taken)
        if existing is None:
            taken.add(name)
            room -= is_ticked
        kind = each.about.kind or ""
        yield Candidate(
            number=number,
            place=each.place,
            type=each.about.type,
            kind=kind if kind in look.flow.catalog.kinds else "",
            kind_title=look.kind_title(each),
            zone=each.about.zone or "",
            zone_label=look.zone_title(each),
            basis=basis_text(each),
            is_ticked=is_ticked,
            is_machine=each.is_machine,
            name=name,
            existing=existing,
        )


def _is_sure(found: Found) -> bool:
    return found.about.basis in (Basis.LISTED, Basis.DECIDED) and not found.is_machine


def _name(look: Look, found: Found) -> str:
    unit = look.units.get(found.resource.unit)
    return store_name(found, unit.format if unit else "", look.kind_title(found))


def _rows(look: Look) -> Iterator[Row]:
    refers = Counter(edge.source for unit in look.inspection.units for edge in unit.edges)
    for each in look.inspection.found[:MOST_ROWS]:
        resource = each.resource
        yield Row(
            resource.address,
            resource.type,
            resource.unit,
            tuple(f"{name}: {_shown(value)}" for name, value in sorted(resource.settings.items())),
            resource.change.value if resource.change else "",
            refers[each.place],
        )


def _shown(value: object) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
