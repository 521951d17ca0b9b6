"""Every page of the site, looked at once: axe in light and dark, 320 px, sizes of targets.

Each test goes through one part of the site and names every page with its faults at the end.
The visitors also fail when a page writes to the console, breaks the content security policy
or asks another origin for anything.
"""

from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import BadRequest
from django.urls import reverse

from decision import actions
from decision.reports.pdf import ReportBusy
from decision.web.views import files, rules
from tests.browser.conftest import NewVisitor
from tests.browser.pages import (
    bare_shop,
    crowded_shop,
    full_shop,
    guarded_paths,
    public_paths,
)
from tests.browser.visitor import Visitor
from tests.systems import Shop, answer, later_catalog, new_shop

pytestmark = pytest.mark.browser

#: Faults by the page that has them.
type Faults = dict[str, list[str]]


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    """Without motion: a colour that is still changing would be measured half-way."""
    return new_visitor(reduced_motion="reduce")


def test_public_pages_are_accessible_at_any_width(visitor: Visitor) -> None:
    assert_faultless(look_at(visitor, public_paths(new_shop())))


def test_pages_of_an_assessment_are_accessible_at_any_width(visitor: Visitor) -> None:
    shop = full_shop()
    visitor.open_link(shop.edit_secret)

    assert_faultless(look_at(visitor, guarded_paths(shop)))


def test_pages_without_answers_are_accessible_at_any_width(visitor: Visitor) -> None:
    shop = bare_shop()
    visitor.open_link(shop.edit_secret)
    names = {"assessment-tasks", "check-answers", "store-list", "result", "what-if", "report"}

    assert_faultless(look_at(visitor, guarded_paths(shop, names)))


def test_long_names_and_many_stores_fit_into_a_narrow_window(visitor: Visitor) -> None:
    shop = crowded_shop()
    visitor.open_link(shop.edit_secret)
    faults: Faults = {}
    for path in guarded_paths(shop):
        if "/map/" not in path:
            visitor.go(path)
            note(faults, visitor, visitor.look.narrow_faults())

    assert_faultless(faults)


def test_pages_that_follow_a_form_are_accessible_at_any_width(visitor: Visitor) -> None:
    faults: Faults = {}
    for step in forms(visitor, full_shop()):
        note(faults, visitor, [f"{step}: {each}" for each in visitor.look.faults()])

    assert_faultless(faults)


def test_pages_about_what_went_wrong_are_accessible_at_any_width(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: Faults = {}
    for step in failures(visitor, monkeypatch):
        note(faults, visitor, [f"{step}: {each}" for each in visitor.look.faults()])

    assert_faultless(faults)


def look_at(visitor: Visitor, paths: list[str]) -> Faults:
    faults: Faults = {}
    for path in paths:
        visitor.go(path)
        note(faults, visitor, visitor.look.faults())
    return faults


def note(faults: Faults, visitor: Visitor, found: list[str]) -> None:
    if found:
        faults.setdefault(visitor.path, []).extend(found)


def assert_faultless(faults: Faults) -> None:
    lines = [f"{path}\n    " + "\n    ".join(found) for path, found in faults.items()]
    assert not faults, "\n" + "\n".join(lines)


def forms(visitor: Visitor, shop: Shop) -> Iterator[str]:
    """Go from one page to the next that only a form leads to; say what each is."""
    visitor.go(reverse("assessment-create"))
    visitor.submit("Start")
    yield "no name"
    visitor.page.get_by_label("What is the system called?").fill("Shop")
    visitor.submit("Start")
    yield "the links, shown once"
    visitor.go(reverse("assessment-import"))
    visitor.page.get_by_label("Or paste its text").fill("system: Shop\nanswers: {iac-adopt: full}")
    visitor.submit("Import")
    yield "a broken answer file"

    visitor.open_link(shop.edit_secret)
    visitor.go(visitor.address(shop, "assessment-manage"))
    visitor.submit("Make the link")
    yield "a new link"
    visitor.go(visitor.address(shop, "store-list"))
    visitor.submit("Add the store")
    yield "a store without a name"
    visitor.page.get_by_label("Name of the store").fill("Photos")
    visitor.submit("Add the store")
    yield "a store is added"
    visitor.submit("Remove Photos")
    yield "a store is removed"
    visitor.go(visitor.address(shop, "what-if", query={"1.recovery": "irreplaceable"}))
    yield "a what-if with a change"
    visitor.go(visitor.address(shop, "question", "iac-tool"))
    answer(shop, "iac-tool", "terraform")
    visitor.page.locator("#option-pulumi").check()
    visitor.submit("Save and continue")
    yield "an edit conflict"
    actions.adopt_edition(assessment=shop.assessment, catalog=later_catalog())
    visitor.go(visitor.address(shop, "assessment-tasks"))
    yield "another edition"


def failures(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Go from one page about something that went wrong to the next; say what each is."""
    shop = full_shop()
    visitor.go("/nowhere/")
    yield "404"
    visitor.go(reverse("link-open", args=["edit-" + "unknown" * 6]))
    yield "an unknown link"
    visitor.go(visitor.address(shop, "result"))
    yield "no link"
    visitor.open_link(shop.read_secret)
    visitor.go(visitor.address(shop, "assessment-manage"))
    yield "a reader who wants to edit"
    visitor.go(visitor.address(shop, "store-question", 1, "lifecycle-hooks"))
    yield "a question that is not asked"
    visitor.go(reverse("assessment-import"))
    visitor.page.get_by_label("Or paste its text").fill("x" * 2_200_000)
    visitor.submit("Import")
    yield "413"
    visitor.go(reverse("assessment-create"))
    visitor.clear_cookies()
    visitor.submit("Start")
    yield "403"
    visitor.open_link(shop.edit_secret)
    visitor.go(visitor.address(shop, "assessment-manage"))
    visitor.follow("Delete this assessment")
    yield "a question before deleting"
    visitor.submit("Delete it")
    yield "a deleted assessment"
    visitor.submit("Bring it back")

    monkeypatch.setattr(files, "pdf_of", raising(ReportBusy("The report service is busy.")))
    visitor.go(visitor.address(shop, "report-pdf", "a4"))
    yield "503"
    monkeypatch.setattr(rules, "term_entries", raising(BadRequest("odd")))
    visitor.go(reverse("glossary"))
    yield "400"
    monkeypatch.setattr(rules, "term_entries", raising(ValueError("broken")))
    visitor.go(reverse("glossary"))
    yield "500"


def raising(error: Exception) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail
