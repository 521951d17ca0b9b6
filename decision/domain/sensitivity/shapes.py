"""The shapes of what sensitivity finds; pages, JSON and the PDF read them."""

from dataclasses import dataclass
from enum import StrEnum

from decision.domain.vocabulary import Boundary, Environment, Level, Result


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed: ``before`` is None where the question has no answer yet."""

    question: str
    level: Level
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A smallest set of one or two changes that gives a store another verdict.

    Where the verdict would be "ask first", ``opens`` names the questions that decide then.
    ``worsens`` says that something becomes worse by the changes and nothing better: that is
    nothing to do, but what would weaken the verdict.
    """

    changes: tuple[Change, ...]
    verdict: Result
    opens: tuple[str, ...] = ()
    worsens: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """An option, and the verdict that a store would have with it."""

    option: str
    verdict: Result


@dataclass(frozen=True, slots=True)
class LoadBearing:
    """A given answer that holds the verdict alone, with the options that would turn it."""

    question: str
    level: Level
    answer: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class StoreSensitivity:
    """What could change the verdict of one store.

    ``verdict`` is the verdict as it stands. ``possible`` holds the results that some way to
    answer everything open leads to (never "ask first"); ``settled`` says that there is only
    one, and that it is the verdict already. ``flips`` come in the order of
    :meth:`StoreChanges.flips`. ``cannot_matter`` names open questions that no longer play a
    part in the verdict, whatever the other answers turn out to be, and that no other cell
    waits for; they may still shade other cells. Those to look at again are never among them.
    """

    name: str
    verdict: Result
    possible: frozenset[Result]
    settled: bool
    flips: tuple[Flip, ...]
    load_bearing: tuple[LoadBearing, ...]
    cannot_matter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoreTurns:
    """What each option of a question leads to for one store, all else as it is."""

    store: str
    turns: tuple[Turn, ...]


class Purpose(StrEnum):
    """What answering an open question is good for."""

    AGAIN = "again"  # its answer contradicts another one and has to be looked at again
    VERDICT = "verdict"  # it can still turn the verdict of a store
    CELLS = "cells"  # a result beside the verdict is "ask first" because of it
    DETAIL = "detail"  # it only shades scores and results beside the verdict


@dataclass(frozen=True, slots=True)
class WaitingCell:
    """A cell that is "ask first" and names the question."""

    store: str
    boundary: Boundary
    environment: Environment


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """An open question, what its answer is good for, and what each option leads to.

    ``stores`` names the stores for which the purpose holds. ``outcomes`` has one entry for
    each of them, in the same order, with every option that is possible, in content order.
    ``cells`` are all that wait for the answer, whatever the purpose. A question that has to be
    looked at again, because its answer contradicts another one, counts as open; what is
    possible for it contradicts nothing any more, and that may be no option at all.
    """

    question: str
    level: Level
    stores: tuple[str, ...]
    outcomes: tuple[StoreTurns, ...]
    purpose: Purpose = Purpose.VERDICT
    cells: tuple[WaitingCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What could change the recommendation: by store, and the questions to ask next."""

    stores: tuple[StoreSensitivity, ...]
    next_questions: tuple[NextQuestion, ...]
