"""What a workshop led to: agreements, verdicts before and after, what moved, what words mean."""

from collections.abc import Iterator
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
from decision.domain.workshop.groups import may_be_shown
from decision.domain.workshop.progress import ROUNDS, Stage
from decision.domain.workshop.tally import changed_minds, tally
from decision.models import Item
from decision.queries import Hall
from decision.web.presenters.workshop.counts import last_tally
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
    """The room's verdict for one store by the first votes (if enough people cast them) and by
    the last ones."""

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
    """``people`` counts those whose votes were revealed."""

    people: int
    agreed: tuple[Agreed, ...]
    open: tuple[Subject, ...]
    stores: tuple[StoreSummary, ...]
    moved: tuple[Moved, ...]
    cards: tuple[CardSummary, ...]
    resting: tuple[Resting, ...]

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
        people=len({voter for item in hall.items for voter in _last_votes(hall, item)}),
        agreed=tuple(_agreed(hall, item, titled(item)) for item in settled),
        open=tuple(titled(item) for item in questions if not _is_agreed(item)),
        stores=tuple(_stores(store_verdicts(catalog, hall, 1), store_verdicts(catalog, hall))),
        moved=tuple(_moved(hall, [(item, titled(item)) for item in hall.items])),
        cards=tuple(_cards(catalog, hall)),
        resting=tuple(_resting(catalog, hall, [(item, titled(item)) for item in settled])),
    )


def progress_of_room(hall: Hall) -> tuple[int, int]:
    """How many questions the room agreed on, and how many were left open."""
    questions = [item for item in hall.items if item.subject == Item.Subject.QUESTION]
    agreed = sum(map(_is_agreed, questions))
    return agreed, len(questions) - agreed


def _is_agreed(item: Item) -> bool:
    return item.stage == Stage.SETTLED and bool(item.agreed)


def _agreed(hall: Hall, item: Item, subject: Subject) -> Agreed:
    counted = last_tally(hall, item, subject)
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


def _stores(
    first: tuple[StoreVerdict, ...], last: tuple[StoreVerdict, ...]
) -> Iterator[StoreSummary]:
    """Nothing while too few voted at all; the first votes may have been too few alone."""
    before = {each.name: each for each in first}
    for after in last:
        yield StoreSummary(before.get(after.name), after)


def _moved(hall: Hall, items: list[tuple[Item, Subject]]) -> Iterator[Moved]:
    for item, subject in items:
        first, last = (hall.votes(item, number) for number in (1, ROUNDS))
        if not may_be_shown(len(first)) or not may_be_shown(len(last)):
            continue
        said, said_last = ({vote.participant_id.hex: vote.option for vote in each}
                           for each in (first, last))  # fmt: skip
        if changed := changed_minds(said, said_last):
            counted = (tally(subject.options, each.values()) for each in (said, said_last))
            yield Moved(subject, changed, *(subject.title_of(each.leading) for each in counted))


def _last_votes(hall: Hall, item: Item) -> dict[UUID, str]:
    """Everybody's last vote on an item, as far as it was revealed."""
    return {
        vote.participant_id: vote.option
        for number in range(1, item.revealed + 1)
        for vote in hall.votes(item, number)
    }


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
        held = [_held(catalog, hall, card) for card in linked]
        found = definitions(_last_votes(hall, item), held)
        if found.differing:
            titles = tuple(catalog.cards[card.name].title for card in linked)
            yield Resting(subject, titles, found)


def _held(catalog: Catalog, hall: Hall, card: Item) -> CardVotes[UUID]:
    return CardVotes(catalog.cards[card.name].answer, _last_votes(hall, card))
