"""Saving answers loses nothing, whoever else is saving."""

from datetime import timedelta

import pytest
from django.utils import timezone

from decision import actions, queries
from decision.domain.vocabulary import DONT_KNOW
from decision.models import Answer, Assessment, Store
from tests.systems import Shop, answer, new_shop, stored_answers

pytestmark = pytest.mark.django_db


def save(
    shop: Shop, option: str, note: str = "", *, seen: int = 0, store: Store | None = None
) -> None:
    actions.save_answer(
        assessment=shop.assessment,
        store=store,
        question="consumers" if store else "iac-adoption",
        option=option,
        note=note,
        seen=seen,
    )


def test_a_first_answer_is_saved_with_its_note() -> None:
    shop = new_shop()

    save(shop, "full", "all of it")

    assert stored_answers(shop) == [("", "iac-adoption", "full", "all of it", 1)]


def test_an_answer_of_a_store_belongs_to_that_store_alone() -> None:
    shop = new_shop("orders", "images")

    save(shop, "exclusive", store=shop.stores[1])

    assert stored_answers(shop) == [("images", "consumers", "exclusive", "", 1)]


def test_a_change_counts_the_revision_up() -> None:
    shop = new_shop()
    save(shop, "full")

    save(shop, "partial", "only the network", seen=1)

    assert stored_answers(shop) == [("", "iac-adoption", "partial", "only the network", 2)]


def test_an_answer_can_be_taken_back_while_its_note_stays() -> None:
    shop = new_shop()
    save(shop, "full", "all of it")

    save(shop, "", "all of it", seen=1)

    assert stored_answers(shop) == [("", "iac-adoption", "", "all of it", 2)]


def test_nothing_said_writes_nothing() -> None:
    shop = new_shop()

    save(shop, "")

    assert stored_answers(shop) == []


def test_two_tabs_that_differ_are_a_conflict_and_the_first_stays() -> None:
    shop = new_shop()
    save(shop, "full", "first tab")

    with pytest.raises(actions.EditConflict) as caught:
        save(shop, "none", "second tab")

    assert caught.value.current is not None
    assert (caught.value.current.option, caught.value.current.note) == ("full", "first tab")
    assert stored_answers(shop) == [("", "iac-adoption", "full", "first tab", 1)]


def test_a_form_with_a_revision_of_nothing_is_a_conflict() -> None:
    shop = new_shop()

    with pytest.raises(actions.EditConflict) as caught:
        save(shop, "full", seen=7)

    assert caught.value.current is None


def test_two_tabs_that_say_the_same_are_no_conflict() -> None:
    shop = new_shop()
    save(shop, "full", "same")

    save(shop, "full", "same")

    assert stored_answers(shop) == [("", "iac-adoption", "full", "same", 1)]


def test_a_change_moves_the_expiry_on(settings: object) -> None:
    shop = new_shop()
    soon = timezone.now() + timedelta(days=1)
    Assessment.objects.update(expires_at=soon, updated_at=soon - timedelta(days=364))

    save(shop, "full")

    assert shop.reload().expires_at > timezone.now() + timedelta(days=364)


def test_saving_the_same_again_is_no_change() -> None:
    shop = new_shop()
    save(shop, "full")
    soon = timezone.now() + timedelta(days=1)
    Assessment.objects.update(expires_at=soon)

    save(shop, "full", seen=1)

    assert shop.reload().expires_at == soon


def test_nothing_is_saved_into_a_deleted_assessment() -> None:
    shop = new_shop()
    actions.delete_assessment(assessment=shop.assessment)

    with pytest.raises(Assessment.DoesNotExist):
        save(shop, "full")

    assert stored_answers(shop) == []


def test_what_was_tried_is_adopted_and_notes_stay() -> None:
    shop = new_shop("orders")
    save(shop, "full", "why")

    actions.adopt_answers(
        assessment=shop.assessment,
        changes={(None, "iac-adoption"): "partial", (1, "consumers"): "exclusive"},
        seen=shop.fingerprint,
    )

    assert stored_answers(shop) == [
        ("", "iac-adoption", "partial", "why", 2),
        ("orders", "consumers", "exclusive", "", 1),
    ]


def test_what_was_tried_against_older_answers_is_not_adopted() -> None:
    shop = new_shop("orders")
    seen = shop.fingerprint
    answer(shop, "iac-adoption", "full")

    with pytest.raises(actions.StaleForm):
        actions.adopt_answers(
            assessment=shop.assessment, changes={(1, "consumers"): "exclusive"}, seen=seen
        )

    assert stored_answers(shop) == [("", "iac-adoption", "full", "", 1)]


def test_a_removed_or_renamed_store_makes_a_what_if_stale() -> None:
    shop = new_shop("orders", "images")
    seen = shop.fingerprint

    actions.remove_store(store=shop.stores[0])

    with pytest.raises(actions.StaleForm):
        actions.adopt_answers(
            assessment=shop.assessment, changes={(1, "consumers"): "exclusive"}, seen=seen
        )


def test_an_answer_puts_a_stated_fact_aside() -> None:
    shop = new_shop("orders")
    answer(shop, "zone", "medium", store=shop.stores[0])

    actions.save_answer(
        assessment=shop.assessment,
        store=shop.stores[0],
        question="stored-by",
        option="application",
        note="",
        seen=0,
        replaces=("zone",),
    )

    assert stored_answers(shop) == [
        ("orders", "zone", "", "", 2),
        ("orders", "stored-by", "application", "", 1),
    ]


def test_adopting_an_answer_puts_a_stated_fact_aside_too() -> None:
    shop = new_shop("orders")
    answer(shop, "zone", "medium", store=shop.stores[0])

    actions.adopt_answers(
        assessment=shop.assessment,
        changes={(1, "stored-by"): "application"},
        seen=shop.fingerprint,
        replaced_by=lambda question: ("zone",),
    )

    assert stored_answers(shop)[0] == ("orders", "zone", "", "", 2)
    assert queries.sheet(shop.assessment).options(1) == {"stored-by": "application"}


def test_a_form_from_before_an_undo_overwrites_no_later_answer() -> None:
    shop = new_shop("orders")
    (orders,) = shop.stores
    options = {"consumers": "exclusive"}
    actions.fill_answers(assessment=shop.assessment, store=orders, options=options)
    actions.withdraw_answers(assessment=shop.assessment, store=orders, options=options)
    save(shop, "shared-same-team", "asked them", store=orders)

    with pytest.raises(actions.EditConflict):
        save(shop, "exclusive", "as I saw it", seen=1, store=orders)

    assert stored_answers(shop) == [("orders", "consumers", "shared-same-team", "asked them", 3)]


def test_an_answer_that_was_taken_back_counts_as_none() -> None:
    shop = new_shop("orders")
    (orders,) = shop.stores
    options = {"consumers": "exclusive"}
    actions.fill_answers(assessment=shop.assessment, store=orders, options=options)

    actions.withdraw_answers(assessment=shop.assessment, store=orders, options=options)
    copy = actions.copy_store(store=orders)

    sheet = queries.sheet(shop.assessment)
    assert (sheet.options(1), sheet.notes(1)) == ({}, {})
    assert not copy.answers.exists()
    assert actions.fill_answers(assessment=shop.assessment, store=orders, options=options)


def test_the_fingerprint_tells_other_words_of_the_same_revision() -> None:
    shop = new_shop()
    save(shop, "full", "one")
    prints = [shop.fingerprint]

    for change in ({"note": "other"}, {"option": "none"}):
        Answer.objects.update(**change)
        prints.append(shop.fingerprint)

    assert len(set(prints)) == 3


def test_filling_in_leaves_what_the_team_has_said() -> None:
    shop = new_shop("orders")
    (orders,) = shop.stores
    answer(shop, "consumers", DONT_KNOW, orders)
    actions.save_answer(
        assessment=shop.assessment, store=orders, question="recovery", option="", note="?", seen=0
    )

    filled = actions.fill_answers(
        assessment=shop.assessment,
        store=orders,
        options={"consumers": "exclusive", "recovery": "restorable", "format": "structured"},
    )

    assert filled == {"recovery": "restorable", "format": "structured"}
    assert stored_answers(shop) == [
        ("orders", "consumers", DONT_KNOW, "", 1),
        ("orders", "recovery", "restorable", "?", 2),
        ("orders", "format", "structured", "", 1),
    ]


def test_withdrawing_keeps_notes_and_what_was_changed_since() -> None:
    shop = new_shop("orders")
    (orders,) = shop.stores
    options = {"consumers": "exclusive", "recovery": "restorable", "format": "structured"}
    filled = actions.fill_answers(assessment=shop.assessment, store=orders, options=options)
    answer(shop, "consumers", "shared-same-team", orders)
    actions.save_answer(
        assessment=shop.assessment, store=orders, question="recovery", option="restorable",
        note="tried", seen=1,
    )  # fmt: skip

    count = actions.withdraw_answers(assessment=shop.assessment, store=orders, options=filled)

    assert count == 2
    assert stored_answers(shop) == [
        ("orders", "consumers", "shared-same-team", "", 2),
        ("orders", "recovery", "", "tried", 3),
        ("orders", "format", "", "", 2),
    ]
