"""What the files say: concerns, stores with their protection, evidence, and where to cut."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice

from decision.inspection.concerns import Rule
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
    cuts: tuple[CutCard, ...]
    cuts_left_out: int
    possible_cuts: tuple[PossibleCut, ...]
    stays: tuple[StayView, ...]
    stays_left_out: int
    unknown: tuple[TypeRow, ...]
    decided: tuple[TypeRow, ...]
    remarks: tuple[str, ...]
    changes: Changes | None


def findings(look: Look) -> Findings:
    found = look.examination
    ids = {each.place: f"store-{n}" for n, each in enumerate(look.inspection.stores, start=1)}
    concerns = [each for each in found.concerns if each.rule is not Rule.CONTRADICTION]
    said = [view for each in found.evidence if (view := evidence_view(look, each)) is not None]
    stores = sorted(look.inspection.stores, key=partial(urgency, look))
    before = look.row.before
    return Findings(
        read_at=look.row.read_at,
        units=unit_rows(look),
        resources=len(look.inspection.found),
        stateful=sum(each.is_stateful for each in look.inspection.found),
        edges=look.edges,
        concerns=tuple(
            concern_view(look, each.rule, each.found, ids)
            for each in concerns[:MOST_SHOWN]
            if each.found is not None
        ),
        concerns_left_out=max(0, len(concerns) - MOST_SHOWN),
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
