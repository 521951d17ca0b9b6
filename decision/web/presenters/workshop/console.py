"""The facilitator's console as data: agenda, counts, timer, and the next step."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from decision import queries
from decision.catalog import Catalog
from decision.catalog.schema import Card
from decision.content import catalog_for
from decision.domain.prepared import remembered
from decision.domain.workshop.progress import Move, Stage
from decision.models import Pace, Showing, Workshop
from decision.queries import Hall, RevealedRound
from decision.web.presenters.workshop.agenda import AgendaEntry, agenda_of, next_entry
from decision.web.presenters.workshop.counts import Counts, counts_of, last_tally
from decision.web.presenters.workshop.guide import HINTS
from decision.web.presenters.workshop.left import LeftSettling, left_settling
from decision.web.presenters.workshop.room_view import Scene, scene_of
from decision.web.presenters.workshop.subjects import Subject
from decision.web.presenters.workshop.verdicts import RoomView, room_view, room_view_before
from decision.web.workshop_forms import SettleForm

#: Minutes that a facilitator can put on the timer with one press.
MINUTES = (1, 2, 3, 5, 10)

#: Share of equal votes, in percent, from which a room hardly differs.
NEARLY_ALL = 90


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an alias: whether they have voted, never what.

    At their own pace that is on everything that is open, and ``answers`` says on how much.
    """

    alias: str
    role: str
    has_voted: bool
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """``current`` is the agenda's open entry, ``following`` what would come next.

    ``left`` is what a facilitator has sent for an item that is not to be settled here and now.
    """

    scene: Scene
    agenda: tuple[AgendaEntry, ...]
    current: AgendaEntry | None
    following: AgendaEntry | None
    present: int
    votes: int
    people: tuple[Person, ...]
    counts: Counts | None
    card: Card | None
    settle: SettleForm | None
    room: RoomView
    left: LeftSettling | None = None
    minutes: tuple[int, ...] = MINUTES

    @property
    def done(self) -> int:
        """How many entries are behind the room; those that are not asked count as done."""
        return sum(entry.is_done or entry.pointless for entry in self.agenda)

    @property
    def voted(self) -> int:
        return sum(person.has_voted for person in self.people)

    def _can(self, move: Move) -> bool:
        return self.current is not None and move in self.current.moves

    @property
    def can_reveal(self) -> bool:
        return self._can(Move.REVEAL)

    @property
    def can_vote_again(self) -> bool:
        return self._can(Move.VOTE_AGAIN)

    @property
    def is_collecting(self) -> bool:
        """Whether people are answering at their own pace right now."""
        return self._is_own_lobby and self._is_voting_on_some

    @property
    def is_closed(self) -> bool:
        """Whether that is over, and nobody but the facilitator has seen what it led to."""
        return self._is_own_lobby and not self._is_voting_on_some

    @property
    def _is_own_lobby(self) -> bool:
        workshop = self.scene.workshop
        return workshop.pace == Pace.OWN and workshop.showing == Showing.LOBBY

    @property
    def _is_voting_on_some(self) -> bool:
        return any(entry.item.stage == Stage.VOTING for entry in self.agenda)

    @property
    def primary(self) -> str:
        """The step to take next: the one large button of the console."""
        if self.scene.name == "end":
            return ""
        if self.is_collecting:
            return "close"
        if self.can_reveal:
            return "reveal"
        if self.settle is not None:
            return "settle"
        if self.current is not None and self.current.waits:
            return "open"
        return self._of_card or self._onward

    @property
    def _of_card(self) -> str:
        """After the votes on a card the definition, and then the votes again."""
        if self.current is None or not self.current.subject.is_card:
            return ""
        if self.current.can_define:
            return "define"
        return "vote-again" if self.can_vote_again else ""

    @property
    def _onward(self) -> str:
        """On through the agenda; what was passed over is offered, but is not the next step."""
        if self.is_closed:
            return "verdict"
        if self.following is not None and not self._is_passed_over(self.following):
            return "next"
        return "end" if self.scene.name == "verdict" else "verdict"

    def _is_passed_over(self, entry: AgendaEntry) -> bool:
        if self.scene.name == "verdict":
            return any(each.item.revealed for each in self.agenda[entry.item.position :])
        return self.current is not None and entry.item.position < self.current.item.position

    @property
    def hint(self) -> str | Promise:
        return HINTS[self._moment]

    @property
    def _moment(self) -> str:
        if self.is_collecting:
            return "lobby-own"
        if self.is_closed:
            return "lobby-closed"
        if self.current is not None and self.current.subject.is_card:
            return self._moment_of_card
        if self.current is None or self.scene.name != Stage.REVEALED:
            return self.scene.name
        if self.current.split is not None and self.current.split.need_not:
            return "need-not"
        return "agreed-soon" if self._is_nearly_agreed else "revealed"

    @property
    def _moment_of_card(self) -> str:
        if self.scene.name == Stage.SETTLED:
            return "defined" if self.can_vote_again else "defined-twice"
        return "card" if self.scene.name == Stage.REVEALED else self.scene.name

    @property
    def _is_nearly_agreed(self) -> bool:
        bars = self.counts.last.bars if self.counts and self.counts.last else ()
        return max((bar.width for bar in bars), default=0) >= NEARLY_ALL


def console_view(
    workshop: Workshop, form: SettleForm | None = None, *, at_once: bool = False
) -> ConsoleView:
    """``form`` is what a facilitator has sent and has to send again.

    ``at_once``: in a large room it takes a second or two to work out what the votes lead to that
    were just revealed. Then the room is shown as it was before, and says so.
    """
    catalog = catalog_for(workshop.edition_id)
    hall = queries.hall(workshop)
    room, agenda = _kept_agenda(catalog, hall, at_once=at_once)
    current = next((entry for entry in agenda if entry.is_current), None)
    item = current.item if current else None
    # While people vote again, the first round is not shown either.
    rounds = queries.revealed_rounds(item) if item and item.stage != Stage.VOTING else []
    counts = counts_of(rounds, current.subject, hall.roles) if current and rounds else None
    is_defined = item is not None and queries.progress_of(item).shows_definition
    settle = _settle(current, rounds)
    is_here = settle is not None and form is not None and form.subject == settle.subject
    return ConsoleView(
        scene=scene_of(catalog, workshop, len(agenda), item),
        agenda=tuple(agenda),
        current=current,
        following=next_entry(agenda),
        present=hall.present,
        votes=queries.votes_cast(item) if item else queries.votes_in_all(workshop),
        people=_people(hall, agenda),
        counts=counts,
        card=catalog.cards[item.name] if item and is_defined else None,
        settle=form if is_here else settle,
        room=room,
        left=None if form is None or is_here else _left(hall, agenda, form),
    )


#: The verdict and the agenda change by a step alone; in between each vote asks for them again.
_KEPT: dict[tuple[object, ...], tuple[RoomView, list[AgendaEntry]]] = {}
MOST_KEPT = 16

#: Votes, roughly, up to which a room's verdict is there in the blink of an eye.
MOST_AT_ONCE = 2_000


def _kept_agenda(
    catalog: Catalog, hall: Hall, *, at_once: bool
) -> tuple[RoomView, list[AgendaEntry]]:
    workshop = hall.workshop
    key = (workshop.pk, workshop.revision, catalog.content_hash, catalog.language)

    def make() -> tuple[RoomView, list[AgendaEntry]]:
        room = room_view(catalog, hall)
        return room, agenda_of(catalog, hall, room)

    if at_once and key not in _KEPT and _takes_long(hall):
        before = room_view_before(catalog, hall)
        if before is not None:
            return before, agenda_of(catalog, hall, before)
    return remembered(_KEPT, key, MOST_KEPT, make)


def _takes_long(hall: Hall) -> bool:
    return hall.present * sum(item.revealed > 0 for item in hall.items) > MOST_AT_ONCE


def _left(hall: Hall, agenda: Sequence[AgendaEntry], form: SettleForm) -> LeftSettling | None:
    entry = next((each for each in agenda if each.subject == form.subject), None)
    has_ended = hall.workshop.ended_at is not None
    return left_settling(entry.item, form, has_ended=has_ended) if entry else None


def _people(hall: Hall, agenda: Sequence[AgendaEntry]) -> tuple[Person, ...]:
    """Who has voted, where people gave aliases; nobody otherwise."""
    if hall.workshop.is_anonymous:
        return ()
    people = [each for each in hall.participants if not each.has_left]
    if hall.workshop.pace == Pace.OWN and hall.workshop.showing == Showing.LOBBY:
        given = queries.answers_given(hall.workshop)
        open_ = sum(entry.item.stage == Stage.VOTING for entry in agenda)
        return tuple(
            Person(each.alias, each.role, given.get(each.pk, 0) >= open_, given.get(each.pk, 0))
            for each in people
        )
    current = hall.current
    voted = queries.voters(current) if current is not None else frozenset()
    return tuple(Person(each.alias, each.role, each.pk in voted) for each in people)


def _settle(current: AgendaEntry | None, rounds: Sequence[RevealedRound]) -> SettleForm | None:
    """The agreed answer, pre-filled with what leads, or with "we don't know"."""
    if current is None or current.subject.is_card or Move.SETTLE not in current.moves:
        return None
    leading = current.item.agreed or last_tally(rounds, current.subject).leading
    return _blank(current.subject, leading, current.item.dissent)


def _blank(subject: Subject, leading: str, dissent: str) -> SettleForm:
    return SettleForm(subject, initial={"agreed": leading, "dissent": dissent})
