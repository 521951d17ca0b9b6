"""The participant's screen as data."""

from dataclasses import dataclass, replace

from decision import queries
from decision.catalog import Catalog
from decision.catalog.schema import Card
from decision.content import catalog_for
from decision.domain.workshop.progress import Stage
from decision.models import Item, Pace, Participant, Showing, Vote, Workshop
from decision.queries import Ballot
from decision.web.presenters.workshop.counts import Counts, counts_of
from decision.web.presenters.workshop.left import LeftReason, left_reason
from decision.web.presenters.workshop.room_view import Scene, scene_of
from decision.web.presenters.workshop.subjects import Subject, subject_of
from decision.web.presenters.workshop.verdicts import RoomView, room_view
from decision.web.workshop_forms import ReasonForm, VoteForm


@dataclass(frozen=True, slots=True)
class OwnTask:
    """One question to answer at one's own pace."""

    item: Item
    subject: Subject
    answered: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """What was sent for one item and not taken: the reason as it was written, and its form.

    A form is there if what it holds can be put right; it is shown with the item it is for only.
    ``too_late`` says that the room had gone on.
    """

    item: int
    text: str
    form: VoteForm | None = None
    reason_form: ReasonForm | None = None
    too_late: bool = False


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """What one person sees: the scene, their ballot, and the counts once they are revealed.

    ``reason_form`` is there when somebody writes a reason after the reveal, ``own`` is their
    vote, ``room`` the verdicts while everybody looks at them, ``left`` what they wrote and no
    form of the page holds.
    """

    scene: Scene
    form: VoteForm | None = None
    reason_form: ReasonForm | None = None
    own: Vote | None = None
    voted: str = ""
    counts: Counts | None = None
    card: Card | None = None
    agreed: str = ""
    tasks: tuple[OwnTask, ...] = ()
    room: RoomView | None = None
    left: LeftReason | None = None

    @property
    def is_second_vote(self) -> bool:
        return self.form is not None and self.scene.item is not None and self.scene.item.round > 1

    @property
    def done(self) -> int:
        return sum(task.answered for task in self.tasks)

    @property
    def _place(self) -> int | None:
        return next((n for n, task in enumerate(self.tasks) if task.is_open), None)

    @property
    def earlier(self) -> OwnTask | None:
        """The task before the open one."""
        place = self._place
        return self.tasks[place - 1] if place else None

    @property
    def later(self) -> OwnTask | None:
        """The task after the open one."""
        place = self._place
        more = place is not None and place + 1 < len(self.tasks)
        return self.tasks[place + 1] if more and place is not None else None

    @property
    def is_closed(self) -> bool:
        """Whether answering at one's own pace is over, and the facilitator shows nothing yet."""
        workshop = self.scene.workshop
        is_lobby = workshop.pace == Pace.OWN and workshop.showing == Showing.LOBBY
        return is_lobby and not self.tasks

    @property
    def only_waits(self) -> bool:
        """Whether there is nothing to tap or type: the page may load itself again."""
        return self.form is None and self.reason_form is None and self.left is None

    def shows(self, refused: Refused) -> bool:
        """Whether one of the page's forms is the one that was refused."""
        form = refused.form is not None and self.form is refused.form
        return form or (refused.reason_form is not None and self.reason_form is refused.reason_form)


def participant_view(
    participant: Participant,
    own: Ballot,
    number: int | None,
    refused: Refused | None = None,
    *,
    writes_reason: bool = False,
) -> ParticipantView:
    """``number`` is the item chosen at one's own pace."""
    view = _view(participant.workshop, own, number, refused, writes_reason=writes_reason)
    if refused is None or view.shows(refused):
        return view
    return replace(view, left=left_reason(own, refused.item, refused.text))


def _view(
    workshop: Workshop,
    own: Ballot,
    number: int | None,
    refused: Refused | None,
    *,
    writes_reason: bool,
) -> ParticipantView:
    catalog = catalog_for(workshop.edition_id)
    total = queries.items_in_all(workshop)
    if workshop.pace == Pace.OWN and workshop.showing == Showing.LOBBY:
        tasks, shown = _tasks(own, catalog, workshop, number)
    else:
        tasks, shown = (), _current(workshop)
    if shown is None:
        has_verdict = workshop.showing in (Showing.VERDICT, Showing.END)
        room = room_view(catalog, queries.hall(workshop)) if has_verdict else None
        scene = scene_of(catalog, workshop, total, None)
        return ParticipantView(scene, tasks=tasks, room=room)
    subject = subject_of(catalog, workshop, shown)
    scene = Scene(workshop, shown, subject, total)
    again = refused if refused is not None and refused.item == shown.pk else None
    if shown.stage == Stage.VOTING:
        form = again.form if again else None
        return _ballot(scene, subject, shown, own, tasks=tasks, form=form)
    reason_form = again.reason_form if again else None
    return _revealed(catalog, scene, shown, own, form=reason_form, writes_reason=writes_reason)


def _current(workshop: Workshop) -> Item | None:
    """Of a long agenda only this one is read."""
    if workshop.showing != Showing.ITEM or workshop.current_id is None:
        return None
    return queries.item_of(workshop, workshop.current_id)


def _ballot(
    scene: Scene,
    subject: Subject,
    item: Item,
    own: Ballot,
    *,
    tasks: tuple[OwnTask, ...],
    form: VoteForm | None,
) -> ParticipantView:
    mine = own.vote(item, item.round)
    return ParticipantView(
        scene,
        form=form or VoteForm(subject, initial=_initial(own, item)),
        own=mine,
        voted=subject.title_of(mine.option) if mine else "",
        tasks=tasks,
    )


def _revealed(
    catalog: Catalog,
    scene: Scene,
    item: Item,
    own: Ballot,
    *,
    form: ReasonForm | None,
    writes_reason: bool,
) -> ParticipantView:
    """After the reveal, or for an item that is skipped or still waits."""
    subject = scene.subject
    mine = own.vote(item, item.revealed) if item.revealed else None
    if subject is None or not item.revealed:
        return ParticipantView(scene)
    if mine is None:
        form = None
    elif form is None and writes_reason:
        form = ReasonForm(initial={"reason": mine.reason})
    return ParticipantView(
        scene,
        reason_form=form,
        own=mine,
        voted=subject.title_of(mine.option) if mine else "",
        counts=counts_of(queries.revealed_rounds(item), subject),
        card=catalog.cards[item.name] if queries.progress_of(item).shows_definition else None,
        agreed=subject.title_of(item.agreed) if item.stage == Stage.SETTLED else "",
    )


def _initial(own: Ballot, item: Item) -> dict[str, object]:
    """The ballot as it was cast; in the second round it begins with the first vote."""
    vote = own.vote(item, item.round) or own.vote(item, item.round - 1)
    initial: dict[str, object] = {"round": item.round}
    return initial | ({"option": vote.option, "reason": vote.reason} if vote else {})


def _tasks(
    own: Ballot, catalog: Catalog, workshop: Workshop, number: int | None
) -> tuple[tuple[OwnTask, ...], Item | None]:
    """What can be answered, and the item that is open: the chosen or the first unanswered."""
    items = [each for each in queries.agenda(workshop) if each.stage == Stage.VOTING]
    open_ = [(item, subject_of(catalog, workshop, item)) for item in items]
    answered = [own.vote(item, item.round) is not None for item, _ in open_]
    shown = next((item for item, _ in open_ if item.position == number), None)
    if number is None:
        todo = (item for (item, _), done in zip(open_, answered, strict=True) if not done)
        shown = next(todo, None)
    tasks = tuple(
        OwnTask(item, subject, done, item == shown)
        for (item, subject), done in zip(open_, answered, strict=True)
    )
    return tasks, shown
