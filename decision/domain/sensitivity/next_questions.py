"""Which open question to answer next, and what each of its options leads to.

First come questions whose answers contradict each other: as long as they do, nothing that
rests on them is certain. Then come questions that can still turn the verdict of a store. Both
are in this order: those whose answer alone changes the verdict of most stores, then those with
more options that do, counted over the stores. Then come those that clear cells which are "ask
first", most cells first. The rest fill in details. Among equals those come first that move the
scores most (of the stores whose verdict they change alone, if there are any); then the order of
the content.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from decision.domain.rulebook import Rulebook
from decision.domain.sensitivity.flips import StoreChanges
from decision.domain.sensitivity.pairs import Tried
from decision.domain.sensitivity.shapes import (
    NextQuestion,
    Purpose,
    StoreTurns,
    Turn,
    WaitingCell,
)
from decision.domain.vocabulary import Level

#: What helps more comes first.
_ORDER = tuple(Purpose)


@dataclass(frozen=True, slots=True)
class Concern:
    """One store: the open questions that can turn its verdict, and the cells that wait."""

    changes: StoreChanges
    turning: frozenset[str]
    waiting: Mapping[str, tuple[WaitingCell, ...]]

    def purpose(self, question: str) -> Purpose:
        if question in self.changes.standing.aside:
            return Purpose.AGAIN
        if question in self.turning:
            return Purpose.VERDICT
        return Purpose.CELLS if self.waiting.get(question) else Purpose.DETAIL


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with the stores for which it is asked."""

    question: str
    purpose: Purpose
    stores: Sequence[tuple[Concern, Sequence[Tried]]]
    cells: tuple[WaitingCell, ...]

    def rank(self) -> tuple[int, int, int, int, int]:
        """The smaller, the sooner."""
        changing = [_changing(concern, tried) for concern, tried in self.stores]
        alone = [each for each, count in zip(self.stores, changing, strict=True) if count]
        spread = sum(each.changes.spread(self.question) for each, _ in alone or self.stores)
        cells = len(self.cells) if self.purpose is Purpose.CELLS else 0
        return _ORDER.index(self.purpose), -len(alone), -sum(changing), -cells, -spread

    def view(self, level: Level) -> NextQuestion:
        outcomes = tuple(_turns(concern, tried) for concern, tried in self.stores)
        names = tuple(each.store for each in outcomes)
        return NextQuestion(self.question, level, names, outcomes, self.purpose, self.cells)


def next_questions(rulebook: Rulebook, concerns: Sequence[Concern]) -> tuple[NextQuestion, ...]:
    """Rank the open questions of all stores."""
    by_question: dict[str, list[tuple[Concern, Sequence[Tried]]]] = {}
    for concern in concerns:
        for question, tried in concern.changes.first_answers.items():
            by_question.setdefault(question, []).append((concern, tried))
    asked = [_asked(name, stores) for name, stores in by_question.items()]
    order = {node.id: place for place, node in enumerate(rulebook.nodes)}
    levels = {question.id: question.level for question in rulebook.questions}
    ranked = sorted(asked, key=lambda each: (*each.rank(), order[each.question]))
    return tuple(each.view(levels.get(each.question, Level.STORE)) for each in ranked)


def _changing(concern: Concern, tried: Sequence[Tried]) -> int:
    """How many options change the verdict by themselves."""
    return sum(each.verdict is not concern.changes.verdict for each in tried)


def _asked(question: str, stores: Sequence[tuple[Concern, Sequence[Tried]]]) -> _Asked:
    """The question with its best purpose, and the stores for which that holds."""
    purposes = [concern.purpose(question) for concern, _ in stores]
    best = min(purposes, key=_ORDER.index)
    held = [each for each, own in zip(stores, purposes, strict=True) if own is best]
    cells = (cell for concern, _ in stores for cell in concern.waiting.get(question, ()))
    return _Asked(question, best, held, tuple(cells))


def _turns(concern: Concern, tried: Sequence[Tried]) -> StoreTurns:
    turns = (Turn(each.change.after, each.verdict) for each in tried if each.verdict is not None)
    return StoreTurns(concern.changes.store.name, tuple(turns))
