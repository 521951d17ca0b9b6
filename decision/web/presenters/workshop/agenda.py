"""The agenda as the facilitator's console lists it."""

from collections.abc import Sequence
from dataclasses import dataclass

from decision import queries
from decision.catalog import Catalog
from decision.domain.answers import known, of_store
from decision.domain.facts import is_asked, values
from decision.domain.recommendation import with_kind
from decision.domain.vocabulary import Environment
from decision.domain.workshop.progress import Move, Stage, moves
from decision.domain.workshop.voices import Topic, with_votes
from decision.models import Item
from decision.queries import Hall
from decision.web.presenters.workshop.subjects import Subject, subject_of


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One item with its stage; ``pointless`` says that agreed answers make it needless."""

    item: Item
    subject: Subject
    moves: tuple[Move, ...]
    is_current: bool
    pointless: bool
    agreed: str


def agenda_of(catalog: Catalog, hall: Hall) -> list[AgendaEntry]:
    asked = _asked(catalog, hall)
    return [
        _entry(hall, item, subject_of(catalog, hall.workshop, item), asked) for item in hall.items
    ]


def _entry(hall: Hall, item: Item, subject: Subject, asked: frozenset[Topic]) -> AgendaEntry:
    topic = hall.topic(item)
    return AgendaEntry(
        item=item,
        subject=subject,
        moves=moves(queries.progress_of(item)),
        is_current=item.pk == hall.workshop.current_id and hall.workshop.showing == "item",
        pointless=topic is not None and topic not in asked,
        agreed=subject.title_of(item.agreed) if item.stage == Stage.SETTLED else "",
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
    """What comes after the current item: the first that still waits, round to the beginning."""
    here = next((place for place, each in enumerate(agenda) if each.is_current), -1)
    ahead = [*agenda[here + 1 :], *agenda[: here + 1]]
    return next(
        (each for each in ahead if each.item.stage == Stage.WAITING and not each.pointless), None
    )
