"""The slow and obvious way: try everything with the engine itself.

Oracles for the fast ways. Every open question gets every option; the engine decides what
that means.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from decision.domain.facts import told, values
from decision.domain.limits import is_impossible
from decision.domain.rulebook import Rulebook
from decision.domain.scoring import outcomes, score
from decision.domain.vocabulary import Boundary, Environment, Result


def all_completions(
    rulebook: Rulebook, answers: Mapping[str, str], where: Environment
) -> list[dict[str, str]]:
    """Every way to answer everything; impossible ones only where there is no other."""
    every = list(_every_way(rulebook, answers))
    return [way for way in every if _is_consistent(rulebook, way, where)] or every


def _is_consistent(rulebook: Rulebook, way: Mapping[str, str], where: Environment) -> bool:
    return not is_impossible(rulebook, told(rulebook, values(rulebook, way, where), way))


def _every_way(rulebook: Rulebook, answers: Mapping[str, str]) -> Iterator[dict[str, str]]:
    open_ = [question for question in rulebook.questions if question.id not in answers]
    for options in product(*(question.options for question in open_)):
        chosen = zip((question.id for question in open_), options, strict=True)
        yield {**answers, **dict(chosen)}


def ranges(
    rulebook: Rulebook, answers: Mapping[str, str]
) -> dict[tuple[Boundary, Environment], tuple[int, int]]:
    found: dict[tuple[Boundary, Environment], tuple[int, int]] = {}
    for where in Environment:
        scored = [
            score(rulebook, values(rulebook, way, where), where)
            for way in all_completions(rulebook, answers, where)
        ]
        for boundary in Boundary:
            reached = [each[boundary].score for each in scored]
            found[boundary, where] = (min(reached), max(reached))
    return found


def possible(
    rulebook: Rulebook, answers: Mapping[str, str], boundary: Boundary, where: Environment
) -> frozenset[Result]:
    return frozenset(
        outcomes(rulebook, values(rulebook, way, where), where)[boundary]
        for way in all_completions(rulebook, answers, where)
    )


def that_matter(
    rulebook: Rulebook, answers: Mapping[str, str], boundary: Boundary, where: Environment
) -> set[str]:
    """Open questions where two completions that differ only there have different results."""
    results = [
        (way, outcomes(rulebook, values(rulebook, way, where), where)[boundary])
        for way in all_completions(rulebook, answers, where)
    ]
    found = set()
    for question in rulebook.questions:
        if question.id in answers:
            continue
        by_rest: dict[tuple[tuple[str, str], ...], set[Result]] = {}
        for way, result in results:
            rest = tuple(pair for pair in way.items() if pair[0] != question.id)
            by_rest.setdefault(rest, set()).add(result)
        if any(len(reached) > 1 for reached in by_rest.values()):
            found.add(question.id)
    return found
