"""Toy rulebooks: a few short words build questions, factors and gates of any shape."""

from collections.abc import Iterable, Mapping

from decision.domain.answers import Store, System
from decision.domain.conditions import All, Always, AnyOf, Condition, Is, Not
from decision.domain.rulebook import (
    ENVIRONMENT,
    Contradiction,
    Effect,
    Fact,
    Factor,
    FactRule,
    Gate,
    GateEffect,
    Implication,
    Question,
)
from decision.domain.vocabulary import Boundary, Environment, Level, Result

UNIT = Boundary.IAC_UNIT
OWNER = Boundary.OWNER
PIPELINE = Boundary.PIPELINE
PRODUCTION = Environment.PRODUCTION
ALWAYS = Always()

#: The implications that the talk's model has, in its order.
OTHER_OWNER = Implication(
    "other-owner", OWNER, Result.SEPARATE, True, Effect.SEPARATE, frozenset((UNIT, PIPELINE))
)
OTHER_PIPELINE = Implication(
    "other-pipeline", PIPELINE, Result.SEPARATE, True, Effect.SEPARATE, frozenset((UNIT,))
)
ONE_UNIT = Implication(
    "one-unit", UNIT, Result.TOGETHER, False, Effect.LIFT, frozenset((PIPELINE,))
)


def question(
    name: str,
    options: str = "a b",
    level: Level = Level.STORE,
    *,
    asked_when: Condition = ALWAYS,
    muted_when: Condition | None = None,
    decides: Iterable[Boundary] = (),
) -> Question:
    return Question(name, level, tuple(options.split()), asked_when, muted_when, frozenset(decides))


def is_(name: str, options: str) -> Condition:
    return Is(name, frozenset(options.split()))


def all_(*parts: Condition) -> Condition:
    return All(parts)


def any_(*parts: Condition) -> Condition:
    return AnyOf(parts)


def not_(part: Condition) -> Condition:
    return Not(part)


def within(*environments: Environment) -> Condition:
    return Is(ENVIRONMENT, frozenset(environments))


def fact(name: str, answerable: bool = False, **rules: Condition) -> Fact:
    """A fact whose values are the names of its rules, in order."""
    listed = tuple(FactRule(value, when) for value, when in rules.items())
    return Fact(name, tuple(rules), listed, answerable)


def factor(
    name: str,
    option: str,
    points: int | Mapping[Boundary, int],
    when: Condition = ALWAYS,
    environments: Iterable[Environment] = Environment,
) -> Factor:
    """Points in hundredths; a bare number weighs on the unit."""
    by_boundary = {UNIT: points} if isinstance(points, int) else points
    return Factor(
        name,
        option,
        dict.fromkeys(environments, by_boundary),
        f"{name} is {option}",
        (f"source-of-{name}",),
        when,
    )


def gate(
    name: str,
    when: Condition,
    effect: Effect = Effect.SEPARATE,
    boundaries: Iterable[Boundary] = (UNIT,),
    environments: Iterable[Environment] = Environment,
    *,
    effect_when: Condition = ALWAYS,
) -> Gate:
    acts = GateEffect(effect, frozenset(boundaries), frozenset(environments), effect_when)
    return Gate(name, when, (acts,))


def impossible(name: str, when: Condition) -> Contradiction:
    return Contradiction(name, when, impossible=True)


def store(answers: Mapping[str, str] | None = None, name: str = "orders") -> Store:
    return Store(name, dict(answers or {}))


def system(answers: Mapping[str, str] | None = None, *stores: Mapping[str, str]) -> System:
    """A system with stores named ``store 1``, ``store 2`` and so on."""
    named = tuple(store(each, f"store {place}") for place, each in enumerate(stores, 1))
    return System("toy", dict(answers or {}), named)
