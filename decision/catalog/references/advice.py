"""Checks of advice: guardrails, prerequisites, playbooks, disagreements and cards."""

from decision.catalog.content import Place
from decision.catalog.references.checker import EVERYWHERE, IN_ADVICE, Checker


def check(checker: Checker) -> None:
    _guardrails(checker)
    _prerequisites(checker)
    _playbooks(checker)
    _disagreements(checker)
    _cards(checker)


def _guardrails(checker: Checker) -> None:
    placed = [
        (Place(file, ("guardrails", number)), each)
        for file, tool in checker.content.guardrails.items()
        for number, each in enumerate(tool.guardrails)
    ]
    checker.unique("guardrail", ((place / "id", each.id) for place, each in placed))
    for file, tool in checker.content.guardrails.items():
        top = Place(file, ("providers",))
        checker.unique("provider", ((top / n / "id", p.id) for n, p in enumerate(tool.providers)))
    for place, each in placed:
        providers = [provider.id for provider in checker.content.guardrails[place.file].providers]
        if each.provider:
            checker.refer("provider", place / "provider", each.provider, providers)
        checker.sourced(place, each.sources)
        checker.refer_all("kind", place / "kinds", each.kinds, checker.kinds)
        checker.condition(place / "when", each.when, IN_ADVICE, unknown=True)


def _prerequisites(checker: Checker) -> None:
    top = Place("prerequisites.yaml", ("prerequisites",))
    items = checker.content.prerequisites
    checker.unique("prerequisite", ((top / n / "id", each.id) for n, each in enumerate(items)))
    for number, each in enumerate(items):
        checker.sourced(top / number, each.sources)
        checker.condition(top / number / "when", each.when, IN_ADVICE, unknown=True)


def _playbooks(checker: Checker) -> None:
    top = Place("playbooks.yaml", ("playbooks",))
    items = checker.content.playbooks
    checker.unique("playbook", ((top / n / "id", each.id) for n, each in enumerate(items)))
    for number, each in enumerate(items):
        checker.sourced(top / number, each.sources)
        # A playbook names its verdicts in a key of their own.
        checker.condition(top / number / "when", each.when, EVERYWHERE, unknown=True)


def _disagreements(checker: Checker) -> None:
    top = Place("disagreements.yaml", ("disagreements",))
    items = checker.content.disagreements
    checker.unique("disagreement", ((top / n / "id", each.id) for n, each in enumerate(items)))
    for number, each in enumerate(items):
        checker.condition(top / number / "when", each.when, IN_ADVICE, unknown=True)
        for position, side in enumerate(each.sides):
            checker.sourced(top / number / "sides" / position, side.sources)


def _cards(checker: Checker) -> None:
    top = Place("cards.yaml", ("cards",))
    items = checker.content.cards
    checker.unique("card", ((top / n / "id", each.id) for n, each in enumerate(items)))
    questions = checker.questions if checker.knows_questions else None
    for number, each in enumerate(items):
        checker.sourced(top / number, each.sources)
        checker.refer_all("term", top / number / "terms", each.terms, checker.terms)
        checker.refer_all("question", top / number / "questions", each.questions, questions)
