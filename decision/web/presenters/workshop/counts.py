"""Votes as bars, after they were revealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from decision.domain.workshop.groups import groups_may_be_compared, rounds_may_be_compared
from decision.domain.workshop.tally import Tally, changed_minds, tally, tally_by_role
from decision.models import Vote
from decision.queries import RevealedRound
from decision.web.presenters.workshop.subjects import Subject


@dataclass(frozen=True, slots=True)
class VoteBar:
    """One option with its votes; ``width`` in percent of all votes.

    ``was`` is the same option in the first round, where the same people voted in both.
    """

    option: str
    title: str
    votes: int
    width: int
    leads: bool
    was: "VoteBar | None" = None

    @property
    def moved(self) -> bool:
        """Whether the second round brought more or fewer votes than the first."""
        return self.was is not None and self.was.votes != self.votes


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
    changed: int | None  # how many voted differently the second time, if that may be told
    both: int = 0  # how many voted in both rounds, where that many changes are told

    @property
    def shown_reasons(self) -> tuple[Reason, ...]:
        """What everybody may read: the facilitator has hidden the others."""
        return tuple(reason for reason in self.reasons if not reason.is_hidden)

    @property
    def last(self) -> RoundCounts | None:
        return self.rounds[-1] if self.rounds else None


def counts_of(
    rounds: Sequence[RevealedRound], subject: Subject, roles: Mapping[UUID, str] | None = None
) -> Counts:
    """All revealed rounds of an item, and the reasons that people gave.

    Counts by role are there if everybody's ``roles`` are given, by participant.
    """
    by_role = tallies_by_role(rounds, subject, roles or {})
    compared = compared_rounds(rounds)
    counted = [
        _round(number, each, own, subject)
        for number, (each, own) in enumerate(zip(rounds, by_role, strict=True), start=1)
    ]
    if compared is not None and rounds[0].voters == rounds[-1].voters:
        counted[-1] = _beside(counted[-1], counted[0])
    return Counts(
        tuple(counted),
        tuple(_reasons(rounds[-1].votes, subject)) if rounds else (),
        compared.changed if compared is not None else None,
        compared.both if compared is not None else 0,
    )


def _beside(second: RoundCounts, first: RoundCounts) -> RoundCounts:
    """The second round with what each option had in the first."""
    pairs = zip(second.bars, first.bars, strict=True)
    return replace(second, bars=tuple(replace(bar, was=was) for bar, was in pairs))


def tallies_by_role(
    rounds: Sequence[RevealedRound], subject: Subject, roles: Mapping[UUID, str]
) -> list[dict[str, Tally]]:
    """The counts by role of each round, as far as they may be shown.

    There are none of a round to which one or two people of a role came, or from which they
    went: beside those of the round before they would tell what these people voted.
    """
    found = []
    before: list[dict[UUID, str]] = []
    for each in rounds:
        own = {voter: roles.get(voter, "") for voter in each.voters}
        votes = [(own[vote.participant_id], vote.option) for vote in each.votes]
        comparable = all(groups_may_be_compared(earlier, own) for earlier in before)
        found.append(tally_by_role(subject.options, votes) if comparable else {})
        before += [own] if own else []
    return found


def last_tally(rounds: Sequence[RevealedRound], subject: Subject) -> Tally:
    """The counts of the last of an item's revealed rounds."""
    votes = rounds[-1].votes if rounds else ()
    return tally(subject.options, [vote.option for vote in votes])


def _round(
    number: int, found: RevealedRound, by_role: Mapping[str, Tally], subject: Subject
) -> RoundCounts:
    if not found.votes:
        return RoundCounts(number, found.total, (), ())
    return RoundCounts(
        number,
        found.total,
        _bars(tally(subject.options, [vote.option for vote in found.votes]), subject),
        tuple((role, _bars(own, subject)) for role, own in sorted(by_role.items())),
    )


def _bars(counted: Tally, subject: Subject) -> tuple[VoteBar, ...]:
    return tuple(
        VoteBar(
            count.option,
            subject.title_of(count.option),
            count.votes,
            round(100 * count.votes / counted.total) if counted.total else 0,
            counted.leaders == (count.option,),
        )
        for count in counted.counts
    )


def _reasons(votes: Sequence[Vote], subject: Subject) -> list[Reason]:
    """Reasons in an order that tells nothing about who wrote first."""
    return [
        Reason(vote.pk, vote.reason, subject.title_of(vote.option), vote.is_hidden)
        for vote in votes
        if vote.reason
    ]


@dataclass(frozen=True, slots=True)
class ComparedRounds:
    """What the same people voted in the first and in the second round, by voter."""

    first: Mapping[UUID, str]
    last: Mapping[UUID, str]

    @property
    def both(self) -> int:
        return len(self.first)

    @property
    def changed(self) -> int:
        """How many voted differently the second time."""
        return changed_minds(self.first, self.last)


def compared_rounds(rounds: Sequence[RevealedRound]) -> ComparedRounds | None:
    """The votes of those who voted twice; ``None`` where they may not be compared."""
    if len(rounds) < 2:
        return None
    first, second = ({v.participant_id: v.option for v in each.votes} for each in rounds)
    if not rounds_may_be_compared(first.keys(), second.keys()):
        return None
    both = first.keys() & second.keys()
    return ComparedRounds({v: first[v] for v in both}, {v: second[v] for v in both})


def nobody_voted_twice(rounds: Sequence[RevealedRound]) -> bool:
    """Whether there were two rounds, each of other people."""
    return (
        len(rounds) > 1
        and all(each.votes for each in rounds)
        and not (rounds[0].voters & rounds[1].voters)
    )
