"""Stores that stay with the application, and how they are protected there."""

from dataclasses import dataclass

from decision.catalog import Catalog
from decision.inspection.staying import Stay
from decision.web.presenters import wording
from decision.web.presenters.due import DueItem
from decision.web.presenters.infrastructure.look import Look, protected_text, protection_status
from decision.web.presenters.infrastructure.stores import gap_items


@dataclass(frozen=True, slots=True)
class StayView:
    """A store with the settings that it lacks; ``measures`` are due besides settings of its own."""

    name: str
    address: str
    unit: str
    protected: str
    state: str
    gaps: tuple[DueItem, ...]
    measures: tuple[DueItem, ...]


def stay_view(look: Look, stay: Stay, number: int) -> StayView:
    id, found = f"stay-{number}", stay.found
    return StayView(
        name=stay.store,
        address=found.resource.address,
        unit=found.resource.unit,
        protected=protected_text(found),
        state=protection_status(found),
        gaps=gap_items(look, found, id),
        measures=tuple(
            _measure(look.catalog, each, f"{id}-{each}")
            for each in stay.measures
            if each in look.catalog.guardrails
        ),
    )


def _measure(catalog: Catalog, guardrail: str, id: str) -> DueItem:
    about = catalog.guardrails[guardrail]
    return DueItem(
        id=id,
        title=about.title,
        because=about.because,
        source=wording.source_line(catalog, about.sources),
        setting=about.setting,
        trap=about.trap or "",
    )
