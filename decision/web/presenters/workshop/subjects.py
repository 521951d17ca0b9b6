"""What a room votes on, in words: a question or a card with its choices."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from decision.catalog import Catalog
from decision.catalog.schema import Card
from decision.domain.vocabulary import DONT_KNOW
from decision.models import Item, Workshop

#: The choices of every card.
CARD_ANSWERS = {
    "stateful": gettext_lazy("Stateful"),
    "stateless": gettext_lazy("Stateless"),
    "it-depends": gettext_lazy("It depends"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    title: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One item of the agenda as people read it; ``about`` names the store or the section."""

    number: int
    is_card: bool
    title: str
    short: str
    about: str
    scene: str
    choices: tuple[Choice, ...]

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(choice.id for choice in self.choices)

    def title_of(self, option: str) -> str:
        return next((each.title for each in self.choices if each.id == option), "")


def subject_of(catalog: Catalog, workshop: Workshop, item: Item) -> Subject:
    """The words of an item."""
    if item.subject == Item.Subject.CARD:
        return _card(catalog.cards[item.name], item)
    question = catalog.questions[item.name]
    choices = [Choice(each.id, each.title, each.help or "") for each in question.options]
    return Subject(
        number=item.position,
        is_card=False,
        title=question.title,
        short=question.short,
        about=_about(catalog, workshop, item),
        scene=question.why,
        choices=(*choices, Choice(DONT_KNOW, _("We don't know"))),
    )


def _card(card: Card, item: Item) -> Subject:
    return Subject(
        number=item.position,
        is_card=True,
        title=card.title,
        short=card.title,
        about=_("What words mean"),
        scene=card.scene,
        choices=tuple(Choice(each, str(title)) for each, title in CARD_ANSWERS.items()),
    )


def _about(catalog: Catalog, workshop: Workshop, item: Item) -> str:
    if item.store is not None:
        return store_names(workshop).get(item.store, "")
    sections = (each for each in catalog.sections for q in each.questions if q.id == item.name)
    return next((section.title for section in sections), "")


def store_names(workshop: Workshop) -> dict[int, str]:
    """The stores of a workshop by their numbers."""
    return {store["number"]: store["name"] for store in workshop.base["stores"]}
