"""Flips the slow way: change the answers of a system and ask the engine again."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from decision.domain.answers import Store, System, of_store
from decision.domain.facts import is_asked, told, values
from decision.domain.limits import is_impossible, stand
from decision.domain.recommendation import with_kind
from decision.domain.rulebook import Question, Rulebook
from decision.domain.sensitivity import Change, Flip
from decision.domain.unknowns import open_questions, result_of
from decision.domain.vocabulary import (
    DONT_KNOW,
    VERDICT_BOUNDARY,
    VERDICT_ENVIRONMENT,
    Level,
    Result,
)

ASK_FIRST = Result.ASK_FIRST


def changed(system: System, store: Store, *changes: Change) -> tuple[System, Store]:
    for change in changes:
        answer = {change.question: change.after}
        if change.level is Level.SYSTEM:
            system = replace(system, answers={**system.answers, **answer})
        else:
            store = replace(store, answers={**store.answers, **answer})
    return system, store


def verdict_after(
    rulebook: Rulebook, system: System, store: Store, *changes: Change
) -> Result | None:
    """None where the answers could not be true together."""
    system, store = changed(system, store, *changes)
    standing = stand(rulebook, system, store)
    found = values(rulebook, standing.answers, VERDICT_ENVIRONMENT)
    if standing.aside or is_impossible(rulebook, told(rulebook, found, standing.answers)):
        return None
    return verdict(rulebook, system, store)


def verdict_after_looking_again(
    rulebook: Rulebook, system: System, store: Store, change: Change
) -> Result | None:
    """None while the changed answer contradicts another one; others may."""
    system, store = changed(system, store, change)
    standing = stand(rulebook, system, store)
    found = values(rulebook, standing.answers, VERDICT_ENVIRONMENT)
    if change.question in standing.aside:
        return None
    if is_impossible(rulebook, told(rulebook, found, standing.answers)):
        return None
    return verdict(rulebook, system, store)


def verdict(rulebook: Rulebook, system: System, store: Store) -> Result:
    """The engine's verdict, without all else that a recommendation carries."""
    standing = stand(rulebook, system, store)
    return result_of(rulebook, standing, VERDICT_BOUNDARY, VERDICT_ENVIRONMENT)


def open_deciders(rulebook: Rulebook, system: System, store: Store) -> list[Question]:
    answers = stand(rulebook, system, store).answers
    found = values(rulebook, answers, VERDICT_ENVIRONMENT)
    open_ = open_questions(rulebook, answers, found)
    order = [node.id for node in rulebook.order]
    deciders = [each for each in open_ if VERDICT_BOUNDARY in each.decides]
    return sorted(deciders, key=lambda each: order.index(each.id))


def single_changes(rulebook: Rulebook, system: System, store: Store) -> list[Change]:
    return list(_changes(rulebook, system, store))


def _changes(rulebook: Rulebook, system: System, store: Store) -> Iterator[Change]:
    given = with_kind(rulebook, store, of_store(system, store))
    said = {**system.answers, **store.answers, **given}
    standing = stand(rulebook, system, store)
    if not standing.aside:
        given = {**given, **standing.answers}
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
    now = verdict(rulebook, system, store)
    changes = single_changes(rulebook, system, store)
    alone = {change: verdict_after(rulebook, system, store, change) for change in changes}
    found: list[Flip] = []
    for change, reached in alone.items():
        if reached not in (now, None):
            followed = []
            if reached is ASK_FIRST:
                enough = {
                    (each.question, each.after)
                    for each, other in alone.items()
                    if other not in (now, None, ASK_FIRST)
                }
                followed = [
                    each
                    for each in _followed(rulebook, system, store, change)
                    if each.verdict not in (now, None, ASK_FIRST)
                    and (each.changes[1].question, each.changes[1].after) not in enough
                ]
            found += followed or [_flip(rulebook, system, store, reached, change)]
    for one, other in combinations(changes, 2):
        if one.question != other.question and {alone[one], alone[other]} <= {now, None}:
            both = verdict_after(rulebook, system, store, one, other)
            if both not in (now, None):
                found.append(_flip(rulebook, system, store, both, one, other))
    changeable = {each.id for each in rulebook.questions if each.changeable}
    moves = {flip: _moves(rulebook, flip) for flip in found}
    found = [replace(each, worsens=moves[each] == {"worse"}) for each in found]

    def place(flip: Flip) -> tuple[bool, bool, bool, bool, bool, int]:
        better = moves[replace(flip, worsens=False)] == {"better"}
        own = {change.question for change in flip.changes} <= changeable
        nowhere = flip.verdict in (Result.NOT_YET, Result.NOT_APPLICABLE)
        return flip.worsens, bool(flip.opens), nowhere, not own, not better, len(flip.changes)

    return tuple(sorted(found, key=place))


def _moves(rulebook: Rulebook, flip: Flip) -> set[str]:
    """Whether something becomes better, or worse, by the changes."""
    found = set()
    for change in flip.changes:
        question = rulebook.question_by_id.get(change.question)
        if question is None or change.before in (None, DONT_KNOW):
            continue
        worse = question.worse
        if change.after in worse and change.before not in worse[: worse.index(change.after)]:
            found.add("worse")
        elif change.before in worse:
            found.add("better")
    return found


def _followed(rulebook: Rulebook, system: System, store: Store, change: Change) -> Iterator[Flip]:
    """A change with each answer to the questions that decide after it."""
    given = with_kind(rulebook, store, of_store(system, store))
    said = {**system.answers, **store.answers, **given}
    for question in open_deciders(rulebook, *changed(system, store, change)):
        for option in question.options:
            then = Change(question.id, question.level, said.get(question.id), option)
            reached = verdict_after(rulebook, system, store, change, then)
            if reached:
                yield Flip((change, then), reached)


def _flip(
    rulebook: Rulebook, system: System, store: Store, reached: Result, *changes: Change
) -> Flip:
    opens: list[Question] = []
    if reached is Result.ASK_FIRST:
        opens = open_deciders(rulebook, *changed(system, store, *changes))
    return Flip(changes, reached, tuple(each.id for each in opens))
