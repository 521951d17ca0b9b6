"""A whole workshop: one facilitator, one wall, five people, one of them without JavaScript."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from decision.models import Assessment, Item, Vote, Workshop
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUESTIONS = ("Who uses the store", "Getting the content back")
PEOPLE = 5


def test_a_workshop_from_its_set_up_to_the_report(new_visitor: NewVisitor) -> None:
    facilitator = new_visitor()
    set_up(facilitator)
    wall = wall_of(facilitator, new_visitor())
    people = [new_visitor(java_script_enabled=number > 0) for number in range(PEOPLE)]
    for person in people:
        join(person)
    facilitator.follow("Open the console")
    console = facilitator.page
    expect(wall.get_by_text("5 people are in")).to_be_visible()

    console.get_by_role("button", name="Begin").click()
    expect(wall.get_by_text("votes are in")).to_be_visible()
    everybody_votes(people, ["Stateful", "Stateful", "Stateless", "Stateful", "It depends"])
    console.get_by_role("button", name="Reveal the votes").click()
    console.get_by_role("button", name="Show the definition").click()
    expect(wall.get_by_text("By the talk’s definition", exact=False).first).to_be_visible()
    for subject, votes in (
        (QUESTIONS[0], ["Only this application"] * 3 + ["Applications of several teams"] * 2),
        (QUESTIONS[1], ["Yes, from a backup"] * 5),
    ):
        console.get_by_role("button", name=f"Next: {subject}").click()
        expect(wall.get_by_text("votes are in")).to_be_visible()
        look_again(people[0])
        everybody_votes(people, votes)
        console.get_by_role("button", name="Reveal the votes").click()
        console.get_by_label("Dissent, with its reason").fill("Reporting reads it at night.")
        console.get_by_role("button", name="Keep as agreed").click()
        expect(wall.get_by_text("Agreed:")).to_be_visible()
    console.get_by_role("button", name="Show the verdict").click()
    expect(wall.get_by_role("heading", level=1)).to_have_text("The room’s verdict")
    expect(wall.get_by_text("orders").first).to_be_visible()
    console.get_by_text("End the workshop").click()
    console.get_by_role("button", name="End it now").click()
    # Whoever leaves the page before it says so takes the step along.
    expect(console.get_by_role("heading", name="The workshop has ended")).to_be_visible()

    conclude(facilitator)
    assert Vote.objects.count() == PEOPLE * 3
    assert set(Item.objects.values_list("stage", "revealed").distinct()) >= {("settled", 1)}


def set_up(facilitator: Visitor) -> None:
    """One store, one card, two questions."""
    facilitator.go("/workshops/")
    facilitator.follow("Set up a workshop")
    page = facilitator.page
    page.get_by_label("What is the workshop called?").fill("Ticket shop")
    page.locator("input[name=store-0-name]").fill("orders")
    page.locator("select[name=store-0-kind]").select_option("relational-database")
    page.get_by_label("Only those that I choose below").check()
    page.get_by_text("Choose questions", exact=True).click()
    for question in ("consumers", "recovery"):
        page.locator(f"input[name=chosen][value={question}]").check()
    page.get_by_text("Choose cards", exact=True).click()
    page.locator("input[name=chosen_cards][value=message-queue]").check()
    facilitator.submit("Set up")
    expect(page.get_by_role("heading", level=1)).to_have_text("The workshop is ready")


def wall_of(facilitator: Visitor, wall: Visitor) -> Page:
    """The wall comes in by the projector's link alone."""
    link = facilitator.page.locator("#project-url")
    address = link.input_value() if link.evaluate("e => 'value' in e") else link.inner_text()
    wall.page.goto(address)
    wall.submit("Open")
    return wall.page


def join(person: Visitor) -> None:
    person.go("/join/")
    person.page.get_by_label("Join code").fill(Workshop.objects.get().code.lower())
    person.submit("Continue")
    person.submit("Join")
    expect(person.page.get_by_role("heading", level=1)).to_have_text("You are in")


def look_again(person: Visitor) -> None:
    """Without JavaScript a page with a ballot stays as it is."""
    with person.page.expect_navigation():
        person.page.get_by_role("link", name="Look again").click()


def everybody_votes(people: list[Visitor], votes: list[str]) -> None:
    """The ballot comes by itself, also without JavaScript, where there was none before."""
    for person, vote in zip(people, votes, strict=True):
        ballot = person.page.locator("form.ballot")
        ballot.get_by_role("radio", name=re.compile(f"^{vote}")).check()
        person.page.get_by_role("button", name="Vote", exact=True).click()
        expect(person.page.get_by_text("Saved.", exact=False).first).to_be_visible()


def conclude(facilitator: Visitor) -> None:
    """From the summary to an assessment, and to its report with a chapter about the workshop."""
    facilitator.go(f"/w/{Workshop.objects.get().pk}/summary/")
    expect(facilitator.page.get_by_text("Reporting reads it at night.").first).to_be_visible()
    facilitator.follow("Make an assessment of it")
    facilitator.submit("Make the assessment")
    pk = Assessment.objects.get().pk
    facilitator.go(f"/a/{pk}/report/")
    report = Path(facilitator.download("Full report, A4").path()).read_bytes()
    with pikepdf.open(BytesIO(report)) as pdf, pdf.open_outline() as outline:
        assert any("Workshop" in str(each.title) for each in outline.root)
