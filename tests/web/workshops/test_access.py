"""Who gets into a workshop: nobody without a link or a place in the room."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from decision.models import Workshop
from decision.urls import workshop as addresses
from decision.web.workshop_access import cookie_name
from tests.web.workshops.rooms import SCRIPT, Room, browser

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
