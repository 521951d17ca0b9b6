"""What splits the room: which questions are behind different verdicts.

A person whose verdict for a store differs from that of the room's leaning answers is walked
over to them, one answer after another: the answer at which the verdict turns is what set
them apart. As the order can matter, everybody walks twice, in the order of the content and
backwards, and each walk counts half. So the shares add up to the people who differ, whatever
the answers are. (That is the Shapley value where two answers differ, and in between those
of all orders otherwise; to walk every order would take far too long in a live room.)
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from decision.domain.answers import System
from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.situations import Situation, Situations, situations
from decision.domain.workshop.room import standings
from decision.domain.workshop.voices import (
    Topic,
    Voice,
    in_order,
    leaning,
    mixed_answers,
    without_replaced,
)


@dataclass(frozen=True, slots=True)
class Share:
    """How far one topic is behind the differences in verdicts.

    ``people`` counts the persons, once for each store, that its answers set apart (halves are
    possible, and less than nothing: there its answers hide a difference). ``mixed`` says that
    people answered it differently, ``decides`` that somebody's verdict for some store would turn
    if they answered it like somebody else in the room, all else being as they said.
    """

    topic: Topic
    people: float
    mixed: bool
    decides: bool

    @property
    def need_not_be_settled(self) -> bool:
        return self.mixed and not self.decides


@dataclass(frozen=True, slots=True)
class Split:
    """The shares, what decides most first, and how many people differ, over all stores."""

    shares: tuple[Share, ...]
    differing: int


def split(rulebook: Rulebook, system: System, voices: Sequence[Voice]) -> Split:
    """Explain the different verdicts of ``voices`` by the topics they voted on."""
    lean = leaning(rulebook, voices)
    said = mixed_answers(voices)
    mixed = said.keys()
    people = dict.fromkeys(in_order(rulebook, {*lean, *mixed}), 0.0)
    differing = 0
    system = without_replaced(rulebook, system, people)
    deciding: set[Topic] = set()
    lines = zip(
        standings(rulebook, system, voices),
        standings(rulebook, system, [Voice(lean)]),
        strict=True,
    )
    for place, (standing, (goal,)) in enumerate(lines):
        steps = _steps(rulebook, lean, place)
        alike = _alike(standing)
        waiting = {topic: said[topic] for topic in said if topic not in deciding}
        deciding.update(_turning(rulebook, [each for each, _ in alike], place, waiting))
        for start, count in alike:
            if turned := _walked(situations(rulebook), start, goal, steps):
                differing += count
                for topic, share in turned.items():
                    people[topic] += share * count
    shares = [Share(topic, people[topic], topic in mixed, topic in deciding) for topic in people]
    return Split(tuple(sorted(shares, key=_rank)), differing)


def _rank(share: Share) -> tuple[float, bool, bool]:
    """What decides comes first; the sort keeps the content's order among equals."""
    return -share.people, not (share.mixed and share.decides), not share.mixed


def _steps(rulebook: Rulebook, lean: Mapping[Topic, str], place: int) -> list[tuple[Topic, str]]:
    """The answers to walk over that bear on one store and can move its verdict."""
    engine = situations(rulebook)
    return [
        (topic, option)
        for topic, option in lean.items()
        if topic.store in (None, place) and engine.can_matter(topic.question)
    ]


def _alike(standing: Iterable[Situation]) -> list[tuple[Situation, int]]:
    """People who answered alike walk together."""
    found: dict[Situation, int] = {}
    for each in standing:
        found[each] = found.get(each, 0) + 1
    return list(found.items())


def _walked(
    engine: Situations, start: Situation, goal: Situation, steps: Sequence[tuple[Topic, str]]
) -> dict[Topic, float]:
    """What turned one person's verdict to the goal's; empty if it is the same from the start."""
    wanted = engine.verdict_completed(goal)
    if engine.verdict_completed(start) is wanted:
        return {}
    turned: dict[Topic, float] = {}
    for order in (steps, steps[::-1]):
        now, agrees = start, False
        for topic, option in order:
            if engine.says(now, topic.question, option):
                continue
            now = engine.changed(now, topic.question, option)
            agreed, agrees = agrees, engine.verdict_completed(now) is wanted
            if agrees is not agreed:
                turned[topic] = turned.get(topic, 0.0) + (0.5 if agrees else -0.5)
    return turned


def _turning(
    rulebook: Rulebook,
    standing: Iterable[Situation],
    place: int,
    said: Mapping[Topic, Sequence[str]],
) -> Iterator[Topic]:
    """Mixed topics with an answer from the room that would turn somebody's verdict."""
    engine = situations(rulebook)
    stand = [(each, engine.verdict_completed(each)) for each in standing]
    for topic, options in said.items():
        if topic.store not in (None, place) or not engine.can_matter(topic.question):
            continue
        turned = (
            engine.verdict_completed(engine.changed(now, topic.question, option)) is not verdict
            for now, verdict in stand
            for option in options
            if not engine.says(now, topic.question, option)
        )
        if any(turned):
            yield topic
