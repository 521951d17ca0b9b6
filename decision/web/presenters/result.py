"""The result of an assessment as pages and the report show it: answer first, then why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from decision.catalog import Catalog, schema
from decision.domain.answers import System
from decision.domain.findings import Findings, find
from decision.domain.recommendation import StoreRecommendation
from decision.domain.sensitivity import StoreSensitivity
from decision.domain.vocabulary import (
    VERDICT_BOUNDARY,
    VERDICT_ENVIRONMENT,
    Boundary,
    Environment,
    Result,
)
from decision.web.presenters import wording
from decision.web.presenters.bars import Chart, chart_of
from decision.web.presenters.changes import FlipView, NextView, flip_views, next_view
from decision.web.presenters.contradictions import (
    Contradicting,
    ContradictionView,
    QuestionLink,
    contradiction_views,
    contradictions_of,
    question_link,
)
from decision.web.presenters.disagreements import BothSides, both_sides
from decision.web.presenters.due import Due, SharedTool, due_for, guardrails_of
from decision.web.presenters.fired import fired
from decision.web.presenters.infrastructure.contradicted import (
    NOTHING_CONTRADICTED,
    Contradicted,
    contradicted,
    together,
)
from decision.web.presenters.infrastructure.says import FilesSay, Reader, StoreSays
from decision.web.presenters.outcome import Outcome
from decision.web.presenters.reasons import (
    Fired,
    Reason,
    gate_reasons,
    implication_reasons,
    strongest_reasons,
)

#: How many flips are shown before the fold.
FIRST_FLIPS = 5

#: For so many stores the headline has a picture each.
PICTURED = 5

#: Position of a store, boundary and environment to the address of the cell's own page.
CellAddress = Callable[[int, str, str], str]

#: Position of a store and a question to the address where it is answered; may be empty.
QuestionAddress = Callable[[int, str], str]


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell of the matrix; ``note`` is its score, ``decider`` says what decides."""

    boundary: schema.Boundary
    environment: schema.Environment
    outcome: Outcome
    note: str
    decider: str
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
    level_open: str
    rows: tuple[Row, ...]
    strongest: tuple[Reason, ...]
    gates: tuple[Reason, ...]
    implications: tuple[Reason, ...]
    ask: tuple[QuestionLink, ...]
    against_score: str
    chart: Chart
    settled: bool
    possible: tuple[Outcome, ...]
    flips: tuple[FlipView, ...]
    load_bearing: tuple[str, ...]
    cannot_matter: tuple[str, ...]
    contradictions: Contradicting
    due: Due
    files: StoreSays | None = None
    contradicted: Contradicted = NOTHING_CONTRADICTED

    @property
    def result(self) -> str:
        return self.outcome.result

    @property
    def label(self) -> str:
        return self.outcome.label

    @property
    def spread(self) -> str:
        """What the verdict is about, and in how many cells the result is another."""
        return wording.spread(self.label, [cell.label for row in self.rows for cell in row.cells])

    @property
    def against(self) -> str:
        """That the team's files contradict answers of the verdict; empty where they do not."""
        return self.contradicted.text

    @property
    def first_flips(self) -> tuple[FlipView, ...]:
        return self._changing[:FIRST_FLIPS]

    @property
    def more_flips(self) -> tuple[FlipView, ...]:
        return self._changing[FIRST_FLIPS:]

    @property
    def weakening(self) -> tuple[FlipView, ...]:
        """The flips that only make things worse: nothing to do, but good to know."""
        return tuple(flip for flip in self.flips if flip.worsens)

    @property
    def _changing(self) -> tuple[FlipView, ...]:
        return tuple(flip for flip in self.flips if not flip.worsens)

    @property
    def range_text(self) -> str:
        labels = [each.label for each in self.possible]
        return wording.certainty(self.settled, labels, thin=bool(self.load_bearing))


@dataclass(frozen=True, slots=True)
class ResultView:
    """The whole result; ``result`` is "mixed" when the stores differ. ``files``: what the team's
    files say, where they were read."""

    system: str
    result: str
    label: str
    sentence: str
    stores: tuple[StoreView, ...]
    next_questions: tuple[NextView, ...]
    contradictions: tuple[ContradictionView, ...]
    environments: tuple[Column, ...]
    disagreements: tuple[BothSides, ...]
    points_help: str
    files: FilesSay | None = None

    @property
    def pictured(self) -> tuple[StoreView, ...]:
        """The stores that the headline draws, in its order: none where they are too many."""
        if not 1 < len(self.stores) <= PICTURED:
            return ()
        order = list(dict.fromkeys(store.result for store in self.stores))
        return tuple(sorted(self.stores, key=lambda store: order.index(store.result)))

    @property
    def spread(self) -> str:
        """The only store's; with several, each says its own."""
        return self.stores[0].spread if len(self.stores) == 1 else ""

    @property
    def against(self) -> str:
        """The same for all stores: which answers, each once."""
        return together([store.contradicted for store in self.stores]).text

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


def with_files(result: ResultView, reader: Reader | None, *, with_cuts: bool = False) -> ResultView:
    """The result with what the team's files say of it; as it is where none were read."""
    if reader is None:
        return result
    verdicts = {store.position: store.result for store in result.stores}
    files = reader.beside(verdicts, with_cuts=with_cuts)
    stores = (_with_files(reader.flow.catalog, each, files) for each in result.stores)
    return replace(result, files=files, stores=tuple(stores))


def _with_files(catalog: Catalog, store: StoreView, files: FilesSay) -> StoreView:
    said = files.stores.get(store.position)
    told = (*files.contradicting, *(said.contradicting if said else ()))
    gates = [answer for gate in store.gates for answer in gate.answers]
    found = contradicted(catalog, told, store.load_bearing, gates)
    return replace(store, files=said, contradicted=found)


def no_address(position: int, boundary: str, environment: str) -> str:
    """Cells of examples and reports lead nowhere."""
    return ""


def no_question(position: int, question: str) -> str:
    """Examples and reports have nothing to answer."""
    return ""


def result_view(
    catalog: Catalog,
    system: System,
    address: CellAddress = no_address,
    question: QuestionAddress = no_question,
) -> ResultView:
    """Work out the recommendation for ``system`` and put it into words.

    ``address`` gives the page that explains a cell, by the store's position (from 1), and
    ``question`` the page where a question is answered for it.
    """
    findings = find(catalog.rulebook, system)
    stores = tuple(
        store_view(
            catalog,
            system,
            position,
            *each,
            address=partial(address, position),
            question=partial(question, position),
        )
        for position, each in enumerate(_paired(findings), start=1)
    )
    verdict = findings.recommendation.verdict
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
        contradictions=contradiction_views(
            catalog, [(store.name, store.contradictions) for store in stores]
        ),
        environments=columns(catalog),
        disagreements=_disagreements(catalog, findings),
        points_help=wording.points_help(catalog),
    )


def _paired(findings: Findings) -> Iterable[tuple[StoreRecommendation, StoreSensitivity]]:
    return zip(findings.recommendation.stores, findings.sensitivity.stores, strict=True)


def columns(catalog: Catalog) -> tuple[Column, ...]:
    return tuple(
        Column(each.title, each.id == VERDICT_ENVIRONMENT) for each in catalog.environments.values()
    )


def store_view(
    catalog: Catalog,
    system: System,
    position: int,
    store: StoreRecommendation,
    sensitivity: StoreSensitivity,
    *,
    address: Callable[[str, str], str],
    question: Callable[[str], str],
) -> StoreView:
    """One store in words."""
    deciding = store.deciding_cell
    levels = catalog.separation_levels
    level_open = _boundaries_without_level(catalog, store)
    acting = fired(catalog, system, store.store)
    shown = _Shown(catalog, acting, address)
    outcome = Outcome.of(catalog.results[store.verdict])
    return StoreView(
        position=position,
        name=store.name,
        kind=catalog.kinds.get(store.store.kind or ""),
        zone=catalog.zones[store.zone] if store.zone else None,
        outcome=outcome,
        level=levels[store.level] if store.level and not level_open else None,
        levels=() if level_open else tuple(levels[each] for each in store.levels),
        level_open=wording.level_open(level_open) if level_open else "",
        rows=tuple(shown.row(store, boundary) for boundary in Boundary),
        strongest=strongest_reasons(catalog, deciding, acting),
        gates=gate_reasons(catalog, deciding.gates, acting),
        implications=implication_reasons(catalog, deciding.implied),
        against_score=wording.against_score(catalog, deciding),
        ask=tuple(question_link(catalog, each, question) for each in deciding.ask),
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
        contradictions=contradictions_of(catalog, system, store, question),
        due=due_for(catalog, store),
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the cells of one store need to be put into words."""

    catalog: Catalog
    acting: Fired
    address: Callable[[str, str], str]

    def row(self, store: StoreRecommendation, boundary: Boundary) -> Row:
        cells = tuple(self._cell(store, boundary, where) for where in Environment)
        return Row(self.catalog.boundaries[boundary], boundary is VERDICT_BOUNDARY, cells)

    def _cell(self, store: StoreRecommendation, boundary: Boundary, where: Environment) -> CellView:
        catalog, cell = self.catalog, store.cells[boundary][where]
        return CellView(
            boundary=catalog.boundaries[boundary],
            environment=catalog.environments[where],
            outcome=Outcome.of(catalog.results[cell.result]),
            note=wording.cell_note(cell),
            decider=wording.decider(cell),
            gates=gate_reasons(catalog, cell.gates, self.acting),
            implications=implication_reasons(catalog, cell.implied),
            against_score=wording.against_score(catalog, cell),
            ask=tuple(catalog.questions[each].title for each in cell.ask),
            url=self.address(boundary, where),
            verdict=(boundary, where) == (VERDICT_BOUNDARY, VERDICT_ENVIRONMENT),
        )


def _boundaries_without_level(catalog: Catalog, store: StoreRecommendation) -> tuple[str, ...]:
    """Boundaries that the level of separation rests on and that are "ask first"."""
    if store.level is None:
        return ()
    same = {Result.SEPARATE} if store.verdict is Result.EITHER else {store.verdict}
    rules = (each.results for each in catalog.rulebook.levels)
    looked_at = {b for each in rules if each.get(VERDICT_BOUNDARY) in same for b in each}
    return tuple(
        catalog.boundaries[boundary].title
        for boundary, row in store.cells.items()
        if boundary in looked_at and row[VERDICT_ENVIRONMENT].result is Result.ASK_FIRST
    )


def _disagreements(catalog: Catalog, findings: Findings) -> tuple[BothSides, ...]:
    relevant = findings.recommendation.disagreements
    return tuple(both_sides(catalog, catalog.disagreements[each]) for each in relevant)
