"""A result as one JSON object, for programs.

The keys are a public contract. Same answers and same content give the same bytes: keys
have a fixed order, and nothing in it depends on the clock.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from decision.catalog import Catalog
from decision.catalog.schema import Source
from decision.domain.answers import System, of_store
from decision.domain.findings import Findings
from decision.domain.implied import Implied
from decision.domain.reasons import Reason, reasons
from decision.domain.recommendation import Cell, Recommendation, StoreRecommendation
from decision.domain.rulebook import POINT
from decision.domain.scoring import Contribution
from decision.domain.sensitivity import Change, NextQuestion, StoreSensitivity
from decision.records.provenance import INTERPRETATION, answers_hash

FORMAT = 1


def to_json(catalog: Catalog, findings: Findings) -> str:
    """The JSON text, indented, with a line end."""
    return json.dumps(as_object(catalog, findings), ensure_ascii=False, indent=2) + "\n"


def as_object(catalog: Catalog, findings: Findings) -> dict[str, Any]:
    """The result as plain dicts and lists."""
    recommendation, sensitivity = findings.recommendation, findings.sensitivity
    pairs = list(zip(recommendation.stores, sensitivity.stores, strict=True))
    return {
        "format": FORMAT,
        "content_version": catalog.content_hash,
        "edition": catalog.edition.id,
        "answers_hash": answers_hash(recommendation.system),
        "interpretation": INTERPRETATION,
        "system": recommendation.system.name,
        "verdict": recommendation.verdict,
        "stores": [_store(catalog, recommendation.system, *pair) for pair in pairs],
        "flips": [flip for pair in pairs for flip in _flips(pair[1])],
        "next_questions": [_next_question(each) for each in sensitivity.next_questions],
        "contradictions": list(_contradictions(catalog, recommendation)),
        "ignored": list(_ignored(recommendation)),
        "disagreements": list(recommendation.disagreements),
        "sources": {each.id: _source(each) for each in _cited(catalog, recommendation)},
    }


def number(hundredths: int) -> int | float:
    """Points as people write them: 2 rather than 2.0, and 0.25."""
    return hundredths / POINT if hundredths % POINT else hundredths // POINT


def _store(
    catalog: Catalog,
    system: System,
    store: StoreRecommendation,
    sensitivity: StoreSensitivity,
) -> dict[str, Any]:
    answers = of_store(system, store.store)
    return {
        "name": store.name,
        "kind": store.store.kind,
        "zone": store.zone,
        "verdict": store.verdict,
        "separation_level": store.level,
        "separation_levels": list(store.levels),
        "possible": [result for result in catalog.results if result in sensitivity.possible],
        "settled": sensitivity.settled,
        "boundaries": {
            boundary: {where: _cell(catalog, answers, cell) for where, cell in row.items()}
            for boundary, row in store.cells.items()
        },
        "load_bearing": [
            {"question": each.question, "answer": each.answer} for each in sensitivity.load_bearing
        ],
        "cannot_matter": list(sensitivity.cannot_matter),
        "look_again": list(store.look_again),
        "guardrails": [_guardrail(catalog, each) for each in store.guardrails],
        "prerequisites": [_prerequisite(catalog, each) for each in store.prerequisites],
        "playbook": _playbook(catalog, store.playbook) if store.playbook else None,
    }


def _cell(catalog: Catalog, answers: Mapping[str, str], cell: Cell) -> dict[str, Any]:
    return {
        "result": cell.result,
        "score": number(cell.score),
        "range": [number(cell.low), number(cell.high)],
        "by_score": cell.by_score,
        "reasons": [_reason(each) for each in reasons(cell)],
        "gates": list(cell.gates),
        "implications": [_implication(catalog, each) for each in cell.implied],
        "ask": list(cell.ask),
        "agree": list(cell.agree),
        "contributions": [_contribution(catalog, answers, each) for each in cell.contributions],
    }


def _reason(each: Reason) -> dict[str, Any]:
    """Why, what decides first; the parts of the cell that have these ids say the rest."""
    found: dict[str, Any] = {"kind": each.kind, "id": each.id, "decides": each.decides}
    if each.weighs is None:
        return found
    return found | {"option": each.weighs.option, "points": number(each.weighs.points)}


def _implication(catalog: Catalog, each: Implied) -> dict[str, Any]:
    """An implication that acted: what it follows from, and the result before and after it."""
    rule = catalog.implications[each.id]
    return {
        "id": each.id,
        "from": {"boundary": each.start, "result": each.result, "gates": list(each.gates)},
        "before": each.before,
        "after": each.after,
        "because": rule.because,
        "source": rule.sources[0] if rule.sources else None,
        "sources": list(rule.sources),
    }


def _contribution(
    catalog: Catalog, answers: Mapping[str, str], each: Contribution
) -> dict[str, Any]:
    """A contribution; one by a fact that speaks for a question names the team's own answer."""
    fact = catalog.facts.get(each.question)
    question = (fact.speaks_for if fact else None) or each.question
    found: dict[str, Any] = {
        "question": question,
        "option": answers.get(question, each.option),
        "points": number(each.points),
        "because": each.because,
        "source": each.sources[0] if each.sources else None,
        "sources": list(each.sources),
    }
    return found | {"fact": each.question, "value": each.option} if fact else found


def _guardrail(catalog: Catalog, name: str) -> dict[str, Any]:
    each = catalog.guardrails[name]
    return {
        "id": name,
        "tool": catalog.guardrail_tools[name],
        "title": each.title,
        "setting": each.setting,
        "because": each.because,
        "trap": each.trap,
        "environments": list(each.environments),
        "sources": list(each.sources),
    }


def _prerequisite(catalog: Catalog, name: str) -> dict[str, Any]:
    each = catalog.prerequisites[name]
    return {
        "id": name,
        "title": each.title,
        "urgent": each.urgent,
        "steps": list(each.steps),
        "done_when": each.done_when,
        "because": each.because,
        "sources": list(each.sources),
    }


def _playbook(catalog: Catalog, name: str) -> dict[str, Any]:
    each = catalog.playbooks[name]
    return {
        "id": name,
        "title": each.title,
        "steps": list(each.steps),
        "sources": list(each.sources),
    }


def _flips(sensitivity: StoreSensitivity) -> Iterator[dict[str, Any]]:
    for flip in sensitivity.flips:
        yield {
            "store": sensitivity.name,
            "changes": [_change(each) for each in flip.changes],
            "verdict": flip.verdict,
            "opens": list(flip.opens),
            "worsens": flip.worsens,
        }


def _change(change: Change) -> dict[str, Any]:
    return {
        "question": change.question,
        "level": change.level,
        "before": change.before,
        "after": change.after,
    }


def _next_question(each: NextQuestion) -> dict[str, Any]:
    return {
        "question": each.question,
        "level": each.level,
        "stores": list(each.stores),
        "outcomes": {
            outcome.store: {turn.option: turn.verdict for turn in outcome.turns}
            for outcome in each.outcomes
        },
        "purpose": each.purpose,
        "cells": [
            {"store": cell.store, "boundary": cell.boundary, "environment": cell.environment}
            for cell in each.cells
        ],
    }


def _contradictions(catalog: Catalog, found: Recommendation) -> Iterator[dict[str, Any]]:
    """Every contradiction once, with the stores that it concerns."""
    stores: dict[str, list[str]] = {}
    for store in found.stores:
        for name in store.contradictions:
            stores.setdefault(name, []).append(store.name)
    for name, names in stores.items():
        each = catalog.contradictions[name]
        yield {
            "id": name,
            "stores": names,
            "title": each.title,
            "because": each.because,
            "mend": each.mend,
        }


def _ignored(recommendation: Recommendation) -> Iterator[dict[str, Any]]:
    """Answers to questions that the other answers leave unasked; they have no effect."""
    answers = recommendation.system.answers
    for name in recommendation.ignored:
        yield {"question": name, "option": answers[name], "store": None}
    for each in recommendation.stores:
        for name in each.ignored:
            yield {"question": name, "option": each.store.answers[name], "store": each.name}


def _cited(catalog: Catalog, recommendation: Recommendation) -> Iterable[Source]:
    """Every source that the result names, in the order of the list of sources."""
    names: set[str] = set()
    for store in recommendation.stores:
        cells = [cell for row in store.cells.values() for cell in row.values()]
        names.update(*(each.sources for cell in cells for each in cell.contributions))
        names.update(*(catalog.gates[gate].sources for cell in cells for gate in cell.gates))
        implied = [catalog.implications[each.id] for cell in cells for each in cell.implied]
        names.update(*(each.sources for each in implied))
        names.update(*(catalog.guardrails[each].sources for each in store.guardrails))
        names.update(*(catalog.prerequisites[each].sources for each in store.prerequisites))
        names.update(catalog.playbooks[store.playbook].sources if store.playbook else ())
    return (source for source in catalog.sources.values() if source.id in names)


def _source(each: Source) -> dict[str, Any]:
    return {
        "title": each.title,
        "author": each.author,
        "year": each.year,
        "url": str(each.url) if each.url else None,
    }
