"""The facilitator's console as data: agenda, counts, timer, and the next step."""

from dataclasses import dataclass

from decision import queries
from decision.catalog.schema import Card
from decision.content import catalog_for
from decision.domain.workshop.progress import Move, Stage
from decision.models import Workshop
from decision.queries import Hall
from decision.web.presenters.workshop.agenda import AgendaEntry, agenda_of, next_entry
from decision.web.presenters.workshop.counts import Counts, counts_of, last_tally
from decision.web.presenters.workshop.room_view import Scene, scene_of
from decision.web.presenters.workshop.verdicts import RoomView, room_view
from decision.web.workshop_forms import SettleForm


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an alias: whether they have voted, never what."""

    alias: str
    role: str
    has_voted: bool


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """``current`` is the agenda's open entry, ``following`` what would come next."""

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
    room: RoomView | None

    @property
    def settled(self) -> int:
        return sum(entry.item.stage == Stage.SETTLED for entry in self.agenda)

    def _can(self, move: Move) -> bool:
        return self.current is not None and move in self.current.moves

    @property
    def can_reveal(self) -> bool:
        return self._can(Move.REVEAL)

    @property
    def can_vote_again(self) -> bool:
        return self._can(Move.VOTE_AGAIN)

    @property
    def can_settle(self) -> bool:
        return self._can(Move.SETTLE)


def console_view(workshop: Workshop, form: SettleForm | None = None) -> ConsoleView:
    catalog = catalog_for(workshop.edition)
    hall = queries.hall(workshop)
    agenda = agenda_of(catalog, hall)
    current = next((entry for entry in agenda if entry.is_current), None)
    item = current.item if current else None
    shows_counts = item is not None and item.revealed > 0 and item.stage != Stage.VOTING
    counts = counts_of(hall, item, current.subject) if shows_counts and current and item else None
    return ConsoleView(
        scene=scene_of(catalog, workshop, len(agenda), item),
        agenda=tuple(agenda),
        current=current,
        following=next_entry(agenda),
        present=hall.present,
        votes=queries.votes_cast(item) if item is not None else 0,
        people=_people(hall),
        counts=counts,
        card=catalog.cards[item.name] if counts and current and current.subject.is_card and item
        else None,
        settle=form or _settle(hall, current),
        room=room_view(catalog, hall),
    )  # fmt: skip


def _people(hall: Hall) -> tuple[Person, ...]:
    """Who has voted, where people gave aliases; nobody otherwise."""
    if hall.workshop.is_anonymous:
        return ()
    current = hall.current
    voted = queries.voters(current) if current is not None else frozenset()
    return tuple(
        Person(each.alias, each.role, each.pk in voted)
        for each in hall.participants
        if not each.has_left
    )


def _settle(hall: Hall, current: AgendaEntry | None) -> SettleForm | None:
    """The agreed answer, pre-filled with what leads, or with "we don't know"."""
    if current is None or current.subject.is_card or Move.SETTLE not in current.moves:
        return None
    leading = current.item.agreed or last_tally(hall, current.item, current.subject).leading
    return SettleForm(current.subject, initial={"agreed": leading, "dissent": current.item.dissent})
