"""The pages of the end are the facilitators': nobody else sees or changes anything there."""

import pytest
from django.test import Client
from django.urls import reverse

from decision import queries
from decision.actions import workshop as actions
from decision.models import Workshop, WorkshopRole
from tests.endings import Room, leading, new_room

pytestmark = pytest.mark.django_db

READ = (
    "workshop-manage",
    "workshop-delete",
    "workshop-summary",
    "workshop-conclude",
    "workshop-votes-csv",
    "workshop-votes-json",
)
POSTED = (
    "workshop-link-make",
    "workshop-delete",
    "workshop-action-add",
    "workshop-review",
    "workshop-reopen",
    "workshop-conclude-make",
)


@pytest.fixture
def room(db: None) -> Room:
    return new_room(0)


def others(room: Room) -> list[Client]:
    """A stranger, a participant, a projector, and the facilitator of another workshop."""
    participant, wall = Client(), Client()
    participant.post(reverse("workshop-join", args=[room.workshop.code]), {"role": "Operations"})
    secret = actions.make_workshop_link(workshop=room.workshop, role=WorkshopRole.PROJECT)
    wall.post(reverse("workshop-open", args=[secret]))
    return [Client(), participant, wall, leading(new_room(0))]


@pytest.mark.parametrize("name", READ)
def test_facilitators_alone_see_them_and_nothing_keeps_a_copy(room: Room, name: str) -> None:
    response = leading(room).get(room.url(name))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert [each.get(room.url(name)).status_code for each in others(room)] == [404] * 4


@pytest.mark.parametrize("name", POSTED)
def test_facilitators_alone_change_something_there(room: Room, name: str) -> None:
    visitors = others(room)
    before = (room.reload().revision, len(queries.workshop_links(room.workshop)))

    posted = {"role": "facilitate", "text": "Test", "day": "", "seen": str(before[0])}
    statuses = [each.post(room.url(name), posted).status_code for each in visitors]

    assert statuses == [404] * 4
    assert (room.reload().revision, len(queries.workshop_links(room.workshop))) == before


@pytest.mark.parametrize("name", sorted({*POSTED} - {"workshop-delete"}))
def test_what_changes_something_is_posted(room: Room, name: str) -> None:
    assert leading(room).get(room.url(name)).status_code == 405


def test_a_workshop_that_was_erased_meanwhile_closes_every_page(room: Room) -> None:
    client = leading(room)
    Workshop.objects.all().delete()

    assert {client.get(room.url(name)).status_code for name in READ} == {404}
    assert {client.post(room.url(name), {"role": "project"}).status_code for name in POSTED} == {
        404
    }
