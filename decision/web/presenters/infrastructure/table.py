"""The resources as a table: all of them, those that are looked for, or folded by type."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from decision.domain.resources import Label
from decision.inspection import Found
from decision.web.presenters.infrastructure.look import (
    Look,
    basis_text,
    label_text,
    protected_text,
)
from decision.web.presenters.infrastructure.paging import page_number, page_of

#: Above so many resources types are folded until one looks for something.
UNFOLDED = 150
PAGE = 200
MOST_NAMED = 4
MOST_TYPES = 500
QUERY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for: words in address or type, a label, one unit, one type."""

    words: str = ""
    label: str = ""
    unit: str = ""
    type: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter":
        """As the address of the page has it; whatever cannot be looked for is left out."""
        label = query.get("label", "")
        return cls(
            words=" ".join(query.get("q", "")[:QUERY_LENGTH].split()),
            label=label if label in list(Label) else "",
            unit=query.get("unit", "")[:QUERY_LENGTH],
            type=query.get("type", "")[: 2 * QUERY_LENGTH],
            page=page_number(query.get("page", "")),
        )

    @property
    def is_on(self) -> bool:
        return bool(self.words or self.label or self.unit or self.type)

    def matches(self, found: Found) -> bool:
        resource = found.resource
        text = f"{resource.address} {resource.type}".lower()
        return (
            all(word in text for word in self.words.lower().split())
            and self.label in ("", found.about.label.value)
            and self.unit in ("", resource.unit)
            and self.type in ("", resource.type)
        )

    def query(self, page: int) -> str:
        """The query of another page of the same."""
        given = {"q": self.words, "label": self.label, "unit": self.unit, "type": self.type}
        given = {name: value for name, value in given.items() if value}
        return urlencode({**given, "page": str(page)})


@dataclass(frozen=True, slots=True)
class ResourceRow:
    address: str
    type: str
    kind: str
    label: str
    is_stateful: bool
    basis: str
    protected: str
    refers: str


@dataclass(frozen=True, slots=True)
class FoldedRow:
    """All resources of one type in one unit."""

    type: str
    kind: str
    label: str
    is_stateful: bool
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The rows of one unit: resources, or folded types."""

    unit: str
    rows: tuple[ResourceRow, ...] = ()
    folded: tuple[FoldedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One page; ``previous`` and ``next`` are the queries of its neighbours, or empty."""

    tables: tuple[UnitTable, ...]
    filter: Filter
    found: int
    total: int
    is_folded: bool
    first: int
    last: int
    previous: str
    next: str
    units: tuple[str, ...]
    labels: tuple[tuple[str, str], ...]
    types_left_out: int = 0


def table(look: Look, wanted: Filter) -> Table:
    found = [each for each in look.inspection.found if wanted.matches(each)]
    is_folded = not wanted.is_on and len(found) > UNFOLDED
    page = page_of(found, wanted.page, PAGE)
    folded, left_out = _folded(look, found) if is_folded else ((), 0)
    return Table(
        tables=folded if is_folded else _unfolded(look, page.shown),
        filter=wanted,
        found=len(found),
        total=len(look.inspection.found),
        is_folded=is_folded,
        first=page.first,
        last=page.last,
        previous=wanted.query(page.previous) if page.previous and not is_folded else "",
        next=wanted.query(page.next) if page.next and not is_folded else "",
        units=tuple(unit.name for unit in look.inspection.units),
        labels=(
            (Label.STATEFUL.value, _("Stateful")),
            (Label.STATELESS.value, _("Stateless")),
            (Label.UNKNOWN.value, _("Not known")),
        ),
        types_left_out=left_out,
    )


def _unfolded(look: Look, shown: Sequence[Found]) -> tuple[UnitTable, ...]:
    wanted = {each.place for each in shown}
    refers: dict[object, dict[str, None]] = defaultdict(dict)
    for unit in look.inspection.units:
        for edge in unit.edges:
            if edge.source in wanted:
                refers[edge.source][edge.target.address] = None
    by_unit: dict[str, list[ResourceRow]] = defaultdict(list)
    for each in shown:
        by_unit[each.resource.unit].append(_row(look, each, list(refers[each.place])))
    return tuple(UnitTable(unit, tuple(rows)) for unit, rows in by_unit.items())


def _row(look: Look, found: Found, refers: list[str]) -> ResourceRow:
    named = refers[:MOST_NAMED]
    if len(refers) > MOST_NAMED:
        named.append(_("%d more") % (len(refers) - MOST_NAMED))
    return ResourceRow(
        address=found.resource.address,
        type=found.resource.type,
        kind=look.kind_title(found),
        label=label_text(found),
        is_stateful=found.is_stateful,
        basis=basis_text(found),
        protected=protected_text(found) if found.is_stateful else "",
        refers=", ".join(named),
    )


def _folded(look: Look, found: Sequence[Found]) -> tuple[tuple[UnitTable, ...], int]:
    by_unit: dict[str, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for each in found:
        by_unit[each.resource.unit][each.resource.type].append(each)
    tables, left = [], MOST_TYPES
    for unit, types in by_unit.items():
        # What is stateful first, then by name.
        ordered = sorted(types.items(), key=lambda each: (not each[1][0].is_stateful, each[0]))
        rows = tuple(_fold(look, unit, own) for _name, own in ordered[: max(0, left)])
        left -= len(types)
        if rows:
            tables.append(UnitTable(unit, folded=rows))
    return tuple(tables), max(0, -left)


def _fold(look: Look, unit: str, own: list[Found]) -> FoldedRow:
    first = own[0]
    query = urlencode({"unit": unit, "type": first.resource.type})
    return FoldedRow(
        first.resource.type,
        look.kind_title(first),
        label_text(first),
        any(each.is_stateful for each in own),
        len(own),
        query,
    )
