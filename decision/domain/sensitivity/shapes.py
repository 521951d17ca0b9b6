"""The shapes of what sensitivity finds; pages, JSON and the PDF read them."""

from dataclasses import dataclass

from decision.domain.vocabulary import Level, Result


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed: ``before`` is None where the question has no answer yet."""

    question: str
    level: Level
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Flip:
    """A smallest set of one or two changes that gives a store another verdict."""

    changes: tuple[Change, ...]
    verdict: Result


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
    one, and that it is the verdict already. ``flips`` come smallest first, then in content
    order. ``cannot_matter`` names open questions that no longer play a part, whatever the
    other answers turn out to be.
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


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """An open question, the stores it can still decide for, and what each option leads to.

    ``stores`` names the stores where the question is open and can matter. ``outcomes`` has
    one entry for each of them, in the same order, with every option in content order.
    """

    question: str
    level: Level
    stores: tuple[str, ...]
    outcomes: tuple[StoreTurns, ...]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What could change the recommendation: by store, and the questions to ask next."""

    stores: tuple[StoreSensitivity, ...]
    next_questions: tuple[NextQuestion, ...]
