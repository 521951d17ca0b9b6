"""The trace of one cell in words: every step from the answers to the result."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from decision.catalog import Catalog
from decision.domain.answers import Store, System
from decision.domain.conditions import NOT_ASKED
from decision.domain.reasons import ReasonKind, strongest
from decision.domain.rulebook import Question
from decision.domain.sensitivity import possible_results
from decision.domain.trace import Trace, trace
from decision.domain.unknowns import open_questions
from decision.domain.vocabulary import Boundary, Environment, Result
from decision.records.reasons import ReasonWords, answer_words, implication_words, in_words
from decision.records.words import PLAIN

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

    def trace(self) -> Trace:
        rulebook = self.catalog.rulebook
        return trace(rulebook, self.system, self.store, self.boundary, self.environment)

    def with_answer(self, question: str, option: str) -> Result:
        """What the cell would be with one more answer.

        A store's answers win over the system's, so this holds for questions of either level.
        """
        store = replace(self.store, answers={**self.store.answers, question: option})
        return replace(self, store=store).trace().cell.result

    def open_questions(self, steps: Trace) -> list[Question]:
        return open_questions(self.catalog.rulebook, steps.values, steps.values)

    def possible(self) -> frozenset[Result]:
        """What the cell can still be once everything is answered."""
        found = possible_results(self.catalog.rulebook, self.system, self.store)
        return found[self.boundary, self.environment]


def _lines(cell: _Cell) -> Iterator[str]:
    catalog, steps = cell.catalog, cell.trace()
    where = catalog.environments[cell.environment].title
    yield f"{cell.store.name}: {catalog.boundaries[cell.boundary].title}, {where}"
    yield ""
    yield from _in_short(catalog, steps)
    yield ""
    yield "1. What is known"
    yield from _values(cell, steps)
    yield ""
    yield f"2. What the answers weigh: {PLAIN.points(steps.cell.score)} points"
    yield from _contributions(catalog, steps)
    yield from _item(_thresholds(catalog, steps))
    yield ""
    yield "3. Gates"
    yield from _gates(catalog, steps)
    yield ""
    yield "4. What follows from other boundaries"
    yield from _implications(catalog, steps)
    yield ""
    yield "5. What is not known yet"
    yield from _open(cell, steps)
    yield ""
    yield f"Result: {_title(catalog, steps.cell.result)}"


def _in_short(catalog: Catalog, steps: Trace) -> Iterator[str]:
    """The result, what decides it, and what the score alone would say."""
    cell = steps.cell
    first = next((each for each in strongest(cell) if each.decides), None)
    if first is None:
        decides = f"The score decides: {PLAIN.points(cell.score)} points."
    else:
        (reason,) = in_words(PLAIN, catalog, [first])
        decides = f"{_DECIDES[first.kind]}: {_named(reason)}. {reason.follows}".strip()
    against = PLAIN.against_score(catalog, cell)
    more = f" {against[:1].upper()}{against[1:]}." if against else ""
    yield from _wrapped(f"{_title(catalog, cell.result)}. {decides}{more}")


_DECIDES = {
    ReasonKind.MISSING: "A missing fact decides",
    ReasonKind.ANY_ANSWER: "Every answer to an open question leads here",
    ReasonKind.GATE: "A gate decides",
    ReasonKind.IMPLICATION: "Another boundary decides",
}


def _values(cell: _Cell, steps: Trace) -> Iterator[str]:
    """Known values in content order, the open ones, and those that are not asked."""
    catalog = cell.catalog
    known, unasked = [], []
    for name in (*catalog.questions, *catalog.facts):
        value = steps.values.get(name)
        if value == NOT_ASKED:
            unasked.append(name)
        elif value is not None:
            known.append(f"{PLAIN.answer(catalog, name, value)} [{name}={value}]")
    for each in known:
        yield from _item(each)
    unknown = [each.id for each in cell.open_questions(steps)]
    yield from _item(f"Not known: {_names(catalog, unknown)}")
    yield from _item(f"Not asked, or without effect: {_names(catalog, unasked)}")


def _contributions(catalog: Catalog, steps: Trace) -> Iterator[str]:
    if not steps.cell.contributions:
        yield from _item("No answer weighs anything here.")
    for each in steps.cell.contributions:
        reason = answer_words(PLAIN, catalog, each)
        named = f"{_named(reason)}. {reason.text}"
        text = f"{named} ({_source(catalog, reason)})"
        yield from _item(text, f"{reason.points:>9}  ", " " * 11)


def _thresholds(catalog: Catalog, steps: Trace) -> str:
    together, separate = catalog.rulebook.together_from, catalog.rulebook.separate_from
    return (
        f"{PLAIN.points(together)} or more is together, {PLAIN.points(separate)} or less is "
        f"separate, between them either. By score alone: {_title(catalog, steps.cell.by_score)}"
    )


def _gates(catalog: Catalog, steps: Trace) -> Iterator[str]:
    """Each gate once, with all that it does here."""
    if not steps.gates:
        yield from _item("No gate acts here.")
        return
    for step in steps.gates:
        gate = catalog.gates[step.gate]
        yield from _item(f"{gate.title} [{gate.id}]. {PLAIN.effects(step.effects)}")
        cited = PLAIN.cited(catalog, gate.sources)
        yield from _part(f"{gate.because} ({cited})")
        yield from _part(f"Released when: {gate.released_when}")
    yield from _item(f"After the gates: {_title(catalog, steps.by_gates)}")


def _implications(catalog: Catalog, steps: Trace) -> Iterator[str]:
    if not steps.cell.implied:
        yield from _item("Nothing follows.")
    for each in steps.cell.implied:
        reason = implication_words(PLAIN, catalog, each)
        yield from _item(f"{_named(reason)}. {_turned(catalog, each.before, each.after)}")
        yield from _part(f"{reason.whole_text} ({_source(catalog, reason)})")


def _turned(catalog: Catalog, before: Result, after: Result) -> str:
    if before is after:
        return f"{_title(catalog, after)}, as it was already."
    return f"{_title(catalog, before)} becomes {_title(catalog, after).lower()}."


def _open(cell: _Cell, steps: Trace) -> Iterator[str]:
    """What is open: the facts that decide, or what the open answers can still do."""
    questions = cell.open_questions(steps)
    if steps.cell.ask:
        yield from _item("To be asked first, because the answer decides:")
        yield from _outcomes(cell, [each for each in questions if each.id in steps.cell.ask])
    elif not questions:
        yield from _item("Nothing: everything that is asked here is answered.")
    elif steps.cell.agree:
        yield from _item("Every answer to these leads to this result:")
        yield from _outcomes(cell, [each for each in questions if each.id in steps.cell.agree])
    elif (possible := cell.possible()) <= {steps.cell.result}:
        yield from _item("No open answer can change this result.")
    else:
        yield from _still_open(cell, steps, questions, possible)


def _still_open(
    cell: _Cell, steps: Trace, questions: Sequence[Question], possible: frozenset[Result]
) -> Iterator[str]:
    """The result holds for now; the questions whose answer alone would turn it."""
    titles = [each.title for key, each in cell.catalog.results.items() if key in possible]
    yield from _item(
        "Nothing has to be asked first. The result stands on what is known, and open answers "
        f"can still make it: {PLAIN.either_of(titles)}."
    )
    turning = [
        each
        for each in questions
        if {cell.with_answer(each.id, option) for option in each.options} != {steps.cell.result}
    ]
    if turning:
        yield from _item("One answer to any of these would be enough:")
        yield from _outcomes(cell, turning)
    else:
        yield from _item("No single answer is enough; several together are.")


def _outcomes(cell: _Cell, questions: Iterable[Question]) -> Iterator[str]:
    """Questions, and what each answer to one of them alone would lead to."""
    for question in questions:
        found = cell.catalog.questions[question.id]
        yield from _item(f"{found.title} [{question.id}]")
        for option in question.options:
            title = PLAIN.option_title(cell.catalog, question.id, option)
            result = _title(cell.catalog, cell.with_answer(question.id, option)).lower()
            yield from _part(f"{title} [{option}]: {result}")


def _named(reason: ReasonWords) -> str:
    """A reason by its title, with its id in brackets."""
    return f"{reason.title} [{reason.id}]"


def _names(catalog: Catalog, names: Iterable[str]) -> str:
    titles = [f"{PLAIN.question_title(catalog, name)} [{name}]" for name in names]
    return ", ".join(titles) or "nothing"


def _source(catalog: Catalog, reason: ReasonWords) -> str:
    return PLAIN.cited(catalog, reason.sources)


def _title(catalog: Catalog, result: Result) -> str:
    return catalog.results[result].title


def _wrapped(text: str) -> Iterable[str]:
    return _item(text, "", "")


def _part(text: str) -> Iterable[str]:
    """A line that belongs to the item above."""
    return _item(text, "     ", "     ")


def _item(text: str, first: str = "   ", then: str = "     ") -> Iterable[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
