"""Two people at the same moment: nobody's work is lost, and nothing breaks."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from unittest.mock import patch

import pytest
from django.db import connection
from django.urls import reverse

from decision import actions
from decision.models import Assessment, Link, Role
from tests.systems import Shop, new_shop, store_names, stored_answers
from tests.web.visits import address, opened, page

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 4


def together(act: Callable[[int], object]) -> list[object]:
    """Call ``act`` with 0 to 3 in as many threads at once; what each gave or raised."""
    start = Barrier(AT_ONCE)

    def run(number: int) -> object:
        start.wait()
        try:
            return act(number)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(AT_ONCE)))


def kinds(results: list[object]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


@pytest.fixture(autouse=True)
def _no_sessions_left(transactional_db: None) -> Iterator[None]:
    yield
    Assessment.objects.all().delete()


def save(shop: Shop, option: str, note: str) -> None:
    actions.save_answer(
        assessment=shop.assessment,
        store=None,
        question="iac-adoption",
        option=option,
        note=note,
        seen=0,
    )


def test_of_several_first_answers_one_is_saved_and_the_others_are_conflicts() -> None:
    shop = new_shop()

    results = together(lambda number: save(shop, "full", f"from {number}"))

    assert kinds(results) == ["EditConflict"] * 3 + ["NoneType"]
    winner = results.index(None)
    assert stored_answers(shop) == [("", "iac-adoption", "full", f"from {winner}", 1)]


def test_the_same_first_answer_from_everybody_is_saved_once() -> None:
    shop = new_shop()

    results = together(lambda _: save(shop, "full", "same"))

    assert results == [None] * AT_ONCE
    assert stored_answers(shop) == [("", "iac-adoption", "full", "same", 1)]


def test_of_several_stores_of_one_name_one_is_added() -> None:
    shop = new_shop()

    results = together(
        lambda _: actions.add_store(assessment=shop.assessment, name="orders", kind="")
    )

    assert kinds(results) == ["NameTaken"] * 3 + ["Store"]
    assert store_names(shop) == ["orders"]


def test_stores_of_different_names_are_all_added_with_numbers_of_their_own() -> None:
    shop = new_shop()

    results = together(
        lambda number: actions.add_store(assessment=shop.assessment, name=f"s{number}", kind="")
    )

    assert kinds(results) == ["Store"] * AT_ONCE
    assert sorted(shop.assessment.stores.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_copying_several_times_at_once_gives_each_copy_its_own_name() -> None:
    shop = new_shop("orders")

    results = together(lambda _: actions.copy_store(store=shop.stores[0]))

    assert kinds(results) == ["Store"] * AT_ONCE
    assert sorted(store_names(shop)) == ["orders", *(f"orders ({n})" for n in range(2, 6))]


def test_the_last_edit_links_are_not_revoked_by_each_other() -> None:
    shop = new_shop()
    for _ in range(3):
        actions.make_link(assessment=shop.assessment, role=Role.EDIT)
    links = list(Link.objects.filter(role=Role.EDIT))

    results = together(lambda number: actions.revoke_link(link=links[number]))

    assert kinds(results) == ["LastEditLink"] + ["NoneType"] * 3
    assert Link.objects.filter(role=Role.EDIT, revoked_at=None).count() == 1


def test_a_what_if_is_adopted_once() -> None:
    shop = new_shop()
    seen = shop.fingerprint
    options = ("none", "partial", "full", "dont-know")

    results = together(
        lambda number: actions.adopt_answers(
            assessment=shop.assessment,
            changes={(None, "iac-adoption"): options[number]},
            seen=seen,
        )
    )

    assert kinds(results) == ["NoneType"] + ["StaleForm"] * 3
    winner = options[results.index(None)]
    assert stored_answers(shop) == [("", "iac-adoption", winner, "", 1)]


def test_the_first_assessments_of_an_edition_may_be_made_at_once() -> None:
    results = together(lambda number: new_shop(name=f"Shop {number}"))

    assert kinds(results) == ["Shop"] * AT_ONCE
    assert Assessment.objects.count() == AT_ONCE


# The same through the pages


def test_a_first_answer_sent_from_several_tabs_is_saved_or_shown_as_a_conflict() -> None:
    shop = new_shop("orders")
    clients = [opened(shop.edit_secret) for _ in range(AT_ONCE)]
    for client in clients:
        client.post(reverse("panel-toggle"))
    url = address(shop, "question", "iac-adoption")

    results = together(
        lambda number: (
            clients[number]
            .post(url, {"option": "full", "note": f"tab {number}", "seen": 0})
            .status_code
        )
    )

    assert sorted(results, key=str) == [302, 409, 409, 409]


def test_clicking_copy_twice_breaks_nothing() -> None:
    shop = new_shop("orders")
    client = opened(shop.edit_secret)

    results = together(lambda _: client.post(address(shop, "store-copy", 1)).status_code)

    assert results == [302] * AT_ONCE
    assert len(store_names(shop)) == 1 + AT_ONCE


def test_clicking_start_twice_makes_one_assessment_with_the_same_links() -> None:
    client = opened(new_shop().edit_secret)
    token = page(client.get(reverse("assessment-create"))).field("once")

    def press(_: int) -> object:
        made = client.post(reverse("assessment-create"), {"name": "Web shop", "once": token})
        return made.status_code, tuple(page(made).attributes("input", "value"))[-2:]

    results = together(press)

    assert len(set(results)) == 1
    assert Assessment.objects.count() == 2
    assert Link.objects.filter(assessment__name="Web shop").count() == 4


def test_links_made_at_once_never_exceed_what_is_allowed() -> None:
    shop = new_shop()
    with patch("decision.actions.links.MAX_LINKS", 3):
        results = together(lambda _: actions.make_link(assessment=shop.assessment, role=Role.READ))

    assert kinds(results) == ["TooManyLinks"] * 3 + ["str"]
    assert shop.assessment.links.count() == 3


def test_confirming_twice_saves_each_answer_once() -> None:
    shop = new_shop("orders")
    options = {"consumers": "exclusive", "recovery": "restorable"}

    results = together(
        lambda _: actions.fill_answers(
            assessment=shop.assessment, store=shop.stores[0], options=options
        )
    )

    assert sorted(map(len, results)) == [0, 0, 0, 2]  # type: ignore[arg-type]
    assert [row[1:] for row in stored_answers(shop)] == [
        ("consumers", "exclusive", "", 1), ("recovery", "restorable", "", 1),
    ]  # fmt: skip
