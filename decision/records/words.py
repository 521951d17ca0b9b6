"""Words that the text and Markdown records share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.recommendation import Cell, Recommendation
from decision.domain.rulebook import POINT
from decision.domain.scoring import DIRECTION, by_strength
from decision.domain.sensitivity import Change, Flip
from decision.domain.vocabulary import DONT_KNOW, MIXED

#: How many reasons a summary names.
STRONGEST = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a cell is what it is; ``weight`` is "gate" or the points."""

    weight: str
    title: str
    because: str


def points(hundredths: int) -> str:
    """``+1.5``, ``-3`` or ``0``; plain ASCII, so that it can be searched and copied."""
    text = f"{abs(hundredths) / POINT:.2f}".rstrip("0").rstrip(".")
    if not hundredths:
        return "0"
    return f"+{text}" if hundredths > 0 else f"-{text}"


def score(cell: Cell) -> str:
    """The score, with its range while something is open."""
    if cell.low == cell.high:
        return points(cell.score)
    return f"{points(cell.score)} ({points(cell.low)} to {points(cell.high)})"


def joined(names: Sequence[str], word: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def question(catalog: Catalog, name: str) -> str:
    """A question's or fact's short title."""
    found = catalog.questions.get(name)
    return found.short if found else catalog.facts[name].title


def option(catalog: Catalog, name: str, chosen: str | None) -> str:
    """An answer as the team would say it."""
    if not chosen:
        return "no answer"
    if chosen == DONT_KNOW:
        return "we don't know"
    found = catalog.questions.get(name)
    if found is None:
        return catalog.facts[name].values.get(chosen, chosen)
    return {each.id: each.title for each in found.options}.get(chosen, chosen)


def sources(catalog: Catalog, names: Iterable[str]) -> str:
    """Sources in one line."""
    found = [catalog.sources[name] for name in dict.fromkeys(names)]
    return "; ".join(f"{each.author}: {each.title}" for each in found)


def verdict_title(catalog: Catalog, verdict: str) -> str:
    return "Mixed" if verdict == MIXED else catalog.results[verdict].title


def sentence(catalog: Catalog, recommendation: Recommendation) -> str:
    """The verdict over all stores in one sentence; stores of one verdict stand together."""
    if not recommendation.stores:
        return "There is no store yet, so there is nothing to place."
    if len(recommendation.stores) == 1:
        only = recommendation.stores[0]
        return f"{only.name} {catalog.results[only.verdict].sentence}."
    by_verdict: dict[str, list[str]] = {}
    for store in recommendation.stores:
        by_verdict.setdefault(catalog.results[store.verdict].title, []).append(store.name)
    clauses = [f"{title.lower()} for {joined(names)}" for title, names in by_verdict.items()]
    whole = "; ".join(clauses)
    return f"{whole[:1].upper()}{whole[1:]}."


def reasons(catalog: Catalog, cell: Cell) -> list[Reason]:
    """Gates first, then the heaviest answers that speak for the result.

    For "either" and the results without a direction, the heaviest of both sides.
    """
    found = [
        Reason("gate", catalog.gates[each].title, catalog.gates[each].because)
        for each in cell.gates
    ]
    wanted = DIRECTION.get(cell.result)
    for each in by_strength(cell.contributions):
        if each.points and (wanted is None or each.points * wanted > 0):
            title = (
                f"{question(catalog, each.question)}: {option(catalog, each.question, each.option)}"
            )
            found.append(Reason(points(each.points), title, each.because))
    return found[:STRONGEST]


def flip(catalog: Catalog, each: Flip) -> str:
    """One smallest set of changes, and what the verdict would then be."""
    changes = joined([change(catalog, one) for one in each.changes])
    return f"{changes}: then {catalog.results[each.verdict].title.lower()}"


def change(catalog: Catalog, each: Change) -> str:
    before = option(catalog, each.question, each.before)
    after = option(catalog, each.question, each.after)
    return f"{question(catalog, each.question)}: “{after}” instead of “{before}”"
