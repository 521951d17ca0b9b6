"""Answers that are filled in while the team has given none of its own.

A known kind of store fills in what is clear about such stores. An assumption of the content
fills in what follows from other answers. The team's own answer always wins, and "we don't
know" is one.
"""

from collections.abc import Mapping

from decision.domain.answers import Store
from decision.domain.facts import is_asked, value_of
from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import ENVIRONMENT, Fact, Question, Rulebook, reads
from decision.domain.vocabulary import DONT_KNOW, VERDICT_ENVIRONMENT


def from_kind(rulebook: Rulebook, store: Store, answers: Mapping[str, str]) -> dict[str, str]:
    """The known answers, completed by what the store's kind says.

    When a fact is stated directly, the kind's answers to what it follows from are left out:
    the statement is the team's own.
    """
    prefill = rulebook.kinds.get(store.kind or "")
    if not prefill:
        return dict(answers)
    derived = {
        name
        for fact in rulebook.facts
        if fact.answerable and fact.id in answers
        for rule in fact.rules
        for name in rule.when.names()
    }
    left_out = derived | unknown_to_the_team(store)
    kept = {name: option for name, option in prefill.items() if name not in left_out}
    return {**kept, **answers}


def with_assumptions(
    rulebook: Rulebook, store: Store, answers: Mapping[str, str]
) -> dict[str, str]:
    """The answers, completed by the assumptions that certainly hold for them."""
    given = dict(answers)
    settled = unknown_to_the_team(store)
    if all(each.id in given or each.id in settled for each in assumed_questions(rulebook)):
        return given
    found: dict[str, str] = {ENVIRONMENT: VERDICT_ENVIRONMENT}
    for node in _on_the_way(rulebook):
        if isinstance(node, Question) and node.id not in given and node.id not in settled:
            _assume(node, found, given)
        value = value_of(node, found, given)
        if value is not None:
            found[node.id] = value
    return given


def unknown_to_the_team(store: Store) -> frozenset[str]:
    """The questions that were answered with "we don't know"."""
    return frozenset(name for name, option in store.answers.items() if option == DONT_KNOW)


def _assume(question: Question, found: Mapping[str, str], given: dict[str, str]) -> None:
    assumed = question.assumed
    if assumed and is_asked(question, found) and assumed.when.holds(found) is True:
        given[question.id] = assumed.option


@once_per_rulebook
def assumed_questions(rulebook: Rulebook) -> tuple[Question, ...]:
    """The questions that have an assumption."""
    return tuple(question for question in rulebook.questions if question.assumed)


@once_per_rulebook
def _on_the_way(rulebook: Rulebook) -> tuple[Question | Fact, ...]:
    """What has to be worked out for the assumptions, in order; mostly a small part."""
    needed = {question.id for question in assumed_questions(rulebook)}
    for node in reversed(rulebook.order):
        if node.id in needed:
            needed |= reads(node)
    return tuple(node for node in rulebook.order if node.id in needed)
