"""The rulebook: everything that decides, as frozen values.

Content decides; nothing here or in the engine knows a question by name. Points are whole
hundredths of a point, so that sums are exact and the same on every machine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from functools import cached_property

from decision.domain.advice import Disagreement, Guardrail, Playbook, Prerequisite
from decision.domain.conditions import Always, Condition
from decision.domain.vocabulary import Boundary, Environment, Level, Result, SeparationLevel

#: The name under which conditions see the environment.
ENVIRONMENT = "environment"

#: One point of the content's weights in the engine's whole numbers.
POINT = 100


class Effect(IntFlag):
    """What gates and implications do to a cell; :func:`scoring.settle` gives the order."""

    NONE = 0
    AT_LEAST_EITHER = 1
    AT_MOST_EITHER = 2
    EITHER = 3
    LIFT = 4  # one unit is released by one pipeline: a scored result gives way
    NOT_YET_BEFORE_TOGETHER = 8
    SEPARATE = 16
    TOGETHER = 32
    NOT_YET = 64
    NOT_APPLICABLE = 128


@dataclass(frozen=True, slots=True)
class Assumption:
    """The option that fills in a question of a store while ``when`` certainly holds.

    ``when`` looks neither at the environment nor at questions that decide a boundary: it
    then holds alike in every environment and in every way to answer those.
    """

    option: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``options`` are its legal answers besides "don't know".

    ``changeable`` marks what a team can make otherwise, by itself and in reasonable time.
    ``worse`` names options that nobody would go over to on purpose, the worst first; all
    others are equally good.
    """

    id: str
    level: Level
    options: tuple[str, ...]
    asked_when: Condition = Always()
    muted_when: Condition | None = None
    decides: frozenset[Boundary] = frozenset()
    assumed: Assumption | None = None
    changeable: bool = False
    worse: tuple[str, ...] = ()

    def gain(self, before: str | None, after: str) -> int:
        """Above zero where ``after`` is better than the answer ``before``, below where worse.

        Zero too where there is no known answer before: finding out makes nothing worse.
        """
        if before not in self.options:
            return 0
        return self._rank(after) - self._rank(before)

    def _rank(self, option: str) -> int:
        return self.worse.index(option) if option in self.worse else len(self.worse)


@dataclass(frozen=True, slots=True)
class FactRule:
    value: str
    when: Condition


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that follows from answers: the first rule that holds gives it."""

    id: str
    options: tuple[str, ...]
    rules: tuple[FactRule, ...]
    answerable: bool = False


@dataclass(frozen=True, slots=True)
class Factor:
    """What one answer weighs: ``points`` by environment and boundary, in hundredths."""

    question: str
    option: str
    points: Mapping[Environment, Mapping[Boundary, int]]
    because: str
    sources: tuple[str, ...]
    when: Condition = Always()


@dataclass(frozen=True, slots=True)
class GateEffect:
    effect: Effect
    boundaries: frozenset[Boundary]
    environments: frozenset[Environment] = frozenset(Environment)
    when: Condition = Always()


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition that decides by itself, whatever the weights say."""

    id: str
    when: Condition
    effects: tuple[GateEffect, ...]
    because: str = ""
    sources: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Implication:
    """What the result on one boundary means for others of the same environment."""

    id: str
    boundary: Boundary
    result: Result
    gated: bool
    effect: Effect
    boundaries: frozenset[Boundary]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    id: str
    when: Condition
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class LevelRule:
    level: SeparationLevel
    results: Mapping[Boundary, Result]
    when: Condition = Always()


@dataclass(frozen=True)
class Rulebook:
    """Questions, facts and rules, checked for references by the catalog that builds it."""

    questions: tuple[Question, ...]
    facts: tuple[Fact, ...] = ()
    factors: tuple[Factor, ...] = ()
    gates: tuple[Gate, ...] = ()
    implications: tuple[Implication, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    levels: tuple[LevelRule, ...] = ()
    guardrails: tuple[Guardrail, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    playbooks: tuple[Playbook, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    kinds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # pre-filled answers
    tool_question: str = ""  # the question whose answer names the guardrails' tool
    together_from: int = 2 * POINT
    separate_from: int = -2 * POINT
    name: str = field(default="", compare=False)

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def fact_by_id(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def factors_of(self) -> Mapping[tuple[str, str], tuple[Factor, ...]]:
        """Factors by (question or fact, option)."""
        found: dict[tuple[str, str], list[Factor]] = {}
        for factor in self.factors:
            found.setdefault((factor.question, factor.option), []).append(factor)
        return {key: tuple(factors) for key, factors in found.items()}

    @cached_property
    def names_that_weigh(self) -> tuple[str, ...]:
        """Questions and facts that have factors, in the order of the content."""
        return tuple(dict.fromkeys(factor.question for factor in self.factors))

    @cached_property
    def order(self) -> tuple[Question | Fact, ...]:
        """Questions and facts, each after what its own conditions read.

        Raises ``ValueError`` naming the members when conditions run in a circle.
        """
        waiting: dict[str, Question | Fact] = {node.id: node for node in self.nodes}
        ordered: list[Question | Fact] = []
        while waiting:
            ready = [
                node for node in waiting.values() if not (reads(node) & waiting.keys() - {node.id})
            ]
            if not ready:
                raise ValueError(f"conditions run in a circle: {', '.join(sorted(waiting))}")
            ordered.extend(ready)
            for node in ready:
                del waiting[node.id]
        return tuple(ordered)

    @cached_property
    def muted(self) -> tuple[Question, ...]:
        """The questions that another answer can make weigh nothing."""
        return tuple(each for each in self.questions if each.muted_when is not None)

    @cached_property
    def limits(self) -> tuple[Condition, ...]:
        """What cannot be true."""
        return tuple(each.when for each in self.contradictions if each.impossible)

    @cached_property
    def limit_names(self) -> tuple[frozenset[str], ...]:
        """What each of the limits looks at."""
        return tuple(limit.names() for limit in self.limits)

    @cached_property
    def followers(self) -> Mapping[str, frozenset[str]]:
        """By question or fact: itself, and what can follow from it."""
        found: dict[str, set[str]] = {}
        for node in self.order:
            found[node.id] = {node.id}
            for followers in found.values():
                if reads(node) & followers:
                    followers.add(node.id)
        return {name: frozenset(followers) for name, followers in found.items()}

    @property
    def nodes(self) -> Iterable[Question | Fact]:
        return (*self.questions, *self.facts)

    def replaced_by(self, question: str) -> tuple[str, ...]:
        """The stated facts that an answer to ``question`` puts aside: it says how they arise."""
        return tuple(fact.id for fact in self.facts if fact.answerable and question in reads(fact))

    @cached_property
    def by_environment(self) -> frozenset[str]:
        """Questions and facts whose value can differ between environments."""
        found: set[str] = set()
        for node in self.order:
            if reads(node) & (found | {ENVIRONMENT}):
                found.add(node.id)
        return frozenset(found)


def reads(node: Question | Fact) -> frozenset[str]:
    """The names that a question's or fact's own conditions look at."""
    if isinstance(node, Fact):
        return frozenset().union(*(rule.when.names() for rule in node.rules))
    muted = node.muted_when.names() if node.muted_when else frozenset()
    assumed = node.assumed.when.names() if node.assumed else frozenset()
    return node.asked_when.names() | muted | assumed
