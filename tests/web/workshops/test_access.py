"""Who gets into a workshop: nobody without a link or a place in the room."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from decision.models import Workshop
from decision.urls import workshop as addresses
from tests.web.workshops.rooms import Room

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
