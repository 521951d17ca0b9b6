"""The whole recommendation: every store, boundary and environment, with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from decision.domain import advice
from decision.domain.answers import Answers, Store, System, known
from decision.domain.conditions import NOT_ASKED
from decision.domain.contradictions import contradictions
from decision.domain.facts import values, values_by_environment
from decision.domain.implied import Implied, settle_all
from decision.domain.limits import stand
from decision.domain.prefill import from_kind, with_assumptions
from decision.domain.prepared import once_per_rulebook, remembered
from decision.domain.ranges import score_ranges
from decision.domain.rulebook import Rulebook
from decision.domain.scoring import Acting, Contribution, resolve, score
from decision.domain.unknowns import Decision, decisions
from decision.domain.vocabulary import (
    MIXED,
    VERDICT_BOUNDARY,
    VERDICT_ENVIRONMENT,
    Boundary,
    Environment,
    Result,
    SeparationLevel,
    Zone,
)

#: The results that say where a store belongs.
PLACES = frozenset((Result.TOGETHER, Result.SEPARATE, Result.EITHER))


#: Pairs of kind and tools whose guardrails are remembered.
MOST_KEPT = 512

#: Stores whose recommendations are remembered, some kilobytes each.
MOST_STORES = 512


@dataclass(frozen=True, slots=True)
class Cell:
    """One boundary of one store in one environment; points in hundredths.

    ``low`` and ``high`` bound the score over every way to answer what is open (and as it
    stands, where answers contradict each other). ``ask`` names
    the missing facts that decide, where the result is "ask first". ``acting`` are the gates
    that fired, ``implied`` what followed from other boundaries; ``by_score`` is the result
    that the score alone would give. ``agree`` names open questions: what is known would say
    something else, but every answer to them leads to the result.
    """

    result: Result
    score: int
    low: int
    high: int
    by_score: Result
    acting: tuple[Acting, ...]
    contributions: tuple[Contribution, ...]
    implied: tuple[Implied, ...] = ()
    ask: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()

    @property
    def gates(self) -> tuple[str, ...]:
        """Ids of the gates that fired, those with the strongest effect first."""
        return tuple(each.id for each in self.acting)

    @property
    def effects(self) -> int:
        """What gates and implications do here, combined."""
        gates = (each.effects for each in self.acting)
        return reduce(or_, (*gates, *(each.effects for each in self.implied)), 0)

    @property
    def against_score(self) -> bool:
        """Whether a gate or implication places the store where its score would not."""
        return self.result in PLACES and self.result is not self.by_score


@dataclass(frozen=True, slots=True)
class StoreRecommendation:
    """Placement of one store, and what is due for it whatever the placement.

    ``look_again`` names answers that cannot be true together: they count as open.
    """

    store: Store
    zone: Zone | None
    verdict: Result
    level: SeparationLevel | None
    levels: tuple[SeparationLevel, ...]
    cells: Mapping[Boundary, Mapping[Environment, Cell]]
    guardrails: tuple[str, ...]
    prerequisites: tuple[str, ...]
    playbook: str | None
    contradictions: tuple[str, ...]
    disagreements: tuple[str, ...]
    ignored: tuple[str, ...]
    look_again: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.store.name

    @property
    def deciding_cell(self) -> Cell:
        """The cell that gives the verdict: the unit, in production."""
        return self.cells[VERDICT_BOUNDARY][VERDICT_ENVIRONMENT]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the tool recommends for a system; ``verdict`` is a result's id or "mixed"."""

    system: System
    verdict: str
    stores: tuple[StoreRecommendation, ...]
    disagreements: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def recommend(rulebook: Rulebook, system: System) -> Recommendation:
    """Recommend a placement for every store of ``system``.

    Answers must be legal (the readers of answer files and forms see to that); unknown
    and contradicting ones are fine. A system without stores has no verdict to give:
    it is "ask-first".
    """
    stores = tuple(recommend_store(rulebook, system, store) for store in system.stores)
    verdicts = {store.verdict.value for store in stores}
    verdict = Result.ASK_FIRST.value if not verdicts else MIXED
    return Recommendation(
        system=system,
        verdict=verdicts.pop() if len(verdicts) == 1 else verdict,
        stores=stores,
        disagreements=_disagreements(rulebook, stores),
        ignored=_ignored(rulebook, system),
    )


def _disagreements(rulebook: Rulebook, stores: tuple[StoreRecommendation, ...]) -> tuple[str, ...]:
    """Ids of the disagreements that matter to at least one store, in content order."""
    found = {name for store in stores for name in store.disagreements}
    return tuple(each.id for each in rulebook.disagreements if each.id in found)


def _ignored(rulebook: Rulebook, system: System) -> tuple[str, ...]:
    """System-level answers to questions that the other answers leave unasked."""
    found = values(rulebook, known(system.answers), VERDICT_ENVIRONMENT)
    return _unasked(rulebook, system.answers, found)


def _unasked(rulebook: Rulebook, answers: Answers, found: Mapping[str, str]) -> tuple[str, ...]:
    """Answers to questions that are not asked, in content order."""
    return tuple(
        question.id
        for question in rulebook.questions
        if question.id in answers and found.get(question.id) == NOT_ASKED
    )


def recommend_store(rulebook: Rulebook, system: System, store: Store) -> StoreRecommendation:
    """Recommend a placement for one store of the system."""
    # An answer about one store leaves all others as they are, from page to page.
    key = frozenset(system.answers.items()), store.kind, frozenset(store.answers.items())
    found = remembered(
        kept_stores(rulebook), key, MOST_STORES, lambda: _recommend_store(rulebook, system, store)
    )
    return found if found.store is store else replace(found, store=store)


@once_per_rulebook
def kept_stores(_rulebook: Rulebook) -> dict[object, StoreRecommendation]:
    """The recommendations that are remembered for a rulebook, whatever the stores are called."""
    return {}


def _recommend_store(rulebook: Rulebook, system: System, store: Store) -> StoreRecommendation:
    standing = stand(rulebook, system, store)
    found = values_by_environment(rulebook, standing.answers)
    ranges = {} if _is_all_known(rulebook, found) else score_ranges(rulebook, standing.answers)
    cells: dict[Boundary, dict[Environment, Cell]] = {boundary: {} for boundary in Boundary}
    for environment in Environment:
        scored = score(rulebook, found[environment], environment)
        decided = decisions(rulebook, standing, found[environment], environment)
        settled = settle_all(rulebook, scored)
        for boundary, own in scored.items():
            low, high = ranges.get((boundary, environment), (own.score, own.score))
            if standing.aside:  # as they are, none of these answers counts
                low, high = min(low, own.score), max(high, own.score)
            known = settled.results[boundary]
            decision = decided.get(boundary) or Decision(known)
            cells[boundary][environment] = Cell(
                result=decision.result,
                score=own.score,
                low=low,
                high=high,
                by_score=resolve(rulebook, own.score, 0),
                acting=own.acting,
                contributions=own.contributions,
                implied=settled.implied[boundary],
                ask=decision.ask,
                agree=decision.agree if decision.result is not known else (),
            )
    results = {boundary: cells[boundary][VERDICT_ENVIRONMENT].result for boundary in Boundary}
    verdict = results[VERDICT_BOUNDARY]
    production = found[VERDICT_ENVIRONMENT]
    named = tools(rulebook, production)
    level, levels = separation_level(rulebook, results, cells, production)
    return StoreRecommendation(
        store=store,
        zone=Zone(production["zone"]) if production.get("zone") else None,
        verdict=verdict,
        level=level,
        levels=levels,
        cells=cells,
        guardrails=advice.guardrails_due(_candidates(rulebook, store.kind, named), found, verdict),
        prerequisites=_prerequisites(rulebook, production, verdict),
        playbook=advice.playbook_for(rulebook.playbooks, production, verdict),
        contradictions=contradictions(rulebook, standing.given, found),
        disagreements=advice.disagreements_about(rulebook.disagreements, production, verdict),
        ignored=_unasked(rulebook, store.answers, production),
        look_again=tuple(each.id for each in rulebook.nodes if each.id in standing.aside),
    )


def _is_all_known(rulebook: Rulebook, found: Mapping[Environment, Mapping[str, str]]) -> bool:
    """Whether no question or fact is open, so that nothing can move a score."""
    return all(len(own) > len(rulebook.order) for own in found.values())


def with_kind(rulebook: Rulebook, store: Store, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers, completed by what the store's kind and then assumptions fill in.

    The team's own answers win, "we don't know" among them.
    """
    return with_assumptions(rulebook, store, from_kind(rulebook, store, answers))


def _candidates(
    rulebook: Rulebook, kind: str | None, named: frozenset[str]
) -> tuple[advice.Guardrail, ...]:
    """The guardrails for a kind and these tools: the same for every store alike in both."""
    return remembered(
        _fitting(rulebook),
        (kind, named),
        MOST_KEPT,
        lambda: advice.guardrails_for(rulebook.guardrails, kind, named),
    )


@once_per_rulebook
def _fitting(
    _rulebook: Rulebook,
) -> dict[tuple[str | None, frozenset[str]], tuple[advice.Guardrail, ...]]:
    return {}


def tools(rulebook: Rulebook, values: Mapping[str, str]) -> frozenset[str]:
    """The tools whose guardrails apply: the team's own, or all while it is not known."""
    named = {guardrail.tool for guardrail in rulebook.guardrails}
    own = values.get(rulebook.tool_question)
    if own in named:
        return frozenset((own, advice.ANY_TOOL))
    return frozenset(named)


def _prerequisites(
    rulebook: Rulebook, values: Mapping[str, str], verdict: Result
) -> tuple[str, ...]:
    """What is due by its own condition or by a gate that fired, the urgent first.

    A gate adds nothing that its own condition certainly excludes.
    """
    due = advice.prerequisites_due(rulebook.prerequisites, values, verdict)
    seen = {**values, advice.VERDICT: verdict.value}
    asked_for = {
        prerequisite
        for gate in rulebook.gates
        if gate.prerequisites and gate.when.holds(values) is True
        for prerequisite in gate.prerequisites
    }
    wanted = [
        each
        for each in rulebook.prerequisites
        if each.id in due or (each.id in asked_for and each.when.holds(seen) is not False)
    ]
    return tuple(each.id for each in sorted(wanted, key=lambda each: not each.urgent))


def separation_level(
    rulebook: Rulebook,
    results: Mapping[Boundary, Result],
    cells: Mapping[Boundary, Mapping[Environment, Cell]],
    values: Mapping[str, str],
) -> tuple[SeparationLevel | None, tuple[SeparationLevel, ...]]:
    """The separation level of a store, and the levels that are all defensible.

    "Either" leaves one protected unit (L1) or an own unit (L2) open; the score's sign says
    which is nearer. "Ask first" and "not yet" have no level.
    """
    verdict = results[VERDICT_BOUNDARY]
    if verdict is Result.EITHER:
        nearer = cells[VERDICT_BOUNDARY][VERDICT_ENVIRONMENT].score
        both = (SeparationLevel.L1, SeparationLevel.L2)
        return (both[0] if nearer >= 0 else both[1]), both
    for rule in rulebook.levels:
        if rule.when.holds(values) is True and all(
            results[boundary] is result for boundary, result in rule.results.items()
        ):
            return rule.level, (rule.level,)
    return None, ()
