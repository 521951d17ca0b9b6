"""Checks of given answers: what kinds pre-fill, and what worked examples say."""

from collections.abc import Mapping

from decision.catalog import schema
from decision.catalog.answering import impossible_together, statement_conflicts
from decision.catalog.content import Place
from decision.catalog.problems import listed
from decision.catalog.references.checker import Checker
from decision.domain.answers import Store, known
from decision.domain.conditions import NOT_ASKED
from decision.domain.facts import values
from decision.domain.recommendation import with_kind
from decision.domain.rulebook import Rulebook
from decision.domain.vocabulary import Environment, Level

KINDS = Place("kinds.yaml", ("kinds",))


def check(checker: Checker) -> None:
    kinds = checker.content.kinds
    checker.unique("kind", ((KINDS / n / "id", each.id) for n, each in enumerate(kinds)))
    for number, kind in enumerate(kinds):
        checker.sourced(KINDS / number, kind.sources)
        _answers(checker, KINDS / number / "answers", kind.answers, Level.STORE, unknown=False)
    examples = checker.content.examples
    checker.unique("example", ((Place(file) / "id", each.id) for file, each in examples.items()))
    if checker.content.whole("edition.yaml", "examples"):
        known = {each.id for each in examples.values()}
        showcase = Place("edition.yaml") / "showcase"
        checker.refer("example", showcase, checker.content.edition.showcase, known)
    for file, example in examples.items():
        _example(checker, Place(file), example)


def _example(checker: Checker, place: Place, example: schema.Example) -> None:
    _answers(checker, place / "answers", example.answers, Level.SYSTEM)
    _notes(checker, place / "notes", example.notes, Level.SYSTEM)
    stores = [(place / "stores" / n, each) for n, each in enumerate(example.stores)]
    checker.unique("store", ((where / "name", store.name) for where, store in stores))
    for where, store in stores:
        if store.kind:
            checker.refer("kind", where / "kind", store.kind, checker.kinds)
        _answers(checker, where / "answers", store.answers, Level.STORE)
        _notes(checker, where / "notes", store.notes, Level.STORE)
    names = [store.name for store in example.stores]
    for name in example.expect:
        checker.refer("store", place / "expect" / name, name, names)
    for where, store in stores:
        if store.name not in example.expect:
            checker.report(where, f"'expect' says nothing about the store '{store.name}'")


def _answers(
    checker: Checker,
    place: Place,
    answers: Mapping[str, str],
    level: Level,
    *,
    unknown: bool = True,
) -> None:
    if not checker.knows_questions:
        return
    for name, option in answers.items():
        finding = checker.answering.misplaced(name, level) or checker.answering.illegal(
            name, option, unknown=unknown
        )
        if finding:
            checker.report(place / name, *finding)


def _notes(checker: Checker, place: Place, notes: Mapping[str, str], level: Level) -> None:
    for name in notes:
        finding = checker.answering.misplaced(name, level) if checker.knows_questions else None
        if finding:
            checker.report(place / name, *finding)


def check_sense(checker: Checker, rulebook: Rulebook) -> None:
    """What only the whole rulebook can tell: answers that cannot be true together."""
    for number, kind in enumerate(checker.content.kinds):
        place = KINDS / number / "answers"
        impossible = list(impossible_together(rulebook, kind.answers))
        for name in impossible:
            checker.report(place, f"these answers cannot be true together: '{name}'")
        for name in () if impossible else _facts_without_value(rulebook, kind.answers):
            checker.report(place, f"these answers give no value of '{name}'")
    for file, example in checker.content.examples.items():
        for number, store in enumerate(example.stores):
            given = with_kind(
                rulebook, Store(store.name, store.answers, store.kind), known(store.answers)
            )
            for name, possible in statement_conflicts(rulebook, given):
                message = f"'{name}' contradicts the other answers of this store"
                hint = f"they lead to {listed(possible)}" if possible else ""
                checker.report(Place(file, ("stores", number, "answers", name)), message, hint)


def _facts_without_value(rulebook: Rulebook, answers: Mapping[str, str]) -> list[str]:
    """Facts that could be stated, that these answers decide, and that then have no value."""
    found = values(rulebook, answers, Environment.PRODUCTION)
    return [
        fact.id for fact in rulebook.facts if fact.answerable and found.get(fact.id) == NOT_ASKED
    ]
