"""Everything that files say of a system, and of a team's answers about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.recommendation import recommend
from decision.domain.vocabulary import Result
from decision.inspection.concerns import Concern, concerns
from decision.inspection.cuts import Cut, cuts
from decision.inspection.evidence import Evidence, evidence
from decision.inspection.found import Inspection, inspected
from decision.inspection.matching import matched
from decision.inspection.moves import Plan, planned
from decision.inspection.staying import Stay, stays
from decision.readers.shapes import Place, Reading


@dataclass(frozen=True)
class Examination:
    """The resources, what they say of answers, where to cut, and what gives cause for concern."""

    inspection: Inspection
    evidence: tuple[Evidence, ...]
    cuts: tuple[Cut, ...]
    concerns: tuple[Concern, ...]
    catalog: Catalog
    stays: tuple[Stay, ...] = ()

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """What is proposed for each cut, in the same order; made when it is asked for."""
        return tuple(planned(self.catalog, self.inspection, each) for each in self.cuts)


def examine(
    catalog: Catalog,
    reading: Reading,
    system: System | None = None,
    places: Mapping[Place, int] | None = None,
    decided: Mapping[str, bool] | None = None,
) -> Examination:
    """Examine a reading, with the answers of a ``system`` if there are any.

    ``places``: which store of the system is which resource (as far as can be told by default);
    ``decided``: whether types that nobody knows are stateful. Cuts are for the stores that should
    be separate by the answers, while the others of the system stay and what is none of them may go
    with either; without answers, for all that are worth it. ``stays`` are those that the answers
    keep together with the application.
    """
    inspection = inspected(catalog, reading, decided)
    if places is None:
        places = matched(inspection, system) if system is not None else {}
    said = evidence(catalog, inspection, system, places)
    recommended = recommend(catalog.rulebook, system).stores if system is not None else None
    separate = staying = None
    if recommended is not None:
        separate = {
            place
            for place, number in places.items()
            if recommended[number].verdict is Result.SEPARATE
        }
        staying = places.keys() - separate
    return Examination(
        inspection,
        tuple(said),
        tuple(cuts(catalog, inspection, separate, staying)),
        tuple(concerns(inspection, said, places)),
        catalog,
        tuple(stays(catalog, inspection, recommended or (), places)),
    )
