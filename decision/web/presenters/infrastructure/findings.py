"""What the files say: concerns, stores with their protection, evidence, and where to cut."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice

from decision.inspection import Found
from decision.inspection.concerns import Concern, Rule
from decision.inspection.evidence import Says
from decision.readers.shapes import Place
from decision.web.presenters.infrastructure.changes import Changes, changes
from decision.web.presenters.infrastructure.cutting import (
    CutCard,
    PossibleCut,
    cut_card,
    possible_cuts,
)
from decision.web.presenters.infrastructure.evidence import Said, evidence_view, saying
from decision.web.presenters.infrastructure.look import MOST_SHOWN, Look
from decision.web.presenters.infrastructure.proposal import (
    TypeRow,
    UnitRow,
    decided_types,
    unit_rows,
    unknown_types,
)
from decision.web.presenters.infrastructure.staying import StayView, stay_view
from decision.web.presenters.infrastructure.stores import (
    ConcernView,
    StoreView,
    concern_view,
    store_view,
    urgency,
)


@dataclass(frozen=True, slots=True)
class Listed[T]:
    """The first of many; ``count`` is of all."""

    shown: tuple[T, ...]
    count: int

    @property
    def left_out(self) -> int:
        return self.count - len(self.shown)


@dataclass(frozen=True, slots=True)
class Unprotected(Listed[ConcernView]):
    """What nothing protects; ``common`` says against what, if it is the same for all."""

    common: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """The page "What the files say"."""

    read_at: datetime
    units: tuple[UnitRow, ...]
    resources: int
    stateful: int
    edges: int
    losses: Listed[ConcernView]
    unprotected: Unprotected
    stores: tuple[StoreView, ...]
    stores_left_out: int
    contradicting: Said
    supporting: Said
    suggesting: Said
    cuts: tuple[CutCard, ...]
    cuts_left_out: int
    possible_cuts: tuple[PossibleCut, ...]
    stays: tuple[StayView, ...]
    stays_left_out: int
    unknown: tuple[TypeRow, ...]
    decided: tuple[TypeRow, ...]
    remarks: tuple[str, ...]
    changes: Changes | None


def _views(
    look: Look, found: Iterable[Concern], rule: Rule, ids: Mapping[Place, str]
) -> Listed[ConcernView]:
    """The concerns of one kind, the team's own stores first."""
    own = [each for each in found if each.rule is rule and each.found is not None]
    own.sort(key=lambda each: each.found is None or each.found.place not in look.linked)
    shown = (concern_view(look, rule, each.found, dict(ids)) for each in own[:MOST_SHOWN])
    return Listed(tuple(shown), len(own))


def _unprotected(look: Look, found: Iterable[Concern], ids: Mapping[Place, str]) -> Unprotected:
    views = _views(look, found, Rule.UNPROTECTED, ids)
    texts = {each.text for each in views.shown}
    return Unprotected(views.shown, views.count, texts.pop() if len(texts) == 1 else "")


def _order(look: Look, found: Found) -> tuple[bool, int]:
    """The team's own stores first, then by how much each calls for something."""
    return found.place not in look.linked, urgency(look, found)


def findings(look: Look) -> Findings:
    found = look.examination
    ids = {each.place: f"store-{n}" for n, each in enumerate(look.inspection.stores, start=1)}
    said = [view for each in found.evidence if (view := evidence_view(look, each)) is not None]
    stores = sorted(look.inspection.stores, key=partial(_order, look))
    before = look.row.before
    return Findings(
        read_at=look.row.read_at,
        units=unit_rows(look),
        resources=len(look.inspection.found),
        stateful=sum(each.is_stateful for each in look.inspection.found),
        edges=look.edges,
        losses=_views(look, found.concerns, Rule.REPLACE, ids),
        unprotected=_unprotected(look, found.concerns, ids),
        stores=tuple(store_view(look, each, ids[each.place]) for each in stores[:MOST_SHOWN]),
        stores_left_out=max(0, len(stores) - MOST_SHOWN),
        contradicting=saying(said, Says.CONTRADICTS),
        supporting=saying(said, Says.SUPPORTS),
        suggesting=saying(said, Says.SUGGESTS),
        cuts=tuple(cut_card(each, n) for n, each in enumerate(found.cuts[:MOST_SHOWN], start=1)),
        cuts_left_out=max(0, len(found.cuts) - MOST_SHOWN),
        possible_cuts=tuple(
            islice(possible_cuts(look.catalog, look.inspection, found.cuts), MOST_SHOWN)
        ),
        stays=tuple(
            stay_view(look, each, n) for n, each in enumerate(found.stays[:MOST_SHOWN], start=1)
        ),
        stays_left_out=max(0, len(found.stays) - MOST_SHOWN),
        unknown=unknown_types(look),
        decided=decided_types(look),
        remarks=look.inspection.reading.remarks,
        changes=changes(look, None if before is None else [Place(*each) for each in before]),
    )
