"""What follows from the answers: what is asked, what counts, and the derived facts.

The values of one store in one environment are a plain dict: a known answer or fact has
its option, a question that is not asked (or muted) has ``NOT_ASKED``, anything unknown
has no entry.
"""

from collections.abc import Iterable, Mapping

from decision.domain.conditions import NOT_ASKED
from decision.domain.prepared import once_per_rulebook
from decision.domain.rulebook import ENVIRONMENT, Fact, Question, Rulebook
from decision.domain.vocabulary import Environment


def values(
    rulebook: Rulebook, answers: Mapping[str, str], environment: Environment
) -> dict[str, str]:
    """Known values of every question and fact, given the known ``answers``."""
    found: dict[str, str] = {ENVIRONMENT: environment}
    _extend(found, rulebook.order, answers)
    return found


def values_by_environment(
    rulebook: Rulebook, answers: Mapping[str, str]
) -> dict[Environment, dict[str, str]]:
    """:func:`values` for all environments, working out only once what they share."""
    alike, varying = _by_environment(rulebook)
    shared: dict[str, str] = {}
    _extend(shared, alike, answers)
    found = {}
    for environment in Environment:
        own = {ENVIRONMENT: environment.value, **shared}
        _extend(own, varying, answers)
        found[environment] = own
    return found


@once_per_rulebook
def _by_environment(
    rulebook: Rulebook,
) -> tuple[tuple[Question | Fact, ...], tuple[Question | Fact, ...]]:
    """Questions and facts that are alike in all environments, and those that may differ."""
    varying = rulebook.by_environment
    return (
        tuple(node for node in rulebook.order if node.id not in varying),
        tuple(node for node in rulebook.order if node.id in varying),
    )


def _extend(
    found: dict[str, str], nodes: Iterable[Question | Fact], answers: Mapping[str, str]
) -> None:
    for node in nodes:
        value = value_of(node, found, answers)
        if value is not None:
            found[node.id] = value


def value_of(
    node: Question | Fact, found: Mapping[str, str], answers: Mapping[str, str]
) -> str | None:
    """The value of one question or fact after those before it, or ``None``: not known."""
    if isinstance(node, Question):
        return _question_value(node, found, answers)
    return _fact_value(node, found, answers)


def _question_value(
    question: Question, found: Mapping[str, str], answers: Mapping[str, str]
) -> str | None:
    if question.asked_when.holds(found) is False:
        return NOT_ASKED
    if question.muted_when is not None and question.muted_when.holds(found) is True:
        return NOT_ASKED
    return answers.get(question.id)


def _fact_value(fact: Fact, found: Mapping[str, str], answers: Mapping[str, str]) -> str | None:
    if fact.answerable and fact.id in answers:
        return answers[fact.id]
    for rule in fact.rules:
        held = rule.when.holds(found)
        if held is True:
            return rule.value
        if held is None:
            return None
    return NOT_ASKED


def told(
    rulebook: Rulebook, found: Mapping[str, str], answers: Mapping[str, str]
) -> dict[str, str]:
    """The values with muted answers put back: they weigh nothing, but they were given."""
    muted = {
        question.id: answers[question.id]
        for question in rulebook.muted
        if question.id in answers and is_muted(question, found) and is_asked(question, found)
    }
    return {**found, **muted}


def is_asked(question: Question, found: Mapping[str, str]) -> bool:
    """Whether a questionnaire shows the question: unless it certainly need not be asked."""
    return question.asked_when.holds(found) is not False


def is_muted(question: Question, found: Mapping[str, str]) -> bool:
    """Whether the question is asked but another answer makes it weigh nothing."""
    return question.muted_when is not None and question.muted_when.holds(found) is True
