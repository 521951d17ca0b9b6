"""The report's chapter about the workshop that an assessment was agreed in."""

from dataclasses import dataclass
from datetime import date

from decision import queries
from decision.content import catalog_for
from decision.models import ActionPoint, Assessment
from decision.web.presenters.workshop.exports import day_of
from decision.web.presenters.workshop.summary import Summary, summary_of


@dataclass(frozen=True, slots=True)
class WorkshopChapter:
    """What the chapter prints: the same summary that the facilitator sees, and nothing more."""

    title: str
    day: str
    is_rehearsal: bool
    summary: Summary
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
        is_rehearsal=workshop.is_rehearsal,
        summary=summary_of(catalog_for(workshop.edition_id), queries.hall(workshop)),
        action_points=tuple(workshop.action_points.all()),
        next_review=workshop.next_review,
    )
