"""Paper, forced colours and no motion."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.pages import full_shop
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

#: The colour that each of these parts is painted with, and that of the page behind them.
PAINT = """(selectors) => selectors.map((selector) => {
  const style = getComputedStyle(document.querySelector(selector));
  return style.fill === "none" ? style.stroke : style.fill;
})"""
PARTS = [".verdict .motif-app", ".verdict .motif-store", ".score-point", ".bar-together"]
#: Of no use on paper.
SCREEN_ONLY = [".site-nav", ".tabs", ".button", ".skip-link", ".summary-change", ".site-footer nav"]


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    """An editor of a finished assessment, on its result."""
    shop = full_shop()
    visitor = new_visitor()
    visitor.open_link(shop.edit_secret)
    visitor.follow("Result")
    expect(visitor.page.locator(".verdict")).to_be_visible()
    return visitor


@pytest.mark.parametrize("path", ["Result", "Answers"])
def test_result_and_answers_print_without_what_only_a_screen_needs(
    visitor: Visitor, path: str
) -> None:
    visitor.follow(path)

    visitor.page.emulate_media(media="print")

    for part in SCREEN_ONLY:
        for each in visitor.page.locator(part).all():
            expect(each).to_be_hidden()
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()


def test_a_printed_result_shows_what_was_folded(visitor: Visitor) -> None:
    visitor.page.emulate_media(media="print")

    for bars in visitor.page.locator(".bars").all():
        expect(bars).to_be_visible()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_pictures_keep_their_shapes_in_forced_colours(visitor: Visitor, color_scheme: str) -> None:
    visitor.page.emulate_media(forced_colors="active", color_scheme=color_scheme)  # type: ignore[arg-type]

    background = visitor.page.evaluate("getComputedStyle(document.body).backgroundColor")
    paint = visitor.page.evaluate(PAINT, PARTS)
    assert background not in paint
    assert visitor.page.locator(".zone").first.evaluate(
        "(zone) => getComputedStyle(zone).borderTopStyle"
    ) == "solid"  # fmt: skip


def test_nothing_moves_for_people_who_asked_for_less_motion(visitor: Visitor) -> None:
    visitor.page.emulate_media(reduced_motion="reduce")

    durations = visitor.page.evaluate(
        "[...document.querySelectorAll('*')].map((each) => getComputedStyle(each))"
        ".map((style) => Math.max(parseFloat(style.transitionDuration),"
        " parseFloat(style.animationDuration)))"
    )
    assert max(durations) < 0.001
