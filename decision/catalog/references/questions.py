"""Checks of questions and facts: ids, options, conditions, and the order they can be asked in."""

from collections.abc import Iterator, Mapping
from typing import Any

from decision.catalog import schema
from decision.catalog.conditions import WORDS, mentions, misshapen
from decision.catalog.content import Place
from decision.catalog.references.checker import Checker
from decision.domain.advice import VERDICT
from decision.domain.rulebook import ENVIRONMENT
from decision.domain.vocabulary import DONT_KNOW

RESERVED = frozenset((*WORDS, ENVIRONMENT, VERDICT))


def check(checker: Checker) -> None:
    _sections(checker)
    _ids(checker)
    for place, question in checker.content.placed_questions():
        _question(checker, place, question)
    for number, fact in enumerate(checker.content.facts):
        _fact(checker, Place("facts.yaml", ("facts", number)), fact)
    _reading(checker)


def _sections(checker: Checker) -> None:
    sections = checker.content.sections
    checker.unique("section", ((Place(file) / "id", each.id) for file, each in sections.items()))
    checker.unique(
        "position",
        ((Place(file) / "position", str(each.position)) for file, each in sections.items()),
    )


def _ids(checker: Checker) -> None:
    placed = [(place / "id", each.id) for place, each in checker.content.placed_questions()]
    placed += [
        (Place("facts.yaml", ("facts", number, "id")), each.id)
        for number, each in enumerate(checker.content.facts)
    ]
    checker.unique("question or fact", placed)
    for place, name in placed:
        if name in RESERVED:
            checker.report(place, f"'{name}' is a word of conditions and cannot be an id")


def _question(checker: Checker, place: Place, question: schema.Question) -> None:
    options = [
        (place / "options" / number / "id", each.id) for number, each in enumerate(question.options)
    ]
    checker.unique("option", options)
    for where, option in options:
        if option == DONT_KNOW:
            checker.report(where, f"'{DONT_KNOW}' is an option of every question already")
    checker.sourced(place, question.sources)
    checker.refer_all("glossary term", place / "terms", question.terms, checker.terms)
    checker.refer_all("option", place / "worse", question.worse, [each for _, each in options])
    checker.unique("option", ((place / "worse" / n, o) for n, o in enumerate(question.worse)))
    if len(set(question.worse)) == len(options):
        checker.report(place / "worse", "some option must be the best, do not name all of them")
    checker.condition(place / "asked-when", question.asked_when)
    checker.condition(place / "muted-when", question.muted_when)
    if question.assumed:
        _assumption(checker, place / "assumed", question, question.assumed)
    if question.muted_when and not question.muted_because:
        checker.report(place / "muted-when", "'muted-when' needs 'muted-because'")
    if question.muted_because and not question.muted_when:
        checker.report(place / "muted-because", "'muted-because' needs 'muted-when'")


def _assumption(
    checker: Checker, place: Place, question: schema.Question, assumed: schema.Assumption
) -> None:
    options = [option.id for option in question.options]
    checker.refer("option", place / "option", assumed.option, options)
    checker.condition(place / "when", assumed.when)
    if question.level != "store":
        checker.report(place, "only questions asked for each store can have 'assumed'")
    elif not assumed.when:
        checker.report(place / "when", "an answer that always holds makes the question pointless")


def _fact(checker: Checker, place: Place, fact: schema.Fact) -> None:
    if fact.speaks_for and checker.knows_questions:
        checker.refer("question", place / "speaks-for", fact.speaks_for, checker.questions)
    for number, rule in enumerate(fact.rules):
        where = place / "rules" / number
        checker.refer("value", where / "value", rule.value, fact.values)
        checker.condition(where / "when", rule.when)
        if not rule.when and number + 1 < len(fact.rules):
            below = place / "rules" / (number + 1)
            checker.report(below, "this rule is never reached, a rule above it always holds")
    given = {rule.value for rule in fact.rules}
    for value in fact.values:
        if value not in given:
            checker.report(place / "values" / value, f"no rule gives the value '{value}'")


def _reading(checker: Checker) -> None:
    """What questions and facts read, directly and through facts."""
    reads = dict(_reads(checker))
    closure = {name: _closure(name, reads) for name in reads}
    places = dict(_places(checker))
    for name in sorted(closure):
        if name in closure[name]:
            members = sorted(other for other in closure[name] if name in closure.get(other, ()))
            if name == members[0]:  # one message for the whole circle
                text = ", ".join(f"'{member}'" for member in members)
                checker.report(places[name], f"conditions run in a circle: {text}")
    levels = {each.id: each.level for each in checker.questions.values()}
    for place, question in checker.content.placed_questions():
        read = _conditions_read(place / "asked-when", question.asked_when)
        reached = read.union(*(closure.get(name, frozenset()) for name in read))
        if ENVIRONMENT in reached:
            message = "'asked-when' cannot depend on the environment, a question is asked once"
            checker.report(place / "asked-when", message)
        if question.assumed:
            _steady(checker, place / "assumed" / "when", question.assumed, closure)
        if question.level == "system":
            _no_store_questions(checker, place, question, {
                name for name in reached if levels.get(name) == "store"
            })  # fmt: skip


def _steady(
    checker: Checker,
    place: Place,
    assumed: schema.Assumption,
    closure: Mapping[str, frozenset[str]],
) -> None:
    """What is assumed must be the same wherever and however deciding questions are answered."""
    read = _conditions_read(place, assumed.when)
    reached = read.union(*(closure.get(name, frozenset()) for name in read))
    if ENVIRONMENT in reached:
        message = "'assumed' cannot depend on the environment, a question is answered once"
        checker.report(place, message)
    for name in sorted(reached & checker.questions.keys()):
        if checker.questions[name].decides:
            message = f"'assumed' cannot depend on '{name}', which decides a boundary"
            checker.report(place, message)


def _no_store_questions(
    checker: Checker, place: Place, question: schema.Question, names: set[str]
) -> None:
    for name in sorted(names):
        message = (
            f"a question about the system cannot depend on '{name}', which is asked for each store"
        )
        checker.report(place / "asked-when", message)


def _places(checker: Checker) -> Iterator[tuple[str, Place]]:
    for place, question in checker.content.placed_questions():
        yield question.id, place
    for number, fact in enumerate(checker.content.facts):
        yield fact.id, Place("facts.yaml", ("facts", number))


def _reads(checker: Checker) -> Iterator[tuple[str, frozenset[str]]]:
    for place, question in checker.content.placed_questions():
        asked = _conditions_read(place, question.asked_when)
        muted = _conditions_read(place, question.muted_when)
        assumed = _conditions_read(place, question.assumed.when if question.assumed else None)
        yield question.id, asked | muted | assumed
    for number, fact in enumerate(checker.content.facts):
        place = Place("facts.yaml", ("facts", number))
        rules = (_conditions_read(place, rule.when) for rule in fact.rules)
        yield fact.id, frozenset().union(*rules)


def _conditions_read(place: Place, data: Mapping[str, Any] | None) -> frozenset[str]:
    if data is None or any(misshapen(data, place.path)):
        return frozenset()
    return frozenset(mention.name for mention in mentions(data, place.path))


def _closure(name: str, reads: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Everything that is read on the way to the value of ``name``."""
    found: set[str] = set()
    waiting = set(reads[name])
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting |= reads.get(each, frozenset())
    return frozenset(found)
