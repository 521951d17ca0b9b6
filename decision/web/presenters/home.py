"""The example result on the start page: worked out like any other."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.catalog.examples import example_system
from decision.domain.recommendation import StoreRecommendation, recommend
from decision.domain.vocabulary import VERDICT_BOUNDARY, Environment
from decision.web.presenters.per_language import per_language
from decision.web.presenters.reasons import strongest_reasons


@dataclass(frozen=True, slots=True)
class EnvironmentLine:
    title: str
    label: str
    result: str


@dataclass(frozen=True, slots=True)
class HomeStore:
    name: str
    result: str
    label: str
    zone: str
    zone_label: str
    sentence: str
    environments: tuple[EnvironmentLine, ...]


@dataclass(frozen=True, slots=True)
class HomeExample:
    title: str
    url: str
    stores: tuple[HomeStore, ...]


@per_language
def home_example(catalog: Catalog) -> HomeExample:
    """The worked example that the edition puts on the start page."""
    example = catalog.examples[catalog.edition.showcase]
    recommendation = recommend(catalog.rulebook, example_system(catalog, example.id))
    return HomeExample(
        title=_("Example: %s") % example.system,
        url=reverse("example-detail", args=[example.id]),
        stores=tuple(_store(catalog, each) for each in recommendation.stores),
    )


def _store(catalog: Catalog, store: StoreRecommendation) -> HomeStore:
    result = catalog.results[store.verdict]
    zone = catalog.zones[store.zone] if store.zone else None
    reasons = strongest_reasons(catalog, store.deciding_cell)
    return HomeStore(
        name=store.name,
        result=result.id,
        label=result.title.lower(),
        zone=zone.id if zone else "",
        zone_label=_("%s zone") % zone.title if zone else "",
        sentence=_first_sentence(reasons[0].text if reasons else result.explanation),
        environments=tuple(_environment(catalog, store, where) for where in Environment),
    )


def _first_sentence(text: str) -> str:
    """Enough for the start page; the example's own page has the whole reason."""
    first, stop, _rest = text.partition(". ")
    return first + stop.strip()


def _environment(
    catalog: Catalog, store: StoreRecommendation, where: Environment
) -> EnvironmentLine:
    result = catalog.results[store.cells[VERDICT_BOUNDARY][where].result]
    return EnvironmentLine(catalog.environments[where].title, result.title, result.id)
