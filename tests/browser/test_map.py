"""The drawing of the map: what is seen first, and the ways to see the rest."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.pages import full_shop
from tests.browser.visitor import Visitor
from tests.systems import Shop

pytestmark = pytest.mark.browser

#: Pixels per unit of the drawing, whose smallest letters have 11 units.
SCALE = """frame => frame.clientWidth / frame.querySelector("svg").viewBox.baseVal.width"""

#: The labels of the team's places that are wholly inside the frame.
SEEN = """frame => {
  const bounds = frame.getBoundingClientRect();
  return [...frame.querySelectorAll("g.node.is-here")].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.left >= bounds.left && box.right <= bounds.right
      && box.top >= bounds.top && box.bottom <= bounds.bottom;
  }).map((node) => node.dataset.id);
}"""

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture
def shop(transactional_db: None) -> Shop:
    return full_shop()


def open_map(new_visitor: NewVisitor, shop: Shop, viewport: dict[str, int]) -> Visitor:
    visitor = new_visitor(viewport=viewport, reduced_motion="reduce")
    visitor.open_link(shop.read_secret)
    visitor.go(visitor.address(shop, "map"))
    expect(visitor.page.locator(".map-view.is-live")).to_be_visible()
    return visitor


def frame(page: Page) -> Locator:
    return page.locator(".map-view")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_map_opens_where_the_stores_are_and_can_be_read(
    viewport: dict[str, int], new_visitor: NewVisitor, shop: Shop
) -> None:
    page = open_map(new_visitor, shop, viewport).page

    assert frame(page).evaluate(SCALE) >= 1
    assert frame(page).evaluate(SEEN) != []
    expect(page.locator("[data-map-hint]")).to_be_visible()


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_without_places_the_map_opens_at_its_root(
    viewport: dict[str, int], new_visitor: NewVisitor
) -> None:
    visitor = new_visitor(viewport=viewport)
    visitor.go("/map/")

    frame(visitor.page).scroll_into_view_if_needed()
    expect(visitor.page.locator(".map-view g.is-root")).to_be_in_viewport(ratio=1)
    assert frame(visitor.page).evaluate(SCALE) >= 0.79
    expect(visitor.page.get_by_role("button", name="Next place")).to_have_count(0)


def test_the_whole_map_and_the_next_place_are_one_press_away(
    new_visitor: NewVisitor, shop: Shop
) -> None:
    visitor = open_map(new_visitor, shop, WIDE)
    page = visitor.page
    places = page.locator(".map-view g.is-here")

    visitor.press_button("Whole map")
    assert len(frame(page).evaluate(SEEN)) == places.count()

    visitor.press_button("Next place")
    assert frame(page).evaluate(SCALE) >= 1
    assert page.locator(".map-view g.is-current").get_attribute(
        "data-id"
    ) == places.first.get_attribute("data-id")


def test_keys_go_through_the_places_and_show_everything(
    new_visitor: NewVisitor, shop: Shop
) -> None:
    page = open_map(new_visitor, shop, WIDE).page
    ids = page.locator(".map-view g.is-here").evaluate_all(
        "all => all.map((one) => one.dataset.id)"
    )

    frame(page).focus()
    seen = []
    for key in ("n", "n", "p", "p"):
        page.keyboard.press(key)
        seen.append(page.locator(".map-view g.is-current").get_attribute("data-id"))
    page.keyboard.press("0")

    assert seen == [ids[0], ids[1], ids[0], ids[-1]]
    assert len(frame(page).evaluate(SEEN)) == len(ids)


def test_searching_and_folding_work_from_the_first_view(
    new_visitor: NewVisitor, shop: Shop
) -> None:
    visitor = open_map(new_visitor, shop, NARROW)
    page = visitor.page

    page.get_by_role("searchbox", name="Search the map").fill("Pulumi")
    expect(page.locator("[data-map-found]")).to_contain_text("1 of 1")
    frame(page).scroll_into_view_if_needed()
    expect(page.locator("#node-pulumi")).to_be_in_viewport()

    visitor.press_button("Fold")
    expect(page.locator("#node-pulumi")).to_be_hidden()
    visitor.press_button("Unfold")
    expect(page.locator("#node-pulumi")).to_be_visible()
