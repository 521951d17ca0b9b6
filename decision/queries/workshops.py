"""What the screens of a workshop ask.

``hall`` is for whoever may see counts: it holds only votes of rounds that were revealed and that
enough people voted in, so what is hidden cannot slip into a page by mistake. ``ballot`` is what
one participant said.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.utils import timezone

from decision.domain.answers import Store, System
from decision.domain.workshop.groups import may_be_left_over, may_be_shown
from decision.domain.workshop.progress import ROUNDS, Progress, Stage
from decision.domain.workshop.voices import Topic, Voice
from decision.models import (
    Assessment,
    Item,
    KeptVerdict,
    Participant,
    Vote,
    Workshop,
    WorkshopLink,
    WorkshopRole,
)
from decision.models.link import digest_of


@dataclass(frozen=True, slots=True)
class RevealedRound:
    """A round that was revealed. Of fewer than three votes it has only how many they were."""

    total: int
    votes: Sequence[Vote]

    @property
    def voters(self) -> frozenset[UUID]:
        return frozenset(vote.participant_id for vote in self.votes)


NOBODY = RevealedRound(0, ())


def _revealed(votes: Sequence[Vote]) -> RevealedRound:
    """Here and in :func:`_shown` it is decided whose votes are seen at all."""
    return RevealedRound(len(votes), votes if may_be_shown(len(votes)) else ())


def _shown(votes: Mapping[UUID, str]) -> Mapping[UUID, str]:
    """The votes of a revealed round, by voter; none of too few people."""
    return votes if may_be_shown(len(votes)) else {}


@dataclass(frozen=True)
class Hall:
    """A workshop with its agenda, and whatever else may be shown of it once somebody asks.

    All the votes of a large room take long to read, and most screens show those of one item, or
    what was worked out from all of them before.
    """

    workshop: Workshop
    items: tuple[Item, ...]

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        found = Participant.objects.filter(workshop=self.workshop)
        return tuple(found.order_by("alias", "id"))

    @cached_property
    def _votes(self) -> dict[int, dict[int, list[Vote]]]:
        """By item and round, whatever their number: only :func:`_revealed` hands them on."""
        found: dict[int, dict[int, list[Vote]]] = {}
        for vote in _told(self.workshop).order_by("option", "id"):
            found.setdefault(vote.item_id, {}).setdefault(vote.round, []).append(vote)
        return found

    @cached_property
    def _said(self) -> dict[int, dict[int, dict[UUID, str]]]:
        """What everybody voted, without all the rest of a vote: quick to read for a whole room.

        Whatever their number, as above: only :func:`_shown` hands them on. Whoever has read the
        votes themselves reads nothing more.
        """
        found: dict[int, dict[int, dict[UUID, str]]] = {}
        for item, number, voter, option in self._cast():
            found.setdefault(item, {}).setdefault(number, {})[voter] = option
        return found

    def _cast(self) -> Iterable[tuple[int, int, UUID, str]]:
        """Item, round, voter and option of each vote that was told."""
        if "_votes" not in self.__dict__:
            fields = ("item_id", "round", "participant_id", "option")
            return _told(self.workshop).values_list(*fields)
        rounds = (votes for by_round in self._votes.values() for votes in by_round.values())
        return (
            (vote.item_id, vote.round, vote.participant_id, vote.option)
            for votes in rounds
            for vote in votes
        )

    @cached_property
    def revealed(self) -> Mapping[int, Mapping[int, RevealedRound]]:
        """By item and round."""
        return {
            item: {number: _revealed(own) for number, own in by_round.items()}
            for item, by_round in self._votes.items()
        }

    @cached_property
    def voters(self) -> int:
        """How many people have a vote in a revealed round, however few voted there."""
        rounds = (votes for by_round in self._votes.values() for votes in by_round.values())
        return len({vote.participant_id for votes in rounds for vote in votes})

    @cached_property
    def told(self) -> int:
        """How many votes were revealed, in one short query: the agenda and it tell states apart."""
        return _told(self.workshop).count()

    @property
    def current(self) -> Item | None:
        return next((each for each in self.items if each.pk == self.workshop.current_id), None)

    def votes(self, item: Item, round_: int) -> Sequence[Vote]:
        """The votes of one round; none before it was revealed, none of too few people."""
        return self.revealed.get(item.pk, {}).get(round_, NOBODY).votes

    def rounds(self, item: Item) -> list[RevealedRound]:
        """All rounds of an item that were revealed, the first round first."""
        found = self.revealed.get(item.pk, {})
        return [found.get(number, NOBODY) for number in range(1, item.revealed + 1)]

    def last_votes(self, item: Item, last_round: int = ROUNDS) -> dict[UUID, str]:
        """Everybody's last vote on an item up to a round, as far as it may be told.

        Who voted in an earlier round only stays with that vote, unless they are one or two:
        beside the last round's counts it would be told what they voted.
        """
        found: dict[UUID, str] = {}
        rounds = self._said.get(item.pk, {})
        for number in range(1, last_round + 1):
            votes = _shown(rounds.get(number, {}))
            if votes and not may_be_left_over(len(found.keys() - votes.keys())):
                found = {}
            found |= votes
        return found

    @property
    def roles(self) -> dict[UUID, str]:
        """Everybody's role, by participant."""
        return {each.pk: each.role for each in self.participants}

    @cached_property
    def present(self) -> int:
        return participants(self.workshop)

    @property
    def base(self) -> System:
        """What was answered before the workshop."""
        return base_system(self.workshop)

    def topic(self, item: Item) -> Topic | None:
        """The item as the engine sees it; a card is none, nor is a question of a lost store."""
        if item.subject != Item.Subject.QUESTION:
            return None
        if item.store is None:
            return Topic(item.name)
        numbers = [store["number"] for store in self.workshop.base["stores"]]
        return Topic(item.name, numbers.index(item.store)) if item.store in numbers else None

    def agreed(self) -> dict[Topic, str]:
        """What the room settled on."""
        found = {}
        for item in self.items:
            topic = self.topic(item)
            if topic is not None and item.agreed and item.stage == Stage.SETTLED:
                found[topic] = item.agreed
        return found

    def voices(self, last_round: int = ROUNDS) -> list[Voice]:
        """What everybody said, up to a round, as far as it may be told; nobody is named.

        Only those who voted on some question are among them, in no telling order.
        """
        return in_no_telling_order(self.voices_by_voter(last_round).values())

    def voices_by_voter(self, last_round: int = ROUNDS) -> dict[UUID, Voice]:
        """The same by participant, to find the same people in two rounds."""
        said: dict[UUID, dict[Topic, str]] = {}
        for item in self.items:
            topic = self.topic(item)
            if topic is None:
                continue
            for voter, option in self.last_votes(item, last_round).items():
                said.setdefault(voter, {})[topic] = option
        roles = self.roles
        return {voter: Voice(votes, roles.get(voter, "")) for voter, votes in said.items()}


def in_no_telling_order(voices: Iterable[Voice]) -> list[Voice]:
    """Voices in an order that says nothing about who spoke first."""
    return sorted(voices, key=lambda voice: (voice.role, sorted(voice.votes.values())))


def base_system(workshop: Workshop) -> System:
    """The snapshot that a workshop began with."""
    base = workshop.base
    return System(
        name=base["name"],
        answers=base["answers"],
        notes=base.get("notes", {}),
        stores=tuple(
            Store(
                name=store["name"],
                kind=store["kind"],
                answers=store["answers"],
                notes=store.get("notes", {}),
            )
            for store in base["stores"]
        ),
    )


def agenda(workshop: Workshop) -> tuple[Item, ...]:
    """All items, in their order."""
    return tuple(Item.objects.filter(workshop=workshop))


def revealed_rounds(item: Item) -> list[RevealedRound]:
    """The same as ``Hall.rounds`` for a screen that shows one item: only its votes are read."""
    votes = list(Vote.objects.filter(item=item, round__lte=item.revealed).order_by("option", "id"))
    numbers = range(1, item.revealed + 1)
    return [_revealed([vote for vote in votes if vote.round == number]) for number in numbers]


def hall(workshop: Workshop) -> Hall:
    """Everything that may be shown of a workshop, read when it is asked for."""
    return Hall(workshop, agenda(workshop))


def _told(workshop: Workshop) -> QuerySet[Vote]:
    """The votes of all rounds that were revealed."""
    return Vote.objects.filter(item__workshop=workshop, round__lte=F("item__revealed"))


def votes_cast(item: Item) -> int:
    """How many votes are in for the round that is open; never what they say."""
    return Vote.objects.filter(item=item, round=item.round).count()


def votes_in_all(workshop: Workshop) -> int:
    """How many votes are in for whatever is open: at their own pace people vote on anything."""
    found = Vote.objects.filter(item__workshop=workshop, item__stage=Stage.VOTING)
    return found.filter(round=F("item__round")).count()


def voters(item: Item) -> frozenset[UUID]:
    """Who has voted in the open round: for workshops with aliases only."""
    found = Vote.objects.filter(item=item, round=item.round)
    return frozenset(found.values_list("participant_id", flat=True))


def answers_given(workshop: Workshop) -> dict[UUID, int]:
    """How many open items each person has voted on: for workshops with aliases only."""
    found = Vote.objects.filter(item__workshop=workshop, item__stage=Stage.VOTING)
    counted = found.filter(round=F("item__round")).values("participant_id")
    return {each["participant_id"]: each["n"] for each in counted.annotate(n=Count("id"))}


def reasons_of(item: Item) -> list[tuple[UUID, str]]:
    """The reasons of the last revealed round, as far as somebody gave one."""
    found = Vote.objects.filter(item=item, round=item.revealed).exclude(reason="")
    return list(found.order_by("id").values_list("id", "reason"))


@dataclass(frozen=True, slots=True)
class Ballot:
    """A participant with their own votes, by item and round."""

    participant: Participant
    votes: Mapping[tuple[int, int], Vote]

    def vote(self, item: Item, round_: int) -> Vote | None:
        return self.votes.get((item.pk, round_))


def ballot(participant: Participant, items: Collection[int | None] | None = None) -> Ballot:
    """What a participant voted, on all items or on those with the given keys."""
    found = Vote.objects.filter(participant=participant)
    if items is not None:
        found = found.filter(item__in=items)
    return Ballot(participant, {(vote.item_id, vote.round): vote for vote in found})


def items_in_all(workshop: Workshop) -> int:
    """How many items are on the agenda."""
    return Item.objects.filter(workshop=workshop).count()


def kept_verdict(workshop: Workshop, basis: str) -> Any:
    """What was worked out of all votes and kept, in JSON's types; ``None`` if of other votes."""
    found = KeptVerdict.objects.filter(workshop=workshop, basis=basis)
    return found.values_list("found", flat=True).first()


def last_kept_verdict(workshop: Workshop) -> Any:
    """The same as it was worked out last, also if votes were revealed since."""
    found = KeptVerdict.objects.filter(workshop=workshop)
    return found.values_list("found", flat=True).first()


def progress_of(item: Item) -> Progress:
    is_card = item.subject == Item.Subject.CARD
    return Progress(Stage(item.stage), item.round, item.revealed, is_card)


def item_of(workshop: Workshop, pk: int) -> Item | None:
    return Item.objects.filter(workshop=workshop, pk=pk).first()


def workshop_by_id(workshop_id: UUID) -> Workshop | None:
    """A workshop that has not expired, with the name of its edition."""
    found = Workshop.objects.alive().select_related("edition").defer("edition__files")
    return found.filter(pk=workshop_id).first()


def concluding_workshop(assessment: Assessment) -> Workshop | None:
    """The last workshop that was concluded into an assessment, with the name of its edition."""
    found = Workshop.objects.alive().select_related("edition").defer("edition__files")
    return found.filter(result=assessment).order_by("-created_at").first()


def workshop_by_code(code: str) -> Workshop | None:
    return Workshop.objects.alive().filter(code=code).first()


def workshop_link_by_secret(secret: str) -> WorkshopLink | None:
    """The link that a secret opens, unless it was revoked or the workshop is gone."""
    found = WorkshopLink.objects.filter(digest=digest_of(secret), revoked_at=None)
    link = found.select_related("workshop").first()
    alive = link and Workshop.objects.alive().filter(pk=link.workshop_id).exists()
    return link if alive else None


def valid_workshop_link(link_id: int, workshop_id: UUID) -> WorkshopLink | None:
    """The link by which a session came in, if it still opens this workshop."""
    return WorkshopLink.objects.filter(pk=link_id, workshop_id=workshop_id, revoked_at=None).first()


def facilitated_by(link_ids: Collection[int]) -> list[WorkshopLink]:
    """Those of the links that still lead a workshop, with it; the newest workshop first."""
    found = WorkshopLink.objects.filter(
        pk__in=link_ids,
        role=WorkshopRole.FACILITATE,
        revoked_at=None,
        workshop__expires_at__gt=timezone.now(),
    )
    return list(
        found.select_related("workshop").defer("workshop__base").order_by("-workshop__created_at")
    )


def workshop_links(workshop: Workshop) -> list[WorkshopLink]:
    return list(WorkshopLink.objects.filter(workshop=workshop))


def participant_by_secret(
    secret: str, workshop_id: UUID, *, has_left: bool = False
) -> Participant | None:
    """Whoever holds the secret and is in the room, with the workshop, in one query.

    Nobody once it has expired. With ``has_left`` it is who has left the room instead.
    """
    found = Participant.objects.filter(
        digest=digest_of(secret),
        workshop_id=workshop_id,
        workshop__expires_at__gt=timezone.now(),
        has_left=has_left,
    )
    return found.select_related("workshop").first()


def participants(workshop: Workshop) -> int:
    """How many people are in the room."""
    return Participant.objects.filter(workshop=workshop, has_left=False).count()
