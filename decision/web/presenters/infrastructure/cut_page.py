"""The page of one cut: proposed units, what they publish, and how the stores move."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from decision.catalog import Catalog
from decision.inspection import Found
from decision.inspection.cuts import Cut, cuts
from decision.inspection.moves import Link, Move, Plan, ProposedUnit, Role, Warned, planned
from decision.inspection.moves.writing import FILL_IN
from decision.web.presenters import wording
from decision.web.presenters.infrastructure.cut_files import FileView, file_views
from decision.web.presenters.infrastructure.cutting import (
    Choice,
    chosen,
    store_token,
    stores_of,
    unit_slug,
)
from decision.web.presenters.infrastructure.look import MOST_SHOWN, Look

#: So many resources are named in the card of a proposed unit.
MOST_HELD = 12
#: Warnings that come before everything else on the page.
STOPS = ("pending",)


@dataclass(frozen=True, slots=True)
class Held:
    address: str
    type: str
    is_store: bool


@dataclass(frozen=True, slots=True)
class UnitView:
    """A proposed unit; ``rest`` are the resources behind the first few; ``keeps`` says what would
    be lost with the application, if anything may be."""

    name: str
    role: Role
    title: str
    text: str
    keeps: str
    is_new: bool
    count: int
    holds: tuple[Held, ...]
    rest: tuple[Held, ...]
    left_out: int
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """A reference between two proposed units, and what is published instead."""

    reader: str
    read: str
    kinds: str
    direction: str
    is_backward: bool
    published_as: str
    text: str
    warning: str
    source: str


@dataclass(frozen=True, slots=True)
class Links:
    shown: tuple[LinkView, ...]
    count: int

    @property
    def left_out(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True, slots=True)
class WarningView:
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class MoveView:
    title: str
    preconditions: tuple[str, ...]
    files: tuple[FileView, ...]
    steps: tuple[str, ...]
    back: tuple[str, ...]
    source: str
    fill_in: str  # what stands for values in the files; empty where nothing is left open


@dataclass(frozen=True, slots=True)
class CutPage:
    """``query`` keeps a choice of stores in addresses; empty for what the answers lead to.

    ``between`` counts the references between stores and application, ``lower`` what the stores
    read from a foundation; ``crossings`` are both. ``stops`` are warnings after which there is
    nothing to do here before something else is done. ``is_smallest`` is none where nothing is
    said of it.
    """

    unit: str
    slug: str
    query: str
    stores: tuple[str, ...]
    choices: tuple[Choice, ...]
    choices_left_out: int
    resources: int
    moving: int
    foundation: int
    between: int
    lower: int
    crossings: Links
    to_foundation: Links
    backward: int
    inbound: tuple[tuple[str, str, str], ...]
    inbound_left_out: int
    is_smallest: bool | None
    units: tuple[UnitView, ...]
    stops: tuple[WarningView, ...]
    warnings: tuple[WarningView, ...]
    move: MoveView | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """One unit, and the cut that is asked for, if it can be made.

    ``tokens`` are the stores that somebody ticked; none for what the answers lead to.
    """

    look: Look
    unit: str
    tokens: Collection[str] | None

    @property
    def stores(self) -> list[Found]:
        return stores_of(self.look.inspection, self.unit)

    def cut(self) -> Cut | None:
        if self.tokens is None:
            found = self.look.examination.cuts
        else:
            places = {each.place for each in chosen(self.stores, self.tokens)}
            found = tuple(cuts(self.look.catalog, self.look.inspection, places))
        return next((each for each in found if each.unit.name == self.unit), None)

    def plan(self) -> Plan | None:
        cut = self.cut()
        return planned(self.look.catalog, self.look.inspection, cut) if cut else None

    @property
    def query(self) -> str:
        if self.tokens is None:
            return ""
        known = [store_token(each) for each in chosen(self.stores, self.tokens)]
        return urlencode([("choose", "1"), *(("store", each) for each in known)])


def unit_called(look: Look, slug: str) -> str | None:
    """The name of the unit that an address means."""
    names = (each.name for each in look.inspection.units)
    return next((name for name in names if unit_slug(name) == slug), None)


def choices(asked: Chosen, apart: Iterable[Found]) -> tuple[Choice, ...]:
    """The stores of the unit, those ticked that come apart."""
    ticked = {each.place for each in apart}
    return tuple(
        Choice(
            token=store_token(each),
            address=each.resource.address,
            type=each.about.type,
            kind=asked.look.kind_title(each),
            is_ticked=each.place in ticked,
        )
        for each in asked.stores[:MOST_SHOWN]
    )


def cut_page(asked: Chosen, plan: Plan) -> CutPage:
    catalog, cut = asked.look.catalog, plan.split.cut
    links, crossing = plan.split.links, len(cut.crossings)
    return CutPage(
        unit=asked.unit,
        slug=unit_slug(asked.unit),
        query=asked.query,
        stores=tuple(each.resource.address for each in cut.stores[:MOST_SHOWN]),
        choices=choices(asked, cut.moving),
        choices_left_out=max(0, len(asked.stores) - MOST_SHOWN),
        resources=len(cut.unit.resources),
        moving=len(cut.moving),
        foundation=len(cut.foundation),
        between=len(cut.between),
        lower=cut.lower,
        # What is kept and would depend on what is thrown away comes first.
        crossings=_links(catalog, sorted(links[:crossing], key=lambda each: not each.is_backward)),
        to_foundation=_links(catalog, links[crossing:]),
        backward=sum(each.is_backward for each in links),
        inbound=tuple(
            (f"{edge.source.unit}: {edge.source.address}", edge.target.address, edge.kind)
            for edge in cut.inbound[:MOST_SHOWN]
        ),
        inbound_left_out=max(0, len(cut.inbound) - MOST_SHOWN),
        # With a foundation below both, other cuts could be as good.
        is_smallest=None if cut.foundation and cut.is_smallest else cut.is_smallest,
        units=tuple(_unit(each) for each in plan.split.units),
        stops=_warnings(catalog, (each for each in plan.warnings if each.id in STOPS)),
        warnings=_warnings(catalog, (each for each in plan.warnings if each.id not in STOPS)),
        move=_move(catalog, plan.move, asked.query) if plan.move else None,
    )


def _warnings(catalog: Catalog, found: Iterable[Warned]) -> tuple[WarningView, ...]:
    return tuple(
        WarningView(each.text, wording.source_line(catalog, each.sources)) for each in found
    )


def _unit(unit: ProposedUnit) -> UnitView:
    holds = [
        Held(each.resource.address, each.resource.type, each.is_store)
        for each in unit.holds[:MOST_SHOWN]
    ]
    title, text = {
        Role.FOUNDATION: (_("Foundation"), _("What the units above it need. It is kept.")),
        Role.DATA: (_("Data"), _("The stores, and what belongs to them. It is kept.")),
        Role.APPLICATION: (
            _("Application"),
            _application(unit),
        ),
    }[unit.role]
    return UnitView(
        name=unit.name,
        role=unit.role,
        title=title,
        text=text,
        keeps=_keeps(unit) if unit.role is Role.APPLICATION else "",
        is_new=unit.is_new,
        count=len(unit.holds),
        holds=tuple(holds[:MOST_HELD]),
        rest=tuple(holds[MOST_HELD:]),
        left_out=max(0, len(unit.holds) - MOST_SHOWN),
        reads=unit.reads,
    )


def _application(unit: ProposedUnit) -> str:
    if unit.stores or unit.unsure:
        return _("The unit of today without what moved.")
    return _("The unit of today without what moved. It can be thrown away and made again.")


def _keeps(unit: ProposedUnit) -> str:
    """What would be lost if somebody threw the unit away."""
    stores, unsure = len(unit.stores), len(unit.unsure)
    still = ngettext(
        "It still holds %(count)d store: %(named)s. Throwing it away loses data.",
        "It still holds %(count)d stores: %(named)s. Throwing it away loses data.",
        stores,
    ) % {"count": stores, "named": _named(unit.stores)}  # fmt: skip
    maybe = ngettext(
        "%(count)d resource in it may keep something, or is of a type that nobody knows: "
        "%(named)s. Look at it before you throw the unit away.",
        "%(count)d resources in it may keep something, or are of types that nobody knows: "
        "%(named)s. Look at them before you throw the unit away.",
        unsure,
    ) % {"count": unsure, "named": _named(unit.unsure)}  # fmt: skip
    return " ".join([still] * bool(stores) + [maybe] * bool(unsure))


def _named(found: Collection[Found]) -> str:
    return wording.some([each.resource.address for each in found])


def _links(catalog: Catalog, links: Iterable[Link]) -> Links:
    found = list(links)
    return Links(tuple(_link(catalog, each) for each in found[:MOST_SHOWN]), len(found))


def _link(catalog: Catalog, link: Link) -> LinkView:
    names = {
        Role.FOUNDATION: _("foundation"),
        Role.DATA: _("data"),
        Role.APPLICATION: _("application"),
    }
    publish = link.publish
    return LinkView(
        reader=link.reader.resource.address,
        read=link.read.resource.address,
        kinds=", ".join(link.kinds),
        direction=_("%(reader)s reads %(read)s")
        % {"reader": names[link.to], "read": names[link.of]},
        is_backward=link.is_backward,
        published_as=published_title(publish.published_as) if publish else "",
        text=publish.text if publish else "",
        warning=(publish.warning or "") if publish else "",
        source=wording.source_line(catalog, publish.sources) if publish else "",
    )


def published_title(published_as: str) -> str:
    return {
        "output": _("an output"),
        "parameter": _("a parameter"),
        "secret-id": _("the id of a secret"),
        "name": _("a name"),
        "order": _("nothing: only the order counts"),
    }.get(published_as, published_as)


def _move(catalog: Catalog, move: Move, query: str) -> MoveView:
    return MoveView(
        title=move.title,
        preconditions=move.preconditions,
        files=file_views(move, query),
        steps=move.steps,
        back=move.back,
        source=wording.source_line(catalog, move.sources),
        fill_in=FILL_IN if any(FILL_IN in each.text for each in move.files) else "",
    )
