"""The reasons of a cell in words, as commands, pages and the report all give them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.implied import Implied
from decision.domain.reasons import Reason, ReasonKind
from decision.domain.scoring import Contribution
from decision.records.words import Words


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """One reason in words; ``id`` and ``kind`` are those of the domain's ``Reason``.

    ``points`` is there for answers, ``released_when`` for gates, ``follows`` for implications:
    what they follow from here. ``sources`` are ids.
    """

    kind: ReasonKind
    id: str
    title: str
    text: str
    sources: tuple[str, ...] = ()
    points: str = ""
    released_when: str = ""
    follows: str = ""

    @property
    def whole_text(self) -> str:
        """The text; for an implication, what it follows from comes first."""
        return f"{self.follows} {self.text}".strip()


def in_words(words: Words, catalog: Catalog, found: Iterable[Reason]) -> tuple[ReasonWords, ...]:
    """Reasons in the order in which they were chosen."""
    return tuple(_in_words(words, catalog, each) for each in found)


def _in_words(words: Words, catalog: Catalog, reason: Reason) -> ReasonWords:
    if reason.weighs:
        return answer_words(words, catalog, reason.weighs)
    if reason.follows:
        return implication_words(words, catalog, reason.follows)
    if reason.kind is ReasonKind.GATE:
        return gate_words(catalog, reason.id)
    question = catalog.questions[reason.id]
    every = reason.kind is ReasonKind.ANY_ANSWER
    text = words.every_answer() if every else question.why
    return ReasonWords(reason.kind, reason.id, question.title, text, tuple(question.sources))


def gate_words(catalog: Catalog, name: str) -> ReasonWords:
    gate = catalog.gates[name]
    return ReasonWords(
        ReasonKind.GATE,
        name,
        gate.title,
        gate.because,
        tuple(gate.sources),
        released_when=gate.released_when,
    )


def implication_words(words: Words, catalog: Catalog, each: Implied) -> ReasonWords:
    rule = catalog.implications[each.id]
    return ReasonWords(
        ReasonKind.IMPLICATION,
        each.id,
        rule.title,
        rule.because,
        tuple(rule.sources),
        follows=follows(words, catalog, each),
    )


def follows(words: Words, catalog: Catalog, each: Implied) -> str:
    """What an implication follows from here, as a sentence."""
    start = catalog.boundaries[each.start].title
    result = catalog.results[each.result].title.lower()
    titles: Sequence[str] = [f"“{catalog.gates[gate].title}”" for gate in each.gates]
    if not titles:
        return words.by_points(start, result)
    return words.by_gates(start, result, titles)


def answer_words(words: Words, catalog: Catalog, each: Contribution) -> ReasonWords:
    return ReasonWords(
        ReasonKind.ANSWER,
        each.question,
        words.answer(catalog, each.question, each.option),
        each.because,
        each.sources,
        points=words.points(each.points),
    )
