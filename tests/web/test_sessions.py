"""Requests at the same time in one browser do not overwrite each other's session."""

import pytest
from django.test import Client
from django.urls import reverse

from decision.web.sessions import SessionStore, merged
from tests.systems import Shop, new_shop
from tests.web.visits import address, page

pytestmark = pytest.mark.django_db


def read(key: str | None) -> SessionStore:
    """The session as a request reads it."""
    store = SessionStore(key)
    assert store.get("grants") is not None
    return store


@pytest.fixture
def key() -> str | None:
    store = SessionStore()
    store["grants"] = {"first": 1}
    store.save()
    return store.session_key


def test_two_links_opened_at_once_are_both_granted(key: str | None) -> None:
    one, other = read(key), read(key)

    for store, name in ((one, "second"), (other, "third")):
        store["grants"] = {**store["grants"], name: 2}
        store.save()

    assert read(key)["grants"] == {"first": 1, "second": 2, "third": 2}


def test_a_request_that_changes_something_else_keeps_a_new_grant(key: str | None) -> None:
    one, other = read(key), read(key)
    one["grants"] = {**one["grants"], "second": 2}
    one.save()

    other["panel"] = True
    other.save()

    assert dict(read(key).items()) == {"grants": {"first": 1, "second": 2}, "panel": True}


def test_what_a_request_took_out_is_gone_and_what_it_saved_twice_stays(key: str | None) -> None:
    store = read(key)
    store["filled"] = {"store": 1}
    store.save()
    del store["filled"]
    store.save()

    assert dict(read(key).items()) == {"grants": {"first": 1}}


def test_only_grants_are_merged_one_by_one() -> None:
    before = {"filled": {"store": 1}, "grants": {"a": 1, "b": 1}}
    mine = {"filled": {"store": 2}, "grants": {"a": 2}}
    stored = {"filled": {"store": 3, "copied": True}, "grants": {"a": 1, "b": 1, "c": 1}}

    assert merged(before, mine, stored) == {
        "filled": {"store": 2}, "grants": {"a": 2, "c": 1},
    }  # fmt: skip


def test_a_session_that_was_left_is_not_written_again(
    editor: Client, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another tab leaves while this one saves."""
    other = new_shop(name="Another")
    key = editor.session.session_key

    def leave_first(store: SessionStore, must_create: bool = False) -> None:
        SessionStore(key).delete()
        monkeypatch.undo()
        store.save(must_create)

    monkeypatch.setattr(SessionStore, "save", leave_first)
    response = editor.post(reverse("link-open", args=[other.edit_secret]))

    assert (response.status_code, "This browser has left" in page(response).text) == (409, True)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert editor.get(address(shop, "assessment-tasks")).status_code == 404
