"""The report's chapter about the workshop that an assessment was agreed in."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import Final

from decision import queries
from decision.content import UnreadableEdition, catalog_for
from decision.models import ActionPoint, Assessment, Workshop
from decision.web.presenters.workshop.exports import day_of
from decision.web.presenters.workshop.summary import Summary, summary_of

LOGGER: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WorkshopChapter:
    """What the chapter prints: the same summary that the facilitator sees, and nothing more.

    Without ``summary`` the ``edition`` of the workshop cannot be read any more.
    """

    title: str
    day: str
    edition: str
    is_rehearsal: bool
    summary: Summary | None
    action_points: tuple[ActionPoint, ...]
    next_review: date | None


def workshop_chapter(assessment: Assessment) -> WorkshopChapter | None:
    """The chapter about the last workshop that was concluded into it, if there was one."""
    workshop = queries.concluding_workshop(assessment)
    if workshop is None:
        return None
    return WorkshopChapter(
        title=workshop.title,
        day=day_of(workshop),
        edition=workshop.edition.name,
        is_rehearsal=workshop.is_rehearsal,
        summary=_summary(workshop),
        action_points=tuple(workshop.action_points.all()),
        next_review=workshop.next_review,
    )


def _summary(workshop: Workshop) -> Summary | None:
    """An assessment may outlive the edition of its workshop: its report is made all the same."""
    try:
        catalog = catalog_for(workshop.edition_id)
    except UnreadableEdition:
        LOGGER.warning("The stored edition of a workshop cannot be read any more.")
        return None
    return summary_of(catalog, queries.hall(workshop))
