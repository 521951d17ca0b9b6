"""Answers that do not fit together, with the questions to look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from decision.catalog import Catalog
from decision.domain.answers import System
from decision.domain.limits import stand
from decision.domain.recommendation import StoreRecommendation
from decision.web.presenters import wording
from decision.web.presenters.fired import contradicting


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """A question to answer or look at; ``url`` is empty where it cannot be answered."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """Answers that do not fit together; ``stores`` is empty where the system has one store."""

    title: str
    because: str
    mend: str
    stores: str
    questions: tuple[QuestionLink, ...]


#: By contradiction of one store: the questions whose answers make it.
type Contradicting = Mapping[str, tuple[QuestionLink, ...]]


def question_link(catalog: Catalog, name: str, address: Callable[[str], str]) -> QuestionLink:
    return QuestionLink(wording.asked(catalog, name), address(name))


def contradictions_of(
    catalog: Catalog,
    system: System,
    store: StoreRecommendation,
    address: Callable[[str], str],
) -> Contradicting:
    """The contradictions of one store; ``address`` says where a question is answered."""
    standing = stand(catalog.rulebook, system, store.store)
    rules = {each.id: each.when for each in catalog.rulebook.contradictions}
    return {
        each: tuple(
            question_link(catalog, name, address)
            for name in contradicting(catalog, standing, rules[each])
        )
        for each in store.contradictions
    }


def contradiction_views(
    catalog: Catalog, stores: Sequence[tuple[str, Contradicting]]
) -> tuple[ContradictionView, ...]:
    """Each once, with the names of the stores that have it; the links are the first one's."""
    having: dict[str, list[tuple[str, Contradicting]]] = {}
    for name, found in stores:
        for each in found:
            having.setdefault(each, []).append((name, found))
    return tuple(
        ContradictionView(
            catalog.contradictions[each].title,
            catalog.contradictions[each].because,
            catalog.contradictions[each].mend,
            wording.some([name for name, _ in own]) if len(stores) > 1 else "",
            own[0][1][each],
        )
        for each, own in having.items()
    )
