"""What a workshop led to: agreements, verdicts before and after, what moved, what words mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.utils.translation import gettext as _

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
from decision.domain.workshop.tally import Tally, tally
from decision.models import Item
from decision.queries import Hall
from decision.web.presenters.workshop.compared import compared_verdicts
from decision.web.presenters.workshop.counts import (
    compared_rounds,
    last_tally,
    nobody_voted_twice,
)
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
    """A question on which minds changed, and what led in each vote, of the same people.

    ``both`` counts those who voted twice, ``people`` those of them who changed their minds.
    """

    subject: Subject
    people: int
    both: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StoreSummary:
    """The room's verdict for one store by the last votes.

    ``before`` and ``again`` are that of the same people by their first and by their last votes,
    if the two may be shown beside ``after``.
    """

    before: StoreVerdict | None
    again: StoreVerdict | None
    after: StoreVerdict

    @property
    def moved(self) -> bool:
        before, again = self.before, self.again
        return before is not None and again is not None and before.bars != again.bars

    @property
    def of_fewer(self) -> bool:
        """Whether others than the compared people are among the last votes."""
        return self.again is not None and self.again.voices != self.after.voices


@dataclass(frozen=True, slots=True)
class CardSummary:
    """How many matched the talk's definition at the first vote, and at the second if any.

    With a second vote ``before`` and ``after`` are of the people who voted twice. If those may
    not be compared, ``before`` is of all who voted first, and there is no ``after``.
    """

    title: str
    answer: str
    before: Match | None
    after: Match | None
    has_second_vote: bool
    nobody_twice: bool = False
    too_few_again: bool = False


@dataclass(frozen=True, slots=True)
class Resting:
    """An agreed question that rests on cards, and who of its voters holds another definition."""

    subject: Subject
    cards: tuple[str, ...]
    found: Definitions


@dataclass(frozen=True, slots=True)
class Summary:
    """``people`` counts those whose votes were revealed. ``not_compared`` says that on some
    question or card one or two people voted in one of two rounds only, or in both: so nothing is
    told of what changed there, nor of the first verdicts. On those in ``nobody_twice`` there
    were two votes, each of other people."""

    people: int
    agreed: tuple[Agreed, ...]
    open: tuple[Subject, ...]
    stores: tuple[StoreSummary, ...]
    moved: tuple[Moved, ...]
    cards: tuple[CardSummary, ...]
    resting: tuple[Resting, ...]
    not_compared: bool
    nobody_twice: tuple[Subject, ...]
    has_second_vote: bool

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
        stores=tuple(_stores(catalog, hall)),
        moved=tuple(_moved(hall, [(item, titled(item)) for item in hall.items])),
        cards=tuple(_cards(catalog, hall)),
        resting=tuple(_resting(catalog, hall, [(item, titled(item)) for item in settled])),
        not_compared=not all(_may_be_compared(hall, item) for item in hall.items),
        nobody_twice=tuple(
            titled(item) for item in hall.items if nobody_voted_twice(hall.rounds(item))
        ),
        has_second_vote=any(item.revealed == ROUNDS for item in hall.items),
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
    """Whether what changed between two rounds of an item may be told.

    So it may where nothing is: with one round, or two of other people each.
    """
    rounds = [each for each in hall.rounds(item) if each.votes]
    if len(rounds) < ROUNDS or nobody_voted_twice(rounds):
        return True
    return rounds_may_be_compared(*(each.voters for each in rounds))


def _stores(catalog: Catalog, hall: Hall) -> Iterator[StoreSummary]:
    """Nothing while too few voted at all; of the first votes alone there may be no verdicts.

    If on any question beside the last ones they would tell whose verdict it is that was added
    or has moved, there are none for any store.
    """
    questions = [item for item in hall.items if item.subject == Item.Subject.QUESTION]
    may_be = all(_may_be_compared(hall, item) for item in questions)
    last = store_verdicts(catalog, hall)
    compared = compared_verdicts(catalog, hall) if last and may_be else (None,) * len(last)
    for after, each in zip(last, compared, strict=True):
        yield StoreSummary(each.before if each else None, each.after if each else None, after)


def _moved(hall: Hall, items: list[tuple[Item, Subject]]) -> Iterator[Moved]:
    for item, subject in items:
        found = compared_rounds(hall.rounds(item))
        if found is not None and found.changed:
            first, last = (
                lead(tally(subject.options, votes.values()), subject)
                for votes in (found.first, found.last)
            )
            yield Moved(subject, found.changed, found.both, first, last)


def lead(counted: Tally, subject: Subject) -> str:
    """What leads in a vote, in words: an option, a tie, or that most votes were for none."""
    titles = [subject.title_of(option) for option in counted.leaders]
    if len(titles) > 1:
        *others, last = titles
        words = {"others": ", ".join(others), "last": last}
        return _("Tie between %(others)s and %(last)s") % words
    if counted.leaders == (DONT_KNOW,):
        return _("None: most votes were for “%(unknown)s”") % {"unknown": titles[0]}
    return titles[0] if titles else ""


def _cards(catalog: Catalog, hall: Hall) -> Iterator[CardSummary]:
    for item in hall.items:
        if item.subject != Item.Subject.CARD or not item.revealed:
            continue
        card, subject = catalog.cards[item.name], subject_of(catalog, hall.workshop, item)
        rounds = hall.rounds(item)
        found = compared_rounds(rounds)
        first = [vote.option for vote in rounds[0].votes]
        yield CardSummary(
            subject.title,
            subject.title_of(card.answer),
            match(card.answer, first if found is None else found.first.values()),
            None if found is None else match(card.answer, found.last.values()),
            has_second_vote=len(rounds) == ROUNDS,
            nobody_twice=nobody_voted_twice(rounds),
            too_few_again=not rounds[-1].votes,
        )


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
