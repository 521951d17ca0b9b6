"""A new user's way through the whole site, with JavaScript and without."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from decision.models import Assessment
from tests.browser import questionnaire as plan
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["with script", "without"])
def test_a_new_user_gets_from_the_home_page_to_a_report_and_back_by_its_answer_file(
    new_visitor: NewVisitor, java_script_enabled: bool, tmp_path: Path
) -> None:
    visitor = new_visitor(java_script_enabled=java_script_enabled)

    start(visitor)
    plan.answer_questions(visitor)
    plan.add_stores(visitor)
    visitor.follow("Continue with the questions")
    plan.answer_questions(visitor)
    expect(visitor.page.get_by_role("link", name="See the result so far")).to_be_visible()
    visitor.follow("Continue")
    plan.answer_questions(visitor)

    # Both runs end with exactly the planned rows, so they end with the same ones.
    assert plan.stored_stores(plan.SYSTEM) == [
        (1, "Orders database", "relational-database"),
        (2, "Image bucket", "bucket"),
    ]
    assert plan.stored_rows(plan.SYSTEM) == plan.planned_rows()
    expect(visitor.page.locator("h1")).to_have_text("Check your answers")
    assert visitor.page.get_by_role("link", name="Change").count() == len(plan.planned_rows())

    visitor.follow("See the result")
    before = verdict(visitor)
    try_another_answer(visitor, java_script_enabled)
    assert plan.stored_rows(plan.SYSTEM) == plan.planned_rows()
    visitor.submit("Adopt these answers")
    expect(visitor.page.get_by_text("The tried answers are adopted.")).to_be_visible()
    assert verdict(visitor) != before
    assert (1, "recovery", "irreplaceable", "", 2) in plan.stored_rows(plan.SYSTEM)
    adopted, cells = verdict(visitor), matrices(visitor)

    visitor.follow("Mind map")
    expect(visitor.page.locator(".map-view > svg")).to_be_visible()
    expect(visitor.page.locator(".map-tree").first).to_contain_text("→ Orders database")

    visitor.follow("Report")
    report = Path(visitor.download("Full report, A4").path()).read_bytes()
    assert report.startswith(b"%PDF")
    with pikepdf.open(BytesIO(report)) as pdf:
        assert len(pdf.pages) > 3

    answer_file = tmp_path / "answers.yaml"
    visitor.download("Answer file").save_as(answer_file)
    Assessment.objects.filter(name=plan.SYSTEM).update(name="The first one")
    bring_in(visitor, answer_file)
    assert (verdict(visitor), matrices(visitor)) == (adopted, cells)
    assert without_revisions(plan.SYSTEM) == without_revisions("The first one")


def start(visitor: Visitor) -> None:
    visitor.go("/")
    visitor.follow("Start an assessment")
    visitor.page.get_by_label("What is the system called?").fill(plan.SYSTEM)
    visitor.submit("Start")
    assert "/open/edit-" in visitor.page.get_by_label("Edit link").input_value()
    assert "/open/read-" in visitor.page.get_by_label("Read link").input_value()
    visitor.follow("I have kept them: continue")
    visitor.follow("Begin")


def try_another_answer(visitor: Visitor, with_script: bool) -> None:
    """See the result move; without a script a button shows it."""
    visitor.follow("Try other answers")
    outcome = visitor.page.locator("#outcome")
    expect(outcome).to_contain_text("Nothing is changed yet.")
    visitor.page.locator("select[name='1.recovery']").select_option("irreplaceable")
    if not with_script:
        visitor.submit("Show what it does")
    expect(outcome).to_contain_text("One answer is changed.")
    expect(outcome.locator(".change").first).to_contain_text("becomes")


def bring_in(visitor: Visitor, answer_file: Path) -> None:
    """Import the file and open its result."""
    visitor.page.get_by_role("contentinfo").get_by_role(
        "link", name="Import an answer file"
    ).click()
    visitor.page.get_by_label("Answer file").set_input_files(answer_file)
    visitor.submit("Import")
    visitor.follow("I have kept them: continue")
    visitor.follow("Result")


def verdict(visitor: Visitor) -> str:
    return visitor.page.locator("h1").inner_text()


def matrices(visitor: Visitor) -> list[str]:
    return visitor.page.locator(".matrix").all_inner_texts()


def without_revisions(name: str) -> list[tuple[object, ...]]:
    return [row[:-1] for row in plan.stored_rows(name)]
