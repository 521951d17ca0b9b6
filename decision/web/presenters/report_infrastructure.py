"""The report's chapter about what the team's files say."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision.domain.resources import Gap
from decision.inspection import Found
from decision.inspection.evidence import Says
from decision.inspection.moves import Link, Plan, ProposedUnit, Role
from decision.web.presenters import wording
from decision.web.presenters.infrastructure.evidence import EvidenceView, evidence_view
from decision.web.presenters.infrastructure.look import (
    Look,
    linked_store,
    name_of,
    protected_text,
)
from decision.web.presenters.infrastructure.proposal import UnitRow, unit_rows
from decision.web.presenters.infrastructure.stores import loss_title, urgency
from decision.web.presenters.report_sources import SourceIndex

#: So many of each are printed; counts are of all.
MOST_UNITS: Final = 40
MOST_STORES: Final = 50
MOST_OTHERS: Final = 20
MOST_SAID: Final = 40
MOST_CUTS: Final = 8
MOST_LINKS: Final = 8
MOST_MOVING: Final = 15
MOST_REMARKS: Final = 20
#: Of what else goes with a table row so many are named.
MOST_NAMED: Final = 6


@dataclass(frozen=True, slots=True)
class Listed[T]:
    """The first of many; ``left_out`` is how many more there are."""

    shown: tuple[T, ...]
    left_out: int = 0

    @classmethod
    def of(cls, found: Iterable[T], most: int) -> "Listed[T]":
        every = tuple(found)
        return cls(every[:most], max(0, len(every) - most))


@dataclass(frozen=True, slots=True)
class StoreRow:
    """A store of the assessment in the files."""

    name: str
    address: str
    type: str
    unit: str
    protected: str
    in_place: str


@dataclass(frozen=True, slots=True)
class MissingSetting:
    """A setting that is missing or not shown, and for which stores."""

    setting: str
    because: str
    write: str
    trap: str
    stores: str
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What the files say of one answer, for all ``stores`` that have it; empty for the system."""

    title: str
    answer: str
    suggested: str
    because: str
    shown_by: str
    stores: str


@dataclass(frozen=True, slots=True)
class UnitOfCut:
    """A unit that a cut leads to; ``what`` says what it is for."""

    name: str
    what: str
    holds: str
    reads: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A reference across a border, and what to publish instead."""

    reader: str
    read: str
    is_backward: bool
    instead: str


@dataclass(frozen=True, slots=True)
class PrintedCut:
    """Where one unit is cut: units in the order in which they are deployed."""

    unit: str
    crossings: str
    units: tuple[UnitOfCut, ...]
    links: Listed[LinkRow]
    moving: Listed[str]
    warnings: tuple[str, ...]
    preconditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FilesChapter:
    """What the chapter prints; the short report has no settings and no cuts in full."""

    read_at: datetime
    resources: int
    references: int
    stateful: int
    losses: Listed[str]
    units: Listed[UnitRow]
    stores: Listed[StoreRow]
    unprotected: str
    missing: tuple[MissingSetting, ...]
    others: Listed[str]
    contradicting: Listed[Answered]
    suggesting: Listed[Answered]
    supporting: Listed[Answered]
    cuts: Listed[PrintedCut]
    unknown: Listed[str]
    remarks: Listed[str]


def files_chapter(look: Look, index: SourceIndex) -> FilesChapter:
    """The chapter about one reading, held against the answers of its assessment."""
    inspection = look.inspection
    stores = linked_stores(look)
    others = [each for each in inspection.stores if each.place not in look.linked]
    said = [view for each in look.examination.evidence if (view := evidence_view(look, each))]
    lost = (each for each in inspection.found if each.is_lost)
    return FilesChapter(
        read_at=look.row.read_at,
        resources=len(inspection.found),
        references=look.edges,
        stateful=sum(each.is_stateful for each in inspection.found),
        losses=Listed.of((loss_title(each, name_of(look, each)) for each in lost), MOST_OTHERS),
        units=Listed.of(unit_rows(look), MOST_UNITS),
        stores=Listed.of((_row(look, each) for each in stores), MOST_STORES),
        unprotected=wording.some(
            [_name(look, each) for each in stores if each.is_protected is False]
        ),
        missing=tuple(_missing(look, stores[:MOST_STORES], index)),
        others=Listed.of(
            (_other(each) for each in sorted(others, key=partial(urgency, look))), MOST_OTHERS
        ),
        contradicting=_saying(said, Says.CONTRADICTS),
        suggesting=_saying(said, Says.SUGGESTS),
        supporting=_saying(said, Says.SUPPORTS),
        cuts=Listed.of((_cut(each) for each in look.examination.plans), MOST_CUTS),
        unknown=Listed.of(inspection.unknown, MOST_OTHERS),
        remarks=Listed.of(inspection.reading.remarks, MOST_REMARKS),
    )


def linked_stores(look: Look) -> list[Found]:
    """The stores of the assessment in the files, in its order."""
    return [look.inspection.at[place] for place in sorted(look.linked, key=look.linked.__getitem__)]


def gap_lines(look: Look) -> Iterator[str]:
    """The lines of sources of everything that is missing."""
    for found in linked_stores(look):
        for gap in found.protection.gaps if found.protection else ():
            yield wording.source_line(look.catalog, gap.sources)


def _row(look: Look, found: Found) -> StoreRow:
    store, protection = linked_store(look, found), found.protection
    in_place = (*protection.by, *protection.by_default) if protection else ()
    return StoreRow(
        name=store.name if store else "",
        address=found.resource.address,
        type=found.about.type,
        unit=found.resource.unit,
        protected=protected_text(found),
        in_place=", ".join(in_place),
    )


def _missing(look: Look, stores: Sequence[Found], index: SourceIndex) -> Iterator[MissingSetting]:
    """What is missing, once for all stores that it is missing for."""
    names: dict[tuple[str, str], list[str]] = {}
    gaps: dict[tuple[str, str], Gap] = {}
    for found in stores:
        for gap in found.protection.gaps if found.protection else ():
            key = (gap.setting, gap.write)
            gaps.setdefault(key, gap)
            names.setdefault(key, []).append(_name(look, found))
    for key, gap in gaps.items():
        yield MissingSetting(
            setting=gap.setting,
            because=gap.because,
            write=gap.write,
            trap=gap.trap,
            stores=wording.some(list(dict.fromkeys(names[key]))),
            refs=index.refs(wording.source_line(look.catalog, gap.sources)),
        )


def _name(look: Look, found: Found) -> str:
    store = linked_store(look, found)
    return store.name if store else found.resource.address


def _other(found: Found) -> str:
    text = f"{found.resource.address} ({found.about.type})"
    return _("%s: not protected") % text if found.is_protected is False else text


def _saying(said: Sequence[EvidenceView], says: Says) -> Listed[Answered]:
    """The same of several stores is said once."""
    alike: dict[tuple[str, ...], list[EvidenceView]] = {}
    for each in said:
        if each.says == says:
            key = (each.question, each.answer, each.option, each.because)
            alike.setdefault(key, []).append(each)
    return Listed.of((_answered(each) for each in alike.values()), MOST_SAID)


def _answered(alike: Sequence[EvidenceView]) -> Answered:
    first = alike[0]
    return Answered(
        title=first.title,
        answer=first.answer,
        suggested=first.option_title,
        because=first.because,
        shown_by=first.shown_by if len(alike) == 1 else "",
        stores=wording.some([each.store for each in alike if each.store]),
    )


def _cut(plan: Plan) -> PrintedCut:
    split, cut = plan.split, plan.split.cut
    links = sorted(split.links, key=lambda each: not each.is_backward)
    return PrintedCut(
        unit=cut.unit.name,
        crossings=_crossings(len(cut.between), cut.lower),
        units=tuple(
            UnitOfCut(each.name, _what(each), _some(each.holds), ", ".join(each.reads))
            for each in split.units
        ),
        links=Listed.of((_link(each) for each in links), MOST_LINKS),
        moving=Listed.of((each.resource.address for each in cut.moving), MOST_MOVING),
        warnings=tuple(each.text for each in plan.warnings),
        preconditions=plan.move.preconditions if plan.move else (),
    )


def _crossings(count: int, lower: int) -> str:
    crossing = ngettext(
        "%d reference crosses the border.", "%d references cross the border.", count
    ) % count  # fmt: skip
    below = ngettext(
        "%d more leads from the stores to the foundation.",
        "%d more lead from the stores to the foundation.",
        lower,
    ) % lower  # fmt: skip
    return f"{crossing} {below}" if lower else crossing


def _what(unit: ProposedUnit) -> str:
    if unit.role is Role.APPLICATION and unit.stores:
        return ngettext(
            "the rest of the unit of today, still with %d store",
            "the rest of the unit of today, still with %d stores",
            len(unit.stores),
        ) % len(unit.stores)  # fmt: skip
    return {
        Role.FOUNDATION: _("what the others need"),
        Role.DATA: _("the stores"),
        Role.APPLICATION: _("the rest of the unit of today"),
    }[unit.role]


def _some(found: Sequence[Found]) -> str:
    """A few addresses, those that keep data first, and how many more."""
    ordered = sorted(found, key=lambda each: not each.is_store)
    named = [each.resource.address for each in ordered[:MOST_NAMED]]
    if len(ordered) > MOST_NAMED:
        named.append(_("%d more") % (len(ordered) - MOST_NAMED))
    return ", ".join(named)


def _link(link: Link) -> LinkRow:
    publish = link.publish
    said = (publish.text, publish.warning) if publish else ()
    return LinkRow(
        link.reader.resource.address,
        link.read.resource.address,
        link.is_backward,
        " ".join(each for each in said if each),
    )
