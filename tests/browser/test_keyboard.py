"""Without a mouse: every control is reached, seen and worked by keys."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.pages import full_shop
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MANY = 80

#: How the focused element looks: itself, and the card around an option or a whole-card link.
FOCUS = """() => {
  const focused = document.activeElement;
  const seen = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  return {
    name: (focused.labels?.[0]?.innerText || focused.innerText || "").trim(),
    id: focused.id,
    tag: focused.tagName,
    visible: seen(focused) || seen(focused, "::after") || seen(focused.closest("label") ?? focused),
    inWindow: focused.getBoundingClientRect().bottom > 0
      && focused.getBoundingClientRect().top < window.innerHeight,
  };
}"""


def test_a_first_result_is_reached_by_keys_alone_with_the_focus_always_in_sight(
    visitor: Visitor,
) -> None:
    page = visitor.page
    visitor.go("/")
    tab_to(page, "Start an assessment")
    press_enter(page)
    tab_to(page, "What is the system called?")
    page.keyboard.type("By keys")
    press_enter(page)
    tab_to(page, "I have kept them: continue")
    press_enter(page)
    tab_to(page, "Begin")
    press_enter(page)

    while "/questions/" in visitor.path:
        choose_second_option(page)
    assert visitor.path.endswith("/stores/")
    tab_to(page, "Name of the store")
    page.keyboard.type("Orders")
    tab_to(page, "Kind of store (optional)")
    page.keyboard.type("Relational")
    tab_to(page, "Add the store")
    press_enter(page)
    tab_to(page, "Continue with the questions")
    press_enter(page)
    choose_second_option(page)
    tab_to(page, "See the result so far")
    press_enter(page)

    expect(page.locator(".verdict h1")).to_contain_text("Orders")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus; each stop on the way is seen."""
    passed = []
    for _ in range(MANY):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["visible"], f"The focus cannot be seen on {focus}"
        assert focus["inWindow"], f"The focus is outside the window: {focus}"
        if focus["name"].split("\n")[0] == name:
            return
        passed.append(focus["name"][:40])
    pytest.fail(f"Tab never came to {name!r}, only to {passed}")


def choose_second_option(page: Page) -> None:
    """Tab to the options, choose by arrow, go on by Enter."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUS)["visible"]
    tab_to(page, "Save and continue")
    press_enter(page)


def press_enter(page: Page) -> None:
    """Go on, and wait for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_skip_link_comes_first_and_leads_past_the_navigation(visitor: Visitor) -> None:
    visitor.go("/glossary/")

    visitor.page.keyboard.press("Tab")
    skip = visitor.page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")

    expect(visitor.page.locator("main")).to_be_focused()
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_refused_form_moves_the_focus_to_the_summary_of_its_errors(visitor: Visitor) -> None:
    visitor.go("/start/")

    visitor.submit("Start")

    summary = visitor.page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Enter a name for the system.")
    assert visitor.page.title().startswith("Error:")
    summary.get_by_role("link").click()
    expect(visitor.page.get_by_label("What is the system called?")).to_be_focused()


def test_a_tried_answer_keeps_the_focus_and_is_announced(new_visitor: NewVisitor) -> None:
    shop = full_shop()
    visitor = new_visitor()
    visitor.open_link(shop.edit_secret)
    visitor.go(visitor.address(shop, "what-if"))
    answer = visitor.page.locator("select[name='1.recovery']")

    answer.focus()
    visitor.page.keyboard.press("ArrowDown")

    expect(visitor.page.locator("#outcome")).to_contain_text("One answer is changed.")
    expect(answer).to_be_focused()
    expect(visitor.page.locator("#live-region")).to_contain_text("One answer is changed.")
    expect(visitor.page).to_have_url(re.compile(r"1\.recovery="))


def test_an_answer_tried_before_the_page_was_ready_is_not_lost(new_visitor: NewVisitor) -> None:
    shop = full_shop()
    visitor = new_visitor()
    visitor.open_link(shop.edit_secret)
    visitor.page.add_init_script(
        """document.addEventListener("readystatechange", () => {
          const select = document.querySelector("select[name='1.recovery']");
          if (document.readyState === "interactive" && select) {
            select.value = "irreplaceable";
          }
        });"""
    )

    visitor.go(visitor.address(shop, "what-if"))

    expect(visitor.page.locator("#outcome")).to_contain_text("One answer is changed.")
