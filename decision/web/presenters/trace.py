"""How one cell was worked out, in words: the page behind every cell of the matrix."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.catalog import Catalog, schema
from decision.domain.recommendation import recommend_store
from decision.domain.rulebook import Effect
from decision.domain.trace import Trace, trace
from decision.domain.vocabulary import Boundary, Environment, Result
from decision.models import Store
from decision.web.presenters import wording
from decision.web.presenters.bars import Chart, chart_of
from decision.web.presenters.flow import Flow
from decision.web.presenters.outcome import Outcome


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step; ``result`` and ``label`` are what the cell is after it, if it says."""

    title: str
    lines: tuple[str, ...] = ()
    result: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class CellTrace:
    boundary: schema.Boundary
    environment: schema.Environment
    outcome: Outcome
    steps: tuple[TraceStep, ...]
    chart: Chart


def cell_trace(flow: Flow, store: Store, boundary: Boundary, environment: Environment) -> CellTrace:
    """The steps to one cell's result, and its contributions as a chart."""
    catalog, system = flow.catalog, flow.system
    own = next(each for each in system.stores if each.name == store.name)
    found = trace(catalog.rulebook, system, own, boundary, environment)
    cell = recommend_store(catalog.rulebook, system, own).cells[boundary][environment]
    return CellTrace(
        boundary=catalog.boundaries[boundary],
        environment=catalog.environments[environment],
        outcome=Outcome.of(catalog.results[found.result]),
        steps=tuple(_steps(catalog, found)),
        chart=chart_of(catalog, cell),
    )


def _steps(catalog: Catalog, found: Trace) -> Iterator[TraceStep]:
    summed = _("The points add up to %s. By points alone:") % wording.points(found.score)
    yield _step(catalog, summed, (), found.by_score)
    for gate in found.gates:
        title = catalog.gates[gate.gate].title
        lines = (catalog.gates[gate.gate].because, effect_text(gate.effect))
        yield TraceStep(_("Gate: %s") % title, lines)
    if found.gates:
        yield _step(catalog, _("After the gates:"), (), found.by_gates)
    for step in found.implications:
        rule = catalog.implications[step.implication]
        yield _step(catalog, _("It follows: %s") % rule.title, (rule.because,), step.after)
    if found.ask:
        titles = [catalog.questions[each].title for each in found.ask]
        yield TraceStep(_("But a fact is missing that decides:"), tuple(titles))
    yield _step(catalog, _("The result:"), (), found.result)


def _step(catalog: Catalog, title: str, lines: tuple[str, ...], result: Result) -> TraceStep:
    return TraceStep(title, lines, result.value, catalog.results[result].title)


def effect_text(effect: Effect) -> str:
    """What a gate does to a cell, as a sentence."""
    return {
        Effect.NOT_APPLICABLE: _("There is nothing to place here."),
        Effect.NOT_YET: _("Not yet: something else comes first."),
        Effect.TOGETHER: _("Together, whatever the points say."),
        Effect.SEPARATE: _("Separate, whatever the points say."),
        Effect.EITHER: _("Either, whatever the points say."),
        Effect.AT_MOST_EITHER: _("At most “either”: together is not enough protection."),
        Effect.AT_LEAST_EITHER: _("At least “either”: separate would go too far."),
        Effect.NOT_YET_BEFORE_TOGETHER: _("Before it may be together, something else comes first."),
    }[effect]
