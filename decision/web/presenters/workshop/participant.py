"""The participant's screen as data."""

from collections.abc import Sequence
from dataclasses import dataclass

from decision import queries
from decision.catalog.schema import Card
from decision.content import catalog_for
from decision.domain.workshop.progress import Stage
from decision.models import Item, Pace, Participant
from decision.queries import Ballot
from decision.web.presenters.workshop.counts import Counts, counts_of
from decision.web.presenters.workshop.room_view import Scene, scene_of
from decision.web.presenters.workshop.subjects import Subject, subject_of
from decision.web.workshop_forms import VoteForm


@dataclass(frozen=True, slots=True)
class OwnTask:
    """One question to answer at one's own pace."""

    item: Item
    subject: Subject
    answered: bool


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """What one person sees: the scene, their ballot, and the counts once they are revealed."""

    scene: Scene
    form: VoteForm | None
    voted: str
    counts: Counts | None
    card: Card | None
    tasks: tuple[OwnTask, ...] = ()

    @property
    def done(self) -> int:
        return sum(task.answered for task in self.tasks)


def participant_view(
    participant: Participant, own: Ballot, number: int | None, form: VoteForm | None
) -> ParticipantView:
    workshop = participant.workshop
    catalog = catalog_for(workshop.edition)
    hall = queries.hall(workshop)
    tasks: tuple[OwnTask, ...] = ()
    shown = hall.current if workshop.showing == "item" else None
    if workshop.pace == Pace.OWN and workshop.showing == "lobby":
        tasks = _tasks(own, hall.items, [subject_of(catalog, workshop, i) for i in hall.items])
        shown = _chosen(tasks, number)
    scene = scene_of(catalog, workshop, len(hall.items), hall.current)
    if shown is None:
        return ParticipantView(scene, None, "", None, None, tasks)
    subject = subject_of(catalog, workshop, shown)
    scene = Scene(workshop, shown, subject, len(hall.items))
    mine = own.vote(shown, shown.round)
    if shown.stage == Stage.VOTING:
        form = form or VoteForm(subject, initial=_initial(own, shown))
    else:
        form = None
    revealed = shown.revealed > 0 and shown.stage != Stage.VOTING
    return ParticipantView(
        scene,
        form,
        subject.title_of(mine.option) if mine else "",
        counts_of(hall, shown, subject) if revealed else None,
        catalog.cards[shown.name] if subject.is_card and shown.revealed else None,
        tasks,
    )


def _initial(own: Ballot, item: Item) -> dict[str, object]:
    """The ballot as it was cast; in the second round it begins with the first vote."""
    vote = own.vote(item, item.round) or own.vote(item, item.round - 1)
    initial: dict[str, object] = {"round": item.round}
    return initial | ({"option": vote.option, "reason": vote.reason} if vote else {})


def _tasks(own: Ballot, items: Sequence[Item], subjects: Sequence[Subject]) -> tuple[OwnTask, ...]:
    return tuple(
        OwnTask(item, subject, own.vote(item, item.round) is not None)
        for item, subject in zip(items, subjects, strict=True)
        if item.stage == Stage.VOTING
    )


def _chosen(tasks: Sequence[OwnTask], number: int | None) -> Item | None:
    """The item that was asked for, else the first one without an answer."""
    if number is not None:
        return next((task.item for task in tasks if task.item.position == number), None)
    return next((task.item for task in tasks if not task.answered), None)
