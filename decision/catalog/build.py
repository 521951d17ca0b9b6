"""From validated content to the rulebook of the engine."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from decision.catalog import schema
from decision.domain import advice, rulebook
from decision.domain.conditions import All, Always, AnyOf, Condition, Is, Not, Unknown
from decision.domain.rulebook import POINT, Effect
from decision.domain.vocabulary import Boundary, Environment, Level, Result, SeparationLevel

EFFECTS = {
    "not-applicable": Effect.NOT_APPLICABLE,
    "not-yet": Effect.NOT_YET,
    "together": Effect.TOGETHER,
    "separate": Effect.SEPARATE,
    "either": Effect.EITHER,
    "at-most-either": Effect.AT_MOST_EITHER,
    "at-least-either": Effect.AT_LEAST_EITHER,
    "not-yet-before-together": Effect.NOT_YET_BEFORE_TOGETHER,
}


def condition(data: Mapping[str, Any] | None) -> Condition:
    """A condition of the content as the engine's tree; none at all always holds."""
    if not data:
        return Always()
    parts = tuple(_part(name, value) for name, value in data.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _part(name: str, value: Any) -> Condition:
    if name == "all":
        return All(tuple(condition(each) for each in value))
    if name == "any":
        return AnyOf(tuple(condition(each) for each in value))
    if name == "not":
        return Not(condition(value))
    if name == "unknown":
        return Unknown(frozenset(value))
    return Is(name, frozenset([value] if isinstance(value, str) else value))


def factors(content: schema.Factors, risk: Mapping[str, float]) -> Iterator[rulebook.Factor]:
    """One factor for each option that is listed, with its points in every environment."""
    for factor in content.factors:
        for option, weight in factor.options.items():
            yield rulebook.Factor(
                question=factor.question,
                option=option,
                points=_points(weight.points, risk if factor.risk else {}),
                because=weight.because,
                sources=tuple(dict.fromkeys((*factor.sources, *weight.sources))),
                when=condition(weight.when),
            )


def _points(
    points: Mapping[str, Any], risk: Mapping[str, float]
) -> Mapping[Environment, Mapping[Boundary, int]]:
    own = points if set(points) & set(Environment) else dict.fromkeys(Environment, points)
    return {
        Environment(where): {
            Boundary(boundary): round(value * POINT * risk.get(where, 1))
            for boundary, value in cast(Mapping[str, float], by_boundary).items()
        }
        for where, by_boundary in own.items()
    }


def gate(content: schema.Gate) -> rulebook.Gate:
    return rulebook.Gate(
        id=content.id,
        when=condition(content.when),
        effects=tuple(
            rulebook.GateEffect(
                EFFECTS[each.result],
                frozenset(Boundary(boundary) for boundary in each.boundaries),
                frozenset(Environment(where) for where in each.environments),
                condition(each.when),
            )
            for each in content.effects
        ),
        because=content.because,
        sources=tuple(content.sources),
        prerequisites=tuple(content.prerequisites),
    )


def question(content: schema.Question) -> rulebook.Question:
    return rulebook.Question(
        id=content.id,
        level=Level(content.level),
        options=tuple(option.id for option in content.options),
        asked_when=condition(content.asked_when),
        muted_when=condition(content.muted_when) if content.muted_when else None,
        decides=frozenset(Boundary(each) for each in content.decides),
    )


def fact(content: schema.Fact) -> rulebook.Fact:
    rules = tuple(rulebook.FactRule(each.value, condition(each.when)) for each in content.rules)
    return rulebook.Fact(content.id, tuple(content.values), rules, content.answerable)


def implication(content: schema.Implication) -> rulebook.Implication:
    return rulebook.Implication(
        id=content.id,
        boundary=Boundary(content.when.boundary),
        result=Result(content.when.result),
        gated=content.when.gated,
        effect=Effect.SEPARATE if content.effect == "separate" else Effect.LIFT,
        boundaries=frozenset(Boundary(each) for each in content.boundaries),
        because=content.because,
    )


def level(content: schema.SeparationLevel) -> rulebook.LevelRule:
    return rulebook.LevelRule(
        SeparationLevel(content.id),
        {Boundary(boundary): Result(result) for boundary, result in content.when.items()},
        condition(content.facts),
    )


def guardrail(content: schema.Guardrail, tool: str) -> advice.Guardrail:
    return advice.Guardrail(
        content.id,
        tool,
        frozenset(content.kinds),
        frozenset(Environment(where) for where in content.environments),
        condition(content.when),
    )
