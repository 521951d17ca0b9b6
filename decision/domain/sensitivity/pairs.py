"""Flips of two changes, each of which alone leaves the verdict as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from decision.domain.sensitivity.shapes import Change, Flip
from decision.domain.sensitivity.situations import Situation, Situations, Tests, joined
from decision.domain.vocabulary import Result


@dataclass(frozen=True, slots=True)
class Tried:
    """One change tried alone: the situation that it leads to, and its verdict."""

    change: Change
    situation: Situation
    verdict: Result


@dataclass(frozen=True, slots=True)
class _Step:
    """A change, with what it makes of the deciding questions' open answers.

    ``decided`` is None where the change can open or close a deciding question: then the ways
    to answer those are not the same as before. An ``idle`` change does nothing at all, unless
    another one makes a rule look at it.
    """

    tried: Tried
    decided: list[Situation] | None
    idle: bool


def pair_flips(
    situations: Situations, now: Situation, verdict: Result, tried: Sequence[Tried]
) -> Iterator[Flip]:
    """All minimal flips of two changes among ``tried``, in the order given.

    Most pairs have few rules in common. What the two changes do then adds up, and only those
    rules are looked at again; pairs that touch the same values are tried like single changes.
    """
    decided = list(situations.decided(now))
    steps = [
        _step(situations, now, decided, each)
        for each in tried
        if each.verdict is verdict and situations.can_matter(each.change.question)
    ]
    for place, first in enumerate(steps):
        meeting = _Meeting(situations, first.tried.change.question)
        for second in steps[place + 1 :]:
            other = second.tried.change.question
            if other == first.tried.change.question:
                continue
            meet = meeting.with_(other)
            if meet is None:
                after = second.tried.change.after
                found = situations.verdict(situations.changed(first.tried.situation, other, after))
            elif not meet and (first.idle or second.idle):
                continue
            else:
                own = joined(now, first.tried.situation, second.tried.situation, meet)
                ways = (
                    situations.decided(own)
                    if first.decided is None or second.decided is None
                    else map(joined, decided, first.decided, second.decided, repeat(meet))
                )
                found = situations.verdict_of(own, ways)
            if found is not verdict:
                yield Flip((first.tried.change, second.tried.change), found)


class _Meeting:
    """Where one question meets others, looked up once for each of them."""

    def __init__(self, situations: Situations, question: str) -> None:
        self._situations = situations
        self._question = question
        self._found: dict[str, Tests | None] = {}

    def with_(self, other: str) -> Tests | None:
        if other not in self._found:
            self._found[other] = self._situations.meet(self._question, other)
        return self._found[other]


def _step(
    situations: Situations, now: Situation, decided: Sequence[Situation], tried: Tried
) -> _Step:
    name, after = tried.change.question, tried.change.after
    if situations.opens_deciders(now, name):
        return _Step(tried, None, False)
    changed = [situations.changed(each, name, after) for each in decided]
    acts = any(
        before.acting != each.acting
        for before, each in zip((now, *decided), (tried.situation, *changed), strict=True)
    )
    return _Step(tried, changed, not acts and not situations.can_contradict(name))
