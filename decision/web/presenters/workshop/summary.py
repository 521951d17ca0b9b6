"""What a workshop led to: agreements, verdicts before and after, what moved, what words mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from decision.catalog import Catalog
from decision.domain.vocabulary import DONT_KNOW
from decision.domain.workshop.calibration import (
    CardVotes,
    Definitions,
    Match,
    definitions,
    match,
)
from decision.domain.workshop.groups import (
    may_be_shown,
    may_stand_beside,
    rounds_may_be_compared,
)
from decision.domain.workshop.progress import ROUNDS, Stage
from decision.domain.workshop.tally import tally
from decision.models import Item
from decision.queries import Hall
from decision.web.presenters.workshop.counts import changed_between, last_tally
from decision.web.presenters.workshop.exports import open_reasons
from decision.web.presenters.workshop.subjects import Subject, subject_of
from decision.web.presenters.workshop.verdicts import StoreVerdict, store_verdicts


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreed answer. ``against`` counts the last votes for something else; ``None`` where
    too few voted to show it."""

    subject: Subject
    answer: str
    is_unknown: bool
    votes: int
    against: int | None
    dissent: str
    reasons: tuple[str, ...]

    @property
    def has_dissent(self) -> bool:
        return bool(self.against or self.dissent)


@dataclass(frozen=True, slots=True)
class Moved:
    """A question on which minds changed between the two votes, and what led in each."""

    subject: Subject
    people: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StoreSummary:
    """The room's verdict for one store by the first votes (if they may be shown beside the last
    ones) and by the last ones."""

    before: StoreVerdict | None
    after: StoreVerdict

    @property
    def moved(self) -> bool:
        return self.before is not None and self.before.bars != self.after.bars


@dataclass(frozen=True, slots=True)
class CardSummary:
    """How many matched the talk's definition at the first vote, and at the second if any."""

    title: str
    answer: str
    before: Match | None
    after: Match | None
    has_second_vote: bool


@dataclass(frozen=True, slots=True)
class Resting:
    """An agreed question that rests on cards, and who of its voters holds another definition."""

    subject: Subject
    cards: tuple[str, ...]
    found: Definitions


@dataclass(frozen=True, slots=True)
class Summary:
    """``people`` counts those whose votes were revealed. ``not_compared`` says that on some
    question or card one or two people voted in one of two rounds only: so nothing is told of
    what changed there, nor of the first verdicts."""

    people: int
    agreed: tuple[Agreed, ...]
    open: tuple[Subject, ...]
    stores: tuple[StoreSummary, ...]
    moved: tuple[Moved, ...]
    cards: tuple[CardSummary, ...]
    resting: tuple[Resting, ...]
    not_compared: bool

    @property
    def dissenting(self) -> tuple[Agreed, ...]:
        return tuple(each for each in self.agreed if each.has_dissent)

    @property
    def moved_stores(self) -> tuple[StoreSummary, ...]:
        return tuple(each for each in self.stores if each.moved)


def summary_of(catalog: Catalog, hall: Hall) -> Summary:
    """Everything from revealed votes alone."""
    titled = partial(subject_of, catalog, hall.workshop)
    questions = [item for item in hall.items if item.subject == Item.Subject.QUESTION]
    settled = [item for item in questions if _is_agreed(item)]
    return Summary(
        people=hall.voters,
        agreed=tuple(_agreed(hall, item, titled(item)) for item in settled),
        open=tuple(titled(item) for item in questions if not _is_agreed(item)),
        stores=tuple(_stores(_first_verdicts(catalog, hall), store_verdicts(catalog, hall))),
        moved=tuple(_moved(hall, [(item, titled(item)) for item in hall.items])),
        cards=tuple(_cards(catalog, hall)),
        resting=tuple(_resting(catalog, hall, [(item, titled(item)) for item in settled])),
        not_compared=not all(_may_be_compared(hall, item) for item in hall.items),
    )


def progress_of_room(hall: Hall) -> tuple[int, int]:
    """How many questions the room agreed on, and how many were left open."""
    questions = [item for item in hall.items if item.subject == Item.Subject.QUESTION]
    agreed = sum(map(_is_agreed, questions))
    return agreed, len(questions) - agreed


def _is_agreed(item: Item) -> bool:
    return item.stage == Stage.SETTLED and bool(item.agreed)


def _agreed(hall: Hall, item: Item, subject: Subject) -> Agreed:
    counted = last_tally(hall.rounds(item), subject)
    shown = may_be_shown(counted.total)
    return Agreed(
        subject=subject,
        answer=subject.title_of(item.agreed),
        is_unknown=item.agreed == DONT_KNOW,
        votes=counted.total,
        against=counted.total - counted.votes_for(item.agreed) if shown else None,
        dissent=item.dissent,
        reasons=open_reasons(hall, item),
    )


def _may_be_compared(hall: Hall, item: Item) -> bool:
    """Whether the two rounds of an item may be compared, if both are shown at all."""
    voters = [each.voters for each in hall.rounds(item) if each.votes]
    return len(voters) < ROUNDS or rounds_may_be_compared(*voters)


def _first_verdicts(catalog: Catalog, hall: Hall) -> tuple[StoreVerdict, ...]:
    """The verdicts by the first votes; none if beside the last ones they would tell whose
    verdict it is that was added or has moved."""
    items = [item for item in hall.items if item.subject == Item.Subject.QUESTION]
    first, last = (
        {voter for item in items for voter in hall.last_votes(item, number)}
        for number in (1, ROUNDS)
    )
    if not may_stand_beside(first, last):
        return ()
    if not all(_may_be_compared(hall, item) for item in items):
        return ()
    return store_verdicts(catalog, hall, 1)


def _stores(
    first: tuple[StoreVerdict, ...], last: tuple[StoreVerdict, ...]
) -> Iterator[StoreSummary]:
    """Nothing while too few voted at all; of the first votes alone there may be no verdicts."""
    before = {each.name: each for each in first}
    for after in last:
        yield StoreSummary(before.get(after.name), after)


def _moved(hall: Hall, items: list[tuple[Item, Subject]]) -> Iterator[Moved]:
    for item, subject in items:
        rounds = hall.rounds(item)
        if changed := changed_between(rounds):
            options = ([vote.option for vote in each.votes] for each in rounds)
            first, last = (tally(subject.options, each).leading for each in options)
            yield Moved(subject, changed, subject.title_of(first), subject.title_of(last))


def _cards(catalog: Catalog, hall: Hall) -> Iterator[CardSummary]:
    for item in hall.items:
        if item.subject != Item.Subject.CARD or not item.revealed:
            continue
        card, subject = catalog.cards[item.name], subject_of(catalog, hall.workshop, item)
        first, second = (
            match(card.answer, [vote.option for vote in hall.votes(item, number)])
            for number in (1, ROUNDS)
        )
        again = item.revealed == ROUNDS
        yield CardSummary(subject.title, subject.title_of(card.answer), first, second, again)


def _resting(
    catalog: Catalog, hall: Hall, settled: list[tuple[Item, Subject]]
) -> Iterator[Resting]:
    cards = [item for item in hall.items if item.subject == Item.Subject.CARD and item.revealed]
    for item, subject in settled:
        linked = [each for each in cards if item.name in catalog.cards[each.name].questions]
        if not linked:
            continue
        voters = hall.last_votes(item)
        found = definitions(voters, [_held(catalog, hall, card) for card in linked])
        if found.may_be_shown and all(_leaves_nobody_over(hall, card, voters) for card in linked):
            titles = tuple(catalog.cards[card.name].title for card in linked)
            yield Resting(subject, titles, found)


def _leaves_nobody_over(hall: Hall, card: Item, voters: Mapping[UUID, str]) -> bool:
    """Whether the counts of a card less those of a question's voters tell of nobody alone."""
    counted = voters.keys() & hall.last_votes(card).keys()
    shown = (each.voters for each in hall.rounds(card) if each.votes)
    return all(may_stand_beside(counted, each) for each in shown)


def _held(catalog: Catalog, hall: Hall, card: Item) -> CardVotes[UUID]:
    return CardVotes(catalog.cards[card.name].answer, hall.last_votes(card))
