"""The report: everything that its template prints, worked out from answers and catalog.

Nothing here looks at a clock: the same answers, content, date and files that were read give the
same report.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from decision.catalog import Catalog, schema
from decision.domain.answers import System
from decision.records.provenance import answers_hash
from decision.reports.drawing.labels import clean, shorten
from decision.reports.pdf import Paper
from decision.web.presenters import disagreements, wording
from decision.web.presenters.bars import Bar
from decision.web.presenters.changes import FlipView
from decision.web.presenters.contradictions import ContradictionView
from decision.web.presenters.disagreements import BothSides
from decision.web.presenters.flow import Flow
from decision.web.presenters.infrastructure.look import Look
from decision.web.presenters.infrastructure.says import Reader, reading_beside
from decision.web.presenters.reasons import Reason
from decision.web.presenters.report_answers import (
    AnswerGroup,
    Counts,
    answer_groups,
    asked_terms,
    counts,
    unsettled,
)
from decision.web.presenters.report_cover import Cover, cover
from decision.web.presenters.report_due import (
    SharedItem,
    SharedPlaybook,
    SharedTool,
    playbook_lines,
    shared_guardrails,
    shared_playbooks,
    shared_prerequisites,
)
from decision.web.presenters.report_infrastructure import FilesChapter, files_chapter, gap_lines
from decision.web.presenters.report_maps import ReportMaps, report_maps
from decision.web.presenters.report_sources import (
    NumberedSource,
    SourceIndex,
    placement_lines,
    source_index,
    source_lines,
)
from decision.web.presenters.result import ResultView, StoreView, result_view, with_files

#: All there is, or what a meeting needs.
Extent = Literal["full", "short"]

#: Flips of each store that the full and the short report print.
FLIPS = 12
FEW_FLIPS = 5

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
    """A gate or implication that acted on a store, and in which cells.

    Implications are not released: they end with what they follow from.
    """

    title: str
    because: str
    released_when: str
    refs: tuple[int, ...]
    where: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarView:
    bar: Bar
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SideView:
    side: disagreements.SideView
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DisagreementView:
    both: BothSides
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True)
class StorePages:
    """One store as the report prints it."""

    view: StoreView
    bars: tuple[BarView, ...]
    gates: tuple[GateView, ...]
    asks: tuple[str, ...]
    flips: tuple[FlipView, ...]


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
    """The whole report; ``running_head`` is the system's name cut to one line.

    ``short``: what only the full report prints is empty, and ``answers`` are those that are
    open or have a note.
    """

    system: str
    running_head: str
    date: date
    paper: Paper
    short: bool
    result: ResultView
    cover: Cover
    counts: Counts
    stores: tuple[StorePages, ...]
    prerequisites: tuple[SharedItem, ...]
    playbooks: tuple[SharedPlaybook, ...]
    guardrails: tuple[SharedTool, ...]
    answers: tuple[AnswerGroup, ...]
    contradictions: tuple[ContradictionView, ...]
    disagreements: tuple[DisagreementView, ...]
    maps: ReportMaps
    glossary: tuple[schema.Term, ...]
    method: Method
    sources: tuple[NumberedSource, ...]
    provenance: Provenance
    legend: tuple[schema.Result, ...]
    files: FilesChapter | None = None

    @property
    def open_tools(self) -> str:
        """The tools of which one is used, where it is not known which."""
        return wording.joined((each.tool for each in self.guardrails if each.brief), _("or"))


def report_context(flow: Flow, *, paper: Paper, extent: Extent = "full") -> dict[str, object]:
    """The template's context for a stored assessment; the date is that of its last change."""
    changed, reader = flow.sheet.assessment.updated_at.date(), reading_beside(flow)
    return {"report": make_report(flow.catalog, flow.system, changed, paper, extent, reader=reader)}


def report_context_for_system(
    catalog: Catalog,
    system: System,
    changed: date,
    *,
    paper: Paper = "a4",
    extent: Extent = "full",
) -> dict[str, object]:
    """The template's context for answers from anywhere."""
    return {"report": make_report(catalog, system, changed, paper, extent)}


def make_report(
    catalog: Catalog,
    system: System,
    changed: date,
    paper: Paper,
    extent: Extent = "full",
    *,
    reader: Reader | None = None,
) -> Report:
    """The report of answers, with what the team's files say where a ``reader`` has them."""
    short = extent == "short"
    result = with_files(result_view(catalog, system), reader)
    look = reader.look if reader else None
    index = _sources(catalog, result, look, short=short)
    groups = answer_groups(catalog, system)
    few = FEW_FLIPS if short else FLIPS
    return Report(
        system=clean(system.name),
        running_head=shorten(clean(system.name), RUNNING_HEAD),
        date=changed,
        paper=paper,
        short=short,
        result=result,
        cover=cover(result),
        counts=counts(groups),
        stores=tuple(_store_pages(catalog, store, index, few) for store in result.stores),
        prerequisites=shared_prerequisites(result.stores, index),
        playbooks=shared_playbooks(catalog, result.stores, index),
        guardrails=shared_guardrails(catalog, result.stores, index),
        answers=unsettled(groups) if short else groups,
        contradictions=result.contradictions,
        disagreements=()
        if short
        else tuple(_disagreement(each, index) for each in result.disagreements),
        maps=report_maps(catalog, system, result, short=short),
        glossary=() if short else _glossary(catalog),
        method=_method(catalog),
        sources=index.entries,
        provenance=Provenance(catalog.edition, catalog.content_hash, answers_hash(system)),
        legend=tuple(catalog.results.values()),
        files=files_chapter(look, index) if look else None,
    )


def _sources(
    catalog: Catalog, result: ResultView, look: Look | None, *, short: bool
) -> SourceIndex:
    """The sources of what is printed; the short report names those of the placement only."""
    if short:
        return source_index(catalog, placement_lines(result))
    of_files = gap_lines(look) if look else ()
    lines = (*source_lines(result), *playbook_lines(catalog, result), *of_files)
    return source_index(catalog, lines)


def _store_pages(catalog: Catalog, store: StoreView, index: SourceIndex, flips: int) -> StorePages:
    asks = dict.fromkeys(title for row in store.rows for cell in row.cells for title in cell.ask)
    bars = tuple(BarView(bar, index.refs(bar.source)) for bar in store.chart.rows)
    gates = _gates(catalog, store, index)
    return StorePages(store, bars, gates, tuple(asks), store.flips[:flips])


def _disagreement(both: BothSides, index: SourceIndex) -> DisagreementView:
    sides = tuple(SideView(side, index.refs(side.source)) for side in both.sides)
    return DisagreementView(both, sides)


def _gates(catalog: Catalog, store: StoreView, index: SourceIndex) -> tuple[GateView, ...]:
    """The gates and implications that acted anywhere on a store, those of the verdict first."""
    cells: dict[Reason, dict[str, list[str]]] = {
        each: {} for each in (*store.gates, *store.implications)
    }
    for row in store.rows:
        for cell in row.cells:
            for reason in (*cell.gates, *cell.implications):
                where = cells.setdefault(reason, {})
                where.setdefault(row.boundary.short, []).append(cell.environment.title)
    environments = len(catalog.environments)
    return tuple(
        GateView(
            reason.title,
            reason.text,
            reason.released_when,
            index.refs(reason.source),
            _where(where, environments),
            reason.answers,
        )
        for reason, where in cells.items()
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
