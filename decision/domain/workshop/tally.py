"""Votes counted: how many for each option, what leads, and how minds changed."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from decision.domain.vocabulary import DONT_KNOW
from decision.domain.workshop.groups import shown_groups


@dataclass(frozen=True, slots=True)
class Count:
    option: str
    votes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes on one item in one round; every option is listed, also without a vote."""

    counts: tuple[Count, ...]
    total: int

    @property
    def leaders(self) -> tuple[str, ...]:
        """The options with most votes: several where they are as many, none without a vote."""
        best = max((count.votes for count in self.counts), default=0)
        return tuple(count.option for count in self.counts if count.votes == best > 0)

    @property
    def leading(self) -> str:
        """The option with most votes; without one, or where two lead, it is not known."""
        return self.leaders[0] if len(self.leaders) == 1 else DONT_KNOW

    @property
    def mixed(self) -> bool:
        """Whether not everybody voted for the same option."""
        return sum(count.votes > 0 for count in self.counts) > 1

    def votes_for(self, option: str) -> int:
        return next((count.votes for count in self.counts if count.option == option), 0)


def tally(options: Sequence[str], votes: Iterable[str]) -> Tally:
    """Count votes; what is not among the options is left out."""
    found = Counter(votes)
    counts = tuple(Count(option, found[option]) for option in options)
    return Tally(counts, sum(count.votes for count in counts))


def tally_by_role(options: Sequence[str], votes: Iterable[tuple[str, str]]) -> dict[str, Tally]:
    """Counts by role, from (role, option); only roles that may be shown (see ``groups``)."""
    by_role: dict[str, list[str]] = {}
    for role, option in votes:
        by_role.setdefault(role, []).append(option)
    sizes = {role: len(own) for role, own in by_role.items()}
    return {role: tally(options, by_role[role]) for role in shown_groups(sizes) if role}


def changed_minds[Voter: Hashable](first: Mapping[Voter, str], second: Mapping[Voter, str]) -> int:
    """How many people voted in both rounds and differently; keys are the voters'."""
    return sum(first[voter] != option for voter, option in second.items() if voter in first)
