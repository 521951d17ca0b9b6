"""The questionnaire as a graph and as a list."""

from dataclasses import dataclass

from decision.catalog import Catalog
from decision.web.presenters.rulebook import describe


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    title: str
    asked_when: str


@dataclass(frozen=True, slots=True)
class ListedSection:
    title: str
    questions: tuple[ListedQuestion, ...]


@dataclass(frozen=True, slots=True)
class FlowChart:
    """``svg`` is empty when it could not be drawn; ``problem`` then says why."""

    svg: str
    problem: str
    sections: tuple[ListedSection, ...]


def questionnaire_chart(catalog: Catalog) -> FlowChart:
    """All questions in order, with what opens them."""
    sections = tuple(
        ListedSection(
            section.title,
            tuple(
                ListedQuestion(each.title, describe(catalog, each.asked_when))
                for each in section.questions
            ),
        )
        for section in catalog.sections
    )
    return FlowChart("", "", sections)
