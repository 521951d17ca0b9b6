"""A workshop with people who vote, made by the actions themselves, up to its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from decision import queries
from decision.actions import workshop as actions
from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.domain.workshop.progress import Move
from decision.models import Assessment, Item, Naming, Pace, Participant, Workshop

ROLES = ("Development", "Operations")
AGENDA = (
    actions.PlannedItem(Item.Subject.CARD, "message-queue"),
    actions.PlannedItem(Item.Subject.QUESTION, "iac-adoption"),
    actions.PlannedItem(Item.Subject.QUESTION, "recovery", 1),
    actions.PlannedItem(Item.Subject.QUESTION, "consumers", 2),
)


@dataclass
class Room:
    """A workshop with its facilitator's secret, and the participants' rows."""

    workshop: Workshop
    secret: str
    people: list[Participant]

    def reload(self) -> Workshop:
        self.workshop.refresh_from_db()
        return self.workshop

    def item(self, name: str) -> Item:
        return Item.objects.get(workshop=self.workshop, name=name)

    def move(self, name: str, move: Move) -> None:
        seen = self.reload().revision
        actions.move_item(workshop=self.workshop, item=self.item(name), move=move, seen=seen)

    def vote(self, name: str, options: Sequence[str], reasons: Sequence[str] = ()) -> None:
        """Each person votes for the option in their place, in the round that is open."""
        item = self.item(name)
        for place, option in enumerate(options):
            reason = reasons[place] if place < len(reasons) else ""
            person = self.people[place]
            actions.cast_vote(
                participant=person, item=item.pk, round=item.round, option=option, reason=reason
            )

    def voted(self, name: str, *rounds: Sequence[str], reasons: Sequence[str] = ()) -> None:
        """Open, vote and reveal; a second time for a second list of options.

        Between the two votes on a card comes its definition.
        """
        for number, options in enumerate(rounds):
            if number and self.item(name).subject == Item.Subject.CARD:
                self.settled(name, "")
            self.move(name, Move.VOTE_AGAIN if number else Move.OPEN)
            self.vote(name, options, reasons)
            self.move(name, Move.REVEAL)

    def settled(self, name: str, agreed: str, dissent: str = "") -> None:
        actions.settle_item(
            workshop=self.workshop,
            item=self.item(name),
            agreed=agreed,
            dissent=dissent,
            seen=self.reload().revision,
        )

    def agreed_on(self, name: str, option: str, dissent: str = "") -> None:
        """Everybody votes for the option, and it is agreed on."""
        self.voted(name, [option] * len(self.people))
        self.settled(name, option, dissent)

    def ended(self) -> None:
        actions.end_workshop(workshop=self.workshop, seen=self.reload().revision)

    def url(self, name: str, *arguments: object) -> str:
        return reverse(name, args=[self.workshop.pk, *arguments])


def new_room(
    people: int = 4,
    *,
    assessment: Assessment | None = None,
    agenda: Sequence[actions.PlannedItem] = AGENDA,
    pace: Pace = Pace.LIVE,
    naming: Naming = Naming.ANONYMOUS,
    is_rehearsal: bool = False,
) -> Room:
    """A workshop about two stores; people take turns in their roles."""
    base = System(name="Web shop", stores=(Store("orders", {}), Store("images", {})))
    if assessment is not None:
        base = queries.sheet(assessment).system()
    plan = actions.Plan(
        title="Where do the orders live?",
        base=base,
        numbers=(1, 2),
        items=agenda,
        pace=pace,
        naming=naming,
        roles=ROLES,
        is_rehearsal=is_rehearsal,
    )
    created = actions.create_workshop(plan=plan, catalog=current_catalog(), assessment=assessment)
    for number in range(people):
        role = ROLES[number % len(ROLES)]
        actions.join(workshop=created.workshop, alias=f"Person {number}", role=role)
    rows = list(Participant.objects.filter(workshop=created.workshop, is_simulated=False))
    rows.sort(key=lambda each: each.role)
    return Room(created.workshop, created.facilitate_secret, rows)


def leading(room: Room) -> Client:
    """A browser that has opened the facilitator's link."""
    client = Client()
    response = client.post(reverse("workshop-open", args=[room.secret]))
    assert response.status_code == 303
    return client
