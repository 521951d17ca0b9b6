"""Rooms with the longest words that content and people may bring, for looks at the screens."""

from playwright.sync_api import Page, expect

from decision.actions import workshop as actions
from decision.actions.workshop import Plan, PlannedItem
from decision.content import current_catalog
from decision.domain.answers import Store, System
from decision.models import Item, Naming
from tests.browser.visitor import Visitor
from tests.web.workshops.rooms import ROLES, Room, browser, options_of

LONG = "Each change of the parameter group made the whole deployment wait for a restore. " * 6
TITLE = ("Donaudampfschifffahrtsgesellschaft " * 6)[:200]
STORES = (
    Store(("orders database of the European ticket shop " * 5)[:190].strip()),
    Store("x" * 190),
    Store("sessions"),
    Store("images"),
)


def crowded_room(naming: Naming = Naming.ALIASES) -> Room:
    """Long names, and on the agenda the questions and cards with the longest texts."""
    items = [PlannedItem(Item.Subject.CARD, longest_card()), *map(planned, longest_questions())]
    base = System("Shop", stores=STORES)
    plan = Plan(TITLE, base, range(1, len(STORES) + 1), items, naming=naming, roles=ROLES)
    return Room(actions.create_workshop(plan=plan, catalog=current_catalog()))


def six_stores() -> Room:
    """As many stores as fill two pages of the wall, some with names of three lines."""
    names = (
        "Orders and reservations database (primary)",
        "Session cache",
        "Image and document bucket",
        "Event stream of bookings from all the ticket shops of Europe",
        "Search index",
        "Identity provider user directory",
    )
    base = System("Shop", stores=tuple(Store(name) for name in names))
    plan = Plan("Shop", base, range(1, len(names) + 1), [planned("iac-adoption")])
    return Room(actions.create_workshop(plan=plan, catalog=current_catalog()))


def longest_card() -> str:
    return max(current_catalog().cards.values(), key=lambda card: len(card.because)).id


def longest_questions() -> list[str]:
    """Those with the longest title, the most options, the longest option and explanation."""
    questions = current_catalog().questions.values()
    found = [
        max(questions, key=lambda each: len(each.title)),
        max(questions, key=lambda each: len(each.options)),
        max(questions, key=lambda each: max(len(option.title) for option in each.options)),
        max(questions, key=lambda each: len(each.why)),
    ]
    return list(dict.fromkeys(question.id for question in found))


def planned(name: str) -> PlannedItem:
    of_store = current_catalog().questions[name].level == "store"
    return PlannedItem(Item.Subject.QUESTION, name, 1 if of_store else None)


def vote_all(room: Room, name: str, reason: str = "") -> None:
    """Everybody on an anonymous phone votes, not all alike."""
    options = options_of(name)
    for number in range(4):
        phone = room.join(alias=f"{name} {number}", role=ROLES[0])
        assert room.vote(phone, name, options[number % 2], reason) == 200


def at(visitor: Visitor, room: Room, name: str) -> Page:
    """A facilitator on one of their screens, or on the wall, whose link their browser holds."""
    cookies = browser(room.created.facilitate_secret).cookies
    visitor.page.context.add_cookies(
        [{"name": key, "value": each.value, "url": visitor.site} for key, each in cookies.items()]
    )
    visitor.go(room.url(name))
    return visitor.page


def joined(visitor: Visitor, room: Room, heading: str = "You are in") -> Page:
    """Somebody who came in by the code on the wall, and what they see first."""
    visitor.go(f"/join/{room.workshop.code}/")
    visitor.submit("Join")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(heading)
    return visitor.page
