"""Flips of two changes, each of which alone leaves the verdict as it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from decision.domain.sensitivity.shapes import Change, Flip
from decision.domain.sensitivity.situations import Situation, Situations
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

    Most pairs touch no rule in common. What the two changes do then adds up, and nothing has
    to be worked out again; the others are tried like single changes.
    """
    decided = list(situations.decided(now))
    steps = [
        _step(situations, now, decided, each)
        for each in tried
        if each.verdict is verdict and situations.can_matter(each.change.question)
    ]
    for place, first in enumerate(steps):
        name = first.tried.change.question
        apart: dict[str, bool] = {}
        for second in steps[place + 1 :]:
            other = second.tried.change.question
            if other == name:
                continue
            if other not in apart:
                apart[other] = situations.are_apart(name, other)
            if apart[other]:
                if first.idle or second.idle:
                    continue
                own = _join(now, first.tried.situation, second.tried.situation)
            else:
                own = situations.changed(first.tried.situation, other, second.tried.change.after)
            if apart[other] and first.decided is not None and second.decided is not None:
                ways: Iterable[Situation] = map(_join, decided, first.decided, second.decided)
            else:
                ways = situations.decided(own)
            found = situations.verdict_of(own, ways)
            if found is not verdict:
                yield Flip((first.tried.change, second.tried.change), found)


def _step(
    situations: Situations, now: Situation, decided: Sequence[Situation], tried: Tried
) -> _Step:
    name, after = tried.change.question, tried.change.after
    if situations.opens_deciders(name):
        return _Step(tried, None, False)
    changed = [situations.changed(each, name, after) for each in decided]
    acts = any(
        before.acting != each.acting
        for before, each in zip((now, *decided), (tried.situation, *changed), strict=True)
    )
    return _Step(tried, changed, not acts and not situations.can_contradict(name))


def _join(now: Situation, one: Situation, other: Situation) -> Situation:
    """Both changes of a situation at once, where no rule looks at both."""
    return Situation(
        now.given ^ one.given ^ other.given,
        now.state ^ one.state ^ other.state,
        now.acting ^ one.acting ^ other.acting,
        one.points + other.points - now.points,
    )
