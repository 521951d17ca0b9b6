"""The trace of one cell in words: every step from the answers to the result."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from decision.catalog import Catalog
from decision.domain.answers import Store, System
from decision.domain.conditions import NOT_ASKED
from decision.domain.rulebook import Effect
from decision.domain.trace import GateStep, ImplicationStep, Trace, trace
from decision.domain.unknowns import open_questions
from decision.domain.vocabulary import Boundary, Environment, Result
from decision.records import words

WIDTH = 88


def explain(
    catalog: Catalog, system: System, store: Store, boundary: Boundary, environment: Environment
) -> str:
    """The steps as text, numbered in the order in which they act."""
    cell = _Cell(catalog, system, store, boundary, environment)
    return "\n".join(_lines(cell)) + "\n"


@dataclass(frozen=True, slots=True)
class _Cell:
    """What is explained."""

    catalog: Catalog
    system: System
    store: Store
    boundary: Boundary
    environment: Environment

    def trace(self, answers: Mapping[str, str] | None = None) -> Trace:
        """The steps; with some more answers, what the steps would then be."""
        store = replace(self.store, answers={**self.store.answers, **(answers or {})})
        rulebook = self.catalog.rulebook
        return trace(rulebook, self.system, store, self.boundary, self.environment)


def _lines(cell: _Cell) -> Iterator[str]:
    catalog, steps = cell.catalog, cell.trace()
    where = catalog.environments[cell.environment].title
    yield f"{cell.store.name}: {catalog.boundaries[cell.boundary].title}, {where}"
    yield ""
    yield "1. What is known"
    yield from _values(catalog, steps.values)
    yield ""
    yield f"2. What the answers weigh: {words.points(steps.score)} points"
    yield from _contributions(catalog, steps)
    yield from _item(_thresholds(catalog, steps))
    yield ""
    yield "3. Gates"
    yield from _gates(catalog, steps.gates)
    yield from _item(f"Result so far: {_title(catalog, steps.by_gates)}")
    yield ""
    yield "4. What follows from other boundaries"
    yield from _implications(catalog, steps.implications)
    yield ""
    yield "5. What has to be asked first"
    yield from _asked(cell, steps)
    yield ""
    yield f"Result: {_title(catalog, steps.result)}"


def _values(catalog: Catalog, found: Mapping[str, str]) -> Iterator[str]:
    """Known values in content order, the open ones, and those that are not asked."""
    known, unasked = [], []
    for name in (*catalog.questions, *catalog.facts):
        value = found.get(name)
        if value == NOT_ASKED:
            unasked.append(name)
        elif value is not None:
            known.append(f"{name} = {value}")
    rulebook = catalog.rulebook
    unknown = [each.id for each in open_questions(rulebook, found, found)]
    yield from (f"   {each}" for each in known)
    yield from _item(f"Not known: {', '.join(unknown) or 'nothing'}")
    yield from _item(f"Not asked, or without effect: {', '.join(unasked) or 'nothing'}")


def _contributions(catalog: Catalog, steps: Trace) -> Iterator[str]:
    if not steps.contributions:
        yield from _item("No answer weighs anything here.")
    for each in steps.contributions:
        named = f"{each.question} = {each.option}"
        cited = words.sources(catalog, each.sources)
        yield from _item(f"{words.points(each.points):>6}  {named}. {each.because} [{cited}]")


def _thresholds(catalog: Catalog, steps: Trace) -> str:
    together, separate = catalog.rulebook.together_from, catalog.rulebook.separate_from
    return (
        f"From {words.points(together)} together, to {words.points(separate)} separate, "
        f"else either. By score alone: {_title(catalog, steps.by_score)}"
    )


def _gates(catalog: Catalog, steps: Iterable[GateStep]) -> Iterator[str]:
    steps = tuple(steps)
    if not steps:
        yield from _item("No gate acts here.")
    for step in steps:
        gate = catalog.gates[step.gate]
        yield from _item(f"{step.gate} -> {_effect(step.effect)}. {gate.title}: {gate.because}")
        yield from _item(f"Released when: {gate.released_when}")


def _implications(catalog: Catalog, steps: Iterable[ImplicationStep]) -> Iterator[str]:
    steps = tuple(steps)
    if not steps:
        yield from _item("Nothing follows.")
    for step in steps:
        each = catalog.implications[step.implication]
        turned = f"{_title(catalog, step.before)} -> {_title(catalog, step.after)}"
        yield from _item(f"{each.id}: {turned}. {each.title}: {each.because}")


def _asked(cell: _Cell, steps: Trace) -> Iterator[str]:
    """The missing facts, and what each answer to one of them alone would lead to."""
    if not steps.ask:
        yield from _item("Nothing: no missing fact decides this cell.")
    for name in steps.ask:
        question = cell.catalog.questions[name]
        yield from _item(f"{name}: {question.title}")
        for option in question.options:
            # A store's answers win over the system's, so this holds for either level.
            result = cell.trace({name: option.id}).result
            yield f"     {option.id} -> {_title(cell.catalog, result)}"


def _effect(effect: Effect) -> str:
    return str(effect.name).lower().replace("_", "-")


def _title(catalog: Catalog, result: Result) -> str:
    return catalog.results[result].title


def _item(text: str) -> Iterable[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="   ",
        subsequent_indent="     ",
        break_long_words=False,
        break_on_hyphens=False,
    )
