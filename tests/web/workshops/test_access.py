"""Who gets into a workshop: nobody without a link or a place in the room."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from decision.actions.workshop import delete_workshop
from decision.models import Workshop
from decision.urls import workshop as addresses
from decision.web.workshop_access import cookie_name
from tests.web.workshops.rooms import SCRIPT, Room, browser, new_workshop

#: What the addresses take besides the workshop.
ARGUMENTS = {
    "number": 1,
    "item": 1,
    "link": 1,
    "action_point": 1,
    "move": "open",
    "showing": "lobby",
    "command": "start",
    "vote": uuid4(),
    "visibility": "hide",
    "secret": "participate-" + "x" * 43,
}


@pytest.mark.parametrize("each", addresses, ids=lambda each: str(each.name))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_gets_nowhere(each: URLPattern, method: str, room: Room) -> None:
    names = each.pattern.converters
    url = reverse(
        str(each.name), kwargs={"pk": room.workshop.pk, **{name: ARGUMENTS[name] for name in names}}
    )

    response = getattr(Client(), method)(url)

    assert response.status_code in (404, 405)
    assert room.workshop.title not in response.text
    assert Workshop.objects.filter(pk=room.workshop.pk, revision=room.workshop.revision).exists()


def test_a_workshop_that_has_expired_is_closed_to_everybody_before_it_is_erased(
    room: Room,
) -> None:
    phone, screen = room.join(), room.url("workshop-participant")
    room.move("recovery", "open")
    shown = phone.get(screen)["ETag"]
    link = room.url("workshop-return", phone.cookies[cookie_name(room.workshop.pk)].value)
    assert browser().get(link).status_code == 200

    Workshop.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert phone.get(screen).status_code == 404
    assert phone.get(screen, headers={**SCRIPT, "If-None-Match": shown}).status_code == 404
    assert room.vote(phone, "recovery", "restorable") == 404
    assert browser().get(link).status_code == 404
    assert room.facilitator.get(room.url("workshop-console")).status_code == 404


# The way back to what one leads


def test_the_start_of_workshops_lists_those_that_this_browser_leads(room: Room) -> None:
    other = Room(new_workshop(title="Somebody else’s"))
    url = reverse("workshops")

    answer = room.facilitator.get(url)

    assert room.workshop.title in answer.text
    assert f'href="{room.url("workshop-console")}"' in answer.text
    assert room.workshop.code not in answer.text
    assert other.workshop.title not in answer.text
    assert answer["Cache-Control"] == "private, no-store"
    for stranger in (Client(), room.wall, other.facilitator):
        assert room.workshop.title not in stranger.get(url).text


def test_it_says_which_of_them_have_ended(room: Room) -> None:
    assert "ended on" not in room.facilitator.get(reverse("workshops")).text

    room.step(room.url("workshop-end"))

    assert "ended on" in room.facilitator.get(reverse("workshops")).text


@pytest.mark.parametrize("change", ["revoked", "expired", "deleted"])
def test_what_the_link_does_not_open_any_more_is_not_listed(room: Room, change: str) -> None:
    now = timezone.now()
    if change == "revoked":
        room.workshop.links.update(revoked_at=now)
    elif change == "expired":
        Workshop.objects.update(expires_at=now - timedelta(seconds=1))
    else:
        delete_workshop(workshop=room.workshop)

    assert room.workshop.title not in room.facilitator.get(reverse("workshops")).text
