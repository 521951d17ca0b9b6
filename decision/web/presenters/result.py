"""The result of an assessment as pages and the report show it: answer first, then why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from decision.catalog import Catalog, schema
from decision.domain.answers import System
from decision.domain.findings import Findings, find
from decision.domain.recommendation import Cell, StoreRecommendation
from decision.domain.sensitivity import StoreSensitivity
from decision.domain.vocabulary import (
    VERDICT_BOUNDARY,
    VERDICT_ENVIRONMENT,
    Boundary,
    Environment,
)
from decision.web.presenters import wording
from decision.web.presenters.bars import Chart, chart_of
from decision.web.presenters.changes import FlipView, NextView, flip_views, next_view
from decision.web.presenters.disagreements import BothSides, both_sides
from decision.web.presenters.due import Due, SharedTool, due_for, guardrails_of
from decision.web.presenters.outcome import Outcome
from decision.web.presenters.reasons import (
    Reason,
    gate_reasons,
    implication_reasons,
    strongest_reasons,
)

#: How many flips are shown before the fold.
FIRST_FLIPS = 5

#: Position of a store, boundary and environment to the address of the cell's own page.
CellAddress = Callable[[int, str, str], str]


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of the matrix; ``note`` is its score."""

    boundary: schema.Boundary
    environment: schema.Environment
    outcome: Outcome
    note: str
    gates: tuple[Reason, ...]
    implications: tuple[Reason, ...]
    ask: tuple[str, ...]
    against_score: str
    url: str
    verdict: bool

    @property
    def result(self) -> str:
        return self.outcome.result

    @property
    def label(self) -> str:
        return self.outcome.label


@dataclass(frozen=True, slots=True)
class Row:
    """One boundary over all environments; ``asked`` marks the talk's own question."""

    boundary: schema.Boundary
    asked: bool
    cells: tuple[CellView, ...]

    @property
    def title(self) -> str:
        return self.boundary.title

    @property
    def help(self) -> str:
        return self.boundary.explanation


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    asked: bool


@dataclass(frozen=True, slots=True)
class StoreView:
    """Everything that is shown about one store; ``position`` counts from 1."""

    position: int
    name: str
    kind: schema.Kind | None
    zone: schema.Zone | None
    outcome: Outcome
    level: schema.SeparationLevel | None
    levels: tuple[schema.SeparationLevel, ...]
    rows: tuple[Row, ...]
    strongest: tuple[Reason, ...]
    gates: tuple[Reason, ...]
    implications: tuple[Reason, ...]
    ask: tuple[str, ...]
    against_score: str
    chart: Chart
    settled: bool
    possible: tuple[Outcome, ...]
    flips: tuple[FlipView, ...]
    load_bearing: tuple[str, ...]
    cannot_matter: tuple[str, ...]
    contradictions: tuple[schema.Contradiction, ...]
    due: Due

    @property
    def result(self) -> str:
        return self.outcome.result

    @property
    def label(self) -> str:
        return self.outcome.label

    @property
    def first_flips(self) -> tuple[FlipView, ...]:
        return self.flips[:FIRST_FLIPS]

    @property
    def more_flips(self) -> tuple[FlipView, ...]:
        return self.flips[FIRST_FLIPS:]

    @property
    def range_text(self) -> str:
        labels = [each.label for each in self.possible]
        return wording.certainty(self.settled, labels, thin=bool(self.load_bearing))


@dataclass(frozen=True, slots=True)
class ResultView:
    """The whole result; ``result`` is "mixed" when the stores differ."""

    system: str
    result: str
    label: str
    sentence: str
    stores: tuple[StoreView, ...]
    next_questions: tuple[NextView, ...]
    contradictions: tuple[schema.Contradiction, ...]
    environments: tuple[Column, ...]
    disagreements: tuple[BothSides, ...]

    @property
    def guardrails(self) -> tuple[SharedTool, ...]:
        return guardrails_of([(store.name, store.due) for store in self.stores])

    @property
    def settled(self) -> bool:
        return all(store.settled for store in self.stores)

    @property
    def range_text(self) -> str:
        if len(self.stores) == 1:
            return self.stores[0].range_text
        unsettled = [store.name for store in self.stores if not store.settled]
        thin = sum(1 for store in self.stores if store.load_bearing)
        return wording.certainties(unsettled, thin, len(self.stores))


def no_address(position: int, boundary: str, environment: str) -> str:
    """Cells of examples and reports lead nowhere."""
    return ""


def result_view(catalog: Catalog, system: System, address: CellAddress = no_address) -> ResultView:
    """Work out the recommendation for ``system`` and put it into words.

    ``address`` gives the page that explains a cell, by the store's position (from 1).
    """
    findings = find(catalog.rulebook, system)
    stores = tuple(
        store_view(catalog, position, *each, address=partial(address, position))
        for position, each in enumerate(_paired(findings), start=1)
    )
    verdict = findings.recommendation.verdict
    contradictions = {each.id: each for store in stores for each in store.contradictions}
    return ResultView(
        system=system.name,
        result=verdict,
        label=wording.verdict_title(catalog, verdict),
        sentence=wording.verdict_sentence(
            [(store.name, store.label, store.outcome.sentence) for store in stores]
        ),
        stores=stores,
        next_questions=tuple(
            next_view(catalog, each) for each in findings.sensitivity.next_questions
        ),
        contradictions=tuple(contradictions.values()),
        environments=columns(catalog),
        disagreements=_disagreements(catalog, findings),
    )


def _paired(findings: Findings) -> Iterable[tuple[StoreRecommendation, StoreSensitivity]]:
    return zip(findings.recommendation.stores, findings.sensitivity.stores, strict=True)


def columns(catalog: Catalog) -> tuple[Column, ...]:
    return tuple(
        Column(each.title, each.id == VERDICT_ENVIRONMENT) for each in catalog.environments.values()
    )


def store_view(
    catalog: Catalog,
    position: int,
    store: StoreRecommendation,
    sensitivity: StoreSensitivity,
    *,
    address: Callable[[str, str], str],
) -> StoreView:
    """One store in words."""
    deciding = store.deciding_cell
    levels = catalog.separation_levels
    outcome = Outcome.of(catalog.results[store.verdict])
    return StoreView(
        position=position,
        name=store.name,
        kind=catalog.kinds.get(store.store.kind or ""),
        zone=catalog.zones[store.zone] if store.zone else None,
        outcome=outcome,
        level=levels[store.level] if store.level else None,
        levels=tuple(levels[each] for each in store.levels),
        rows=tuple(_row(catalog, store, boundary, address) for boundary in Boundary),
        strongest=strongest_reasons(catalog, deciding),
        gates=gate_reasons(catalog, deciding.gates),
        implications=implication_reasons(catalog, deciding.implied),
        against_score=wording.against_score(catalog, deciding),
        ask=tuple(catalog.questions[each].title for each in deciding.ask),
        chart=chart_of(catalog, deciding),
        settled=sensitivity.settled,
        possible=tuple(
            Outcome.of(each) for key, each in catalog.results.items() if key in sensitivity.possible
        ),
        flips=flip_views(catalog, outcome, sensitivity.flips),
        load_bearing=tuple(
            wording.question_title(catalog, each.question) for each in sensitivity.load_bearing
        ),
        cannot_matter=tuple(
            wording.question_title(catalog, each) for each in sensitivity.cannot_matter
        ),
        contradictions=tuple(catalog.contradictions[each] for each in store.contradictions),
        due=due_for(catalog, store),
    )


def _row(
    catalog: Catalog,
    store: StoreRecommendation,
    boundary: Boundary,
    address: Callable[[str, str], str],
) -> Row:
    cells = tuple(
        _cell(catalog, store.cells[boundary][where], boundary, where, address(boundary, where))
        for where in Environment
    )
    return Row(catalog.boundaries[boundary], boundary is VERDICT_BOUNDARY, cells)


def _cell(
    catalog: Catalog, cell: Cell, boundary: Boundary, where: Environment, url: str
) -> CellView:
    return CellView(
        boundary=catalog.boundaries[boundary],
        environment=catalog.environments[where],
        outcome=Outcome.of(catalog.results[cell.result]),
        note=wording.cell_note(cell),
        gates=gate_reasons(catalog, cell.gates),
        implications=implication_reasons(catalog, cell.implied),
        against_score=wording.against_score(catalog, cell),
        ask=tuple(catalog.questions[each].title for each in cell.ask),
        url=url,
        verdict=(boundary, where) == (VERDICT_BOUNDARY, VERDICT_ENVIRONMENT),
    )


def _disagreements(catalog: Catalog, findings: Findings) -> tuple[BothSides, ...]:
    relevant = findings.recommendation.disagreements
    return tuple(both_sides(catalog, catalog.disagreements[each]) for each in relevant)
