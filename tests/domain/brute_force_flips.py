"""Flips the slow way: change the answers of a system and ask the engine again."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from decision.domain.answers import Store, System, of_store
from decision.domain.facts import is_asked, values
from decision.domain.recommendation import with_kind
from decision.domain.rulebook import Rulebook
from decision.domain.scoring import outcomes
from decision.domain.sensitivity import Change, Flip
from decision.domain.unknowns import to_ask_first
from decision.domain.vocabulary import VERDICT_BOUNDARY, VERDICT_ENVIRONMENT, Level, Result


def verdict_after(rulebook: Rulebook, system: System, store: Store, *changes: Change) -> Result:
    for change in changes:
        answer = {change.question: change.after}
        if change.level is Level.SYSTEM:
            system = replace(system, answers={**system.answers, **answer})
        else:
            store = replace(store, answers={**store.answers, **answer})
    return verdict(rulebook, system, store)


def verdict(rulebook: Rulebook, system: System, store: Store) -> Result:
    """The engine's verdict, without all else that a recommendation carries."""
    given = with_kind(rulebook, store, of_store(system, store))
    found = values(rulebook, given, VERDICT_ENVIRONMENT)
    if VERDICT_BOUNDARY in to_ask_first(rulebook, given, found, VERDICT_ENVIRONMENT):
        return Result.ASK_FIRST
    return outcomes(rulebook, found, VERDICT_ENVIRONMENT)[VERDICT_BOUNDARY]


def single_changes(rulebook: Rulebook, system: System, store: Store) -> list[Change]:
    return list(_changes(rulebook, system, store))


def _changes(rulebook: Rulebook, system: System, store: Store) -> Iterator[Change]:
    given = with_kind(rulebook, store, of_store(system, store))
    said = {**system.answers, **store.answers, **given}
    found = values(rulebook, given, VERDICT_ENVIRONMENT)
    changeable = [
        (question.id, question.level, question.options)
        for question in rulebook.questions
        if is_asked(question, found)
    ] + [
        (fact.id, Level.STORE, fact.options)
        for fact in rulebook.facts
        if fact.answerable and fact.id in store.answers
    ]
    for name, level, options in changeable:
        for option in options:
            if option != given.get(name):
                yield Change(name, level, said.get(name), option)


def flips(rulebook: Rulebook, system: System, store: Store) -> tuple[Flip, ...]:
    now = verdict_after(rulebook, system, store)
    changes = single_changes(rulebook, system, store)
    alone = {change: verdict_after(rulebook, system, store, change) for change in changes}
    single = [Flip((change,), verdict) for change, verdict in alone.items() if verdict != now]
    double = []
    for one, other in combinations(changes, 2):
        if one.question != other.question and alone[one] == alone[other] == now:
            verdict = verdict_after(rulebook, system, store, one, other)
            if verdict != now:
                double.append(Flip((one, other), verdict))
    return (*single, *double)
