"""How one cell was worked out, in words: the page behind every cell of the matrix."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from decision.catalog import Catalog, schema
from decision.domain.trace import Trace, trace
from decision.domain.vocabulary import Boundary, Environment, Result
from decision.models import Store
from decision.web.presenters import wording
from decision.web.presenters.bars import Chart, chart_of
from decision.web.presenters.fired import fired
from decision.web.presenters.flow import Flow
from decision.web.presenters.outcome import Outcome
from decision.web.presenters.reasons import (
    Fired,
    Reason,
    implication_reason,
    strongest_reasons,
)


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step; ``result`` and ``label`` are what the cell is after it, if it says."""

    title: str
    lines: tuple[str, ...] = ()
    result: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class CellTrace:
    """One cell explained; ``against_score`` is empty unless its score would say otherwise."""

    boundary: schema.Boundary
    environment: schema.Environment
    outcome: Outcome
    against_score: str
    reasons: tuple[Reason, ...]
    steps: tuple[TraceStep, ...]
    chart: Chart


def cell_trace(flow: Flow, store: Store, boundary: Boundary, environment: Environment) -> CellTrace:
    """The steps to one cell's result, and its contributions as a chart."""
    catalog, system = flow.catalog, flow.system
    own = next(each for each in system.stores if each.name == store.name)
    found = trace(catalog.rulebook, system, own, boundary, environment)
    acting = fired(catalog, system, own)
    return CellTrace(
        boundary=catalog.boundaries[boundary],
        environment=catalog.environments[environment],
        outcome=Outcome.of(catalog.results[found.cell.result]),
        against_score=wording.against_score(catalog, found.cell),
        reasons=strongest_reasons(catalog, found.cell, acting),
        steps=tuple(_steps(catalog, found, acting)),
        chart=chart_of(catalog, found.cell),
    )


def _steps(catalog: Catalog, found: Trace, acting: Fired) -> Iterator[TraceStep]:
    cell = found.cell
    summed = _("The points add up to %s. By points alone:") % wording.points(cell.score)
    yield _step(catalog, summed, (), cell.by_score)
    for gate in found.gates:
        rule = catalog.gates[gate.gate]
        lines = [rule.because, wording.effects(gate.effects)]
        if answers := acting.get(gate.gate):
            lines.insert(0, _("From your answers: %s.") % "; ".join(answers))
        yield TraceStep(_("Gate: %s") % rule.title, tuple(lines))
    if found.gates:
        yield _step(catalog, _("After the gates:"), (), found.by_gates)
    for step in cell.implied:
        reason = implication_reason(catalog, step)
        title = _("It follows: %s") % reason.title
        yield _step(catalog, title, (reason.text,), step.after)
    if cell.ask:
        titles = [catalog.questions[each].title for each in cell.ask]
        yield TraceStep(_("But a fact is missing that decides:"), tuple(titles))
    if cell.agree:
        titles = [catalog.questions[each].title for each in cell.agree]
        yield TraceStep(_("But every answer to this leads to the result:"), tuple(titles))
    yield _step(catalog, _("The result:"), (), cell.result)


def _step(catalog: Catalog, title: str, lines: tuple[str, ...], result: Result) -> TraceStep:
    return TraceStep(title, lines, result.value, catalog.results[result].title)
