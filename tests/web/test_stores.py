"""The pages of stores: add, change, copy, remove with undo."""

from unittest.mock import patch

import pytest
from django.test import Client

from decision import actions
from decision.content import current_catalog
from decision.models import Store
from tests.systems import Shop, answer, store_names, stored_answers
from tests.web.visits import address, page


def test_a_store_is_added_with_its_kind(shop: Shop, editor: Client) -> None:
    kind = next(iter(current_catalog().kinds))

    response = editor.post(address(shop, "store-list"), {"name": "videos", "kind": kind})

    assert (response.status_code, response["Location"]) == (302, address(shop, "store-list"))
    assert store_names(shop) == ["orders", "images", "videos"]
    assert shop.assessment.stores.get(number=3).kind == kind


def test_every_kind_of_the_content_is_offered(shop: Shop, editor: Client) -> None:
    offered = page(editor.get(address(shop, "store-list"))).attributes("option", "value")

    assert offered == ["", *current_catalog().kinds] or set(offered) == {
        "",
        *current_catalog().kinds,
    }


@pytest.mark.parametrize("kind", ["no-such-kind", "x" * 5000, "\x00"])
def test_an_unknown_kind_is_refused(kind: str, shop: Shop, editor: Client) -> None:
    response = editor.post(address(shop, "store-list"), {"name": "videos", "kind": kind})

    assert (response.status_code, store_names(shop)) == (422, ["orders", "images"])
    assert "videos" in response.text


def test_a_name_in_use_is_refused_with_a_message(shop: Shop, editor: Client) -> None:
    for url in (address(shop, "store-list"), address(shop, "store-change", 2)):
        response = editor.post(url, {"name": " orders "})

        assert (response.status_code, store_names(shop)) == (422, ["orders", "images"])
        assert "There is already a store of that name." in response.text


def test_a_store_is_renamed_and_keeps_its_answers(shop: Shop, editor: Client) -> None:
    answer(shop, "consumers", "exclusive", shop.stores[0])

    editor.post(address(shop, "store-change", 1), {"name": "orders  database", "kind": ""})

    assert store_names(shop) == ["orders database", "images"]
    assert stored_answers(shop) == [("orders database", "consumers", "exclusive", "", 1)]


def test_a_copy_appears_with_the_same_answers(shop: Shop, editor: Client) -> None:
    answer(shop, "consumers", "exclusive", shop.stores[0])

    response = editor.post(address(shop, "store-copy", 1), follow=True)

    assert "“orders (2)” is added with the same answers." in response.text
    assert [row[0] for row in stored_answers(shop)] == ["orders", "orders (2)"]


def test_a_removed_store_is_offered_to_be_brought_back(shop: Shop, editor: Client) -> None:
    removed = editor.post(address(shop, "store-remove", 1), follow=True)
    names_between = store_names(shop)
    back = editor.post(address(shop, "store-restore", 1), follow=True)

    assert address(shop, "store-restore", 1) in page(removed).attributes("form", "action")
    assert (names_between, store_names(shop)) == (["images"], ["orders", "images"])
    assert "“orders” is back." in back.text


def test_a_store_whose_name_is_in_use_is_not_brought_back(shop: Shop, editor: Client) -> None:
    actions.remove_store(store=shop.stores[0])
    actions.add_store(assessment=shop.assessment, name="orders", kind="")

    response = editor.post(address(shop, "store-restore", 1), follow=True)

    assert "Another store has that name now." in response.text
    assert store_names(shop) == ["images", "orders"]


def test_a_full_assessment_says_how_many_stores_it_holds(shop: Shop, editor: Client) -> None:
    with patch("decision.actions.stores.MAX_STORES", 2):
        added = editor.post(address(shop, "store-list"), {"name": "videos"})
        copied = editor.post(address(shop, "store-copy", 1), follow=True)

    for response in (added, copied):
        assert "An assessment holds at most 200 stores." in response.text
    assert store_names(shop) == ["orders", "images"]


def add(shop: Shop, name: str, kind: str) -> Store:
    return actions.add_store(assessment=shop.assessment, name=name, kind=kind)


def test_all_that_is_filled_in_is_confirmed_by_one_button_and_undone(
    shop: Shop, editor: Client
) -> None:
    add(shop, "files", "bucket")
    offered = page(editor.get(address(shop, "store-list")))

    confirmed = editor.post(address(shop, "store-confirm", 3), follow=True)
    rows = stored_answers(shop)
    undone = editor.post(address(shop, "store-undo", 3), follow=True)

    kind = current_catalog().rulebook.kinds["bucket"]
    assert f"Confirm all {len(kind)} answers that are filled in" in offered.text
    assert {row[1]: row[2] for row in rows} == kind
    assert address(shop, "store-undo", 3) in page(confirmed).attributes("form", "action")
    assert address(shop, "store-confirm", 3) not in page(confirmed).attributes("form", "action")
    assert not any(option for _, _, option, _, _ in stored_answers(shop))
    assert address(shop, "store-undo", 3) not in page(undone).attributes("form", "action")


def test_what_would_be_confirmed_is_listed_before_it_is(shop: Shop, editor: Client) -> None:
    add(shop, "files", "bucket")

    shown = page(editor.get(address(shop, "store-list")))

    questions = current_catalog().questions
    for name, option in current_catalog().rulebook.kinds["bucket"].items():
        title = next(each.title for each in questions[name].options if each.id == option)
        assert f"{questions[name].short}: {title}" in shown.text
        assert address(shop, "store-question", 3, name) in shown.attributes("a", "href")


def test_the_offer_to_undo_says_what_was_done_until_it_is_kept_or_something_else_is_done(
    shop: Shop, editor: Client
) -> None:
    add(shop, "files", "bucket")
    undo = address(shop, "store-undo", 3)

    def confirm() -> str:
        return editor.post(address(shop, "store-confirm", 3), follow=True).text

    def offered() -> bool:
        return undo in page(editor.get(address(shop, "store-list"))).attributes("form", "action")

    shown = confirm()
    before = stored_answers(shop)
    editor.post(undo, {"keep": "1"})
    assert "of “files” that were filled in are now your own." in shown
    assert "on the page Stores" not in shown
    assert (offered(), stored_answers(shop)) == (False, before)

    for answered in shop.assessment.stores.get(number=3).answers.all():
        answered.delete()
    confirm()
    assert offered()
    editor.post(address(shop, "store-remove", 1))
    assert not offered()


def test_a_removed_store_is_brought_back_from_the_top_of_the_page(
    shop: Shop, editor: Client
) -> None:
    shown = editor.post(address(shop, "store-remove", 1), follow=True).text

    assert "“orders” is removed." in shown
    assert shown.index(address(shop, "store-restore", 1)) < shown.index("images")
    editor.post(address(shop, "store-restore", 1))
    again = editor.get(address(shop, "store-list") + "?removed=1").text
    assert "is removed" not in again


def test_confirming_on_a_questions_page_goes_on_to_what_is_open(shop: Shop, editor: Client) -> None:
    add(shop, "files", "bucket")
    shown = page(editor.get(address(shop, "store-question", 3, "created-by")))

    response = editor.post(address(shop, "store-confirm", 3), {"question": "created-by"})

    assert address(shop, "store-confirm", 3) in shown.attributes("form", "action")
    assert response["Location"] == address(shop, "store-question", 3, "recovery")


def test_undoing_leaves_another_store_alone(shop: Shop, editor: Client) -> None:
    add(shop, "files", "bucket")
    editor.post(address(shop, "store-confirm", 3))
    before = stored_answers(shop)

    response = editor.post(address(shop, "store-undo", 1), follow=True)

    assert "There was nothing to undo." in response.text
    assert stored_answers(shop) == before


def test_answers_are_copied_from_another_store_into_what_is_open(
    shop: Shop, editor: Client
) -> None:
    add(shop, "files", "bucket")
    for question, option in {
        "consumers": "exclusive", "managed-by": "application", "recovery": "restorable",
    }.items():  # fmt: skip
        answer(shop, question, option, shop.stores[0])
    answer(shop, "recovery", "irreplaceable", shop.assessment.stores.get(number=3))

    editor.post(address(shop, "store-copy-from", 3), {"source": "1"})

    assert [row[1:3] for row in stored_answers(shop) if row[0] == "files"] == [
        ("recovery", "irreplaceable"), ("consumers", "exclusive"),
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["3", "99", "", "x", "\x00", "1" * 40])
def test_answers_are_copied_only_from_another_store_of_the_system(
    source: str, shop: Shop, editor: Client
) -> None:
    add(shop, "files", "bucket")

    response = editor.post(address(shop, "store-copy-from", 3), {"source": source})

    assert (response.status_code, stored_answers(shop)) == (422, [])
