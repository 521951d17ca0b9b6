"""What the files say: concerns, stores with their protection, evidence, and where to cut."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from decision.domain.resources import Gap, Guard
from decision.inspection import Found
from decision.inspection.concerns import Rule
from decision.inspection.cuts import Cut
from decision.inspection.evidence import Evidence, Says
from decision.models import Store
from decision.readers.shapes import Change, Place
from decision.web.presenters import wording
from decision.web.presenters.due import DueItem
from decision.web.presenters.infrastructure.changes import Changes, changes
from decision.web.presenters.infrastructure.look import Look, basis_text, protected_text
from decision.web.presenters.infrastructure.proposal import (
    TypeRow,
    UnitRow,
    decided_types,
    unit_rows,
    unknown_types,
)

#: So many of anything are shown one by one; counts are of all.
MOST_SHOWN = 100
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class ConcernView:
    """Something to look at at once; ``url`` leads to where it is explained."""

    title: str
    text: str
    is_loss: bool
    url: str


@dataclass(frozen=True, slots=True)
class StoreView:
    """A store in the files. ``name`` is empty for one that the assessment does not have."""

    id: str
    name: str
    address: str
    unit: str
    type: str
    kind: str
    zone: str
    zone_label: str
    basis: str
    protected: str
    state: str
    change: str
    in_place: tuple[str, ...]
    by_default: tuple[str, ...]
    gaps: tuple[DueItem, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What the files say of one answer; ``option`` is empty where nothing can be adopted."""

    says: str
    title: str
    url: str
    store: str
    number: int | None
    question: str
    because: str
    shown_by: str
    answer: str
    is_filled_in: bool
    option: str
    option_title: str
    seen: int
    source: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the files say in one way; ``count`` is of all, ``left_out`` of those not shown."""

    shown: tuple[EvidenceView, ...]
    count: int

    @property
    def left_out(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True, slots=True)
class CrossingView:
    source: str
    target: str
    kinds: str
    is_backward: bool


@dataclass(frozen=True, slots=True)
class CutView:
    """How one unit comes apart; ``left_out`` are crossings beyond those that are shown."""

    id: str
    unit: str
    stores: tuple[str, ...]
    crossings: tuple[CrossingView, ...]
    left_out: int
    backward: int
    moving: tuple[str, ...]
    moving_left_out: int
    foundation: tuple[str, ...]
    inbound: tuple[tuple[str, str], ...]
    is_smallest: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """The page "What the files say"."""

    read_at: datetime
    units: tuple[UnitRow, ...]
    resources: int
    stateful: int
    edges: int
    concerns: tuple[ConcernView, ...]
    concerns_left_out: int
    stores: tuple[StoreView, ...]
    stores_left_out: int
    contradicting: Said
    supporting: Said
    suggesting: Said
    cuts: tuple[CutView, ...]
    unknown: tuple[TypeRow, ...]
    decided: tuple[TypeRow, ...]
    remarks: tuple[str, ...]
    changes: Changes | None


def findings(look: Look) -> Findings:
    found = look.examination
    ids = {each.place: f"store-{n}" for n, each in enumerate(look.inspection.stores, start=1)}
    concerns = [each for each in found.concerns if each.rule is not Rule.CONTRADICTION]
    said = [view for each in found.evidence if (view := _evidence(look, each)) is not None]
    stores = sorted(look.inspection.stores, key=_urgency)
    before = look.row.before
    return Findings(
        read_at=look.row.read_at,
        units=unit_rows(look),
        resources=len(look.inspection.found),
        stateful=sum(each.is_stateful for each in look.inspection.found),
        edges=look.edges,
        concerns=tuple(
            _concern(look, each.rule, each.found, ids)
            for each in concerns[:MOST_SHOWN]
            if each.found is not None
        ),
        concerns_left_out=max(0, len(concerns) - MOST_SHOWN),
        stores=tuple(_store(look, each, ids[each.place]) for each in stores[:MOST_SHOWN]),
        stores_left_out=max(0, len(stores) - MOST_SHOWN),
        contradicting=_saying(said, Says.CONTRADICTS),
        supporting=_saying(said, Says.SUPPORTS),
        suggesting=_saying(said, Says.SUGGESTS),
        cuts=tuple(_cut(each, number) for number, each in enumerate(found.cuts, start=1)),
        unknown=unknown_types(look),
        decided=decided_types(look),
        remarks=look.inspection.reading.remarks,
        changes=changes(look, None if before is None else [Place(*each) for each in before]),
    )


def _saying(said: list[EvidenceView], says: Says) -> Said:
    found = [each for each in said if each.says == says]
    return Said(tuple(found[:MOST_SHOWN]), len(found))


def _urgency(found: Found) -> int:
    """What is lost first, then what nothing protects, then what the files do not show."""
    if found.is_lost:
        return 0
    return {False: 1, None: 2, True: 3}[found.is_protected]


def _concern(look: Look, rule: Rule, found: Found | None, ids: dict[Place, str]) -> ConcernView:
    assert found is not None
    url = f"#{ids[found.place]}" if found.place in ids else ""
    name = _name(look, found)
    if rule is Rule.REPLACE:
        return ConcernView(_loss_title(found, name), _loss_text(found), True, url)
    guards = found.protection.open_guards if found.protection else ()
    against = wording.joined([_guard(each) for each in guards], _("and"))
    title = _("“%s” is not protected") % name
    return ConcernView(title, _("Nothing in the files holds off %s.") % against, False, url)


def _name(look: Look, found: Found) -> str:
    """The name of the store that a resource is, with its address; the address of any other."""
    store, address = _linked(look, found), found.resource.address
    return f"{store.name} ({address})" if store and store.name != address else address


def _loss_title(found: Found, name: str) -> str:
    if found.resource.change is Change.REPLACE:
        return _("The plan would replace “%s”") % name
    return _("The plan would destroy “%s”") % name


def _loss_text(found: Found) -> str:
    if found.about.holds_data:
        return _("It is stateful (%s): its data goes with it.") % found.about.type
    return _("It is stateful (%s): others know it by its name.") % found.about.type


def _guard(guard: Guard) -> str:
    return {
        Guard.DELETION: _("deletion"),
        Guard.REPLACEMENT: _("replacement"),
        Guard.CONTENTS: _("the deletion of what lies within"),
        Guard.RECOVERY: _("a loss without a way back"),
    }[guard]


def _linked(look: Look, found: Found | None) -> Store | None:
    place = look.linked.get(found.place) if found is not None else None
    return look.flow.sheet.stores[place] if place is not None else None


def _store(look: Look, found: Found, id: str) -> StoreView:
    store, protection = _linked(look, found), found.protection
    return StoreView(
        id=id,
        name=store.name if store else "",
        address=found.resource.address,
        unit=found.resource.unit,
        type=found.about.type,
        kind=look.kind_title(found),
        zone=found.about.zone or "",
        zone_label=look.zone_title(found),
        basis=basis_text(found),
        protected=protected_text(found),
        state={True: "done", False: "to-do", None: "unknown"}[found.is_protected],
        change=_loss_title(found, found.resource.address) if found.is_lost else "",
        in_place=protection.by if protection else (),
        by_default=protection.by_default if protection else (),
        gaps=tuple(
            _gap(look, gap, f"{id}-{number}")
            for number, gap in enumerate(protection.gaps if protection else (), start=1)
        ),
    )


def _gap(look: Look, gap: Gap, id: str) -> DueItem:
    against = wording.joined([_guard(each) for each in gap.against], _("and"))
    title = _("%(setting)s: against %(against)s") if against else "%(setting)s"
    return DueItem(
        id=id,
        title=title % {"setting": gap.setting, "against": against},
        because=gap.because,
        source=wording.source_line(look.catalog, gap.sources),
        setting=gap.write,
        setting_title=gap.setting,
        trap=gap.trap,
    )


def _evidence(look: Look, said: Evidence) -> EvidenceView | None:
    """None for what is about a store that the assessment does not have."""
    store = _linked(look, said.found)
    if said.found is not None and store is None:
        return None
    number = store.number if store else None
    step = look.steps.get((number, said.question))
    row = look.flow.sheet.answer(number, said.question)
    known = {option.id for option in step.question.options} if step else set()
    can_adopt = said.says is not Says.SUPPORTS and said.option in known
    named = list(said.shown_by[:MOST_NAMED])
    if len(said.shown_by) > MOST_NAMED:
        named.append(_("%d more") % (len(said.shown_by) - MOST_NAMED))
    says, answer = said.says, said.answer
    if says is Says.SUGGESTS and step and step.prefilled == said.option:
        # What the kind of the store fills in counts already, and is the same.
        says, answer, can_adopt = Says.SUPPORTS, said.option, False
    return EvidenceView(
        says=says.value,
        title=wording.asked(look.catalog, said.question),
        url=step.url if step else "",
        store=store.name if store else "",
        number=number,
        question=said.question,
        because=said.because,
        shown_by=", ".join(named),
        answer=_answer(look, said.question, answer),
        is_filled_in=answer != said.answer,
        option=(said.option or "") if can_adopt else "",
        option_title=wording.option_title(look.catalog, said.question, said.option)
        if can_adopt
        else "",
        seen=row.revision if row else 0,
        source=wording.source_line(look.catalog, said.sources),
    )


def _answer(look: Look, question: str, option: str | None) -> str:
    """An answer in words; empty where there is none."""
    return wording.option_title(look.catalog, question, option) if option else ""


def adoptable(look: Look, number: int | None, question: str, option: str) -> EvidenceView | None:
    """What the files suggest for one question, if it is this option."""
    said = (_evidence(look, each) for each in look.examination.evidence)
    wanted = (number, question, option)
    return next(
        (each for each in said if each and (each.number, each.question, each.option) == wanted),
        None,
    )


def _cut(cut: Cut, number: int) -> CutView:
    crossings = [
        CrossingView(
            each.source.resource.address,
            each.target.resource.address,
            ", ".join(each.kinds),
            each.is_backward,
        )
        # What is kept and would depend on what is thrown away comes first.
        for each in sorted(cut.crossings, key=lambda each: not each.is_backward)
    ]
    return CutView(
        id=f"cut-{number}",
        unit=cut.unit.name,
        stores=_addresses(cut.stores),
        crossings=tuple(crossings[:MOST_SHOWN]),
        left_out=max(0, len(crossings) - MOST_SHOWN),
        backward=sum(each.is_backward for each in crossings),
        moving=_addresses(cut.moving[:MOST_SHOWN]),
        moving_left_out=max(0, len(cut.moving) - MOST_SHOWN),
        foundation=_addresses(cut.foundation[:MOST_SHOWN]),
        inbound=tuple(
            (f"{edge.source.unit}: {edge.source.address}", edge.target.address)
            for edge in cut.inbound[:MOST_SHOWN]
        ),
        is_smallest=cut.is_smallest,
    )


def _addresses(found: tuple[Found, ...]) -> tuple[str, ...]:
    return tuple(each.resource.address for each in found)
