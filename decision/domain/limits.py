"""Answers that cannot be true together: which of them count, and what is left to answer.

The content calls some contradictions impossible. Answers that hold one count as open until
somebody has looked at them again: nobody can tell which of them is wrong. And where such a
contradiction leaves an open question a single option, that option counts as its answer. Both
are judged in the environment that gives the verdict, and hold in all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from decision.domain.answers import Store, System, of_store
from decision.domain.conditions import Condition
from decision.domain.facts import told, values
from decision.domain.prefill import from_kind, with_assumptions
from decision.domain.prepared import once_per_rulebook, remembered
from decision.domain.rulebook import ENVIRONMENT, Question, Rulebook, reads
from decision.domain.vocabulary import DONT_KNOW, VERDICT_ENVIRONMENT

#: Combinations of answers that are remembered for a rulebook.
KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the impossible contradictions mean for some answers.

    ``aside`` are the answers of the contradictions that hold; ``possible`` says that none
    does. ``only`` has the open questions with one option left.
    """

    possible: bool
    aside: frozenset[str]
    only: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts of the answers that bear on one store.

    ``given`` are all known answers, with what is filled in. ``answers`` are those that count:
    the options that are the only ones left are among them, those put ``aside`` are not.
    """

    given: Mapping[str, str]
    answers: Mapping[str, str]
    aside: frozenset[str]


def stand(rulebook: Rulebook, system: System, store: Store) -> Standing:
    """Tell which answers count for one store of ``system``."""
    said = of_store(system, store)
    rules = limits(rulebook)
    given: Mapping[str, str] | None = None
    aside: frozenset[str] = frozenset()
    only: dict[str, str] = {}
    while True:
        base = from_kind(rulebook, store, said)
        answers = with_assumptions(rulebook, store, {**base, **only} if only else base)
        given = given or answers
        ruling = rules.ruling(answers)
        if ruling.aside:
            aside |= ruling.aside
            said = {name: option for name, option in said.items() if name not in aside}
            only = {}
            # Neither the kind of store nor an assumption may speak for them either.
            unknown = dict.fromkeys(aside, DONT_KNOW)
            store = replace(store, answers={**store.answers, **unknown})
            continue
        left = {name: option for name, option in ruling.only.items() if name not in aside}
        if not left:
            return Standing(given, answers, aside)
        only |= left


def is_impossible(rulebook: Rulebook, found: Mapping[str, str]) -> bool:
    """Whether these values contradict each other in a way that cannot be true."""
    return any(limit.holds(found) is True for limit in rulebook.limits)


class Limits:
    """The impossible contradictions of one rulebook, and what they mean for answers."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        #: Questions and facts whose answer can make others impossible.
        self.names = self._looked_at()
        self._kept: dict[tuple[str | None, ...], Ruling] = {}

    def ruling(self, answers: Mapping[str, str]) -> Ruling:
        """What the contradictions mean for all known answers that bear on one store."""
        key = tuple(map(answers.get, self.names))
        return remembered(self._kept, key, KEPT, lambda: self._rule(answers))

    def _rule(self, answers: Mapping[str, str]) -> Ruling:
        given = {name: answers[name] for name in self.names if name in answers}
        broken = self._broken(given)
        if broken:
            aside = frozenset(n for limit in broken for n in self._rests_on(limit) if n in given)
            return Ruling(False, aside, {})
        found = values(self._rulebook, given, VERDICT_ENVIRONMENT)
        left = {question.id: self._left(question, given) for question in self._open(given, found)}
        return Ruling(True, frozenset(), {n: o[0] for n, o in left.items() if len(o) == 1})

    def _open(self, given: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Question]:
        """Questions that limits look at, that are certainly asked, and that have no answer."""
        for question in self._rulebook.questions:
            if question.id not in self.names or question.id in given or question.id in found:
                continue
            if question.asked_when.holds(found) is True:
                yield question

    def _left(self, question: Question, given: Mapping[str, str]) -> list[str]:
        return [o for o in question.options if not self._broken({**given, question.id: o})]

    def _broken(self, answers: Mapping[str, str]) -> list[Condition]:
        # A muted answer weighs nothing, yet it still contradicts what mutes it.
        found = values(self._rulebook, answers, VERDICT_ENVIRONMENT)
        given = told(self._rulebook, found, answers)
        return [limit for limit in self._rulebook.limits if limit.holds(given) is True]

    def _rests_on(self, limit: Condition) -> set[str]:
        """The questions and facts that a limit looks at, also through facts."""
        found: set[str] = set()
        waiting = set(limit.names())
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                fact = self._rulebook.fact_by_id.get(name)
                waiting |= reads(fact) if fact else frozenset()
        return found

    def _looked_at(self) -> tuple[str, ...]:
        wanted = frozenset().union(*(limit.names() for limit in self._rulebook.limits))
        for node in reversed(self._rulebook.order):
            if node.id in wanted:
                wanted |= reads(node)
        return tuple(node.id for node in self._rulebook.order if node.id in wanted - {ENVIRONMENT})


limits = once_per_rulebook(Limits)
