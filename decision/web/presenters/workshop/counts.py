"""Votes as bars, after they were revealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from decision.domain.workshop.groups import may_be_shown
from decision.domain.workshop.tally import Tally, changed_minds, tally, tally_by_role
from decision.models import Item, Vote
from decision.queries import Hall
from decision.web.presenters.workshop.subjects import Subject


@dataclass(frozen=True, slots=True)
class VoteBar:
    """One option with its votes; ``width`` in percent of all votes."""

    option: str
    title: str
    votes: int
    width: int
    leads: bool


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """One revealed round. With fewer than three votes there are no bars, only the total."""

    number: int
    total: int
    bars: tuple[VoteBar, ...]
    roles: tuple[tuple[str, tuple[VoteBar, ...]], ...]

    @property
    def too_few(self) -> bool:
        return not self.bars


@dataclass(frozen=True, slots=True)
class Reason:
    vote: UUID
    text: str
    option: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Counts:
    rounds: tuple[RoundCounts, ...]
    reasons: tuple[Reason, ...]
    changed: int | None  # how many voted differently the second time

    @property
    def shown_reasons(self) -> tuple[Reason, ...]:
        """What everybody may read: the facilitator has hidden the others."""
        return tuple(reason for reason in self.reasons if not reason.is_hidden)

    @property
    def last(self) -> RoundCounts | None:
        return self.rounds[-1] if self.rounds else None


def counts_of(
    rounds: Sequence[Sequence[Vote]], subject: Subject, roles: Mapping[UUID, str] | None = None
) -> Counts:
    """All revealed rounds of an item, and the reasons that people gave.

    Counts by role are there if everybody's ``roles`` are given, by participant.
    """
    return Counts(
        tuple(_round(n, votes, subject, roles) for n, votes in enumerate(rounds, start=1)),
        tuple(_reasons(rounds[-1], subject)) if rounds else (),
        _changed(rounds),
    )


def last_tally(hall: Hall, item: Item, subject: Subject) -> Tally:
    """The counts of the last revealed round."""
    return tally(subject.options, [vote.option for vote in hall.votes(item, item.revealed)])


def _round(
    number: int, votes: Sequence[Vote], subject: Subject, roles: Mapping[UUID, str] | None
) -> RoundCounts:
    total = len(votes)
    if not may_be_shown(total):
        return RoundCounts(number, total, (), ())
    by_role = (
        tally_by_role(
            subject.options, [(roles[vote.participant_id], vote.option) for vote in votes]
        )
        if roles
        else {}
    )
    return RoundCounts(
        number,
        total,
        _bars(tally(subject.options, [vote.option for vote in votes]), subject),
        tuple((role, _bars(own, subject)) for role, own in sorted(by_role.items())),
    )


def _bars(counted: Tally, subject: Subject) -> tuple[VoteBar, ...]:
    leading = counted.leading if counted.total else ""
    best = max((count.votes for count in counted.counts), default=0)
    return tuple(
        VoteBar(
            count.option,
            subject.title_of(count.option),
            count.votes,
            round(100 * count.votes / counted.total) if counted.total else 0,
            count.option == leading and count.votes == best > 0,
        )
        for count in counted.counts
    )


def _reasons(votes: Sequence[Vote], subject: Subject) -> list[Reason]:
    """Reasons in an order that tells nothing about who wrote first."""
    if not may_be_shown(len(votes)):
        return []
    return [
        Reason(vote.pk, vote.reason, subject.title_of(vote.option), vote.is_hidden)
        for vote in votes
        if vote.reason
    ]


def _changed(rounds: Sequence[Sequence[Vote]]) -> int | None:
    if len(rounds) < 2 or not all(may_be_shown(len(votes)) for votes in rounds):
        return None
    first, second = ({str(v.participant_id): v.option for v in votes} for votes in rounds)
    return changed_minds(first, second)
