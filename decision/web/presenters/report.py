"""The report: everything that its template prints, worked out from answers and catalog.

Nothing here looks at a clock or a database: the same answers, content and date give the
same report.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from decision.catalog import Catalog, schema
from decision.domain.answers import System
from decision.domain.answershash import answers_hash
from decision.reports.drawing.labels import clean, shorten
from decision.reports.pdf import Paper
from decision.web.presenters import wording
from decision.web.presenters.disagreements import BothSides
from decision.web.presenters.flow import Flow
from decision.web.presenters.report_answers import (
    AnswerGroup,
    Counts,
    answer_groups,
    asked_terms,
    counts,
)
from decision.web.presenters.report_cover import Cover, cover
from decision.web.presenters.report_due import (
    SharedItem,
    SharedPlaybook,
    SharedTool,
    shared_guardrails,
    shared_playbooks,
    shared_prerequisites,
)
from decision.web.presenters.report_maps import ReportMaps, report_maps
from decision.web.presenters.reasons import Reason
from decision.web.presenters.result import ResultView, StoreView, result_view

#: Characters of the system's name in running heads.
RUNNING_HEAD = 60

#: Terms that the report uses whatever was asked.
OWN_TERMS = (
    "system", "store", "zone", "casf", "boundary", "unit", "pipeline", "environment", "contract",
    "recommendation", "verdict", "factor", "gate", "implication", "flip", "load-bearing",
    "contradiction", "separation-level", "guardrail", "prerequisite", "playbook", "edition",
    "side-effect", "stateful", "stateless",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class GateView:
    """A gate that acted on a store, and in which cells."""

    title: str
    because: str
    released_when: str
    source: str
    where: str


@dataclass(frozen=True, slots=True)
class StorePages:
    """One store as the report prints it."""

    view: StoreView
    gates: tuple[GateView, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """How results come about, in numbers as the content has them."""

    together_from: str
    separate_from: str
    gates: int
    factors: int
    implications: tuple[schema.Implication, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    edition: schema.Edition
    content_hash: str
    answers_hash: str


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report; ``running_head`` is the system's name cut to one line."""

    system: str
    running_head: str
    date: date
    paper: Paper
    result: ResultView
    cover: Cover
    counts: Counts
    stores: tuple[StorePages, ...]
    prerequisites: tuple[SharedItem, ...]
    playbooks: tuple[SharedPlaybook, ...]
    guardrails: tuple[SharedTool, ...]
    answers: tuple[AnswerGroup, ...]
    contradictions: tuple[schema.Contradiction, ...]
    disagreements: tuple[BothSides, ...]
    maps: ReportMaps
    glossary: tuple[schema.Term, ...]
    method: Method
    sources: tuple[schema.Source, ...]
    provenance: Provenance


def report_context(flow: Flow, *, paper: Paper) -> dict[str, object]:
    """The template's context for a stored assessment; the date is that of its last change."""
    changed = flow.sheet.assessment.updated_at.date()
    return report_context_for_system(flow.catalog, flow.system, changed, paper=paper)


def report_context_for_system(
    catalog: Catalog, system: System, changed: date, *, paper: Paper = "a4"
) -> dict[str, object]:
    """The template's context for answers from anywhere."""
    return {"report": make_report(catalog, system, changed, paper)}


def make_report(catalog: Catalog, system: System, changed: date, paper: Paper) -> Report:
    result = result_view(catalog, system)
    groups = answer_groups(catalog, system)
    stores = tuple(_store_pages(catalog, store) for store in result.stores)
    due = (
        shared_prerequisites(result.stores),
        shared_playbooks(catalog, result.stores),
        shared_guardrails(result.stores),
    )
    return Report(
        system=clean(system.name),
        running_head=shorten(clean(system.name), RUNNING_HEAD),
        date=changed,
        paper=paper,
        result=result,
        cover=cover(result),
        counts=counts(groups),
        stores=stores,
        prerequisites=due[0],
        playbooks=due[1],
        guardrails=due[2],
        answers=groups,
        contradictions=result.contradictions,
        disagreements=result.disagreements,
        maps=report_maps(catalog, system, result),
        glossary=_glossary(catalog),
        method=_method(catalog),
        sources=_sources(catalog, _source_lines(result, stores, due)),
        provenance=Provenance(catalog.edition, catalog.content_hash, answers_hash(system)),
    )


def _store_pages(catalog: Catalog, store: StoreView) -> StorePages:
    asks = dict.fromkeys(title for row in store.rows for cell in row.cells for title in cell.ask)
    return StorePages(store, _gates(catalog, store), tuple(asks))


def _gates(catalog: Catalog, store: StoreView) -> tuple[GateView, ...]:
    """The gates that acted anywhere on a store, those of the verdict first."""
    reasons: dict[str, Reason] = {each.title: each for each in store.gates}
    cells: dict[str, dict[str, list[str]]] = {}
    for row in store.rows:
        for cell in row.cells:
            for reason in cell.gates:
                reasons.setdefault(reason.title, reason)
                where = cells.setdefault(reason.title, {})
                where.setdefault(row.boundary.short, []).append(cell.environment.title)
    by_title = {gate.title: gate for gate in catalog.gates.values()}
    environments = len(catalog.environments)
    return tuple(
        GateView(
            title,
            reason.text,
            by_title[title].released_when,
            reason.source,
            _where(cells.get(title, {}), environments),
        )
        for title, reason in reasons.items()
    )


def _where(cells: dict[str, list[str]], environments: int) -> str:
    """``Unit, Pipeline (production)``: boundaries with the same environments together."""
    by_environments: dict[tuple[str, ...], list[str]] = {}
    for boundary, found in cells.items():
        by_environments.setdefault(tuple(found), []).append(boundary)
    parts = (
        wording.listed(boundaries)
        if len(found) == environments
        else f"{wording.listed(boundaries)} ({wording.listed(found).lower()})"
        for found, boundaries in by_environments.items()
    )
    return "; ".join(parts)


def _glossary(catalog: Catalog) -> tuple[schema.Term, ...]:
    wanted = {*OWN_TERMS, *asked_terms(catalog)}
    terms = (term for key, term in catalog.glossary.items() if key in wanted)
    return tuple(sorted(terms, key=lambda term: term.title.casefold()))


def _method(catalog: Catalog) -> Method:
    return Method(
        together_from=wording.points(catalog.rulebook.together_from),
        separate_from=wording.points(catalog.rulebook.separate_from),
        gates=len(catalog.gates),
        factors=len(catalog.rulebook.factors),
        implications=tuple(catalog.implications.values()),
    )


def _source_lines(
    result: ResultView,
    stores: tuple[StorePages, ...],
    due: tuple[tuple[SharedItem, ...], tuple[SharedPlaybook, ...], tuple[SharedTool, ...]],
) -> Iterable[str]:
    """Every line of sources that the report prints beside a statement."""
    prerequisites, playbooks, tools = due
    for store in stores:
        yield from (gate.source for gate in store.gates)
        yield from (bar.source for bar in store.view.chart.rows)
    yield from (each.item.source for each in prerequisites)
    yield from (each.source for each in playbooks)
    yield from (each.item.source for tool in tools for each in tool.items)
    yield from (side.source for each in result.disagreements for side in each.sides)


def _sources(catalog: Catalog, lines: Iterable[str]) -> tuple[schema.Source, ...]:
    """The sources that are named in the report, those of the mind map always."""
    named = "; ".join(dict.fromkeys(lines))
    always = set(catalog.mind_map.sources)
    return tuple(
        source
        for key, source in catalog.sources.items()
        if key in always or wording.source_line(catalog, [key]) in named
    )
