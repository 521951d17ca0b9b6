"""The whole rulebook in words: what a public page and the report's appendix show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from decision.catalog import Catalog, schema
from decision.domain.rulebook import Factor
from decision.domain.vocabulary import Boundary, Environment
from decision.web.presenters import wording
from decision.web.presenters.per_language import per_language


@dataclass(frozen=True, slots=True)
class Weight:
    """What one answer weighs on one boundary, in each environment."""

    boundary: schema.Boundary
    points: tuple[str, ...]

    @property
    def is_uniform(self) -> bool:
        return len(set(self.points)) == 1


@dataclass(frozen=True, slots=True)
class OptionRule:
    title: str
    condition: str
    weights: tuple[Weight, ...]
    because: str
    sources: tuple[schema.Source, ...]


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """A question or fact with all that its answers weigh."""

    id: str
    title: str
    question: schema.Question | None
    asked_when: str
    muted_when: str
    assumed: str
    options: tuple[OptionRule, ...]


@dataclass(frozen=True, slots=True)
class EffectRule:
    result: str
    boundaries: tuple[schema.Boundary, ...]
    environments: tuple[schema.Environment, ...]
    condition: str


@dataclass(frozen=True, slots=True)
class GateRule:
    gate: schema.Gate
    condition: str
    effects: tuple[EffectRule, ...]
    sources: tuple[schema.Source, ...]


@dataclass(frozen=True, slots=True)
class RulebookView:
    catalog: Catalog
    questions: tuple[QuestionRule, ...]
    gates: tuple[GateRule, ...]


@per_language
def rulebook_view(catalog: Catalog) -> RulebookView:
    """Everything that decides, in content order."""
    names = [*catalog.questions, *catalog.facts]
    return RulebookView(
        catalog,
        tuple(_question(catalog, name) for name in names),
        tuple(_gate(catalog, gate) for gate in catalog.gates.values()),
    )


def _question(catalog: Catalog, name: str) -> QuestionRule:
    question = catalog.questions.get(name)
    factors = [factor for factor in catalog.rulebook.factors if factor.question == name]
    conditions = iter(_conditions(catalog, name))
    return QuestionRule(
        id=name,
        title=question.title if question else catalog.facts[name].title,
        question=question,
        asked_when=describe(catalog, question.asked_when if question else None),
        muted_when=describe(catalog, question.muted_when if question else None),
        assumed=_assumed(catalog, question),
        options=tuple(_option(catalog, factor, next(conditions)) for factor in factors),
    )


def _assumed(catalog: Catalog, question: schema.Question | None) -> str:
    if question is None or question.assumed is None:
        return ""
    return _("%(answer)s, if %(condition)s") % {
        "answer": wording.option_title(catalog, question.id, question.assumed.option),
        "condition": describe(catalog, question.assumed.when),
    }


def _conditions(catalog: Catalog, name: str) -> Iterable[str]:
    for factor in catalog.factors:
        if factor.question == name:
            for option in factor.options.values():
                yield describe(catalog, option.when)


def _option(catalog: Catalog, factor: Factor, condition: str) -> OptionRule:
    weights = (_weight(catalog, factor, boundary) for boundary in Boundary)
    return OptionRule(
        title=wording.option_title(catalog, factor.question, factor.option),
        condition=condition,
        weights=tuple(weight for weight in weights if set(weight.points) != {"0"}),
        because=factor.because,
        sources=wording.sources(catalog, factor.sources),
    )


def _weight(catalog: Catalog, factor: Factor, boundary: Boundary) -> Weight:
    points = (factor.points.get(where, {}).get(boundary, 0) for where in Environment)
    return Weight(catalog.boundaries[boundary], tuple(wording.points(each) for each in points))


def _gate(catalog: Catalog, gate: schema.Gate) -> GateRule:
    effects = tuple(
        EffectRule(
            result=effect.result.replace("-", " "),
            boundaries=tuple(catalog.boundaries[each] for each in effect.boundaries),
            environments=tuple(catalog.environments[each] for each in effect.environments),
            condition=describe(catalog, effect.when),
        )
        for effect in gate.effects
    )
    return GateRule(
        gate, describe(catalog, gate.when), effects, wording.sources(catalog, gate.sources)
    )


def describe(catalog: Catalog, condition: Mapping[str, Any] | None) -> str:
    """A condition of the content as a phrase; empty for none.

    The phrase uses the words of questions and answers, so that it can be read without
    knowing the ids.
    """
    if not condition:
        return ""
    return wording.joined(_parts(catalog, condition), _("and"))


def _parts(catalog: Catalog, condition: Mapping[str, Any]) -> list[str]:
    parts = []
    for name, value in condition.items():
        if name in ("all", "any"):
            inner = [describe(catalog, each) for each in value]
            parts.append(f"({wording.joined(inner, _('and') if name == 'all' else _('or'))})")
        elif name == "not":
            parts.append(_("not (%s)") % describe(catalog, value))
        elif name == "unknown":
            titles = [wording.question_title(catalog, each) for each in value]
            parts.append(_("%s is not known") % wording.joined(titles, _("or")))
        else:
            parts.append(_is(catalog, name, value))
    return parts


def _is(catalog: Catalog, name: str, value: str | list[str]) -> str:
    options = [value] if isinstance(value, str) else value
    if name == "environment":
        titles = [catalog.environments[each].title for each in options]
        return _("in %s") % wording.joined(titles, _("or"))
    if name == "verdict":
        titles = [catalog.results[each].title for each in options]
        return _("the verdict is %s") % wording.joined(titles, _("or"))
    titles = [f"“{wording.option_title(catalog, name, each)}”" for each in options]
    subject = wording.question_title(catalog, name)
    return f"{subject}: {wording.joined(titles, _('or'))}"
