"""The three screens of a workshop in a real browser: they fit, follow, and lose nothing."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from decision.models import Item, Naming, Vote
from tests.browser.conftest import NewVisitor
from tests.browser.network import Held
from tests.browser.visitor import Visitor
from tests.browser.workshop_rooms import (
    LONG,
    at,
    crowded_room,
    joined,
    six_stores,
    vote_all,
)
from tests.web.workshops.rooms import Room, new_workshop, options_of

pytestmark = pytest.mark.browser

CARD, QUESTION = "message-queue", "iac-adoption"
PROJECTORS = [{"width": 1280, "height": 720}, {"width": 1920, "height": 1080}]

#: Letters below 24 px, and words that stick out of the window or of what clips them. Words that
#: end with an ellipsis stick out of nothing.
UNFIT = """async () => {
  await document.fonts.ready;
  const faults = [];
  const wall = document.querySelector(".wall");
  if (document.scrollingElement.scrollHeight > innerHeight) faults.push("the page scrolls");
  if (wall.scrollHeight > wall.clientHeight) faults.push("the wall is too high");
  const words = document.createTreeWalker(wall, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode.textContent.trim();
    const element = words.currentNode.parentElement;
    if (!text || !element.checkVisibility() || element.closest(".visually-hidden")) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < 24) faults.push(`${size} px: ${text}`);
    const box = element.getBoundingClientRect();
    if (box.bottom > innerHeight || box.right > innerWidth) faults.push(`outside: ${text}`);
    const body = element.closest(".wall-body")?.getBoundingClientRect();
    if (body && box.bottom > body.bottom + 1) faults.push(`below: ${text}`);
    const card = element.closest(".wall-store")?.getBoundingClientRect();
    if (card && box.bottom > card.bottom - 4) faults.push(`at the edge: ${text}`);
  }
  return faults;
}"""


#: Names of stores that do not stand there whole.
CUT = """() => [...document.querySelectorAll(".wall-store h2")]
  .filter((each) => each.checkVisibility() && each.scrollHeight > each.clientHeight + 2)
  .map((each) => `cut: ${each.textContent}`)"""


#: The contrasts of a bar's colours, as the accessibility guidelines reckon them.
CONTRASTS = """(bar) => {
  const light = (colour) => {
    const parts = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255);
    const [red, green, blue] = parts.map(
      (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return high / low;
  };
  const {fill, stroke} = getComputedStyle(bar.querySelector(".vote-bar-fill"));
  return {
    "edge and track":
      contrast(stroke, getComputedStyle(bar.querySelector(".vote-bar-track")).backgroundColor),
    "edge and fill": contrast(stroke, fill),
    "words and fill": contrast(getComputedStyle(bar).color, fill),
  };
}"""


@pytest.fixture
def crowded(transactional_db: None) -> Room:
    return crowded_room()


@pytest.fixture
def room(transactional_db: None) -> Room:
    return Room(new_workshop())


def scenes(room: Room, most: int = 99) -> Iterator[str]:
    """Take a room through everything that its screens can show, on its first items."""
    yield "lobby"
    for item in room.items[:most]:
        assert room.move(item.name, "open") == 302
        room.step(room.url("workshop-timer", "start"), minutes="10")
        yield f"vote on {item.name}"
        vote_all(room, item.name, LONG[:500] if item.position % 2 else "y" * 500)
        room.move(item.name, "reveal")
        room.step(room.url("workshop-timer", "start"), minutes="10")
        yield f"counts of {item.name}"
        agreed = Vote.objects.filter(item=item)[0].option
        room.step(room.url("workshop-settle", item.pk), agreed=agreed, dissent=LONG[:400])
        yield f"agreement on {item.name}"
    room.step(room.url("workshop-show", "verdict"))
    yield "verdict"
    room.step(room.url("workshop-end"))
    yield "end"


def test_whatever_the_wall_shows_fits_and_can_be_read(
    new_visitor: NewVisitor, crowded: Room
) -> None:
    visitor = new_visitor(reduced_motion="reduce")
    page = at(visitor, crowded, "workshop-screen")
    faults = []
    for scene in scenes(crowded):
        for size in PROJECTORS:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            visitor.go(crowded.url("workshop-screen"))
            for number in range(max(1, page.locator("[data-page]").count())):
                found = page.evaluate(UNFIT)
                faults += [f"{scene}, {size['width']}, page {number}: {each}" for each in found]
                page.keyboard.press("ArrowRight")

    assert not faults, "\n".join(faults)


def test_six_stores_fit_with_all_their_words(
    new_visitor: NewVisitor, transactional_db: None
) -> None:
    room = six_stores()
    room.move(QUESTION, "open")
    vote_all(room, QUESTION)
    room.move(QUESTION, "reveal")
    room.step(room.url("workshop-settle", room.item(QUESTION).pk), agreed="full")
    room.step(room.url("workshop-show", "verdict"))
    visitor = new_visitor(reduced_motion="reduce")
    page = at(visitor, room, "workshop-screen")
    faults = []
    for size in PROJECTORS:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        visitor.go(room.url("workshop-screen"))
        for number in range(page.locator("[data-page]").count()):
            found = page.evaluate(UNFIT) + page.evaluate(CUT)
            faults += [f"{size['width']}, page {number}: {each}" for each in found]
            page.keyboard.press("ArrowRight")

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("size", PROJECTORS)
def test_the_letters_of_few_options_grow(
    new_visitor: NewVisitor, room: Room, size: dict[str, int]
) -> None:
    room.move(CARD, "open")
    page = at(new_visitor(viewport=size), room, "workshop-screen")
    page.evaluate("document.fonts.ready")

    letters = page.get_by_text("Stateful", exact=True).evaluate(
        "(each) => parseFloat(getComputedStyle(each).fontSize)"
    )

    assert letters >= size["height"] / 20


def test_a_timer_says_that_the_time_is_up_once_it_is(new_visitor: NewVisitor, room: Room) -> None:
    room.move(CARD, "open")
    room.step(room.url("workshop-timer", "start"), minutes="1")
    page = at(new_visitor(), room, "workshop-screen")
    words = page.get_by_role("main").get_by_text("Time is up, you can still vote")
    expect(words).to_be_hidden()

    page.locator("[data-timer]").evaluate("(timer) => { timer.dataset.timer = '0'; }")

    expect(words).to_be_visible()


@pytest.mark.parametrize("size", PROJECTORS)
def test_the_code_on_the_wall_is_large(
    new_visitor: NewVisitor, room: Room, size: dict[str, int]
) -> None:
    page = at(new_visitor(viewport=size), room, "workshop-screen")

    box = page.get_by_role("img", name="QR code").bounding_box()

    assert box is not None
    assert box["height"] >= size["height"] / 4
    assert box["width"] == box["height"]


def test_a_phone_reads_the_code_from_a_picture_of_the_wall(
    new_visitor: NewVisitor, room: Room
) -> None:
    page = at(new_visitor(viewport=PROJECTORS[0]), room, "workshop-screen")

    with Image.open(BytesIO(page.screenshot())) as picture:
        (code,) = zxingcpp.read_barcodes(picture)

    assert code.text.endswith(f"/join/{room.workshop.code}/")
    assert page.goto(code.text) is not None
    expect(page.get_by_role("heading", name=room.workshop.title)).to_be_visible()


@pytest.mark.parametrize("name", ["workshop-console", "workshop-screen", "workshop-participant"])
def test_screens_are_accessible_on_every_scene(
    new_visitor: NewVisitor, crowded: Room, name: str
) -> None:
    visitor = new_visitor(reduced_motion="reduce")
    if name == "workshop-participant":
        visitor.go(f"/join/{crowded.workshop.code}/")
        visitor.page.get_by_label("Your alias").fill("Ada")
        visitor.submit("Join")
    else:
        at(visitor, crowded, name)
    faults = []
    for scene in scenes(crowded, most=2):
        visitor.go(crowded.url(name))
        # A wall is never narrow; what else is looked at is the same.
        found = visitor.look.faults() if name != "workshop-screen" else visitor.look.axe_faults()
        faults += [f"{scene}: {each}" for each in found]

    assert not faults, "\n".join(faults)


def test_all_screens_follow_one_step(new_visitor: NewVisitor, room: Room) -> None:
    console = at(new_visitor(), room, "workshop-console")
    wall = at(new_visitor(), room, "workshop-screen")
    phone = joined(new_visitor(), room)

    console.get_by_role("button", name="Begin").click()

    for page in (console, wall, phone):
        title = page.get_by_role("heading", name="Is a message queue stateful?")
        expect(title).to_be_visible()


def test_a_vote_takes_two_taps_and_says_that_it_is_saved(
    new_visitor: NewVisitor, room: Room
) -> None:
    phone = joined(new_visitor(viewport={"width": 390, "height": 844}, has_touch=True), room)
    room.move(CARD, "open")
    state = phone.locator("[data-ballot-state]")
    expect(state).to_have_text("Not saved yet.")

    votes = Held(phone, "**/vote/**", "POST")
    phone.get_by_text("Stateful", exact=True).tap()
    phone.get_by_role("button", name="Vote").dblclick()
    votes.let_go()

    expect(state).to_contain_text("Saved.")
    phone.get_by_text("Stateless", exact=True).tap()
    expect(state).to_have_text("Not saved yet.")
    assert votes.seen == 1
    assert [vote.option for vote in Vote.objects.all()] == ["stateful"]


def test_a_vote_without_connection_is_kept_and_sent_later(
    new_visitor: NewVisitor, room: Room
) -> None:
    visitor = new_visitor()
    phone = joined(visitor, room)
    room.move(CARD, "open")
    phone.get_by_text("Stateful", exact=True).click()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Vote").click()
    expect(phone.get_by_role("alert")).to_contain_text("kept on this device")

    phone.context.set_offline(False)

    expect(phone.locator("[data-ballot-state]")).to_contain_text("Saved.")
    expect(phone.get_by_role("alert")).to_be_hidden()
    assert Vote.objects.count() == 1
    visitor.forgive("ERR_INTERNET_DISCONNECTED")


def test_a_vote_that_arrives_after_the_reveal_is_refused_in_words(
    new_visitor: NewVisitor, room: Room
) -> None:
    visitor = new_visitor()
    phone = joined(visitor, room)
    room.move(CARD, "open")
    phone.get_by_text("Stateful", exact=True).click()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Vote").click()
    room.move(CARD, "reveal")

    phone.context.set_offline(False)

    expect(phone.get_by_role("alert")).to_contain_text("Too late")
    assert not Vote.objects.exists()
    visitor.forgive("ERR_INTERNET_DISCONNECTED", "409 (Conflict)")


def test_a_token_that_has_become_stale_costs_no_vote(new_visitor: NewVisitor, room: Room) -> None:
    visitor = new_visitor()
    phone = joined(visitor, room)
    room.move(CARD, "open")
    phone.get_by_text("Stateful", exact=True).click()
    phone.evaluate(
        "document.querySelector('form.ballot [name=csrfmiddlewaretoken]').value = 'x'.repeat(64)"
    )

    phone.get_by_role("button", name="Vote").click()

    expect(phone.locator("[data-ballot-state]")).to_contain_text("Saved.")
    assert Vote.objects.count() == 1
    visitor.forgive("403 (Forbidden)")


def test_what_a_facilitator_types_survives_news(new_visitor: NewVisitor, room: Room) -> None:
    room.move(QUESTION, "open")
    vote_all(room, QUESTION)
    room.move(QUESTION, "reveal")
    console = at(new_visitor(), room, "workshop-console")
    dissent = console.get_by_label("Dissent")
    dissent.press_sequentially("Half a sen")

    room.step(room.url("workshop-timer", "start"), minutes="3")  # another facilitator

    expect(console.get_by_role("timer")).to_be_visible()
    expect(dissent).to_be_focused()
    dissent.press_sequentially("tence")
    console.get_by_role("button", name="Keep as agreed").click()
    expect(console.get_by_text("Half a sentence")).to_be_visible()
    assert Item.objects.get(name=QUESTION).dissent == "Half a sentence"


def test_the_keyboard_stays_where_the_facilitator_works(
    new_visitor: NewVisitor, room: Room
) -> None:
    console = at(new_visitor(), room, "workshop-console")
    console.get_by_role("button", name="3 minutes").focus()
    console.keyboard.press("Enter")
    expect(console.locator("[data-now]")).to_be_focused()  # that button is gone
    more = console.get_by_role("button", name="One more minute")
    more.focus()

    console.keyboard.press("Enter")

    expect(console.get_by_role("timer")).to_have_text(re.compile("^3:"))
    expect(more).to_be_focused()


def test_a_reason_being_written_is_not_lost_when_the_room_goes_on(
    new_visitor: NewVisitor, room: Room
) -> None:
    phone = joined(new_visitor(), room)
    room.move(QUESTION, "open")
    vote_all(room, QUESTION)
    phone.locator("input[name=option]").first.check()
    phone.get_by_role("button", name="Vote").click()
    expect(phone.locator("[data-ballot-state]")).to_contain_text("Saved.")
    room.move(QUESTION, "reveal")
    phone.get_by_role("link", name="Add a reason").click()
    phone.get_by_label("Your reason").press_sequentially("Since 2021")

    room.move(CARD, "open")

    expect(phone.get_by_text("The room has gone on.")).to_be_visible()
    phone.get_by_role("button", name="Show it to the room").click()
    expect(phone.get_by_role("heading", name="Is a message queue stateful?")).to_be_visible()
    assert Vote.objects.filter(reason="Since 2021").exists()


@pytest.fixture
def writer(new_visitor: NewVisitor, room: Room) -> Visitor:
    """Somebody who has voted and writes a reason at the moment of the reveal."""
    visitor = new_visitor(viewport={"width": 390, "height": 844})
    phone = joined(visitor, room)
    room.move(QUESTION, "open")
    vote_all(room, QUESTION)
    phone.locator("input[name=option]").first.check()
    phone.get_by_role("button", name="Vote").click()
    expect(phone.locator("[data-ballot-state]")).to_contain_text("Saved.")
    phone.get_by_text("Add a reason").click()
    phone.get_by_label("Your reason").press_sequentially("Since")
    room.move(QUESTION, "reveal")
    expect(phone.get_by_text("What you are writing is still here.")).to_be_visible()
    return visitor


def left_behind(page: Page) -> Locator:
    return page.locator("#left > section")


def test_a_reason_that_is_being_typed_outlives_the_reveal(writer: Visitor) -> None:
    phone = writer.page
    expect(phone.get_by_label("Your reason")).to_be_focused()
    phone.get_by_label("Your reason").press_sequentially(" 2021")

    phone.get_by_role("button", name="Change my vote").click()

    section = left_behind(phone)
    expect(section.get_by_role("heading", name="You wrote:")).to_be_focused()
    expect(phone.get_by_role("alert")).to_contain_text("Too late")
    expect(phone.get_by_role("heading", name="Reasons from the room")).to_have_count(0)
    expect(section.get_by_label("Your reason")).to_have_value("Since 2021")
    section.get_by_role("button", name="Show it to the room").click()
    expect(section).to_have_count(0)
    expect(phone.get_by_role("listitem").filter(has_text="Since 2021")).to_be_visible()
    writer.forgive("409 (Conflict)")


def test_a_reason_comes_along_to_where_the_room_is(writer: Visitor, room: Room) -> None:
    phone, section = writer.page, left_behind(writer.page)
    phone.get_by_role("button", name="Go to where the room is").click()

    expect(section.get_by_role("heading")).to_be_focused()
    expect(phone.get_by_text("You voted:")).to_be_visible()
    section.get_by_label("Your reason").press_sequentially("Ever ")
    room.move(CARD, "open")
    expect(phone.get_by_role("heading", name="Is a message queue stateful?")).to_be_visible()
    expect(section.get_by_label("Your reason")).to_be_focused()
    phone.reload()
    expect(section.get_by_label("Your reason")).to_have_value("Ever Since")
    assert writer.look.faults() == []
    section.get_by_role("button", name="Put it away").click()
    expect(section).to_have_count(0)
    phone.reload()
    expect(phone.get_by_role("heading", name="Is a message queue stateful?")).to_be_visible()
    expect(section).to_have_count(0)
    assert not Vote.objects.filter(reason__contains="Since").exists()


def test_an_option_that_was_only_chosen_holds_nobody(new_visitor: NewVisitor, room: Room) -> None:
    phone = joined(new_visitor(), room)
    room.move(CARD, "open")
    phone.get_by_text("Stateful", exact=True).click()

    room.move(CARD, "reveal")

    expect(phone.get_by_text("You did not vote on this one.")).to_be_visible()
    expect(left_behind(phone)).to_have_count(0)


def test_the_reason_of_a_vote_that_was_kept_too_long_stays(
    new_visitor: NewVisitor, room: Room
) -> None:
    visitor = new_visitor()
    phone = joined(visitor, room)
    room.move(CARD, "open")
    phone.get_by_text("Stateful", exact=True).click()
    phone.get_by_text("Add a reason").click()
    phone.get_by_label("Your reason").fill("Messages wait in it.")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Vote").click()
    room.move(CARD, "reveal")

    phone.context.set_offline(False)

    copy = left_behind(phone).get_by_role("textbox", name="You wrote:")
    expect(copy).to_have_value("Messages wait in it.")
    expect(copy).not_to_be_editable()
    visitor.forgive("ERR_INTERNET_DISCONNECTED", "409 (Conflict)")


@pytest.mark.parametrize("press", ["Keep as agreed", "Go to where the room is"])
def test_dissent_stays_when_another_facilitator_goes_on(
    new_visitor: NewVisitor, room: Room, press: str
) -> None:
    room.move(QUESTION, "open")
    vote_all(room, QUESTION)
    room.move(QUESTION, "reveal")
    visitor = new_visitor()
    console = at(visitor, room, "workshop-console")
    console.get_by_label("Dissent").press_sequentially("Not the vault")
    room.move(CARD, "open")
    expect(console.get_by_text("What you are writing is still here.")).to_be_visible()

    console.get_by_role("button", name=press).click()

    section = left_behind(console)
    expect(section.get_by_role("heading")).to_be_focused()
    expect(section.get_by_label("Dissent")).to_have_value("Not the vault")
    room.step(room.url("workshop-timer", "start"), minutes="3")
    expect(console.get_by_role("timer")).to_be_visible()
    assert visitor.look.faults() == []
    section.get_by_role("button", name="Keep as agreed").click()
    expect(section).to_have_count(0)
    assert Item.objects.get(name=QUESTION).dissent == "Not the vault"
    expect(console.get_by_role("heading", name="Is a message queue stateful?")).to_be_visible()
    visitor.forgive("409 (Conflict)")


def test_everything_works_without_javascript(new_visitor: NewVisitor, room: Room) -> None:
    console = at(new_visitor(java_script_enabled=False), room, "workshop-console")
    phone = joined(new_visitor(java_script_enabled=False), room)
    console.get_by_role("button", name="Begin").click()
    # In the lobby the page looks again by itself.
    phone.get_by_text("Stateful", exact=True).click()
    phone.get_by_role("button", name="Vote").click()
    expect(phone.get_by_text("Saved.")).to_be_visible()
    vote_all(room, CARD)
    console.get_by_role("button", name="Reveal the votes").click()
    expect(console.get_by_role("button", name="Reveal the votes")).to_have_count(0)
    phone.get_by_role("link", name="Look again").click()
    phone.get_by_role("link", name="Add a reason").click()
    phone.get_by_label("Your reason").fill("Messages wait in it.")
    phone.get_by_role("button", name="Show it to the room").click()

    expect(phone.get_by_text("Messages wait in it.")).to_be_visible()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("leads", [True, False], ids=["leads", "does not lead"])
def test_bars_stand_out_from_their_track(
    new_visitor: NewVisitor, room: Room, color_scheme: str, leads: bool
) -> None:
    room.move(QUESTION, "open")
    for option in (0, 0, 1):
        room.vote(room.join(), QUESTION, options_of(QUESTION)[option])
    room.move(QUESTION, "reveal")
    wall = at(new_visitor(color_scheme=color_scheme), room, "workshop-screen")

    bar = wall.locator(".vote-bar-leads" if leads else ".vote-bar:not(.vote-bar-leads)").first
    contrasts = bar.evaluate(CONTRASTS)

    assert contrasts["edge and track"] >= 3
    assert contrasts["edge and fill"] >= 3
    assert contrasts["words and fill"] >= 4.5


@pytest.mark.parametrize("naming", list(Naming))
def test_counts_keep_their_shapes_in_forced_colours(
    new_visitor: NewVisitor, transactional_db: None, naming: Naming
) -> None:
    room = crowded_room(naming)
    name = room.items[0].name
    room.move(name, "open")
    vote_all(room, name)
    room.move(name, "reveal")
    wall = at(new_visitor(forced_colors="active"), room, "workshop-screen")

    background = wall.evaluate("getComputedStyle(document.body).backgroundColor")
    stroke = wall.locator(".vote-bar-fill").first.evaluate("(bar) => getComputedStyle(bar).stroke")

    assert stroke not in ("none", background)
