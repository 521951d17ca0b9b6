"""Flips of two changes, each of which alone leaves the verdict as it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from decision.domain.sensitivity.shapes import Change, Flip
from decision.domain.sensitivity.situations import Situation, Situations, Tests, joined
from decision.domain.vocabulary import Result


@dataclass(frozen=True, slots=True)
class Tried:
    """One change tried alone: the situation that it leads to, and its verdict.

    ``plain`` is the situation without the options that are the only ones left. The verdict is
    None where the answers could not be true together.
    """

    change: Change
    plain: Situation
    situation: Situation
    verdict: Result | None


@dataclass(frozen=True, slots=True)
class _Step:
    """A change, with what it makes of the deciding questions' open answers.

    ``decided`` is None where the change can open or close a deciding question: then the ways
    to answer those are not the same as before. An ``idle`` change does nothing at all, unless
    another one makes a rule look at it. One that ``contradicts`` can make others impossible.
    """

    tried: Tried
    decided: list[Situation] | None
    idle: bool
    contradicts: bool


def pair_flips(
    situations: Situations,
    now: Situation,
    plain: Situation,
    verdict: Result,
    tried: Sequence[Tried],
) -> Iterator[Flip]:
    """All minimal flips of two changes among ``tried``, in the order given.

    ``plain`` is the situation ``now`` without the options that are the only ones left.
    """
    pairs = _Pairs(situations, now, plain)
    steps = [
        pairs.step(each)
        for each in tried
        if each.verdict in (verdict, None) and situations.can_matter(each.change.question)
    ]
    for place, first in enumerate(steps):
        question = first.tried.change.question
        meeting = _Meeting(situations, question)
        for second in steps[place + 1 :]:
            other = second.tried.change.question
            if other == question:
                continue
            meet = meeting.with_(other)
            if meet == () and (first.idle or second.idle):
                continue
            found, ways = pairs.both(first, second, meet)
            if not situations.is_possible(found):
                continue
            reached = situations.verdict_of(found, ways)
            if reached is not verdict:
                yield flip(situations, (first.tried.change, second.tried.change), found, reached)


class _Pairs:
    """Two changes at once.

    Most pairs have few rules in common. What the two changes do then adds up, and only those
    rules are looked at again; pairs that touch the same values are tried like single changes.
    """

    def __init__(self, situations: Situations, now: Situation, plain: Situation) -> None:
        self._situations = situations
        self._now = now
        self._plain = plain
        self._decided = list(situations.decided(now))

    def step(self, tried: Tried) -> _Step:
        name, after = tried.change.question, tried.change.after
        contradicts = self._situations.can_contradict(name)
        added = contradicts and tried.situation is not tried.plain
        if added or self._situations.opens_deciders(self._now, name):
            return _Step(tried, None, False, contradicts)
        changed = [self._situations.changed(each, name, after) for each in self._decided]
        acts = any(
            before.acting != each.acting
            for before, each in zip(
                (self._now, *self._decided), (tried.situation, *changed), strict=True
            )
        )
        return _Step(tried, changed, not acts and not contradicts, contradicts)

    def both(
        self, first: _Step, second: _Step, meet: Tests | None
    ) -> tuple[Situation, Iterable[Situation]]:
        """The situation of both changes, and what it can become."""
        one, other = first.tried, second.tried
        if first.contradicts or second.contradicts:
            if meet is None or self._plain is not self._now:
                own = self._changed(one.plain, other)
            else:
                own = joined(self._now, one.plain, other.plain, meet)
            found = self._situations.completed(own)
            if found is not own:
                return found, self._situations.decided(found)
        elif meet is None:
            found = self._changed(one.situation, other)
        else:
            found = joined(self._now, one.situation, other.situation, meet)
        if meet is None or first.decided is None or second.decided is None:
            return found, self._situations.decided(found)
        return found, map(joined, self._decided, first.decided, second.decided, repeat(meet))

    def _changed(self, situation: Situation, tried: Tried) -> Situation:
        return self._situations.changed(situation, tried.change.question, tried.change.after)


def flip(
    situations: Situations, changes: tuple[Change, ...], found: Situation, verdict: Result
) -> Flip:
    """The flip to ``verdict``, with the questions that it opens where it ends in "ask first"."""
    opens = situations.open_deciders(found) if verdict is Result.ASK_FIRST else ()
    return Flip(changes, verdict, tuple(each.id for each in opens))


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
