"""A workshop near its end, in a server's own database: everybody has voted on nearly everything."""

import json
import random
from collections.abc import Iterator
from uuid import UUID

from bench.systems import full
from bench.workshops import STORES, room
from decision.actions import workshop as actions
from decision.catalog import Catalog
from decision.content import catalog_for, current_catalog
from decision.domain.vocabulary import Level
from decision.domain.workshop.progress import Stage
from decision.domain.workshop.voices import Topic, Voice
from decision.models import Item, Participant, Vote, Workshop
from decision.web.presenters.workshop.subjects import CARD_ANSWERS

#: How many of a person's answers differ from the room's, as a part of all.
SPREAD = 0.3
#: How many of the last items nobody has voted on yet.
LEFT = 2
#: Every so many votes have a reason.
REASON_EVERY = 4
REASON = "In the last incident it took us a day to find out what had been there."
AT_ONCE = 2_000


def prepare() -> None:
    """Make the workshop, and print what a crowd has to know about it: see ``scripts.crowd``."""
    catalog = current_catalog()
    system, numbers = full(catalog, STORES), range(1, STORES + 1)
    plan = actions.Plan("Load", system, numbers, list(_agenda(catalog)))
    made = actions.create_workshop(plan=plan, catalog=catalog)
    items = Item.objects.filter(workshop=made.workshop)
    print(
        json.dumps(
            {
                "pk": str(made.workshop.pk),
                "code": made.workshop.code,
                "secret": made.facilitate_secret,
                "items": [[item.pk, _options(catalog, item)] for item in items],
            }
        )
    )


def _agenda(catalog: Catalog) -> Iterator[actions.PlannedItem]:
    """Every card, and every question for every store that it is asked for."""
    for card in catalog.cards:
        yield actions.PlannedItem(Item.Subject.CARD, card)
    for place in (None, *range(STORES)):
        for question in catalog.rulebook.questions:
            if (question.level is Level.SYSTEM) == (place is None):
                number = None if place is None else place + 1
                yield actions.PlannedItem(Item.Subject.QUESTION, question.id, number)


def _options(catalog: Catalog, item: Item) -> list[str]:
    if item.subject == Item.Subject.CARD:
        return list(CARD_ANSWERS)
    return [option.id for option in catalog.questions[item.name].options]


def fill(pk: str) -> None:
    """Let whoever has joined vote on all items but the last ones, and reveal that."""
    workshop = Workshop.objects.get(pk=UUID(pk))
    catalog = catalog_for(workshop.edition_id)
    people = list(Participant.objects.filter(workshop=workshop))
    _, voices = room(catalog, len(people), STORES, SPREAD)
    items = list(Item.objects.filter(workshop=workshop))[:-LEFT]
    votes = [vote for item in items for vote in _votes(catalog, item, people, voices)]
    random.Random(STORES).shuffle(votes)  # as they come in: not item by item
    Vote.objects.bulk_create(votes, batch_size=AT_ONCE)
    found = Item.objects.filter(pk__in=[item.pk for item in items])
    found.update(stage=Stage.REVEALED, round=1, revealed=1)


def _votes(
    catalog: Catalog, item: Item, people: list[Participant], voices: list[Voice]
) -> Iterator[Vote]:
    options = _options(catalog, item)
    topic = Topic(item.name, None if item.store is None else item.store - 1)
    for number, (person, voice) in enumerate(zip(people, voices, strict=True)):
        yield Vote(
            item=item,
            participant=person,
            round=1,
            option=voice.votes.get(topic, options[number % len(options)]),
            reason=REASON if number % REASON_EVERY == 0 else "",
        )
