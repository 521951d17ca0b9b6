"""What everybody in a workshop sees of where it is: the step, the timer, the subject."""

from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.workshop.progress import Stage
from decision.models import Item, Workshop
from decision.web.presenters.workshop.subjects import Subject, subject_of


@dataclass(frozen=True, slots=True)
class Scene:
    """The step that all screens follow; ``subject`` is what is voted on, if anything."""

    workshop: Workshop
    item: Item | None
    subject: Subject | None
    total: int

    @property
    def name(self) -> str:
        """Which of its faces a screen shows: lobby, voting, revealed, settled, verdict, end…"""
        if self.item is None:
            return "lobby" if self.workshop.showing == "item" else str(self.workshop.showing)
        return self.item.stage

    @property
    def is_voting(self) -> bool:
        return self.item is not None and self.item.stage == Stage.VOTING

    @property
    def timer(self) -> int | None:
        return self.workshop.seconds_left()

    @property
    def clock(self) -> str:
        """The timer in minutes and seconds, as a browser without JavaScript shows it."""
        left = self.timer or 0
        return f"{left // 60}:{left % 60:02d}"

    @property
    def timer_runs(self) -> bool:
        return self.workshop.timer_ends_at is not None


def scene_of(catalog: Catalog, workshop: Workshop, items: int, item: Item | None) -> Scene:
    shown = item if workshop.showing == "item" else None
    subject = subject_of(catalog, workshop, shown) if shown else None
    return Scene(workshop, shown, subject, items)
