"""The preview: what is kept of the files, and which stores are proposed."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from decision.actions import MAX_STORES
from decision.domain.resources import Basis
from decision.inspection import Found
from decision.models import Store
from decision.readers.shapes import Change, Place
from decision.web.presenters.infrastructure.changes import Changes, changes
from decision.web.presenters.infrastructure.joining import Cost, Joining, Unsure
from decision.web.presenters.infrastructure.look import Look, basis_text, name_of
from decision.web.presenters.infrastructure.naming import free, store_name
from decision.web.presenters.infrastructure.stores import loss_title

#: So many resources are listed one by one.
MOST_ROWS = 500
#: So many candidates are offered: more than an assessment may have.
MOST_CANDIDATES = 300
#: So many of the resources that a plan loses are named.
MOST_LOST = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A resource that may become a store; ``existing`` is the store that it already is.

    ``name`` is what a new store would be called. ``stores`` are those of the assessment that it
    may be said to be, and ``maybe`` names those that it could be, as others could.
    """

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
    is_destroyed: bool
    questions: int
    name: str
    existing: Store | None
    stores: tuple[Store, ...] = ()
    maybe: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it is ticked and would be added."""
        return self.is_ticked and self.existing is None

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
class ZoneWord:
    """A zone that stands at a candidate, and what it means."""

    id: str
    title: str
    explanation: str


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
    losses: tuple[str, ...]
    losses_left_out: int
    unsure: tuple[Unsure, ...]
    absent: tuple[str, ...]
    zones: tuple[ZoneWord, ...]

    @property
    def new(self) -> int:
        """How many new stores are ticked."""
        return sum(each.is_new for each in self.candidates)

    @property
    def new_questions(self) -> int:
        """How many questions the new stores add that are ticked."""
        return sum(each.questions for each in self.candidates if each.is_new)

    @property
    def questions_each(self) -> int:
        """How many questions one new store adds, about; 0 where none is offered."""
        new = [each.questions for each in self.candidates if each.existing is None]
        return round(sum(new) / len(new)) if new else 0

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
    joining = Joining(look)
    candidates = tuple(_candidates(look, joining))
    lost = [each for each in found if each.is_lost]
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
        losses=tuple(loss_title(each, name_of(look, each)) for each in lost[:MOST_LOST]),
        losses_left_out=max(0, len(lost) - MOST_LOST),
        unsure=joining.unsure,
        absent=joining.absent,
        zones=_zones(look, {each.zone for each in candidates}),
    )


def _zones(look: Look, shown: Collection[str]) -> tuple[ZoneWord, ...]:
    """The zones that stand on the page, in the order of content."""
    return tuple(
        ZoneWord(each.id, each.title, each.explanation)
        for each in look.catalog.zones.values()
        if each.id in shown
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


def _candidates(look: Look, joining: Joining) -> Iterator[Candidate]:
    stores, cost = look.flow.sheet.stores, Cost(look.flow)
    taken = {store.name for store in stores}
    room = MAX_STORES - len(stores)
    offered = sorted(look.inspection.stores, key=lambda each: each.place not in look.likely)
    for number, each in enumerate(offered[:MOST_CANDIDATES], start=1):
        place = look.likely.get(each.place)
        existing = stores[place] if place is not None else None
        maybe = tuple(store.name for store in joining.maybe(each))
        is_ticked = existing is not None or (room > 0 and not maybe and _is_sure(each))
        name = free(_name(look, each), taken)
        if existing is None:
            taken.add(name)
            room -= is_ticked
        known = each.about.kind or ""
        kind = known if known in look.flow.catalog.kinds else ""
        yield Candidate(
            number=number,
            place=each.place,
            type=each.about.type,
            kind=kind,
            kind_title=look.kind_title(each),
            zone=each.about.zone or "",
            zone_label=look.zone_title(each),
            basis=basis_text(each),
            is_ticked=is_ticked,
            is_machine=each.is_machine,
            is_destroyed=_is_destroyed(each),
            questions=cost.of(kind).questions,
            name=name,
            existing=existing,
            stores=joining.offered(each),
            maybe=maybe,
        )


def _is_sure(found: Found) -> bool:
    is_known = found.about.basis in (Basis.LISTED, Basis.DECIDED)
    return is_known and not found.is_machine and not _is_destroyed(found)


def _is_destroyed(found: Found) -> bool:
    """Whether the plan at hand takes it away for good."""
    return found.resource.change is Change.DESTROY


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
