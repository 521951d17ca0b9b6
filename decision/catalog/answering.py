"""What may be answered, and where: the same for kinds, worked examples and answer files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decision.catalog.problems import did_you_mean, excerpt, listed
from decision.domain.answers import known
from decision.domain.facts import values
from decision.domain.rulebook import Fact, Question, Rulebook
from decision.domain.vocabulary import DONT_KNOW, Environment, Level

#: A message and a hint.
type Finding = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Answering:
    """Level and legal options of every question, and of the facts that may be stated."""

    levels: Mapping[str, Level]
    options: Mapping[str, tuple[str, ...]]

    def misplaced(self, name: str, level: Level) -> Finding | None:
        """What is wrong with answering ``name`` at this level, if anything is."""
        asked = self.levels.get(name)
        if asked is None:
            here = [each for each, where in self.levels.items() if where is level]
            hint = did_you_mean(name, self.levels) or f"the questions here are {listed(here)}"
            return f"unknown question {excerpt(name)}", hint
        if asked is level:
            return None
        if asked is Level.STORE:
            return (
                f"'{name}' is asked for each store, not for the system",
                "move it to the answers of a store",
            )
        return (
            f"'{name}' is asked for the system, not for a store",
            "move it to the answers of the system",
        )

    def illegal(self, name: str, option: object, *, unknown: bool = True) -> Finding | None:
        """What is wrong with an option, if anything is; ``unknown`` lets "don't know" pass."""
        legal = (*self.options[name], *((DONT_KNOW,) if unknown else ()))
        if isinstance(option, str) and option in legal:
            return None
        given = excerpt(option) if isinstance(option, str) else "this"
        hint = did_you_mean(option, legal) if isinstance(option, str) else ""
        return f"{given} is no answer to '{name}': use {listed(legal)}", hint


def answering(questions: Iterable[Question], facts: Iterable[Fact]) -> Answering:
    """Collect what may be answered. A fact that may be stated is stated for a store."""
    asked = tuple(questions)
    stated = tuple(fact for fact in facts if fact.answerable)
    levels = {question.id: question.level for question in asked}
    levels.update({fact.id: Level.STORE for fact in stated})
    options = {question.id: question.options for question in asked}
    options.update({fact.id: fact.options for fact in stated})
    return Answering(levels, options)


def statement_conflicts(
    rulebook: Rulebook, answers: Mapping[str, str]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Facts that are stated although the other answers rule that value out.

    Gives the fact and the values that the other answers leave possible.
    """
    said = known(answers)
    for fact in rulebook.facts:
        if fact.answerable and fact.id in said:
            rest = {name: option for name, option in said.items() if name != fact.id}
            possible = _possible_values(fact, values(rulebook, rest, Environment.PRODUCTION))
            if said[fact.id] not in possible:
                yield fact.id, possible


def _possible_values(fact: Fact, found: Mapping[str, str]) -> tuple[str, ...]:
    possible = []
    for rule in fact.rules:
        held = rule.when.holds(found)
        if held is not False:
            possible.append(rule.value)
        if held is True:
            break
    return tuple(dict.fromkeys(possible))


def impossible_together(rulebook: Rulebook, answers: Mapping[str, str]) -> Iterable[str]:
    """Ids of the contradictions that cannot be true and that these answers alone make."""
    found = values(rulebook, known(answers), Environment.PRODUCTION)
    for contradiction in rulebook.contradictions:
        if contradiction.impossible and contradiction.when.holds(found) is True:
            yield contradiction.id
