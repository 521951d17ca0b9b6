"""The agenda as the facilitator's console lists it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from decision import queries
from decision.catalog import Catalog
from decision.domain.answers import known, of_store
from decision.domain.facts import is_asked, values
from decision.domain.recommendation import with_kind
from decision.domain.vocabulary import Environment
from decision.domain.workshop.progress import Move, Stage, moves
from decision.domain.workshop.voices import Topic, with_votes
from decision.models import Item, Showing
from decision.queries import Hall
from decision.web.presenters.workshop.subjects import Subject, store_names, subject_of
from decision.web.presenters.workshop.verdicts import RoomView, SplitRow

#: How far an item is, in words, and how the mark looks.
STAGES: Mapping[str, tuple[str | Promise, str]] = {
    Stage.WAITING: (_("To come"), "to-do"),
    Stage.VOTING: (_("Vote is open"), "started"),
    Stage.REVEALED: (_("To be agreed"), "started"),
    Stage.SETTLED: (_("Agreed"), "done"),
    Stage.SKIPPED: (_("Skipped"), "not-asked"),
}
#: The same for cards, on which nothing is agreed.
CARD_STAGES: Mapping[str, tuple[str | Promise, str]] = {
    **STAGES,
    Stage.REVEALED: (_("Definition to come"), "started"),
    Stage.SETTLED: (_("Done"), "done"),
}
POINTLESS = (_("Not asked"), "not-asked")


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One item with its stage; ``pointless`` says that agreed answers make it needless.

    ``split`` is its row in what splits the room, ``rank`` the place of that row: what decides
    most has the lowest, and cards have the highest. There is no row for cards, nor before enough
    votes were revealed.
    """

    item: Item
    subject: Subject
    moves: tuple[Move, ...]
    is_current: bool
    pointless: bool
    agreed: str
    split: SplitRow | None
    rank: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do; a card is done once its definition was shown."""
        return self.item.stage in (Stage.SETTLED, Stage.SKIPPED)

    @property
    def waits(self) -> bool:
        return self.item.stage == Stage.WAITING and not self.pointless

    @property
    def is_unsettled(self) -> bool:
        """Whether votes were revealed, and a definition or an agreement is still worth it."""
        need_not = self.split is not None and self.split.need_not
        return self.item.stage == Stage.REVEALED and not need_not

    @property
    def status(self) -> tuple[str | Promise, str]:
        """The stage in words, and the kind of its mark."""
        if self.pointless and self.item.stage == Stage.WAITING:
            return POINTLESS
        return (CARD_STAGES if self.subject.is_card else STAGES)[self.item.stage]

    def _can(self, move: Move) -> bool:
        return move in self.moves

    @property
    def can_open(self) -> bool:
        return self._can(Move.OPEN)

    @property
    def can_skip(self) -> bool:
        return self._can(Move.SKIP)

    @property
    def can_revisit(self) -> bool:
        return self._can(Move.REVISIT)

    @property
    def can_define(self) -> bool:
        """Whether the definition of a card is what comes next."""
        return self.subject.is_card and self._can(Move.SETTLE)


def agenda_of(catalog: Catalog, hall: Hall, room: RoomView) -> list[AgendaEntry]:
    """All entries in their order; ``room`` says which of them decide."""
    asked = _asked(catalog, hall)
    rows = {(row.question, row.store): (place, row) for place, row in enumerate(room.rows)}
    return [
        _entry(hall, item, subject_of(catalog, hall.workshop, item), asked, rows)
        for item in hall.items
    ]


def _entry(
    hall: Hall,
    item: Item,
    subject: Subject,
    asked: frozenset[Topic],
    rows: Mapping[tuple[str, str], tuple[int, SplitRow]],
) -> AgendaEntry:
    topic = hall.topic(item)
    store = store_names(hall.workshop).get(item.store, "") if item.store is not None else ""
    rank, row = rows.get((subject.short, store), (len(rows), None))
    return AgendaEntry(
        item=item,
        subject=subject,
        moves=moves(queries.progress_of(item)),
        is_current=item.pk == hall.workshop.current_id and hall.workshop.showing == Showing.ITEM,
        pointless=topic is not None and topic not in asked,
        agreed=subject.title_of(item.agreed) if item.stage == Stage.SETTLED else "",
        split=row if topic is not None and item.revealed else None,
        rank=rank if topic is not None else len(rows) + 1,
    )


def _asked(catalog: Catalog, hall: Hall) -> frozenset[Topic]:
    """The topics that the answers agreed so far leave to be asked."""
    rulebook = catalog.rulebook
    system = with_votes(rulebook, hall.base, hall.agreed())
    of_system = values(rulebook, known(system.answers), Environment.PRODUCTION)
    found: dict[int | None, dict[str, str]] = {None: of_system}
    for place, store in enumerate(system.stores):
        given = with_kind(rulebook, store, of_store(system, store))
        found[place] = values(rulebook, given, Environment.PRODUCTION)
    topics = [topic for topic in map(hall.topic, hall.items) if topic is not None]
    return frozenset(
        topic
        for topic in topics
        if is_asked(rulebook.question_by_id[topic.question], found[topic.store])
    )


def next_entry(agenda: Sequence[AgendaEntry]) -> AgendaEntry | None:
    """What comes after the current item.

    A vote that is open goes first: the join code may be on all screens meanwhile. Then the first
    that still waits, round to the beginning; when all have been asked, the unsettled one that
    decides most.
    """
    open_ = next((each for each in agenda if each.item.stage == Stage.VOTING), None)
    if open_ is not None and not open_.is_current:
        return open_
    here = next((place for place, each in enumerate(agenda) if each.is_current), -1)
    ahead = [*agenda[here + 1 :], *agenda[: max(here, 0)]]
    waiting = next((each for each in ahead if each.waits), None)
    unsettled = (each for each in ahead if each.is_unsettled)
    return waiting or min(unsettled, key=lambda each: each.rank, default=None)
