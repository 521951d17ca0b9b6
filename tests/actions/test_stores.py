"""Stores are added, copied, renamed, removed and brought back whole."""

from unittest.mock import patch

import pytest

from decision import actions
from decision.models import Store
from tests.systems import answer, new_shop, store_names, stored_answers

pytestmark = pytest.mark.django_db


def test_stores_are_numbered_in_the_order_they_are_added() -> None:
    shop = new_shop("orders", "images")

    assert [(store.number, store.name) for store in shop.stores] == [(1, "orders"), (2, "images")]


def test_the_number_of_a_removed_store_does_not_return() -> None:
    shop = new_shop("orders", "images")
    actions.remove_store(store=shop.stores[1])

    added = actions.add_store(assessment=shop.assessment, name="videos", kind="")

    assert added.number == 3


def test_a_name_in_use_is_refused() -> None:
    shop = new_shop("orders")

    with pytest.raises(actions.NameTaken):
        actions.add_store(assessment=shop.assessment, name="orders", kind="")

    assert store_names(shop) == ["orders"]


def test_another_assessment_may_use_the_same_name() -> None:
    shops = [new_shop("orders"), new_shop("orders")]

    assert [store_names(shop) for shop in shops] == [["orders"], ["orders"]]


def test_the_name_of_a_removed_store_is_free_again() -> None:
    shop = new_shop("orders")
    actions.remove_store(store=shop.stores[0])

    actions.add_store(assessment=shop.assessment, name="orders", kind="")

    assert store_names(shop) == ["orders"]


def test_a_store_can_keep_its_own_name_when_its_kind_changes() -> None:
    shop = new_shop("orders")
    answer(shop, "consumers", "exclusive", shop.stores[0])

    actions.change_store(store=shop.stores[0], name="orders", kind="object-storage")

    assert Store.objects.get(pk=shop.stores[0].pk).kind == "object-storage"
    assert stored_answers(shop) == [("orders", "consumers", "exclusive", "", 1)]


def test_a_store_is_not_renamed_to_a_name_in_use() -> None:
    shop = new_shop("orders", "images")

    with pytest.raises(actions.NameTaken):
        actions.change_store(store=shop.stores[1], name="orders", kind="")

    assert store_names(shop) == ["orders", "images"]


def test_a_copy_has_the_same_kind_answers_and_notes() -> None:
    shop = new_shop("orders", kind="cache")
    actions.save_answer(
        assessment=shop.assessment,
        store=shop.stores[0],
        question="consumers",
        option="exclusive",
        note="only the shop reads it",
        seen=0,
    )

    copy = actions.copy_store(store=shop.stores[0])

    assert (copy.name, copy.kind, copy.number) == ("orders (2)", "cache", 2)
    assert stored_answers(shop) == [
        ("orders", "consumers", "exclusive", "only the shop reads it", 1),
        ("orders (2)", "consumers", "exclusive", "only the shop reads it", 1),
    ]


def test_each_copy_gets_a_name_that_is_free() -> None:
    shop = new_shop("orders", "orders (3)")

    for _ in range(2):
        actions.copy_store(store=shop.stores[0])

    assert store_names(shop) == ["orders", "orders (3)", "orders (2)", "orders (4)"]


def test_the_copy_of_a_store_with_the_longest_name_has_a_name_that_fits() -> None:
    shop = new_shop("x" * 200)

    copy = actions.copy_store(store=shop.stores[0])

    assert copy.name == "x" * 190 + " (2)"


def test_a_removed_store_comes_back_with_its_answers() -> None:
    shop = new_shop("orders", "images")
    answer(shop, "consumers", "exclusive", shop.stores[0])

    actions.remove_store(store=shop.stores[0])
    while_removed = store_names(shop)
    actions.restore_store(store=shop.stores[0])

    assert (while_removed, store_names(shop)) == (["images"], ["orders", "images"])
    assert stored_answers(shop) == [("orders", "consumers", "exclusive", "", 1)]


def test_a_store_does_not_come_back_under_a_name_in_use() -> None:
    shop = new_shop("orders")
    actions.remove_store(store=shop.stores[0])
    actions.add_store(assessment=shop.assessment, name="orders", kind="")

    with pytest.raises(actions.NameTaken):
        actions.restore_store(store=shop.stores[0])

    assert store_names(shop) == ["orders"]


def test_the_number_of_stores_has_a_limit_for_adding_and_copying() -> None:
    shop = new_shop("orders", "images")

    with patch("decision.actions.stores.MAX_STORES", 2):
        with pytest.raises(actions.TooManyStores):
            actions.add_store(assessment=shop.assessment, name="videos", kind="")
        with pytest.raises(actions.TooManyStores):
            actions.copy_store(store=shop.stores[0])

    assert store_names(shop) == ["orders", "images"]


def test_bringing_back_does_not_get_round_the_limit() -> None:
    shop = new_shop("orders", "images")
    actions.remove_store(store=shop.stores[0])
    actions.add_store(assessment=shop.assessment, name="videos", kind="")

    with (
        patch("decision.actions.stores.MAX_STORES", 2),
        pytest.raises(actions.TooManyStores),
    ):
        actions.restore_store(store=shop.stores[0])


def test_adding_and_removing_has_an_end() -> None:
    shop = new_shop("a", "b", "c")
    for store in shop.stores:
        actions.remove_store(store=store)

    with (
        patch("decision.actions.stores.HIGHEST_NUMBER", 3),
        pytest.raises(actions.TooManyStores),
    ):
        actions.add_store(assessment=shop.assessment, name="d", kind="")


def test_at_the_end_a_removed_store_can_still_come_back() -> None:
    shop = new_shop("a", "b", "c")
    actions.remove_store(store=shop.stores[0])

    with patch("decision.actions.stores.HIGHEST_NUMBER", 3):
        actions.restore_store(store=shop.stores[0])

    assert store_names(shop) == ["a", "b", "c"]
