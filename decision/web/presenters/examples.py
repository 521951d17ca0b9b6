"""The worked examples as cards and as systems."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision.catalog import Catalog, schema
from decision.catalog.examples import example_system
from decision.domain.answers import System
from decision.domain.recommendation import StoreRecommendation, recommend
from decision.domain.vocabulary import DONT_KNOW
from decision.web.presenters import wording
from decision.web.presenters.per_language import per_language
from decision.web.presenters.tasks import AnswerGroup, AnswerRow


@dataclass(frozen=True, slots=True)
class StoreLine:
    """A store of an example with its verdict, in the shape of the page components."""

    name: str
    result: str
    label: str
    sentence: str
    zone: str
    zone_label: str


@dataclass(frozen=True, slots=True)
class ExampleCard:
    example: schema.Example
    result: str
    label: str
    stores: tuple[StoreLine, ...]


@per_language
def example_cards(catalog: Catalog) -> tuple[ExampleCard, ...]:
    """All examples with their verdicts, in content order; a catalog never changes."""
    return tuple(_card(catalog, example) for example in catalog.examples)


def _card(catalog: Catalog, example: str) -> ExampleCard:
    recommendation = recommend(catalog.rulebook, example_system(catalog, example))
    verdict = recommendation.verdict
    return ExampleCard(
        catalog.examples[example],
        verdict,
        wording.verdict_title(catalog, verdict),
        tuple(_line(catalog, each) for each in recommendation.stores),
    )


def _line(catalog: Catalog, store: StoreRecommendation) -> StoreLine:
    result = catalog.results[store.verdict]
    zone = catalog.zones[store.zone] if store.zone else None
    return StoreLine(
        store.name,
        result.id,
        result.title,
        result.sentence,
        zone.id if zone else "",
        zone.title if zone else "",
    )


def example_answers(catalog: Catalog, system: System) -> list[AnswerGroup]:
    """The answers and notes behind an example, for the system and for every store."""
    groups = [AnswerGroup(system.name, _rows(catalog, system.answers, system.notes))]
    groups.extend(
        AnswerGroup(store.name, _rows(catalog, store.answers, store.notes))
        for store in system.stores
    )
    return groups


def _rows(
    catalog: Catalog, answers: Mapping[str, str], notes: Mapping[str, str]
) -> tuple[AnswerRow, ...]:
    return tuple(
        AnswerRow(
            wording.question_title(catalog, question),
            wording.option_title(catalog, question, option),
            notes.get(question, ""),
            "",
            "unknown" if option == DONT_KNOW else "answered",
        )
        for question, option in answers.items()
    )
