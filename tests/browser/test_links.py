"""Reading by a link, and two people at the same answer."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from decision.models import Answer
from tests.browser.conftest import NewVisitor
from tests.browser.pages import full_shop
from tests.systems import answer, stored_answers

pytestmark = pytest.mark.browser


def test_a_read_link_opens_by_its_button_alone_and_shows_nothing_to_edit_until_it_is_revoked(
    new_visitor: NewVisitor,
) -> None:
    shop = full_shop()
    editor, reader = new_visitor(), new_visitor()

    reader.go(reverse("link-open", args=[shop.read_secret]))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Open this assessment?")
    expect(reader.page.get_by_text("Craft market")).to_have_count(0)
    reader.submit("Open the assessment")
    assert reader.path == reader.address(shop, "result")
    assert shop.read_secret not in reader.page.url

    for name in ("assessment-tasks", "store-list", "check-answers", "result", "what-if", "report"):
        reader.go(reader.address(shop, name))
        assert edit_controls(reader.page.content()) == []

    editor.open_link(shop.edit_secret)
    editor.go(editor.address(shop, "assessment-manage"))
    editor.submit("Revoke 2")
    reader.page.reload()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("You need a link for this")
    expect(reader.page.get_by_text("Craft market")).to_have_count(0)


def edit_controls(html: str) -> list[str]:
    words = ("Save and continue", "Add the store", "Remove", "Adopt these answers", "Delete this")
    return [each for each in (*words, "summary-change", "/manage/") if each in html]


def test_two_tabs_that_answer_the_same_question_lose_neither_text(new_visitor: NewVisitor) -> None:
    shop = full_shop()
    visitor = new_visitor()
    visitor.open_link(shop.edit_secret)
    first, second = visitor.page, visitor.new_tab()
    question = visitor.address(shop, "question", "iac-tool")
    for tab, option, note in (
        (first, "terraform", "The first tab's reason."),
        (second, "pulumi", "The second tab's reason."),
    ):
        tab.goto(question)
        tab.locator(f"#option-{option}").check()
        tab.get_by_text("Add a note: why this answer?").click()
        tab.get_by_label("Note", exact=True).fill(note)

    for tab in (first, second):
        save(tab)

    conflict = second.get_by_role("alert")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("Terraform or OpenTofu")
    expect(conflict).to_contain_text("The first tab's reason.")
    expect(conflict).to_contain_text("Pulumi")
    expect(conflict).to_contain_text("The second tab's reason.")
    tools = Answer.objects.filter(assessment=shop.assessment, question="iac-tool")
    assert [(each.option, each.note) for each in tools] == [
        ("terraform", "The first tab's reason.")
    ]

    expect(second.get_by_label("Note", exact=True)).to_have_value("The second tab's reason.")
    save(second)
    expect(second.get_by_role("alert")).to_have_count(0)
    assert [(each.option, each.note) for each in tools.all()] == [
        ("pulumi", "The second tab's reason.")
    ]


def save(tab: Page) -> None:
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save and continue").click()


def test_a_what_if_over_answers_that_moved_on_is_kept_and_adopts_nothing(
    new_visitor: NewVisitor,
) -> None:
    shop = full_shop()
    visitor = new_visitor()
    visitor.open_link(shop.edit_secret)
    visitor.go(visitor.address(shop, "what-if", query={"1.recovery": "irreplaceable"}))
    answer(shop, "seniority", "senior")
    before = stored_answers(shop)

    visitor.submit("Adopt these answers")

    expect(visitor.page.get_by_role("alert")).to_contain_text("Nothing was adopted")
    expect(visitor.page.locator("select[name='1.recovery']")).to_have_value("irreplaceable")
    assert stored_answers(shop) == before
