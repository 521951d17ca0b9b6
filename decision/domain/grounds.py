"""Which answers make a condition hold: what a gate or contradiction rests on in one case."""

from collections.abc import Iterable, Iterator, Mapping

from decision.domain.conditions import All, AnyOf, Condition, Is, Not, Values
from decision.domain.rulebook import ENVIRONMENT, Gate, Rulebook
from decision.domain.vocabulary import Environment


def grounds(
    rulebook: Rulebook, found: Values, answers: Mapping[str, str], condition: Condition
) -> tuple[str, ...]:
    """The questions (and facts that were stated) that make ``condition`` true, in content order.

    ``found`` are the values in one environment, ``answers`` what was given. A fact that follows
    from answers, and a question that other answers close, stand for those answers. Empty where
    the condition does not hold.
    """
    if condition.holds(found) is not True:
        return ()
    names = _Grounds(rulebook, found, answers).of(_true(condition, found))
    return tuple(node.id for node in rulebook.nodes if node.id in names)


def gate_grounds(
    rulebook: Rulebook,
    gate: Gate,
    found: Mapping[Environment, Values],
    answers: Mapping[str, str],
) -> tuple[str, ...]:
    """What makes a gate act, over all environments in which it does; in content order."""
    names: set[str] = set()
    for where, values in found.items():
        names.update(grounds(rulebook, values, answers, gate.when))
        for effect in gate.effects:
            if gate.when.holds(values) is True and where in effect.environments:
                names.update(grounds(rulebook, values, answers, effect.when))
    return tuple(node.id for node in rulebook.nodes if node.id in names)


class _Grounds:
    """Goes from facts and closed questions to the answers behind them."""

    def __init__(self, rulebook: Rulebook, found: Values, answers: Mapping[str, str]) -> None:
        self._rulebook = rulebook
        self._found = found
        self._answers = answers

    def of(self, names: Iterable[str]) -> set[str]:
        given: set[str] = set()
        seen = {ENVIRONMENT}
        waiting = set(names)
        while waiting := waiting - seen:
            name = waiting.pop()
            seen.add(name)
            if self._found.get(name) and name in self._answers:
                given.add(name)
            else:
                waiting.update(self._behind(name))
        return given

    def _behind(self, name: str) -> Iterator[str]:
        fact = self._rulebook.fact_by_id.get(name)
        if fact is not None:
            fired = (rule for rule in fact.rules if rule.when.holds(self._found) is True)
            for rule in list(fired)[:1]:
                yield from _true(rule.when, self._found)
            return
        question = self._rulebook.question_by_id[name]
        if question.asked_when.holds(self._found) is False:
            yield from _false(question.asked_when, self._found)
        elif question.muted_when is not None and question.muted_when.holds(self._found) is True:
            yield from _true(question.muted_when, self._found)


def _true(condition: Condition, found: Values) -> Iterator[str]:
    """The names that make a condition true which holds."""
    match condition:
        case Is(name):
            yield name
        case All(parts):
            for part in parts:
                yield from _true(part, found)
        case AnyOf(parts):
            for part in parts:
                if part.holds(found) is True:
                    yield from _true(part, found)
        case Not(part):
            yield from _false(part, found)


def _false(condition: Condition, found: Values) -> Iterator[str]:
    """The names that make a condition false which does not hold."""
    match condition:
        case Is(name):
            yield name
        case All(parts):
            for part in parts:
                if part.holds(found) is False:
                    yield from _false(part, found)
        case AnyOf(parts):
            for part in parts:
                yield from _false(part, found)
        case Not(part):
            yield from _true(part, found)
