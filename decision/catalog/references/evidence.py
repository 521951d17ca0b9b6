"""Checks of what files say about answers: questions, options, sources."""

from decision.catalog import schema
from decision.catalog.content import EVIDENCE, Place
from decision.catalog.references.checker import Checker


def check(checker: Checker) -> None:
    top = Place(EVIDENCE, ("evidence",))
    rules = checker.content.evidence
    checker.unique("rule", ((top / n / "id", each.id) for n, each in enumerate(rules)))
    for number, rule in enumerate(rules):
        place = top / number
        checker.sourced(place, rule.sources)
        known = checker.answering.options if checker.knows_questions else None
        checker.refer("question", place / "question", rule.question, known)
        options = known.get(rule.question) if known is not None else None
        for value, meaning in rule.values.items():
            _meaning(checker, place / "values" / value, meaning, options)


def _meaning(
    checker: Checker, place: Place, meaning: schema.EvidenceValue, options: tuple[str, ...] | None
) -> None:
    if meaning.suggests is not None:
        checker.refer("option", place / "suggests", meaning.suggests, options)
        if meaning.suggests in meaning.contradicts:
            checker.report(place / "suggests", "what is suggested cannot be contradicted too")
    checker.refer_all("option", place / "supports", meaning.supports, options)
    checker.refer_all("option", place / "contradicts", meaning.contradicts, options)
