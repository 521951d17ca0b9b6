"""The drawing of the graph: it is read, moved, searched and followed, with and without script."""

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from decision.readers.shapes import Edge, Place, Reading, Resource, Unit
from tests.browser.conftest import NewVisitor
from tests.browser.pages import full_shop
from tests.browser.visitor import Visitor
from tests.systems import Shop
from tests.web.infrastructure.test_graph import has, large, two_units

pytestmark = pytest.mark.browser

SCALE = """frame => frame.clientWidth / frame.querySelector("svg").viewBox.baseVal.width"""
VIEW = """frame => frame.querySelector("svg").getAttribute("viewBox")"""
#: How much of the drawing is out of sight to the left and to the right, in its own units.
HIDDEN = """frame => {
  const svg = frame.querySelector("svg"), seen = svg.viewBox.baseVal, whole = svg.getBBox();
  const right = seen.x + seen.width - whole.x - whole.width;
  return [whole.x - seen.x, right].map((each) => Math.max(0, -each));
}"""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return full_shop()


def open_graph(new_visitor: NewVisitor, shop: Shop, **options: object) -> Visitor:
    visitor = new_visitor(reduced_motion="reduce", **options)
    visitor.open_link(shop.read_secret)
    visitor.go(visitor.address(shop, "files-graph"))
    expect(visitor.page.locator(".graph-view svg")).to_be_visible()
    return visitor


def frame(page: Page) -> Locator:
    return page.locator(".graph-view")


@pytest.mark.parametrize("size", ["small", "large"])
def test_the_page_has_no_faults(size: str, new_visitor: NewVisitor, shop: Shop) -> None:
    two_units(shop) if size == "small" else large(shop, 2, 300)

    visitor = open_graph(new_visitor, shop)

    assert visitor.look.faults() == []


def test_on_a_narrow_screen_only_the_drawing_is_moved(new_visitor: NewVisitor, shop: Shop) -> None:
    large(shop, 2, 300)

    visitor = open_graph(new_visitor, shop, viewport=NARROW)

    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert frame(visitor.page).evaluate(SCALE) >= 1


@pytest.mark.parametrize("length", [2, 6, 8])
def test_the_whole_width_is_seen_at_the_start(
    length: int, new_visitor: NewVisitor, shop: Shop
) -> None:
    chain(shop, length)

    page = open_graph(new_visitor, shop, viewport=WIDE).page

    assert frame(page).evaluate(HIDDEN) == [0, 0]
    expect(page.get_by_text("is scrolled in both directions")).to_be_hidden()


def chain(shop: Shop, length: int) -> None:
    """Resources of which each refers to the next: the drawing is as wide as there are many."""
    places = [Place("app", f"aws_dynamodb_table.number_{n}") for n in range(length)]
    found = tuple(Resource(each.address, "aws_dynamodb_table", "aws", "app") for each in places)
    edges = tuple(Edge(*pair, "reference") for pair in pairwise(places))
    many = tuple(Resource(f"aws_sqs_queue.q{n}", "aws_sqs_queue", "aws", "app") for n in range(20))
    unit = Unit("app", "terraform-plan", "terraform", (*found, *many), edges)
    has(shop, Reading((unit,)))


def test_buttons_and_keys_zoom_and_move(new_visitor: NewVisitor, shop: Shop) -> None:
    two_units(shop)
    visitor = open_graph(new_visitor, shop, viewport=WIDE)
    page, before = visitor.page, frame(visitor.page).evaluate(SCALE)

    visitor.press_button("Zoom in")
    assert frame(page).evaluate(SCALE) > before

    seen = frame(page).evaluate(VIEW)
    frame(page).focus()
    page.keyboard.press("ArrowRight")
    assert frame(page).evaluate(VIEW) != seen


def test_a_search_finds_a_box_and_says_so(new_visitor: NewVisitor, shop: Shop) -> None:
    two_units(shop)
    page = open_graph(new_visitor, shop, viewport=WIDE).page

    page.get_by_role("searchbox", name="Search the drawing").fill("images")
    expect(page.locator("[data-graph-found]")).to_have_text("1 of 1")
    expect(page.locator(".graph-view .is-found")).to_have_count(1)

    page.get_by_role("searchbox", name="Search the drawing").fill("nowhere")
    expect(page.locator("[data-graph-found]")).to_have_text("Nothing found")


def test_a_store_is_followed_by_mouse_and_by_key(new_visitor: NewVisitor, shop: Shop) -> None:
    two_units(shop)
    visitor = open_graph(new_visitor, shop, viewport=WIDE)
    store = visitor.page.locator(".graph-view a", has=visitor.page.locator(".shape-store")).first

    store.click()
    visitor.page.wait_for_url("**/files/graph/?around=*")
    visitor.page.go_back()
    store.focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/files/graph/?around=*")


def test_without_script_the_drawing_is_scrolled_and_followed(
    new_visitor: NewVisitor, shop: Shop
) -> None:
    two_units(shop)
    page = open_graph(new_visitor, shop, java_script_enabled=False).page

    expect(page.get_by_role("toolbar")).to_have_count(0)
    expect(page.get_by_text("is scrolled in both directions")).to_be_visible()
    page.locator(".graph-view a", has=page.locator(".shape-application")).click()
    page.wait_for_url("**/files/resources/?*")
