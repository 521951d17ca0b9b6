"""A workshop as its people meet it: a facilitator, a wall and phones, each with a browser."""

from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse

from decision import queries
from decision.actions import workshop as actions
from decision.actions.workshop import NewWorkshop, Plan, PlannedItem
from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.domain.vocabulary import DONT_KNOW
from decision.models import Item, KeptVerdict, Naming, Pace, Workshop
from decision.web import parts
from decision.web.live import PART
from decision.web.presenters.workshop import compared, console, verdicts
from decision.web.presenters.workshop.subjects import CARD_ANSWERS

ROLES = ("Development", "Operations")
AGENDA = (
    PlannedItem(Item.Subject.CARD, "message-queue"),
    PlannedItem(Item.Subject.QUESTION, "iac-adoption"),
    PlannedItem(Item.Subject.QUESTION, "recovery", 1),
    PlannedItem(Item.Subject.QUESTION, "consumers", 2),
)
STORES = (Store("orders", kind="relational-database"), Store("images", kind="bucket"))
SHOP = System("Shop", stores=STORES)
SCRIPT = {PART: "1"}


def options_of(name: str) -> tuple[str, ...]:
    """Every option of an item on the agenda, in the order of the content."""
    question = current_catalog().questions.get(name)
    if question is None:
        return tuple(CARD_ANSWERS)
    return (*(option.id for option in question.options), DONT_KNOW)


def new_workshop(
    *, naming: Naming = Naming.ANONYMOUS, pace: Pace = Pace.LIVE, title: str = "Nautilus session"
) -> NewWorkshop:
    """Two stores, a card and three questions."""
    plan = Plan(title, SHOP, (1, 2), AGENDA, pace=pace, naming=naming, roles=ROLES)
    return actions.create_workshop(plan=plan, catalog=current_catalog())


def forget_in_this_process() -> None:
    """Forget what this process has kept, as one that has just started knows nothing of it."""
    parts.forget()
    for module in (compared, console, verdicts):
        for name, kept in vars(module).items():
            if name.startswith("_KEPT"):
                kept.clear()


def forget_all() -> None:
    """Forget what any process has kept: for votes that are changed behind the app's back."""
    forget_in_this_process()
    KeptVerdict.objects.all().delete()


def browser(secret: str = "") -> Client:
    """A browser that has opened a workshop's link, if one is given."""
    client = Client(raise_request_exception=False)
    if secret:
        assert client.post(reverse("workshop-open", args=[secret])).status_code == 303
    return client


@dataclass
class Room:
    """A workshop in session."""

    created: NewWorkshop
    facilitator: Client = field(init=False)
    wall: Client = field(init=False)

    def __post_init__(self) -> None:
        self.facilitator = browser(self.created.facilitate_secret)
        self.wall = browser(self.created.project_secret)

    @property
    def workshop(self) -> Workshop:
        return self.created.workshop

    @property
    def items(self) -> list[Item]:
        return list(Item.objects.filter(workshop=self.workshop))

    def item(self, name: str) -> Item:
        return Item.objects.get(workshop=self.workshop, name=name)

    @property
    def revision(self) -> int:
        found = queries.workshop_by_id(self.workshop.pk)
        assert found is not None
        return found.revision

    def url(self, name: str, *arguments: object) -> str:
        return reverse(name, args=[self.workshop.pk, *arguments])

    def join(self, **chosen: str) -> Client:
        """The phone of somebody who came in by the code."""
        phone = browser()
        code = reverse("workshop-join", args=[self.workshop.code])
        assert phone.post(code, chosen).status_code == 303
        return phone

    def move(self, name: str, move: str, seen: int | None = None) -> int:
        """A facilitator's step on an item; the status of the answer."""
        url = self.url("workshop-move", self.item(name).pk, move)
        return self.step(url, seen=seen)

    def step(self, url: str, *, seen: int | None = None, **more: str) -> int:
        sent = {"seen": str(self.revision if seen is None else seen), **more}
        return self.facilitator.post(url, sent).status_code

    def vote(self, phone: Client, name: str, option: str, reason: str = "", **more: object) -> int:
        """A vote by the script, in the round that is open unless another is given."""
        item = self.item(name)
        sent = {"option": option, "reason": reason, "round": item.round, **more}
        return phone.post(self.url("workshop-vote", item.pk), sent, headers=SCRIPT).status_code
