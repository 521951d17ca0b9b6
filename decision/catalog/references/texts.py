"""Checks of the glossary and the list of sources."""

from decision.catalog.content import Place
from decision.catalog.references.checker import Checker


def check(checker: Checker) -> None:
    sources = Place("sources.yaml", ("sources",))
    checker.unique(
        "source", ((sources / n / "id", each.id) for n, each in enumerate(checker.content.sources))
    )
    terms = Place("glossary.yaml", ("terms",))
    checker.unique(
        "glossary term",
        ((terms / n / "id", each.id) for n, each in enumerate(checker.content.terms)),
    )
    for number, term in enumerate(checker.content.terms):
        if term.sources or term.origin != "added":  # our own words need no source
            checker.sourced(terms / number, term.sources)
        checker.refer_all("glossary term", terms / number / "see", term.see, checker.terms)
        if term.id in term.see:
            checker.report(terms / number / "see", f"'{term.id}' refers to itself")
