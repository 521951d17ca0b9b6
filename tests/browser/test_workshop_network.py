"""What comes late, out of date or in between: on a workshop's screens nothing is lost by it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from decision.models import Vote, Workshop
from tests.browser.conftest import NewVisitor
from tests.browser.network import Held
from tests.browser.visitor import Visitor
from tests.browser.workshop_rooms import at, joined, vote_all
from tests.web.workshops.rooms import Room, new_workshop

pytestmark = pytest.mark.browser

CARD, QUESTION = "message-queue", "iac-adoption"
TITLE = "Is a message queue stateful?"

#: Notes what the state of the ballot says after each swap, and what is announced.
NOTE = """() => {
  window.states = [];
  window.said = [];
  document.addEventListener("live:swap", () => {
    window.states.push(document.querySelector("[data-ballot-state]")?.textContent);
    document.documentElement.dataset.swaps = window.states.length;
  });
  const region = document.getElementById("live-region");
  new MutationObserver(() => {
    if (region.textContent) window.said.push(region.textContent);
  }).observe(region, {childList: true, characterData: true, subtree: true});
}"""


@pytest.fixture
def room(transactional_db: None) -> Room:
    return Room(new_workshop())


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    return new_visitor(viewport={"width": 390, "height": 844})


@pytest.fixture
def phone(visitor: Visitor, room: Room) -> Page:
    """Somebody with the first card before them."""
    phone = joined(visitor, room)
    room.move(CARD, "open")
    expect(phone.get_by_role("heading", name=TITLE)).to_be_visible()
    return phone


def polls(phone: Page, room: Room, *, at_once: bool = False) -> Held:
    """Hold the questions of a phone whether something is new."""
    return Held(phone, f"**{room.url('workshop-participant')}", at_once=at_once)


def something_new(room: Room, page: Page) -> None:
    """Let a screen show another version of the same scene."""
    room.step(room.url("workshop-timer", "start"), minutes="3")
    expect(page.get_by_role("timer")).to_be_visible()


def state(page: Page) -> Locator:
    return page.locator("[data-ballot-state]")


def vote(phone: Page, option: str = "Stateful", press: str = "Vote") -> None:
    phone.get_by_text(option, exact=True).click()
    phone.get_by_role("button", name=press, exact=True).click()
    expect(state(phone)).to_contain_text("Saved.")


def test_a_vote_can_be_changed_as_soon_as_it_is_saved(phone: Page, room: Room) -> None:
    later = polls(phone, room)

    vote(phone)

    expect(phone.get_by_role("button", name="Vote", exact=True)).to_have_count(0)
    vote(phone, "Stateless", "Change my vote")
    assert [each.option for each in Vote.objects.all()] == ["stateless"]
    later.let_go()


def test_a_form_in_which_somebody_types_learns_that_another_device_has_voted(
    visitor: Visitor, phone: Page, room: Room
) -> None:
    phone.get_by_text("Add a reason").click()
    phone.get_by_label("Your reason").press_sequentially("Since")
    other = visitor.new_tab()
    other.goto(room.url("workshop-participant"))

    vote(other)

    expect(phone.get_by_role("button", name="Change my vote")).to_be_visible()
    expect(phone.get_by_label("Your reason")).to_have_value("Since")


def test_a_reason_that_was_sent_holds_nobody(phone: Page, room: Room) -> None:
    phone.get_by_text("Add a reason").click()
    phone.get_by_label("Your reason").fill("Messages wait in it.")
    later = polls(phone, room)
    vote(phone)
    phone.get_by_text("Stateless", exact=True).click()

    room.move(CARD, "reveal")
    later.let_go()

    expect(phone.get_by_text("You voted:")).to_be_visible()


def test_an_answer_from_before_the_vote_does_not_undo_it(phone: Page, room: Room) -> None:
    before = polls(phone, room, at_once=True)
    room.step(room.url("workshop-timer", "start"), minutes="3")
    before.wait()
    phone.evaluate(NOTE)

    vote(phone)
    before.let_go()

    room.step(room.url("workshop-timer", "pause"))
    expect(phone.get_by_text("Paused")).to_be_visible()
    expect(phone.get_by_role("radio", name="Stateful")).to_be_checked()
    assert all(each.startswith("Saved.") for each in phone.evaluate("window.states"))


def test_what_was_chosen_before_the_page_was_ready_stays(phone: Page, room: Room) -> None:
    scripts = Held(phone, "**/js/live*.js")
    phone.goto(room.url("workshop-participant"), wait_until="commit")
    phone.get_by_text("Stateful", exact=True).click()
    phone.get_by_text("Add a reason").click()
    phone.get_by_label("Your reason").fill("Messages wait in it.")
    scripts.let_go()

    something_new(room, phone)

    expect(phone.get_by_role("radio", name="Stateful")).to_be_checked()
    expect(phone.get_by_label("Your reason")).to_have_value("Messages wait in it.")
    expect(state(phone)).to_have_text("Not saved yet.")


@pytest.mark.parametrize("by", ["mouse", "space bar"])
def test_a_press_is_not_lost_when_something_new_comes_before_it_is_let_go(
    phone: Page, room: Room, by: str
) -> None:
    phone.get_by_text("Stateful", exact=True).click()
    button = phone.get_by_role("button", name="Vote", exact=True)
    button.hover()
    button.focus()
    phone.mouse.down() if by == "mouse" else phone.keyboard.down("Space")
    room.step(room.url("workshop-timer", "start"), minutes="3")
    with phone.expect_response(lambda answer: "/w/" in answer.url and answer.status == 200):
        pass
    with phone.expect_request("**/w/**"):  # so that answer was taken in
        pass

    phone.mouse.up() if by == "mouse" else phone.keyboard.up("Space")

    expect(state(phone)).to_contain_text("Saved.")
    expect(phone.get_by_role("timer")).to_be_visible()


def test_a_step_that_is_pressed_while_another_is_under_way_comes_after_it(
    new_visitor: NewVisitor, room: Room
) -> None:
    room.move(QUESTION, "open")
    vote_all(room, QUESTION)
    room.move(QUESTION, "reveal")
    console = at(new_visitor(), room, "workshop-console")
    keep = Held(console, "**/settle/**", "POST")
    console.get_by_role("button", name="Keep as agreed").dblclick()

    console.get_by_role("button", name="Next: ").click()
    keep.let_go()

    expect(console.get_by_role("button", name="Reveal the votes")).to_be_visible()
    assert room.item(QUESTION).stage == "settled"
    assert keep.seen == 1


def test_a_step_pressed_behind_one_that_was_refused_is_not_taken(
    new_visitor: NewVisitor, room: Room
) -> None:
    room.move(QUESTION, "open")
    visitor = new_visitor()
    console = at(visitor, room, "workshop-console")
    moves = Held(console, "**/reveal/**", "POST")
    console.get_by_role("button", name="Reveal the votes").click()

    console.get_by_role("button", name="3 minutes").click()
    room.move(CARD, "open")  # another facilitator
    moves.let_go()

    expect(console.get_by_text("Your step was not taken")).to_be_visible()
    expect(console.get_by_role("timer")).to_have_count(0)
    assert Workshop.objects.get().timer_ends_at is None
    visitor.forgive("409 (Conflict)")


# Where the focus goes, and what is said


def test_the_focus_goes_to_the_heading_of_what_the_room_sees_next(phone: Page, room: Room) -> None:
    phone.get_by_role("radio", name="Stateful").focus()
    room.move(CARD, "reveal")
    expect(phone.get_by_text("You did not vote on this one.")).to_be_visible()
    expect(phone.get_by_role("heading", name=TITLE)).to_be_focused()

    room.move(QUESTION, "open")

    expect(phone.locator("form.ballot h1")).to_be_focused()


def test_an_answer_to_the_next_question_does_not_get_the_focus_because_it_is_called_alike(
    phone: Page, room: Room
) -> None:
    room.move(QUESTION, "open")
    phone.get_by_role("radio", name="We don't know").focus()

    room.move("recovery", "open")

    expect(phone.get_by_role("radio", name="Yes, from a backup")).to_be_visible()
    expect(phone.locator("form.ballot h1")).to_be_focused()


def test_the_focus_stays_on_an_answer_while_the_question_does(phone: Page, room: Room) -> None:
    phone.get_by_role("radio", name="Stateful").focus()

    something_new(room, phone)

    expect(phone.get_by_role("radio", name="Stateful")).to_be_focused()


@pytest.mark.parametrize("name", ["workshop-console", "workshop-participant"])
def test_that_the_time_is_up_is_announced_once(visitor: Visitor, room: Room, name: str) -> None:
    page = at(visitor, room, name) if name == "workshop-console" else joined(visitor, room)
    room.move(CARD, "open")
    others = [room.join() for _ in range(3)]
    for other in others:
        room.vote(other, CARD, "stateful")
    room.move(CARD, "reveal")
    something_new(room, page)
    page.evaluate(NOTE)

    page.get_by_role("timer").evaluate("(timer) => { timer.dataset.timer = '0'; }")

    expect(page.locator("#live-region")).to_have_text("Time is up")
    Workshop.objects.update(timer_ends_at=None, timer_left=0)
    for other, text in zip(others, ("It waits.", "It keeps."), strict=False):
        other.post(room.url("workshop-own-reason", room.item(CARD).pk), {"reason": text})
        expect(page.get_by_text(text, exact=True).first).to_be_visible()
    assert page.evaluate("window.said") == ["Time is up"]


def test_a_page_that_is_loaded_when_the_time_is_up_announces_nothing(
    visitor: Visitor, room: Room
) -> None:
    room.move(CARD, "open")
    room.step(room.url("workshop-timer", "start"), minutes="3")
    Workshop.objects.update(timer_ends_at=None, timer_left=0)
    phone = joined(visitor, room, heading=TITLE)
    phone.evaluate(NOTE)
    expect(phone.get_by_text("Time is up")).to_be_visible()

    room.move("recovery", "skip")

    expect(phone.locator("html[data-swaps]")).to_have_count(1)
    expect(phone.get_by_text("Time is up")).to_be_visible()
    assert phone.evaluate("window.said") == []
