"""Stores that should stay with their application, and how they are protected there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.advice import ANY_TOOL
from decision.domain.recommendation import StoreRecommendation
from decision.domain.resources import Gap
from decision.domain.vocabulary import Result
from decision.inspection.found import Found, Inspection
from decision.readers.shapes import Place


@dataclass(frozen=True, slots=True)
class Stay:
    """A store whose verdict is together, in one unit with the application.

    ``store`` is its name in the answers; ``measures`` are ids of guardrails that are due for it and
    no setting of its own: rights, the pipeline, backups.
    """

    found: Found
    store: str
    measures: tuple[str, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing or not shown, with the exact setting."""
        return self.found.protection.gaps if self.found.protection else ()


def stays(
    catalog: Catalog,
    inspection: Inspection,
    recommended: Sequence[StoreRecommendation],
    places: Mapping[Place, int],
) -> Iterator[Stay]:
    """In the order of the files. ``places``: which of the recommended stores is which resource."""
    if not places:
        return
    running = {each.resource.unit for each in inspection.found if each.runs}
    general = {each.id for each in catalog.rulebook.guardrails if each.tool == ANY_TOOL}
    for each in inspection.stores:
        about = recommended[places[each.place]] if each.place in places else None
        if about and about.verdict is Result.TOGETHER and each.resource.unit in running:
            yield Stay(each, about.name, tuple(id for id in about.guardrails if id in general))
