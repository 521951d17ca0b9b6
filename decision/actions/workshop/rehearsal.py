"""Simulated participants, who vote on whatever a rehearsal opens."""

from collections.abc import Iterable, Sequence
from typing import get_args

from django.utils.translation import gettext as _

from decision.catalog import Catalog
from decision.catalog.schema import CardAnswer
from decision.content import catalog_for
from decision.domain.vocabulary import DONT_KNOW
from decision.domain.workshop.progress import Stage
from decision.domain.workshop.rehearsal import (
    PEOPLE,
    leading_option,
    reason_number,
    simulated_votes,
)
from decision.models import Item, Participant, Vote, Workshop
from decision.models.link import digest_of, new_secret


def add_simulated_people(workshop: Workshop) -> None:
    """Let the simulated participants in, spread over the roles."""
    roles = workshop.roles or [""]
    Participant.objects.bulk_create(
        Participant(
            workshop=workshop,
            digest=digest_of(new_secret("simulated")),
            alias="" if workshop.is_anonymous else _("Simulated %d") % number,
            role=roles[number % len(roles)],
            is_simulated=True,
        )
        for number in range(1, PEOPLE + 1)
    )


def cast_simulated_votes(workshop: Workshop, items: Iterable[Item] | None = None) -> None:
    """Let them vote on the open ones of ``items`` (all, if none are given).

    The votes depend on the workshop and the item alone. Who voted already is left alone.
    """
    if not workshop.is_rehearsal:
        return
    chosen = Item.objects.filter(workshop=workshop, stage=Stage.VOTING)
    if items is not None:
        chosen = chosen.filter(pk__in=[item.pk for item in items])
    people = list(Participant.objects.filter(workshop=workshop, is_simulated=True, has_left=False))
    people.sort(key=lambda person: person.pk)
    catalog = catalog_for(workshop.edition_id)
    votes = [vote for item in chosen for vote in _votes(catalog, workshop, item, people)]
    Vote.objects.bulk_create(votes, ignore_conflicts=True)


def _votes(
    catalog: Catalog, workshop: Workshop, item: Item, people: Sequence[Participant]
) -> list[Vote]:
    seed = f"{workshop.pk} {item.position}"
    options = _options(catalog, item)
    lead = _lead(catalog, item, seed, options)
    said = simulated_votes(seed, options, item.round, lead, len(people))
    return [
        Vote(
            item=item,
            participant=person,
            round=item.round,
            option=option,
            reason=_reason(seed, place),
        )
        for place, (person, option) in enumerate(zip(people, said, strict=True))
    ]


def _options(catalog: Catalog, item: Item) -> list[str]:
    if item.subject == Item.Subject.CARD:
        return list(get_args(CardAnswer))
    return [*(option.id for option in catalog.questions[item.name].options), DONT_KNOW]


def _lead(catalog: Catalog, item: Item, seed: str, options: Sequence[str]) -> str:
    """On cards the talk's definition gains ground, as one hopes that it does."""
    if item.subject == Item.Subject.CARD:
        return catalog.cards[item.name].answer
    return leading_option(seed, options)


def _reason(seed: str, place: int) -> str:
    reasons = (
        _("(Simulated) That is how it is documented."),
        _("(Simulated) It was so in the last incident."),
        _("(Simulated) We changed this a few months ago."),
        _("(Simulated) Two teams told me so."),
        _("(Simulated) I would have to look it up."),
    )
    number = reason_number(seed, place, len(reasons))
    return "" if number is None else reasons[number]
