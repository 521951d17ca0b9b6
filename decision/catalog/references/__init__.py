"""Checks that need several places at once: does this id exist, is this option legal?

A file that is broken by itself is not asked for names, so that one mistake does not cause
a hundred messages.
"""

from decision.catalog.content import Content
from decision.catalog.problems import Problem
from decision.catalog.references import (
    advice,
    cases,
    evidence,
    mindmap,
    moves,
    outcomes,
    questions,
    resource_types,
    rules,
    texts,
)
from decision.catalog.references.checker import Checker
from decision.catalog.rules import rulebook_of

_CHECKS = (
    questions.check,
    outcomes.check,
    rules.check,
    advice.check,
    texts.check,
    mindmap.check,
    resource_types.check,
    evidence.check,
    moves.check,
    cases.check,
)


def problems_in(content: Content) -> list[Problem]:
    """Everything that is wrong between the parts of the content."""
    checker = Checker(content)
    for check in _CHECKS:
        check(checker)
    if not checker.problems and not content.broken:
        cases.check_sense(checker, rulebook_of(content))
    return checker.problems
