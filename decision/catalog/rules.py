"""The engine's rulebook and the mind map, built from content that has been checked."""

from collections.abc import Mapping
from decimal import Decimal

from decision.catalog import schema
from decision.catalog.conditions import condition_of
from decision.catalog.content import Content
from decision.domain import advice, rulebook
from decision.domain.mindmap import CrossLink, MapNode, MindMap
from decision.domain.rulebook import POINT, Effect, Rulebook
from decision.domain.vocabulary import Boundary, Environment, Level, Result, SeparationLevel

#: The question whose answer chooses the tool of the guardrails.
TOOL_QUESTION = "iac-tool"

#: What gates may do.
EFFECTS: Mapping[schema.EffectId, Effect] = {
    "not-applicable": Effect.NOT_APPLICABLE,
    "not-yet": Effect.NOT_YET,
    "together": Effect.TOGETHER,
    "separate": Effect.SEPARATE,
    "either": Effect.EITHER,
    "at-most-either": Effect.AT_MOST_EITHER,
    "at-least-either": Effect.AT_LEAST_EITHER,
    "not-yet-before-together": Effect.NOT_YET_BEFORE_TOGETHER,
}

#: What implications may do: a gate is stronger than what merely follows from a result.
IMPLIED = {"separate": Effect.SEPARATE, "together": Effect.LIFT}


def rulebook_of(content: Content) -> Rulebook:
    """Everything that decides, for the engine."""
    thresholds = content.scoring.thresholds
    return Rulebook(
        questions=tuple(_question(each) for _, each in content.placed_questions()),
        facts=tuple(map(_fact, content.facts)),
        factors=_factors(content),
        gates=tuple(map(_gate, content.gates)),
        implications=tuple(map(_implication, content.scoring.implications)),
        contradictions=tuple(
            rulebook.Contradiction(each.id, condition_of(each.when), each.impossible)
            for each in content.contradictions
        ),
        levels=tuple(map(_level, content.outcomes.separation_levels)),
        guardrails=tuple(
            _guardrail(file.tool, each)
            for file in content.guardrails.values()
            for each in file.guardrails
        ),
        prerequisites=tuple(
            advice.Prerequisite(each.id, condition_of(each.when), each.urgent)
            for each in content.prerequisites
        ),
        playbooks=tuple(
            advice.Playbook(each.id, frozenset(map(Result, each.verdicts)), condition_of(each.when))
            for each in content.playbooks
        ),
        disagreements=tuple(
            advice.Disagreement(each.id, condition_of(each.when)) for each in content.disagreements
        ),
        kinds={kind.id: dict(kind.answers) for kind in content.kinds},
        tool_question=TOOL_QUESTION,
        together_from=int(hundredths(thresholds.together)),
        separate_from=int(hundredths(thresholds.separate)),
        name=content.edition.id,
    )


def _question(each: schema.Question) -> rulebook.Question:
    return rulebook.Question(
        id=each.id,
        level=Level(each.level),
        options=tuple(option.id for option in each.options),
        asked_when=condition_of(each.asked_when),
        muted_when=condition_of(each.muted_when) if each.muted_when else None,
        decides=frozenset(map(Boundary, each.decides)),
        assumed=_assumption(each.assumed) if each.assumed else None,
        changeable=each.changeable,
        worse=tuple(each.worse),
    )


def _assumption(each: schema.Assumption) -> rulebook.Assumption:
    return rulebook.Assumption(each.option, condition_of(each.when))


def _fact(each: schema.Fact) -> rulebook.Fact:
    rules = tuple(rulebook.FactRule(rule.value, condition_of(rule.when)) for rule in each.rules)
    return rulebook.Fact(each.id, tuple(each.values), rules, each.answerable)


def _factors(content: Content) -> tuple[rulebook.Factor, ...]:
    return tuple(
        rulebook.Factor(
            question=factor.question,
            option=name,
            points={
                Environment(where): {
                    Boundary(boundary): int(points) for boundary, points in row.items()
                }
                for where, row in weights(factor, option, content.scoring).items()
            },
            because=option.because,
            sources=tuple(dict.fromkeys((*option.sources, *factor.sources))),
            when=condition_of(option.when),
        )
        for factor in content.factors
        for name, option in factor.options.items()
    )


def weights(
    factor: schema.Factor, option: schema.FactorOption, scoring: schema.Scoring
) -> dict[str, dict[str, Decimal]]:
    """An option's points in hundredths by environment and boundary, risk counted in."""
    rows = {where: row for where, row in option.points.items() if isinstance(row, dict)}
    everywhere = {name: row for name, row in option.points.items() if isinstance(row, float | int)}
    by_environment = dict.fromkeys(Environment, everywhere) if everywhere else rows
    shares = scoring.risk if factor.risk else {}
    risk = {str(where): Decimal(str(share)) for where, share in shares.items()}
    return {
        str(where): {
            str(boundary): hundredths(points) * risk.get(where, 1)
            for boundary, points in row.items()
        }
        for where, row in by_environment.items()
    }


def hundredths(points: float) -> Decimal:
    """Points as the author wrote them, times a hundred, without rounding."""
    return Decimal(str(points)) * POINT


def _gate(each: schema.Gate) -> rulebook.Gate:
    return rulebook.Gate(
        id=each.id,
        when=condition_of(each.when),
        effects=tuple(
            rulebook.GateEffect(
                EFFECTS[effect.result],
                frozenset(map(Boundary, effect.boundaries)),
                frozenset(map(Environment, effect.environments)),
                condition_of(effect.when),
            )
            for effect in each.effects
        ),
        because=each.because,
        sources=tuple(each.sources),
        prerequisites=tuple(each.prerequisites),
    )


def _implication(each: schema.Implication) -> rulebook.Implication:
    return rulebook.Implication(
        id=each.id,
        boundary=Boundary(each.when.boundary),
        result=Result(each.when.result),
        gated=each.when.gated,
        effect=IMPLIED[each.effect],
        boundaries=frozenset(map(Boundary, each.boundaries)),
        because=each.because,
    )


def _level(each: schema.SeparationLevel) -> rulebook.LevelRule:
    results = {Boundary(boundary): Result(result) for boundary, result in each.when.items()}
    return rulebook.LevelRule(SeparationLevel(each.id), results, condition_of(each.facts))


def _guardrail(tool: str, each: schema.Guardrail) -> advice.Guardrail:
    return advice.Guardrail(
        id=each.id,
        tool=tool,
        kinds=frozenset(each.kinds),
        environments=frozenset(map(Environment, each.environments)),
        when=condition_of(each.when),
    )


def mind_map_of(drawn: schema.MindMap) -> MindMap:
    """The mind map with conditions that the engine can read."""
    return MindMap(
        id=drawn.id,
        title=drawn.title,
        branches=tuple(map(_node, drawn.branches)),
        cross_links=tuple(
            CrossLink(each.id, each.start, each.end, each.label, each.style)
            for each in drawn.cross_links
        ),
    )


def _node(each: schema.MapNode) -> MapNode:
    return MapNode(
        id=each.id,
        title=each.title,
        note=each.note or "",
        role=each.role or "",
        terms=tuple(each.terms),
        question=each.question or "",
        zone=each.zone or "",
        marks=condition_of(each.marks) if each.marks else None,
        children=tuple(map(_node, each.children)),
    )
