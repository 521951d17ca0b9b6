"""Whatever answers at an address of a workshop is kept out of caches, indexes and referrers."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.test_headers import is_private
from tests.web.workshops.rooms import Room, browser

WRONG = "participate-" + "A" * 43


def link(room: Room) -> str:
    return reverse("workshop-open", args=[room.created.facilitate_secret])


def join(room: Room) -> str:
    return reverse("workshop-join", args=[room.workshop.code])


def test_a_redirect_to_the_slash_is_private(room: Room) -> None:
    addresses = (link(room), join(room), room.url("workshop-return", WRONG))

    found = [browser().get(each.rstrip("/")) for each in addresses]

    assert [(each.status_code, is_private(each)) for each in found] == [(301, True)] * 3


def test_a_wrong_method_is_answered_in_private(room: Room) -> None:
    addresses = (link(room), join(room), room.url("workshop-return", WRONG))

    found = [browser().put(each) for each in addresses]

    assert [(each.status_code, is_private(each)) for each in found] == [(405, True)] * 3


def test_a_form_without_its_token_is_answered_in_private(room: Room) -> None:
    strict = Client(enforce_csrf_checks=True)
    addresses = (link(room), join(room), room.url("workshop-return", WRONG))

    found = [strict.post(each) for each in addresses]

    assert [(each.status_code, is_private(each)) for each in found] == [(403, True)] * 3


def test_what_no_page_answers_is_private(room: Room) -> None:
    assert is_private(browser().get(room.url("workshop-participant") + "nothing/"))


def test_who_is_in_already_is_sent_on_in_private(room: Room) -> None:
    found = room.join().get(join(room))

    assert (found.status_code, is_private(found)) == (302, True)


@pytest.mark.parametrize("name", ["workshops", "workshop-create", "workshop-enter"])
def test_pages_that_name_no_workshop_are_public(room: Room, name: str) -> None:
    assert "X-Robots-Tag" not in browser().get(reverse(name))
